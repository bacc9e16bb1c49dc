"""Rows of favours: what was asked of whom, how often, what they said, and whether it was done."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from rolodex.model import Favour
from rolodex.store import follow_ups
from rolodex.store.ids import IDS, as_json

_PLAIN = (
    *("whom", "what", "asked_on", "times", "last_asked_on"),
    *("answer", "answered_on", "done_on", "note", "follow_up"),
)
"""Columns of `favour` under the names of a Favour."""

_READ = (
    "SELECT favour.id, favour.uid, contact_id, contact.name, coalesce(due_on, ''),"
    f" {', '.join(f'favour.{column}' for column in _PLAIN)} FROM favour"
    " JOIN contact ON contact.id = contact_id"
    " LEFT JOIN follow_up ON follow_up.uid = favour.follow_up AND follow_up.done_on = ''"
)
_OLDEST = "ORDER BY favour.asked_on, favour.id"
_OPEN = "favour.done_on = '' AND answer <> 'no'"


def insert(connection: sqlite3.Connection, favour: Favour, *, uid: str, at: str) -> int:
    """Write a new favour; its id. `at` is UTC."""
    cursor = connection.execute(
        f"INSERT INTO favour (uid, contact_id, {', '.join(_PLAIN)}, created_at)"
        f" VALUES (?, ?, {', '.join('?' * len(_PLAIN))}, ?)",
        (uid, favour.contact, *_values(favour), at),
    )
    return int(cursor.lastrowid or 0)


def update(connection: sqlite3.Connection, favour: Favour) -> None:
    """Make the stored favour of the same id hold these values; whose it is stays."""
    connection.execute(
        f"UPDATE favour SET {', '.join(f'{column} = ?' for column in _PLAIN)} WHERE id = ?",
        (*_values(favour), favour.id),
    )


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete favours, with the open follow-ups that remind of them; the contacts stay."""
    wanted = as_json(ids)
    rows = connection.execute(
        "SELECT follow_up.id FROM favour JOIN follow_up ON follow_up.uid = favour.follow_up"
        f" WHERE follow_up.done_on = '' AND favour.id IN {IDS}",
        (wanted,),
    )
    follow_ups.delete(connection, [id for (id,) in rows.fetchall()])
    connection.execute(f"DELETE FROM favour WHERE id IN {IDS}", (wanted,))


def forget(connection: sqlite3.Connection, contacts: str) -> None:
    """Delete the favours of contacts (ids as a JSON array)."""
    rows = connection.execute(f"SELECT id FROM favour WHERE contact_id IN {IDS}", (contacts,))
    delete(connection, [id for (id,) in rows.fetchall()])


def move(connection: sqlite3.Connection, keep: int, gone: str) -> None:
    """Give one contact the favours of others (ids as a JSON array)."""
    connection.execute(f"UPDATE favour SET contact_id = ? WHERE contact_id IN {IDS}", (keep, gone))


def read(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Favour]:
    """The favours of those ids, the oldest first."""
    return list(_read(connection, f"WHERE favour.id IN {IDS}", as_json(ids)))


def of_contacts(connection: sqlite3.Connection, contacts: str) -> defaultdict[int, list[Favour]]:
    """All of contacts (ids as a JSON array), the oldest first."""
    found: defaultdict[int, list[Favour]] = defaultdict(list)
    # most books have none, and everybody of them may be asked for
    if connection.execute("SELECT 1 FROM favour LIMIT 1").fetchone():
        for favour in _read(connection, f"WHERE contact_id IN {IDS}", contacts):
            found[favour.contact].append(favour)
    return found


def open_ones(connection: sqlite3.Connection) -> list[Favour]:
    """Those of which something is still to come, the oldest first; not those of archived contacts."""
    return list(_read(connection, f"WHERE {_OPEN} AND NOT archived"))


def listed(connection: sqlite3.Connection) -> list[Favour]:
    """Every favour, in the order in which they were written down."""
    return sorted(_read(connection, ""), key=lambda favour: favour.id)


def settle(connection: sqlite3.Connection, follow_up: str, on: str) -> None:
    """What one promised is done, on a local day, when the follow-up of that uid is, which reminds of it."""
    connection.execute(
        f"UPDATE favour SET done_on = ? WHERE follow_up = ? AND whom = 'me' AND answer = 'yes' AND {_OPEN}",
        (on, follow_up),
    )


def remind_again(connection: sqlite3.Connection, before: str, after: str) -> None:
    """Have the follow-up with the uid `after` remind of what is open and that with `before` reminded of."""
    connection.execute(f"UPDATE favour SET follow_up = ? WHERE follow_up = ? AND {_OPEN}", (after, before))


def _read(connection: sqlite3.Connection, where: str, *parameters: str) -> Iterator[Favour]:
    for id, uid, contact, name, due, *plain in connection.execute(f"{_READ} {where} {_OLDEST}", parameters):
        values: dict[str, Any] = dict(zip(_PLAIN, plain, strict=True))
        yield Favour(id=id, uid=uid, contact=contact, name=name, due=due, **values)


def _values(favour: Favour) -> list[str | int]:
    return [getattr(favour, column) for column in _PLAIN]
