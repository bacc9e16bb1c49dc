"""What people are looking for and what they have to give: rows of two fields, of tags and companies."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from rolodex.store.ids import IDS, as_json

# so that the index by it answers
_ARCHIVED = "(SELECT id FROM contact WHERE archived = 1)"


class Place(NamedTuple):
    """What two people may have in common without knowing each other."""

    company: str
    city: str
    tags: tuple[str, ...]


def of_field(connection: sqlite3.Connection, key: str) -> dict[int, str]:
    """By contact the value of a field; archived contacts are left out. `key` is its name, case-folded."""
    rows = connection.execute(
        "SELECT contact_id, value FROM field JOIN field_value ON field_id = field.id"
        f" WHERE key = ? AND contact_id NOT IN {_ARCHIVED}",
        (key,),
    )
    return dict(rows.fetchall())


def carriers(connection: sqlite3.Connection, tags: Collection[int]) -> dict[int, list[int]]:
    """By tag who carries it; archived contacts are left out."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for tag, contact in connection.execute(
        f"SELECT tag_id, contact_id FROM contact_tag WHERE tag_id IN {IDS} AND contact_id NOT IN {_ARCHIVED}",
        (as_json(tags),),
    ):
        found[tag].append(contact)
    return found


def tags(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Id and name of every tag."""
    return connection.execute("SELECT id, name FROM tag ORDER BY id").fetchall()


def companies(
    connection: sqlite3.Connection, is_wanted: Callable[[str], object]
) -> Iterator[tuple[str, list[int]]]:
    """The companies that are wanted by their name, and who works there; archived contacts are left out."""
    for company, ids in connection.execute(
        "SELECT company, group_concat(id) FROM contact WHERE company <> '' AND NOT archived GROUP BY company"
    ):
        if is_wanted(company):
            yield company, [int(id) for id in ids.split(",")]


def places(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Place]:
    """Company, city and tags of contacts."""
    rows = connection.execute(
        "SELECT contact.id, company, city, coalesce(group_concat(tag.name, char(10)), '') FROM contact"
        " LEFT JOIN contact_tag ON contact_id = contact.id LEFT JOIN tag ON tag.id = tag_id"
        f" WHERE contact.id IN {IDS} GROUP BY contact.id",
        (as_json(ids),),
    )
    return {id: Place(company, city, tuple(filter(None, own.split("\n")))) for id, company, city, own in rows}
