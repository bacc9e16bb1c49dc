"""Queries as SQL: who fits, in which order, in which groups."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from rolodex.match import fold
from rolodex.model import FieldType
from rolodex.query import nodes
from rolodex.store.ids import IDS, as_json

WordFinder = Callable[[nodes.Words], Collection[int]]
"""Whom a word is found in."""

_TEXT_COLUMNS = {
    "name": "name",
    "nickname": "nickname",
    "company": "company",
    "title": "title",
    "city": "city",
}
_TEXT_COLUMNS |= {"note": "note", "met": "met_how || char(10) || met_where", "via": "met_via"}
_POINTS = ("email", "phone", "url", "address", "handle")
_HAS = {
    "tag": "EXISTS (SELECT 1 FROM contact_tag WHERE contact_id = contact.id)",
    "met": "(met_how <> '' OR met_where <> '' OR met_via <> '')",
    "interaction": "EXISTS (SELECT 1 FROM summary WHERE contact_id = contact.id)",
    **{c: f"{c} <> ''" for c in ("nickname", "company", "title", "city", "note", "birthday")},
    **{
        p: f"EXISTS (SELECT 1 FROM contact_point WHERE contact_id = contact.id AND kind = '{p}')"
        for p in _POINTS
    },
}
_IS = {"starred": "starred", "archived": "archived", "untagged": f"NOT {_HAS['tag']}"}

_LAST = "(SELECT last_on FROM summary WHERE contact_id = contact.id)"
_ORDER = {
    "name": ("", "sort_name"),
    "company": ("company = ''", "company COLLATE NOCASE"),
    "title": ("title = ''", "title COLLATE NOCASE"),
    "city": ("city = ''", "city COLLATE NOCASE"),
    "last": ("", f"coalesce({_LAST}, '')"),
    "met": ("met_on = '' OR met_on LIKE '--%'", "met_on"),
    "added": ("", "created_at"),
    "where": ("met_where = ''", "met_where COLLATE NOCASE"),
    "how": ("met_how = ''", "met_how COLLATE NOCASE"),
    "via": ("met_via = ''", "met_via COLLATE NOCASE"),
    "when": ("met_on = ''", "substr(met_on, 1, 4)"),
}
"""Key -> what sorts last whichever the direction, and what it is sorted by."""


@dataclass(slots=True)
class _Sql:
    """A condition in the making: its parameters in the order of its text."""

    find: WordFinder
    types: Mapping[str, FieldType]
    """Of the user-defined fields, by folded name."""
    parameters: list[Any] = field(default_factory=list)

    def bind(self, *values: Any) -> None:
        self.parameters.extend(values)


def ids(
    connection: sqlite3.Connection,
    where: nodes.Node | None,
    sort: Sequence[nodes.SortBy],
    find: WordFinder,
    *,
    among: Collection[int] | None = None,
) -> list[int]:
    """Who fits, in order; by name among equals. Archived contacts are left out unless the query names them.

    `among` limits it to these ids.
    """
    sql = _Sql(find, _types(connection))
    condition = _condition(where, sql, among)
    order = _order(sort, sql)
    rows = connection.execute(f"SELECT id FROM contact WHERE {condition} ORDER BY {order}", sql.parameters)
    return [id for (id,) in rows]


def grouped(
    connection: sqlite3.Connection,
    where: nodes.Node | None,
    sort: Sequence[nodes.SortBy],
    group_by: Sequence[str],
    find: WordFinder,
) -> list[tuple[int, tuple[str, ...]]]:
    """Who fits with the group of each, in the order of the groups; whoever has no group comes last.

    Somebody in two groups (`under:TAG`) is in the list twice.
    """
    sql = _Sql(find, _types(connection))
    columns, joins, order = [], [], []
    for number, key in enumerate(group_by[:2]):
        if key.startswith("under:"):
            above = key[6:].casefold() + "/"
            joins.append(
                f"LEFT JOIN (SELECT contact_id, substr(name, {len(above) + 1}) AS name FROM contact_tag"
                f" JOIN tag ON tag.id = tag_id WHERE substr(tag.key, 1, {len(above)}) = ?) AS below_{number}"
                f" ON below_{number}.contact_id = contact.id"
            )
            sql.bind(above)
            columns.append(f"coalesce(below_{number}.name, '')")
        else:
            columns.append(_ORDER[key][1] if key in _ORDER else "''")
        order.append(f"group_{number} = '', group_{number} COLLATE NOCASE, group_{number}")
    selected = "".join(f", {column} AS group_{number}" for number, column in enumerate(columns))
    condition = _condition(where, sql, None)
    rows = connection.execute(
        f"SELECT contact.id{selected} FROM contact {' '.join(joins)} WHERE {condition}"
        f" ORDER BY {', '.join([*order, _order(sort, sql)])}",
        sql.parameters,
    )
    return [(row[0], tuple(row[1:])) for row in rows]


def count(connection: sqlite3.Connection, where: nodes.Node | None, find: WordFinder) -> int:
    """How many fit, archived ones left out unless the query names them."""
    sql = _Sql(find, _types(connection))
    condition = _condition(where, sql, None)
    return int(
        connection.execute(f"SELECT count(*) FROM contact WHERE {condition}", sql.parameters).fetchone()[0]
    )


def starting_with(connection: sqlite3.Connection, letter: str) -> frozenset[int]:
    """Whose name sorts under a letter."""
    key = fold(letter)
    rows = connection.execute("SELECT id FROM contact WHERE substr(sort_name, 1, ?) = ?", (len(key), key))
    return frozenset(id for (id,) in rows) if key else frozenset()


def _types(connection: sqlite3.Connection) -> dict[str, FieldType]:
    return dict(connection.execute("SELECT key, type FROM field").fetchall())


def _condition(where: nodes.Node | None, sql: _Sql, among: Collection[int] | None) -> str:
    parts = []
    if among is not None:
        parts.append(f"contact.id IN {IDS}")
        sql.bind(as_json(among))
    if where is not None:
        parts.append(_node(where, sql))
    if not _names_archived(where):
        parts.append("NOT archived")
    return " AND ".join(parts)


def _names_archived(node: nodes.Node | None) -> bool:
    if isinstance(node, nodes.And | nodes.Or):
        return any(_names_archived(part) for part in node.parts)
    if isinstance(node, nodes.Not):
        return _names_archived(node.part)
    return node == nodes.Is("archived")


def _node(node: nodes.Node, sql: _Sql) -> str:
    match node:
        case nodes.And(parts) | nodes.Or(parts):
            word = " AND " if isinstance(node, nodes.And) else " OR "
            return "(" + word.join(_node(part, sql) for part in parts) + ")"
        case nodes.Not(part):
            return f"NOT {_node(part, sql)}"
        case nodes.Words():
            sql.bind(as_json(sql.find(node)))
            return f"contact.id IN {IDS}"
        case nodes.HasTag(name):
            key = name.casefold()
            sql.bind(key, key + "/", key + "0")
            return (
                "contact.id IN (SELECT contact_id FROM contact_tag JOIN tag ON tag.id = tag_id"
                " WHERE tag.key = ? OR (tag.key >= ? AND tag.key < ?))"
            )
        case nodes.Text(column, value):
            return _text(column, value, sql)
        case nodes.When():
            return _when(node, sql)
        case nodes.Never():
            return f"NOT {_HAS['interaction']}"
        case nodes.KindIs(kind):
            sql.bind(kind)
            return (
                "contact.id IN (SELECT contact_id FROM interaction_contact"
                " JOIN interaction ON interaction.id = interaction_id WHERE kind = ?)"
            )
        case nodes.Has(what):
            if not what.startswith("field:"):
                return _HAS[what]
            sql.bind(what[6:].casefold())
            return f"contact.id IN {_FIELD_VALUES})"
        case nodes.Is(what):
            return _IS[what]
        case nodes.FieldCompare():
            return _compare(node, sql)


def _text(column: str, value: str, sql: _Sql) -> str:
    wanted = fold(value)
    if column in _TEXT_COLUMNS:
        sql.bind(wanted)
        return f"instr(folded({_TEXT_COLUMNS[column]}), ?) > 0"
    if column == "with":
        sql.bind(wanted)
        return (
            "contact.id IN (SELECT mine.contact_id FROM interaction_contact AS theirs"
            " JOIN interaction_contact AS mine USING (interaction_id) JOIN contact AS other"
            " ON other.id = theirs.contact_id WHERE mine.contact_id <> theirs.contact_id"
            " AND instr(folded(other.name), ?) > 0)"
        )
    sql.bind(column, wanted.removeprefix("@"))
    said = "label || '/' || value" if column == "handle" else "value"
    return f"contact.id IN (SELECT contact_id FROM contact_point WHERE kind = ? AND instr(folded({said}), ?) > 0)"


def _when(node: nodes.When, sql: _Sql) -> str:
    start = node.start.isoformat() if node.start else "0000"
    end = node.end.isoformat() if node.end else "9999"
    if node.column == "last":
        sql.bind(start, end)
        within = "contact.id IN (SELECT contact_id FROM summary WHERE last_on BETWEEN ? AND ?)"
        return f"({within} OR NOT {_HAS['interaction']})" if node.or_never else within
    if node.column == "added":
        after = (node.end + timedelta(days=1)).isoformat() if node.end and node.end < date.max else "9999"
        sql.bind(start, after)
        return "(created_at >= ? AND created_at < ?)"
    sql.bind(start, end)
    return f"({_partial_within('met_on')})"


def _partial_within(column: str) -> str:
    """A partial date lies within two days when all the days it may mean do. One without a year never does."""
    return (
        f"{column} <> '' AND {column} NOT LIKE '--%' AND substr({column} || '-01-01', 1, 10) >= ?"
        f" AND CASE length({column}) WHEN 4 THEN {column} || '-12-31'"
        f" WHEN 7 THEN date({column} || '-01', '+1 month', '-1 day') ELSE {column} END <= ?"
    )


_FIELD_VALUES = "(SELECT contact_id FROM field_value JOIN field ON field.id = field_id WHERE field.key = ?"
_COMPARED = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def _compare(node: nodes.FieldCompare, sql: _Sql) -> str:
    sql.bind(node.field.casefold())
    return f"contact.id IN {_FIELD_VALUES} AND {_field_test(node, sql)})"


def _field_test(node: nodes.FieldCompare, sql: _Sql) -> str:
    type_ = sql.types.get(node.field.casefold(), "text")
    if type_ == "date":
        low = "0000" if node.op == "<=" else node.value
        high = {"<=": node.value, ">=": "9999"}.get(node.op, node.high)
        sql.bind(low, high)
        return _partial_within("value")
    if type_ == "number" and node.op == "between":
        sql.bind(node.value, node.high)
        return "CAST(value AS REAL) BETWEEN CAST(? AS REAL) AND CAST(? AS REAL)"
    if type_ == "number":
        sql.bind(node.value)
        return f"CAST(value AS REAL) {_COMPARED[node.op]} CAST(? AS REAL)"
    sql.bind(fold(node.value))
    return "instr(folded(value), ?) > 0" if node.op == "contains" else f"folded(value) {_COMPARED[node.op]} ?"


def _order(sort: Sequence[nodes.SortBy], sql: _Sql) -> str:
    """SQL for ORDER BY; what is empty comes last, whichever the direction. Its parameters come after all others."""
    parts = []
    for by in sort:
        empty, value = _ORDER.get(by.key, ("", ""))
        if by.key.startswith("field:"):
            value = f"(SELECT value FROM field_value JOIN field ON field.id = field_id WHERE field.key = ?{_MINE})"
            if sql.types.get(by.key[6:].casefold()) == "number":
                value = f"CAST({value} AS REAL)"
            empty = f"{value} IS NULL"
            sql.bind(*[by.key[6:].casefold()] * 2)
        if value:
            parts += [empty] if empty else []
            parts.append(f"{value} DESC" if by.descending else value)
    return ", ".join([*parts, "sort_name", "contact.id"])


_MINE = " AND contact_id = contact.id"
