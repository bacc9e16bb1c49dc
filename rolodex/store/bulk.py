"""Many rows written at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import Any

from rolodex.store import journal

_AT_ONCE = 100
"""Rows of one statement. Each statement costs as much as several rows, more of them hardly less; and it is
kept prepared, in memory that grows with it."""


def insert(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows with the values of those columns, in their order; inside a change."""
    if not rows:
        return
    into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
    places = f"({', '.join('?' * len(columns))})"
    at_once = min(_AT_ONCE, connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // len(columns))
    together = into + ", ".join([places] * at_once)
    whole = len(rows) - len(rows) % at_once
    with journal.inserting(connection, table):
        for start in range(0, whole, at_once):
            connection.execute(together, list(chain.from_iterable(rows[start : start + at_once])))
        connection.executemany(into + places, rows[whole:])
