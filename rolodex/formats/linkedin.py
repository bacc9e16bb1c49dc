"""The files of LinkedIn's data export: connections, the notes on them, and which others are not read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from rolodex.formats.columns import Column, names_known, plan
from rolodex.formats.days import read_day
from rolodex.formats.draft import TIME, Draft, folded, records
from rolodex.formats.format import Format
from rolodex.formats.handles import handle_in_url
from rolodex.formats.headers import key_of
from rolodex.formats.packing import packed
from rolodex.formats.sheet import read_rows
from rolodex.formats.sources import Source
from rolodex.formats.table import Table, find_table, flat, has_table
from rolodex.knowing import CONNECTED_FIELD
from rolodex.model import BadInput, Interaction, Labelled, Reading, Skipped

SINCE = CONNECTED_FIELD

_NOTE_COLUMNS = ("connectionfirstname", "connectionlastname", "connectionprofileurl", "note", "createdon")

# The tables of an export in which is nobody whom one knows, by name (letters only) under what they hold.
_NOBODY_IN = """
yourself: profilesummary positions education skills languages honors projects publications patents courses
    certifications volunteering organizations testscores causesyoucareabout phonenumbers whatsappphonenumbers
    emailaddresses verifications privateidentityasset
what you wrote and read: comments shares reactions votes instantreposts richmedia saveditems hashtagfollows
    articles learning memberhashtags videos
your account: registration logins searchqueries adtargeting adsclicked lanadsengagement inferencesaboutyou
    receipts receiptsv accountstatushistory securitychallenges
jobs: savedjobs savedjobalerts jobapplications jobapplicantsavedanswers jobseekerpreferences onlinejobpostings
    jobapplicantsavedscreeningquestionresponses
messages with LinkedIn's own assistants: guidemessages learningroleplaymessages coachmessages
    learningcoachmessages
companies that you follow: companyfollows
members whose posts you follow, whom you need not know: memberfollows
"""
_NOBODY = {
    name: what
    for line in re.sub(r"\n +", " ", _NOBODY_IN.strip()).split("\n")
    for what, _, names in [line.partition(": ")]
    for name in names.split()
}
_EVENTS = "events"
# Tables of people that are read by their columns: here is what lacks them. People give their own sheets some
# of these names, and then a column that only LinkedIn writes tells.
_OTHER_COLUMNS = {
    "contacts": "bookmarkedat",
    _EVENTS: "eventname",
    "messages": "conversationid content",
    "profile": "headline",
    **dict.fromkeys(
        (
            *("endorsementreceivedinfo", "endorsementgiveninfo", "importedcontacts"),
            *("recommendationsreceived", "recommendationsgiven"),
        ),
        "",
    ),
}
_ONESELF = {
    "verifications": "",
    "jobseekerpreferences": "opentorecruiters",
    **dict.fromkeys(("receipts", "receiptsv"), "paymentmethodtype"),
}
"""Those that have columns for a name or a phone, which are one's own, with the column that only LinkedIn's
has."""
# What tables of people have, and the other ones in which is nobody have not.
_OF_PEOPLE = frozenset(("given", "family", "handle", "phone"))


def recognises_connections(source: Source) -> bool:
    """Whether the file has the header of Connections.csv, of whichever year."""
    return has_table(source.data, _names_connections)


def recognises_notes(source: Source) -> bool:
    """Whether the file has the header of Notes.csv."""
    return has_table(source.data, _names_notes)


def not_read(source: Source) -> str:
    """Why this table of an export is not imported; empty if it is no such table."""
    stem, _, suffix = source.base_name.rpartition(".")
    name = key_of(stem).rstrip("0123456789")
    if suffix.lower() != "csv":
        return ""
    if (what := _NOBODY.get(name)) and (_names_oneself(source, name) or not _names_people(source)):
        return f"nobody to bring in: LinkedIn's {source.base_name} tells of {what}"
    if name not in _OTHER_COLUMNS:
        return ""
    columns = _OTHER_COLUMNS[name].split()
    if columns and find_table(source.data, lambda cells: _has_one(cells, columns)) is None:
        return ""
    if name == _EVENTS:
        return f"nobody to bring in: LinkedIn's {source.base_name} tells of events, and not of who came"
    return (
        f"LinkedIn's {source.base_name} with columns unknown here. If it is a sheet of your own, import it"
        " --as sheet"
    )


def _names_oneself(source: Source, name: str) -> bool:
    column = _ONESELF.get(name)
    if not column:
        return column == ""
    return has_table(source.data, lambda cells: _has_one(cells, (column,)))


def _names_people(source: Source) -> bool:
    """Whether it begins as a sheet of people does that somebody made, whatever they called it."""
    table = find_table(source.data, names_known)
    roles = {column.role for column in plan(table.header)} if table and table.line == 1 else set()
    return bool(roles & _OF_PEOPLE) or roles >= {"name", "email"}


def _has_one(cells: Sequence[str], keys: Sequence[str]) -> int:
    return int(not set(keys).isdisjoint(map(key_of, cells)))


def _names_connections(cells: Sequence[str]) -> int:
    return int({"firstname", "connectedon"} <= set(map(key_of, cells)))


def _names_notes(cells: Sequence[str]) -> int:
    return int({"connectionfirstname", "note"} <= set(map(key_of, cells)))


def table_of_connections(source: Source) -> Table | None:
    """The rows of Connections.csv, of whichever year; None for any other file."""
    return find_table(source.data, _names_connections)


def plan_of_connections(header: Sequence[str]) -> list[Column]:
    """What each column of Connections.csv holds; `since` is the role of the one with the day."""
    return [
        replace(column, role="since") if key_of(column.name) == "connectedon" else column
        for column in plan(header)
    ]


def read_connections(source: Source, today: date) -> Reading:
    """The people of Connections.csv. Columns that somebody added in a spreadsheet are read as in any sheet.

    Rows with a date and nothing else (hidden and closed accounts: 39 of 702 in one of 2026) are counted.
    Raises BadInput when there is no such header.
    """
    table = table_of_connections(source)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “First Name” and “Connected On”.")
    columns = plan_of_connections(table.header)
    since = next(column.name for column in columns if column.role == "since")
    hidden = 0
    newest = ""

    def drafts() -> Iterator[Draft]:
        nonlocal hidden, newest
        for draft in read_rows(table, columns, today):
            dated = _settle_since(draft, since)
            if name := draft.name():
                if day := draft.fields.get(SINCE, ""):
                    draft.last_key = f"linkedin-met:{folded(name)}|{day}"
                    newest = max(newest, day)
                yield draft
            elif dated and len(draft.fields) == 1 and not draft.values:
                hidden += 1
            else:
                table.skipped.append(Skipped(draft.line, draft.why_nobody()))

    people, fields = packed(drafts(), today)
    return Reading(
        file=source.name,
        format="linkedin-connections",
        records=people,
        fields=fields,
        cut=table.cut,
        skipped=_skipped(table),
        date_only=hidden,
        newest=newest,
    )


def _settle_since(draft: Draft, column: str) -> bool:
    """Put the day of the connection, without its time of day, into its field; whether the row had one."""
    if since := draft.values.pop("since", ""):
        draft.fields.pop(f"{column}{TIME}", None)
        draft.fields[SINCE] = since
    return bool(since) or column in draft.fields


def read_notes(source: Source, today: date) -> Reading:
    """Notes.csv: what the person wrote on connections, each as an interaction of the kind `note`.

    A note that is edited keeps its `source_key`. Raises BadInput when there is no such header.
    """
    table = find_table(source.data, _names_notes)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “Connection First Name” and “Note”.")
    at = [_index(table, column) for column in _NOTE_COLUMNS]
    times: Counter[str] = Counter()
    drafts, notes = [], []
    for line, cells in table:
        given, family, url, text, created = (cells[i] if 0 <= i < len(cells) else "" for i in at)
        draft = _noted(line, flat(given), flat(family), url)
        on = read_day(created, today, "month first")
        if not draft.name() or not text:
            why = "no note" if draft.name() else "a note on nobody: neither a name nor a profile"
            table.skipped.append(Skipped(line, why))
        elif on is None or len(on) != len("2019-05-12"):
            table.skipped.append(
                Skipped(line, f"“{created}” is no date: a note needs the day it was made on")
            )
        else:
            key = f"linkedin-note:{draft.keys(draft.name())[0].partition(':')[2]}:{created}"
            times[key] += 1
            key += f":{times[key]}" if times[key] > 1 else ""
            drafts.append(draft)
            notes.append(Interaction(on=on, kind="note", text=text, source_key=key))
    people, _ = records(drafts, today)
    return Reading(
        file=source.name,
        format="linkedin-notes",
        records=tuple(
            replace(person, keys=person.keys[:1], interactions=(note,))
            for person, note in zip(people, notes, strict=True)
        ),
        skipped=_skipped(table),
    )


def _skipped(table: Table) -> tuple[Skipped, ...]:
    """Without LinkedIn's own words above the header."""
    return tuple(skipped for skipped in table.skipped if skipped.line > table.line)


def _index(table: Table, column: str) -> int:
    return next((index for index, name in enumerate(table.header) if key_of(name) == column), -1)


def _noted(line: int, given: str, family: str, url: str) -> Draft:
    """The person a note is on."""
    draft = Draft(line, {role: text for role, text in (("given", given), ("family", family)) if text})
    if handle := handle_in_url(url):
        draft.handles = (handle,)
    elif url:
        draft.urls = (Labelled(url),)
    return draft


CONNECTIONS = Format(
    "linkedin-connections",
    "Connections.csv of LinkedIn's data export, 2018 to now",
    recognises_connections,
    read_connections,
    of_account=True,
)
NOTES = Format(
    "linkedin-notes", "Notes.csv of LinkedIn's data export", recognises_notes, read_notes, of_account=True
)
