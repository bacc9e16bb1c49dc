"""Names of people as names of files and keys of aliases: letters and digits, no two the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rolodex.match import fold
from rolodex.model import Contact

_LONGEST = 60
"""Letters of a name that are taken."""


def slug(text: str) -> str:
    """The words of a text without accents, in lower case, with dashes between; may be empty."""
    return re.sub(r"[\W_]+", "-", fold(text)[: 4 * _LONGEST]).strip("-")[:_LONGEST].strip("-")


def unique(wanted: Iterable[str], otherwise: str) -> list[str]:
    """The names, each with a number behind it where it is taken; `otherwise` stands for empty ones."""
    times: dict[str, int] = {}
    found: list[str] = []
    for name in wanted:
        name = bare = name or otherwise
        while name in times:
            times[bare] += 1
            name = f"{bare}-{times[bare]}"
        times[name] = 1
        found.append(name)
    return found


def file_names(people: Iterable[Contact], ending: str) -> dict[int, str]:
    """The name of each person's file, by id of the person."""
    people = list(people)
    names = unique((slug(person.name) for person in people), "person")
    return {person.id: f"{name}{ending}" for person, name in zip(people, names, strict=True)}
