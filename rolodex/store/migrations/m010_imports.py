"""Imports by name, so that each can be rolled back long after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
-- What a change that was an import is called. Not journalled: it tells of the journal.
CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change_id INTEGER NOT NULL UNIQUE REFERENCES change (id),
    name TEXT NOT NULL,
    tag TEXT NOT NULL DEFAULT '',
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
"""


def step(db: Database) -> None:
    """Add the table; imports before it have no name."""
    run(db, _TABLES)
