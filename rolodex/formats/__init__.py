"""The files that can be imported: a registry of formats, and the one way to read a file whichever it is.

A new format is a module with `recognises` and `read`, and one line in `FORMATS`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
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
    vcard,
    x_archive,
)
from rolodex.formats.json_text import Broken
from rolodex.formats.sources import Source
from rolodex.formats.table import Table
from rolodex.formats.together import UNKNOWN, together
from rolodex.model import BadInput, Reading, Skipped

__all__ = ["FORMATS", "Format", "Source", "read", "table_of", "together"]


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
    of_account: bool = False
    """Whether it is of the one account that one has at a service: any such file is the next edition of it."""


def _account(
    name: str, about: str, recognises: Callable[[Source], bool], read: Callable[[Source, date], Reading]
) -> Format:
    return Format(name, about, recognises, read, of_account=True)


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        _account(
            "linkedin-connections",
            "Connections.csv of LinkedIn's data export, 2018 to now",
            linkedin.recognises_connections,
            linkedin.read_connections,
        ),
        _account(
            "linkedin-notes",
            "Notes.csv of LinkedIn's data export",
            linkedin.recognises_notes,
            linkedin.read_notes,
        ),
        _account(
            "linkedin-messages",
            "messages.csv of LinkedIn's data export: who wrote with whom on which day",
            linkedin_messages.recognises,
            linkedin_messages.read,
        ),
        _account(
            "linkedin-endorsements",
            "Endorsement_Received_Info.csv and Endorsement_Given_Info.csv of LinkedIn's data export",
            linkedin_evidence.recognises_endorsements,
            linkedin_evidence.read_endorsements,
        ),
        _account(
            "linkedin-recommendations",
            "Recommendations_Received.csv and Recommendations_Given.csv of LinkedIn's data export",
            linkedin_evidence.recognises_recommendations,
            linkedin_evidence.read_recommendations,
        ),
        _account(
            "linkedin-contacts",
            "Contacts.csv and Imported Contacts.csv of LinkedIn's data export: what people in the book lack",
            linkedin_contacts.recognises,
            linkedin_contacts.read,
        ),
        _account(
            "linkedin-profile",
            "Profile.csv of LinkedIn's data export: who you are",
            linkedin_messages.recognises_profile,
            linkedin_messages.read_profile,
        ),
        _account(
            "facebook-friends",
            "the friends of Facebook's download, as JSON of every year",
            facebook.recognises_friends,
            facebook.read_friends,
        ),
        _account(
            "facebook-friends-page",
            "the friends of Facebook's download, as a web page",
            facebook_pages.recognises,
            facebook_pages.read_friends,
        ),
        _account(
            "facebook-lists",
            "the friend lists of Facebook's download, as tags",
            facebook.recognises_lists,
            facebook.read_lists,
        ),
        _account(
            "facebook-contacts",
            "the phone's address book in Facebook's download: what people in the book lack",
            facebook.recognises_contacts,
            facebook.read_contacts,
        ),
        _account(
            "facebook-messages",
            "the messages of Facebook's download: who wrote with whom on which day",
            facebook_messages.recognises,
            facebook_messages.read,
        ),
        _account(
            "facebook-profile",
            "the profile in Facebook's download: who you are",
            facebook.recognises_profile,
            facebook.read_profile,
        ),
        Format(
            "x-list",
            "members of a list on X with their numbers, as `t list members --csv` writes them",
            handle_list.recognises_members,
            handle_list.read_members,
        ),
        _account(
            "x-following",
            "following.js of X's archive",
            x_archive.recognises_following,
            x_archive.read_following,
        ),
        _account(
            "x-follower",
            "follower.js of X's archive",
            x_archive.recognises_followers,
            x_archive.read_followers,
        ),
        _account(
            "x-messages",
            "direct-messages.js of X's archive: who wrote with whom on which day",
            x_archive.recognises_messages,
            x_archive.read_messages,
        ),
        _account(
            "x-names",
            "tweets.js and account.js of X's archive: who is behind which number",
            x_archive.recognises_names,
            x_archive.read_names,
        ),
        Format("abook", "the address book of abook", mail_books.recognises_abook, mail_books.read_abook),
        Format("mutt", "aliases of mutt and neomutt", mail_books.recognises_aliases, mail_books.read_aliases),
        Format(
            "linkedin-invitations",
            "Invitations.csv of LinkedIn's data export: the ledger of requests",
            invitations.recognises,
            invitations.read,
        ),
        Format("vcard", "vCards 2.1, 3.0 and 4.0, of any program", vcard.recognises, vcard.read),
        Format("jsonl", "a book that `rolodex export` wrote out", jsonl.recognises, jsonl.read),
        Format(
            "handles",
            "@handles and URLs of profiles, one a line and nothing else",
            handle_list.recognises,
            handle_list.read,
        ),
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
    With `as_format`, raises BadInput instead, and for a name that is no format; then everybody in the file is
    brought in, of an old address book too. The files of an archive want `together` after this.
    """
    if as_format is not None:
        if as_format not in FORMATS:
            known = ", ".join(FORMATS)
            raise BadInput(f"There is no format “{as_format}”. The formats are: {known}.")
        asked = FORMATS[as_format]
        reading = asked.read(source, today)
        return _by_row(_everybody(reading) if asked.of_account else reading, source)
    try:
        format, why = _recognised(source)
        if format:
            return _by_row(format.read(source, today), source)
    except Broken as broken:
        return Reading(file=source.name, format="", skipped=(Skipped(broken.line, broken.why),))
    except BadInput as refused:
        why = str(refused)
    return Reading(file=source.name, format="", skipped=(Skipped(1, why),))


def table_of(source: Source) -> Table | None:
    """The table in a file that is read as a sheet, or would be if somebody said what its columns mean; of all
    other files None."""
    try:
        format, why = _recognised(source)
    except (Broken, BadInput):
        return None
    if format is None:
        return sheet.unnamed_table(source) if why == sheet.NO_HEADER else None
    return sheet.table_in(source) if format.name == "sheet" else None


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


def _everybody(reading: Reading) -> Reading:
    """With those, too, who otherwise are looked for in the book only: the file was asked for by format."""
    if not any(record.only_known and record.contact.name for record in reading.records):
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
    return UNKNOWN
