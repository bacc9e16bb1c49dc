"""Follow-ups and cadences, and what the program remembers between its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import add_to_images, run

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
ALTER TABLE contact ADD COLUMN cadence TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN snoozed_until TEXT NOT NULL DEFAULT '';
ALTER TABLE tag ADD COLUMN cadence TEXT NOT NULL DEFAULT '';
ALTER TABLE category ADD COLUMN cadence TEXT NOT NULL DEFAULT '';
CREATE INDEX contact_by_cadence ON contact (cadence) WHERE cadence <> '';

CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    due_on TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    every TEXT NOT NULL DEFAULT '',
    since TEXT NOT NULL,
    done_on TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX follow_up_open ON follow_up (due_on) WHERE done_on = '';

CREATE TABLE follow_up_contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    follow_up_id INTEGER NOT NULL REFERENCES follow_up (id),
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    UNIQUE (follow_up_id, contact_id)
) STRICT;
CREATE INDEX follow_up_contact_by_contact ON follow_up_contact (contact_id, follow_up_id);

-- What the program remembers between its runs, as the event that is on. Not journalled.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
"""

_NEW_COLUMNS = {"contact": ("cadence", "snoozed_until"), "tag": ("cadence",), "category": ("cadence",)}


def step(db: Database) -> None:
    """Add them; everybody is without a cadence."""
    run(db, _TABLES)
    add_to_images(db, _NEW_COLUMNS)
