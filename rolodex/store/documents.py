"""Contacts as the search index takes them: their texts, and how much and how recently you talked."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from rolodex.match import Document
from rolodex.store.ids import IDS, as_json

_DOCUMENTS = """
SELECT id, name, nickname, company, title, city, met_how || ' ' || met_where || ' ' || met_via,
    trim(note || char(10) || archived_why, char(10)),
    last_on, talks,
    (SELECT group_concat(tag_id) FROM contact_tag WHERE contact_id = contact.id),
    (SELECT group_concat(value, char(10)) FROM contact_point
     WHERE contact_id = contact.id AND kind IN ('email', 'handle'))
FROM contact LEFT JOIN summary ON contact_id = id WHERE
"""


def last(connection: sqlite3.Connection) -> int:
    """The highest id of a contact, 0 where there is none: at once, and about as many as there are people."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM contact").fetchone()[0])


def after(
    connection: sqlite3.Connection, id: int, count: int, *, today: date
) -> Iterator[tuple[int, Document]]:
    """The `count` contacts with the next ids after `id`, in their order. `today` is local."""
    return _read(connection, "id > ? ORDER BY id LIMIT ?", (id, count), today)


def of(
    connection: sqlite3.Connection, ids: Collection[int], *, today: date
) -> Iterator[tuple[int, Document]]:
    """Those of the contacts that are there. `today` is local."""
    return _read(connection, f"id IN {IDS}", (as_json(ids),), today)


def _read(
    connection: sqlite3.Connection, condition: str, parameters: Sequence[object], today: date
) -> Iterator[tuple[int, Document]]:
    names = dict(connection.execute("SELECT CAST(id AS TEXT), name FROM tag"))
    faded: dict[str, float] = {}
    for row in connection.execute(_DOCUMENTS + condition, parameters).fetchall():
        id, name, nickname, company, title, city, met, note, last_on, talks, tags, addresses = row
        activity = 0.0
        if last_on:
            if last_on not in faded:
                faded[last_on] = _faded(last_on, today)
            activity = math.log1p(talks) * faded[last_on]
        yield (
            id,
            Document(
                name,
                nickname,
                company,
                title,
                tuple([names[tag] for tag in tags.split(",")]) if tags else (),
                tuple(addresses.split("\n")) if addresses else (),
                city,
                met.strip(),
                note,
                activity,
            ),
        )


def _faded(last_on: str, today: date) -> float:
    """What a talk on that day counts: halved for each half year since."""
    return math.pow(0.5, max(0, (today - date.fromisoformat(last_on)).days) / 182)
