"""Rows of connection requests."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from rolodex.model import Request
from rolodex.store.ids import IDS, as_json

_COLUMNS = (
    *("name", "service", "direction", "handle", "on_day", "message", "recommended_by", "state"),
    *("decided_on", "reply", "replied_on", "answered_on", "contact_id", "source_key"),
)
_READ = f"SELECT id, uid, {', '.join(_COLUMNS)} FROM request"


def insert(connection: sqlite3.Connection, request: Request, *, uid: str, at: str) -> int:
    """Write a new request; its id. `at` is UTC."""
    cursor = connection.execute(
        f"INSERT INTO request (uid, {', '.join(_COLUMNS)}, created_at)"
        f" VALUES (?, {', '.join('?' * len(_COLUMNS))}, ?)",
        (uid, *_values(request), at),
    )
    return int(cursor.lastrowid or 0)


def update(connection: sqlite3.Connection, request: Request) -> None:
    """Make the stored request of the same id hold these values."""
    sets = ", ".join(f"{column} = ?" for column in _COLUMNS)
    connection.execute(f"UPDATE request SET {sets} WHERE id = ?", (*_values(request), request.id))


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> int:
    """Delete requests; how many there were. The contacts stay."""
    return connection.execute(f"DELETE FROM request WHERE id IN {IDS}", (as_json(ids),)).rowcount


def read(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Request]:
    """The requests of those ids, in the order of their ids."""
    rows = connection.execute(f"{_READ} WHERE id IN {IDS} ORDER BY id", (as_json(ids),))
    return [_request(row) for row in rows]


def everyone(connection: sqlite3.Connection) -> list[Request]:
    """All of them, in the order in which they were written down."""
    return [_request(row) for row in connection.execute(f"{_READ} ORDER BY id")]


def in_state(
    connection: sqlite3.Connection, states: Sequence[str], direction: str, limit: int
) -> list[Request]:
    """Those that came in, or went out, in one of the states: open ones first, then the newest first."""
    marks = ", ".join("?" * len(states))
    rows = connection.execute(
        f"{_READ} WHERE direction = ? AND state IN ({marks})"
        " ORDER BY state <> 'open', state <> 'waiting', on_day DESC, id DESC LIMIT ?",
        (direction, *states, limit),
    )
    return [_request(row) for row in rows]


def count(connection: sqlite3.Connection, states: Sequence[str], direction: str) -> int:
    """How many came in, or went out, that are in one of the states."""
    marks = ", ".join("?" * len(states))
    (number,) = connection.execute(
        f"SELECT count(*) FROM request WHERE direction = ? AND state IN ({marks})", (direction, *states)
    ).fetchone()
    return int(number)


def of_contact(connection: sqlite3.Connection, contact: int) -> list[Request]:
    """Those that became a contact, and those of nobody from a user name that they have, newest first."""
    rows = connection.execute(
        "SELECT label, value FROM contact_point WHERE contact_id = ? AND kind = 'handle'", (contact,)
    )
    accounts = {(service, name.casefold()) for service, name in rows}
    names = json.dumps([name for _, name in accounts])
    found = connection.execute(
        f"{_READ} WHERE contact_id = ? OR contact_id IS NULL AND handle <> ''"
        # lower() knows the letters of ASCII alone: names with others are all compared below
        f" AND (lower(handle) IN {IDS} OR handle GLOB '*[^ -~]*') ORDER BY on_day DESC, id DESC",
        (contact, names),
    )
    requests = [_request(row) for row in found]
    return [row for row in requests if row.contact or (row.service, row.handle.casefold()) in accounts]


def keys(connection: sqlite3.Connection) -> dict[str, int]:
    """By source key the ids of those that were imported."""
    return dict(
        connection.execute("SELECT source_key, id FROM request WHERE source_key IS NOT NULL").fetchall()
    )


def holders(
    connection: sqlite3.Connection, accounts: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """By service and folded user name the contact who has it, of several the one longest in the book."""
    asked = {(service, name.casefold()) for service, name in accounts}
    services = json.dumps(sorted({service for service, _ in asked}))
    rows = connection.execute(
        f"SELECT label, value, contact_id FROM contact_point WHERE kind = 'handle' AND label IN {IDS}"
        " ORDER BY contact_id",
        (services,),
    )
    found: dict[tuple[str, str], int] = {}
    for service, name, contact in rows:
        if (service, name.casefold()) in asked:
            found.setdefault((service, name.casefold()), contact)
    return found


def forget(connection: sqlite3.Connection, contacts: str) -> None:
    """Requests of contacts (ids as a JSON array) that go from the book: the requests stay, as nobody's."""
    connection.execute(f"UPDATE request SET contact_id = NULL WHERE contact_id IN {IDS}", (contacts,))


def move(connection: sqlite3.Connection, keep: int, others: str) -> None:
    """Give one contact the requests of others (ids as a JSON array)."""
    connection.execute(f"UPDATE request SET contact_id = ? WHERE contact_id IN {IDS}", (keep, others))


def declined_before(connection: sqlite3.Connection, contacts: Iterable[int]) -> set[int]:
    """The requests accepted now of those contacts that were declined first, as the journal says."""
    rows = connection.execute(
        "SELECT DISTINCT row_id FROM change_row JOIN change ON change.id = change_id"
        f" WHERE contact_id IN {IDS} AND table_name = 'request' AND NOT undone"
        " AND json_extract(before, '$.state') = 'declined' AND json_extract(after, '$.state') = 'accepted'",
        (as_json(contacts),),
    )
    return {id for (id,) in rows}


def _values(request: Request) -> tuple[object, ...]:
    return (
        *(request.name, request.service, request.direction, request.handle, request.on, request.message),
        *(request.by, request.state, request.decided_on, request.reply, request.replied_on),
        *(request.answered_on, request.contact or None, request.source_key or None),
    )


def _request(row: Sequence[object]) -> Request:
    id, uid, *values = row
    names = (
        *("name", "service", "direction", "handle", "on", "message", "by", "state", "decided_on", "reply"),
        *("replied_on", "answered_on", "contact", "source_key"),
    )
    found = dict(zip(names, values, strict=True))
    found["contact"] = found["contact"] or 0
    found["source_key"] = found["source_key"] or ""
    return Request(id=id, uid=uid, **found)  # type: ignore[arg-type]
