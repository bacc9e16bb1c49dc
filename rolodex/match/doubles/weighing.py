"""What agreeing and differing is worth, by the rarity of what agrees.

The weights are those of I. P. Fellegi and A. B. Sunter, A Theory for Record Linkage (1969): log2(m / u),
where m is how often one person's two records agree so, and u how often two people's do. u is counted in the
records themselves: by the value where it is the same (W. E. Winkler, Frequency-Based Matching, 1989), else
over random pairs.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from math import log2
from typing import NamedTuple

from rolodex.match.doubles.alike import Level, names_alike, texts_alike
from rolodex.match.doubles.record import Prepared

_SAMPLE = 20_000
"""Random pairs of which is counted how alike two people's facts are."""
_USUAL = 200
"""How many people of whom nothing is known the frequencies are mixed with: a small book proves no rarity."""
_NAMES = {Level.SAME: 0.70, Level.CLOSE: 0.18, Level.SIMILAR: 0.09, Level.DIFFERENT: 0.03}
_FACTS = {Level.SAME: 0.70, Level.CLOSE: 0.15, Level.SIMILAR: 0.05, Level.DIFFERENT: 0.10}
_USUAL_NAMES = {Level.SAME: 0.005, Level.CLOSE: 0.008, Level.SIMILAR: 0.02, Level.DIFFERENT: 0.95}
_USUAL_FACTS = {Level.SAME: 0.02, Level.CLOSE: 0.02, Level.SIMILAR: 0.03, Level.DIFFERENT: 0.93}
_SWAPPED = -3.0
"""For given and family name the other way round."""
_RELATIVES = -4.5
"""For one family name and two given names: then address and city say nothing more."""
_KEYS = {"email": 16.0, "handle": 16.0, "phone": 11.0, "url": 12.0}
"""For an email and so on that only two have; of more it tells less."""
_PERSONAL = {"email": 16.0, "handle": 16.0, "phone": 0.0, "url": 0.0}
"""The same where the names have nothing in common: a phone or a site may be an office's."""
_ACCOUNTS = -6.0
"""For two user names on one service, none in common."""


class Evidence(NamedTuple):
    """What speaks for or against two records being one person; a tuple, because there are very many."""

    column: str
    """`given`, `family`, `name` (both, swapped), `email`, `phone`, `handle`, or the name of a fact."""
    level: Level
    bits: float
    """Above zero for, below zero against."""


def _sample(people: Sequence[Prepared]) -> tuple[Iterable[tuple[Prepared, Prepared]], float]:
    """Pairs of two people, and how many of `_SAMPLE` random ones each stands for: of few people all pairs."""
    count = len(people)
    if count * (count - 1) <= _SAMPLE:
        return permutations(people, 2), _SAMPLE / max(1, count * count)
    rng = random.Random(1969)
    drawn = ((people[rng.randrange(count)], people[rng.randrange(count)]) for _ in range(_SAMPLE))
    return ((one, other) for one, other in drawn if one is not other), 1.0


class Weights:
    """What is counted in all the records before any two are compared."""

    def __init__(self, people: Sequence[Prepared]) -> None:
        self._count = len(people)
        self._values: dict[str, Counter[str]] = defaultdict(Counter)
        self._holders: Counter[str] = Counter()
        for person in people:
            self._holders.update(person.keys)
            self._values["given"][person.given] += 1
            self._values["family"][person.family] += 1
            for column, value in person.facts.items():
                self._values[column][value] += 1
        for column in ("given", "family"):
            del self._values[column][""]
        self._known = {column: values.total() for column, values in self._values.items()}
        self._chance = self._chances(people)
        self.least = log2(max(2, self._count))
        """What a pair must weigh to be as likely one person as two: one pair in so many is."""

    @property
    def columns(self) -> list[str]:
        """The facts, those that tell people apart best first."""
        facts = [column for column in self._values if column not in ("given", "family")]
        return sorted(facts, key=lambda column: -self._known[column] * (1 - self._chance[column][Level.SAME]))

    def _chances(self, people: Sequence[Prepared]) -> dict[str, dict[Level, float]]:
        seen: dict[str, Counter[Level]] = {column: Counter() for column in self._values}
        pairs, share = _sample(people)
        for one, other in pairs:
            if one.given and other.given:
                seen["given"][names_alike(one.given, other.given)] += 1
            if one.family and other.family:
                seen["family"][names_alike(one.family, other.family)] += 1
            for column, value in one.facts.items():
                if column in other.facts:
                    seen[column][texts_alike(value, other.facts[column])] += 1
        chances = {}
        for column, counts in seen.items():
            usual = _USUAL_NAMES if column in ("given", "family") else _USUAL_FACTS
            # a sample of a small book is the same few pairs over and over
            weight = share * min(1.0, self._known.get(column, 0) / 2_000)
            total = counts.total() * weight + _USUAL
            chances[column] = {
                level: (counts[level] * weight + usual[level] * _USUAL) / total for level in Level
            }
        return chances

    def weigh(self, one: Prepared, other: Prepared) -> tuple[float, list[Evidence]]:
        """How much speaks for the two being one person, in bits, and what does."""
        found = self._names(one, other)
        if one.keys and other.keys:
            strangers = bool(found) and all(part.level is Level.DIFFERENT for part in found)
            found += self._keys(one, other, _PERSONAL if strangers else _KEYS)
        for column, value in one.facts.items():
            theirs = other.facts.get(column)
            if theirs is not None:
                found.append(self._agreeing(column, value, theirs))
        return sum(evidence.bits for evidence in found), found

    def _names(self, one: Prepared, other: Prepared) -> list[Evidence]:
        straight = self._parts(one, other.given, other.family)
        strangers = bool(straight) and straight[0][:2] == ("given", Level.DIFFERENT)
        if strangers and (_called(one.nickname, other.given) or _called(other.nickname, one.given)):
            straight[0] = Evidence("given", Level.CLOSE, self._worth("given", Level.CLOSE))
        if [part.level for part in straight] == [Level.DIFFERENT, Level.SAME]:
            return [straight[0]._replace(bits=straight[0].bits + _RELATIVES), straight[1]]
        if any(part.level is Level.SAME for part in straight):
            return straight
        crossed = self._parts(one, other.family, other.given)
        if sum(part.bits for part in crossed) + _SWAPPED > sum(part.bits for part in straight):
            return [*crossed, Evidence("name", Level.SIMILAR, _SWAPPED)]
        return straight

    def _parts(self, one: Prepared, given: str, family: str) -> list[Evidence]:
        found = []
        if one.given and given:
            found.append(self._agreeing("given", one.given, given))
        if one.family and family:
            found.append(self._agreeing("family", one.family, family))
        return found

    def _agreeing(self, column: str, one: str, other: str) -> Evidence:
        is_name = column in ("given", "family")
        level = names_alike(one, other) if is_name else texts_alike(one, other)
        often = (_NAMES if is_name else _FACTS)[level]
        chance = self._chance[column][level]
        if level is Level.SAME:
            chance = self._frequency(column, one)
        elif level is not Level.DIFFERENT:
            chance = max(chance, self._frequency(column, one), self._frequency(column, other))
        return Evidence(column, level, log2(often / chance))

    def _worth(self, column: str, level: Level) -> float:
        return log2(_NAMES[level] / self._chance[column][level])

    def _frequency(self, column: str, value: str) -> float:
        usual = (_USUAL_NAMES if column in ("given", "family") else _USUAL_FACTS)[Level.SAME]
        others = max(1, self._values[column][value] - 1)
        return (others + usual * _USUAL) / (self._known[column] + _USUAL)

    def _keys(self, one: Prepared, other: Prepared, worth: Mapping[str, float]) -> list[Evidence]:
        shared: dict[str, float] = {}
        for key in one.keys & other.keys:
            kind = key.partition(":")[0]
            bits = worth[kind] - 2 * log2(max(1, self._holders[key] - 1))
            # several of one kind are often two ways to write one
            shared[kind] = max(bits, shared.get(kind, 0.0))
        found = [Evidence(kind, Level.SAME, bits) for kind, bits in shared.items()]
        ours, theirs = _accounts(one), _accounts(other)
        for service in ours.keys() & theirs.keys():
            if ours[service].isdisjoint(theirs[service]):
                found.append(Evidence("handle", Level.DIFFERENT, _ACCOUNTS))
        return found


def _called(nickname: str, given: str) -> bool:
    return bool(nickname) and names_alike(nickname, given) in (Level.SAME, Level.CLOSE)


def _accounts(person: Prepared) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in person.keys:
        if key.startswith("handle:"):
            _, service, name = key.split(":", 2)
            found.setdefault(service, set()).add(name)
    return found
