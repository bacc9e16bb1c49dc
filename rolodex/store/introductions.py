"""Rows of introductions: who is to know whom, who was asked and what they said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from rolodex.model import Introduction, Side
from rolodex.store.ids import IDS, as_json

_PLAIN = ("why", "begun_on", "made_on", "outcome", "follow_up", "entry")
"""Columns of `introduction` under the names of an Introduction."""

_READ = (
    f"SELECT introduction.id, introduction.uid, coalesce(asked_by, 0), coalesce(asker.name, ''),"
    f" coalesce(due_on, ''), {', '.join(f'introduction.{column}' for column in _PLAIN)} FROM introduction"
    " LEFT JOIN contact AS asker ON asker.id = asked_by"
    " LEFT JOIN follow_up ON follow_up.uid = introduction.follow_up AND done_on = ''"
)
_OF = "SELECT introduction_id FROM introduction_contact WHERE contact_id"


def listed(connection: sqlite3.Connection) -> list[Introduction]:
    """Every introduction, in the order in which they were begun."""
    return _complete(connection, connection.execute(f"{_READ} ORDER BY introduction.id").fetchall())


def read(connection: sqlite3.Connection, id: int) -> Introduction | None:
    """The introduction of that id."""
    rows = connection.execute(f"{_READ} WHERE introduction.id = ?", (id,)).fetchall()
    return next(iter(_complete(connection, rows)), None)


def of_contact(connection: sqlite3.Connection, contact: int) -> list[Introduction]:
    """Those in which somebody is one of the sides, in the order in which they were begun."""
    rows = connection.execute(
        f"{_READ} WHERE introduction.id IN ({_OF} = ?) ORDER BY introduction.id", (contact,)
    )
    return _complete(connection, rows.fetchall())


def insert(connection: sqlite3.Connection, introduction: Introduction, *, uid: str, at: str) -> int:
    """Write a new introduction with its sides; its id. `at` is UTC."""
    cursor = connection.execute(
        f"INSERT INTO introduction (uid, asked_by, {', '.join(_PLAIN)}, created_at)"
        f" VALUES (?, ?, {', '.join('?' * len(_PLAIN))}, ?)",
        (uid, introduction.asked_by or None, *_values(introduction), at),
    )
    id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO introduction_contact (introduction_id, contact_id, asked_on, answer, answered_on)"
        " VALUES (?, ?, ?, ?, ?)",
        [(id, side.contact, side.asked_on, side.answer, side.answered_on) for side in introduction.sides],
    )
    return id


def update(connection: sqlite3.Connection, introduction: Introduction) -> None:
    """Make the stored introduction of the same id hold these values; who its sides are stays."""
    connection.execute(
        f"UPDATE introduction SET asked_by = ?, {', '.join(f'{column} = ?' for column in _PLAIN)}"
        " WHERE id = ?",
        (introduction.asked_by or None, *_values(introduction), introduction.id),
    )
    connection.executemany(
        "UPDATE introduction_contact SET asked_on = ?, answer = ?, answered_on = ?"
        " WHERE introduction_id = ? AND contact_id = ?",
        [
            (side.asked_on, side.answer, side.answered_on, introduction.id, side.contact)
            for side in introduction.sides
        ],
    )


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete introductions; the people, the follow-ups and the log stay."""
    wanted = as_json(ids)
    connection.execute(f"DELETE FROM introduction_contact WHERE introduction_id IN {IDS}", (wanted,))
    connection.execute(f"DELETE FROM introduction WHERE id IN {IDS}", (wanted,))


def reminders(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """The open follow-ups that remind of introductions."""
    rows = connection.execute(
        "SELECT follow_up.id FROM introduction JOIN follow_up ON follow_up.uid = introduction.follow_up"
        f" WHERE done_on = '' AND introduction.id IN {IDS}",
        (as_json(ids),),
    )
    return [id for (id,) in rows.fetchall()]


def forget(connection: sqlite3.Connection, contacts: str) -> list[int]:
    """Take contacts (ids as a JSON array) out of introductions; the follow-ups that are of no more use.

    An introduction that fewer than two people are left of is deleted.
    """
    touched = as_json(
        id for (id,) in connection.execute(f"SELECT DISTINCT * FROM ({_OF} IN {IDS})", (contacts,)).fetchall()
    )
    connection.execute(f"DELETE FROM introduction_contact WHERE contact_id IN {IDS}", (contacts,))
    connection.execute(f"UPDATE introduction SET asked_by = NULL WHERE asked_by IN {IDS}", (contacts,))
    return _drop_lonely(connection, touched)


def move(connection: sqlite3.Connection, keep: int, gone: str) -> list[int]:
    """Give one contact the introductions of others (ids as a JSON array); follow-ups that are of no more use.

    One of which both were sides is one with the others in it, or no more; what either answered stands.
    """
    rows = connection.execute(
        "SELECT introduction_id, asked_on, answer, answered_on FROM introduction_contact"
        f" WHERE contact_id IN {IDS} ORDER BY id",
        (gone,),
    ).fetchall()
    # put anew and not updated: the journal then tells of both contacts
    connection.execute(f"DELETE FROM introduction_contact WHERE contact_id IN {IDS}", (gone,))
    connection.executemany(
        "INSERT INTO introduction_contact (introduction_id, asked_on, answer, answered_on, contact_id)"
        f" VALUES (?, ?, ?, ?, {int(keep)}) ON CONFLICT (introduction_id, contact_id) DO UPDATE"
        " SET asked_on = excluded.asked_on, answer = excluded.answer, answered_on = excluded.answered_on"
        " WHERE answer = '' AND (excluded.answer <> '' OR asked_on = '')",
        rows,
    )
    connection.execute(f"UPDATE introduction SET asked_by = ? WHERE asked_by IN {IDS}", (keep, gone))
    return _drop_lonely(connection, as_json(row[0] for row in rows))


def _drop_lonely(connection: sqlite3.Connection, ids: str) -> list[int]:
    rows = connection.execute(
        f"SELECT id FROM introduction WHERE id IN {IDS} AND"
        " (SELECT count(*) FROM introduction_contact WHERE introduction_id = introduction.id) < 2",
        (ids,),
    ).fetchall()
    lonely = [id for (id,) in rows]
    due = reminders(connection, lonely)
    delete(connection, lonely)
    return due


def made_by_month(connection: sqlite3.Connection, first: str) -> dict[str, int]:
    """How many were made in each month (`2026-11`) from a local day on; months without any are left out."""
    rows = connection.execute(
        "SELECT substr(made_on, 1, 7), count(*) FROM introduction"
        " WHERE made_on <> '' AND made_on >= ? GROUP BY 1",
        (first,),
    )
    return dict(rows.fetchall())


def _values(introduction: Introduction) -> list[str]:
    return [getattr(introduction, column) for column in _PLAIN]


def _complete(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> list[Introduction]:
    sides: dict[int, list[Side]] = {}
    for id, contact, name, asked_on, answer, answered_on in connection.execute(
        "SELECT introduction_id, contact.id, contact.name, asked_on, answer, answered_on"
        " FROM introduction_contact JOIN contact ON contact.id = contact_id"
        f" WHERE introduction_id IN {IDS} ORDER BY introduction_contact.id",
        (as_json(row[0] for row in rows),),
    ):
        side = Side(contact=contact, name=name, asked_on=asked_on, answer=answer, answered_on=answered_on)
        sides.setdefault(id, []).append(side)
    return [
        Introduction(
            id=id,
            uid=uid,
            asked_by=asked_by,
            asked_by_name=asked_by_name,
            due=due,
            sides=tuple(sides.get(id, ())),
            **dict(zip(_PLAIN, plain, strict=True)),
        )
        for id, uid, asked_by, asked_by_name, due, *plain in rows
    ]
