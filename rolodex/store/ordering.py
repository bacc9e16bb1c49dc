"""Orders and groups of lists as SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from rolodex.query import nodes
from rolodex.store import favour_terms, standing, tags
from rolodex.store.conditions import FIELD_VALUES_OF, Sql

_LAST = "(SELECT last_on FROM summary WHERE contact_id = contact.id)"
_NO_YEAR = "(met_on = '' OR met_on LIKE '--%')"
# the day of any year: 04-12 of both 1990-04-12 and --04-12; empty where only the year is known
_DAY_OF_YEAR = "CASE WHEN birthday LIKE '--%' THEN substr(birthday, 3) ELSE substr(birthday, 6) END"
_NEXT_DUE = (
    "(SELECT min(due_on) FROM follow_up_contact JOIN follow_up ON follow_up.id = follow_up_id"
    " WHERE done_on = '' AND contact_id = contact.id)"
)
_ORDER = {
    "name": ("", "sort_name"),
    **{
        key: (f"{column} = ''", f"{column} COLLATE NOCASE")
        for key, column in (
            *(("nickname", "nickname"), ("company", "company"), ("title", "title"), ("city", "city")),
            *(("where", "met_where"), ("how", "met_how"), ("via", "met_via")),
        )
    },
    # whom you never talked to is whom you talked to longest ago
    "last": ("", f"coalesce({_LAST}, '')"),
    "met": (_NO_YEAR, f"CASE WHEN {_NO_YEAR} THEN '' ELSE met_on END"),
    "when": (_NO_YEAR, f"CASE WHEN {_NO_YEAR} THEN '' ELSE substr(met_on, 1, 4) END"),
    "birthday": (f"{_DAY_OF_YEAR} = ''", _DAY_OF_YEAR),
    "added": ("", "created_at"),
    "due": (f"{_NEXT_DUE} IS NULL", _NEXT_DUE),
    "trust": ("trust = ''", standing.RANK),
    "answers": favour_terms.ANSWERS,
}
"""Key -> what sorts last whichever the direction, and what it is sorted and grouped by."""


def sorts_by(key: str) -> bool:
    """Whether there is such an order; another is left out."""
    return key in _ORDER or key.startswith("field:")


def in_order(sort: Sequence[nodes.SortBy], sql: Sql) -> str:
    """SQL for ORDER BY, its parameters after all others; what is empty comes last, in either direction."""
    parts = []
    for by in sort:
        empty, value = _ORDER.get(by.key, ("", ""))
        if by.key.startswith("field:"):
            value = f"(SELECT value FROM {FIELD_VALUES_OF} AND contact_id = contact.id)"
            if sql.types.get(by.key[6:].casefold()) == "number":
                value = f"CAST({value} AS REAL)"
            empty = f"{value} IS NULL"
            sql.bind(*[by.key[6:].casefold()] * 2)
        if value:
            parts += [empty] if empty else []
            parts.append(f"{value} DESC" if by.descending else value)
    return ", ".join([*parts, "sort_name", "contact.id"])


def group(connection: sqlite3.Connection, key: str, alias: str, sql: Sql) -> tuple[str, str]:
    """SQL for the group of a contact, never NULL, and for the join that it needs."""
    if key.startswith("under:"):
        depth = key.count("/") + 1
        below = [
            (id, "/".join(levels[depth:]))
            for id, name in tags.below(connection, key[6:])
            if len(levels := name.split("/")) > depth
        ]
        sql.bind(json.dumps(below))
        labels = (
            "SELECT contact_id AS of_contact, json_extract(value, '$[1]') AS label FROM json_each(?)"
            " JOIN contact_tag ON tag_id = json_extract(value, '$[0]')"
        )
    elif key.startswith("field:"):
        sql.bind(key[6:].casefold())
        labels = f"SELECT contact_id AS of_contact, value AS label FROM {FIELD_VALUES_OF}"
    elif key == "trust":
        return standing.SAID, ""
    else:
        return (_ORDER[key][1] if key in _ORDER else "''"), ""
    return (
        f"coalesce({alias}.label, '')",
        f"LEFT JOIN ({labels}) AS {alias} ON {alias}.of_contact = contact.id",
    )
