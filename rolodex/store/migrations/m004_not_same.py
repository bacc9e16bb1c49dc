"""Who looks like one person and is two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
-- Two contacts that look like one person and are not; the smaller id first.
CREATE TABLE not_same (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    other_id INTEGER NOT NULL REFERENCES contact (id),
    UNIQUE (contact_id, other_id),
    CHECK (contact_id < other_id)
) STRICT;
CREATE INDEX not_same_by_other ON not_same (other_id);
"""


def step(db: Database) -> None:
    """Add the table."""
    run(db, _TABLES)
