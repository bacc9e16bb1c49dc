"""The queries that were kept lately, for going back to. Not journalled: no part of what the book holds."""

from __future__ import annotations

import sqlite3

_KEPT = 200


def remember(connection: sqlite3.Connection, text: str, *, at: str) -> None:
    """Keep a query as the newest; `at` is UTC. One that was kept before moves to the front."""
    connection.execute(
        "INSERT INTO recent_query (text, at, turn)"
        " VALUES (?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM recent_query))"
        " ON CONFLICT (text) DO UPDATE SET at = excluded.at, turn = excluded.turn",
        (text, at),
    )
    connection.execute(
        "DELETE FROM recent_query WHERE turn <= (SELECT max(turn) FROM recent_query) - ?", (_KEPT,)
    )


def listed(connection: sqlite3.Connection) -> list[str]:
    """The queries that were kept, newest first."""
    return [text for (text,) in connection.execute("SELECT text FROM recent_query ORDER BY turn DESC")]
