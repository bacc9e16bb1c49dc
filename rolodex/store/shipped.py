"""What a new book has for recruiters, and an older one can be given."""

from __future__ import annotations

import json
import sqlite3

_RECRUITERS = "recruiters"
_FIELDS = (("CV version", "text"), ("checked the firm", "date"), ("check result", "text"))
_BELOW = (
    (
        "Recruiters/Old CV",
        '#recruiter "has my CV":>6mo',
        ("company as Firm", "field:has my CV as CV since", "answers", "field:CV version as Version"),
        "field:has my CV",
    ),
    (
        "Recruiters/Never answered",
        "#recruiter is:never-answered",
        ("answers", "favours", "company as Firm", "last"),
        "last",
    ),
)
"""Name, query, columns and order of the categories below Recruiters."""


def add_for_recruiters(connection: sqlite3.Connection) -> list[str]:
    """Add the fields and the categories that are not there; their names.

    What is there stays as it is, but for the category Recruiters: the fields belong to it, behind its own.
    """
    added = [name for name, type_ in _FIELDS if _added_field(connection, name, type_)]
    owner = connection.execute("SELECT id FROM category WHERE key = ?", (_RECRUITERS,)).fetchone()
    for name, _ in _FIELDS if owner else ():
        connection.execute(
            "INSERT INTO category_field (category_id, field_id, position) SELECT ?1, id,"
            " (SELECT coalesce(max(position), 0) + 1 FROM category_field WHERE category_id = ?1)"
            " FROM field WHERE key = ?2 ON CONFLICT DO NOTHING",
            (owner[0], name.casefold()),
        )
    for name, query, columns, sort in _BELOW:
        put = connection.execute(
            "INSERT INTO category (name, key, query, columns, sort, position) SELECT ?, ?, ?, ?, ?,"
            " (SELECT coalesce(max(position), -1) + 1 FROM category) WHERE true ON CONFLICT DO NOTHING",
            (name, name.casefold(), query, json.dumps(columns), sort),
        )
        added += [name] * put.rowcount
    return added


def _added_field(connection: sqlite3.Connection, name: str, type_: str) -> bool:
    put = connection.execute(
        "INSERT INTO field (name, key, type) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (name, name.casefold(), type_),
    )
    return put.rowcount > 0
