"""Rows that say how often to be in touch with whom, and what that is counted from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rolodex.store import tags
from rolodex.store.ids import IDS, as_json


def of_contacts(connection: sqlite3.Connection) -> dict[int, str]:
    """The cadences that contacts have themselves."""
    return dict(connection.execute("SELECT id, cadence FROM contact WHERE cadence <> ''").fetchall())


def of_tags(connection: sqlite3.Connection) -> list[tuple[str, str, list[int]]]:
    """Tag, cadence, and who carries the tag or one below it; for each tag that has a cadence."""
    found = connection.execute("SELECT name, cadence FROM tag WHERE cadence <> ''").fetchall()
    return [(name, cadence, _carrying(connection, name)) for name, cadence in found]


def since(connection: sqlite3.Connection, contacts: Iterable[int]) -> list[tuple[int, str, str, str]]:
    """What to count from, for those of the contacts who are not archived: the contact, the local day of the
    newest talk or an empty text, when they were added (UTC), and the local day of a snooze or an empty text.
    """
    return connection.execute(
        "SELECT contact.id, coalesce(last_on, ''), created_at, snoozed_until FROM contact"
        f" LEFT JOIN summary ON contact_id = contact.id WHERE NOT archived AND contact.id IN {IDS}",
        (as_json(contacts),),
    ).fetchall()


def snooze(connection: sqlite3.Connection, contacts: Iterable[int], until: str) -> int:
    """Set the local day before which nobody is reminded of contacts; how many it changed."""
    return connection.execute(
        f"UPDATE contact SET snoozed_until = ? WHERE id IN {IDS} AND snoozed_until <> ?",
        (until, as_json(contacts), until),
    ).rowcount


def set_own(connection: sqlite3.Connection, contacts: Iterable[int], cadence: str, *, at: str) -> int:
    """Set the contacts' own cadence; how many it changed. `at` is UTC."""
    return connection.execute(
        f"UPDATE contact SET cadence = ?, updated_at = ? WHERE id IN {IDS} AND cadence <> ?",
        (cadence, at, as_json(contacts), cadence),
    ).rowcount


def _carrying(connection: sqlite3.Connection, tag: str) -> list[int]:
    below = as_json(id for id, _ in tags.below(connection, tag))
    rows = connection.execute(f"SELECT DISTINCT contact_id FROM contact_tag WHERE tag_id IN {IDS}", (below,))
    return [id for (id,) in rows]
