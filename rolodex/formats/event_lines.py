"""The events of a calendar before they are understood: who is invited, and the lines that tell when.

Files may be made to harm: an event is passed over by its marks, and of its lines only those are taken that
are used, so that neither its size nor what it says besides takes memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rolodex.formats.addresses import name_in
from rolodex.formats.content_lines import Line, as_text, parsed, said_by, unescaped
from rolodex.formats.decode import decode
from rolodex.formats.raw_lines import Places, unfolded
from rolodex.model import Skipped
from rolodex.text import one_line, storable

LONGEST_EVENT = 2**20
"""Bytes of the lines that are taken of one event: some thousand guests."""
LONGEST_RULE = 2_000
"""Letters of a rule of repetition. One that names each day of the year takes 1,500."""
MOST_LISTED = 20_000
"""Days that one event lists by themselves, to take place or not: one each day for 54 years."""

_MARK = re.compile(rb"(?:\A|\n)[ \t]*((?i:BEGIN|END)):(?i:VEVENT)[ \t]*(?![^\n])")
# KOrganizer, Evolution and Mozilla's calendar once folded each line before its colon.
_NAMES = re.compile(rb"\n(?i:ATTENDEE|ORGANIZER|RECURRENCE-ID)(?:\n[ \t])?[;:]")
_TAKEN = re.compile(
    rb"\n((?i:BEGIN|END|UID|DTSTART|RRULE|RDATE|EXDATE|RECURRENCE-ID|SUMMARY|STATUS|ATTENDEE|ORGANIZER)"
    rb"(?:\n[ \t])?[;:][^\n]*+(?:\n[ \t][^\n]*+)*+)"
)
_TEXTS = ("UID", "SUMMARY", "STATUS")
_WHEN = ("DTSTART", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+$")
_MAILTO = re.compile("^mailto:", re.IGNORECASE)
# Confluence writes a colon where its first parameter begins.
_MISPLACED = re.compile(r"([\w-]+=[^:]*):(mailto:[^:]+)", re.IGNORECASE)
# Google's rooms, and calendars that invite in the name of a team.
_NO_PERSON = ("@resource.calendar.google.com", "@group.calendar.google.com", "@import.calendar.google.com")


@dataclass(frozen=True, slots=True)
class EventLines:
    """One event, or a change of one of its repetitions."""

    at: int
    """1-based line of the file where it begins."""
    uid: str
    summary: str
    is_cancelled: bool
    when: str
    """Its lines that tell when it is, without folds."""
    listed: int
    """How many days it lists by themselves."""
    invited: dict[str, tuple[str, bool]]
    """Everybody by email, or by name where there is none: their name, and whether they may have come."""


def events(data: bytes, skipped: list[Skipped]) -> Iterator[EventLines]:
    """Events of a `unified` file that name people or change a repetition; the others are passed over."""
    places = Places(data)
    start = -1
    for mark in _MARK.finditer(data):
        begins = mark[1][:1] in b"Bb"
        if begins and start < 0:
            start = mark.end()
            at = places.line(mark.start(1))
        elif not begins and start >= 0:
            found = (
                _event(data, start, mark.start(), at) if _NAMES.search(data, start, mark.start()) else None
            )
            if isinstance(found, Skipped):
                skipped.append(found)
            elif found:
                yield found
            start = -1
    if start >= 0:
        skipped.append(Skipped(at, "an event that is not ended: the file is cut off"))


def _event(data: bytes, start: int, end: int, at: int) -> EventLines | Skipped | None:
    """None for an event of nobody."""
    taken: list[bytes] = []
    size = depth = 0
    for found in _TAKEN.finditer(data, start, end):
        begin, stop = found.span(1)
        size += stop - begin
        if size > LONGEST_EVENT:
            return Skipped(at, f"an event of more than {LONGEST_EVENT >> 20} MiB")
        mark = data[begin : begin + 6].upper()
        if mark == b"BEGIN:":
            depth += 1
        elif mark.startswith(b"END:"):
            depth -= 1
        elif depth == 0:
            # what is deeper is an alarm's
            line = found[1]
            taken.append(unfolded(line) if b"\n" in line else line)
    lines = [line for raw in taken if (line := parsed(storable(decode(raw))))]
    invited = dict(_invited(lines))
    if not invited and all(line.name != "RECURRENCE-ID" for line in lines):
        return None
    listed = sum(line.value.count(",") + 1 for line in lines if line.name in ("RDATE", "EXDATE"))
    if listed > MOST_LISTED:
        return Skipped(at, f"an event that lists more than {MOST_LISTED:,} days")
    if any(line.name == "RRULE" and len(line.value) > LONGEST_RULE for line in lines):
        return Skipped(at, f"an event that repeats by a rule of more than {LONGEST_RULE:,} letters")
    text = {line.name: one_line(unescaped(line.value)) for line in reversed(lines) if line.name in _TEXTS}
    return EventLines(
        at,
        uid=text.get("UID", "")[:200] or f"line {at}",
        summary=text.get("SUMMARY", ""),
        is_cancelled=text.get("STATUS", "").upper() == "CANCELLED",
        when="\n".join([as_text(line) for line in lines if line.name in _WHEN]),
        listed=listed,
        invited=invited,
    )


def _invited(lines: list[Line]) -> Iterator[tuple[str, tuple[str, bool]]]:
    # the attendees last: what they answered counts where the organizer is one
    for line in sorted(lines, key=lambda line: line.name == "ATTENDEE"):
        if line.name not in ("ORGANIZER", "ATTENDEE"):
            continue
        if found := _MISPLACED.fullmatch(line.value):
            line = line._replace(parameters=f"{line.parameters};{found[1]}", value=found[2])
        email = _MAILTO.sub("", one_line(line.value))
        name = name_in(unescaped(said_by(line.parameters, "CN")))
        kind = line.parameter("CUTYPE")
        if kind in ("room", "resource", "group") or email.lower().endswith(_NO_PERSON):
            continue
        came = line.parameter("PARTSTAT") != "declined" and line.parameter("ROLE") != "non-participant"
        if EMAIL.match(email):
            yield email.casefold(), ("" if name.casefold() == email.casefold() else name, came)
        elif name:
            yield name, (name, came)
