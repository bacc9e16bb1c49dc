"""The table of a sheet: by the row that names its columns, or without; and what to do where none is known."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice, takewhile
from shlex import quote

from rolodex.formats.columns import PEOPLE, is_of_a_person, names_known, names_people, plan
from rolodex.formats.decode import Lines, decode
from rolodex.formats.guessing import guessed
from rolodex.formats.handles import handle_alone
from rolodex.formats.sources import Source
from rolodex.formats.table import Table, find_table

NO_HEADER = "no row of it names its columns in a way known here"
"""Why a file is no sheet of people, in short: `why_no_header` says what to do."""

_GUESSED_ROWS = 50
_LONGEST_EXAMPLE = 40
_HEAD = 4096
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def table_in(source: Source) -> Table | None:
    """The table in a file, if a row of it names its columns in a way that is known or was said, or none does
    and it was said what the columns mean."""
    if (table := _named_table(source)) or not source.columns:
        return table
    unnamed = unnamed_table(source)
    return unnamed if unnamed and names_people(unnamed.header, source.columns) else None


def _named_table(source: Source) -> Table | None:
    return find_table(source.data, partial(names_known, said=source.columns))


def unnamed_table(source: Source) -> Table | None:
    """The table in a file no row of which is known to name columns: its fullest row among the first is taken
    for that, unless an email, a URL or a user name shows that it, or a row above, is a person's already: then
    the columns have no names. What is no text has no table."""
    if _is_binary(source.data):
        return None
    if table := _named_table(source):
        return table
    table = find_table(source.data, lambda cells: sum(map(bool, cells)))
    if table is None:
        return None
    first = takewhile(lambda row: row[0] <= table.line, table.headless())
    return table.headless() if any(is_of_a_person(cells) for _, cells in first) else table


def why_no_header(source: Source) -> str:
    """NO_HEADER and what to do about it: with the first column whose values tell what it may mean, if any, or
    with what it may be a list of."""
    if listed := _listed(source):
        what = listed.removesuffix("s")
        return (
            f"{NO_HEADER}: most of its lines are {listed}: in the app say so of its column with ^o ({what}),"
            f" in the shell import it --as {listed}"
        )
    example, guess = "Candidate=name", ""
    if table := unnamed_table(source):
        rows = [cells for _, cells in islice(table, _GUESSED_ROWS)]
        for index, name in enumerate(column.name for column in plan(table.header)):
            values = [cells[index] for cells in rows if index < len(cells) and cells[index]]
            meaning = guessed(values) if name and "=" not in name and len(name) <= _LONGEST_EXAMPLE else ""
            if meaning in PEOPLE:
                example, guess = f"{name}={meaning}", f": its values look like {meaning}s"
                break
    return (
        f"{NO_HEADER}: name one of them “name”, “email” or “handle”, or say what one means, in the app with"
        f" ^o and in the shell with --column {quote(example)}{guess}"
    )


def _listed(source: Source) -> str:
    """`handles` or `names` where most of the first lines are one; else empty."""
    lines = [line for line in islice(map(str.strip, Lines(source.data)), _GUESSED_ROWS) if line]
    if 2 * sum(handle_alone(line) is not None for line in lines) > len(lines):
        return "handles"
    return "names" if guessed(lines) == "name" else ""


def _is_binary(data: bytes) -> bool:
    head = decode(data[:_HEAD])
    return len(_CONTROLS.findall(head)) * 50 > len(head)
