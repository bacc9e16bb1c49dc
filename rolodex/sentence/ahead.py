"""What is to be done next: `+2w`, `+fri send CV`, `follow up in march`, `remind me in 2 weeks to ...`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rolodex.dates import later, read_cadence, read_day
from rolodex.model import BadInput
from rolodex.sentence.patterns import MONTH, NTH, NUMBER, UNIT, WEEKDAY
from rolodex.sentence.values import Ahead

_YEAR = r"(?:,? [0-9]{4})"
_LENGTH = rf"(?:[0-9]{{1,3}} ?{UNIT}|{NUMBER} {UNIT})"
_EVERY = (
    rf"(?:every|each) (?:{_LENGTH}|{UNIT}|{WEEKDAY}|quarter)|daily|weekly"
    r"|fortnightly|monthly|quarterly|yearly|annually"
)
_END = r"(?![\w/]|['’-]\w|[.:][0-9])"

_DAY = (
    rf"(?:on |in |by )?(?:the )?(?:day after tomorrow|tomorrow|tmrw|today|tonight|(?:this |next )?{WEEKDAY}"
    r"|(?:the |this |next )?weekend|next (?:week|month|year)|end of (?:the )?(?:week|month|year)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    rf"|(?:{WEEKDAY},? )?(?:the )?(?:{NTH}\.? ?(?:of )?{MONTH}|{MONTH} {NTH}){_YEAR}?"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2,4})?|[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)|(?:next )?{MONTH}{_YEAR}?)"
)
_DUE = (
    rf"(?P<every>{_EVERY}){_END}|(?P<length>(?:in )?{_LENGTH}(?: from (?:now|today))?){_END}"
    rf"|(?P<day>{_DAY}){_END}"
)
_PLUS = re.compile(rf"(?<![^\s\x00,;(])\+ ?(?:{_DUE})")
_AT_ONCE = re.compile(rf"[ :]+(?:{_DUE})")
_DUE_IN = re.compile(rf"(?<![\w/.:+'-])(?:{_DUE.replace('(?:in )?', 'in ', 1)})")
# A "follow-up call" happened; a "follow up in march" is to come.
_WORDS = re.compile(
    r"(?<![\w-])(?:follow(?:ing)?[ -]?up|f/u|(?:please )?remind me)(?![\w-])"
    r"(?! (?:call|meeting|mail|email|e-mail|message|chat|lunch|coffee|zoom|visit|interview)\b)"
)
_AND_EVERY = re.compile(rf"(?:[ ,]*)(?P<every>{_EVERY}){_END}")
_EVERY_WEEKDAY = re.compile(rf"(?:every|each) (?P<weekday>{WEEKDAY})")
_PLANNED = re.compile(
    rf"(?<![\w/.:+'-])(?:on )?(?:the day after tomorrow|tomorrow|tmrw"
    rf"|(?:next|this) {WEEKDAY}|next week){_END}"
)
_NO_PLAN = re.compile(
    r"[,;!?\"“]|[:.](?![0-9])|\b(?:re|about|regarding|for|by|until|till|before|after|is|are|was|were|be|has|had|will|wants?|needs?"
    r"|moved|postponed|due|not|every)\b"
)
_STOP = re.compile(r";|\n")
_MONTH_ALONE = re.compile(rf"(?:on |in |by )?(?:next )?(?P<month>{MONTH}(?P<year>{_YEAR})?)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up in a line."""

    start: int
    end: int
    """Where what belongs to it ends: a `;`, or the end of the line."""
    due: tuple[int, int]
    """Where the words stand that say when."""
    head: int
    """Where its sign or its first words end; behind them is its text, without what says when."""
    ahead: Ahead
    """Without its text."""


def find_ahead(plain: str, today: date) -> Asked | None:
    """The first follow-up in a line, counted from today; None when nothing in it is one.

    A month alone means its first day; `next month` a month on.
    """
    for found in _PLUS.finditer(plain):
        if asked := _asked(plain, found, found.start(), found.end(), today):
            return asked
    for words in _WORDS.finditer(plain):
        stop = _STOP.search(plain, words.end())
        at_once = _AT_ONCE.match(plain, words.end())
        if at_once and (asked := _asked(plain, at_once, words.start(), words.end(), today)):
            return asked
        for found in _DUE_IN.finditer(plain, words.end(), stop.start() if stop else len(plain)):
            if asked := _asked(plain, found, words.start(), words.end(), today):
                return asked
    return None


def is_plan(plain: str, start: int, end: int) -> bool:
    """Whether a line of few words with a day to come there says what is planned.

    Not where the words may tell of what was: with a topic, a deadline or a second clause.
    """
    return _NO_PLAN.search(f"{plain[:start]}\x00{plain[end:]}") is None


def find_plan(plain: str, today: date) -> tuple[int, int, date] | None:
    """Where words for a day to come stand in a plan, `lunch with ada tomorrow`, and the day."""
    found = _PLANNED.search(plain)
    if found is None or not is_plan(plain, *found.span()):
        return None
    try:
        due = _day(found[0].replace("tmrw", "tomorrow"), today)
    except BadInput:
        return None
    return (*found.span(), due) if due > today else None


def _asked(plain: str, found: re.Match[str], start: int, head: int, today: date) -> Asked | None:
    stop = _STOP.search(plain, found.end())
    end = stop.start() if stop else len(plain)
    every = found["every"] or ""
    due_end = found.end()
    try:
        every = _cadence(every)
        if not every and (again := _AND_EVERY.match(plain, found.end(), end)):
            every, due_end = _cadence(again["every"]), again.end()
        weekday = _EVERY_WEEKDAY.fullmatch(found["every"] or "")
        if weekday:
            due = read_day(weekday["weekday"], today, past=False)
        else:
            due = later(today, every) if found["every"] else _day(found["length"] or found["day"], today)
    except BadInput:
        return None
    if due < today:
        return None
    return Asked(start, end, (found.start(), due_end), head, Ahead(due, every=every))


def _cadence(words: str) -> str:
    """`every 2 weeks` as `2w`; `every friday` as `1w`; empty from empty. Raises BadInput."""
    if words.endswith(" quarter"):
        return "3mo"
    return "1w" if _EVERY_WEEKDAY.fullmatch(words) else read_cadence(words)


def _day(words: str, today: date) -> date:
    """The day that is meant, today or later. Raises BadInput."""
    if alone := _MONTH_ALONE.fullmatch(words):
        month = alone["month"].replace(".", "").replace(",", "")
        return read_day(f"1 {month}", today, past=False)
    words = re.sub(r"(?<=[a-z])\.", "", words).removeprefix("by ").replace("tmrw", "tomorrow")
    bare = words.removeprefix("on ").removeprefix("in ").removeprefix("the ")
    if bare.endswith("weekend"):
        return read_day(f"{'next' if 'next' in bare else ''} saturday".strip(), today, past=False)
    if bare.startswith("end of "):
        return _end_of(bare.rpartition(" ")[2], today)
    return read_day(bare, today, past=False)


def _end_of(period: str, today: date) -> date:
    """Friday of the week (Sunday on a weekend), the last day of the month or of the year."""
    if period == "week":
        return date.fromordinal(today.toordinal() + ((4 if today.weekday() <= 4 else 6) - today.weekday()))
    month = 12 if period == "year" else today.month
    year, after = (today.year + 1, 1) if month == 12 else (today.year, month + 1)
    return date.fromordinal(date(year, after, 1).toordinal() - 1)
