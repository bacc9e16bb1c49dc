"""What stands in a timeline: what happened, what was done, and on top what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence

from rolodex.model import FollowUp, Interaction

Entry = Interaction | FollowUp

FOLLOW_UP = "follow-up"
"""The kind of those entries that are follow-ups."""


def mixed(log: Sequence[Interaction], follow_ups: Sequence[FollowUp], *, more: bool) -> list[Entry]:
    """Open follow-ups, the latest due first, and then everything else, newest first.

    `more` says that the log (newest first) goes on: what was done before its last entry is left out then.
    """
    open_ones = [row for row in follow_ups if not row.done_on]
    since = log[-1].on if more and log else ""
    done = [row for row in follow_ups if row.done_on and row.done_on >= since]
    # of one day, what was done stands above: it is mostly done after it was talked about
    passed: list[Entry] = sorted([*done, *log], key=day, reverse=True)
    return [*sorted(open_ones, key=day, reverse=True), *passed]


def day(entry: Entry) -> str:
    """The local day at which an entry stands."""
    return entry.on if isinstance(entry, Interaction) else entry.done_on or entry.due


def kind(entry: Entry) -> str:
    """The kind by which entries are narrowed."""
    return entry.kind if isinstance(entry, Interaction) else FOLLOW_UP


def identity(entry: Entry) -> tuple[bool, int]:
    """What stays the same of an entry in the next answer of the book."""
    return isinstance(entry, FollowUp), entry.id
