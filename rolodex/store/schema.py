"""The tables of a book that the journal knows, and the migrations that made them.

Every journalled table has `id INTEGER PRIMARY KEY`, no REAL and no BLOB column, and no ON DELETE action: the
journal keeps rows as JSON, and a row that others hang on must not vanish silently. A migration that adds a
column to one of them also adds it, with its default, to the images in `change_row`, or older changes could
no longer be undone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlite_utils import Database

APPLICATION_ID = 0x526F6C6F
"""`Rolo`: what `PRAGMA application_id` says of a book."""

MIGRATION_SET = "rolodex"

JOURNALLED = (
    "contact",
    "contact_point",
    "tag",
    "contact_tag",
    "field",
    "field_value",
    "category",
    "category_field",
    "interaction",
    "interaction_contact",
    "interaction_tag",
    "source_record",
    "follow_up",
    "follow_up_contact",
    "review",
    "not_same",
    "people_group",
    "group_member",
    "request",
    "template",
    "introduction",
    "introduction_contact",
    "link",
    "favour",
)


def _step(name: str) -> tuple[str, Callable[[Database], None]]:
    def step(db: Database) -> None:
        # loaded only when it has to be made: nearly every start of the program makes none
        import_module(f"rolodex.store.migrations.{name}").step(db)

    return name, step


MIGRATIONS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    _step("m001_first_book"),
    _step("m002_follow_ups"),
    _step("m003_reviews"),
    _step("m004_not_same"),
    _step("m005_requests"),
    _step("m006_how_well"),
    _step("m007_introductions"),
    _step("m008_favours"),
    _step("m009_groups"),
    _step("m010_imports"),
    _step("m011_rolls_back"),
    _step("m012_numbers_last"),
)
"""Name and step, oldest first. Names never change; steps are only ever added at the end."""


def missing(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """The migrations that the book lacks, and those it has that this program does not know (it is older)."""
    table = connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    rows = (
        connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (MIGRATION_SET,))
        if table
        else ()
    )
    applied = [name for (name,) in rows]
    known = [name for name, _ in MIGRATIONS]
    return [n for n in known if n not in applied], [n for n in applied if n not in known]


def apply(connection: sqlite3.Connection) -> None:
    """Apply the migrations that the book lacks, in the transaction that is open."""
    from sqlite_utils import Database, Migrations

    migrations = Migrations(MIGRATION_SET)
    for name, step in MIGRATIONS:
        migrations(name=name)(step)
    migrations.apply(Database(connection, execute_plugins=False))
