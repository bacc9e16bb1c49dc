"""Pieces of the patterns by which days, lengths of time and their numbers are found in a line."""

from __future__ import annotations

from rolodex.dates.names import MONTH_NUMBERS, WEEKDAY_NUMBERS

MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
WEEKDAY = rf"(?:{'|'.join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True))})"
NTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
UNIT = r"(?:d|days?|w|wks?|weeks?|m|mo|mos|months?|y|yrs?|years?)"
NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
