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
    """What to do, `birthday`, or the name of the field; on one line, may be empty."""
    contacts: tuple[int, ...]
    group: str
    """One of GROUPS."""
    follow_up: int = 0
    """The id of the follow-up, if it is one."""
    uid: str = ""
    """Of the follow-up."""
    every: str = ""
    """How often it comes again (dates.read_cadence); empty for once."""
    years: int | None = None
    """How many it is that a birthday or an anniversary makes, where that is known."""

    @property
    def words(self) -> str:
        """All of it on one line: `send CV ↻ 3mo`, `birthday, 44 years`, `talk, every 90d`."""
        if self.kind == "touch":
            return f"talk, every {self.every}"
        again = f" ↻ {self.every}" if self.kind == "follow-up" and self.every else ""
        return f"{self.text or 'follow up'}{again}{f', {self.years} years' if self.years else ''}"
