"""The day at an end of what is to be done: `send CV +2w`, `send CV by fri`, `+fri call`."""

from __future__ import annotations

import re
from datetime import date

from rolodex import dates
from rolodex.model import BadInput

_AT_END = re.compile(r"(?P<rest>.*?)(?:^|[\s,;])\+ ?(?P<day>\w[^+]*)", re.DOTALL)
_BY = "(?:by|until|till|before)"
_BY_AT_END = re.compile(rf"(?P<rest>.*?)(?:^|[\s,;]){_BY}\s+(?P<day>[^\s+].*)", re.DOTALL | re.IGNORECASE)
_DANGLING = re.compile(rf"(?:^|\s){_BY}$", re.IGNORECASE)
_MOST_WORDS = 3
"""Words of a day at the beginning: `+12 mar 2027 call`."""


def split_day(text: str, today: date) -> tuple[str, date | None]:
    """A text without the day to come that begins it with `+`, or ends it with `+` or `by`; and that day."""
    for pattern in (_AT_END, _BY_AT_END):
        found = pattern.fullmatch(text.strip())
        if found and (day := _day(found["day"], today)):
            # `by +2w` says it twice
            return _DANGLING.sub("", found["rest"].rstrip(" ,;")), day
    if not text.lstrip().startswith("+"):
        return text, None
    words = text.strip().removeprefix("+").split()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        if day := _day(" ".join(words[:count]).rstrip(",;:"), today):
            return " ".join(words[count:]), day
    return text, None


def _day(words: str, today: date) -> date | None:
    for written in (words, f"+{words}"):
        try:
            day = dates.read_day(written, today, past=False)
        except BadInput:
            continue
        if day >= today:
            return day
    return None
