"""Calendars (.ics) as meetings: past events with those who were invited and did not decline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from rolodex.formats.addresses import name_in, standing_out
from rolodex.formats.decode import decode
from rolodex.formats.draft import folded
from rolodex.formats.format import Format
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Contact, Interaction, Labelled, Reading, Record, Skipped
from rolodex.text import one_line, storable

if TYPE_CHECKING:
    from icalendar import Event

MOST_MEETINGS = 500_000
"""Of one calendar, each repetition counted."""
MOST_EVENTS = 200_000
"""Of one calendar, with others in them. Each takes some 4 KB of memory."""
MOST_ATTENDEES = 50
"""More are an audience: who was one of it was not met."""

_LONGEST_EVENT = 2**20
# Of an event, once it is known who was invited.
_KEPT = frozenset(("UID", "DTSTART", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY", "STATUS"))
_LINE = re.compile(r"(.*)(?:\n|\Z)")
_CALENDAR = re.compile(r"\s*BEGIN:VCALENDAR", re.IGNORECASE)
_NAMES_PEOPLE = re.compile(r"^(?:ATTENDEE|ORGANIZER|RECURRENCE-ID)[;:]", re.IGNORECASE | re.MULTILINE)
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+$")
# Google's rooms, and calendars that invite in the name of a team.
_NO_PERSON = ("@resource.calendar.google.com", "@group.calendar.google.com", "@import.calendar.google.com")


@dataclass(slots=True)
class _Person:
    """Who stands in a calendar, with what took place."""

    line: int
    names: Counter[str] = field(default_factory=Counter)
    meetings: dict[str, Interaction] = field(default_factory=dict)
    """By source key."""


@dataclass(frozen=True, slots=True)
class _Event:
    line: int
    """1-based, where it begins."""
    event: Event
    uid: str
    invited: dict[str, tuple[str, bool]]
    """Everybody by email, or by name where there is none: their name, and whether they may have come."""


def recognises(source: Source) -> bool:
    """Whether the file begins a calendar."""
    return bool(_CALENDAR.match(decode(source.data[:4000])))


def read(source: Source, today: date) -> Reading:
    """Each event before today with others in it as one interaction of the kind `meeting`, with all of them.

    Left out are cancelled events, those one declined oneself, who declined, rooms and other things, and
    audiences. One's own addresses are those of `source.own`, the calendar's name if it is one, else the one
    that stands in most events. Nobody new is made of it. Days are local. Raises BadInput for no calendar.
    """
    text = storable(decode(source.data))
    if not _CALENDAR.match(text):
        raise BadInput(f"{source.name} is no calendar: it does not begin with BEGIN:VCALENDAR.")
    skipped: list[Skipped] = []
    events = list(islice(_events(text, skipped), MOST_EVENTS + 1))
    if len(events) > MOST_EVENTS:
        raise BadInput(f"{source.name} holds more than {MOST_EVENTS:,} events with others: split it.")
    own = source.own | _own(text, events)
    people: dict[str, _Person] = {}
    meetings = 0
    for group in _by_uid(events):
        for one, key, on in _past(group, own, today, skipped):
            meetings += 1
            if meetings > MOST_MEETINGS:
                raise BadInput(
                    f"{source.name} holds more than {MOST_MEETINGS:,} meetings: split it by years."
                )
            _note(people, one, key, on, own)
    return Reading(
        file=source.name,
        format="calendar",
        records=tuple(_record(key, person) for key, person in people.items()),
        skipped=tuple(sorted(skipped, key=lambda row: row.line)),
    )


def _blocks(text: str, skipped: list[Skipped]) -> Iterator[tuple[int, str]]:
    """The text of each event that names people or changes a repetition, with the line where it begins."""
    lines: list[str] = []
    start = size = 0
    for number, found in enumerate(_LINE.finditer(text), start=1):
        line = found[1]
        mark = line[:20].strip().upper()
        if not start and mark == "BEGIN:VEVENT":
            start, size, lines = number, 0, []
        if not start:
            continue
        size += len(line)
        if size <= _LONGEST_EVENT:
            lines.append(line)
        if mark == "END:VEVENT":
            block = "\n".join(lines)
            if size > _LONGEST_EVENT:
                skipped.append(Skipped(start, "an event of more than a million letters"))
            elif _NAMES_PEOPLE.search(block):
                yield start, block
            start = 0
    if start:
        skipped.append(Skipped(start, "an event that is not ended: the file is cut off"))


def _events(text: str, skipped: list[Skipped]) -> Iterator[_Event]:
    # only here: it takes a quarter of a second to load
    from icalendar import Event

    for line, block in _blocks(text, skipped):
        try:
            event = cast(Event, Event.from_ical(block))
            uid = one_line(str(event.get("UID", "")))[:200]
            invited = dict(_invited(event))
        # whatever icalendar stumbles over is one event's: the others are read
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
            skipped.append(Skipped(line, f"an event that can't be read: {one_line(str(error))[:100]}"))
            continue
        event.subcomponents.clear()
        for name in set(event) - _KEPT:
            del event[name]
        yield _Event(line, event, uid or f"line {line}", invited)


def _invited(event: Event) -> Iterator[tuple[str, tuple[str, bool]]]:
    organizer, attendees = event.get("ORGANIZER"), event.get("ATTENDEE")
    # the attendees last: what they answered counts where the organizer is one
    for address in (*_several(organizer), *_several(attendees)):
        said = {name: str(address.params.get(name, "")) for name in ("CN", "CUTYPE", "PARTSTAT", "ROLE")}
        email = re.sub("^mailto:", "", one_line(str(address)), flags=re.IGNORECASE)
        name = name_in(said["CN"])
        if said["CUTYPE"].upper() in ("ROOM", "RESOURCE", "GROUP") or email.lower().endswith(_NO_PERSON):
            continue
        came = said["PARTSTAT"].upper() != "DECLINED" and said["ROLE"].upper() != "NON-PARTICIPANT"
        if _EMAIL.match(email):
            yield email.casefold(), ("" if name.casefold() == email.casefold() else name, came)
        elif name:
            yield name, (name, came)


def _several(value: Any) -> Sequence[Any]:
    found = value if isinstance(value, list) else [value]
    return [one for one in found if hasattr(one, "params")]


def _own(text: str, events: Sequence[_Event]) -> frozenset[str]:
    """One's own addresses, as far as the calendar tells: Google names it so."""
    named = re.search(r"^X-WR-CALNAME[^:\n]*:\s*(\S+@\S+)\s*$", text[:100_000], re.IGNORECASE | re.MULTILINE)
    named_own = frozenset((named[1].casefold(),)) if named else frozenset()
    by_uid: dict[str, set[str]] = {}
    for one in events:
        by_uid.setdefault(one.uid, set()).update(one.invited)
    return named_own or standing_out(by_uid.values())


def _by_uid(events: Iterable[_Event]) -> Iterable[list[_Event]]:
    groups: dict[str, list[_Event]] = {}
    for one in events:
        groups.setdefault(one.uid, []).append(one)
    return groups.values()


def _past(
    group: Sequence[_Event], own: frozenset[str], today: date, skipped: list[Skipped]
) -> Iterator[tuple[_Event, str, date]]:
    """The times before today at which one event took place with others, each with its key and local day."""
    from rolodex.formats.recurring import BadRule, times

    if not any(set(one.invited) - own for one in group):
        return
    told = {id(one.event): one for one in group}
    try:
        found = times([one.event for one in group], today)
    except (BadRule, OverflowError, ValueError) as error:
        skipped.append(Skipped(group[0].line, f"an event that is not followed: {one_line(str(error))}"))
        return
    for time in found:
        one = told[id(time.event)]
        declined = any(not came for key, (_, came) in one.invited.items() if key in own)
        cancelled = str(one.event.get("STATUS", "")).upper() == "CANCELLED"
        if not declined and not cancelled and len(one.invited) <= MOST_ATTENDEES:
            yield one, f"ics:{one.uid}" + (f":{time.key}" if time.key else ""), time.day


def _note(people: dict[str, _Person], one: _Event, key: str, on: date, own: frozenset[str]) -> None:
    text = one_line(str(one.event.get("SUMMARY", "")))
    meeting = Interaction(on=on.isoformat(), kind="meeting", text=text, source_key=key)
    for who, (name, came) in one.invited.items():
        if who not in own and came:
            person = people.setdefault(who, _Person(one.line))
            person.names[name] += 1
            person.meetings[key] = meeting


def _record(key: str, person: _Person) -> Record:
    person.names.pop("", None)
    name = person.names.most_common(1)[0][0] if person.names else key
    is_email = bool(_EMAIL.match(key))
    return Record(
        contact=Contact(name=name, emails=(Labelled(key),) if is_email else ()),
        line=person.line,
        keys=(f"email:{key}" if is_email else f"name:{folded(name)}",),
        interactions=tuple(sorted(person.meetings.values(), key=lambda meeting: meeting.on)),
        only_known=True,
    )


FORMAT = Format("calendar", "calendars (.ics): past meetings", recognises, read)
