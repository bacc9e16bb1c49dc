"""Which change rolled an import back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMN = "ALTER TABLE import_batch ADD COLUMN rolled_back_by INTEGER REFERENCES change (id);\n"


def step(db: Database) -> None:
    """Add the column; of those that were rolled back before it nothing is known."""
    run(db, _COLUMN)
