"""People as a table with the columns of another one: each value where reading that table looks for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from rolodex import knowing
from rolodex.formats import linkedin
from rolodex.formats.columns import Column, names_known, names_people, plan
from rolodex.formats.days import order_in, read_day
from rolodex.formats.decode import encoding_of
from rolodex.formats.draft import BESIDE, TIME
from rolodex.formats.handles import is_page_of_linkedin, profile_of
from rolodex.formats.looks import Look, day_in, joined, look_of
from rolodex.formats.placing import Placing, place, places, split_address
from rolodex.formats.sources import Source, sources
from rolodex.formats.table import Table, find_table, flat
from rolodex.model import BadInput, Contact, Handle, Labelled, Whole
from rolodex.text import shown

_ATTRIBUTES = frozenset(
    ("nickname", "company", "title", "city", "note", "met_how", "met_where", "met_on", "met_via", "birthday")
)
_DATES = frozenset(("birthday", "met_on"))
_DATED = _DATES | {"since", "field"}
_ADDRESS_PARTS = re.compile(", |\n")
_POINTS = {"email": "emails", "phone": "phones", "url": "urls"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOKED_AT = 200
"""Rows of a table that tell how its cells look."""
# Those that Google offers.
_RELATIONS = frozenset(
    (
        *("spouse", "child", "mother", "father", "parent", "brother", "sister", "friend", "relative"),
        *("domestic partner", "partner", "manager", "assistant", "reference", "referred by"),
    )
)
_BIRTH = ("birth year", "birth month", "birth day")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table of people."""

    header: Sequence[str]
    """As written."""
    columns: Sequence[Column]
    said: Mapping[str, str] = field(default_factory=dict)
    """What somebody said of columns."""
    pages_of: str = ""
    """The one service whose pages stand there; empty where any may."""
    delimiter: str = ","
    looks: Mapping[str, Look] = field(default_factory=dict)
    """Of each column, by its name."""
    encoding: str = "utf-8"


def layout_of(path: Path, said: Mapping[str, str], today: date) -> Layout:
    """The columns of a file: of a folder, a zip or a workbook those of the first table of people in it.

    `said` is what somebody said of columns, see `columns.plan`. Raises BadInput where there is no such table.
    """
    for source in sources(path):
        if source.mails is not None or source.broken or linkedin.not_read(source):
            continue
        if table := linkedin.table_of_connections(source):
            layout = Layout(table.header, linkedin.plan_of_connections(table.header), {}, "linkedin")
            return _looking_like(layout, table, source, today)
        table = find_table(source.data, partial(names_known, said=said))
        if table and names_people(table.header, said):
            return _looking_like(Layout(table.header, plan(table.header, said), said), table, source, today)
    raise BadInput(f"{shown(str(path))} is no table of people with columns known here. Nothing was written.")


def _looking_like(layout: Layout, table: Table, source: Source, today: date) -> Layout:
    rows = [cells for _, cells in islice(table, _LOOKED_AT)]
    looks = {
        column.name: look_of(column, [row[column.index] for row in rows if column.index < len(row)], today)
        for column in layout.columns
    }
    encoding = encoding_of(source.data)
    return replace(layout, delimiter=table.delimiter, looks=looks, encoding=encoding)


def rows(whole: Whole, layout: Layout, today: date) -> Iterable[list[str]]:
    """The header and a row for each person. What the table has no column for is left out, see `left_out`; but
    of numbered columns, as Google's `Phone 1 - Value`, there are as many more as somebody needs."""
    layout = _widened(layout, whole)
    table = [_Row(layout, person, today).cells() for person in whole.people]
    if unclear := _unclear(layout, table):
        layout = replace(layout, looks={**layout.looks, **unclear})
        table = [_Row(layout, person, today).cells() for person in whole.people]
    return [list(layout.header), *table]


def _unclear(layout: Layout, table: Iterable[Sequence[str]]) -> dict[str, Look]:
    """Columns whose days would be read as others, as none of them tells which of two numbers is the day, by
    name with a look that has them as they are everywhere else."""
    ordered = [column for column in layout.columns if layout.looks.get(column.name, Look()).order]
    days: dict[str, set[str]] = {column.name: set() for column in ordered}
    for cells in table:
        for column in ordered:
            days[column.name].add(cells[column.index])
    looks = {name: layout.looks[name] for name in days}
    return {
        name: replace(look, day="", order="")
        for name, look in looks.items()
        if order_in(days[name]) != look.order
    }


def left_out(whole: Whole, layout: Layout, today: date) -> dict[str, int]:
    """What the table has no column for: `phone`, `note`, `fee`, each with of how many people."""
    layout = _widened(layout, whole)
    undated = _DATES.difference("birthday" if c.role in _BIRTH else c.role for c in layout.columns)
    has_star = any(look.has_star for look in layout.looks.values())
    people: Counter[str] = Counter()
    for person in whole.people:
        row = "\n".join(_Row(layout, person, today).cells(stand_in=False))
        without = {what for what, text in _values(person) if text not in row}
        without |= {_in_words(role) for role in undated if getattr(person, role)}
        people.update(without | ({"star"} if person.starred and not has_star else set()))
    return dict(sorted(people.items()))


def _in_words(role: str) -> str:
    return role.replace("_", " ").replace("met how", "how met")


def _values(person: Contact) -> Iterator[tuple[str, str]]:
    """What there is of a person, in words and as it stands in a cell, but for dates and lists of words."""
    if person.name not in _stand_ins(person):
        yield from (("name", word.rstrip(",")) for word in person.name.split())
    for role in sorted(_ATTRIBUTES - _DATES):
        yield _in_words(role), getattr(person, role)
    for role, part in _POINTS.items():
        yield from ((role, point.value) for point in getattr(person, part))
    for address in person.addresses:
        yield from (("address", part) for part in _ADDRESS_PARTS.split(address.value))
    yield from (("tag", tag) for tag in person.tags)
    yield from (("user name", handle.name) for handle in person.handles)
    yield from ((name, value) for name, value in person.fields.items() if name != linkedin.SINCE)


def _widened(layout: Layout, whole: Whole) -> Layout:
    """With more columns of those that are numbered, where somebody has more of what stands in them."""
    header = list(layout.header)
    for role, part in _POINTS.items():
        numbered = [column for column in layout.columns if column.role == role and column.label_at >= 0]
        found = re.fullmatch(r"(.+ )([0-9]+)( - .+)", header[numbered[-1].index]) if numbered else None
        most = max((len(places(getattr(person, part))) for person in whole.people), default=0)
        if not found or most <= len(numbered):
            continue
        last = max(numbered[-1].index, numbered[-1].label_at)
        label = header[numbered[-1].label_at].rpartition(" - ")[2]
        more = range(int(found[2]) + 1, int(found[2]) + 1 + most - len(numbered))
        at = header.index(header[last]) + 1
        header[at:at] = [
            name for n in more for name in (f"{found[1]}{n} - {label}", f"{found[1]}{n}{found[3]}")
        ]
    if header == list(layout.header):
        return layout
    return replace(layout, header=header, columns=plan(header, layout.said))


def _names(columns: Iterable[Column]) -> set[str]:
    return {column.name.casefold() for column in columns}


class _Row:
    """The cells of one person."""

    def __init__(self, layout: Layout, person: Contact, today: date) -> None:
        columns = self._columns = layout.columns
        self._pages_of = layout.pages_of
        self._looks = layout.looks
        self._person = person
        self._today = today
        self._fields = {name.casefold(): value for name, value in person.fields.items()}
        for name, value in [*self._fields.items()]:
            # where a field of that name takes numbers or days alone, what came in stands beside it
            self._fields.setdefault(name.removesuffix(BESIDE), value)
        self._times = {name: self._fields.get(f"{name}{TIME}", "") for name in _names(columns)}
        self._times |= {name.removesuffix(TIME): "" for name in _names(columns) if name.endswith(TIME)}
        self._found = [""] * len(columns)

    def cells(self, *, stand_in: bool = True) -> list[str]:
        """The cells; with `stand_in` what somebody without a name is called by is their name, where it would
        stand nowhere else."""
        self._fill_names()
        self._fill_birthday()
        for role in _ATTRIBUTES:
            self._fill_first(role, getattr(self._person, role))
        self._fill_tags()
        self._fill_first("trust", knowing.trust_words(self._person.trust))
        self._fill_first("known_by", knowing.way_words(self._person.known_by))
        self._fill_first("since", self._person.fields.get(linkedin.SINCE, ""))
        self._fill_handles()
        for role, part in _POINTS.items():
            self._fill_points(role, getattr(self._person, part))
        self._fill_addresses()
        self._fill_named_beside()
        if stand_in:
            self._fill_stand_in()
        return [self._kept(column, cell) for column, cell in zip(self._columns, self._found, strict=True)]

    def _of(self, *roles: str) -> list[Column]:
        return [column for column in self._columns if column.role in roles]

    def _look(self, column: Column) -> Look:
        return self._looks.get(column.name) or look_of(column, (), self._today)

    def _fill_first(self, role: str, text: str) -> None:
        """A second column of what a contact has one of holds what was kept in a field of its name."""
        if columns := self._of(role):
            self._found[columns[0].index] = text

    def _kept(self, column: Column, cell: str) -> str:
        """The cell; or what came in, where a field of the column's name kept that and it says no less. Behind
        a date stands the time of day that was kept beside it."""
        name = column.name.casefold()
        kept = self._fields.get(name, "")
        if kept and column.role not in ("label", "leave out"):
            pieces = cell.split(self._look(column).between)
            says_it = column.role == "field" or all(piece in kept for piece in pieces)
            if column.role in ("birthday", "met_on") and cell:
                says_it = read_day(kept, self._today) == cell
            cell = kept if says_it else cell
        cell = day_in(self._look(column), cell, self._today) if column.role in _DATED else cell
        time = self._times[name] if column.role in _DATED else ""
        return f"{cell} {time}" if cell and time else cell

    def _fill_names(self) -> None:
        person = self._person
        name = "" if person.name in _stand_ins(person) else person.name
        self._fill_first("name", name)
        given, family = person.given, person.family
        if not (given or family) and not self._of("name"):
            given, _, family = name.rpartition(" ") if " " in name else (name, "", "")
        # the parts before, between and behind are nowhere but in the name
        before, between, behind = _beside(name, given, family)
        beside = {"prefix": before, "middle": between, "suffix": behind}
        for role, part in beside.items():
            self._fill_first(role, part)
        if not self._of("name"):
            before, between, behind = ("" if self._of(role) else part for role, part in beside.items())
            given, family = _joined(before, given, between), _joined(family, behind)
        self._fill_first("given", given)
        self._fill_first("family", family)

    def _fill_stand_in(self) -> None:
        called = self._person.name
        if called in _stand_ins(self._person) and not any(called in cell for cell in self._found):
            self._fill_first("name" if self._of("name") else "given", called)

    def _fill_birthday(self) -> None:
        if not self._of("birth month"):
            return
        year, _, rest = self._person.birthday.replace("--", "-", 1).partition("-")
        month, _, day = rest.partition("-")
        for role, text in zip(_BIRTH, (year, month, day), strict=True):
            self._fill_first(role, text)

    def _fill_points(self, role: str, points: Sequence[Labelled]) -> None:
        columns = self._of(role)
        if role == "phone" and not any(column.numbered for column in columns):
            # in a column of any other name what has no digit is read as no number
            points = [point for point in points if any(map(str.isdigit, point.value))]
        if role == "url" and self._pages_of == "linkedin":
            points = [point for point in points if is_page_of_linkedin(point.value)]
        self._put(place(columns, points))

    def _fill_tags(self) -> None:
        for column in self._of("tags")[:1]:
            look = self._look(column)
            # as Google has it, who is starred is in a group of that name
            star = ["* starred"] if self._person.starred and look.has_star else []
            self._found[column.index] = joined(look, [*self._person.tags, *star])

    def _put(self, placed: Iterable[Placing]) -> None:
        for column, points in placed:
            mine = [cell for cell in (self._found[column.index], *(point.value for point in points)) if cell]
            self._found[column.index] = joined(self._look(column), mine)
            if column.label_at >= 0:
                self._found[column.label_at] = points[0].label

    def _fill_handles(self) -> None:
        """Each in the column of its service; else as a page, where there is a column for pages."""
        columns = self._of("handle")
        own = {column.label: column for column in columns if column.label_at < 0}
        beside = [column for column in columns if column.label_at >= 0]
        pages = [column for column in self._of("url") if column.label != "work"]
        anywhere = [*pages[:1], *filter(None, [own.get("handle")])][:1]
        others: list[Labelled] = []
        for handle in self._person.handles:
            if column := own.get(handle.service):
                self._put([(column, [Labelled(handle.name)])])
            elif beside:
                others.append(Labelled(handle.name, handle.service))
            elif anywhere and self._pages_of in ("", handle.service) and (page := profile_of(handle)):
                self._put([(anywhere[0], [Labelled(page)])])
        self._put(place(beside, others))

    def _fill_addresses(self) -> None:
        groups: dict[str, list[Column]] = {}
        for column in self._of("address"):
            groups.setdefault(column.label, []).append(column)
        firsts = [
            replace(columns[0], label="" if label.isdigit() else label) for label, columns in groups.items()
        ]
        for first, points in place(firsts, self._person.addresses):
            columns = next(columns for columns in groups.values() if columns[0].index == first.index)
            text = "\n".join(point.value for point in points)
            for index, part in split_address(text, columns, self._person.city):
                self._found[index] = part
            if first.label_at >= 0:
                self._found[first.label_at] = points[0].label

    def _fill_named_beside(self) -> None:
        """Google's relations, events and own fields: the name stands in one column, the value in another."""
        named = {column.name.casefold() for column in self._columns}
        free = [column for column in self._of("field") if column.label_at >= 0]
        for name, value in self._person.fields.items():
            if name.casefold() in named:
                continue
            kind = "relation" if name.casefold() in _RELATIONS else "event" if _is_day(value) else "custom"
            of_kind = [column for column in free if column.name.casefold().startswith(kind)]
            if column := next(iter(of_kind or free), None):
                free.remove(column)
                self._found[column.index], self._found[column.label_at] = value, name


def _beside(name: str, given: str, family: str) -> tuple[str, str, str]:
    """What of a name stands before the given name, between it and the family's, and behind that."""
    words, ours, theirs = name.split(), given.split(), family.split()
    bare = [word.rstrip(",") for word in words]
    if not (ours and theirs):
        return "", "", ""
    begin = next((at for at in range(len(words)) if bare[at : at + len(ours)] == ours), -1)
    after = begin + len(ours)
    family_at = next((at for at in range(after, len(words)) if bare[at : at + len(theirs)] == theirs), -1)
    if begin < 0 or family_at < 0:
        return "", "", ""
    parts = words[:begin], words[after:family_at], words[family_at + len(theirs) :]
    before, between, behind = map(" ".join, parts)
    return before, between, behind


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _is_day(text: str) -> bool:
    return bool(_DAY.fullmatch(text))


def _stand_ins(person: Contact) -> set[str]:
    """What a person is called by who has no name."""
    points: list[Labelled | Handle] = [*person.emails, *person.phones, *person.handles]
    called = {point.name if isinstance(point, Handle) else point.value for point in points}
    return {flat(text) for text in (*called, person.company)}
