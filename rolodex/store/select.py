"""Queries as SQL: who fits, in which order, in which groups."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from rolodex.match import fold
from rolodex.model import BadInput, FieldType
from rolodex.query import nodes
from rolodex.store import tags
from rolodex.store.ids import IDS, as_json
from rolodex.text import storable

Finder = Callable[[nodes.Words | nodes.Is], Collection[int]]
"""Whom a word is found in, or who is `losing-touch`: what the rows alone do not tell."""

_REPEATED = {
    **{column: (column,) for column in ("nickname", "company", "title", "city")},
    "met": ("met_how", "met_where", "met_via"),
    "via": ("met_via",),
}
"""Terms of text, and the columns they look in: many people have the same there."""
_POINTS = ("email", "phone", "url", "address", "handle")
_DUE = (
    "SELECT contact_id FROM follow_up CROSS JOIN follow_up_contact ON follow_up_id = follow_up.id"
    " WHERE done_on = ''"
)
_HAS = {
    "tag": "EXISTS (SELECT 1 FROM contact_tag WHERE contact_id = contact.id)",
    "met": "(met_how <> '' OR met_where <> '' OR met_via <> '')",
    "interaction": "EXISTS (SELECT 1 FROM summary WHERE contact_id = contact.id)",
    "follow-up": f"contact.id IN ({_DUE})",
    "cadence": "contact.cadence <> ''",
    **{c: f"{c} <> ''" for c in ("nickname", "company", "title", "city", "note", "birthday")},
    **{p: f"contact.id IN (SELECT contact_id FROM contact_point WHERE kind = '{p}')" for p in _POINTS},
}
_AMONG = "contact.id IN ("
"""How a condition begins that is nothing but a list of ids."""
_EXACTLY = "key = ? OR (key >= ? AND key < ?)"
_TAGS_NAMED = (
    f"SELECT id FROM tag WHERE {_EXACTLY} UNION ALL SELECT id FROM tag WHERE instr('/' || key, ?) > 0"
    f" AND NOT EXISTS (SELECT 1 FROM tag WHERE {_EXACTLY})"
)
"""The tag of a name and those below it; where there is none, those of which a level begins so."""
_IS = {"starred": "starred", "archived": "archived", "untagged": f"NOT {_HAS['tag']}"}

_LAST = "(SELECT last_on FROM summary WHERE contact_id = contact.id)"
_NO_YEAR = "(met_on = '' OR met_on LIKE '--%')"
# the day of any year: 04-12 of both 1990-04-12 and --04-12; empty where only the year is known
_DAY_OF_YEAR = "CASE WHEN birthday LIKE '--%' THEN substr(birthday, 3) ELSE substr(birthday, 6) END"
_NEXT_DUE = (
    "(SELECT min(due_on) FROM follow_up_contact JOIN follow_up ON follow_up.id = follow_up_id"
    " WHERE done_on = '' AND contact_id = contact.id)"
)
_ORDER = {
    "name": ("", "sort_name"),
    **{
        key: (f"{column} = ''", f"{column} COLLATE NOCASE")
        for key, column in (
            *(("nickname", "nickname"), ("company", "company"), ("title", "title"), ("city", "city")),
            *(("where", "met_where"), ("how", "met_how"), ("via", "met_via")),
        )
    },
    # whom you never talked to is whom you talked to longest ago
    "last": ("", f"coalesce({_LAST}, '')"),
    "met": (_NO_YEAR, f"CASE WHEN {_NO_YEAR} THEN '' ELSE met_on END"),
    "when": (_NO_YEAR, f"CASE WHEN {_NO_YEAR} THEN '' ELSE substr(met_on, 1, 4) END"),
    "birthday": (f"{_DAY_OF_YEAR} = ''", _DAY_OF_YEAR),
    "added": ("", "created_at"),
    "due": (f"{_NEXT_DUE} IS NULL", _NEXT_DUE),
}
"""Key -> what sorts last whichever the direction, and what it is sorted and grouped by."""


@dataclass(slots=True)
class _Sql:
    """A condition in the making: its parameters in the order of its text."""

    find: Finder
    zone: tzinfo
    """In which the days of the query begin and end."""
    types: Mapping[str, FieldType]
    """Of the user-defined fields, by folded name."""
    parameters: list[Any] = field(default_factory=list)

    def bind(self, *values: Any) -> None:
        self.parameters.extend(values)


def fitting(
    connection: sqlite3.Connection, node: nodes.Node, find: Finder, *, zone: tzinfo = UTC
) -> list[int]:
    """Whom a condition fits, archived contacts too, in no order. The days are those of `zone`.

    May have ids of contacts that are there no more, and an id more than once.
    """
    sql = _Sql(find, zone, _types(connection))
    condition = _node(node, sql)
    if condition.startswith(_AMONG):
        rows = connection.execute(condition.removeprefix(_AMONG)[:-1], sql.parameters)
    else:
        rows = connection.execute(f"SELECT id FROM contact WHERE {condition}", sql.parameters)
    return [id for (id,) in rows]


def everyone(
    connection: sqlite3.Connection, sort: Sequence[nodes.SortBy], *, zone: tzinfo = UTC
) -> list[int]:
    """Everybody, archived contacts too, in order; by name among equals."""
    sql = _Sql(lambda _: (), zone, _types(connection))
    order = f"SELECT id FROM contact ORDER BY {_order(sort, sql)}"
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
    sql = _Sql(find, zone, _types(connection))
    columns, joins, order = [], [], []
    for number, key in enumerate(group_by[:2]):
        column, join = _group(connection, key, f"below_{number}", sql)
        columns.append(f", {column} AS group_{number}")
        joins.append(join)
        order.append(f"group_{number} = '', group_{number} COLLATE NOCASE, group_{number}")
    condition = _condition(where, sql)
    order.append(_order(sort, sql))
    rows = connection.execute(
        f"SELECT contact.id{''.join(columns)} FROM contact {' '.join(joins)} WHERE {condition}"
        f" ORDER BY {', '.join(order)}",
        sql.parameters,
    )
    return [(row[0], tuple(row[1:])) for row in rows]


def _group(connection: sqlite3.Connection, key: str, alias: str, sql: _Sql) -> tuple[str, str]:
    """SQL for the group of a contact, never NULL, and for the join that it needs."""
    if key.startswith("under:"):
        depth = key.count("/") + 1
        below = [
            (id, "/".join(levels[depth:]))
            for id, name in tags.below(connection, key[6:])
            if len(levels := name.split("/")) > depth
        ]
        sql.bind(json.dumps(below))
        labels = (
            "SELECT contact_id AS of_contact, json_extract(value, '$[1]') AS label FROM json_each(?)"
            " JOIN contact_tag ON tag_id = json_extract(value, '$[0]')"
        )
    elif key.startswith("field:"):
        sql.bind(key[6:].casefold())
        labels = f"SELECT contact_id AS of_contact, value AS label FROM {_FIELD_VALUES_OF}"
    else:
        return (_ORDER[key][1] if key in _ORDER else "''"), ""
    return (
        f"coalesce({alias}.label, '')",
        f"LEFT JOIN ({labels}) AS {alias} ON {alias}.of_contact = contact.id",
    )


def count(
    connection: sqlite3.Connection, where: nodes.Node | None, find: Finder, *, zone: tzinfo = UTC
) -> int:
    """How many fit, archived ones left out unless the query names them."""
    sql = _Sql(find, zone, _types(connection))
    condition = _condition(where, sql)
    row = connection.execute(f"SELECT count(*) FROM contact WHERE {condition}", sql.parameters).fetchone()
    return int(row[0])


def starting_with(connection: sqlite3.Connection, letter: str) -> frozenset[int]:
    """Whose name sorts under a letter."""
    key = fold(storable(letter))
    rows = connection.execute("SELECT id FROM contact WHERE substr(sort_name, 1, ?) = ?", (len(key), key))
    return frozenset(id for (id,) in rows) if key else frozenset()


def tags_named(connection: sqlite3.Connection, name: str) -> list[int]:
    """The tag of a name and those below it; where there is none, those of which a level begins so."""
    named = _tag_keys(name)
    return [id for (id,) in connection.execute(_TAGS_NAMED, named)] if named else []


def _tag_keys(name: str) -> tuple[str, ...]:
    """What `_TAGS_NAMED` is bound to; empty for what can be no tag."""
    try:
        key = tags.tag_name(name).casefold()
    except BadInput:
        return ()
    # "0" is the character behind "/"
    named = (key, key + "/", key + "0")
    return (*named, "/" + key, *named)


def repeated(term: str) -> tuple[str, ...]:
    """The columns in which a term of text looks that many people have the same texts in; else none."""
    return _REPEATED.get(term, ())


def sorts_by(key: str) -> bool:
    """Whether there is such an order; another is left out."""
    return key in _ORDER or key.startswith("field:")


def _types(connection: sqlite3.Connection) -> dict[str, FieldType]:
    return dict(connection.execute("SELECT key, type FROM field").fetchall())


def _condition(where: nodes.Node | None, sql: _Sql) -> str:
    if where is None:
        return "NOT archived"
    condition = _node(where, sql)
    return condition if names_archived(where) else f"{condition} AND NOT archived"


def names_archived(node: nodes.Node | None) -> bool:
    """Whether a condition says which archived contacts it means; otherwise they are left out."""
    if isinstance(node, nodes.And | nodes.Or):
        return any(names_archived(part) for part in node.parts)
    if isinstance(node, nodes.Not):
        return names_archived(node.part)
    return node == nodes.Is("archived")


def _node(node: nodes.Node, sql: _Sql) -> str:
    match node:
        case nodes.And(parts) | nodes.Or(parts):
            word = " AND " if isinstance(node, nodes.And) else " OR "
            return "(" + word.join(_node(part, sql) for part in parts) + ")"
        case nodes.Not(part):
            return f"NOT {_node(part, sql)}"
        case nodes.Words() | nodes.Is("losing-touch"):
            sql.bind(as_json(sql.find(node)))
            return f"contact.id IN {IDS}"
        case nodes.HasTag(name):
            named = _tag_keys(name)
            if not named:
                return "false"
            sql.bind(*named)
            return f"contact.id IN (SELECT contact_id FROM contact_tag WHERE tag_id IN ({_TAGS_NAMED}))"
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
    if column in _REPEATED:
        sql.bind(*[wanted] * len(_REPEATED[column]))
        # each text is folded once, however many people have it
        return "({})".format(
            " OR ".join(
                f"{name} IN (WITH said (text) AS MATERIALIZED (SELECT DISTINCT {name} FROM contact)"
                " SELECT text FROM said WHERE instr(folded(text), ?) > 0)"
                for name in _REPEATED[column]
            )
        )
    if column in ("name", "note"):
        sql.bind(wanted)
        return f"instr(folded({column}), ?) > 0"
    if column == "with":
        sql.bind(wanted)
        return (
            "contact.id IN (SELECT mine.contact_id FROM interaction_contact AS theirs"
            " JOIN interaction_contact AS mine USING (interaction_id) JOIN contact AS other"
            " ON other.id = theirs.contact_id WHERE mine.contact_id <> theirs.contact_id"
            " AND instr(folded(other.name), ?) > 0)"
        )
    sql.bind(column, wanted)
    said = "label || '/' || value" if column == "handle" else "value"
    return (
        "contact.id IN (SELECT contact_id FROM contact_point"
        f" WHERE kind = ? AND instr(folded({said}), ?) > 0)"
    )


_FIRST_DAY, _LAST_DAY = "0000", "9999-12-31"


def _when(node: nodes.When, sql: _Sql) -> str:
    start = node.start.isoformat() if node.start else _FIRST_DAY
    end = node.end.isoformat() if node.end else _LAST_DAY
    if node.column == "last":
        sql.bind(start, end)
        within = "contact.id IN (SELECT contact_id FROM summary WHERE last_on BETWEEN ? AND ?)"
        return f"({within} OR NOT {_HAS['interaction']})" if node.or_never else within
    if node.column == "due":
        sql.bind(start, end)
        return f"contact.id IN ({_DUE} AND due_on BETWEEN ? AND ?)"
    if node.column == "added":
        sql.bind(*added_between(node, sql.zone))
        return "(created_at >= ? AND created_at < ?)"
    sql.bind(start, end)
    return f"({_partial_within('met_on')})"


def added_between(node: nodes.When, zone: tzinfo) -> tuple[str, str]:
    """From when, and before when, somebody must have been added, as it is written in the book."""
    return (
        _utc(node.start, zone) if node.start else _FIRST_DAY,
        _utc(node.end, zone, days=1) if node.end else _LAST_DAY,
    )


def _utc(day: date, zone: tzinfo, days: int = 0) -> str:
    """When a local day, or the one some days later, begins in UTC, as it is written in the book."""
    try:
        begin = datetime.combine(day + timedelta(days), time(), zone).astimezone(UTC)
    except OverflowError:  # on the first and last days of the calendar
        return _FIRST_DAY if day.year == 1 else _LAST_DAY
    return begin.replace(tzinfo=None).isoformat() + "Z"


def _partial_within(column: str) -> str:
    """A partial date lies within two days when all the days it may mean do; one without a year never does."""
    month_end = f"coalesce(date({column} || '-01', '+1 month', '-1 day'), {column} || '-31')"
    return (
        f"{column} <> '' AND {column} NOT LIKE '--%' AND substr({column} || '-01-01', 1, 10) >= ?"
        f" AND CASE length({column}) WHEN 4 THEN {column} || '-12-31'"
        f" WHEN 7 THEN {month_end} ELSE {column} END <= ?"
    )


_FIELD_VALUES_OF = "field_value JOIN field ON field.id = field_id WHERE field.key = ?"
_FIELD_VALUES = f"(SELECT contact_id FROM {_FIELD_VALUES_OF}"
_COMPARED = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def _compare(node: nodes.FieldCompare, sql: _Sql) -> str:
    sql.bind(node.field.casefold())
    return f"contact.id IN {_FIELD_VALUES} AND {_field_test(node, sql)})"


def _field_test(node: nodes.FieldCompare, sql: _Sql) -> str:
    type_ = sql.types.get(node.field.casefold(), "text")
    if type_ == "date":
        low = _FIRST_DAY if node.op == "<=" else node.value
        high = {"<=": node.value, ">=": _LAST_DAY}.get(node.op, node.high)
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
    """SQL for ORDER BY, its parameters after all others; what is empty comes last, in either direction."""
    parts = []
    for by in sort:
        empty, value = _ORDER.get(by.key, ("", ""))
        if by.key.startswith("field:"):
            value = f"(SELECT value FROM {_FIELD_VALUES_OF} AND contact_id = contact.id)"
            if sql.types.get(by.key[6:].casefold()) == "number":
                value = f"CAST({value} AS REAL)"
            empty = f"{value} IS NULL"
            sql.bind(*[by.key[6:].casefold()] * 2)
        if value:
            parts += [empty] if empty else []
            parts.append(f"{value} DESC" if by.descending else value)
    return ", ".join([*parts, "sort_name", "contact.id"])
