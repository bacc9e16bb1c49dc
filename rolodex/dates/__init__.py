"""Dates people write and say: partial dates, words for days, lengths, ages and birthdays; all take today."""

from __future__ import annotations

from rolodex.dates.ages import age, in_full, last_months, spoken
from rolodex.dates.lengths import NEVER, how_often, later, read_cadence, read_length
from rolodex.dates.partial import PartialDate, next_birthday, span_in_words, years_on
from rolodex.dates.words import read_day, read_partial, read_span

__all__ = [
    "NEVER",
    "PartialDate",
    "age",
    "how_often",
    "in_full",
    "last_months",
    "later",
    "next_birthday",
    "read_cadence",
    "read_day",
    "read_length",
    "read_partial",
    "read_span",
    "span_in_words",
    "spoken",
    "years_on",
]
