"""Rows of drafts: forms that were not saved yet. They are not journalled: saving one is the change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping


def keep(connection: sqlite3.Connection, about: str, values: Mapping[str, object], *, at: str) -> None:
    """Keep the draft of that name in place of an older one. `at` is UTC."""
    connection.execute(
        "INSERT INTO draft (about, content, at) VALUES (?, ?, ?)"
        " ON CONFLICT (about) DO UPDATE SET content = excluded.content, at = excluded.at",
        (about, json.dumps(values, ensure_ascii=True), at),
    )


def read(connection: sqlite3.Connection, about: str) -> dict[str, object] | None:
    """The draft of that name, if one was kept."""
    row = connection.execute("SELECT content FROM draft WHERE about = ?", (about,)).fetchone()
    content: dict[str, object] | None = json.loads(row[0]) if row else None
    return content


def drop(connection: sqlite3.Connection, about: str) -> None:
    """Forget a draft."""
    connection.execute("DELETE FROM draft WHERE about = ?", (about,))
