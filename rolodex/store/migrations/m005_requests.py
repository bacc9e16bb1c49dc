"""The ledger of connection requests, and the texts in which they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
CREATE TABLE request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    service TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    handle TEXT NOT NULL DEFAULT '',
    on_day TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    recommended_by TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'accepted', 'declined', 'withdrawn')),
    decided_on TEXT NOT NULL DEFAULT '',
    reply TEXT NOT NULL DEFAULT '',
    replied_on TEXT NOT NULL DEFAULT '',
    answered_on TEXT NOT NULL DEFAULT '',
    contact_id INTEGER REFERENCES contact (id),
    source_key TEXT UNIQUE,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX request_by_state ON request (direction, state, on_day);
CREATE INDEX request_by_contact ON request (contact_id) WHERE contact_id IS NOT NULL;

-- Texts of the person's own, in place of those that ship with the program or beside them.
CREATE TABLE template (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;
"""


def step(db: Database) -> None:
    """Add the tables; nobody has asked."""
    run(db, _TABLES)
