"""Drafts of the messages of an introduction: to ask each side, and to bring them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rolodex.book.introduction_words import first_name, joined
from rolodex.model import Contact, Introduction
from rolodex.templates import filled

_ASK = """Hi {first_name},

may I introduce you to {others_about}?{why}{asked_by}

If you would rather not, just say so: they will not hear of it. If you would, I will write to both of you.

{my_name}
"""

_MADE = """Hi {first_name}, hi {others_first_names},

I think you should know each other: {about}, meet {others_about}.{why}

I leave the rest to you.

{my_name}
"""

TEMPLATES: Mapping[str, str] = {"introduction ask": _ASK, "introduction made": _MADE}
"""By name how somebody is asked whether they want to be introduced, and how they are brought together: as
every book has them, until it has one of its own of that name."""

PLACEHOLDERS = (
    *("first_name", "name", "about", "others", "others_first_names", "others_about"),
    *("why", "asked_by", "my_name", "work_email"),
)
"""What a template may say. `why` and `asked_by` are whole sentences with a space before them, or empty."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that waits to be sent."""

    to: tuple[Contact, ...]
    subject: str
    text: str

    @property
    def addresses(self) -> tuple[str, ...]:
        """The first email of each who has one."""
        return tuple(person.emails[0].value for person in self.to if person.emails)


def asking(
    introduction: Introduction, people: Mapping[int, Contact], side: int, text: str, me: Mapping[str, str]
) -> Draft:
    """The message that asks one side, from the `text` of a template.

    `people` are those of the introduction, by id; `me` has `my_name` and `work_email`. Raises BadInput for a
    placeholder that there is not.
    """
    person, others = _split(introduction, people, side)
    values = {**_values(introduction, person, others), **me}
    return Draft((person,), f"May I introduce you to {values['others']}?", _said(text, values))


def making(
    introduction: Introduction, people: Mapping[int, Contact], text: str, me: Mapping[str, str]
) -> Draft:
    """The message to all sides that makes the introduction; as `asking`."""
    person, others = _split(introduction, people, introduction.sides[0].contact)
    values = {**_values(introduction, person, others), **me}
    return Draft((person, *others), f"{person.name}, meet {values['others']}", _said(text, values))


def _said(text: str, values: Mapping[str, str]) -> str:
    return filled(text, values).rstrip() + "\n"


def _split(
    introduction: Introduction, people: Mapping[int, Contact], side: int
) -> tuple[Contact, list[Contact]]:
    others = [people[other.contact] for other in introduction.sides if other.contact != side]
    return people[side], others


def _values(introduction: Introduction, person: Contact, others: Sequence[Contact]) -> Mapping[str, str]:
    names = [person.name, *(other.name for other in others)]
    asker = introduction.asked_by if introduction.asked_by != person.id else 0
    of_others = next((other for other in others if other.id == asker), None)
    asked = f" {_called(of_others, names) if of_others else introduction.asked_by_name} asked me for it."
    return {
        "first_name": _called(person, names),
        "name": person.name,
        "about": _about(person),
        "others_first_names": joined([_called(other, names) for other in others]),
        "others": joined([other.name for other in others]),
        "others_about": joined([_about(other) for other in others]),
        "why": f" It is about {introduction.why}." if introduction.why else "",
        "asked_by": asked if asker else "",
    }


def _called(person: Contact, among: Sequence[str]) -> str:
    return person.given or first_name(person.name, among)


def _about(person: Contact) -> str:
    """`Grace Hopper, Rear admiral at Navy`."""
    work = " at ".join(part for part in (person.title, person.company) if part)
    return f"{person.name} ({work})" if work else person.name
