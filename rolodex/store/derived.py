"""What follows from the rows and is kept beside them: each contact's last talk, and the words of the log.

Refreshed for what a change touched, inside its transaction.
"""

from __future__ import annotations

import sqlite3

from rolodex.model import QUIET_KINDS

_SUMMARY = (
    "SELECT contact_id, max(on_day), count(*) FROM interaction_contact"
    " JOIN interaction ON interaction.id = interaction_id"
    f" WHERE kind NOT IN ({', '.join(repr(kind) for kind in QUIET_KINDS)})"
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
        f"INSERT INTO summary (contact_id, last_on, talks) {_SUMMARY}"
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
