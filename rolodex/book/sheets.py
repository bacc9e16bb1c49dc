"""The sheets among the files of an import: what each column of them is taken for, and what it could mean."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rolodex.model import BadInput, Field, FieldType
from rolodex.text import one_line

if TYPE_CHECKING:
    from rolodex.formats.table import Table

Why = Literal["said", "name", "values", ""]

_ROWS = 500
"""Rows of a sheet whose values are looked at."""
_SAMPLES = 3
_LONGEST = 200
"""Letters of a sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column of a sheet, and what it is taken for."""

    name: str
    """Its header, made unique; `Column C` if it has none."""
    place: str
    """By which an import is told what it means, in all sheets with this header and in no others."""
    samples: tuple[str, ...]
    """Some of its values, each on a line."""
    type: FieldType
    """Which its values fit, as far as they were looked at."""
    known: str
    """What it means by its name alone: `work email`; `field` where that is not known."""
    meaning: str
    """What it is taken for."""
    why: Why
    """What `meaning` goes by: a person, now or of an earlier file; its name; what its values look like. Empty
    where no rule understands it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The columns of all sheets of an import that have the same header."""

    files: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    is_read: bool
    """Whether it brings in anybody now; False as long as no column is known to name people."""
    is_said: bool
    """Whether somebody said what columns of it mean, now or of an earlier file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """All sheets of an import."""

    sheets: tuple[Sheet, ...]
    """Those that bring in nobody yet stand first."""
    meanings: tuple[str, ...]
    """What a column can mean, the fields of the book among them: `field:Fee`."""


def sheets_in(paths: Sequence[Path], said: Mapping[str, str], fields: Iterable[Field], today: date) -> Sheets:
    """The sheets among these files. `said` is what somebody said of columns, as an import takes it.

    Raises BadInput for a path that can't be read.
    """
    from rolodex.formats import table_of
    from rolodex.formats.columns import LABELLED, MEANINGS, shape_of
    from rolodex.formats.sources import sources

    own = [field.name for field in fields]
    keys = {name.casefold() for name in own}
    found: dict[str, Sheet] = {}
    for path in paths:
        for source in sources(path):
            table = table_of(replace(source, columns=said))
            if table is None:
                continue
            shape = shape_of(table.header)
            before = found.get(shape)
            if before:
                found[shape] = replace(before, files=(*before.files, source.name))
            else:
                found[shape] = _sheet(source.name, table, said, keys, today)
    plain = [meaning.replace("_", " ") for meaning in MEANINGS]
    return Sheets(
        sheets=tuple(sorted(found.values(), key=lambda sheet: sheet.is_read)),
        meanings=(*plain, *LABELLED, *(f"field:{name}" for name in own)),
    )


def names_people(meanings: Iterable[str]) -> bool:
    """Whether columns of these meanings say who a row is about: a name, an email or a user name."""
    from rolodex.formats.columns import PEOPLE, read_meaning

    for meaning in meanings:
        # parts of what no column holds alone, as of an address, are no meanings that could be said
        with suppress(BadInput):
            if read_meaning(meaning).role in PEOPLE:
                return True
    return False


def _sheet(file: str, table: Table, said: Mapping[str, str], own: Container[str], today: date) -> Sheet:
    from rolodex.formats.columns import meaning_in_words, names_people, place, plan, shape_of, was_said
    from rolodex.formats.fieldtypes import typed
    from rolodex.formats.guessing import guessed

    shape, rows = shape_of(table.header), [cells for _, cells in islice(table, _ROWS)]
    named = any(column.role in ("name", "given", "family") for column in plan(table.header, said))
    columns = []
    for before, column in zip(plan(table.header), plan(table.header, said), strict=True):
        name, index, where = before.name, before.index, place(shape, before.name)
        values = [cells[index] for cells in rows if index < len(cells) and cells[index]]
        meaning = meaning_in_words(column, name)
        why: Why = ""
        if said.get(name.casefold()) or said.get(where):
            why = "said"
        elif before.role != "field" or name.casefold() in own:
            why = "name"
        elif (guess := guessed(values)) and not (guess == "name" and named):
            meaning, why = guess, "values"
            named = named or guess == "name"
        columns.append(
            SheetColumn(
                name=name,
                place=where,
                samples=tuple(dict.fromkeys(one_line(value[:_LONGEST]) for value in values))[:_SAMPLES],
                type=typed(values, today)[0] if values else "text",
                known=meaning_in_words(before, name),
                meaning=meaning,
                why=why,
            )
        )
    return Sheet(
        files=(file,),
        columns=tuple(columns),
        is_read=names_people(table.header, said),
        is_said=was_said(table.header, said),
    )
