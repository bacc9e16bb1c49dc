"""Contacts deleted, with what is only theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rolodex.store import favours, follow_ups
from rolodex.store.ids import IDS, as_json


def delete_contacts(connection: sqlite3.Connection, ids: Iterable[int]) -> int:
    """Delete contacts with what is only theirs; how many there were.

    Interactions and follow-ups with nobody else go too.
    """
    # what takes part in few books' days is loaded with the first one who goes
    from rolodex.store import groups, introductions, links, requests

    wanted = as_json(ids)
    follow_ups.delete(connection, introductions.forget(connection, wanted))
    favours.forget(connection, wanted)
    follow_ups.forget(connection, wanted)
    groups.forget(connection, wanted)
    requests.forget(connection, wanted)
    links.forget(connection, wanted)
    alone = as_json(
        id
        for (id,) in connection.execute(
            "SELECT interaction_id FROM interaction_contact WHERE interaction_id IN"
            f" (SELECT interaction_id FROM interaction_contact WHERE contact_id IN {IDS})"
            f" GROUP BY interaction_id HAVING sum(contact_id NOT IN {IDS}) = 0",
            (wanted, wanted),
        )
    )
    connection.execute(f"DELETE FROM interaction_contact WHERE contact_id IN {IDS}", (wanted,))
    connection.execute(f"DELETE FROM interaction_tag WHERE interaction_id IN {IDS}", (alone,))
    connection.execute(f"DELETE FROM interaction WHERE id IN {IDS}", (alone,))
    connection.execute(f"DELETE FROM not_same WHERE other_id IN {IDS}", (wanted,))
    for table in ("contact_point", "contact_tag", "field_value", "source_record", "review", "not_same"):
        connection.execute(f"DELETE FROM {table} WHERE contact_id IN {IDS}", (wanted,))
    return connection.execute(f"DELETE FROM contact WHERE id IN {IDS}", (wanted,)).rowcount
