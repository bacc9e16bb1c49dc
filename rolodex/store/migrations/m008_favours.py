"""Favours; and for a new book what one wants to know of recruiters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
-- `whom` says who is to do it: the contact or oneself. `follow_up` is the uid of a row that may be gone.
CREATE TABLE favour (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    whom TEXT NOT NULL CHECK (whom IN ('them', 'me')),
    what TEXT NOT NULL CHECK (what <> ''),
    asked_on TEXT NOT NULL,
    times INTEGER NOT NULL CHECK (times >= 0),
    last_asked_on TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'yes', 'no')),
    answered_on TEXT NOT NULL DEFAULT '',
    done_on TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    follow_up TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX favour_by_contact ON favour (contact_id);
CREATE INDEX favour_by_follow_up ON favour (follow_up) WHERE follow_up <> '';
CREATE INDEX favour_open ON favour (whom, asked_on) WHERE done_on = '' AND answer <> 'no';
"""


def step(db: Database) -> None:
    """Add the table. What a person has arranged already stays as it is: only a new book gets the rest."""
    from rolodex.store import shipped

    run(db, _TABLES)
    if not db.execute("SELECT 1 FROM contact UNION ALL SELECT 1 FROM change LIMIT 1").fetchone():
        shipped.add_for_recruiters(db.conn)
