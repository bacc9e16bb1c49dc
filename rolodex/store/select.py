"""Queries asked of the file: who fits, in which order, in which groups."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, tzinfo

from rolodex.match import fold
from rolodex.model import FieldType
from rolodex.query import nodes
from rolodex.store.conditions import AMONG, Finder, Sql, fits
from rolodex.store.ordering import group, in_order
from rolodex.text import storable


def fitting(
    connection: sqlite3.Connection, node: nodes.Node, find: Finder, *, zone: tzinfo = UTC
) -> list[int]:
    """Whom a condition fits, archived contacts too, in no order. The days are those of `zone`.

    May have ids of contacts that are there no more, and an id more than once.
    """
    sql = Sql(find, zone, _types(connection))
    condition = fits(node, sql)
    if condition.startswith(AMONG):
        rows = connection.execute(condition.removeprefix(AMONG)[:-1], sql.parameters)
    else:
        rows = connection.execute(f"SELECT id FROM contact WHERE {condition}", sql.parameters)
    return [id for (id,) in rows]


def everyone(
    connection: sqlite3.Connection, sort: Sequence[nodes.SortBy], *, zone: tzinfo = UTC
) -> list[int]:
    """Everybody, archived contacts too, in order; by name among equals."""
    sql = Sql(lambda _: (), zone, _types(connection))
    order = f"SELECT id FROM contact ORDER BY {in_order(sort, sql)}"
    # as one text: 100,000 rows would take twice as long
    (ids,) = connection.execute(f"SELECT json_group_array(id) FROM ({order})", sql.parameters).fetchone()
    return list(json.loads(ids))


def grouped(
    connection: sqlite3.Connection,
    where: nodes.Node | None,
    sort: Sequence[nodes.SortBy],
    group_by: Sequence[str],
    find: Finder,
    *,
    zone: tzinfo = UTC,
) -> list[tuple[int, tuple[str, ...]]]:
    """Who fits with the group of each, in the order of the groups; whoever has no group comes last.

    Somebody in two groups (`under:TAG`) is in the list twice.
    """
    sql = Sql(find, zone, _types(connection))
    columns, joins, order = [], [], []
    for number, key in enumerate(group_by[:2]):
        column, join = group(connection, key, f"below_{number}", sql)
        columns.append(f", {column} AS group_{number}")
        joins.append(join)
        order.append(f"group_{number} = '', group_{number} COLLATE NOCASE, group_{number}")
    condition = _condition(where, sql)
    order.append(in_order(sort, sql))
    rows = connection.execute(
        f"SELECT contact.id{''.join(columns)} FROM contact {' '.join(joins)} WHERE {condition}"
        f" ORDER BY {', '.join(order)}",
        sql.parameters,
    )
    return [(row[0], tuple(row[1:])) for row in rows]


def count(
    connection: sqlite3.Connection, where: nodes.Node | None, find: Finder, *, zone: tzinfo = UTC
) -> int:
    """How many fit, archived ones left out unless the query names them."""
    sql = Sql(find, zone, _types(connection))
    condition = _condition(where, sql)
    row = connection.execute(f"SELECT count(*) FROM contact WHERE {condition}", sql.parameters).fetchone()
    return int(row[0])


def present(
    connection: sqlite3.Connection, where: nodes.Node | None, find: Finder, *, zone: tzinfo = UTC
) -> list[int]:
    """Who fits, in no order, archived ones left out unless the query names them."""
    sql = Sql(find, zone, _types(connection))
    condition = _condition(where, sql)
    return [id for (id,) in connection.execute(f"SELECT id FROM contact WHERE {condition}", sql.parameters)]


def starting_with(connection: sqlite3.Connection, letter: str) -> frozenset[int]:
    """Whose name sorts under a letter."""
    key = fold(storable(letter))
    rows = connection.execute("SELECT id FROM contact WHERE substr(sort_name, 1, ?) = ?", (len(key), key))
    return frozenset(id for (id,) in rows) if key else frozenset()


def _types(connection: sqlite3.Connection) -> dict[str, FieldType]:
    return dict(connection.execute("SELECT key, type FROM field").fetchall())


def _condition(where: nodes.Node | None, sql: Sql) -> str:
    if where is None:
        return "NOT archived"
    condition = fits(where, sql)
    return condition if names_archived(where) else f"{condition} AND NOT archived"


def names_archived(node: nodes.Node | None) -> bool:
    """Whether a condition says which archived contacts it means; otherwise they are left out."""
    if isinstance(node, nodes.And | nodes.Or):
        return any(names_archived(part) for part in node.parts)
    if isinstance(node, nodes.Not):
        return names_archived(node.part)
    return node == nodes.Is("archived") or (isinstance(node, nodes.Text) and node.column == "why")
