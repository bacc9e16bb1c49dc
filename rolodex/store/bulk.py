"""Many rows written at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from rolodex.store import triggers

_AT_ONCE = 100
"""Rows of one statement. Each statement costs as much as several rows, more of them hardly less; and it is
kept prepared, in memory that grows with it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """New rows of one table."""

    table: str
    columns: Sequence[str]
    values: Sequence[Sequence[Any]]
    """Of each row, in the order of the columns."""


def insert(connection: sqlite3.Connection, rows: Rows) -> None:
    """Insert the rows; inside a change."""
    columns, values = rows.columns, rows.values
    into = f"INSERT INTO {rows.table} ({', '.join(columns)}) VALUES "
    places = f"({', '.join('?' * len(columns))})"
    if len(values) < _AT_ONCE:
        connection.executemany(into + places, values)
        return
    at_once = min(_AT_ONCE, connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // len(columns))
    together = into + ", ".join([places] * at_once)
    whole = len(values) - len(values) % at_once
    with triggers.inserting(connection, rows.table):
        for start in range(0, whole, at_once):
            connection.execute(together, list(chain.from_iterable(values[start : start + at_once])))
        connection.executemany(into + places, values[whole:])
