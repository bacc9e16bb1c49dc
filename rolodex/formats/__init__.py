"""The files that can be imported: a registry of formats, and the one way to read a file whichever it is.

A new format is a module with `recognises` and `read`, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rolodex.formats import invitations, jsonl, linkedin, name_list, sheet, vcard
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
        Format(
            "linkedin-invitations",
            "Invitations.csv of LinkedIn's data export: the ledger of requests",
            invitations.recognises,
            invitations.read,
        ),
        Format("vcard", "vCards 2.1, 3.0 and 4.0, of any program", vcard.recognises, vcard.read),
        Format("jsonl", "a book that `rolodex export` wrote out", jsonl.recognises, jsonl.read),
        Format("sheet", "any CSV or TSV with a header row", sheet.recognises, sheet.read),
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
        return FORMATS[as_format].read(source, today)
    why = linkedin.not_read(source)
    if not why:
        for format in FORMATS.values():
            if format.recognises(source):
                return format.read(source, today)
        why = _why_unknown(source)
    return Reading(file=source.name, format="", skipped=(Skipped(1, why),))


def _why_unknown(source: Source) -> str:
    name = source.base_name.lower()
    if not source.data.strip(b"\0\r\n\t ,;\xef\xbb\xbf\xff\xfe"):
        return "it is empty"
    if name.endswith(_SPREADSHEETS):
        return "a spreadsheet file: save it as CSV (in Excel: Save As, CSV UTF-8) and import that"
    if source.data.startswith(b"PK\x03\x04"):
        return "a packed file: unpack it, and import what is in it"
    if name.endswith(_TABLES):
        return sheet.NO_HEADER
    return "no format here knows this kind of file"
