"""What follows from the rows and is kept beside them: last talks and what they show, and the log's words.

Refreshed for what a change touched, inside its transaction.
"""

from __future__ import annotations

import sqlite3

from rolodex.knowing import IN_PERSON_KINDS, MET, SPOKEN_KINDS, TALKED, WROTE
from rolodex.model import QUIET_KINDS


def _among(kinds: tuple[str, ...]) -> str:
    return f"IN ({', '.join(map(repr, kinds))})"


LOUD = f"kind NOT {_among(QUIET_KINDS)}"
"""SQL: whether an interaction was a talk with somebody."""
WAYS = (
    f"{MET} * max(kind {_among(IN_PERSON_KINDS)}) + {TALKED} * max(kind {_among(SPOKEN_KINDS)})"
    f" + {WROTE} * max(kind NOT {_among((*IN_PERSON_KINDS, *SPOKEN_KINDS))})"
)
"""SQL: of what such interactions are evidence together, as the bits of a number."""
_SUMMARY = (
    f"SELECT contact_id, max(on_day), count(*), {WAYS} FROM interaction_contact"
    f" JOIN interaction ON interaction.id = interaction_id WHERE {LOUD}"
)


def refresh(connection: sqlite3.Connection, change_id: int) -> None:
    """Bring what is derived up to date with a change that was just done, undone or redone."""
    about_log = connection.execute(
        "SELECT 1 FROM change_row WHERE change_id = ?"
        " AND table_name IN ('interaction', 'interaction_contact') LIMIT 1",
        (change_id,),
    ).fetchone()
    if not about_log:
        return
    _refresh_words(connection, change_id)
    touched = (
        "SELECT contact_id FROM change_row WHERE change_id = :id AND table_name = 'interaction_contact'"
        " UNION SELECT contact_id FROM interaction_contact WHERE interaction_id IN"
        " (SELECT row_id FROM change_row WHERE change_id = :id AND table_name = 'interaction')"
    )
    connection.execute(f"DELETE FROM summary WHERE contact_id IN ({touched})", {"id": change_id})
    connection.execute(
        f"INSERT INTO summary (contact_id, last_on, talks, ways) {_SUMMARY}"
        f" AND contact_id IN ({touched}) GROUP BY contact_id",
        {"id": change_id},
    )


def _refresh_words(connection: sqlite3.Connection, change_id: int) -> None:
    """The index has no text of its own: what it forgets must be told to it as it was."""
    was_undone = connection.execute("SELECT undone FROM change WHERE id = ?", (change_id,)).fetchone()[0]
    old, first = ("after", "max") if was_undone else ("before", "min")
    connection.execute(
        "INSERT INTO interaction_words (interaction_words, rowid, text)"
        f" SELECT 'delete', row_id, json_extract({old}, '$.text') FROM change_row WHERE {old} IS NOT NULL"
        f" AND id IN (SELECT {first}(id) FROM change_row"
        " WHERE change_id = ? AND table_name = 'interaction' GROUP BY row_id)",
        (change_id,),
    )
    connection.execute(
        "INSERT INTO interaction_words (rowid, text) SELECT id, text FROM interaction WHERE id IN"
        " (SELECT row_id FROM change_row WHERE change_id = ? AND table_name = 'interaction')",
        (change_id,),
    )


def touched_contacts(connection: sqlite3.Connection, change_ids: str) -> list[int]:
    """The contacts that changes (ids as a JSON array) touched: themselves, their log, or their tags."""
    rows = connection.execute(
        # from the few changes to their rows, never through the whole journal
        "WITH rows AS MATERIALIZED (SELECT table_name, row_id, contact_id FROM json_each(?) AS changed"
        " CROSS JOIN change_row INDEXED BY change_row_by_change ON change_id = changed.value)"
        " SELECT contact_id FROM rows WHERE contact_id IS NOT NULL"
        " UNION SELECT there.contact_id FROM rows CROSS JOIN interaction_contact AS there"
        " ON interaction_id = row_id WHERE table_name = 'interaction'"
        " UNION SELECT there.contact_id FROM rows CROSS JOIN contact_tag AS there"
        " ON tag_id = row_id WHERE table_name = 'tag'",
        (change_ids,),
    )
    return [id for (id,) in rows]
