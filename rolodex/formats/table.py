"""Rows of delimited text, and the row among the first that names the columns."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from rolodex.formats import apostrophes
from rolodex.formats.decode import Lines
from rolodex.formats.json_text import is_markup
from rolodex.model import BadInput, Skipped

Row = tuple[int, tuple[str, ...]]
"""The 1-based line where it starts, and its cells without white space around them."""

DELIMITERS = (",", ";", "\t")
HEADER_WITHIN = 30
"""Rows above the header that are titles and notes. LinkedIn has two, a sheet made by hand a handful."""

MOST_ROWS = 1_048_576
"""Of a table, as of a sheet of Excel: what a row becomes takes more memory than its bytes."""
MOST_CELLS = 16_384
"""Of a row: "Excel specifications and limits". Rows of more are none of people."""
_EVEN = 0.9
"""Of the rows have as many cells as each other, where the delimiter is the right one."""
_MOST_DELIMITERS = 1_000_000
"""Of a line: it is not even parted into cells where it has more. In quotes they may be text."""
_TOO_WIDE = ("\0",)
"""Stands for the cells of a row of too many. (No cell holds a NUL.)"""

_HEAD = 256 * 2**10


def flat(cell: str) -> str:
    """A cell on one line, with every run of white space as one space. (Cells are storable already.)"""
    return " ".join(cell.split())


class TooLarge(BadInput):
    """A table of more rows than anybody has people. Its sentence lacks the file: no name is known here."""


@dataclass(slots=True)
class Table:
    """The rows below the header, read anew each time that one goes through them."""

    header: tuple[str, ...]
    """As written, on one line each; a name may be empty, or there twice."""
    line: int
    """1-based line of the file where the header starts."""
    _header_cells: tuple[str, ...]
    _rows: Callable[[], Iterator[Row]]
    skipped: list[Skipped] = field(default_factory=list)
    """Grows each time that the rows are read."""
    delimiter: str = ","
    """What parts its cells."""
    cut: bool = False
    """Whether the rows break off before the end of the file, or the file within one, once they are read."""
    _ends_in_row: bool = False
    """Whether no line end stands behind the last row."""

    def __iter__(self) -> Iterator[Row]:
        """The rows, blank ones and repeated headers left out. Raises TooLarge."""
        last = fewest = len(self._header_cells)
        for number, (line, cells) in enumerate(self._rows()):
            if number > MOST_ROWS:
                raise TooLarge(f"it has more than {MOST_ROWS:,} rows: split it, and import the parts")
            if line < 0:
                why = (
                    "a quote that opens in this row is never closed: nothing from here on was read; close it"
                )
                self.skipped.append(Skipped(-line, why))
                self.cut = True
            elif cells is _TOO_WIDE:
                why = f"it has more than {MOST_CELLS:,} cells: that is no row of people"
                self.skipped.append(Skipped(line, why))
            elif line < self.line and any(cells):
                self.skipped.append(Skipped(line, "above the row that names the columns"))
            elif line > self.line and any(cells):
                if cells == self._header_cells:
                    self.skipped.append(Skipped(line, "the names of the columns once more"))
                else:
                    last, fewest = len(cells), min(last, fewest)
                    yield line, cells
        # people leave out what is empty at the end of a row, and so do their programs: but of all rows
        if self._ends_in_row and last < fewest:
            self.cut = True

    def again(self) -> Table:
        """The same rows, of which nothing is noted here."""
        return replace(self, skipped=[])

    def headless(self) -> Table:
        """The same file where no row of it names the columns: they have no names, and all rows are below."""
        nameless = ("",) * len(self.header)
        return replace(self, header=nameless, line=0, _header_cells=nameless, skipped=[])


def has_table(data: bytes, names_known: Callable[[Sequence[str]], int]) -> bool:
    """Whether a row within the first 256 KiB of a file names its columns: enough to tell a format by."""
    return find_table(data[:_HEAD], names_known) is not None


def find_table(data: bytes, names_known: Callable[[Sequence[str]], int]) -> Table | None:
    """The table in a file, or None when no row names its columns.

    `names_known` says how many of a row's cells are names of columns. Comma, semicolon or tab parts the
    cells, whichever finds most names in the header. A first line `sep=;` decides it.
    """
    if is_markup(data):
        return None
    lines = Lines(data)
    start, delimiters = _told_delimiter(next(iter(lines), ""))
    best: tuple[int, Row, str] | None = None
    for delimiter in _parting(lines, start, delimiters):
        known, header = _header(_rows(lines, start, delimiter), names_known)
        if known and (best is None or known > best[0]):
            best = (known, header, delimiter)
    if best is None:
        return None
    _, (line, cells), delimiter = best
    rows = partial(_rows, lines, start, delimiter)
    names = tuple(map(flat, cells))
    return Table(names, line, cells, rows, delimiter=delimiter, _ends_in_row=not lines.are_ended())


def _header(rows: Iterator[Row], names_known: Callable[[Sequence[str]], int]) -> tuple[int, Row]:
    """The row that names the columns, with how many names are known; 0 if there is none.

    It is the first that knows a name, unless that is a title, or a line such as `Company,Acme` above a header
    that knows more than twice as many. Cells of people may hold names of columns too: `Ada,Email,Phone`; a
    row that knows at most half of its names, below others that are as full, is one of them.
    """
    most = fullest = 0
    header: Row = (0, ("",))
    for line, cells in islice(rows, HEADER_WITHIN):
        known = names_known(cells) if line > 0 and cells is not _TOO_WIDE else 0
        filled = sum(map(bool, cells))
        title = sum(map(bool, header[1])) == 1
        among_others = 2 * known <= max(2, filled) and filled <= fullest and fullest > 1
        if known > (most if title else 2 * most) and not among_others:
            most, header = known, (line, cells)
        fullest = max(fullest, filled)
    return most, header


def _parting(lines: Lines, start: int, delimiters: Sequence[str]) -> Sequence[str]:
    """The one of the delimiters that parts the first rows most evenly into several cells; all, if none does.

    By any other a row may seem to end within a text, and a line of that to be one of names.
    """
    evenness = {}
    for delimiter in delimiters if len(delimiters) > 1 else ():
        rows = islice(_rows(lines, start, delimiter), HEADER_WITHIN)
        widths = Counter(len(cells) for _, cells in rows if any(cells))
        width, rows_of_it = widths.most_common(1)[0] if widths else (0, 0)
        if width > 1 and rows_of_it > 1:
            evenness[delimiter] = rows_of_it / widths.total()
    best = max(evenness.values(), default=0.0)
    most_even = [delimiter for delimiter in evenness if evenness[delimiter] == best]
    return most_even if best >= _EVEN and len(most_even) == 1 else delimiters


def _told_delimiter(text: str) -> tuple[int, tuple[str, ...]]:
    """How many lines to leave out, and the delimiters to try. Excel takes a first line `sep=;` as that."""
    first = text[:8].partition("\n")[0].strip().strip('"').lower()
    if len(first) == 5 and first.startswith("sep=") and first[4] in ",;|":
        return 1, (first[4],)
    return (1, ("\t",)) if text[:5].lower() == "sep=\t" else (0, DELIMITERS)


def _rows(text: Lines, start: int, delimiter: str) -> Iterator[Row]:
    """The rows of a text, the header and blank ones too; the line is negative if a quote is never closed."""
    # the limit belongs to the whole process, so it is only ever raised
    csv.field_size_limit(max(csv.field_size_limit(), text.most + 1))
    ended = wide = escaped = False

    def lines() -> Iterator[str]:
        nonlocal ended, wide, escaped
        for line in islice(text, start, None):
            too_wide = len(line) > _MOST_DELIMITERS and line.count(delimiter) > _MOST_DELIMITERS
            wide = wide or too_wide
            escaped = escaped or "'" in line
            yield "\n" if too_wide else line
        ended = True

    reader = csv.reader(lines(), delimiter=delimiter, skipinitialspace=True)
    before = 0
    for cells in reader:
        line, before = start + before + 1, reader.line_num
        if wide or len(cells) > MOST_CELLS:
            wide = False
            yield line, _TOO_WIDE
            continue
        row = tuple(map(str.strip, cells))
        if escaped:
            escaped = False
            row = tuple(map(apostrophes.bare, row))
        # the reader asks for another line only inside a quoted cell
        yield (-line if ended else line), row
