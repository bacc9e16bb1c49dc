"""The apostrophe before a cell that a spreadsheet would run as a formula: put there, and taken off again."""

from __future__ import annotations

import re

# What a spreadsheet takes for a formula: OWASP, "CSV Injection"; the full-width signs are those of Excel in
# Japanese. Apostrophes before them are doubled up, so that reading takes off just the one put here.
_RUN = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
# A number with its signs, brackets and an extension can be added up at worst: it names no function or cell.
_NUMBER = re.compile(
    r"[+-]?[0-9(][0-9 ()./-]*(?: ?(?:x|ext\.?) ?[0-9]+)?|--[0-9]{2}(?:-[0-9]{2})?", re.IGNORECASE
)
_ESCAPED = re.compile(f"'{_RUN.pattern}")


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs: with an apostrophe before what would be a formula.

    Phone numbers stay what they are (`+44 20 7946 0000`), and so do numbers below zero and birthdays without
    a year (`--06-23`).
    """
    return f"'{cell}" if _RUN.match(cell) and not _NUMBER.fullmatch(cell) else cell


def bare(cell: str) -> str:
    """The cell without the apostrophe that `safe` put before it."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def kept(cell: str) -> str:
    """The cell of a file that has no such apostrophes, so that `bare` takes none off."""
    return f"'{cell}" if _ESCAPED.match(cell) else cell
