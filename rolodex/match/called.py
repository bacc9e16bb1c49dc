"""Whom a name in a sentence may mean: whole words, each a word of the name or all but a letter of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from rolodex.match.folding import spellings
from rolodex.match.nicknames import namesakes
from rolodex.match.people import People, Place
from rolodex.match.rank import forgiven

HINTS = {Place.COMPANY: 6.0, Place.ABOUT: 5.0, Place.MET: 5.0, Place.ADDRESS: 3.0, Place.NOTE: 2.0}
"""What it weighs that another word of the sentence stands there in somebody's contact."""


_NO_INITIALS = ("a", "i", "w")
"""Letters that are words where they are not written large: `saw ada a week ago`, `ada w grace`."""


@dataclass(frozen=True, slots=True)
class Called:
    """Rows of people by how a name is theirs."""

    full: Sequence[int] = ()
    """Several words, all of the name."""
    first: Sequence[int] = ()
    """The given name or the nickname."""
    family: Sequence[int] = ()
    namesake: Sequence[int] = ()
    """Robert, where Bob was written."""
    just: Sequence[int] = ()
    """Those of `first` of whom the one word is the whole name."""


def called(people: People, text: str) -> Called:
    """Who is called by all the words of a text; a last one that is a letter (`L.`, `L`) may be an initial.

    Of several words nobody else is meant where they are somebody's whole name.
    """
    typed = spellings(text)
    if not typed:
        return Called()
    whole = _named(people, typed) if len(typed) > 1 else set()
    if whole:
        return Called(full=_first(people, whole))
    initial = ""
    if len(typed) > 1 and len(typed[-1][0]) == 1 and text[-1:] not in _NO_INITIALS:
        initial = typed.pop()[0]
    rows = set.intersection(*(_carriers(people, ways) for ways in typed))
    if initial:
        rows = {row for row in rows if f" {initial}" in people.names[row]}
    if len(typed) > 1 or initial:
        return Called(full=_first(people, rows))
    word = typed[0][0]
    first: list[int] = []
    family: list[int] = []
    for row in rows:
        name = people.names[row]
        start, _, rest = name.partition(" ")
        (family if start != word and f" {word} " in f" {rest} " else first).append(row)
    others = [(name,) for name in namesakes(word)]
    alike = set().union(*(_carriers(people, way) for way in others)).difference(rows)
    given = {name for (name,) in others}
    alike = {row for row in alike if people.names[row].partition(" ")[0] in given}
    just = [row for row in first if people.names[row] == word]
    return Called((), *(_first(people, rows) for rows in (first, family, alike, just)))


def nearly(people: People, text: str) -> Called:
    """Who is called almost so: a letter wrong, missing, extra or swapped in a word of four, two in eight.

    The first letter of each word stands, and of a word only the nearest names count. Nobody when somebody is
    called by the words as they are.
    """
    typed = spellings(text)
    exact = called(people, text)
    if not typed or exact.full or exact.first or exact.family or exact.namesake:
        return Called()
    lexicon = people.lexicons[Place.NAME]
    near: list[list[str]] = []
    for ways in typed:
        if any(word in lexicon.numbers for word in ways):
            near.append([word for word in ways if word in lexicon.numbers])
            continue
        word = ways[0]
        found = lexicon.near(word, forgiven(word)) if forgiven(word) else {}
        edits = {other: count for other, count in found.items() if other[0] == word[0]}
        near.append([other for other, count in edits.items() if count == min(edits.values())])
    rows = set.intersection(*(_carriers(people, words) for words in near))
    if len(typed) > 1:
        return Called(full=_first(people, rows))
    given = {row for row in rows if people.names[row].partition(" ")[0] in near[0]}
    return Called(first=_first(people, given), family=_first(people, rows - given))


def hinted(people: People, contacts: Iterable[int], word: str) -> dict[int, float]:
    """By contact how much a word beside a name speaks for some: the fewer it fits, the more it says."""
    tokens = [
        (weight, token)
        for folded in {way for ways in spellings(word) for way in ways if len(way) > 1}
        for place, weight in HINTS.items()
        if (token := people.lexicons[place].number(folded)) is not None
    ]
    if not tokens:
        return {}
    rows = {people.row_of[id] for id in contacts if id in people.row_of}
    best: dict[int, float] = {}
    for weight, token in tokens:
        for row in rows.intersection(people.carrying((token,))):
            best[row] = max(weight, best.get(row, 0.0))
    if not best or len(best) == len(rows):
        return {}
    share = log(len(rows) / len(best)) / log(len(rows))
    return {people.ids[row]: weight * share for row, weight in best.items()}


def _named(people: People, typed: Sequence[Iterable[str]]) -> set[int]:
    """Whose name is these words in this order, and no more."""
    rows = set.intersection(*(_carriers(people, ways) for ways in typed))
    names = {row: people.names[row].split() for row in rows}
    return {
        row
        for row, name in names.items()
        if len(name) == len(typed) and all(word in ways for word, ways in zip(name, typed, strict=True))
    }


def _carriers(people: People, ways: Iterable[str]) -> set[int]:
    numbers = people.lexicons[Place.NAME].numbers
    return set().union(*(people.carrying((numbers[word],)) for word in ways if word in numbers))


def _first(people: People, rows: Collection[int]) -> list[int]:
    return nsmallest(len(rows), rows, key=people.order.__getitem__)
