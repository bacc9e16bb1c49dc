"""What each column of a sheet holds, seen together with the columns beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from rolodex.formats.guessing import USER_NAME
from rolodex.formats.handles import SERVICES
from rolodex.formats.headers import STAND_IN, key_of, meaning_of
from rolodex.formats.table import flat
from rolodex.model import BadInput
from rolodex.text import shown


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    index: int
    """Its place in a row, from 0."""
    name: str
    """What a field made of it is called: its header, made unique; `Column C` if it has none."""
    role: str = "field"
    """What of a contact it holds; `field` if its name is unknown, `label` if it only says what another is."""
    label: str = ""
    """Of an email, phone or URL: `work`. Of an address: whose. Of a handle: the service."""
    part: str = ""
    """Of an address: `street`, `city`, ..."""
    label_at: int = -1
    """The index of the column that says the label (service, name of the field) row by row; -1 if none."""
    numbered: bool = False
    """Whether it is Google's `Phone 1 - Value`: what stands there is one of those, whatever it looks like."""


# `E-mail 1 - Value`, `Address 2 - City`: Google numbers its groups, as many as the fullest contact needs.
_GROUPED = re.compile(r"(.+?) ([0-9]+) - (.+)$")
_LABELS = ("service", "label", "type")
PEOPLE = frozenset(("name", "given", "family", "email", "handle"))
"""What says who a row is about."""
_NAMES = ("name", "given", "family", "name or given", "name or family")
_WHO = PEOPLE | {"nickname", "phone", "company"}
# of X's API, and of what is made with it; Thunderbird's `Screen Name` is of any service
_SCREEN_NAME = "screen_name"
_X_NUMBERS = frozenset(("id", "idstr", "userid", "accountid"))
_ADDRESS = re.compile(r"(?:^|\s)(?:[\w.+-]+@[\w-]+\.\w|https?://\w)")
_LONGEST_NAME = 100
"""Characters of a name of a column. Beside two names longer ones are the questions of a form, not text."""
_LONGEST_QUESTION = 1000


MEANINGS = (
    *("name", "given", "family", "nickname", "company", "title", "city", "email", "phone", "url", "handle"),
    *("tags", "note", "birthday", "met_on", "met_how", "met_where", "met_via", "address"),
    *("trust", "known_by"),
)
"""What somebody can say that a column means, besides `field`, `field:Fee`, `leave out` and whatever name of a
column means one of these: `work email`, `twitter`."""

LABELLED = (
    *("work email", "home email", "mobile phone", "work phone", "home phone", "work website"),
    *sorted(set(SERVICES.values())),
)
"""Of those names the ones that are worth an offer."""

_FIELD = "field:"


def read_meaning(text: str) -> Column:
    """What somebody says that a column means, as a column without a place; with a name where it is to be a
    field of that name. Raises BadInput."""
    said = flat(text)
    if said.casefold() in ("field", "leave out"):
        return Column(-1, "", said.casefold())
    if said.casefold().startswith(_FIELD) and (name := said[len(_FIELD) :].strip()):
        return Column(-1, name)
    known = meaning_of(said)
    role = known.role if known else said.casefold().replace(" ", "_")
    if role not in MEANINGS:
        names = ", ".join(name.replace("_", " ") for name in MEANINGS)
        raise BadInput(f"“{shown(said)}” is nothing that a column can mean: {names}, field, leave out.")
    if known:
        return Column(-1, "", role, known.label, known.part)
    return Column(-1, "", role, part="whole" if role == "address" else "")


def meaning_in_words(column: Column, header: str = "") -> str:
    """What a column means as somebody would say it: `read_meaning` reads it, unless it is a part of something
    that no column holds alone (of an address, of a birthday). `header` is what the column is called."""
    role = column.role
    if role == "field":
        return f"{_FIELD}{column.name}" if header and column.name != header else role
    if role == "handle" and column.label not in ("", role):
        return column.label
    if role == "address" and (column.label or column.part not in ("whole", "street")):
        return " ".join(filter(None, (column.label, role, column.part)))
    if column.label and role in ("email", "phone", "url"):
        return f"{column.label} {'website' if role == 'url' else role}"
    return role.replace("_", " ")


def shape_of(header: Sequence[str]) -> str:
    """The same for the next file with the same header, and for hardly any other."""
    return sha256("\n".join(map(key_of, header)).encode()).hexdigest()[:16]


def plan(header: Sequence[str], said: Mapping[str, str] | None = None) -> list[Column]:
    """What each column of a header holds, in order.

    What somebody `said` of a column goes before what is known: by its name, case-folded, or by its `place`.
    """
    columns = _known(header)
    if not said:
        return columns
    shape = shape_of(header)
    for index, column in enumerate(columns):
        if meaning := said.get(column.name.casefold()) or said.get(place(shape, column.name)):
            meant = read_meaning(meaning)
            columns[index] = replace(meant, index=index, name=meant.name or column.name)
    return columns


def place(shape: str, name: str) -> str:
    """The column of that name in the sheets whose header has this shape, and in no others."""
    return f"{shape} {name.casefold()}"


def was_said(header: Sequence[str], said: Mapping[str, str]) -> bool:
    """Whether somebody said what columns of just this header mean."""
    if not said:
        return False
    shape = shape_of(header)
    return any(said.get(place(shape, name)) for name in _unique(header))


def _known(header: Sequence[str]) -> list[Column]:
    columns = []
    for index, name in enumerate(_unique(header)):
        known = meaning_of(header[index])
        columns.append(
            Column(index, name, known.role, known.label, known.part) if known else Column(index, name)
        )
    return _settled(_grouped(columns, header))


def is_of_a_person(cells: Iterable[str]) -> bool:
    """Whether a row tells of somebody, and is no header: an email, a URL or a user name stands in it."""
    return any(_ADDRESS.search(cell) or USER_NAME.fullmatch(cell) for cell in cells)


def names_known(cells: Sequence[str], said: Mapping[str, str] | None = None) -> int:
    """How many cells of a row are known names of columns; 0 when none says who a row would be about."""
    longest = max(map(len, cells), default=0)
    if longest > _LONGEST_QUESTION and not said:
        return 0
    header = [flat(cell) for cell in cells]
    was = longest > _LONGEST_NAME and was_said(header, said or {})
    if longest > _LONGEST_QUESTION and not was:
        return 0
    if said and is_of_a_person(header) and not names_known(header):
        # somebody who takes the first row for names says what one of a person's means
        return 0
    roles = [column.role for column in plan(header, said)]
    known = sum(role != "field" for role in roles) if _WHO.intersection(roles) else 0
    if longest > _LONGEST_NAME and not was and (known < 2 or is_of_a_person(cells)):
        return 0
    return known


def names_people(header: Sequence[str], said: Mapping[str, str] | None = None) -> bool:
    """Whether a header has a column that names people: a name, an email or a user name."""
    return any(column.role in PEOPLE for column in plan(header, said))


def letters(index: int) -> str:
    """How a spreadsheet calls a column, from 0: A, B, ..., Z, AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _unique(header: Sequence[str]) -> list[str]:
    names: list[str] = []
    times: dict[str, int] = {}
    for index, wanted in enumerate(header):
        wanted = name = wanted or f"Column {letters(index)}"
        while name.casefold() in times:
            times[wanted.casefold()] += 1
            name = f"{wanted} {times[wanted.casefold()]}"
        times[name.casefold()] = 1
        names.append(name)
    return names


def _grouped(columns: list[Column], header: Sequence[str]) -> list[Column]:
    """Google's numbered groups: each value with the column that says what it is for."""
    groups: dict[tuple[str, str], dict[str, int]] = {}
    for index, name in enumerate(header):
        if found := _GROUPED.match(name):
            groups.setdefault((found[1].lower(), found[2]), {})[found[3].lower()] = index
    for (thing, number), parts in groups.items():
        label_at = next((parts[name] for name in _LABELS if name in parts), -1)
        for part, index in parts.items():
            columns[index] = _in_group(columns[index], thing, number, part, label_at)
        if label_at >= 0 and any(columns[index].label_at == label_at for index in parts.values()):
            for index in (parts[name] for name in _LABELS if name in parts):
                columns[index] = replace(columns[index], role="label")
    return columns


def _in_group(column: Column, thing: str, number: str, part: str, label_at: int) -> Column:
    if part in _LABELS:
        return column
    known = meaning_of(thing if part == "value" else part)
    if part == "value":
        role = known.role if known and known.role in ("email", "phone", "url") else "field"
        if thing == "im":
            return replace(column, role="handle", label="handle", label_at=label_at)
        return replace(column, role=role, label="", label_at=label_at, numbered=role != "field")
    if thing == "address" and known and (known.part or known.role == "city"):
        role_part = "whole" if part == "formatted" else known.part or "city"
        return replace(column, role="address", label=number, part=role_part, label_at=label_at)
    if thing == "organization" and part in ("name", "title"):
        return replace(column, role="company" if part == "name" else "title")
    return column


def x_numbers_at(columns: Sequence[Column]) -> int:
    """The index of the column with the numbers of accounts on X, beside X's own `screen_name`; -1 if none."""
    if not any(column.label == "x" and key_of(column.name) == "screenname" for column in columns):
        return -1
    return next((column.index for column in columns if key_of(column.name) in _X_NUMBERS), -1)


def _settled(columns: list[Column]) -> list[Column]:
    """The columns whose name means one thing alone and another beside others."""
    roles = {column.role for column in columns}
    keys = {key_of(column.name) for column in columns}
    has_street = any(column.part in ("street", "whole") for column in columns)
    settled = []
    for column in columns:
        role, key = column.role, key_of(column.name)
        if key == "screenname" and (column.name.casefold() == _SCREEN_NAME or keys & _X_NUMBERS):
            column = replace(column, label="x")
        if role == STAND_IN.role:
            role = "name" if roles.isdisjoint(_NAMES) else "field"
        elif role == "name or given":
            role = "given" if "family" in roles else "name"
        elif role == "name or family":
            role = "family" if "given" in roles else "name"
        elif key == "title" and "jobtitle" in keys:
            # Outlook's Title is Dr. or Mrs.
            role = "prefix"
        elif key == "name" and "vorname" in keys and "family" not in roles:
            # Vorname, Name: the German way
            role = "family"
        elif role == "birthday" and "birth month" in roles:
            # Thunderbird's Birth Day, beside Birth Month and Birth Year
            role = "birth day"
        elif role == "address" and not has_street:
            # a country or a postcode alone is something to group by, not an address
            role = "city" if column.part == "city" else "field"
        settled.append(column if role == column.role else replace(column, role=role))
    return settled
