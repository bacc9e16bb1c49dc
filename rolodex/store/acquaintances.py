"""Rows that say who knows whom: who was there together, who met through whom, who works at one company."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from rolodex.match import sort_key

_CROWD = 50
"""Who was in an entry with more people than this need not know the others."""


class Together(NamedTuple):
    """Somebody who was there with a contact."""

    id: int
    name: str
    company: str
    times: int
    last_on: str
    """The local day of the newest of those times."""


class Around(NamedTuple):
    """Somebody who met through one of the persons asked for, or works where one of them does."""

    id: int
    name: str
    company: str
    met_via: str
    talks: int


def together(connection: sqlite3.Connection, contact: int, limit: int) -> list[Together]:
    """Who was there with a contact, those first who were so most often; archived contacts are left out."""
    rows = connection.execute(
        "SELECT other.id, other.name, other.company, count(*) AS times, max(on_day) AS last_on"
        " FROM interaction_contact AS mine JOIN interaction ON interaction.id = mine.interaction_id"
        " JOIN interaction_contact AS theirs ON theirs.interaction_id = mine.interaction_id"
        " JOIN contact AS other ON other.id = theirs.contact_id"
        " WHERE mine.contact_id = ? AND theirs.contact_id <> mine.contact_id AND NOT other.archived"
        " AND (SELECT count(*) FROM (SELECT 1 FROM interaction_contact AS there"
        f" WHERE there.interaction_id = mine.interaction_id LIMIT {_CROWD + 1})) <= {_CROWD}"
        " GROUP BY other.id ORDER BY times DESC, last_on DESC, other.sort_name LIMIT ?",
        (contact, limit),
    )
    return [Together(*row) for row in rows]


def around(
    connection: sqlite3.Connection, names: Collection[str], companies: Collection[str]
) -> list[Around]:
    """Who met through somebody of those names, or works at one of the companies; archived ones left out.

    Those first to whom one talked most. One pass over everybody, however many are asked for.
    """
    rows = connection.execute(
        "SELECT id, name, company, met_via, coalesce(talks, 0) AS talks FROM contact"
        " LEFT JOIN summary ON contact_id = id WHERE NOT archived AND"
        " (met_via <> '' AND met_via COLLATE NOCASE IN (SELECT value FROM json_each(?))"
        " OR company <> '' AND company COLLATE NOCASE IN (SELECT value FROM json_each(?)))"
        " ORDER BY talks DESC, sort_name",
        (json.dumps(sorted(names)), json.dumps(sorted(companies))),
    )
    return [Around(*row) for row in rows]


def called(connection: sqlite3.Connection, name: str) -> list[tuple[int, str, str]]:
    """Id, name and company of those of just that name; archived contacts are left out."""
    return connection.execute(
        "SELECT id, name, company FROM contact WHERE sort_name = ? AND NOT archived", (sort_key(name),)
    ).fetchall()
