"""Spreadsheets of Excel (.xlsx) as tables of text, one a sheet: dates as dates, formulas by their values."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

from rolodex.formats.apostrophes import kept
from rolodex.model import BadInput

MOST_TAGS = 12_000_000
"""Of one part of a workbook, four to a cell: 100,000 people with 30 columns. What is read of it in one go
takes some 70 bytes of memory a tag, however tightly it is packed."""
MOST_ROWS = 1_048_576
"""Of a sheet: "Excel specifications and limits"."""
MOST_BYTES = 128 * 2**20
"""Of the text of one sheet."""

_SCANNED = 2**20


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    data: bytes
    """Its cells as CSV in UTF-8, the blank rows too."""
    starts: tuple[int, ...]
    """The 1-based line of `data` at which each row starts; empty where every row is a line."""


def is_workbook(archive: ZipFile) -> bool:
    """Whether a zip is a spreadsheet of Excel."""
    names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    return "[content_types].xml" in names and any(name.startswith("xl/workbook") for name in names)


def sheets(name: str, data: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook that have cells, hidden ones too.

    `name` is what the person calls the file. The sizes of its members were checked. Raises BadInput where it
    is broken, or holds what is there only to fill the memory: too many tags, entities (which openpyxl leaves
    to defusedxml to refuse).
    """
    # only here: openpyxl takes a fifth of a second to load
    from openpyxl import load_workbook

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                _check_tags(name, archive, member)
        with warnings.catch_warnings():
            # of styles and rules that it does not know
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            # what the file says of its size is often wrong
            sheet.reset_dimensions()
            if table := _table(name, str(sheet.title), sheet.iter_rows(values_only=True)):
                yield table
    except BadInput:
        raise
    # its parts, their XML and the values in them fail in as many ways as a hostile file can think of
    except Exception as error:
        while error.__cause__ or error.__context__:
            error = error.__cause__ or error.__context__  # type: ignore[assignment]
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise BadInput(
            f"{name} is no whole spreadsheet ({why}): open it in Excel or LibreOffice and save it again."
        ) from None


def _check_tags(name: str, archive: ZipFile, member: str) -> None:
    tags = 0
    with archive.open(member) as file:
        while chunk := file.read(_SCANNED):
            tags += chunk.count(b"<")
            if tags > MOST_TAGS:
                raise BadInput(
                    f"{member} in {name} holds more than {MOST_TAGS:,} tags: save its sheets as CSV, and "
                    "import those."
                )


def _table(name: str, title: str, rows: Iterator[tuple[Any, ...]]) -> Sheet | None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    starts, line, in_one_line, anything = [], 1, True, False
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS or text.tell() > MOST_BYTES:
            raise BadInput(f"The sheet “{title}” of {name} is too large at row {number:,}: import it as CSV.")
        cells = [kept(_text(value)) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        starts.append(line)
        ends = sum(cell.count("\n") for cell in cells)
        line += 1 + ends
        in_one_line = in_one_line and not ends
        anything = anything or bool(cells)
        writer.writerow(cells)
    if not anything:
        return None
    return Sheet(title, text.getvalue().encode(), () if in_one_line else tuple(starts))


def _text(value: Any) -> str:
    """A cell as a person reads it. An error of a formula is nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if value in _ERRORS else _RETURN.sub("\n", value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        # how a spreadsheet shows it: 15 digits, no more, and no exponent in what is a phone number
        return (
            f"{Decimal(f'{value:.15g}'):f}" if value.is_integer() and abs(value) < 1e21 else f"{value:.15g}"
        )
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


# Excel writes a carriage return as an escape: ECMA-376, part 1, section 22.4.2.4.
_RETURN = re.compile("(?:_x000D_|\r)\n?")
_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
"""ECMA-376, part 1, section 18.17.3."""
