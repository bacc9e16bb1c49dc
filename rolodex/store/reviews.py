"""Rows of reviews: in which box each person is who was asked about, and whom to ask about next."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import date

from rolodex.store.ids import IDS, as_json

_SEEN = "max(coalesce(last_on, ''), CASE WHEN met_on LIKE '--%' THEN '' ELSE met_on END)"
"""When one last talked to somebody or met them, whichever is later: a day, a partial date or empty."""


def box(connection: sqlite3.Connection, contact: int) -> int:
    """The box a person is in, from 1; 0 when nobody asked about them before."""
    row = connection.execute("SELECT box FROM review WHERE contact_id = ?", (contact,)).fetchone()
    return int(row[0]) if row else 0


def put(connection: sqlite3.Connection, contact: int, box: int, due_on: str) -> None:
    """Put a person into a box until a local day, and count that they were asked about."""
    connection.execute(
        "INSERT INTO review (contact_id, box, due_on, times) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (contact_id) DO UPDATE"
        " SET box = excluded.box, due_on = excluded.due_on, times = times + 1",
        (contact, box, due_on),
    )


def resting(connection: sqlite3.Connection, today: date) -> set[int]:
    """Who was asked about and is not to be asked about again before a day after `today`."""
    rows = connection.execute("SELECT contact_id FROM review WHERE due_on > ?", (today.isoformat(),))
    return {id for (id,) in rows}


def queue(
    connection: sqlite3.Connection,
    *,
    today: date,
    seen_before: date,
    limit: int,
    within: Collection[int] | None = None,
) -> list[int]:
    """Whom to ask about: those whose day has come, then those never asked about; archived people never.

    Left out is with whom one talked or whom one met since the local day `seen_before`. The first are in the
    order of their days, the others by how long ago one talked or met, how seldom, and how long they are in
    the book. With `within` only those contacts.
    """
    inside = "" if within is None else f"AND contact.id IN {IDS}"
    rows = connection.execute(
        "SELECT contact.id FROM contact LEFT JOIN review ON review.contact_id = contact.id"
        " LEFT JOIN summary ON summary.contact_id = contact.id"
        f" WHERE NOT archived AND coalesce(due_on, '') <= ? AND {_SEEN} < ? {inside}"
        f" ORDER BY due_on IS NULL, due_on, {_SEEN}, coalesce(talks, 0), created_at, contact.id LIMIT ?",
        (
            today.isoformat(),
            seen_before.isoformat(),
            *(() if within is None else (as_json(within),)),
            limit,
        ),
    )
    return [id for (id,) in rows]
