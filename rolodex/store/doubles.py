"""Rows that doubles are found by, whom one told apart, and one contact made of several."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rolodex.store import favours, follow_ups, groups, introductions, links, requests
from rolodex.store.ids import IDS, as_json

Row = tuple[int, str, str, str, str, str, str, str]
"""Id, name, given, family, nickname, company, city, birthday."""

_AMONG = "(SELECT id FROM contact WHERE id > ? ORDER BY id LIMIT ?)"


def people(connection: sqlite3.Connection, after: int, count: int) -> list[Row]:
    """At most `count` contacts with ids above `after`, by id."""
    return connection.execute(
        "SELECT id, name, given, family, nickname, company, city, birthday FROM contact"
        " WHERE id > ? ORDER BY id LIMIT ?",
        (after, count),
    ).fetchall()


def points(connection: sqlite3.Connection, after: int, count: int) -> list[tuple[int, str, str, str]]:
    """Their emails, phones and so on: contact, kind, label, value."""
    return connection.execute(
        f"SELECT contact_id, kind, label, value FROM contact_point WHERE contact_id IN {_AMONG}"
        " ORDER BY contact_id, position",
        (after, count),
    ).fetchall()


def values(connection: sqlite3.Connection, after: int, count: int) -> list[tuple[int, str, str]]:
    """Their user-defined fields that tell of a person more than yes or no: contact, name, value."""
    return connection.execute(
        "SELECT contact_id, name, value FROM field_value JOIN field ON field.id = field_id"
        f" WHERE type <> 'yesno' AND contact_id IN {_AMONG}",
        (after, count),
    ).fetchall()


def not_same(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """The pairs that are known to be two people, the smaller id first."""
    return set(connection.execute("SELECT contact_id, other_id FROM not_same").fetchall())


def tell_apart(connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> int:
    """Remember that pairs, the smaller id first, are two people each; how many were not known to be."""
    return connection.executemany(
        "INSERT INTO not_same (contact_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING", pairs
    ).rowcount


def move(connection: sqlite3.Connection, keep: int, others: Iterable[int]) -> None:
    """Give one contact what hangs on others: all but their own values, from whom they differ too.

    Their own values stay: they are `contacts.update`'s. What both have stays once.
    """
    gone = as_json(others)
    for table, owner in (("interaction_contact", "interaction_id"), ("follow_up_contact", "follow_up_id")):
        # put anew and not updated: the journal then tells of both contacts, and both are derived anew
        rows = connection.execute(
            f"SELECT DISTINCT {owner} FROM {table} WHERE contact_id IN {IDS} ORDER BY id", (gone,)
        ).fetchall()
        connection.execute(f"DELETE FROM {table} WHERE contact_id IN {IDS}", (gone,))
        connection.executemany(
            f"INSERT INTO {table} ({owner}, contact_id) VALUES (?, {int(keep)}) ON CONFLICT DO NOTHING", rows
        )
    requests.move(connection, keep, gone)
    connection.execute(f"UPDATE source_record SET contact_id = ? WHERE contact_id IN {IDS}", (keep, gone))
    connection.execute(
        "UPDATE review SET contact_id = :keep WHERE id = (SELECT min(id) FROM review WHERE contact_id IN"
        " (SELECT value FROM json_each(:gone))) AND NOT EXISTS"
        " (SELECT 1 FROM review WHERE contact_id = :keep)",
        {"keep": keep, "gone": gone},
    )
    groups.move(connection, keep, gone)
    follow_ups.delete(connection, introductions.move(connection, keep, gone))
    links.move(connection, keep, gone)
    favours.move(connection, keep, gone)
    apart = connection.execute(
        f"SELECT contact_id, other_id FROM not_same WHERE contact_id IN {IDS} OR other_id IN {IDS}",
        (gone, gone),
    ).fetchall()
    connection.execute(f"DELETE FROM not_same WHERE contact_id IN {IDS} OR other_id IN {IDS}", (gone, gone))
    one = {keep, *others}
    tell_apart(
        connection,
        [(min(keep, far), max(keep, far)) for pair in apart for far in pair if far not in one],
    )


def added_first(connection: sqlite3.Connection, keep: int, ids: Iterable[int]) -> None:
    """Say that a contact is in the book since the first of some was."""
    connection.execute(
        "UPDATE contact SET created_at = (SELECT min(created_at) FROM contact WHERE id IN"
        " (SELECT value FROM json_each(?))) WHERE id = ?",
        (as_json(ids), keep),
    )
