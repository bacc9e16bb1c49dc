"""Leitner's boxes: where an answer moves somebody, and how long each box waits."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from rolodex.spacing import ANSWERS, DAYS, ask_again, box_after


@pytest.mark.parametrize(
    ("box", "after"),
    [
        (0, {"knew it": 2, "vaguely": 1, "no idea": 1}),
        (1, {"knew it": 2, "vaguely": 1, "no idea": 1}),
        (3, {"knew it": 4, "vaguely": 2, "no idea": 1}),
        (5, {"knew it": 5, "vaguely": 4, "no idea": 1}),
    ],
)
def test_an_answer_moves_one_box_on_one_back_or_to_the_first(box: int, after: dict[str, int]) -> None:
    assert {answer: box_after(box, answer) for answer in ANSWERS} == after


def test_each_box_waits_longer_than_the_one_before() -> None:
    days = [(ask_again(box, date(2026, 11, 20)) - date(2026, 11, 20)).days for box in range(1, 6)]
    assert days == list(DAYS)
    assert all(short < long for short, long in pairwise(days))


def test_a_box_of_a_later_program_waits_as_long_as_the_last() -> None:
    assert box_after(9, "knew it") == 5
    assert ask_again(9, date(2026, 11, 20)) == date(2027, 11, 20)
