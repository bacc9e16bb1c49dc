"""Which pairs are worth a look: those that share something that few have, never each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from rolodex.match.doubles.record import Prepared

_BLOCK = 16
"""Of more people than this who share something only neighbours by name are looked at."""
_NEIGHBOURS = 4
_COLUMNS = 6
"""Facts that are paired with each other: those that tell people apart best."""
_RARE = 12
"""How many may share one thing alone to be looked at for that."""

# Soundex's classes of consonants (R. C. Russell, US patent 1,261,167, 1918)
_CLASSES = str.maketrans("bfpvcgjkqsxzdtlmnr", "111122222222334556", "aeiouyhw")

Key = tuple[object, ...]


def sound(text: str) -> str:
    """How the first word sounds, roughly: its first letter and three classes of consonants."""
    if not text or text[0].isdigit():
        return text
    word = text.replace(" ", "")
    code = ""
    for digit in word[1:].translate(_CLASSES):
        if digit != code[-1:]:
            code += digit
    return word[0] + code[:3]


def pairs(people: Sequence[Prepared], columns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Positions of pairs that may be doubles, each once, the smaller first.

    `columns` are the facts, those that tell people apart best first. The number grows as that of the people
    does: a block of many is not paired each with each.
    """
    seen: set[int] = set()
    count = len(people)
    order = [f"{person.family} {person.given}" for person in people]
    for keys, most in _passes(columns[:_COLUMNS]):
        blocks: defaultdict[Key, list[int]] = defaultdict(list)
        for place, person in enumerate(people):
            for key in keys(person):
                blocks[key].append(place)
        for block in blocks.values():
            if len(block) > 1 and (not most or len(block) <= most):
                for one, other in _of_block(block, order):
                    packed = one * count + other if one < other else other * count + one
                    if one != other and packed not in seen:
                        seen.add(packed)
                        yield divmod(packed, count)


def _of_block(block: list[int], order: Sequence[str]) -> Iterable[tuple[int, int]]:
    if len(block) <= _BLOCK:
        return combinations(block, 2)
    near = sorted(block, key=order.__getitem__)
    return ((one, other) for at, one in enumerate(near) for other in near[at + 1 : at + 1 + _NEIGHBOURS])


def _passes(columns: Sequence[str]) -> Iterator[tuple[Callable[[Prepared], Iterable[Key]], int]]:
    """What is shared, pass by pass, and of how many at the most (0: any number)."""
    yield lambda person: ((key,) for key in person.keys), 0
    yield _by_names, 0
    yield _by_words, _RARE
    for column in columns:
        yield lambda person, column=column: _by_name_and(person, column), 0  # type: ignore[misc]
    for one, other in combinations(columns, 2):
        yield lambda person, one=one, other=other: _by_facts(person, one, other), _BLOCK  # type: ignore[misc]


def _by_names(person: Prepared) -> Iterable[Key]:
    if person.given and person.family:
        yield tuple(sorted((sound(person.given), sound(person.family))))
        yield tuple(sorted((person.given[:1], person.family)))


def _by_words(person: Prepared) -> Iterable[Key]:
    for word in {*person.given.split(), *person.family.split(), *person.nickname.split()}:
        if len(word) > 2:
            yield (word,)


def _by_name_and(person: Prepared, column: str) -> Iterable[Key]:
    fact = person.facts.get(column, "")
    if fact:
        near = _near(fact)
        codes = {sound(name) for name in (person.given, person.family, person.nickname) if name}
        codes |= {name[:3] for name in (person.given, person.family) if name}
        for code in codes:
            yield code, near


def _by_facts(person: Prepared, one: str, other: str) -> Iterable[Key]:
    first, second = person.facts.get(one), person.facts.get(other)
    if first and second:
        yield _near(first), _near(second)


def _near(fact: str) -> str:
    """What a letter wrong in a text often leaves as it is: how it begins, and how its last word does."""
    start, _, last = fact.rpartition(" ")
    return f"{start[:4]} {last[:4]}" if start else last[:6]
