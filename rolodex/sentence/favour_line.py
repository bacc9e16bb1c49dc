"""A favour in a line: `asked for a reference`, `promised the slides by fri`, `owes me a lunch`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rolodex.model import Whom, YesNo
from rolodex.sentence.by_day import split_day
from rolodex.text import one_line

Way = Literal["asked them", "asked me", "promised", "promised me"]
WAYS: tuple[Way, ...] = ("asked them", "promised", "asked me", "promised me")
"""How a favour begins, in the order in which a key goes through them."""

_BEGINNINGS: tuple[tuple[Way, str], ...] = (
    ("promised me", r"(?:s?he |they )?(?:promise[ds]?|owes?) me|(?:s?he|they) (?:promise[ds]?|owes?)|owes"),
    ("asked me", r"(?:s?he |they )?ask(?:ed|s)? me|(?:s?he|they) ask(?:ed|s)?|(?:i )?was asked"),
    ("promised", r"(?:i )?(?:have )?(?:promised?|owe)(?: (?:him|her|them))?"),
    ("asked them", r"(?:i )?(?:have )?ask(?:ed)?(?: (?:him|her|them))?"),
)
_BEGINS = tuple(
    (way, re.compile(rf"(?:{begin})(?:$|:? )(?:(?:for|to) )?", re.IGNORECASE)) for way, begin in _BEGINNINGS
)
BEGINNING = {
    "asked them": "asked for ",
    "promised": "promised ",
    "asked me": "asked me for ",
    "promised me": "promised me ",
}
"""What a line begins with for each way."""


@dataclass(frozen=True, slots=True)
class FavourLine:
    """A favour as a line tells of it."""

    way: Way
    what: str
    """Empty while nothing but how it begins was typed."""
    by: date | None = None
    """The local day by which it is to be done, or asked again."""
    said: bool = False
    """Whether the line itself says the way."""
    rest: str = ""
    """The line without how it begins."""

    @property
    def whom(self) -> Whom:
        """Who is to do it."""
        return "them" if self.way in ("asked them", "promised me") else "me"

    @property
    def answer(self) -> YesNo:
        """What was answered: a promise is a yes."""
        return "" if self.way.startswith("asked") else "yes"

    @property
    def times(self) -> int:
        """How often it was asked."""
        return int(self.way.startswith("asked"))


def read_favour(line: str, today: date, way: Way = "asked them") -> FavourLine:
    """What a line says; `way` is how it begins where it does not say so itself. Never raises.

    A day stands at the end, as `by fri` or `+2w`. What is no day to come belongs to the favour.
    """
    text, said = one_line(line), False
    for one, begins in _BEGINS:
        if found := begins.match(text):
            way, text, said = one, text[found.end() :], True
            break
    rest = text
    text, by = split_day(text, today)
    return FavourLine(way, one_line(text).rstrip(" ,;."), by, said, rest)
