"""When to ask about a person again: Leitner's boxes, each asked about less often than the one before it.

Sebastian Leitner, “So lernt man lernen” (Herder, 1972); https://en.wikipedia.org/wiki/Leitner_system.
Who was known moves a box on, who was not goes back to the first; half known goes back by one, as in the
common variant. Leitner's boxes were emptied when they were full: here each has a length of time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

Answer = Literal["knew it", "vaguely", "no idea"]
ANSWERS: tuple[Answer, ...] = ("knew it", "vaguely", "no idea")

DAYS = (7, 30, 90, 180, 365)
"""How long the people of each box are left in peace.

Long ones, since people are no vocabulary: a rule fitted to flashcards, such as FSRS, asks about somebody who
was known a second time after two days.
"""


def box_after(box: int, answer: Answer) -> int:
    """The box, from 1, into which an answer puts somebody; `box` is 0 when nobody asked about them before.

    Who is new begins in the first box, as each of Leitner's cards does.
    """
    box = max(1, box)
    moved = {"knew it": box + 1, "vaguely": box - 1, "no idea": 1}[answer]
    return min(max(1, moved), len(DAYS))


def ask_again(box: int, today: date) -> date:
    """The local day on which somebody in a box (from 1) is asked about again, counted from `today`."""
    return today + timedelta(days=DAYS[min(max(1, box), len(DAYS)) - 1])
