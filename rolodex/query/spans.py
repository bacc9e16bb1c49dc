"""Spans of days as a query writes them: dates (2026-03, <2020, 2024..2025) and ages (<90d, >1y)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rolodex.dates import read_length, read_span
from rolodex.model import BadInput


@dataclass(frozen=True, slots=True)
class Span:
    """Local days from `start` to `end`, both included. None is open; one of them is set."""

    start: date | None
    end: date | None
    age: bool = False
    """Given as an age (`>90d`), not as dates."""


def read(value: str, op: str, today: date, *, ahead: bool = False) -> Span:
    """The days that a value behind a comparison means; `op` is empty, `=`, `<`, `<=`, `>` or `>=`.

    An age counts back from today and grows into the past: `>90d` is more than 90 days ago. Without a
    comparison it is the time since then: `90d` is the last 90 days and whatever lies ahead. A span that would
    leave the calendar stops at its edge. With `ahead` a length counts on from today, into the future:
    `<7d` is in less than 7 days or past already, and so is `7d`, its last day included. Raises BadInput.
    """
    days = _length(value)
    if days is not None:
        return _ahead(days, op, today) if ahead else _aged(days, op, today)
    if ".." in value and not op:
        return _between(value, today)
    first, last = read_span(value, today)
    if op == "<":
        return Span(None, shifted(first, -1))
    if op == "<=":
        return Span(None, last)
    if op == ">":
        return Span(shifted(last, 1), None)
    if op == ">=":
        return Span(first, None)
    return Span(first, last)


def is_one(value: str, today: date) -> bool:
    """Whether the value alone reads as a span: a date, a range of dates or an age."""
    try:
        read(value, "", today)
    except BadInput:
        return False
    return True


def _aged(days: int, op: str, today: date) -> Span:
    day = shifted(today, -days)
    if op == ">":
        return Span(None, shifted(day, -1), age=True)
    if op == ">=":
        return Span(None, day, age=True)
    return Span(shifted(day, 1) if op == "<" else day, None, age=True)


def _ahead(days: int, op: str, today: date) -> Span:
    day = shifted(today, days)
    if op == ">":
        return Span(shifted(day, 1), None, age=True)
    if op == ">=":
        return Span(day, None, age=True)
    return Span(None, shifted(day, -1) if op == "<" else day, age=True)


def _between(value: str, today: date) -> Span:
    low, _, high = (part.strip() for part in value.partition(".."))
    if not low and not high:
        raise BadInput("A range wants a date on one side of its dots at least.")
    start = read_span(low, today)[0] if low else None
    end = read_span(high, today)[1] if high else None
    if start and end and start > end:
        start, end = read_span(high, today)[0], read_span(low, today)[1]
    return Span(start, end)


def _length(value: str) -> int | None:
    try:
        return read_length(value)
    except BadInput:
        return None


def shifted(day: date, days: int) -> date:
    """So many days later, or the edge of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
