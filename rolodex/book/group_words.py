"""Groups in words: when and where, who came and who is missing; the same in the app and in the shell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rolodex.dates import span_in_words, spoken
from rolodex.model import Group, In, Interaction, Member
from rolodex.text import counted

if TYPE_CHECKING:
    from rolodex.book.grouping import Refill


def when(group: Group, today: date) -> str:
    """Its days: `13–17 May 2026`, `since 2019`; empty where none is known."""
    return span_in_words(group.starts_on, group.ends_on, today)


def about(group: Group, today: date) -> str:
    """What one was there, when and where: `speaker · 13–17 May 2026 · Pittsburgh`."""
    return " · ".join(part for part in (group.role, when(group, today), group.place) if part)


def beside(group: Group, today: date) -> str:
    """What stands behind the group's tag on a card: `speaker, 13–17 May 2026`."""
    return ", ".join(part for part in (group.role, when(group, today)) if part)


def kept(one: In, today: date) -> str:
    """What is kept of somebody there, on one line: `talked on lifetimes · missing since 3 Nov`."""
    return " · ".join(part for part in (" ".join(one.said.split()), missing(one, today)) if part)


def size(group: Group) -> str:
    """`37 people, 2 missing`."""
    return counted(group.people) + (f", {group.missing:,} missing" if group.missing else "")


def missing(member: Member | In, today: date) -> str:
    """`missing since 3 Nov`; empty for somebody who is there."""
    if not member.missing_since:
        return ""
    return f"missing since {spoken(date.fromisoformat(member.missing_since), today)}"


def talk(entry: Interaction, today: date) -> str:
    """`14 May: hallway, compilers`, on one line."""
    text = " ".join(entry.text.split()) or entry.kind
    return f"{spoken(date.fromisoformat(entry.on), today)}: {text}"


def refilled(told: Refill) -> str:
    """`Rust Oslo: 37 people in the list, 2 new, 1 there again, 3 missing`; new: `Made Rust Oslo: …`."""
    counts = ((told.new, "new"), (told.again, "there again"), (told.missing, "missing"))
    said = "".join(f", {len(names):,} {word}" for names, word in counts if names)
    name = f"Made {told.group.name}" if told.made else told.group.name
    return f"{name}: {counted(len(told.report.contacts))} in the list{said}"


def named(names: Sequence[str], most: int) -> str:
    """The first of some names, and how many more."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
