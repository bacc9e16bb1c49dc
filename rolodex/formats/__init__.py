"""The files that can be imported: a registry of formats, and the one way to read a file whichever it is.

A new format is a module that says what its Format is, and one line in `_FORMATS`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from rolodex.formats import (
    facebook,
    facebook_messages,
    facebook_pages,
    handle_list,
    invitations,
    jsonl,
    linkedin,
    linkedin_contacts,
    linkedin_evidence,
    linkedin_messages,
    mail_books,
    mails,
    meetings,
    name_list,
    sheet,
    sheet_table,
    vcard,
    x_archive,
)
from rolodex.formats.format import Format
from rolodex.formats.json_text import Broken
from rolodex.formats.packing import each
from rolodex.formats.sources import Source
from rolodex.formats.table import Table, TooLarge
from rolodex.formats.together import UNKNOWN, together
from rolodex.model import BadInput, Reading, Skipped

__all__ = ["FORMATS", "Format", "Source", "read", "table_of", "together"]

_FORMATS = (
    linkedin.CONNECTIONS,
    linkedin.NOTES,
    linkedin_messages.MESSAGES,
    linkedin_evidence.ENDORSEMENTS,
    linkedin_evidence.RECOMMENDATIONS,
    linkedin_contacts.FORMAT,
    linkedin_messages.PROFILE,
    facebook.FRIENDS,
    facebook_pages.FORMAT,
    facebook.LISTS,
    facebook.CONTACTS,
    facebook_messages.FORMAT,
    facebook.PROFILE,
    handle_list.MEMBERS,
    x_archive.FOLLOWING,
    x_archive.FOLLOWERS,
    x_archive.MESSAGES,
    x_archive.NAMES,
    mail_books.ABOOK,
    mail_books.ALIASES,
    invitations.FORMAT,
    vcard.FORMAT,
    jsonl.FORMAT,
    handle_list.HANDLES,
    meetings.FORMAT,
    mails.FORMAT,
    sheet.FORMAT,
    name_list.FORMAT,
)
FORMATS = {format.name: format for format in _FORMATS}
"""By name. A file is read by the first that recognises it."""

_TABLES = (".csv", ".tsv", ".tab", ".txt")
_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")


def read(source: Source, today: date, as_format: str | None = None) -> Reading:
    """What one file says of people.

    A file that no format recognises gives a Reading with an empty `format` and one Skipped that says why;
    so does one that can't be read, and its Reading is `broken`. With `as_format` the first
    raises BadInput instead, and for a name that is no format; then everybody in the file is
    brought in, of an old address book too. The files of an archive want `together` after this.
    """
    if source.broken:
        return _broken(source, 0, source.broken)
    if as_format is not None:
        if as_format not in FORMATS:
            known = ", ".join(FORMATS)
            raise BadInput(f"There is no format “{as_format}”. The formats are: {known}.")
        asked = FORMATS[as_format]
        reading = _read_as(asked, source, today)
        return _by_row(_everybody(reading) if asked.of_account else reading, source)
    try:
        format, why = _recognised(source)
        if format:
            return _by_row(_read_as(format, source, today), source)
    except Broken as broken:
        return _broken(source, broken.line, broken.why)
    except BadInput as refused:
        return _broken(source, 0, str(refused))
    return Reading(file=source.name, format="", skipped=(Skipped(0, why),))


def _read_as(format: Format, source: Source, today: date) -> Reading:
    try:
        return format.read(source, today)
    except TooLarge as refused:
        raise BadInput(f"{source.name} can't be imported: {refused}.") from None


def table_of(source: Source) -> Table | None:
    """The table in a file that is read as a sheet, or would be if somebody said what its columns mean; of all
    other files None."""
    try:
        format, why = _recognised(source)
    except (Broken, BadInput):
        return None
    if format is None:
        return sheet_table.unnamed_table(source) if why.startswith(sheet_table.NO_HEADER) else None
    return sheet_table.table_in(source) if format.name == "sheet" else None


def _recognised(source: Source) -> tuple[Format | None, str]:
    """The first format that recognises a file, or None and why it is not read."""
    why = x_archive.not_read(source) or facebook.not_read(source)
    for format in FORMATS.values():
        # a sheet is what no other format knows: before it, what has a name of LinkedIn's is none
        if format.name == "sheet" and not why:
            why = linkedin.not_read(source)
        if not why and format.recognises(source):
            return format, ""
    return None, why or _why_unknown(source)


def _broken(source: Source, line: int, why: str) -> Reading:
    return Reading(file=source.name, format="", skipped=(Skipped(line, why),), broken=True)


def _everybody(reading: Reading) -> Reading:
    """With those, too, who otherwise are looked for in the book only: the file was asked for by format."""
    if not (reading.only_known and any(r.only_known and r.contact.name for r in reading.records)):
        return reading
    records = (replace(r, only_known=not r.contact.name) for r in reading.records)
    return replace(reading, records=tuple(records))


def _by_row(reading: Reading, source: Source) -> Reading:
    """The reading of a sheet of a spreadsheet with rows where it has lines."""
    if not source.starts:
        return reading

    def row(line: int) -> int:
        return bisect_right(source.starts, line)

    return replace(
        reading,
        records=each(reading.records, lambda record: replace(record, line=row(record.line))),
        skipped=tuple(replace(skipped, line=row(skipped.line)) for skipped in reading.skipped),
    )


def _why_unknown(source: Source) -> str:
    """Raises BadInput for what may well hold people, but can't be opened."""
    name = source.base_name.lower()
    if not source.data.strip(b"\0\r\n\t ,;\xef\xbb\xbf\xff\xfe"):
        return "it is empty"
    if name.endswith(_SPREADSHEETS):
        raise BadInput(
            f"{source.name} is a spreadsheet file that is locked, broken or of another program: save it as"
            " .xlsx or CSV."
        )
    if name.endswith(".zip"):
        raise BadInput(f"{source.name} is packed inside another file: unpack it, and import it by itself.")
    if name.endswith(".ldif"):
        return "an address book as LDIF: have the program that wrote it export it as vCard or CSV"
    if source.data.startswith(b"PK\x03\x04"):
        return "a packed file: unpack it, and import what is in it"
    if name.endswith(_TABLES) or ".xlsx: " in name:
        return sheet_table.why_no_header(source)
    return UNKNOWN
