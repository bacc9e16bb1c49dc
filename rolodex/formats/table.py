"""Rows of delimited text, and the row among the first that names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rolodex.formats.decode import decode
from rolodex.model import Skipped
from rolodex.text import one_line, storable

DELIMITERS = (",", ";", "\t")
HEADER_WITHIN = 30
"""Rows above the header that are titles and notes. LinkedIn has two, a sheet made by hand a handful."""


@dataclass(slots=True)
class Table:
    """The rows below the header. Iterating it reads on: do it once."""

    header: tuple[str, ...]
    """As written, on one line each; a name may be empty, or there twice."""
    line: int
    """1-based line of the file where the header starts."""
    _rows: Iterator[tuple[int, list[str]]]
    skipped: list[Skipped] = field(default_factory=list)
    """Grows while the rows are read."""

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """The 1-based line where each row starts, and its cells without white space around; no blank rows."""
        header = list(self.header)
        for line, cells in self._rows:
            if line < 0:
                why = (
                    "a quote that opens in this row is never closed: nothing from here on was read; close it"
                )
                self.skipped.append(Skipped(-line, why))
            elif line > self.line and any(cells):
                if [one_line(cell) for cell in cells] == header:
                    self.skipped.append(Skipped(line, "the names of the columns once more"))
                else:
                    yield line, cells


def find_table(data: bytes, names_known: Callable[[Sequence[str]], int]) -> Table | None:
    """The table in a file, or None when no row names its columns.

    `names_known` says how many of a row's cells are names of columns. The row that has most of them, read with
    comma, semicolon or tab, is the header; the first such row if several. A first line `sep=;` decides which.
    """
    text = storable(decode(data))
    start, delimiters = _told_delimiter(text)
    best: tuple[int, str, int, list[str]] | None = None
    for delimiter in delimiters:
        for line, cells in islice(_rows(text, start, delimiter), HEADER_WITHIN):
            known = names_known(cells)
            if known and line > 0 and (best is None or known > best[0]):
                best = (known, delimiter, line, cells)
    if best is None:
        return None
    _, delimiter, line, cells = best
    return Table(tuple(one_line(cell) for cell in cells), line, _rows(text, start, delimiter))


def _told_delimiter(text: str) -> tuple[int, tuple[str, ...]]:
    """How many lines to leave out, and the delimiters to try. Excel takes a first line `sep=;` as that."""
    first = text[:8].partition("\n")[0].strip().strip('"').lower()
    if len(first) == 5 and first.startswith("sep=") and first[4] in ",;|":
        return 1, (first[4],)
    return (1, ("\t",)) if text[:5].lower() == "sep=\t" else (0, DELIMITERS)


def _rows(text: str, start: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The line where each row starts (1-based; negative if a quote in it is never closed), and its cells."""
    # the limit belongs to the whole process, so it is only ever raised
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    ended = False

    def lines() -> Iterator[str]:
        nonlocal ended
        # not splitlines: form feeds and the Unicode separators inside a cell end no row
        yield from islice(io.StringIO(text), start, None)
        ended = True

    reader = csv.reader(lines(), delimiter=delimiter, skipinitialspace=True)
    before = 0
    for cells in reader:
        line, before = start + before + 1, reader.line_num
        # the reader asks for another line only inside a quoted cell
        yield (-line if ended else line), [cell.strip() for cell in cells]
