"""Introductions in words: who, how far it is, what was said when; the same in the app and in the shell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rolodex.dates import spoken
from rolodex.model import Introduction, Side


def between(introduction: Introduction) -> str:
    """Who is to know whom: `Ada Lovelace ↔ Grace Hopper`."""
    return " ↔ ".join(side.name for side in introduction.sides)


def to(introduction: Introduction) -> str:
    """The same in a sentence: `Ada Lovelace to Grace Hopper`."""
    first, *others = [side.name for side in introduction.sides]
    return f"{first} to {joined(others)}"


def state(introduction: Introduction, today: date) -> str:
    """How far it is: `Ada agreed, waiting for Grace`; `made 12 May`. Days are local."""
    match introduction.state:
        case "made":
            return f"made {spoken(date.fromisoformat(introduction.made_on), today)}"
        case "declined":
            return (
                f"{_called(introduction, [s for s in introduction.sides if s.answer == 'declined'])} declined"
            )
        case "ready":
            return "ready: both agreed" if len(introduction.sides) == 2 else "ready: all agreed"
        case "new":
            return "nobody asked yet"
    agreed = [side for side in introduction.sides if side.answer == "agreed"]
    waiting = [side for side in introduction.sides if side.asked_on and not side.answer]
    unasked = [side for side in introduction.sides if not side.asked_on and not side.answer]
    parts = (
        f"{_called(introduction, agreed)} agreed" if agreed else "",
        f"waiting for {_called(introduction, waiting)}" if waiting else "",
        f"ask {_called(introduction, unasked)}" if unasked else "",
    )
    return ", ".join(part for part in parts if part)


def told(introduction: Introduction, today: date) -> Iterator[str]:
    """What was done so far, a line each, the oldest first. Days are local."""
    by = f"{introduction.asked_by_name} asked for it" if introduction.asked_by else "begun"
    yield f"{_day(introduction.begun_on, today)}: {by}"
    for side in introduction.sides:
        said = []
        if side.asked_on:
            said.append(f"asked {_day(side.asked_on, today)}")
        if side.answer:
            said.append(f"{side.answer} {_day(side.answered_on, today)}".rstrip())
        yield f"{side.name}: {', '.join(said) or 'not asked yet'}"
    if introduction.made_on:
        yield f"made {_day(introduction.made_on, today)}"
    if introduction.outcome:
        yield f"what came of it: {introduction.outcome}"


def reminder(introduction: Introduction, today: date) -> str:
    """The text of the follow-up that reminds of it."""
    if introduction.made_on:
        return f"what came of introducing {to(introduction)}?"
    about = f" re {introduction.why}" if introduction.why else ""
    return f"introduce {to(introduction)}{about}: {state(introduction, today)}"


def joined(names: Sequence[str]) -> str:
    """`Ada`, `Ada and Grace`, `Ada, Grace and Emmy`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def first_name(name: str, among: Sequence[str] = ()) -> str:
    """The first word of a name, unless somebody else of those begins with it too: then all of it."""
    word = name.split()[0] if name.split() else name
    alike = [other for other in among if other.split()[:1] == [word]]
    return name if len(alike) > 1 else word


def _called(introduction: Introduction, sides: Sequence[Side]) -> str:
    names = [side.name for side in introduction.sides]
    return joined([first_name(side.name, names) for side in sides])


def _day(day: str, today: date) -> str:
    return spoken(date.fromisoformat(day), today) if day else ""
