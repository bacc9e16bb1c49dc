"""Groups: a meetup, a conference, a LinkedIn group; who is in one, and what they said or did there."""

from __future__ import annotations

from dataclasses import dataclass

from rolodex.model.talks import Interaction

GROUP_KINDS: tuple[str, ...] = ("conference", "meetup", "LinkedIn group", "Slack", "alumni", "other")
"""In the order in which groups are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A thing that owns a tag: who carries the tag, or one below it, is in the group."""

    name: str
    tag: str = ""
    """The full name of its tag, `conference/pycon-2026`. Empty for a new group: then the name makes one."""
    kind: str = "other"
    """One of GROUP_KINDS."""
    link: str = ""
    starts_on: str = ""
    """The local day it began, or as much of it as is known: a canonical partial date."""
    ends_on: str = ""
    """The last day, in the same form."""
    place: str = ""
    role: str = ""
    """What one is there oneself: speaker, organiser."""
    note: str = ""
    id: int = 0
    people: int = 0
    """How many are in it, archived ones left out. Derived."""
    missing: int = 0
    """How many of those were not in the last list of it. Derived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """What is kept of a contact in a group, beside the tag."""

    group: str
    """The group's name."""
    contact: int
    said: str = ""
    """What they said or did there."""
    missing_since: str = ""
    """The local day of the list in which they were missing; empty for those who are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a group, as it is shown."""

    contact: int
    name: str
    company: str = ""
    archived: bool = False
    said: str = ""
    """What is kept of what they said or did there."""
    missing_since: str = ""
    """The local day of the list in which they were missing; empty for those who are there."""
    talks: tuple[Interaction, ...] = ()
    """What was logged with them there, newest first."""


@dataclass(frozen=True, slots=True)
class In:
    """A group that somebody is in, with what is kept of them there."""

    group: Group
    said: str = ""
    missing_since: str = ""
