"""Calendars (.ics) as meetings: past events with those who were invited and did not decline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from rolodex.formats.addresses import owners
from rolodex.formats.decode import decode
from rolodex.formats.draft import folded
from rolodex.formats.event_lines import EMAIL, EventLines, events
from rolodex.formats.format import Format
from rolodex.formats.raw_lines import unified
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Contact, Interaction, Labelled, Reading, Record, Skipped
from rolodex.text import one_line

if TYPE_CHECKING:
    from rolodex.formats.recurring import Effort

_TAIL = 1_000
"""Bytes, in which a calendar ends."""
MOST_MEETINGS = 500_000
"""Of one calendar, each repetition counted, and each with everybody in it."""
MOST_EVENTS = 200_000
"""Of one calendar, with others in them. Each takes some 1 KB of memory."""
MOST_INVITED = 500_000
"""In all events of one calendar. Each takes some 300 bytes."""
MOST_PEOPLE = 100_000
"""In one calendar. Each takes some 3 KB."""
MOST_ATTENDEES = 50
"""More are an audience: who was one of it was not met."""

_NAMED = re.compile(rb"^X-WR-CALNAME[^:\n]*:\s*(\S+@\S+)\s*$", re.IGNORECASE | re.MULTILINE)
# an event alone is how Evolution keeps each in its store
_CALENDAR = re.compile(rb"\s*BEGIN:(VCALENDAR|VEVENT)", re.IGNORECASE)


@dataclass(slots=True)
class _Person:
    """Who stands in a calendar, with what took place."""

    line: int
    names: Counter[str] = field(default_factory=Counter)
    meetings: dict[str, Interaction] = field(default_factory=dict)
    """By source key."""


def recognises(source: Source) -> bool:
    """Whether the file begins a calendar."""
    return bool(_CALENDAR.match(unified(source.data[:4000])))


def read(source: Source, today: date) -> Reading:
    """Each event before today with others in it as one interaction of the kind `meeting`, with all of them.

    Left out are cancelled events, those one declined oneself, who declined, rooms and other things, and
    audiences. One's own addresses are those of `source.own` and the calendar's name if it is one; where that
    is none, or never invited, the one that stands in most events. Nobody new is made of it. Days are local.
    Raises BadInput for no calendar.
    """
    data = unified(source.data)
    begin = _CALENDAR.match(data)
    if not begin:
        raise BadInput(f"{source.name} is no calendar: it does not begin with BEGIN:VCALENDAR.")
    skipped: list[Skipped] = []
    found: list[EventLines] = []
    invited = listed = 0
    for one in events(data, skipped):
        found.append(one)
        invited += len(one.invited)
        listed += one.listed
        if len(found) > MOST_EVENTS:
            raise BadInput(f"{source.name} holds more than {MOST_EVENTS:,} events with others: split it.")
        if invited > MOST_INVITED:
            raise BadInput(f"{source.name} holds more than {MOST_INVITED:,} guests: split it by years.")
        if listed > MOST_MEETINGS:
            raise _too_many(source)
    own = source.own | _own(data, found)
    people = _people(source, found, own, today, skipped)
    return Reading(
        file=source.name,
        format="calendar",
        records=tuple(_record(key, person) for key, person in people.items()),
        skipped=tuple(sorted(skipped, key=lambda row: row.line)),
        owner_unknown=not own,
        cut=b"END:" + begin[1].upper() not in data[-_TAIL:].upper(),
    )


def _too_many(source: Source) -> BadInput:
    return BadInput(f"{source.name} holds more than {MOST_MEETINGS:,} meetings: split it by years.")


def _people(
    source: Source, found: Iterable[EventLines], own: frozenset[str], today: date, skipped: list[Skipped]
) -> dict[str, _Person]:
    # only here: it takes a quarter of a second to load
    from rolodex.formats.recurring import Effort, TooMuch

    people: dict[str, _Person] = {}
    effort = Effort(MOST_MEETINGS)
    try:
        for group in _by_uid(found):
            for one, key, on in _past(group, own, today, skipped, effort):
                effort.spend(_note(people, one, key, on, own))
                if len(people) > MOST_PEOPLE:
                    raise BadInput(
                        f"{source.name} names more than {MOST_PEOPLE:,} people: split it by years."
                    )
    except TooMuch:
        raise _too_many(source) from None
    return people


def _own(data: bytes, events: Sequence[EventLines]) -> frozenset[str]:
    """One's own addresses, as far as the calendar tells: Google names it so."""
    named = _NAMED.search(data[:100_000])
    named_own = frozenset((decode(named[1]).casefold(),)) if named else frozenset()
    by_uid: dict[str, set[str]] = {}
    for one in events:
        by_uid.setdefault(one.uid, set()).update(one.invited)
    # an account may be called by another of one's addresses than the one that is invited
    is_invited = not named_own.isdisjoint(chain(*by_uid.values()))
    names = ((who, name) for one in events for who, (name, _) in one.invited.items())
    return named_own | owners(by_uid.values(), names, named_own if is_invited else ())


def _by_uid(events: Iterable[EventLines]) -> Iterable[list[EventLines]]:
    groups: dict[str, list[EventLines]] = {}
    for one in events:
        groups.setdefault(one.uid, []).append(one)
    return groups.values()


def _past(
    group: Sequence[EventLines], own: frozenset[str], today: date, skipped: list[Skipped], effort: Effort
) -> Iterator[tuple[EventLines, str, date]]:
    """The times before today at which one event took place with others, each with its key and local day."""
    from rolodex.formats.recurring import BadRule, parsed, times

    if not any(set(one.invited) - own for one in group):
        return
    told: dict[int, EventLines] = {}
    understood = []
    for one in group:
        try:
            event = parsed(one.when)
        except BadRule as refused:
            skipped.append(Skipped(one.at, f"an event that can't be read: {refused}"))
            continue
        understood.append(event)
        told[id(event)] = one
    try:
        found = times(understood, today, effort) if understood else []
    except (BadRule, OverflowError, ValueError) as error:
        skipped.append(Skipped(group[0].at, f"an event that is not followed: {one_line(str(error))}"))
        return
    for time in found:
        one = told[id(time.event)]
        declined = any(not came for key, (_, came) in one.invited.items() if key in own)
        if not declined and not one.is_cancelled and len(one.invited) <= MOST_ATTENDEES:
            yield one, f"ics:{one.uid}" + (f":{time.key}" if time.key else ""), time.day


def _note(people: dict[str, _Person], one: EventLines, key: str, on: date, own: frozenset[str]) -> int:
    """Note one meeting with all who came; gives back how many they were."""
    meeting = Interaction(on=on.isoformat(), kind="meeting", text=one.summary, source_key=key)
    came = [(who, name) for who, (name, came) in one.invited.items() if who not in own and came]
    for who, name in came:
        person = people.setdefault(who, _Person(one.at))
        person.names[name] += 1
        person.meetings[key] = meeting
    return len(came)


def _record(key: str, person: _Person) -> Record:
    person.names.pop("", None)
    name = person.names.most_common(1)[0][0] if person.names else key
    is_email = bool(EMAIL.match(key))
    return Record(
        contact=Contact(name=name, emails=(Labelled(key),) if is_email else ()),
        line=person.line,
        keys=(f"email:{key}" if is_email else f"name:{folded(name)}",),
        interactions=tuple(sorted(person.meetings.values(), key=lambda meeting: meeting.on)),
        only_known=True,
    )


FORMAT = Format("calendar", "calendars (.ics): past meetings", recognises, read)
