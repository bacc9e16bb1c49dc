"""The days on which an event of a calendar took place: repetitions, exceptions, moved ones (RFC 5545, 3.8.5).

recurring-ical-events does the same and more, but holds python-dateutil below 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile
from typing import Any

from icalendar import Event

MOST_TIMES = 20_000
"""Of one event: every day for 54 years."""

_FIRST_YEAR = 1970

# The parts of a rule by which dateutil finds a day or the end of time within a second. By hours and minutes
# nobody meets anybody; what else stands in a rule of days can keep it searching for hours.
_ALWAYS = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH"))
_PARTS = {
    "DAILY": _ALWAYS,
    "WEEKLY": _ALWAYS,
    "MONTHLY": _ALWAYS | {"BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _ALWAYS | {"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}


class BadRule(ValueError):
    """A rule that is not followed; its text says why."""


@dataclass(frozen=True, slots=True)
class Time:
    """One time that an event took place."""

    key: str
    """What tells it from the other times of the event; empty for one that does not repeat."""
    day: date
    """The local day."""
    event: Event
    """What is said of this time."""


def times(events: Sequence[Event], before: date) -> list[Time]:
    """The times before a day of the events of one UID: one, with its repetitions changed by the others.

    A time without a zone, or in one that nobody knows, is taken for a local one. Raises BadRule.
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
        raise BadRule("it does not say when it begins")
    else:
        planned = _planned(main, _on_clock(start, zone), zone, before) | set(changed)
    repeats = main is None or "RRULE" in main or "RDATE" in main
    found = []
    for at in sorted(planned):
        event, day = changed.get(at), None
        if event:
            moved = _when(event, "DTSTART")
            day = _local_day(_on_clock(moved, _zone(moved)), moved) if moved else None
        elif main and start:
            later, by = _from_then_on(at, changed, zone)
            event, day = later or main, _local_day(at + by, start)
        if event and day and day < before:
            found.append(Time(at.isoformat() if repeats else "", day, event))
    return found


def _from_then_on(
    at: datetime, changed: Mapping[datetime, Event], zone: tzinfo | None
) -> tuple[Event | None, timedelta]:
    """The change that holds from an earlier time on, and by how much it moves; None where there is none."""
    for since in sorted(changed, reverse=True):
        event = changed[since]
        if since <= at and event["RECURRENCE-ID"].params.get("RANGE", "").upper() == "THISANDFUTURE":
            moved = _when(event, "DTSTART")
            return event, _on_clock(moved, zone) - since if moved else timedelta(0)
    return None, timedelta(0)


def _planned(main: Event, first: datetime, zone: tzinfo | None, before: date) -> set[datetime]:
    """When an event was to take place, up to a day, by its rules without those that it leaves out."""
    # a day more: somewhere it is tomorrow already
    last = datetime.combine(before, time()) + timedelta(1)
    found = {first, *(_on_clock(when, zone) for when in _listed(main, "RDATE"))}
    for rule in _several(main.get("RRULE")):
        found.update(_repeated(rule, first, zone, last))
    if len(found) > MOST_TIMES:
        raise BadRule(f"it repeats more than {MOST_TIMES:,} times")
    left_out = list(_listed(main, "EXDATE"))
    # some programs leave out a day where the event has a time
    days = {when for when in left_out if not isinstance(when, datetime)}
    gone = {_on_clock(when, zone) for when in left_out}
    return {at for at in found - gone if at <= last and at.date() not in days}


def _when(event: Event, name: str) -> date | None:
    """A day or a time of an event; None where it says none that can be."""
    value = event.get(name)
    found = getattr(value[0] if isinstance(value, list) else value, "dt", None)
    return found if isinstance(found, date) and found.year >= _FIRST_YEAR else None


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
    rule: Mapping[str, Any], first: datetime, zone: tzinfo | None, last: datetime
) -> list[datetime]:
    # only here: few imports are of calendars
    from dateutil.rrule import rrulestr

    # what can't be read as a rule is no mapping
    parts = {name.upper(): values for name, values in rule.items()} if isinstance(rule, dict) else {}
    frequency = str(next(iter(parts.get("FREQ", ())), ""))
    if not set(parts) <= _PARTS.get(frequency, frozenset()) or any(
        number < 1 for number in parts.get("INTERVAL", ())
    ):
        raise BadRule("it repeats by a rule that is not understood here")
    for until in parts.pop("UNTIL", ()):
        whole_day = timedelta(0) if isinstance(until, datetime) else timedelta(days=1, microseconds=-1)
        last = min(last, _on_clock(until, zone) + whole_day)
    text = ";".join(f"{name}={','.join(map(str, values))}" for name, values in parts.items())
    try:
        repeated = iter(rrulestr(text, dtstart=first))
    except (ValueError, TypeError, AttributeError) as error:
        raise BadRule("it repeats by a rule that is not understood here") from error
    return list(islice(takewhile(lambda at: at <= last, repeated), MOST_TIMES + 1))


def _listed(event: Event, name: str) -> Iterator[date]:
    for several in _several(event.get(name)):
        for value in getattr(several, "dts", ()):
            when = value.dt[0] if isinstance(value.dt, tuple) else value.dt
            if isinstance(when, date):
                yield when


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
