"""Favours: what was asked of somebody, and what one was asked or promised oneself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Whom = Literal["them", "me"]
YesNo = Literal["", "yes", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Favour:
    """Something that one of you is to do for the other. Days are local, `YYYY-MM-DD`, or empty."""

    what: str
    """On one line; never empty in the book."""
    whom: Whom = "them"
    """Who is to do it: the contact, or oneself. A promise of one's own is of `me`, answered yes."""
    contact: int = 0
    name: str = ""
    """The contact's. Read from the book, not written."""
    asked_on: str = ""
    """When it was first asked, or promised without being asked."""
    times: int = 1
    """How often it was asked; 0 for what was promised unasked."""
    last_asked_on: str = ""
    answer: YesNo = ""
    answered_on: str = ""
    done_on: str = ""
    note: str = ""
    follow_up: str = ""
    """The uid of the follow-up that reminds of it; that one may be gone."""
    due: str = ""
    """When that follow-up is due, while it is open. Read from the book, not written."""
    id: int = 0
    """The number by which the shell speaks of it."""
    uid: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return not self.done_on and self.answer != "no"

    @property
    def is_unanswered(self) -> bool:
        """Whether it was asked and not a word came back."""
        return self.is_open and not self.answer


@dataclass(frozen=True, slots=True)
class Answers:
    """How somebody answers what is asked of them."""

    asked: int = 0
    """Favours that were asked, however often each."""
    answered: int = 0
    """How many of them were answered, with yes or no."""
    days: int | None = None
    """The median of the days from the first asking to the answer; None before the first answer."""


NO_ANSWERS = Answers()
"""Of somebody of whom nothing was asked."""
