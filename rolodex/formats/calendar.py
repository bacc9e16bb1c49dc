"""Calendars: days as an iCalendar file (RFC 5545) that calendar programs read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rolodex import dates
from rolodex.dates.lengths import count_and_unit
from rolodex.model import Whole
from rolodex.text import shown


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day in a calendar."""

    uid: str
    """Stays the same from file to file, so that a client that reads it again moves and doubles nothing."""
    on: date
    summary: str
    """One line."""
    every: str = ""
    """A cadence (dates.read_cadence); empty for once."""


_FREQUENCIES = {"days": "DAILY", "weeks": "WEEKLY", "months": "MONTHLY", "years": "YEARLY"}


def written(entries: Iterable[Entry], at: datetime) -> bytes:
    """The calendar file; `at` is when it was made.

    Each entry is an event of a whole day, not a VTODO: Google, Apple and Outlook leave those out of the
    calendars that they import or subscribe to. It blocks no time (TRANSP, section 3.8.2.7).
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//rolodex//rolodex//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@rolodex")
        event.add("dtstamp", at)
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(1))
        event.add("summary", shown(entry.summary))
        event.add("transp", "TRANSPARENT")
        if length := count_and_unit(entry.every):
            event.add("rrule", {"freq": _FREQUENCIES[length[1]], "interval": length[0]})
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def people(whole: Whole, today: date) -> set[int]:
    """The ids of those about whom there is an entry."""
    born = {person.id for person in whole.people if dates.next_birthday(person.birthday, today)}
    return born.union(id for row in whole.follow_ups if not row.done_on for id in row.contacts)


def entries(whole: Whole, today: date) -> list[Entry]:
    """The follow-ups that are open (an overdue one stands on today), and everybody's next birthday."""
    names = {person.id: person.name for person in whole.people}
    found = []
    for row in whole.follow_ups:
        if not row.done_on:
            who = [names[id] for id in row.contacts]
            about = ", ".join(who) if len(who) < 4 else f"{len(who):,} people"
            on = max(date.fromisoformat(row.due), today)
            found.append(Entry(row.uid, on, f"{row.text or 'Follow up'}: {about}", row.every))
    for person in whole.people:
        if day := dates.next_birthday(person.birthday, today):
            found.append(Entry(f"birthday-{person.uid}", day, f"Birthday: {person.name}", "1y"))
    return sorted(found, key=lambda entry: entry.on)
