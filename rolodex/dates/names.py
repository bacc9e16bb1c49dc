"""The names of months and weekdays, whatever the locale, and how a text is made ready to be looked up."""

from __future__ import annotations

import unicodedata

from rolodex.text import one_line

MONTHS: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""January first; the first three letters are the abbreviation."""

WEEKDAYS: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Monday first, as `date.weekday()` counts; the first three letters are the abbreviation."""

# English, German, French and Spanish, as `folded` leaves them. The Spanish "ago" is not there: "3 ago" is a
# slip of "3d ago", not August.
_MONTH_WORDS = (
    "january jan januar janner janvier janv enero ene",
    "february feb februar fevrier fevr febrero",
    "march mar marz mrz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug aout agosto",
    "september sep sept septembre septiembre setiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez decembre diciembre dic",
)
MONTH_NUMBERS = {word: month for month, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
"""`mar`, `marz`, `mars`, ... to 3."""

_WEEKDAY_WORDS = (
    "monday mon",
    "tuesday tue tues",
    "wednesday wed weds",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
WEEKDAY_NUMBERS = {word: day for day, words in enumerate(_WEEKDAY_WORDS) for word in words.split()}
"""`mon`, `monday` to 0."""

_LONGEST = 80


def folded(text: str) -> str:
    """The text without case, accents and extra white space.

    Empty also for a text too long to be a date, so that no pattern runs over a novel.
    """
    plain = " ".join(text.casefold().split())
    if len(plain) > _LONGEST:
        return ""
    if plain.isascii():
        return plain
    return "".join(
        letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter)
    )


def quoted(text: str) -> str:
    """The text as an error repeats it: in quotes, on one line, at most 40 characters of it."""
    line = one_line(text)
    return f"“{line[:39]}…”" if len(line) > 40 else f"“{line}”"
