"""Days, ranges of days and times of day in a line: what was, never what is to come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rolodex.dates import later, read_day, read_span
from rolodex.dates.names import MONTH_NUMBERS, WEEKDAY_NUMBERS
from rolodex.model import BadInput
from rolodex.sentence.patterns import MONTH, NTH, NUMBER, UNIT, WEEKDAY

_YEAR = r"(?:,? ?[0-9]{4})"
_TO = r" ?(?:-|–|—|to|till|until|through|thru|\.\.) ?"
_LEFT, _RIGHT = r"(?<![\w/.:+'-])", r"(?![\w/]|['’-]\w|[.:][0-9])"

_PART = r"(?:morning|afternoon|evening|night|lunchtime)"
_COUNT = rf"(?:[0-9]{{1,3}} ?|{NUMBER} )"

# What is before a day that is not the one of the entry: a deadline, a topic, a habit, a day of a name.
_BLOCKED = re.compile(
    r"\b(?:by|to|until|till|before|for|from|since|due|every|each|next|of|after|re|about|regarding|is|are|it's|be"
    r"|on or before|black|good|cyber|casual|giving|ash|palm|easter|maundy|not)[ :]*$"
)
_THE = re.compile(r"\b(?:the|a|an|this|that|my|our|their|his|her|your)[ ]*$")
_INTENT = re.compile(
    r"\b(?:(?<!with )(?<!w/ )will(?= (?!and\b|on\b|in\b|at\b|re\b|about\b|from\b|last\b|yesterday|today)\w)"
    r"|wants?|needs?|sends?|starts?|begins?|leaves?|flies|moves?"
    r"|returns?|arrives?|plans?|should|shall|can|could|would|lets|let's|meets|going|gonna|wo'?nt|available|free|due|deadline|booked|invited|postponed|moved|rescheduled)\b|'ll\b"
    r"|(?:'s|'re|'m| is| are| am) \w+ing\b"
)
_WITH = re.compile(r"(?:\bwith|\bw/?|&|\band|\bto)\s*$")
_CLAUSE = re.compile(r"[,;.!?\n](?=\s|$)|\x00")


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or several in a row, named in a line."""

    start: int
    end: int
    first: date
    last: date
    sure: bool
    """It can only be meant as a day that is gone: `yesterday`, `3d ago`, `last tue`."""


def find_days(plain: str, today: date, is_name: Callable[[str], bool]) -> Days | None:
    """The days that the line is about, in local days; None when it names none that are gone or today.

    A day in sure words goes before one that could be a deadline or a topic. `is_name` says of a word that
    is also the name of a month or a weekday whether it is somebody's here.
    """
    dated = _all_days(plain, _DAYS, today, lambda first: first <= today, is_name)
    found = [days for days in dated if _is_meant(plain, days)]
    return min(found, key=lambda days: (not days.sure, _is_bare(plain, days), days.start), default=None)


def find_dates_to_come(plain: str, today: date, is_name: Callable[[str], bool]) -> Days | None:
    """The first dates that the line is about and that are to come, `2026-12-24`; None when it names none.

    A date without its year counts where it comes within three months.
    """
    dated = _all_days(plain, _DATES, later(today, "3mo"), lambda first: first > today, is_name)
    return next((days for days in dated if _is_meant(plain, days)), None)


def _is_bare(plain: str, days: Days) -> bool:
    return re.fullmatch(WEEKDAY, plain[days.start : days.end]) is not None


def _all_days(
    plain: str,
    patterns: Sequence[_Pattern],
    today: date,
    fits: Callable[[date], bool],
    is_name: Callable[[str], bool],
) -> Iterator[Days]:
    """What the patterns find, read on a day, where the first day of it fits; none over another."""
    taken = 0
    matches = [
        (match.start(), number, match, read, sure)
        for number, (pattern, read, sure) in enumerate(patterns)
        for match in pattern.finditer(plain)
    ]
    for start, _, match, read, sure in sorted(matches, key=lambda found: (found[0], found[1])):
        if start < taken or _begins_with_name(plain, match, is_name):
            continue
        try:
            first, last = read(match, today)
        except (BadInput, OverflowError):
            continue
        if first <= last and fits(first):
            taken = match.end()
            yield Days(start, match.end(), first, last, sure)


def _begins_with_name(plain: str, match: re.Match[str], is_name: Callable[[str], bool]) -> bool:
    """`with june 3 june`, `with sun`: the first word is somebody."""
    word = re.match(r"[a-z]+", match[0])
    return word is not None and _WITH.search(plain[: match.start()]) is not None and is_name(word[0])


def _is_meant(plain: str, days: Days) -> bool:
    before, said = plain[: days.start], plain[days.start : days.end]
    if days.first > days.last or _BLOCKED.search(before):
        return False
    if _is_bare(plain, days):
        if _THE.search(before) or re.match(r" (?:is|was|were|will)\b", plain[days.end :]):
            return False
        if said == "sat" and (
            re.search(r"\b(?:i|we|he|she|they|you|who)\s*$", before)
            or re.match(r" (?:down|in|next|through|there)\b", plain[days.end :])
        ):
            return False
    if "/" in said and re.match(r" of\b", plain[days.end :]):
        return False
    if days.sure and not said.startswith(("today", "tonight", "this")):
        return True
    return not _INTENT.search(_CLAUSE.split(before)[-1])


def _one(match: re.Match[str], today: date) -> tuple[date, date]:
    day = read_day(re.sub(r"(?<=[a-z])\.", "", match[0].removeprefix("earlier ")), today)
    return day, day


def _on_today(match: re.Match[str], today: date) -> tuple[date, date]:
    return today, today


def _in_week(match: re.Match[str], today: date) -> tuple[date, date]:
    """`tuesday last week`, `last week tuesday`, `monday this week`."""
    monday = today - timedelta(today.weekday() + (7 if "last" in match[0] else 0))
    day = monday + timedelta(WEEKDAY_NUMBERS[match["day"] or match["day_after"]])
    return (day, day) if day <= today else (date.max, date.min)


def _weekend(match: re.Match[str], today: date) -> tuple[date, date]:
    """The newest Saturday and Sunday that are over; on a Sunday `this weekend` has begun."""
    sunday = today - timedelta(today.weekday() + 1)
    if "last" not in match[0] and today.weekday() >= 5:
        return today - timedelta(today.weekday() - 5), today
    return sunday - timedelta(1), sunday


def _month(match: re.Match[str], today: date) -> tuple[date, date]:
    return read_span(match["month"].replace(".", ""), today)


def _iso_range(match: re.Match[str], today: date) -> tuple[date, date]:
    first, end = match["first"], match["last"]
    return read_day(first, today), read_day(first[: len(first) - len(end)] + end, today)


def _weekdays(match: re.Match[str], today: date) -> tuple[date, date]:
    last = read_day(match["last"], today)
    first = read_day(match["first"], last)
    if match["and"] and (last - first).days != 1:
        raise BadInput("Those are two days with others between them.")
    return first, last


def _days_of_month(match: re.Match[str], today: date) -> tuple[date, date]:
    month, year = match["month"].replace(".", ""), (match["year"] or "").strip(", ")
    last = read_day(f"{match['last']} {month} {year}".strip(), today)
    return read_day(f"{match['first']} {month} {last.year}", today), last


def _two_days(match: re.Match[str], today: date) -> tuple[date, date]:
    last = read_day(match["last"].replace(".", ""), today)
    return read_day(match["first"].replace(".", ""), last), last


_Read = Callable[[re.Match[str], date], tuple[date, date]]
_DAY_MONTH = rf"{NTH}\.? ?(?:of )?{MONTH}"
_MONTH_DAY = rf"{MONTH} {NTH}"
_Way = tuple[str, _Read, bool]
"""A pattern, how it is read, and whether it can only be meant as a day that is gone."""
_Pattern = tuple[re.Pattern[str], _Read, bool]
_RANGES: tuple[_Way, ...] = (
    (r"(?:from )?(?P<first>[0-9]{4}-[0-9]{2}-[0-9]{2})(?: ?(?:\.\.|–|to) ?| - )"
     r"(?P<last>(?:(?:[0-9]{4}-)?[0-9]{2}-)?[0-9]{2})", _iso_range, False),
    (rf"(?:from )?(?P<first>{NTH})\.?{_TO}(?P<last>{NTH})\.? (?:of )?(?P<month>{MONTH})(?P<year>{_YEAR})?",
     _days_of_month, False),
    (rf"(?:from )?(?P<month>{MONTH}) (?P<first>{NTH}){_TO}(?P<last>{NTH})(?P<year>{_YEAR})?",
     _days_of_month, False),
    (rf"(?:from )?(?P<first>{_DAY_MONTH}{_YEAR}?){_TO}(?P<last>{_DAY_MONTH}{_YEAR}?)", _two_days, False),
    (rf"(?:from )?(?P<first>{_MONTH_DAY}{_YEAR}?){_TO}(?P<last>{_MONTH_DAY}{_YEAR}?)", _two_days, False),
)  # fmt: skip
_ONE_DATE: tuple[_Way, ...] = (
    (rf"(?:on )?(?:{WEEKDAY},? )?(?:the )?{_DAY_MONTH}{_YEAR}?", _one, False),
    (rf"(?:on )?(?:{WEEKDAY},? )?{_MONTH_DAY}{_YEAR}?", _one, False),
    (r"(?:on )?[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}", _one, False),
    (r"(?:on )?(?:[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2})?"
     r"|(?!24/7)[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2})?)", _one, False),
)  # fmt: skip
_SAID: tuple[_Way, ...] = (
    *_RANGES,
    (rf"(?:from |last )?(?P<first>{WEEKDAY})(?:{_TO}|(?P<and> and | ?& ?))(?P<last>{WEEKDAY})",
     _weekdays, False),
    (rf"(?:on )?(?P<day>{WEEKDAY}) (?:last|this) week|last week (?:on )?(?P<day_after>{WEEKDAY})",
     _in_week, True),
    (r"(?:at |on |over )?(?:the |last |this )weekend", _weekend, True),
    (r"(?:the )?day before yesterday|yesterday|(?:earlier )?today|last night", _one, True),
    (rf"{_COUNT}{UNIT} ago", _one, True),
    (rf"(?:just now|{_COUNT}(?:min|mins|minutes?|hours?|hrs?|h) ago)", _on_today, True),
    (rf"this(?= {_PART})|tonight", _on_today, True),
    (rf"(?:on )?(?:last|this) {WEEKDAY}|last (?:week|month|year)", _one, True),
    *_ONE_DATE,
    (rf"(?:on )?{WEEKDAY},? (?:the )?[0-9]{{1,2}}(?:st|nd|rd|th)", _one, False),
    (r"on [0-9]{1,2}(?:st|nd|rd|th)|(?:on )?the [0-9]{1,2}(?:st|nd|rd|th)|on the [0-9]{1,2}", _one, False),
    (rf"(?:in|last) (?P<month>{MONTH}(?: [0-9]{{4}})?)", _month, False),
    (rf"(?:on )?{WEEKDAY}", _one, False),
)  # fmt: skip


def _compiled(ways: Sequence[_Way]) -> list[_Pattern]:
    return [(re.compile(f"{_LEFT}(?:{pattern}){_RIGHT}"), read, sure) for pattern, read, sure in ways]


_DAYS, _DATES = _compiled(_SAID), _compiled((*_RANGES, *_ONE_DATE))

_WRITTEN = re.compile(
    rf"{_LEFT}(?:(?P<year>[0-9]{{4}})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign)(?P<day>[0-9]{{1,2}})"
    rf"|(?P<one>[0-9]{{1,2}})(?P<mark>[-/.])(?P<other>[0-9]{{1,2}})(?P=mark)(?P<in_year>[0-9]{{4}})"
    rf"|(?P<nth>[0-9]{{1,2}})(?:st|nd|rd|th)?\.? ?(?:of )?(?P<of>{MONTH})(?P<of_year>{_YEAR})?"
    rf"|(?P<named>{MONTH}) (?P<number>[12]?[0-9]|3[01])(?:st|nd|rd|th)?(?P<named_year>{_YEAR})?){_RIGHT}"
)
_LEAP = "2024"
"""A year in which every day that there is without one is there."""


def find_no_day(plain: str, is_name: Callable[[str], bool]) -> tuple[int, int] | None:
    """Where the first words stand that are written as a day of the calendar and are none: `31 feb`."""
    for match in _WRITTEN.finditer(plain):
        if not (
            any(_is_day(*said) for said in _readings(match))
            or _BLOCKED.search(plain[: match.start()])
            or _begins_with_name(plain, match, is_name)
        ):
            return match.span()
    return None


def _readings(match: re.Match[str]) -> list[tuple[str, str | int, str]]:
    """Year, month and day as a written day may mean them."""
    if match["year"]:
        return [(match["year"], match["month"], match["day"])]
    if match["one"]:
        year, one, other = match["in_year"], match["one"], match["other"]
        return [(year, other, one), (year, one, other)]
    month = MONTH_NUMBERS[(match["of"] or match["named"]).removesuffix(".")]
    year = (match["of_year"] or match["named_year"] or _LEAP).strip(", ")
    return [(year, month, match["nth"] or match["number"])]


def _is_day(year: str, month: str | int, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


_HOUR = r"[0-9]{1,2}(?:[:.][0-9]{2})?"
_HALF = r" ?(?:am|pm|a\.m\.|p\.m\.)"
_TIME = re.compile(
    rf"{_LEFT}(?:at |around |from |@ ?|~)?(?:"
    rf"(?P<one>{_HOUR})(?P<half>{_HALF})?(?: ?(?:-|–|to) ?)(?P<two>{_HOUR})(?P<half_two>{_HALF})"
    rf"|(?P<alone>{_HOUR})(?P<alone_half>{_HALF})"
    rf"|(?P<clock>[0-9]{{1,2}}:[0-9]{{2}})(?: ?(?:-|–|to) ?(?P<clock_two>[0-9]{{1,2}}:[0-9]{{2}}))?"
    rf"|(?<=at )(?P<bare>[0-9]{{1,2}}(?:\.[0-9]{{2}})?)(?! ?%| (?:people|euros?|dollars?|[a-z]+ st)\b)"
    rf"|(?P<word>noon|midnight)"
    rf"|(?<=at )(?P<french>[0-9]{{1,2}})h(?P<minute>[0-9]{{2}})?){_RIGHT}"
)
_PART_OF_DAY = re.compile(rf"[ ,]*(?:in the |at )?({_PART})\b")


def find_time(plain: str, days: Days | None) -> tuple[list[tuple[int, int]], str]:
    """Where a time of day stands and what it is: `15:00`, `14:00–15:30`, or `evening` behind the days."""
    part = _PART_OF_DAY.match(plain, days.end) if days else None
    spans = [part.span()] if part else []
    for match in _TIME.finditer(plain):
        before = plain[: match.start()]
        if _BLOCKED.search(before) or _INTENT.search(_CLAUSE.split(before)[-1]):
            continue
        if said := _clock(match):
            return [match.span(), *spans], said
    if days and plain[days.start : days.end] in ("last night", "tonight"):
        return [], "night"
    return spans, part[1] if part else ""


def _clock(match: re.Match[str]) -> str:
    """The time or the two in 24 hours; empty for one that no clock shows."""
    if match["word"]:
        return "12:00" if match["word"] == "noon" else "00:00"
    if match["french"]:
        return _hour(f"{match['french']}:{match['minute'] or '00'}", None)
    if match["bare"]:
        return _hour(match["bare"], None)
    if match["alone"]:
        return _hour(match["alone"], match["alone_half"])
    first, last = match["clock"] or match["one"], match["clock_two"] or match["two"]
    half = match["half_two"]
    start, end = _hour(first, match["half"] or half), _hour(last, half) if last else ""
    if half and not match["half"] and start > end:
        start = _hour(first, "am")
    return f"{start}–{end}" if start and end else start if not last else ""


def _hour(text: str, half: str | None) -> str:
    hour, _, minute = text.replace(".", ":").partition(":")
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return ""
        number = number % 12 + (12 if "p" in half else 0)
    return f"{number:02d}:{minute or '00'}" if number < 24 and int(minute or 0) < 60 else ""
