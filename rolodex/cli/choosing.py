"""Whom a verb is about: names or a query, how many they are, and whether all of them are meant."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from rolodex.cli.shell import tell
from rolodex.model import Ambiguous, Contact, NotFound
from rolodex.text import counted, fit, shown

if TYPE_CHECKING:
    from rolodex.book import Book

_ALL_NAMED = 5
"""So many people are all named before something is done to them; of more, `_FIRST_NAMED` are."""
_FIRST_NAMED = 3


def everyone(book: Book, who: Sequence[str]) -> list[Contact]:
    """The people meant, each once. Raises NotFound or Ambiguous for the first name that is not clear."""
    try:
        found = {person.id: person for one in who for person in book.whom(one)}
    except (NotFound, Ambiguous):
        if len(who) > 1 and not any(" " in name for name in who):
            tell("Each word was taken for a name: put quotes around a name of several words.")
        raise
    return list(found.values())


def agree(people: Sequence[Contact], who: Sequence[str], question: str, *, yes: bool) -> None:
    """Where a query fits more people than were named: say how many, and who; on a terminal ask.

    With `yes` nothing is asked. Raises click.Abort after a no.
    """
    if len(people) > len(who):
        tell(f"{count_and_names(people)}.")
        if not yes and somebody_answers():
            click.confirm(question, abort=True, err=True)


def count_and_names(people: Sequence[Contact]) -> str:
    """`2 people: Ada Lovelace, Grace Hopper`, and of many the first few, harmless to show."""
    named = people if len(people) <= _ALL_NAMED else people[:_FIRST_NAMED]
    names = ", ".join(fit(shown(person.name), 40) for person in named)
    more = f" and {len(people) - len(named):,} more" if len(people) > len(named) else ""
    return f"{counted(len(people))}: {names}{more}"


def somebody_answers() -> bool:
    """Whether a question is seen and can be answered: a person sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()
