"""The map of a year of talks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rolodex.tui.widgets.year import year

TODAY = date(2026, 11, 20)


def drawn(days: dict[date, int], width: int = 29, today: date = TODAY) -> list[str]:
    return [line.plain.rstrip() for line in year(days, today, width)]


def test_a_week_with_a_talk_stands_out_in_the_column_of_its_month() -> None:
    assert drawn({date(2026, 3, 4): 1, date(2026, 11, 20): 2}) == [
        "── Talks a week ■ 1 ■ 2 ■ 3+",
        "   D J F M A M J J A S O N",
        " 1 · · · ■ · · · · · · · ·",
        " 8 · · · · · · · · · · · ·",
        "15 · · · · · · · · · · · ■",
        "22 · · · · · · · · · · ·",
        "29 · ·   · · · · · · · ·",
    ]


def test_a_leap_february_has_a_29th() -> None:
    assert drawn({date(2028, 2, 29): 1}, today=date(2028, 3, 1))[6].split()[0] == "29"
    assert "■" in drawn({date(2028, 2, 29): 1}, today=date(2028, 3, 1))[6]


@pytest.mark.parametrize("days", [{}, {date(2025, 11, 30): 4}, {TODAY + timedelta(1): 1}])
def test_a_year_without_a_talk_is_no_map(days: dict[date, int]) -> None:
    assert year(days, TODAY, 29) == []


@pytest.mark.parametrize("width", range(29, 80))
def test_no_line_is_wider_than_it_may_be(width: int) -> None:
    lines = year({TODAY: 1}, TODAY, width)
    assert all(len(line.plain.rstrip()) <= width for line in lines)


def test_more_talks_in_a_week_are_warmer() -> None:
    days = {date(2026, 1, 1): 1, date(2026, 2, 1): 1, date(2026, 2, 7): 1, date(2026, 3, 1): 7}
    week = year(days, TODAY, 29)[2]
    styles = {span.start: str(span.style) for span in week.spans}
    assert [styles[at] for at in (5, 7, 9)] == ["$primary 45%", "$primary 70%", "$primary"]
