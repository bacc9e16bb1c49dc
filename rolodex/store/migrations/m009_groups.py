"""Groups that own a tag, and what is kept of people in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
-- A meetup, a conference, a LinkedIn group. Who carries its tag, or one below it, is in it.
CREATE TABLE people_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- the name in small letters
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT '',
    -- partial dates
    starts_on TEXT NOT NULL DEFAULT '',
    ends_on TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    tag_id INTEGER NOT NULL UNIQUE REFERENCES tag (id)
) STRICT;

-- What is kept of somebody in a group: what they said or did there, and since which day they are missing.
CREATE TABLE group_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES people_group (id),
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    said TEXT NOT NULL DEFAULT '',
    missing_since TEXT NOT NULL DEFAULT '',
    UNIQUE (group_id, contact_id)
) STRICT;
CREATE INDEX group_member_by_contact ON group_member (contact_id);
"""


def step(db: Database) -> None:
    """Add the tables; there is no group."""
    run(db, _TABLES)
