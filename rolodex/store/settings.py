"""Rows of settings: what the program remembers of a book between its runs. They are not journalled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

SAID_OF_COLUMNS = "columns"
"""The key of what columns of sheets mean, by shape of the header and name."""
ME = "me"
"""The key of whose book it is: `my_name` and `work_email`, as templates have them."""


def keep(connection: sqlite3.Connection, key: str, values: Mapping[str, str]) -> None:
    """Keep these values under the key, in place of those before."""
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, json.dumps(values, ensure_ascii=True)),
    )


def read(connection: sqlite3.Connection, key: str) -> dict[str, str] | None:
    """What is kept under the key, if anything."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    values: dict[str, str] | None = json.loads(row[0]) if row else None
    return values


def drop(connection: sqlite3.Connection, key: str) -> None:
    """Forget what is kept under the key."""
    connection.execute("DELETE FROM setting WHERE key = ?", (key,))
