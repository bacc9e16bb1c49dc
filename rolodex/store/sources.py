"""Rows that tell who came from where: what a file last said of whom, and what identifies people in the book.

A source is a file, or an account that is exported again and again: its name stands in `source_record.format`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from rolodex.store import bulk
from rolodex.store.ids import IDS, as_json


def keys(connection: sqlite3.Connection, source: str) -> Iterator[tuple[str, int]]:
    """Every key that a source is known by, with the contact it stands for."""
    return connection.execute(
        "SELECT key, contact_id FROM source_record WHERE format = ? ORDER BY id", (source,)
    )


def with_beginnings(connection: sqlite3.Connection, beginnings: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Every key of any source that begins so, with the contact it stands for."""
    for beginning in beginnings:
        yield from connection.execute(
            "SELECT key, contact_id FROM source_record WHERE substr(key, 1, ?) = ? ORDER BY id",
            (len(beginning), beginning),
        )


def all_said(connection: sqlite3.Connection, source: str) -> Iterator[tuple[int, str]]:
    """Everything that a source last said: contact and text, in the order of its first edition."""
    return connection.execute(
        "SELECT contact_id, said FROM source_record WHERE format = ? AND said <> '' ORDER BY id", (source,)
    )


def said(connection: sqlite3.Connection, source: str, contacts: str) -> dict[int, str]:
    """What a source last said of each of the contacts (ids as a JSON array)."""
    # the plus keeps SQLite from the index by format, which would read everybody that the source ever told of
    rows = connection.execute(
        f"SELECT contact_id, said FROM source_record WHERE contact_id IN {IDS} AND +format = ?"
        " AND said <> '' ORDER BY id DESC",
        (contacts, source),
    )
    return dict(rows.fetchall())


def remember(connection: sqlite3.Connection, source: str, rows: Iterable[tuple[int, str, str]]) -> None:
    """Keep new keys of a source: contact, key, and what it says (empty but for one key of each contact)."""
    bulk.insert(connection, rows_of((contact, source, key, text) for contact, key, text in rows))


def rows_of(keys: Iterable[tuple[int, str, str, str]]) -> bulk.Rows:
    """The rows that new keys are: contact, source, key, and what the source says."""
    return bulk.Rows("source_record", ("contact_id", "format", "key", "said"), list(keys))


def say(connection: sqlite3.Connection, source: str, contact: int, text: str) -> bool:
    """Keep what a source says now of a contact, under one of its keys only; False if it has none."""
    return bool(
        connection.execute(
            "UPDATE source_record SET said = CASE id WHEN"
            " (SELECT id FROM source_record WHERE contact_id = :contact AND +format = :source"
            " ORDER BY said = '', id LIMIT 1)"
            " THEN :text ELSE '' END WHERE contact_id = :contact AND +format = :source",
            {"contact": contact, "source": source, "text": text},
        ).rowcount
    )


CARD = "vcard"
"""The source of the lines of a vCard. No file is called so: the source of one is its format and its name."""


def new_card(contact: int, text: str) -> tuple[int, str, str, str]:
    """The lines of the vCard that a new contact was, as a new key."""
    return contact, CARD, f"contact:{contact}", text


def keep_cards(connection: sqlite3.Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Keep the lines of the vCard that each contact was last, in place of those before."""
    connection.executemany(
        "INSERT INTO source_record (contact_id, format, key, said) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (format, key) DO UPDATE SET said = excluded.said WHERE said <> excluded.said",
        (new_card(*card) for card in texts),
    )


def names(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Every contact with its name as it is sorted."""
    return connection.execute("SELECT id, sort_name FROM contact")


def identities(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str, str]]:
    """Every email and handle in the book: contact, `email` or `handle`, label (a handle's service), value."""
    return connection.execute(
        "SELECT contact_id, kind, label, value FROM contact_point"
        " WHERE kind IN ('email', 'handle') ORDER BY id"
    )


def identities_of(connection: sqlite3.Connection, contact: int) -> list[tuple[str, str, str]]:
    """The emails and handles of a contact: `email` or `handle`, label (a handle's service), value."""
    return connection.execute(
        "SELECT kind, label, value FROM contact_point WHERE contact_id = ? AND kind IN ('email', 'handle')",
        (contact,),
    ).fetchall()


def company_of(connection: sqlite3.Connection, contact: int) -> str:
    """The company of a contact; empty for nobody."""
    row = connection.execute("SELECT company FROM contact WHERE id = ?", (contact,)).fetchone()
    return str(row[0]) if row else ""


def logged(connection: sqlite3.Connection, source_keys: str) -> list[int]:
    """The interactions that have one of the source keys (a JSON array of texts)."""
    rows = connection.execute(f"SELECT id FROM interaction WHERE source_key IN {IDS}", (source_keys,))
    return [id for (id,) in rows]


def with_later(connection: sqlite3.Connection, field: str, day: str) -> int:
    """How many contacts have a later day than this in a date field; 0 when there is no such field."""
    row = connection.execute(
        "SELECT count(*) FROM field_value JOIN field ON field.id = field_id WHERE key = ? AND value > ?",
        (field.casefold(), day),
    ).fetchone()
    return int(row[0])


def carriers(connection: sqlite3.Connection, tag: str) -> set[int]:
    """The contacts that carry a tag itself."""
    rows = connection.execute(
        "SELECT contact_id FROM contact_tag JOIN tag ON tag.id = tag_id WHERE key = ?", (tag.casefold(),)
    )
    return {id for (id,) in rows}


_GONE = "gone:"
"""Before the key of somebody whom the last edition of a source did not tell of."""


def newest(connection: sqlite3.Connection) -> int:
    """The number of the last key that was kept, of any source; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM source_record").fetchone()[0])


def told_of(connection: sqlite3.Connection, source: str, until: int) -> tuple[dict[int, str], set[int]]:
    """The contacts that a source told of, each with its first key, and those of them marked as gone.

    What was kept after the key with the number `until` is not looked at.
    """
    known: dict[int, str] = {}
    marked: set[int] = set()
    rows = connection.execute(
        "SELECT key, contact_id FROM source_record WHERE format = ? AND id <= ? ORDER BY id", (source, until)
    )
    for key, id in rows:
        if key.startswith(_GONE):
            marked.add(id)
        else:
            known.setdefault(id, key)
    return known, marked


def mark_gone(connection: sqlite3.Connection, source: str, gone: Mapping[int, str]) -> None:
    """Remember that a source does not tell any more of contacts, each with its first key."""
    remember(connection, source, ((id, f"{_GONE}{key}", "") for id, key in sorted(gone.items())))


def unmark_gone(connection: sqlite3.Connection, source: str, back: Iterable[int]) -> None:
    """Forget that a source did not tell of contacts."""
    connection.execute(
        f"DELETE FROM source_record WHERE format = ? AND substr(key, 1, ?) = ? AND contact_id IN {IDS}",
        (source, len(_GONE), _GONE, as_json(back)),
    )
