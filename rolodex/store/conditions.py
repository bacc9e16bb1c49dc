"""Conditions of queries as SQL: what each term asks of the rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from rolodex.knowing import CONNECTED_FIELD, IN_TOUCH
from rolodex.match import fold
from rolodex.model import BadInput, FieldType
from rolodex.query import nodes
from rolodex.store import favour_terms, standing, tags
from rolodex.store.ids import IDS, as_json

Finder = Callable[[nodes.Words | nodes.Is], Collection[int]]
"""Whom a word is found in, or who is `losing-touch`: what the rows alone do not tell."""

_REPEATED = {
    **{column: (column,) for column in ("nickname", "company", "title", "city")},
    "met": ("met_how", "met_where", "met_via"),
    "via": ("met_via",),
    "why": ("archived_why",),
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
    "trust": "trust <> ''",
    "connection": "(contact.id IN (SELECT contact_id FROM contact_point WHERE kind = 'handle')"
    " OR contact.id IN (SELECT contact_id FROM field_value JOIN field ON field.id = field_id"
    f" WHERE field.key = '{CONNECTED_FIELD.casefold()}'))",
    "favour": favour_terms.HAS,
    **{c: f"{c} <> ''" for c in ("nickname", "company", "title", "city", "note", "birthday")},
    **{p: f"contact.id IN (SELECT contact_id FROM contact_point WHERE kind = '{p}')" for p in _POINTS},
}
AMONG = "contact.id IN ("
"""How a condition begins that is nothing but a list of ids."""
_EXACTLY = "key = ? OR (key >= ? AND key < ?)"
_TAGS_NAMED = (
    f"SELECT id FROM tag WHERE {_EXACTLY} UNION ALL SELECT id FROM tag WHERE instr('/' || key, ?) > 0"
    f" AND NOT EXISTS (SELECT 1 FROM tag WHERE {_EXACTLY})"
)
"""The tag of a name and those below it; where there is none, those of which a level begins so."""
_IS = {
    "starred": "starred",
    "archived": "archived",
    "untagged": f"NOT {_HAS['tag']}",
    "never-met": f"NOT {standing.known(IN_TOUCH)}",
    **favour_terms.IS,
}


@dataclass(slots=True)
class Sql:
    """A statement in the making: its parameters in the order of its text."""

    find: Finder
    zone: tzinfo
    """In which the days of the query begin and end."""
    types: Mapping[str, FieldType]
    """Of the user-defined fields, by folded name."""
    parameters: list[Any] = field(default_factory=list)

    def bind(self, *values: Any) -> None:
        """Add the values of the next `?` of the text."""
        self.parameters.extend(values)


def fits(node: nodes.Node, sql: Sql) -> str:
    """SQL that holds of the rows of `contact` that the node fits; its parameters go to `sql`."""
    match node:
        case nodes.And(parts) | nodes.Or(parts):
            word = " AND " if isinstance(node, nodes.And) else " OR "
            return "(" + word.join(fits(part, sql) for part in parts) + ")"
        case nodes.Not(part):
            return f"NOT {fits(part, sql)}"
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
        case nodes.Trusted(levels):
            return standing.trusted(levels)
        case nodes.Known(ways):
            return standing.known(ways)
        case nodes.FieldCompare():
            return _compare(node, sql)


def _text(column: str, value: str, sql: Sql) -> str:
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
    if column == "favour":
        sql.bind(wanted, wanted)
        return favour_terms.SAYS
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


_FIRST_DAY, _LAST_DAY = "0000", "9999-12-31"


def _when(node: nodes.When, sql: Sql) -> str:
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


FIELD_VALUES_OF = "field_value JOIN field ON field.id = field_id WHERE field.key = ?"
_FIELD_VALUES = f"(SELECT contact_id FROM {FIELD_VALUES_OF}"
_COMPARED = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def _compare(node: nodes.FieldCompare, sql: Sql) -> str:
    sql.bind(node.field.casefold())
    return f"contact.id IN {_FIELD_VALUES} AND {_field_test(node, sql)})"


def _field_test(node: nodes.FieldCompare, sql: Sql) -> str:
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
