"""What was changed: entries of the journal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the journal, which can be undone and redone."""

    id: int
    label: str
    """As a person would say it: `tag 37 people #pycon`."""
    at: str
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    origin: str
    """`app`, `shell` or `library`."""
    rows: int
    """How many rows of the book it changed."""
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What one change did to one value of a contact: one line of the contact's history."""

    change: Change
    what: str
    """`company`, `email`, `tag`, `fee`, `interaction`, ..."""
    before: str
    """Empty when it was added."""
    after: str
    """Empty when it was removed."""
