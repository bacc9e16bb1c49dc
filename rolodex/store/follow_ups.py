"""Rows of follow-ups: what is to be done about whom, by when, and what was done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rolodex.model import FollowUp
from rolodex.store.ids import IDS, as_json

_READ = "SELECT id, uid, due_on, text, every, since, done_on FROM follow_up"


def insert(connection: sqlite3.Connection, follow_up: FollowUp, *, uid: str, at: str) -> int:
    """Write a new follow-up; its id. `at` is UTC."""
    cursor = connection.execute(
        "INSERT INTO follow_up (uid, due_on, text, every, since, done_on, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (uid, *_values(follow_up), at),
    )
    id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO follow_up_contact (follow_up_id, contact_id) VALUES (?, ?)",
        [(id, contact) for contact in dict.fromkeys(follow_up.contacts)],
    )
    return id


def update(connection: sqlite3.Connection, follow_up: FollowUp) -> None:
    """Make the stored follow-up of the same id hold these values; whom it is about stays."""
    connection.execute(
        "UPDATE follow_up SET due_on = ?, text = ?, every = ?, since = ?, done_on = ? WHERE id = ?",
        (*_values(follow_up), follow_up.id),
    )


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete follow-ups; the contacts stay."""
    wanted = as_json(ids)
    connection.execute(f"DELETE FROM follow_up_contact WHERE follow_up_id IN {IDS}", (wanted,))
    connection.execute(f"DELETE FROM follow_up WHERE id IN {IDS}", (wanted,))


def forget(connection: sqlite3.Connection, contacts: str) -> None:
    """Take contacts (ids as a JSON array) out of their follow-ups; those about nobody else are deleted."""
    rows = connection.execute(
        "SELECT follow_up_id FROM follow_up_contact WHERE follow_up_id IN"
        f" (SELECT follow_up_id FROM follow_up_contact WHERE contact_id IN {IDS})"
        f" GROUP BY follow_up_id HAVING sum(contact_id NOT IN {IDS}) = 0",
        (contacts, contacts),
    ).fetchall()
    connection.execute(f"DELETE FROM follow_up_contact WHERE contact_id IN {IDS}", (contacts,))
    delete(connection, [id for (id,) in rows])


def read(connection: sqlite3.Connection, ids: Iterable[int]) -> list[FollowUp]:
    """The follow-ups of those ids, the earliest due first."""
    rows = connection.execute(f"{_READ} WHERE id IN {IDS} ORDER BY due_on, id", (as_json(ids),))
    return _complete(connection, rows.fetchall())


def open_ones(connection: sqlite3.Connection, limit: int) -> list[FollowUp]:
    """Those that are not done, the earliest due first; those about archived contacts alone are left out."""
    rows = connection.execute(
        f"{_READ} WHERE done_on = '' AND EXISTS (SELECT 1 FROM follow_up_contact"
        " JOIN contact ON contact.id = contact_id WHERE follow_up_id = follow_up.id AND NOT archived)"
        " ORDER BY due_on, id LIMIT ?",
        (limit,),
    )
    return _complete(connection, rows.fetchall())


def of_contact(connection: sqlite3.Connection, contact: int) -> list[FollowUp]:
    """All about a contact, done ones too, the earliest due first."""
    rows = connection.execute(
        f"{_READ} WHERE id IN (SELECT follow_up_id FROM follow_up_contact WHERE contact_id = ?)"
        " ORDER BY due_on, id",
        (contact,),
    )
    return _complete(connection, rows.fetchall())


def next_of(connection: sqlite3.Connection, contacts: str) -> dict[int, tuple[str, str]]:
    """For those of the contacts (ids as a JSON array) that have an open one: day and text of the earliest."""
    rows = connection.execute(
        # of a bare column beside min(), SQLite takes the row of the minimum:
        # https://www.sqlite.org/lang_select.html#bareagg
        "SELECT contact_id, min(due_on), text FROM follow_up_contact JOIN follow_up"
        f" ON follow_up.id = follow_up_id WHERE done_on = '' AND contact_id IN {IDS} GROUP BY contact_id",
        (contacts,),
    )
    return {contact: (due, text) for contact, due, text in rows}


def next_ids(connection: sqlite3.Connection, contacts: str) -> dict[int, int]:
    """For those of the contacts (ids as a JSON array) that have an open one: the id of the earliest."""
    rows = connection.execute(
        "SELECT contact_id, min(due_on || printf('%020d', follow_up.id)), follow_up.id FROM follow_up_contact"
        " JOIN follow_up ON follow_up.id = follow_up_id"
        f" WHERE done_on = '' AND contact_id IN {IDS} GROUP BY contact_id",
        (contacts,),
    )
    return {contact: id for contact, _, id in rows}


def _values(follow_up: FollowUp) -> tuple[str, str, str, str, str]:
    return (
        follow_up.due,
        follow_up.text,
        follow_up.every,
        follow_up.since or follow_up.due,
        follow_up.done_on,
    )


def _complete(
    connection: sqlite3.Connection, rows: list[tuple[int, str, str, str, str, str, str]]
) -> list[FollowUp]:
    people: dict[int, list[tuple[int, str]]] = {}
    for follow_up, contact, name in connection.execute(
        "SELECT follow_up_id, contact.id, contact.name FROM follow_up_contact"
        f" JOIN contact ON contact.id = contact_id WHERE follow_up_id IN {IDS}"
        " ORDER BY archived, follow_up_contact.id",
        (as_json(row[0] for row in rows),),
    ):
        people.setdefault(follow_up, []).append((contact, name))
    return [
        FollowUp(
            id=id,
            uid=uid,
            due=due,
            text=text,
            every=every,
            since=since,
            done_on=done_on,
            contacts=tuple(contact for contact, _ in people.get(id, ())),
            names=tuple(name for _, name in people.get(id, ())),
        )
        for id, uid, due, text, every, since, done_on in rows
    ]
