"""What stands in the columns of a book, each value with how many people have it: for completing queries."""

from __future__ import annotations

import sqlite3

from rolodex.knowing import NEVER, TRUST, WAYS
from rolodex.store import standing

_COLUMNS = {column: column for column in ("company", "title", "city", "nickname")}
_COLUMNS |= {"met": "met_where", "via": "met_via"}
_COUNTED = {
    **{
        term: f"SELECT {column}, count(*) FROM contact WHERE NOT archived AND {column} <> '' GROUP BY 1"
        for term, column in _COLUMNS.items()
    },
    "kind": "SELECT kind, count(DISTINCT contact_id) FROM interaction"
    " JOIN interaction_contact ON interaction_id = interaction.id GROUP BY kind",
    "handle": "SELECT label, count(DISTINCT contact_id) FROM contact_point"
    " WHERE kind = 'handle' GROUP BY label",
}


def values(connection: sqlite3.Connection, term: str) -> list[tuple[str, int]]:
    """The values of a term of the query language, most common first; empty for a term without a list."""
    if term not in _COUNTED:
        return []
    rows = connection.execute(f"{_COUNTED[term]} ORDER BY 2 DESC, 1")
    return [(value, count) for value, count in rows if value]


def standing_values(connection: sqlite3.Connection, term: str) -> list[tuple[str, int]]:
    """The values of `trust` or `known`, all there are, the strongest first, archived people left out."""
    if term == "trust":
        conditions = {level: standing.trusted([level]) for level in reversed(list(TRUST))}
    else:
        conditions = {**{way: standing.known([way]) for way in WAYS}, NEVER: standing.known(())}
    sums = ", ".join(f"coalesce(sum({condition}), 0)" for condition in conditions.values())
    counts = connection.execute(f"SELECT {sums} FROM contact WHERE NOT archived").fetchone()
    return list(zip(conditions, counts, strict=True))


def field_values(connection: sqlite3.Connection, key: str) -> list[tuple[str, int]]:
    """The values of a user-defined field (its name case-folded), most common first."""
    return connection.execute(
        "SELECT value, count(*) FROM field_value JOIN field ON field.id = field_id WHERE field.key = ?"
        " GROUP BY value ORDER BY 2 DESC, 1",
        (key,),
    ).fetchall()
