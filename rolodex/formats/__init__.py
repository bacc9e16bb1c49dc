"""The files that can be imported: a registry of formats, and the one way to read a file whichever it is.

A new format is a module with `recognises` and `read`, and one line in `FORMATS`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from rolodex.formats import jsonl, linkedin, mail_books, mails, meetings, name_list, sheet, vcard
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Reading, Skipped

__all__ = ["FORMATS", "Format", "Source", "read"]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    name: str
    """What `--as` takes, and what a Reading says."""
    about: str
    """One line for the help."""
    recognises: Callable[[Source], bool]
    read: Callable[[Source, date], Reading]
    """Raises BadInput when the file is not of this format. The date is today's."""


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format(
            "linkedin-connections",
            "Connections.csv of LinkedIn's data export, 2018 to now",
            linkedin.recognises_connections,
            linkedin.read_connections,
        ),
        Format(
            "linkedin-notes",
            "Notes.csv of LinkedIn's data export",
            linkedin.recognises_notes,
            linkedin.read_notes,
        ),
        Format("abook", "the address book of abook", mail_books.recognises_abook, mail_books.read_abook),
        Format("mutt", "aliases of mutt and neomutt", mail_books.recognises_aliases, mail_books.read_aliases),
        Format("vcard", "vCards 2.1, 3.0 and 4.0, of any program", vcard.recognises, vcard.read),
        Format("jsonl", "a book that `rolodex export` wrote out", jsonl.recognises, jsonl.read),
        Format("calendar", "calendars (.ics): past meetings", meetings.recognises, meetings.read),
        Format("email", "mailboxes: mbox, Maildir, .eml; their heads", mails.recognises, mails.read),
        Format("sheet", "any CSV, TSV or sheet of Excel with a header row", sheet.recognises, sheet.read),
        Format("names", "names, handles or emails, one a line", name_list.recognises, name_list.read),
    )
}
"""By name. A file is read by the first that recognises it."""

_TABLES = (".csv", ".tsv", ".tab", ".txt")
_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")


def read(source: Source, today: date, as_format: str | None = None) -> Reading:
    """What one file says of people.

    A file that no format recognises gives a Reading with an empty `format` and one Skipped that says why.
    With `as_format`, raises BadInput instead, and for a name that is no format.
    """
    if as_format is not None:
        if as_format not in FORMATS:
            known = ", ".join(FORMATS)
            raise BadInput(f"There is no format “{as_format}”. The formats are: {known}.")
        return _by_row(FORMATS[as_format].read(source, today), source)
    why = linkedin.not_read(source)
    if not why:
        for format in FORMATS.values():
            if format.recognises(source):
                return _by_row(format.read(source, today), source)
        why = _why_unknown(source)
    return Reading(file=source.name, format="", skipped=(Skipped(1, why),))


def _by_row(reading: Reading, source: Source) -> Reading:
    """The reading of a sheet of a spreadsheet with rows where it has lines."""
    if not source.starts:
        return reading

    def row(line: int) -> int:
        return bisect_right(source.starts, line)

    return replace(
        reading,
        records=tuple(replace(record, line=row(record.line)) for record in reading.records),
        skipped=tuple(replace(skipped, line=row(skipped.line)) for skipped in reading.skipped),
    )


def _why_unknown(source: Source) -> str:
    name = source.base_name.lower()
    if not source.data.strip(b"\0\r\n\t ,;\xef\xbb\xbf\xff\xfe"):
        return "it is empty"
    if name.endswith(_SPREADSHEETS):
        return "a spreadsheet file that is locked, broken or of another program: save it as .xlsx or CSV"
    if source.data.startswith(b"PK\x03\x04"):
        return "a packed file: unpack it, and import what is in it"
    if name.endswith(_TABLES) or ".xlsx: " in name:
        return sheet.NO_HEADER
    return "no format here knows this kind of file"
