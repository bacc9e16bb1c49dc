"""People as a table: columns that were chosen, or those from which a sheet is read back without loss."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import count

from rolodex import columns, knowing
from rolodex.formats.apostrophes import safe
from rolodex.formats.columns import plan
from rolodex.formats.handles import SERVICES
from rolodex.model import Contact, Labelled, Whole

_POINTS = (("E-mail", "emails"), ("Phone", "phones"), ("Website", "urls"))
_ONE = (
    ("First Name", "given"),
    ("Last Name", "family"),
    ("Nickname", "nickname"),
    ("Company", "company"),
    ("Job Title", "title"),
    ("City", "city"),
)
_MET = (("How met", "met_how"), ("Where met", "met_where"), ("Met on", "met_on"), ("Met via", "met_via"))


def written(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """A table as CSV (RFC 4180), in UTF-8; if it is not ASCII with the byte order mark that Excel needs."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(
        [safe(cell) for cell in row] for row in rows
    )
    data = text.getvalue()
    return (b"" if data.isascii() else codecs.BOM_UTF8) + data.encode()


def rows(whole: Whole, chosen: Sequence[columns.Column], today: date) -> Iterable[list[str]]:
    """The header and a row for each person. Without chosen columns, all that a sheet can hold."""
    if chosen:
        types = {field.name: field.type for field in whole.fields}
        yield [column.title for column in chosen]
        for person in whole.people:
            yield [columns.cell(person, column, today, types) for column in chosen]
        return
    table = [("Name", _one("name")), *_columns(whole)]
    yield [title for title, _ in table]
    for person in whole.people:
        yield [cell(person) for _, cell in table]


_Column = tuple[str, Callable[[Contact], str]]


def _columns(whole: Whole) -> list[_Column]:
    """Those in which somebody has something, named so that reading the sheet knows them."""
    wanted = [(title, _one(part)) for title, part in _ONE]
    for thing, part in _POINTS:
        wanted += _numbered(thing, "Value", part, whole)
    wanted += _numbered("Address", "Formatted", "addresses", whole)
    services = {handle.service: None for person in whole.people for handle in person.handles}
    wanted += [(service, _of_service(service)) for service in services if service in SERVICES]
    wanted += _other_handles(whole, [service for service in services if service not in SERVICES])
    wanted += [("Tags", tags_cell), *((title, _one(part)) for title, part in _MET)]
    wanted += [("Trust", lambda person: knowing.trust_words(person.trust))]
    wanted += [("How known", lambda person: knowing.way_words(person.known_by))]
    wanted += [("Birthday", _one("birthday")), ("Notes", _one("note"))]
    found = [(title, cell) for title, cell in wanted if any(map(cell, whole.people))]
    return [*found, *_fields(whole, [title for title, _ in found])]


def _fields(whole: Whole, titles: Sequence[str]) -> Iterable[_Column]:
    """A column each. One whose name would mean something else there is written as Google has custom fields:
    `Custom Field 1 - Label`, `Custom Field 1 - Value`."""
    names = [
        name for name in (field.name for field in whole.fields) if any(map(_of_field(name), whole.people))
    ]
    planned = plan([*titles, *names])[len(titles) :]
    custom: list[str] = []
    for name, column in zip(names, planned, strict=True):
        if (column.role, column.name, column.label_at) == ("field", name, -1):
            yield name, _of_field(name)
        else:
            custom.append(name)
    groups = (f"Custom Field {number}" for number in count(1))
    taken = {name.casefold().partition(" - ")[0] for name in names}
    free = (group for group in groups if group.casefold() not in taken)
    for name, group in zip(custom, free, strict=False):
        yield f"{group} - Label", _name_of_field(name)
        yield f"{group} - Value", _of_field(name)


def _one(part: str) -> Callable[[Contact], str]:
    return lambda person: str(getattr(person, part))


def _numbered(thing: str, name: str, part: str, whole: Whole) -> Iterable[_Column]:
    """As Google numbers them: `E-mail 1 - Label`, `E-mail 1 - Value`."""
    for at in range(max((len(getattr(person, part)) for person in whole.people), default=0)):
        yield f"{thing} {at + 1} - Label", _point(part, at, "label")
        yield f"{thing} {at + 1} - {name}", _point(part, at, "value")


def _point(part: str, at: int, what: str) -> Callable[[Contact], str]:
    def cell(person: Contact) -> str:
        points: tuple[Labelled, ...] = getattr(person, part)
        return str(getattr(points[at], what)) if at < len(points) else ""

    return cell


def _of_service(service: str) -> Callable[[Contact], str]:
    return lambda person: "; ".join(handle.name for handle in person.handles if handle.service == service)


def _other_handles(whole: Whole, services: Sequence[str]) -> Iterable[_Column]:
    def at_place(at: int, what: str) -> Callable[[Contact], str]:
        def cell(person: Contact) -> str:
            handles = [handle for handle in person.handles if handle.service in services]
            return str(getattr(handles[at], what)) if at < len(handles) else ""

        return cell

    if services:
        most = max(sum(handle.service in services for handle in person.handles) for person in whole.people)
        for at in range(most):
            yield f"IM {at + 1} - Service", at_place(at, "service")
            yield f"IM {at + 1} - Value", at_place(at, "name")


def tags_cell(person: Contact) -> str:
    """All tags of a person in one cell."""
    # as Google has it, who is starred is in a group of that name
    return "; ".join((*person.tags, *(["* starred"] if person.starred else [])))


def _of_field(name: str) -> Callable[[Contact], str]:
    return lambda person: person.fields.get(name, "")


def _name_of_field(name: str) -> Callable[[Contact], str]:
    return lambda person: name if name in person.fields else ""
