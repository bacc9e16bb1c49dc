"""What happened and what is to be done: interactions, follow-ups, events."""

from __future__ import annotations

from dataclasses import dataclass

INTERACTION_KINDS: tuple[str, ...] = (
    "meeting",
    "call",
    "email",
    "message",
    "event",
    "note",
    "favour asked",
    "favour given",
)
"""The kinds every book knows. A book may hold others: a kind is a short word, not a closed list."""


QUIET_KINDS: tuple[str, ...] = ("note", "job change", "endorsement", "recommendation")
"""Kinds that stand in the timeline and are no talk with anybody: they are never the last interaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Something that happened with one or more contacts at a time."""

    on: str
    """The local day, `YYYY-MM-DD`."""
    kind: str = "meeting"
    text: str = ""
    tags: tuple[str, ...] = ()
    contacts: tuple[int, ...] = ()
    """Ids of the contacts who were there."""
    names: tuple[str, ...] = ()
    """Their names, in the order of `contacts`. Read from the book, not written."""
    id: int = 0
    uid: str = ""
    source_key: str = ""
    """What makes an imported interaction the same one next time; empty for those logged by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Something to do about one or several contacts by a day."""

    due: str
    """The local day, `YYYY-MM-DD`."""
    text: str = ""
    contacts: tuple[int, ...] = ()
    """Ids of the contacts it is about, archived ones last."""
    names: tuple[str, ...] = ()
    """Their names, in the order of `contacts`. Read from the book, not written."""
    every: str = ""
    """How often it comes again, in the canonical form of dates.read_cadence; empty for once."""
    since: str = ""
    """The first day of one that comes again, from which the later ones are counted; else `due`."""
    done_on: str = ""
    """The local day on which it was done; empty while it is open."""
    id: int = 0
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Where one is among people: while it is on, everybody added or logged was met or talked to there."""

    name: str
    place: str = ""
    """A city or a house; may be empty."""
    tag: str = ""
    """The full name of the tag that everybody there gets."""
    since: str = ""
    """The local day on which it was put on."""
    people: int = 0
    """How many carry its tag or one below it. Derived."""

    @property
    def where(self) -> str:
        """As it stands in `Contact.met_where`: `PyCon 2026, Pittsburgh`."""
        return f"{self.name}, {self.place}" if self.place else self.name
