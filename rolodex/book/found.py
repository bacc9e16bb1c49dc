"""Answers to queries: whom they fit, in which groups, and whom a name fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rolodex import query
from rolodex.book.due import Due

RANKED = 300
"""People found by words who are listed, if nobody asks for more: five screens. More take longer to rank."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a group in a grouped list."""

    position: int
    """The index in `Found.ids` of the first person below it."""
    level: int
    text: str
    """Empty for those that belong to no group."""
    count: int
    """How many people are in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query."""

    ids: Sequence[int] = ()
    """Whom it fits, in order. Somebody in two groups of a grouped list is in it twice."""
    headings: tuple[Heading, ...] = ()
    words: str = ""
    """The words searched for, for highlighting."""
    problems: tuple[query.Problem, ...] = ()
    more: bool = False
    """There were more than could be ranked; the best are here."""
    ready: bool = True
    """Everybody has been looked at; False while the index is still being made."""
    agenda: tuple[Due, ...] = ()
    """Of the agenda: for each of `ids` the line it is there for."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a typed name fits."""

    exact: list[int] = field(default_factory=list)
    """Each word begins a word of the name."""
    near: list[int] = field(default_factory=list)
    """Misspelt, or known by another form of the name: Bob for Robert."""
