"""Rows of interactions: with whom, when, of what kind, what was said."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from rolodex.model import QUIET_KINDS, Interaction
from rolodex.store import tags
from rolodex.store.ids import IDS, as_json

_READ = "SELECT id, uid, on_day, kind, text, coalesce(source_key, '') FROM interaction"

_LATE = 5000
"""Entries that are looked through for kinds of one's own while a line is typed."""


def insert(connection: sqlite3.Connection, interaction: Interaction, *, uid: str, at: str) -> int:
    """Write a new interaction with its contacts and tags; its id. `at` is UTC."""
    cursor = connection.execute(
        "INSERT INTO interaction (uid, on_day, kind, text, source_key, created_at) VALUES (?, ?, ?, ?, ?, ?)",
        (uid, interaction.on, interaction.kind, interaction.text, interaction.source_key or None, at),
    )
    id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO interaction_contact (interaction_id, contact_id) VALUES (?, ?)",
        [(id, contact) for contact in dict.fromkeys(interaction.contacts)],
    )
    _set_tags(connection, id, interaction.tags)
    return id


def update(connection: sqlite3.Connection, old: Interaction, new: Interaction) -> None:
    """Make the stored interaction `old` into `new`; only what differs is written."""
    if (old.on, old.kind, old.text) != (new.on, new.kind, new.text):
        connection.execute(
            "UPDATE interaction SET on_day = ?, kind = ?, text = ? WHERE id = ?",
            (new.on, new.kind, new.text, old.id),
        )
    if set(old.contacts) != set(new.contacts):
        gone = as_json(set(old.contacts) - set(new.contacts))
        connection.execute(
            f"DELETE FROM interaction_contact WHERE interaction_id = ? AND contact_id IN {IDS}",
            (old.id, gone),
        )
        connection.executemany(
            "INSERT INTO interaction_contact (interaction_id, contact_id) VALUES (?, ?)",
            [(old.id, contact) for contact in sorted(set(new.contacts) - set(old.contacts))],
        )
    if {tag.casefold() for tag in old.tags} != {tag.casefold() for tag in new.tags}:
        connection.execute("DELETE FROM interaction_tag WHERE interaction_id = ?", (old.id,))
        _set_tags(connection, old.id, new.tags)


def delete(connection: sqlite3.Connection, id: int) -> None:
    """Delete an interaction; the contacts stay."""
    for table in ("interaction_tag", "interaction_contact"):
        connection.execute(f"DELETE FROM {table} WHERE interaction_id = ?", (id,))
    connection.execute("DELETE FROM interaction WHERE id = ?", (id,))


_OF_CONTACT = f"{_READ} WHERE id IN (SELECT interaction_id FROM interaction_contact WHERE contact_id = ?)"
_NEWEST = "ORDER BY on_day DESC, id DESC LIMIT ?"


def of_contact(connection: sqlite3.Connection, contact: int, limit: int) -> list[Interaction]:
    """A contact's interactions, newest first."""
    rows = connection.execute(f"{_OF_CONTACT} {_NEWEST}", (contact, limit))
    return _complete(connection, rows.fetchall())


def of_kinds(
    connection: sqlite3.Connection, contact: int, kinds: Collection[str], limit: int
) -> list[Interaction]:
    """A contact's interactions of some kinds, newest first."""
    rows = connection.execute(
        f"{_OF_CONTACT} AND kind IN ({_places(kinds)}) {_NEWEST}", (contact, *kinds, limit)
    )
    return _complete(connection, rows.fetchall())


def of_other_kinds(
    connection: sqlite3.Connection, contact: int, kinds: Collection[str], limit: int
) -> list[Interaction]:
    """A contact's interactions that are of none of some kinds, newest first."""
    rows = connection.execute(
        f"{_OF_CONTACT} AND kind NOT IN ({_places(kinds)}) {_NEWEST}", (contact, *kinds, limit)
    )
    return _complete(connection, rows.fetchall())


def _places(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


def read(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Interaction]:
    """The interactions of those ids, newest first."""
    rows = connection.execute(f"{_READ} WHERE id IN {IDS} ORDER BY on_day DESC, id DESC", (as_json(ids),))
    return _complete(connection, rows.fetchall())


def of_uid(connection: sqlite3.Connection, uid: str) -> list[Interaction]:
    """The interaction of that uid, if it is there."""
    return _complete(connection, connection.execute(f"{_READ} WHERE uid = ?", (uid,)).fetchall())


def talks_by_month(
    connection: sqlite3.Connection, contacts: Iterable[int], first: str, last: str
) -> dict[int, dict[str, int]]:
    """By contact and month (`YYYY-MM`) how many talks there were from one local day to another.

    Who had none is left out.
    """
    rows = connection.execute(
        "SELECT contact_id, substr(on_day, 1, 7), count(*) FROM interaction_contact"
        f" CROSS JOIN interaction ON interaction.id = interaction_id WHERE contact_id IN {IDS}"
        f" AND on_day BETWEEN ? AND ? AND kind NOT IN ({_places(QUIET_KINDS)}) GROUP BY 1, 2",
        (as_json(contacts), first, last, *QUIET_KINDS),
    )
    found: dict[int, dict[str, int]] = {}
    for contact, month, talks in rows:
        found.setdefault(contact, {})[month] = talks
    return found


def talks_by_day(connection: sqlite3.Connection, contact: int, first: str, last: str) -> dict[str, int]:
    """How many talks there were with a contact on each local day from one to another; others are left out."""
    rows = connection.execute(
        "SELECT on_day, count(*) FROM interaction_contact"
        " CROSS JOIN interaction ON interaction.id = interaction_id WHERE contact_id = ?"
        f" AND on_day BETWEEN ? AND ? AND kind NOT IN ({_places(QUIET_KINDS)}) GROUP BY 1",
        (contact, first, last, *QUIET_KINDS),
    )
    return dict(rows.fetchall())


def kinds(connection: sqlite3.Connection) -> list[str]:
    """The kinds that are in use, most used first."""
    rows = connection.execute("SELECT kind FROM interaction GROUP BY kind ORDER BY count(*) DESC, kind")
    return [kind for (kind,) in rows]


def kinds_of_late(connection: sqlite3.Connection) -> list[str]:
    """The kinds of the newest entries, however many there are in all."""
    rows = connection.execute(
        "SELECT DISTINCT kind FROM (SELECT kind FROM interaction ORDER BY id DESC LIMIT ?)", (_LATE,)
    )
    return [kind for (kind,) in rows]


def _complete(
    connection: sqlite3.Connection, rows: list[tuple[int, str, str, str, str, str]]
) -> list[Interaction]:
    wanted = as_json(row[0] for row in rows)
    people: dict[int, list[tuple[int, str]]] = {}
    for interaction, contact, name in connection.execute(
        "SELECT interaction_id, contact.id, contact.name FROM interaction_contact"
        f" JOIN contact ON contact.id = contact_id WHERE interaction_id IN {IDS}"
        " ORDER BY interaction_contact.id",
        (wanted,),
    ):
        people.setdefault(interaction, []).append((contact, name))
    tagged: dict[int, list[str]] = {}
    for interaction, tag in connection.execute(
        "SELECT interaction_id, tag.name FROM interaction_tag JOIN tag ON tag.id = tag_id"
        f" WHERE interaction_id IN {IDS} ORDER BY tag.key",
        (wanted,),
    ):
        tagged.setdefault(interaction, []).append(tag)
    return [
        Interaction(
            id=id,
            uid=uid,
            on=on,
            kind=kind,
            text=text,
            source_key=source_key,
            tags=tuple(tagged.get(id, ())),
            contacts=tuple(contact for contact, _ in people.get(id, ())),
            names=tuple(name for _, name in people.get(id, ())),
        )
        for id, uid, on, kind, text, source_key in rows
    ]


def add_tags(connection: sqlite3.Connection, uid: str, names: Iterable[str]) -> None:
    """Put tags on the interaction of that uid beside those it has."""
    connection.executemany(
        "INSERT INTO interaction_tag (interaction_id, tag_id) SELECT id, ?1 FROM interaction WHERE uid = ?2"
        " AND id NOT IN (SELECT interaction_id FROM interaction_tag WHERE tag_id = ?1)",
        [(tags.tag_id(connection, name), uid) for name in names],
    )


def _set_tags(connection: sqlite3.Connection, id: int, names: Iterable[str]) -> None:
    connection.executemany(
        "INSERT INTO interaction_tag (interaction_id, tag_id) VALUES (?, ?)",
        [(id, tag) for tag in dict.fromkeys(tags.tag_id(connection, name) for name in names)],
    )


def first_talks(connection: sqlite3.Connection, contacts: Iterable[int]) -> dict[int, str]:
    """By contact the local day of the oldest entry that is of no quiet kind; without those who have none."""
    quiet = ", ".join("?" * len(QUIET_KINDS))
    rows = connection.execute(
        "SELECT contact_id, min(on_day) FROM interaction_contact"
        " JOIN interaction ON interaction.id = interaction_id"
        f" WHERE contact_id IN {IDS} AND kind NOT IN ({quiet}) GROUP BY contact_id",
        (as_json(contacts), *QUIET_KINDS),
    )
    return dict(rows.fetchall())
