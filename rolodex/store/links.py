"""Rows of links: two contacts who worked together or know each other, kept from both sides."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rolodex.model import Link
from rolodex.store.ids import IDS

_ADD = "INSERT INTO link (contact_id, other_id, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"


def listed(connection: sqlite3.Connection) -> list[Link]:
    """Every link once."""
    rows = connection.execute(
        "SELECT contact_id, other_id, kind FROM link WHERE contact_id < other_id"
        " ORDER BY contact_id, other_id, kind"
    )
    return [Link(*row) for row in rows]


def of_contact(connection: sqlite3.Connection, contact: int) -> list[tuple[int, str, str]]:
    """Id and name of whom somebody is linked with, and the kind; by name."""
    return connection.execute(
        "SELECT contact.id, name, kind FROM link JOIN contact ON contact.id = other_id"
        " WHERE contact_id = ? ORDER BY sort_name, contact.id, kind",
        (contact,),
    ).fetchall()


def add(connection: sqlite3.Connection, links: Iterable[Link]) -> int:
    """Write links; how many were not there. One of somebody with themselves is left out."""
    both = [
        (one, other, link.kind)
        for link in links
        if link.one != link.other
        for one, other in ((link.one, link.other), (link.other, link.one))
    ]
    return connection.executemany(_ADD, both).rowcount // 2


def delete(connection: sqlite3.Connection, one: int, other: int, kind: str = "") -> int:
    """Delete the links of two contacts, of one kind or of all; how many there were."""
    return (
        connection.execute(
            "DELETE FROM link WHERE (contact_id = ?1 AND other_id = ?2 OR contact_id = ?2 AND other_id = ?1)"
            " AND (?3 = '' OR kind = ?3)",
            (one, other, kind),
        ).rowcount
        // 2
    )


def forget(connection: sqlite3.Connection, contacts: str) -> None:
    """Delete all links of contacts (ids as a JSON array)."""
    connection.execute(f"DELETE FROM link WHERE contact_id IN {IDS}", (contacts,))
    connection.execute(f"DELETE FROM link WHERE other_id IN {IDS}", (contacts,))


def move(connection: sqlite3.Connection, keep: int, gone: str) -> None:
    """Give one contact the links of others (ids as a JSON array)."""
    rows = connection.execute(
        f"SELECT other_id, kind FROM link WHERE contact_id IN {IDS} AND other_id NOT IN {IDS} ORDER BY id",
        (gone, gone),
    ).fetchall()
    forget(connection, gone)
    add(connection, [Link(keep, other, kind) for other, kind in rows])
