"""Contacts as the search index takes them: their texts, and how much and how recently you talked."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from rolodex.match import Document
from rolodex.store.ids import IDS, as_json

_DOCUMENTS = """
SELECT id, name, nickname, company, title, city, met_how || ' ' || met_where || ' ' || met_via, note,
    last_on, talks,
    (SELECT group_concat(tag.name, char(10)) FROM contact_tag JOIN tag ON tag.id = tag_id
     WHERE contact_id = contact.id),
    (SELECT group_concat(kind || char(9) || replace(value, char(10), ' '), char(10)) FROM contact_point
     WHERE contact_id = contact.id AND kind IN ('email', 'handle'))
FROM contact LEFT JOIN summary ON contact_id = id WHERE
"""


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
    for row in connection.execute(_DOCUMENTS + condition, parameters).fetchall():
        yield row[0], _document(row, today)


def _document(row: Sequence[Any], today: date) -> Document:
    _, name, nickname, company, title, city, met, note, last_on, talks, tagged, points = row
    split = [point.split("\t", 1) for point in points.split("\n")] if points else []
    return Document(
        name=name,
        nickname=nickname,
        company=company,
        title=title,
        tags=tuple(tagged.split("\n")) if tagged else (),
        handles=tuple(value for kind, value in split if kind == "handle"),
        emails=tuple(value for kind, value in split if kind == "email"),
        city=city,
        met=met.strip(),
        note=note,
        activity=_activity(last_on, talks, today) if last_on else 0.0,
    )


def _activity(last_on: str, talks: int, today: date) -> float:
    """How much and how recently you talked: the logarithm of the times, halved for each half year since."""
    silent = max(0, (today - date.fromisoformat(last_on)).days)
    return math.log1p(talks) * math.pow(0.5, silent / 182)
