"""People brought together: introductions from the asking to what came of them, and links between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Answer = Literal["", "agreed", "declined"]
State = Literal["new", "asking", "ready", "made", "declined"]

INTRODUCTION = "introduction"
"""The kind of the entry in the log that a made introduction is."""

LINK_KINDS: tuple[str, ...] = ("worked with", "knows")
"""The kinds every book knows. A book may hold others: a kind is a short word, not a closed list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of those who are to be introduced, and what they say to it."""

    contact: int
    name: str = ""
    """Read from the book, not written."""
    asked_on: str = ""
    """The local day on which they were asked, or empty."""
    answer: Answer = ""
    answered_on: str = ""
    """The local day of the answer, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Two or more contacts who are to know each other. Days are local, `YYYY-MM-DD`, or empty."""

    sides: tuple[Side, ...]
    """In the order in which they were named."""
    why: str = ""
    """What they have to do with each other, on one line."""
    asked_by: int = 0
    """The contact who asked for it; 0 when it was your own idea."""
    asked_by_name: str = ""
    """Read from the book, not written."""
    begun_on: str = ""
    made_on: str = ""
    outcome: str = ""
    """What came of it."""
    follow_up: str = ""
    """The uid of the follow-up that reminds of it; that one may be gone."""
    entry: str = ""
    """The uid of the entry in the log, once it is made; that one may be gone."""
    due: str = ""
    """When the follow-up is due, while it is open. Read from the book, not written."""
    id: int = 0
    """The number by which the shell speaks of it."""
    uid: str = ""

    @property
    def state(self) -> State:
        """How far it is."""
        if self.made_on:
            return "made"
        if any(side.answer == "declined" for side in self.sides):
            return "declined"
        if all(side.answer == "agreed" for side in self.sides):
            return "ready"
        return "asking" if any(side.asked_on or side.answer for side in self.sides) else "new"

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do: to ask, to make it, to hear what came of it."""
        return self.state != "declined" and not (self.made_on and self.outcome)


@dataclass(frozen=True, slots=True)
class Link:
    """Two contacts who have to do with each other, which is the same seen from either."""

    one: int
    other: int
    kind: str = LINK_KINDS[0]
