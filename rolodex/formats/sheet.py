"""Any table with a header row: known columns fill the contact, every other column becomes a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from sys import intern
from unicodedata import category

from rolodex.formats.columns import (
    Column,
    letters,
    names_people,
    plan,
    was_said,
    x_numbers_at,
)
from rolodex.formats.days import Order, is_no_date, order_in, read_day_and_time
from rolodex.formats.draft import TIME, AddressPart, Draft, folded
from rolodex.formats.fieldtypes import NO, YES
from rolodex.formats.format import Format
from rolodex.formats.handles import SERVICES, handle_in, handle_in_url
from rolodex.formats.headers import STAND_IN, key_of, meaning_of
from rolodex.formats.packing import packed
from rolodex.formats.sheet_table import table_in, why_no_header
from rolodex.formats.sources import Source
from rolodex.formats.table import Table, flat
from rolodex.knowing import read_trust, read_way
from rolodex.model import BadInput, Clues, Contact, Labelled, Reading, Record, Skipped

# shorter ones number the rows
_X_NUMBER = re.compile("[0-9]{5,20}")
# `since` is LinkedIn's own: no name of a column says it
_DATES = ("birthday", "met_on", "since")
_KNOWN_LABELS = frozenset(
    ("work", "home", "mobile", "other", "main", "work fax", "home fax", "pager", "school")
)
# Several values in one cell: Google's ` ::: `, and what people type.
_BETWEEN = re.compile(r":::|[;,\n]")
_BETWEEN_PHONES = re.compile(r":::|[;\n]")
_BETWEEN_NUMBERED = re.compile(":::")
_BETWEEN_TAGS = re.compile(r":::|[;,|\n]")
_EMAIL = re.compile(r"(?:mailto:)?([^\s@<>]+@[^\s@<>]+)", re.IGNORECASE)
_NAMED_EMAIL = re.compile(r"([^<>@]*)<([^\s@<>]+@[^\s@<>]+)>")
_NOBODY = YES | NO | frozenset(("ja", "nein", "nee", "nej", "sì", "si", "sí", "oui", "non", "sim", "não"))
# Google's own groups: every contact there is, and those with a star.
_EVERYBODY = "mycontacts"
_STARRED = "starred"
# What Outlook and Google write for everybody, whom nobody ever said it of.
_SAID_OF_ALL = {
    "SMTP": "emailtype emailtyp",
    "Normal": "priority priorität sensitivity vertraulichkeit",
    "False": "private",
    **dict.fromkeys(("Work", "*", "* Work"), "organizationtype"),
}
_DISPLAY_NAMES = ("emaildisplayname", "emailanzeigename")


def recognises(source: Source) -> bool:
    """Whether the file has a header row that names people."""
    table = table_in(source)
    return table is not None and names_people(table.header, source.columns)


def read(source: Source, today: date) -> Reading:
    """The people of a sheet. Every cell is in a contact, in a field of it, or its row is among the skipped.

    Raises BadInput when no row names its columns.
    """
    table = table_in(source)
    if table is None:
        raise BadInput(f"{source.name} can't be read as a sheet: {why_no_header(source)}.")
    columns = plan(table.header, source.columns)
    people, fields = packed(read_drafts(table, columns, today), today)
    if x_numbers_at(columns) >= 0:
        # held together with the other files of an archive
        people = tuple(people)
    return Reading(
        file=source.name,
        format="sheet",
        records=people,
        fields=fields,
        cut=table.cut,
        skipped=tuple(table.skipped),
        header=table.header,
        columns_said=was_said(table.header, source.columns),
        clues=_clues(people) if x_numbers_at(columns) >= 0 else None,
    )


def _clues(people: Iterable[Record]) -> Clues | None:
    """Whose the numbers of an archive of X are, where the sheet tells."""
    accounts = {
        record.keys[0]: Contact(
            name=record.contact.name,
            handles=tuple(handle for handle in record.contact.handles if handle.service == "x"),
        )
        for record in people
        if record.keys[0].startswith("x-id:")
    }
    return Clues(service="x", accounts=accounts) if accounts else None


def read_drafts(table: Table, columns: Sequence[Column], today: date) -> Iterator[Draft]:
    """Each row of a table that names somebody as a draft, in order; the others are skipped."""
    for draft in read_rows(table, columns, today):
        if draft.name():
            yield draft
        else:
            table.skipped.append(Skipped(draft.line, draft.why_nobody()))


def read_rows(table: Table, columns: Sequence[Column], today: date) -> Iterator[Draft]:
    """Each row of a table as a draft, in order, also of nobody."""
    known = [(column, _filling(column)) for column in columns if column.role in _FILL]
    dated = _dated(table, columns)
    taken = {column.name.casefold() for column in columns}
    numbers_at = x_numbers_at(columns)
    for line, cells in table:
        draft = Draft(line)
        width = len(cells)
        for column, fill in known:
            if column.index < width and (cell := cells[column.index]):
                fill(draft, column, cell, column.label if column.label_at < 0 else _label(column, cells))
        for column, order in dated:
            if column.index < width and (cell := cells[column.index]):
                _fill_date(draft, column, cell, today, order)
        if 0 <= numbers_at < width and draft.handles and _X_NUMBER.fullmatch(cells[numbers_at]):
            draft.account = f"x-id:{cells[numbers_at]}"
        for index in range(len(columns), width):
            if cells[index]:
                draft.keep(_beyond(index, taken), cells[index])
        yield draft


def _filling(column: Column) -> Callable[[Draft, Column, str, str], None]:
    is_stand_in = column.role == "name" and meaning_of(column.name) == STAND_IN
    return _fill_stand_in if is_stand_in else _FILL[column.role]


def _dated(table: Table, columns: Sequence[Column]) -> list[tuple[Column, Order]]:
    """The columns of dates, each with the order of day and month that all its cells together tell."""
    dated: list[tuple[Column, set[str]]] = [(column, set()) for column in columns if column.role in _DATES]
    if dated:
        for _, cells in table.again():
            for column, values in dated:
                if column.index < len(cells):
                    values.add(cells[column.index])
    return [(column, order_in(values)) for column, values in dated]


def _beyond(index: int, taken: set[str]) -> str:
    """What to call a cell behind the last column of the header."""
    name = f"Column {letters(index)}"
    while name.casefold() in taken:
        name += " (no header)"
    return name


def _label(column: Column, cells: Sequence[str]) -> str:
    """What the column beside it says that a cell is for."""
    if column.label_at >= len(cells):
        return column.label
    # Google's star says that it is the first to be used, and may stand alone
    label = flat(cells[column.label_at].partition(":::")[0].strip().removeprefix("*"))
    return label.lower() if label.lower() in _KNOWN_LABELS else label or column.label


def _fill_one(draft: Draft, column: Column, cell: str, _label: str) -> None:
    # thousands work at the same company, and have the same given name
    draft.say(column.role, column.name, intern(flat(cell)))


def _fill_stand_in(draft: Draft, column: Column, cell: str, _label: str) -> None:
    """A column such as `Member` or `Guest`, which may as well say whether they are one, or number them."""
    if cell.casefold() in _NOBODY or not any(map(str.isalpha, cell)):
        draft.keep(column.name, cell)
    else:
        draft.say("name", column.name, flat(cell))


def _fill_note(draft: Draft, column: Column, cell: str, _label: str) -> None:
    draft.say("note", column.name, cell)


def _fill_date(draft: Draft, column: Column, cell: str, today: date, order: Order) -> None:
    day, time = read_day_and_time(cell, today, order)
    if day:
        draft.say(column.role, column.name, day)
    elif not is_no_date(cell):
        draft.keep(column.name, cell)
    if time:
        draft.keep(f"{column.name}{TIME}", time)


def _fill_emails(draft: Draft, column: Column, cell: str, label: str) -> None:
    values, odd = [], False
    for piece in _pieces(cell, _BETWEEN):
        if found := _EMAIL.fullmatch(piece):
            values.append(found[1])
        elif found := _NAMED_EMAIL.fullmatch(piece):
            values.append(found[2])
            if name := flat(found[1]).strip("\"' "):
                draft.say("beside email", column.name, name)
        else:
            # half of `"Lovelace, Ada" <ada@...>`, an X.500 path of Exchange, "ask her"
            odd = True
    draft.emails = _added(draft.emails, values, label)
    if odd:
        draft.keep(column.name, cell)


def _fill_phones(draft: Draft, column: Column, cell: str, label: str) -> None:
    if column.numbered:
        draft.phones = _added(draft.phones, _numbered_phones(cell), label)
        return
    pieces = _pieces(cell, _BETWEEN_PHONES)
    by_comma = cell.split(",")
    # LinkedIn joins numbers by commas; in `555 1234, ext. 5` the comma joins nothing
    if len(pieces) == 1 and all(sum(map(str.isdigit, piece)) >= 5 for piece in by_comma):
        pieces = by_comma
    numbers = [flat(piece) for piece in pieces if any(map(str.isdigit, piece))]
    draft.phones = _added(draft.phones, numbers, label)
    if len(numbers) < len(pieces):
        draft.keep(column.name, cell)


def _numbered_phones(cell: str) -> Iterator[str]:
    """The numbers, and the names on services that stand for one, between Google's `:::`."""
    for piece in _pieces(cell, _BETWEEN_NUMBERED):
        numbers = _pieces(piece, _BETWEEN_PHONES)
        is_several = all(any(map(str.isdigit, number)) for number in numbers)
        yield from map(flat, numbers if is_several else [piece])


def _fill_urls(draft: Draft, column: Column, cell: str, label: str) -> None:
    values, handles, odd = [], [], False
    for piece in cell.replace(":::", " ").split():
        url = piece.rstrip(",;")
        # many people work at the page that a company has
        if label != "work" and (handle := handle_in_url(url)):
            handles.append(handle)
        elif "." in url.strip(".") or "://" in url:
            values.append(url)
        else:
            odd = True
    if column.numbered and odd and not (values or handles):
        values, odd = [flat(piece) for piece in _pieces(cell, _BETWEEN_NUMBERED)], False
    if values:
        draft.urls = _added(draft.urls, values, label)
    if handles:
        draft.handles = tuple(dict.fromkeys((*draft.handles, *handles)))
    if odd:
        draft.keep(column.name, cell)


def _fill_handles(draft: Draft, column: Column, cell: str, label: str) -> None:
    service = SERVICES.get(key_of(label), label.lower()) or column.label
    found = [handle_in(piece, service) for piece in _pieces(cell, _BETWEEN)]
    draft.handles = tuple(dict.fromkeys((*draft.handles, *filter(None, found))))
    if None in found:
        draft.keep(column.name, cell)


def _fill_tags(draft: Draft, column: Column, cell: str, _label: str) -> None:
    tags = [flat(piece.removeprefix("* ")).strip("#/ ") for piece in _pieces(cell, _BETWEEN_TAGS)]
    known = [tag for tag in tags if any(map(_is_of_a_tag, tag))]
    draft.starred = draft.starred or any(tag.casefold() == _STARRED for tag in known)
    draft.tags += tuple(tag for tag in known if tag.casefold() not in (_STARRED, _EVERYBODY))
    if len(known) < len(tags):
        draft.keep(column.name, cell)


def _is_of_a_tag(character: str) -> bool:
    # an emoji alone is a tag; a dash alone says that there is none
    return character.isalnum() or category(character) == "So"


def _fill_address(draft: Draft, column: Column, cell: str, label: str) -> None:
    # Google numbers its addresses, and says what they are for in a column of their own
    label = "" if label.isdigit() else label
    draft.addresses += (AddressPart(column.label, column.part, cell, label),)


def _fill_standing(draft: Draft, column: Column, cell: str, _label: str) -> None:
    read = read_trust if column.role == "trust" else read_way
    try:
        said = read(cell)
    except BadInput:
        said = ""
    if said:
        draft.say(column.role, column.name, said)
    else:
        draft.keep(column.name, cell)


def _fill_field(draft: Draft, column: Column, cell: str, label: str) -> None:
    if is_no_date(cell):
        return
    key = re.sub("[0-9]", "", key_of(column.name))
    if key in _SAID_OF_ALL.get(cell, "").split() or (key in _DISPLAY_NAMES and _is_known(draft, cell)):
        return
    name = column.name
    if column.label_at >= 0 and label:
        # Google's custom fields: two of them may have one label
        name = next((known for known in draft.fields if known.casefold() == label.casefold()), label)
    draft.keep(name, cell)


def _is_known(draft: Draft, display_name: str) -> bool:
    """Whether a name beside an email says no more than the contact: Outlook makes it of name and address."""
    for email in draft.emails:
        display_name = display_name.replace(email.value, "")
    return folded(display_name.strip("()<>'\" ")) in ("", folded(draft.own_name()))


def _pieces(cell: str, between: re.Pattern[str]) -> list[str]:
    return [piece for piece in map(str.strip, between.split(cell)) if piece]


def _added(points: tuple[Labelled, ...], values: Iterable[str], label: str) -> tuple[Labelled, ...]:
    """The points with the values that are not among them, whatever their case."""
    known = {point.value.casefold(): point for point in points}
    for value in values:
        known.setdefault(value.casefold(), Labelled(value, label))
    return tuple(known.values())


_ONE_VALUED = (
    *("name", "given", "family", "middle", "prefix", "suffix", "nickname", "company", "title", "city"),
    *("met_how", "met_where", "met_via", "birth year", "birth month", "birth day"),
)
_FILL: dict[str, Callable[[Draft, Column, str, str], None]] = {
    **dict.fromkeys(_ONE_VALUED, _fill_one),
    "note": _fill_note,
    "email": _fill_emails,
    "phone": _fill_phones,
    "url": _fill_urls,
    "handle": _fill_handles,
    "tags": _fill_tags,
    "address": _fill_address,
    "field": _fill_field,
    "trust": _fill_standing,
    "known_by": _fill_standing,
}


FORMAT = Format("sheet", "any CSV, TSV or sheet of Excel with a header row", recognises, read)
