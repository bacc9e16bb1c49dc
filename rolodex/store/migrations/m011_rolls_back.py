"""Of each roll-back which import it took back: one can be rolled back again, when less was written since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMN = """
ALTER TABLE change ADD COLUMN rolls_back INTEGER REFERENCES change (id);
CREATE INDEX change_by_rolls_back ON change (rolls_back) WHERE rolls_back IS NOT NULL;
"""


def step(db: Database) -> None:
    """Add the column; of those that were rolled back before it nothing is known."""
    run(db, _COLUMN)
