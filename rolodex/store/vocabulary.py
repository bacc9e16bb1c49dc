"""What stands in the columns of a book, each value with how many people have it: for completing queries."""

from __future__ import annotations

import sqlite3

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


def field_values(connection: sqlite3.Connection, key: str) -> list[tuple[str, int]]:
    """The values of a user-defined field (its name case-folded), most common first."""
    return connection.execute(
        "SELECT value, count(*) FROM field_value JOIN field ON field.id = field_id WHERE field.key = ?"
        " GROUP BY value ORDER BY 2 DESC, 1",
        (key,),
    ).fetchall()
