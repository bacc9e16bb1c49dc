"""Introductions, links between people, and the two fields that say who should know whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
-- `follow_up` and `entry` are uids of rows that may be gone. Without `asked_by` it was one's own idea.
CREATE TABLE introduction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    why TEXT NOT NULL DEFAULT '',
    asked_by INTEGER REFERENCES contact (id),
    begun_on TEXT NOT NULL,
    made_on TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    follow_up TEXT NOT NULL DEFAULT '',
    entry TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX introduction_by_asker ON introduction (asked_by) WHERE asked_by IS NOT NULL;
CREATE INDEX introduction_made ON introduction (made_on) WHERE made_on <> '';

CREATE TABLE introduction_contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    introduction_id INTEGER NOT NULL REFERENCES introduction (id),
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    asked_on TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'agreed', 'declined')),
    answered_on TEXT NOT NULL DEFAULT '',
    UNIQUE (introduction_id, contact_id)
) STRICT;
CREATE INDEX introduction_contact_by_contact ON introduction_contact (contact_id, introduction_id);

-- A link stands here twice, once from each side, so that either's history tells of it.
CREATE TABLE link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    other_id INTEGER NOT NULL REFERENCES contact (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    UNIQUE (contact_id, other_id, kind),
    CHECK (contact_id <> other_id)
) STRICT;
CREATE INDEX link_by_other ON link (other_id);

-- Whom one met through somebody is looked up by that name.
CREATE INDEX contact_by_via ON contact (met_via COLLATE NOCASE) WHERE met_via <> '';

INSERT INTO field (name, key, type) VALUES
    ('looking for', 'looking for', 'text'), ('can help with', 'can help with', 'text')
    ON CONFLICT DO NOTHING;
"""


def step(db: Database) -> None:
    """Add them."""
    run(db, _TABLES)
