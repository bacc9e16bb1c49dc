"""What tells people of one name apart: their work, whether they are archived, with whom they were met."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rolodex.store.ids import IDS, as_json

_LATELY = 500
"""Entries of one contact that are looked through for the others in them."""


def known(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, tuple[str, str, str, bool]]:
    """Name, company and city of contacts, and whether they are archived."""
    rows = connection.execute(
        f"SELECT id, name, company, city, archived FROM contact WHERE id IN {IDS}", (as_json(ids),)
    )
    return {id: (name, company, city, bool(archived)) for id, name, company, city, archived in rows}


def met_with(connection: sqlite3.Connection, id: int) -> dict[int, int]:
    """With whom a contact was met lately, and how often."""
    rows = connection.execute(
        "SELECT contact_id, count(*) FROM interaction_contact WHERE interaction_id IN"
        " (SELECT interaction_id FROM interaction_contact WHERE contact_id = ? ORDER BY id DESC LIMIT ?)"
        " AND contact_id <> ? GROUP BY contact_id",
        (id, _LATELY, id),
    )
    return dict(rows.fetchall())


def tagged(connection: sqlite3.Connection, tag: str, among: Iterable[int]) -> set[int]:
    """Who of some contacts carries a tag or one below it."""
    key = tag.casefold()
    rows = connection.execute(
        "SELECT contact_id FROM contact_tag JOIN tag ON tag.id = tag_id"
        f" WHERE (key = ? OR substr(key, 1, ?) = ?) AND contact_id IN {IDS}",
        (key, len(key) + 1, f"{key}/", as_json(among)),
    )
    return {id for (id,) in rows}


def with_handle(connection: sqlite3.Connection, name: str, among: Iterable[int]) -> list[int]:
    """Who of some contacts has just this user name on any service."""
    rows = connection.execute(
        f"SELECT DISTINCT contact_id FROM contact_point WHERE contact_id IN {IDS} AND kind = 'handle'"
        " AND value = ? COLLATE NOCASE",
        (as_json(among), name),
    )
    return [id for (id,) in rows]
