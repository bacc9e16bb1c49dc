"""How well people are remembered who were asked about, and indexes for what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
CREATE TABLE review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL UNIQUE REFERENCES contact (id),
    box INTEGER NOT NULL CHECK (box > 0),
    due_on TEXT NOT NULL,
    times INTEGER NOT NULL
) STRICT;

-- What is counted by month and by kind is counted without the rows themselves being read.
CREATE INDEX interaction_by_kind ON interaction (kind, on_day);
CREATE INDEX contact_by_added ON contact (archived, created_at);
"""


def step(db: Database) -> None:
    """Add them; nobody was asked about."""
    run(db, _TABLES)
