"""Favours in words: how often something was asked, what came back, and how long ago."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rolodex import dates
from rolodex.model import Answers, Favour
from rolodex.text import counted

FAVOUR = "favour"
"""The kind under which favours stand in a timeline."""


def answers(favours: Sequence[Favour]) -> Answers:
    """How somebody answers, of all favours with them."""
    asked = [favour for favour in favours if favour.whom == "them" and favour.times]
    answered = [favour for favour in asked if favour.answer]
    waited = sorted(_days(favour.asked_on, favour.answered_on) for favour in answered if favour.answered_on)
    # not from the library's statistics, which every start of the program would wait for
    middle = (waited[(len(waited) - 1) // 2] + waited[len(waited) // 2]) / 2 if waited else None
    return Answers(len(asked), len(answered), None if middle is None else round(middle))


def in_numbers(told: Answers) -> str:
    """`1 of 3`; empty where nothing was asked."""
    return f"{told.answered:,} of {told.asked:,}" if told.asked else ""


def in_a_line(told: Answers) -> str:
    """`1 of 3, mostly in 12 days`; empty where nothing was asked."""
    if not told.asked:
        return ""
    after = ""
    if told.days is not None:
        days = f"in {counted(told.days, 'day', 'days')}" if told.days else "the same day"
        after = f", {days}" if told.answered == 1 else f", mostly {days}"
    return f"{in_numbers(told)}{after}"


def label(favour: Favour) -> str:
    """One word before a favour that is open: `Asked` of them, `Owed` by them, `Owe` them."""
    if favour.whom == "me":
        return "Owe"
    return "Owed" if favour.answer else "Asked"


def state(favour: Favour, today: date) -> str:
    """How it stands, without what it is: `asked twice, no answer (3mo)`, `promised 2w ago, by Fri 27 Nov`."""
    mine = favour.whom == "me"
    if favour.done_on:
        return f"{'you did it' if mine else 'they did it'} {_spoken(favour.done_on, today)}"
    if favour.answer == "no":
        return f"{'you' if mine else 'they'} said no {_ago(favour.answered_on, today)}".rstrip()
    if favour.answer:
        said = "promised" if mine or not favour.times else f"{_asked(favour)}, said yes"
        return f"{said} {_ago(favour.answered_on or favour.asked_on, today)}{_by(favour, today)}"
    if mine:
        times = f" {_times(favour.times)}" if favour.times > 1 else ""
        return f"asked of you{times} {_ago(favour.asked_on, today)}, no answer{_by(favour, today)}"
    age = dates.age(date.fromisoformat(favour.asked_on), today)
    return f"{_asked(favour)}, no answer ({age}){_by(favour, today)}"


def beside_label(favour: Favour, today: date) -> str:
    """What it is and how it stands, behind its `label`: `a reference · twice, no answer (3mo)`."""
    said = state(favour, today)
    if label(favour) == "Asked":
        said = said.removeprefix("asked").lstrip(" ,")
    elif favour.whom == "me":
        said = said.replace("asked of you", "asked", 1)
    return f"{favour.what} · {said}"


def _asked(favour: Favour) -> str:
    return f"asked {_times(favour.times)}" if favour.times > 1 else "asked"


def _times(times: int) -> str:
    return "twice" if times == 2 else f"{times:,} times"


def _by(favour: Favour, today: date) -> str:
    if not favour.due:
        return ""
    day = date.fromisoformat(favour.due)
    late, again = day < today, favour.whom == "them" and not favour.answer
    if late:
        return ", time to ask again" if again else f", {dates.age(day, today)} late"
    return f", {'ask again' if again else 'by'} {dates.spoken(day, today)}"


def _ago(day: str, today: date) -> str:
    if not day:
        return ""
    said = dates.age(date.fromisoformat(day), today)
    return said if said == "today" or said.startswith("in ") else f"{said} ago"


def _spoken(day: str, today: date) -> str:
    return dates.spoken(date.fromisoformat(day), today)


def _days(first: str, last: str) -> int:
    return max(0, (date.fromisoformat(last) - date.fromisoformat(first)).days)
