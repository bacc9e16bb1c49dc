"""What stands in a timeline: what happened, what was done, and on top what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence

from rolodex.book import request_words
from rolodex.model import Favour, FollowUp, Interaction, Request
from rolodex.owing import FAVOUR

Entry = Interaction | FollowUp | Favour | Request

FOLLOW_UP = "follow-up"
"""The kind of those entries that are follow-ups."""


def mixed(
    log: Sequence[Interaction],
    follow_ups: Sequence[FollowUp],
    favours: Sequence[Favour] = (),
    requests: Sequence[Request] = (),
    *,
    more: bool,
) -> list[Entry]:
    """Open follow-ups and favours, the latest first, and then everything else, newest first.

    A favour stands for the follow-up that reminds of it. A request of which no day is known has no place.

    `more` says that the log (newest first) goes on: what was done before its last entry is left out then.
    """
    told = {favour.follow_up for favour in favours}
    rows: list[FollowUp | Favour] = [*favours, *(row for row in follow_ups if row.uid not in told)]
    since = log[-1].on if more and log else ""
    done = [row for row in rows if not is_open(row) and day(row) >= since]
    # of one day, what was done stands above: it is mostly done after it was talked about
    asked = [row for row in requests if day(row) and day(row) >= since]
    passed: list[Entry] = sorted([*done, *log, *asked], key=day, reverse=True)
    return [*sorted(filter(is_open, rows), key=day, reverse=True), *passed]


def day(entry: Entry) -> str:
    """The local day at which an entry stands."""
    if isinstance(entry, Interaction):
        return entry.on
    if isinstance(entry, FollowUp):
        return entry.done_on or entry.due
    if isinstance(entry, Request):
        return request_words.day(entry)
    if is_open(entry):
        return entry.due or entry.last_asked_on or entry.asked_on
    return entry.done_on or entry.answered_on or entry.asked_on


def kind(entry: Entry) -> str:
    """The kind by which entries are narrowed."""
    if isinstance(entry, Interaction):
        return entry.kind
    return {FollowUp: FOLLOW_UP, Favour: FAVOUR}.get(type(entry), request_words.REQUEST)


def is_open(entry: FollowUp | Favour) -> bool:
    """Whether something is still to come of it."""
    return not entry.done_on if isinstance(entry, FollowUp) else entry.is_open


def identity(entry: Entry) -> tuple[type[Entry], int]:
    """What stays the same of an entry in the next answer of the book."""
    return type(entry), entry.id
