"""Conditions and orders answered from what is held in memory; `select` says the same in SQL."""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import tzinfo
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from rolodex.knowing import CONNECTED_FIELD, IN_TOUCH, TRUST, WAYS
from rolodex.match import fold
from rolodex.model import FieldType
from rolodex.query import nodes
from rolodex.store import conditions, ordering, standing
from rolodex.store.held import POINTS, Held, Shared, part

_COMPARED: dict[str, Callable[[Any, Any], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_SMALL = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
"""Of capital letters, as SQLite's NOCASE knows them."""
_SAID = ("nickname", "company", "title", "city", *conditions.repeated("met"), "archived_why")
"""Texts in which a phrase is looked for, beside those that everybody has others in."""

Fields = Mapping[str, tuple[int, FieldType]]
"""The user-defined fields by folded name: id and type."""


def fields(connection: sqlite3.Connection) -> Fields:
    """The user-defined fields of a book."""
    return {key: (id, type_) for key, id, type_ in connection.execute("SELECT key, id, type FROM field")}


def fitting(held: Held, node: nodes.Node, connection: sqlite3.Connection, zone: tzinfo) -> bytes | None:
    """By contact id whom one condition fits, perhaps with ids that are no contact's (any more).

    Of a phrase only those whose own texts have it: the log is not held. None where the rows have to be
    asked. The days of the condition are those of `zone`.
    """
    if not held.ready:
        return None
    defined = fields(connection)
    match node:
        case nodes.HasTag(name):
            meant = [part(str(id)) for id in conditions.tags_named(connection, name)]
            return held.column("tags").where(lambda tags: any(tag in tags for tag in meant))
        case nodes.Words(text) if node.is_exact:
            return _saying(held, fold(text))
        case nodes.Text(column, value):
            return _text(held, column, fold(value))
        case nodes.When():
            return _when(held, node, zone)
        case nodes.Never():
            return _none(held.column("last_on"))
        case nodes.KindIs(kind):
            return held.column("kinds").where(lambda kinds: part(kind) in kinds)
        case nodes.Has(what):
            return _has(held, what, defined)
        case nodes.Is("untagged"):
            return _none(held.column("tags"))
        case nodes.Is("starred" | "archived" as what):
            return held.column(what).where(bool)
        case nodes.Trusted(levels):
            return held.column("trust").where(lambda trust: trust in levels)
        case nodes.Is("never-met"):
            return standing.held_known(held, IN_TOUCH, connection, unlike=True)
        case nodes.Known(ways):
            return standing.held_known(held, ways or tuple(WAYS), connection, unlike=not ways)
        case nodes.FieldCompare():
            id, type_ = defined.get(node.field.casefold(), (0, "text"))
            test = _field_test(node, type_)
            try:
                return held.column(f"field:{id}").where(lambda text: bool(text) and test(text))
            except ValueError:  # a text from before the field became a number
                return None
    return None


def in_order(
    held: Held, ids: Iterable[int], sort: Sequence[nodes.SortBy], defined: Fields
) -> list[int] | None:
    """The ids, given in order of name, in the order asked for; None where the rows have to be asked."""
    ranked = []
    for by in sort[:-1] if sort and sort[-1] == nodes.SortBy("name") else sort:
        if not ordering.sorts_by(by.key):
            continue
        ranks = _ranks(held, by, defined) if held.ready else None
        if ranks is None:
            return None
        ranked.append(ranks)
    ordered = list(ids)
    for shared, places in reversed(ranked):
        ordered = shared.in_order(ordered, places)
    return ordered


def _ranks(held: Held, by: nodes.SortBy, defined: Fields) -> tuple[Shared, list[int]] | None:
    """What an order goes by, and the rank of each text; what is empty comes last, in either direction."""
    value: Callable[[str], Any]
    if by.key.startswith("field:"):
        id, type_ = defined.get(by.key[6:].casefold(), (0, "text"))
        column, value, empty_last = f"field:{id}", float if type_ == "number" else str, True
    elif by.key in _SORTED:
        column, value, empty_last = _SORTED[by.key]
    else:
        return None
    shared = held.column(column)
    try:
        values: list[Any] = [value(text) if text else None for text in shared.texts]
    except ValueError:  # a text from before the field became a number
        return None
    if not empty_last:
        values = ["" if value is None else value for value in values]
    known = sorted({value for value in values if value not in (None, "")}, reverse=by.descending)
    rank = {value: place for place, value in enumerate(known, start=1)}
    last = len(known) + 1 if empty_last or by.descending else 0
    return shared, [rank.get(value, last) for value in values]


def _caseless(text: str) -> str:
    return text.translate(_SMALL)


def _with_year(text: str) -> str:
    return "" if text.startswith("--") else text


def _year(text: str) -> str:
    return _with_year(text)[:4]


def _day_of_year(text: str) -> str:
    return text[2:] if text.startswith("--") else text[5:]


_SORTED: dict[str, tuple[str, Callable[[str], str], bool]] = {
    **{column: (column, _caseless, True) for column in ("nickname", "company", "title", "city")},
    **{key: (f"met_{key}", _caseless, True) for key in ("where", "how", "via")},
    "last": ("last_on", str, False),
    "met": ("met_on", _with_year, True),
    "when": ("met_on", _year, True),
    "birthday": ("birthday", _day_of_year, True),
    "added": ("created_at", str, False),
    "trust": ("trust", lambda trust: str(list(TRUST).index(trust)), True),
}
"""Key of an order -> the text that it goes by, what of it, and whether what is empty always comes last."""


def _text(held: Held, column: str, wanted: str) -> bytes | None:
    if not wanted:
        return None
    columns = conditions.repeated(column)
    if columns:
        return _any([held.column(name).containing(wanted) for name in columns])
    if column == "favour":
        return None
    if column != "with":
        return held.own[column].containing(wanted)
    named = held.own["name"].containing(wanted)
    if named is None or held.together is None:
        return None
    return held.together.with_(named)


def _saying(held: Held, wanted: str) -> bytes | None:
    if not wanted:
        return None
    found = [held.column(column).containing(wanted) for column in _SAID]
    for column in ("name", "note", "email", "handle_name"):
        own = held.own[column].containing(wanted)
        if own is None:
            return None
        found.append(own)
    return _any(found)


def _any(columns: Sequence[bytes]) -> bytes:
    if len(columns) == 1:
        return columns[0]
    found = 0
    for column in columns:
        found |= int.from_bytes(column, "little")
    return found.to_bytes(max(map(len, columns)), "little")


def _when(held: Held, node: nodes.When, zone: tzinfo) -> bytes | None:
    start = node.start.isoformat() if node.start else ""
    end = node.end.isoformat() if node.end else "9999-12-31"
    if node.column == "last":
        return held.column("last_on").where(lambda day: start <= day <= end if day else node.or_never)
    if node.column == "added":
        first, after = conditions.added_between(node, zone)
        return held.column("created_at").where(lambda at: first <= at < after)
    if node.column == "met":
        return held.column("met_on").where(lambda text: _within(text, start, end))
    return None


def _within(partial: str, start: str, end: str) -> bool:
    """A partial date lies within two days when all the days it may mean do; one without a year never does."""
    if not partial or partial.startswith("--"):
        return False
    first = (partial + "-01-01")[:10]
    last = partial
    if len(partial) == 4:
        last = partial + "-12-31"
    elif len(partial) == 7:
        last = f"{partial}-{monthrange(int(partial[:4]), int(partial[5:]))[1]}"
    return start <= first and last <= end


def _has(held: Held, what: str, defined: Fields) -> bytes | None:
    if what.startswith("field:"):
        id, _ = defined.get(what[6:].casefold(), (0, "text"))
        return held.column(f"field:{id}").where(bool)
    if what in POINTS:
        return held.column("points").where(lambda kinds: part(what) in kinds)
    if what == "met":
        return _any([held.column(column).where(bool) for column in conditions.repeated("met")])
    if what == "connection":
        id, _ = defined.get(CONNECTED_FIELD.casefold(), (0, "text"))
        return _any([_has(held, "handle", defined) or b"", held.column(f"field:{id}").where(bool)])
    if what == "note":
        return held.own["note"].where_any()
    column = {"tag": "tags", "interaction": "last_on"}.get(what, what)
    return held.shared[column].where(bool) if column in held.shared else None


def _field_test(node: nodes.FieldCompare, type_: FieldType) -> Callable[[str], bool]:
    if type_ == "date":
        low = "" if node.op == "<=" else node.value
        high = {"<=": node.value, ">=": "9999-12-31"}.get(node.op, node.high)
        return lambda text: _within(text, low, high)
    if type_ == "number" and node.op == "between":
        least, most = float(node.value), float(node.high)
        return lambda text: least <= float(text) <= most
    if type_ == "number":
        compare, number = _COMPARED[node.op], float(node.value)
        return lambda text: compare(float(text), number)
    wanted = fold(node.value)
    if node.op == "contains":
        return lambda text: wanted in fold(text)
    compare = _COMPARED[node.op]
    return lambda text: compare(fold(text), wanted)


def _none(shared: Shared) -> bytes:
    """Who has none. Those with greater ids than are held have none either."""
    return shared.where(lambda text: not text)
