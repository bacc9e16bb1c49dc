"""Rows of categories, with the fields that belong to each."""

from __future__ import annotations

import json
import sqlite3

from rolodex.model import BadInput, Category, NotFound
from rolodex.store import fields
from rolodex.text import one_line


def listed(connection: sqlite3.Connection) -> list[Category]:
    """Every category in the order of the sidebar."""
    owned: dict[int, list[str]] = {}
    for category, name in connection.execute(
        "SELECT category_id, field.name FROM category_field JOIN field ON field.id = field_id"
        " ORDER BY category_field.position, category_field.id"
    ):
        owned.setdefault(category, []).append(name)
    return [
        Category(
            id=id,
            name=name,
            query=query,
            columns=tuple(json.loads(columns)),
            group_by=tuple(json.loads(group_by)),
            sort=sort,
            fields=tuple(owned.get(id, ())),
            cadence=cadence,
        )
        for id, name, query, columns, group_by, sort, cadence in connection.execute(
            "SELECT id, name, query, columns, group_by, sort, cadence FROM category ORDER BY position, id"
        )
    ]


def save(connection: sqlite3.Connection, category: Category) -> int:
    """Write a category: a new one when its id is 0. Its fields must exist.

    Raises BadInput for an empty name or one that another category has, NotFound for an unknown field or id.
    """
    name = one_line(category.name)
    if not name:
        raise BadInput("A category needs a name.")
    other = connection.execute(
        "SELECT name FROM category WHERE key = ? AND id <> ?", (name.casefold(), category.id)
    ).fetchone()
    if other:
        raise BadInput(f"There is a category “{other[0]}” already. Give this one another name.")
    values = (
        name,
        name.casefold(),
        category.query,
        json.dumps(category.columns, ensure_ascii=False),
        json.dumps(category.group_by, ensure_ascii=False),
        category.sort,
        category.cadence,
    )
    if category.id:
        found = connection.execute(
            "UPDATE category SET name = ?, key = ?, query = ?, columns = ?, group_by = ?, sort = ?,"
            " cadence = ? WHERE id = ?",
            (*values, category.id),
        ).rowcount
        if not found:
            raise NotFound(f"The category “{name}” is no longer there.")
        id = category.id
    else:
        cursor = connection.execute(
            "INSERT INTO category (name, key, query, columns, group_by, sort, cadence, position)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), -1) + 1 FROM category))",
            values,
        )
        id = int(cursor.lastrowid or 0)
    _set_fields(connection, id, [fields.field_id(connection, name) for name in category.fields])
    return id


def delete(connection: sqlite3.Connection, id: int) -> None:
    """Delete a category. Its fields and their values stay, and so does every contact."""
    connection.execute("DELETE FROM category_field WHERE category_id = ?", (id,))
    connection.execute("DELETE FROM category WHERE id = ?", (id,))


def _set_fields(connection: sqlite3.Connection, category: int, wanted: list[int]) -> None:
    had = [
        field
        for (field,) in connection.execute(
            "SELECT field_id FROM category_field WHERE category_id = ? ORDER BY position, id", (category,)
        )
    ]
    if had == wanted:
        return
    connection.execute("DELETE FROM category_field WHERE category_id = ?", (category,))
    connection.executemany(
        "INSERT INTO category_field (category_id, field_id, position) VALUES (?, ?, ?)",
        [(category, field, position) for position, field in enumerate(wanted)],
    )
