"""The days on which an event of a calendar took place: repetitions, exceptions, moved ones (RFC 5545, 3.8.5).

recurring-ical-events does the same and more, but holds python-dateutil below 3.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta, tzinfo
from typing import Any, cast
from warnings import catch_warnings, simplefilter

from icalendar import Event
from icalendar.prop import vBroken

from rolodex.text import one_line

MOST_TIMES = 20_000
"""Of one event: every day for 54 years."""

_FIRST_YEAR = 1970
_RULE = re.compile(r"^RRULE:(.*)\n", re.MULTILINE)
# A day with more behind it than icalendar takes: `20131210Z`.
_DAY = re.compile(r"([0-9]{8})(?![0-9])")
_NOT_UNDERSTOOD = "it repeats by a rule that is not understood here"
# After 400 years the days of the week are those of the same dates again.
_CYCLE_YEARS = 400
_CYCLE = timedelta(days=146_097)
# As long as so many times take to be found, takes a rule that is followed in vain, and each year of one that
# looks at all its days.
_IN_VAIN = 50_000
_A_YEAR = 15
_BY_YEARS = ("MONTHLY", "YEARLY")
_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")

# The parts of a rule by which dateutil finds a day or the end of time within a second. By hours and minutes
# nobody meets anybody; what else stands in a rule of days can keep it searching for hours.
_ALWAYS = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH"))
_PARTS = {
    "DAILY": _ALWAYS,
    "WEEKLY": _ALWAYS,
    "MONTHLY": _ALWAYS | {"BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _ALWAYS | {"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}


# Whatever icalendar and dateutil stumble over is one event's. OSError: a zone that is called like a folder.
_STUMBLES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, OSError)


class BadRule(ValueError):
    """A rule that is not followed; its text says why."""


class TooMuch(Exception):
    """A calendar repeats more than is followed."""


class Effort:
    """How many times of events are yet to be found in one calendar, so that it is read within seconds."""

    def __init__(self, times: int) -> None:
        self._left = times

    def spend(self, times: int) -> None:
        """Raises TooMuch when none is left."""
        self._left -= times
        if self._left < 0:
            raise TooMuch


def parsed(lines: str) -> Event:
    """The event of the lines that say when it is. Raises BadRule where they can't be read."""
    # programs leave rules empty, and put spaces and a last semicolon into them
    lines = _RULE.sub(lambda rule: f"RRULE:{said}\n" if (said := _bare(rule[1])) else "", f"{lines}\n")
    try:
        # it warns of each zone of Mozilla's and Evolution's, which it understands
        with catch_warnings():
            simplefilter("ignore")
            return cast(Event, Event.from_ical(f"BEGIN:VEVENT\n{lines}END:VEVENT\n"))
    except _STUMBLES as error:
        raise BadRule(one_line(str(error))[:100]) from error


def _bare(rule: str) -> str:
    return "".join(rule.split()).strip(";")


@dataclass(frozen=True, slots=True)
class Time:
    """One time that an event took place."""

    key: str
    """What tells it from the other times of the event; empty for one that does not repeat."""
    day: date
    """The local day."""
    event: Event
    """What is said of this time."""


def times(events: Sequence[Event], before: date, effort: Effort) -> list[Time]:
    """The times before a day of the events of one UID: one, with its repetitions changed by the others.

    A time without a zone, or in one that nobody knows, is taken for a local one. Raises BadRule, and TooMuch.
    """
    main = next((event for event in reversed(events) if _when(event, "RECURRENCE-ID") is None), None)
    start = _when(main, "DTSTART") if main else None
    zone = _zone(start)
    changed = {
        _on_clock(at, zone): event for event in events if (at := _when(event, "RECURRENCE-ID")) is not None
    }
    if main is None:
        planned = set(changed)
    elif start is None:
        raise BadRule(f"it does not say when it begins, or begins before {_FIRST_YEAR}")
    else:
        planned = _planned(main, _on_clock(start, zone), zone, before, effort) | set(changed)
    repeats = main is None or "RRULE" in main or "RDATE" in main
    later = _from_then_on(changed)
    found = []
    for at in sorted(planned):
        event, day = changed.get(at), None
        if event:
            moved = _when(event, "DTSTART")
            day = _local_day(_on_clock(moved, _zone(moved)), moved) if moved else None
        elif main and start:
            since = bisect_right(later, at) - 1
            event = changed[later[since]] if since >= 0 else main
            moved = _when(event, "DTSTART") if since >= 0 else None
            by = _on_clock(moved, zone) - later[since] if moved else timedelta(0)
            day = _local_day(at + by, start)
        if event and day and day < before:
            found.append(Time(at.isoformat() if repeats else "", day, event))
    return found


def _from_then_on(changed: Mapping[datetime, Event]) -> list[datetime]:
    """The times from which on a change holds, in order."""
    said = ((at, _first(event, "RECURRENCE-ID").params.get("RANGE", "")) for at, event in changed.items())
    return sorted(at for at, range in said if str(range).upper() == "THISANDFUTURE")


def _planned(
    main: Event, first: datetime, zone: tzinfo | None, before: date, effort: Effort
) -> set[datetime]:
    """When an event was to take place, up to a day, by its rules without those that it leaves out."""
    # a day more: somewhere it is tomorrow already
    last = datetime.combine(before, time()) + timedelta(1)
    found = {first, *(_on_clock(when, zone) for when in _listed(main, "RDATE"))}
    for rule in _several(main.get("RRULE")):
        found.update(_repeated(rule, first, zone, last, effort))
    if len(found) > MOST_TIMES:
        raise BadRule(f"it repeats more than {MOST_TIMES:,} times")
    left_out = list(_listed(main, "EXDATE"))
    # some programs leave out a day where the event has a time
    days = {when for when in left_out if not isinstance(when, datetime)}
    gone = {_on_clock(when, zone) for when in left_out}
    return {at for at in found - gone if at <= last and at.date() not in days}


def _when(event: Event, name: str) -> date | None:
    """A day or a time of an event; None where it says none that can be."""
    value = _first(event, name)
    found = _odd_day(value) if isinstance(value, vBroken) else getattr(value, "dt", None)
    return found if isinstance(found, date) and found.year >= _FIRST_YEAR else None


def _odd_day(value: str) -> date | None:
    """The day at the beginning of what icalendar does not understand."""
    found = _DAY.match(value)
    try:
        return datetime.strptime(found[1], "%Y%m%d").date() if found else None
    except ValueError:
        return None


def _first(event: Event, name: str) -> Any:
    value = event.get(name)
    return value[0] if isinstance(value, list) else value


def _zone(when: date | None) -> tzinfo | None:
    return when.tzinfo if isinstance(when, datetime) else None


def _on_clock(when: date, zone: tzinfo | None) -> datetime:
    """A time as a clock in the zone shows it, without its zone; a day is its midnight."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time())
    return when.astimezone(zone).replace(tzinfo=None) if when.tzinfo and zone else when.replace(tzinfo=None)


def _local_day(clock: datetime, start: date) -> date:
    """The local day of a time on a clock in the zone of `start`."""
    if not isinstance(start, datetime) or start.tzinfo is None:
        return clock.date()
    return clock.replace(tzinfo=start.tzinfo).astimezone().date()


def _repeated(
    rule: Mapping[str, Any], first: datetime, zone: tzinfo | None, last: datetime, effort: Effort
) -> list[datetime]:
    # what can't be read as a rule is no mapping
    parts = {name.upper(): values for name, values in rule.items()} if isinstance(rule, dict) else {}
    frequency = str(next(iter(parts.get("FREQ", ())), ""))
    if all(number < 1 for number in parts.get("COUNT", ())):
        # Exchange's bridges say -1 where there is none
        parts.pop("COUNT", None)
    if all(len(parts.get(part, ())) < 2 for part in _CLOCK) or "COUNT" not in parts:
        # at whatever time: the day is the same
        parts = {
            part: values for part, values in parts.items() if part not in _CLOCK or frequency not in _PARTS
        }
    if not set(parts) <= _PARTS.get(frequency, frozenset()) or any(
        number < 1 for number in parts.get("INTERVAL", ())
    ):
        raise BadRule(_NOT_UNDERSTOOD)
    for until in parts.pop("UNTIL", ()):
        whole_day = timedelta(0) if isinstance(until, datetime) else timedelta(days=1, microseconds=-1)
        last = min(last, _on_clock(until, zone) + whole_day)
    if first > last:
        return []
    # a rule that never comes true is given up at the end of time, which is brought near
    shift = _CYCLE * ((MAXYEAR - last.year) // _CYCLE_YEARS)
    found: list[datetime] = []
    try:
        for at in _by_rule(parts, first + shift):
            if at - shift > last or len(found) > MOST_TIMES:
                break
            found.append(at - shift)
        else:
            if len(found) < next(iter(parts.get("COUNT", ())), MOST_TIMES):
                effort.spend(_IN_VAIN)
    # on numbers that no year has dateutil fails only when it gets there
    except _STUMBLES as error:
        raise BadRule(_NOT_UNDERSTOOD) from error
    effort.spend(len(found) + _A_YEAR * (last.year - first.year if frequency in _BY_YEARS else 0))
    return found


def _by_rule(parts: Mapping[str, Any], first: datetime) -> Iterator[datetime]:
    # only here: few imports are of calendars
    from dateutil.rrule import rrulestr

    text = ";".join(f"{name}={','.join(map(str, values))}" for name, values in parts.items())
    return iter(rrulestr(text, dtstart=first))


def _listed(event: Event, name: str) -> Iterator[date]:
    for several in _several(event.get(name)):
        if isinstance(several, vBroken):
            if day := _odd_day(several):
                yield day
            continue
        for value in getattr(several, "dts", ()):
            when = value.dt[0] if isinstance(value.dt, tuple) else value.dt
            if isinstance(when, date):
                yield when


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
