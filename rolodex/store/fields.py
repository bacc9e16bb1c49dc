"""Rows of user-defined fields, and of their values. Values are in the canonical form of values.py."""

from __future__ import annotations

import sqlite3

from rolodex.model import BadInput, Field, FieldType, NotFound
from rolodex.store.ids import IDS
from rolodex.text import one_line


def listed(connection: sqlite3.Connection) -> list[Field]:
    """Every field, oldest first."""
    return [
        Field(name, type_) for name, type_ in connection.execute("SELECT name, type FROM field ORDER BY id")
    ]


def add(connection: sqlite3.Connection, name: str, type_: FieldType) -> int:
    """Make a field; its id. One of that name and type may be there already.

    Raises BadInput for an empty name, or when there is one of another type.
    """
    name = one_line(name)
    if not name:
        raise BadInput("A field needs a name.")
    row = connection.execute("SELECT id, name, type FROM field WHERE key = ?", (name.casefold(),)).fetchone()
    if row:
        if row[2] != type_:
            raise BadInput(f"There is a field “{row[1]}” already, and it holds a {row[2]}, not a {type_}.")
        return int(row[0])
    cursor = connection.execute(
        "INSERT INTO field (name, key, type) VALUES (?, ?, ?)", (name, name.casefold(), type_)
    )
    return int(cursor.lastrowid or 0)


def field_id(connection: sqlite3.Connection, name: str) -> int:
    """The row of the field. Raises NotFound."""
    row = connection.execute("SELECT id FROM field WHERE key = ?", (one_line(name).casefold(),)).fetchone()
    if row is None:
        raise NotFound(f"There is no field “{name}”.")
    return int(row[0])


def set_value(connection: sqlite3.Connection, contact: int, name: str, value: str) -> None:
    """Set, or with an empty value remove, a field of a contact. Raises NotFound for an unknown field."""
    field = field_id(connection, name)
    if not value:
        connection.execute("DELETE FROM field_value WHERE contact_id = ? AND field_id = ?", (contact, field))
        return
    connection.execute(
        "INSERT INTO field_value (contact_id, field_id, value) VALUES (?, ?, ?)"
        " ON CONFLICT (contact_id, field_id) DO UPDATE SET value = excluded.value",
        (contact, field, value),
    )


def set_for_all(connection: sqlite3.Connection, contacts: str, name: str, value: str) -> set[int]:
    """Set, or with an empty value remove, a field of contacts (ids as a JSON array); those it changed.

    Raises NotFound for an unknown field.
    """
    field = field_id(connection, name)
    if value:
        rows = connection.execute(
            "INSERT INTO field_value (contact_id, field_id, value)"
            f" SELECT id, ?, ? FROM contact WHERE id IN {IDS}"
            " ON CONFLICT (contact_id, field_id) DO UPDATE SET value = excluded.value"
            " WHERE field_value.value <> excluded.value RETURNING contact_id",
            (field, value, contacts),
        )
    else:
        rows = connection.execute(
            f"DELETE FROM field_value WHERE field_id = ? AND contact_id IN {IDS} RETURNING contact_id",
            (field, contacts),
        )
    return {id for (id,) in rows.fetchall()}


def delete(connection: sqlite3.Connection, name: str) -> int:
    """Delete a field with its values; how many contacts had one. Raises NotFound."""
    field = field_id(connection, name)
    gone = connection.execute("DELETE FROM field_value WHERE field_id = ?", (field,)).rowcount
    connection.execute("DELETE FROM category_field WHERE field_id = ?", (field,))
    connection.execute("DELETE FROM field WHERE id = ?", (field,))
    return gone
