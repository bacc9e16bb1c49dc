"""One line of the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

GROUPS = ("Overdue", "Today", "This week", "Later", "Losing touch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One line of the agenda."""

    kind: Literal["follow-up", "touch", "birthday", "anniversary"]
    on: date
    """The local day; of `touch` the one by which to be in touch."""
    text: str
    """What to do or what it is, on one line; may be empty."""
    contacts: tuple[int, ...]
    group: str
    """One of GROUPS."""
    follow_up: int = 0
    """The id of the follow-up, if it is one."""
    uid: str = ""
    """Of the follow-up."""
