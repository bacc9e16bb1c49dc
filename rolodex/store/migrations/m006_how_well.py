"""How well people are known and trusted, and why they were archived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolodex.store.migrations.statements import add_to_images, run

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = """
ALTER TABLE contact ADD COLUMN trust TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN known_by TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN archived_why TEXT NOT NULL DEFAULT '';
CREATE INDEX contact_by_trust ON contact (trust) WHERE trust <> '';
CREATE INDEX contact_by_known ON contact (known_by) WHERE known_by <> '';

-- Of what the log is evidence: 4 met in person, 2 talked, 1 wrote, added up.
ALTER TABLE summary ADD COLUMN ways INTEGER NOT NULL DEFAULT 0;
"""

_NEW_COLUMNS = {"contact": ("trust", "known_by", "archived_why")}


def step(db: Database) -> None:
    """Add them; nothing is said by hand, and the log tells what it is evidence of."""
    from rolodex.store import derived

    run(db, _COLUMNS)
    add_to_images(db, _NEW_COLUMNS)
    db.execute(
        # a book that another program wrote may sum up what is no talk: that is evidence of nothing
        f"UPDATE summary SET ways = coalesce((SELECT {derived.WAYS} FROM interaction_contact AS mine"
        " JOIN interaction ON interaction.id = interaction_id"
        f" WHERE mine.contact_id = summary.contact_id AND {derived.LOUD}), 0)"
    )
