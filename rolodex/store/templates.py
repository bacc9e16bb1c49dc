"""Rows of templates: texts of the person's own, by name."""

from __future__ import annotations

import sqlite3


def listed(connection: sqlite3.Connection) -> dict[str, str]:
    """The person's own templates: texts by name."""
    return dict(connection.execute("SELECT name, text FROM template ORDER BY name").fetchall())


def keep(connection: sqlite3.Connection, name: str, text: str) -> None:
    """Keep a template in place of the one of that name; an empty text forgets it."""
    key = name.casefold()
    if not text:
        connection.execute("DELETE FROM template WHERE key = ?", (key,))
        return
    connection.execute(
        "INSERT INTO template (key, name, text) VALUES (?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET name = excluded.name, text = excluded.text",
        (key, name, text),
    )
