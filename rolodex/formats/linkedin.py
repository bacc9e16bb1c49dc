"""The files of LinkedIn's data export: connections, the notes on them, and which others are not read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rolodex.formats.columns import plan
from rolodex.formats.days import read_day
from rolodex.formats.draft import Draft, folded, records
from rolodex.formats.handles import handle_in_url
from rolodex.formats.headers import key_of
from rolodex.formats.sheet import read_drafts
from rolodex.formats.sources import Source
from rolodex.formats.table import Table, find_table
from rolodex.model import BadInput, Contact, Field, Interaction, Labelled, Reading, Record, Skipped
from rolodex.text import one_line

SINCE = "LinkedIn since"
"""The field that holds the day of the connection. It is not the day you met: many never met at all."""

_NOTE_COLUMNS = ("connectionfirstname", "connectionlastname", "connectionprofileurl", "note", "createdon")

# The other tables of an export, by name (letters only), with a column that a sheet of the same name made by hand would
# hardly have; the name alone is enough where there is none.
_NOT_READ = {
    "contacts": "bookmarkedat",
    "events": "eventname",
    "invitations": "sentat",
    "messages": "conversationid content",
    "profile": "headline",
    **dict.fromkeys(
        """
        guidemessages learningroleplaymessages coachmessages learningcoachmessages endorsementreceivedinfo
        endorsementgiveninfo recommendationsreceived recommendationsgiven importedcontacts companyfollows memberfollows
        hashtagfollows phonenumbers whatsappphonenumbers emailaddresses profilesummary positions education skills
        languages honors projects publications patents courses certifications volunteering organizations testscores
        causesyoucareabout registration logins searchqueries shares comments reactions votes instantreposts richmedia
        saveditems adtargeting adsclicked lanadsengagement inferencesaboutyou receipts accountstatushistory
        securitychallenges savedjobs savedjobalerts jobapplications jobapplicantsavedanswers jobseekerpreferences
        learning privateidentityasset verifications
        """.split(),
        "",
    ),
}


def recognises_connections(source: Source) -> bool:
    """Whether the file has the header of Connections.csv, of whichever year."""
    return find_table(source.data, _names_connections) is not None


def recognises_notes(source: Source) -> bool:
    """Whether the file has the header of Notes.csv."""
    return find_table(source.data, _names_notes) is not None


def not_read(source: Source) -> str:
    """Why this table of an export is not imported; empty if it is no such table."""
    stem, _, suffix = source.base_name.rpartition(".")
    name = key_of(stem).rstrip("0123456789")
    if suffix.lower() != "csv" or name not in _NOT_READ:
        return ""
    columns = _NOT_READ[name].split()
    if columns and find_table(source.data, lambda cells: _has_one(cells, columns)) is None:
        return ""
    return f"not imported yet: LinkedIn's {source.base_name}. If it is a sheet of your own, import it --as sheet"


def _has_one(cells: Sequence[str], keys: Sequence[str]) -> int:
    return int(not set(keys).isdisjoint(map(key_of, cells)))


def _names_connections(cells: Sequence[str]) -> int:
    return int({"firstname", "connectedon"} <= set(map(key_of, cells)))


def _names_notes(cells: Sequence[str]) -> int:
    return int({"connectionfirstname", "note"} <= set(map(key_of, cells)))


def read_connections(source: Source, today: date) -> Reading:
    """The people of Connections.csv. Columns that somebody added in a spreadsheet are read as in any sheet.

    Rows with a date and nothing else (hidden and closed accounts: 39 of 702 in an export of 2026) are counted.
    Raises BadInput when there is no such header.
    """
    table = find_table(source.data, _names_connections)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “First Name” and “Connected On”.")
    columns = plan(table.header)
    at = next(column.index for column in columns if key_of(column.name) == "connectedon")
    columns[at] = replace(columns[at], role="since")
    drafts, date_only = [], 0
    for draft in read_drafts(table, columns, today):
        dated = _settle_since(draft, columns[at].name)
        if name := draft.name():
            if since := draft.fields.get(SINCE):
                draft.last_key = f"linkedin-met:{folded(name)}|{since}"
            drafts.append(draft)
        elif dated and len(draft.fields) == 1 and not draft.values:
            date_only += 1
        else:
            table.skipped.append(Skipped(draft.line, "neither a name nor anything else to call them by"))
    people, fields = records(drafts, today)
    return Reading(
        file=source.name,
        format="linkedin-connections",
        records=people,
        fields=fields,
        skipped=tuple(table.skipped),
        date_only=date_only,
    )


def _settle_since(draft: Draft, column: str) -> bool:
    """Put the day of the connection into its field; whether the row had one. The time of day (2018) is left out."""
    if since := draft.values.pop("since", ""):
        draft.fields.pop(column, None)
        draft.fields[SINCE] = since
    return bool(since) or column in draft.fields


def read_notes(source: Source, today: date) -> Reading:
    """Notes.csv: what the person wrote on connections, each as an interaction of the kind `note`.

    A note that is edited keeps its `source_key`. Raises BadInput when there is no such header.
    """
    table = find_table(source.data, _names_notes)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “Connection First Name” and “Note”.")
    at = {key_of(name): index for index, name in enumerate(table.header)}
    times: Counter[str] = Counter()
    found = []
    for line, cells in table:
        given, family, url, text, created = (
            cells[at[column]] if at.get(column, len(cells)) < len(cells) else "" for column in _NOTE_COLUMNS
        )
        on = read_day(created, today, "month first") or ""
        who = _noted(one_line(given), one_line(family), url)
        if why := _unusable(who, text, on, created):
            table.skipped.append(Skipped(line, why))
            continue
        name, keys = who.name, _keys(who)
        key = f"linkedin-note:{keys[0].partition(':')[2]}:{created}"
        times[key] += 1
        if times[key] > 1:
            key = f"{key}:{times[key]}"
        note = Interaction(on=on, kind="note", text=text, source_key=key)
        found.append(Record(contact=who, line=line, keys=keys, interactions=(note,)))
    return Reading(
        file=source.name, format="linkedin-notes", records=tuple(found), skipped=tuple(table.skipped)
    )
