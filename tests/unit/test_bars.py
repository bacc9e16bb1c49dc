"""Bars, across and upright."""

from __future__ import annotations

import pytest

from rolodex.bars import across, upright


@pytest.mark.parametrize(
    ("value", "most", "bar"),
    [(8, 8, "━━━━"), (4, 8, "━━"), (5, 8, "━━╸"), (0, 8, ""), (1, 1_000_000, "╸"), (0, 0, "")],
)
def test_a_bar_is_as_long_as_its_number_is_of_the_most(value: int, most: int, bar: str) -> None:
    assert across(value, most, 4) == bar


def test_upright_bars_stand_beside_each_other_on_one_ground() -> None:
    assert upright([4, 1, 0, 3], 2) == ["█  ▄", "█▄ █"]


def test_wide_upright_bars_leave_a_gap() -> None:
    assert upright([2, 1], 1, 3) == ["██ ▄▄ "]


def test_upright_bars_of_nothing_are_empty() -> None:
    assert upright([0, 0], 2) == ["  ", "  "]
    assert upright([], 2) == ["", ""]
