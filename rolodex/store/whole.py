"""Everything about people at once: read for an export, and the rows that only a whole book brings back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from rolodex.model import Contact, Review, SourceText, Tag, Whole
from rolodex.store import (
    categories,
    contacts,
    favours,
    fields,
    follow_ups,
    groups,
    interactions,
    introductions,
    links,
    requests,
    templates,
)
from rolodex.store.ids import IDS, as_json

_MADE = ("interaction", "follow_up", "request", "introduction", "favour")
"""Tables whose rows say when they were written down, people left out."""


def read(connection: sqlite3.Connection, ids: Sequence[int] | None) -> Whole:
    """Those people, in that order, with all about them; with None the whole book, in the order of its ids.

    Of what others take part in too, only those people are named. Fields, tags and categories are all there.
    """
    everyone = ids is None
    if ids is None:
        ids = [id for (id,) in connection.execute("SELECT id FROM contact ORDER BY id")]
    wanted = as_json(ids)
    there = set(ids)
    talks = interactions.read(connection, _about(connection, "interaction", wanted))
    due = follow_ups.read(connection, _about(connection, "follow_up", wanted))
    return Whole(
        people=tuple(contacts.read(connection, ids)),
        interactions=tuple(
            replace(talk, contacts=tuple(id for id in talk.contacts if id in there), names=())
            for talk in sorted(talks, key=lambda talk: talk.id)
        ),
        follow_ups=tuple(
            replace(row, contacts=tuple(id for id in row.contacts if id in there), names=())
            for row in sorted(due, key=lambda row: row.id)
        ),
        reviews=tuple(
            Review(contact=contact, box=box, due=due_on, times=times)
            for contact, box, due_on, times in connection.execute(
                f"SELECT contact_id, box, due_on, times FROM review WHERE contact_id IN {IDS} ORDER BY id",
                (wanted,),
            )
        ),
        sources=tuple(
            SourceText(contact=contact, source=source, key=key, said=said)
            for contact, source, key, said in connection.execute(
                "SELECT contact_id, format, key, said FROM source_record"
                f" WHERE contact_id IN {IDS} ORDER BY id",
                (wanted,),
            )
        ),
        fields=tuple(fields.listed(connection)),
        tags=tuple(
            Tag(name, 0, cadence)
            for name, cadence in connection.execute("SELECT name, cadence FROM tag ORDER BY id")
        ),
        categories=tuple(categories.listed(connection)),
        groups=tuple(groups.written(connection)),
        memberships=tuple(groups.memberships(connection, wanted)),
        requests=tuple(
            replace(row, contact=row.contact if row.contact in there else 0)
            for row in requests.everyone(connection)
            if everyone or row.contact in there
        ),
        templates=templates.listed(connection),
        introductions=tuple(
            replace(one, asked_by=one.asked_by if one.asked_by in there else 0, asked_by_name="", due="")
            for one in introductions.listed(connection)
            if all(side.contact in there for side in one.sides)
        ),
        links=tuple(link for link in links.listed(connection) if link.one in there and link.other in there),
        favours=tuple(one for one in favours.listed(connection) if one.contact in there),
        made=made_at(connection),
    )


def _about(connection: sqlite3.Connection, table: str, contacts: str) -> list[int]:
    rows = connection.execute(
        f"SELECT DISTINCT {table}_id FROM {table}_contact WHERE contact_id IN {IDS}", (contacts,)
    )
    return [id for (id,) in rows]


def made_at(connection: sqlite3.Connection, *tables: str) -> dict[str, str]:
    """By uid of rows of the tables, or of all that have such a time, when each was written down: UTC."""
    each = (f"SELECT uid, created_at FROM {table}" for table in tables or _MADE)
    return dict(connection.execute(" UNION ALL ".join(each)).fetchall())


def empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever done to the book, but for the change that is open."""
    return not connection.execute(
        "SELECT 1 FROM contact UNION ALL SELECT 1 FROM change WHERE id > 1 LIMIT 1"
    ).fetchone()


def forget_shipped(connection: sqlite3.Connection) -> None:
    """Delete the categories and the fields that every new book has."""
    for table in ("category_field", "category", "field"):
        connection.execute(f"DELETE FROM {table}")


def uids(connection: sqlite3.Connection) -> dict[str, int]:
    """Everybody by uid."""
    return dict(connection.execute("SELECT uid, id FROM contact").fetchall())


def logged(connection: sqlite3.Connection) -> set[str]:
    """The uids and source keys of all interactions, and the uids of all follow-ups."""
    rows = connection.execute(
        "SELECT uid FROM interaction UNION ALL SELECT uid FROM follow_up"
        " UNION ALL SELECT source_key FROM interaction WHERE source_key IS NOT NULL"
    )
    return {key for (key,) in rows}


def insert(connection: sqlite3.Connection, contact: Contact, *, uid: str, at: str) -> int:
    """Write a new contact with the times it has, where it has none with `at` (UTC); its id."""
    id = contacts.insert(connection, contact, uid=uid, at=contact.created_at or at)
    if contact.updated_at and contact.updated_at != contact.created_at:
        connection.execute("UPDATE contact SET updated_at = ? WHERE id = ?", (contact.updated_at, id))
    return id


def add_review(connection: sqlite3.Connection, contact: int, review: Review) -> None:
    """Write how well somebody is remembered, unless the book knows already."""
    connection.execute(
        "INSERT INTO review (contact_id, box, due_on, times) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (contact, review.box, review.due, review.times),
    )


def add_source(connection: sqlite3.Connection, contact: int, text: SourceText) -> None:
    """Write what a file said of a contact, unless its key stands for somebody already."""
    connection.execute(
        "INSERT INTO source_record (contact_id, format, key, said) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (contact, text.source, text.key, text.said),
    )
