"""People, tags, fields, categories, the log, the journal: the first book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store import schema
from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    sort_name TEXT NOT NULL,
    given TEXT NOT NULL DEFAULT '',
    family TEXT NOT NULL DEFAULT '',
    nickname TEXT NOT NULL DEFAULT '',
    company TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    met_how TEXT NOT NULL DEFAULT '',
    met_where TEXT NOT NULL DEFAULT '',
    met_on TEXT NOT NULL DEFAULT '',
    met_via TEXT NOT NULL DEFAULT '',
    birthday TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX contact_by_name ON contact (sort_name, id);

CREATE TABLE contact_point (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'url', 'address', 'handle')),
    label TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_point_by_contact ON contact_point (contact_id);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE contact_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (contact_id, tag_id)
) STRICT;
CREATE INDEX contact_tag_by_tag ON contact_tag (tag_id, contact_id);

CREATE TABLE field (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL CHECK (type IN ('text', 'number', 'date', 'yesno', 'url'))
) STRICT;

CREATE TABLE field_value (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    field_id INTEGER NOT NULL REFERENCES field (id),
    value TEXT NOT NULL CHECK (value <> ''),
    UNIQUE (contact_id, field_id)
) STRICT;
CREATE INDEX field_value_by_field ON field_value (field_id, value);

CREATE TABLE category (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    columns TEXT NOT NULL DEFAULT '[]',
    group_by TEXT NOT NULL DEFAULT '[]',
    sort TEXT NOT NULL DEFAULT 'name',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE category_field (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    category_id INTEGER NOT NULL REFERENCES category (id),
    field_id INTEGER NOT NULL REFERENCES field (id),
    position INTEGER NOT NULL,
    UNIQUE (category_id, field_id)
) STRICT;

CREATE TABLE interaction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    on_day TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    source_key TEXT UNIQUE,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX interaction_by_day ON interaction (on_day);

CREATE TABLE interaction_contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    interaction_id INTEGER NOT NULL REFERENCES interaction (id),
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    UNIQUE (interaction_id, contact_id)
) STRICT;
CREATE INDEX interaction_contact_by_contact ON interaction_contact (contact_id, interaction_id);

CREATE TABLE interaction_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    interaction_id INTEGER NOT NULL REFERENCES interaction (id),
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    UNIQUE (interaction_id, tag_id)
) STRICT;
CREATE INDEX interaction_tag_by_tag ON interaction_tag (tag_id);

-- What a file last said of a contact: the base of the three-way comparison with its next edition.
CREATE TABLE source_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    format TEXT NOT NULL,
    key TEXT NOT NULL,
    said TEXT NOT NULL,
    UNIQUE (format, key)
) STRICT;
CREATE INDEX source_record_by_contact ON source_record (contact_id);

-- The journal. `turn` counts every doing, undoing and redoing, over all processes.
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    origin TEXT NOT NULL,
    session TEXT NOT NULL,
    turn INTEGER NOT NULL UNIQUE,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    redoable INTEGER NOT NULL DEFAULT 0 CHECK (redoable IN (0, 1))
) STRICT;

-- One row of the book before and after, as JSON objects of its columns in order; NULL where there was none.
CREATE TABLE change_row (
    id INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL REFERENCES change (id),
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    contact_id INTEGER,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX change_row_by_change ON change_row (change_id, table_name);
CREATE INDEX change_row_by_contact ON change_row (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX change_row_by_row ON change_row (table_name, row_id);

-- A form that was not saved yet. Not journalled: saving it is the change.
CREATE TABLE draft (
    about TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Queries that were kept lately. Not journalled.
CREATE TABLE recent_query (
    text TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    turn INTEGER NOT NULL
) STRICT;

-- Derived from the rows above, in the same transaction; can be made anew at any time.
CREATE TABLE summary (
    contact_id INTEGER PRIMARY KEY,
    last_on TEXT NOT NULL,
    talks INTEGER NOT NULL
) STRICT;
CREATE INDEX summary_by_day ON summary (last_on);
CREATE VIRTUAL TABLE interaction_words USING fts5 (
    text, content='interaction', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
"""

_SHIPPED_FIELDS = (("has my CV", "date"), ("fee", "number"), ("responsive", "yesno"))

_SHIPPED_CATEGORIES = (
    (
        "Recruiters",
        "#recruiter",
        '["company as Firm", "field:has my CV as CV since", "field:fee as Fee",'
        ' "field:responsive as Resp", "last"]',
        "[]",
        "last",
    ),
    (
        "Conference contacts",
        "#conference",
        '["company", "when", "last", "tags"]',
        '["where", "how"]',
        "name",
    ),
    ("Group members", "#group", '["company", "handles", "how", "last"]', '["under:group"]', "name"),
)


def step(db: Database) -> None:
    """Make a new book, with the categories and fields that ship with it."""
    run(db, _TABLES)
    for name, type_ in _SHIPPED_FIELDS:
        db.execute("INSERT INTO field (name, key, type) VALUES (?, ?, ?)", (name, name.casefold(), type_))
    for position, (name, query, columns, group_by, sort) in enumerate(_SHIPPED_CATEGORIES):
        db.execute(
            "INSERT INTO category (name, key, query, columns, group_by, sort, position)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (name, name.casefold(), query, columns, group_by, sort, position),
        )
    db.execute(
        "INSERT INTO category_field (category_id, field_id, position)"
        " SELECT category.id, field.id, field.id FROM category, field WHERE category.key = 'recruiters'"
    )
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
