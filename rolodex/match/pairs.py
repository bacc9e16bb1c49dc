"""Who should know each other: what one is looking for held against what others have to give, by its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from math import log
from typing import NamedTuple

from rolodex.match.folding import words
from rolodex.match.lexicon import Lexicon

_PAIRS = 1_000
"""So many pairs are made of one word at most; when there are as many no more common words are looked at."""
_MISSPELT_FROM = 6
"""Letters from which on one may be wrong."""

_STOP = frozenset(
    words(
        "a about all also an and any anybody anyone are as at be but by can could do for from get "
        "go good great has have help helping her his how i in into is it its just like look looking "
        "me more my need needs new of on or other others our out people person she so some somebody "
        "someone something than that the their them there they this to up us very want wants we "
        "what when where which who will with would you your"
    )
)
_ENDINGS = (
    "ings",
    "ing",
    "ers",
    "er",
    "ors",
    "or",
    "ions",
    "ion",
    "ments",
    "ment",
    "ed",
    "es",
    "s",
    "e",
    "y",
)


class Offer(NamedTuple):
    """A text that says what people have to give."""

    text: str
    people: Sequence[int]
    weight: float = 1.0
    """Of its words: a tag says less than what somebody can help with."""


class Meeting(NamedTuple):
    """Two people of whom one has what the other is looking for."""

    one: int
    other: int
    """The greater id."""
    score: float


class Wants:
    """Who needs and who has what, by word: made once, and asked until people change."""

    def __init__(self, needs: Mapping[int, str], offers: Sequence[Offer]) -> None:
        """`needs` are texts by contact."""
        self._wanted: defaultdict[str, list[int]] = defaultdict(list)
        self._given: defaultdict[str, list[int]] = defaultdict(list)
        self._offers: defaultdict[int, list[Offer]] = defaultdict(list)
        given, wanted = self._given, self._wanted
        for offer in offers:
            for key in keys(offer.text):
                given[key] += offer.people
            for id in offer.people:
                self._offers[id].append(offer)
        told = {id: keys(text) for id, text in needs.items()}
        # a word that nobody gives is taken for one that is nearly so
        unknown = {key for key in set().union(*told.values()) if key not in given}
        meant = _meant(unknown, given)
        self._needs: dict[int, frozenset[str]] = {}
        for id, some in told.items():
            known = frozenset([key for said in some if (key := meant.get(said, said)) in given])
            self._needs[id] = known
            for key in known:
                wanted[key].append(id)
        everybody = len(needs) + len(self._offers)
        self._rarity = {key: log(1 + everybody / (len(wanted[key]) + len(given[key]))) for key in wanted}

    def likely(self, within: Collection[int] | None = None) -> list[Meeting]:
        """The pairs that share a word that means something, the best first: rare words weigh more.

        Of pairs with nobody `within` none is given. Words are compared without case, accents and endings; of
        long ones one letter may be wrong. Never everybody with everybody: pairs are made from word to people,
        the rarest words first, until there are more than anybody goes through.
        """
        ours = within if within is None else frozenset(within)
        found: set[tuple[int, int]] = set()
        for key in self._rarest_first():
            for needer, giver in islice(_pairs(self._wanted[key], self._given[key], ours), _PAIRS):
                found.add((needer, giver) if needer < giver else (giver, needer))
            if len(found) > _PAIRS:
                break
        scored = [Meeting(*pair, self._score(*pair)) for pair in found]
        return sorted(scored, key=lambda pair: (-pair.score, pair.one, pair.other))

    def _rarest_first(self) -> list[str]:
        """The words that are wanted and given, those first that make the fewest pairs."""
        return sorted(self._wanted, key=lambda key: (len(self._wanted[key]) * len(self._given[key]), key))

    def _score(self, one: int, other: int) -> float:
        """What all words together that one needs and the other has, or the other way round, weigh."""
        return self._one_way(one, other) + self._one_way(other, one)

    def _one_way(self, needer: int, giver: int) -> float:
        need, score = self._needs.get(needer), 0.0
        if need:
            for offer in self._offers.get(giver, ()):
                for key in need & keys(offer.text):
                    score += offer.weight * self._rarity[key]
        return score


def _pairs(
    needers: Collection[int], givers: Collection[int], within: frozenset[int] | None
) -> Iterator[tuple[int, int]]:
    ours = givers if within is None else within.intersection(givers)
    for needer in needers:
        those = ours if within is None or needer not in within else givers
        yield from ((needer, giver) for giver in those if giver != needer)


def meets(need: str, offer: str) -> bool:
    """Whether an offer has a word of what is needed."""
    wanted, given = keys(need), keys(offer)
    return bool(wanted & given or _meant(wanted - given, given))


@lru_cache(50_000)
def keys(text: str) -> frozenset[str]:
    """The words of a text that mean something, without their endings."""
    return frozenset(_stem(word) for word in words(text) if word not in _STOP and len(word) > 1)


def _meant(wanted: Collection[str], given: Collection[str]) -> dict[str, str]:
    """For those of some words that are one of others but for a letter: that one."""
    long = [key for key in wanted if len(key) >= _MISSPELT_FROM]
    if not long:
        return {}
    lexicon = Lexicon()
    for number, other in enumerate(sorted(given)):
        lexicon.add(other, number)
    near = {key: [other for other in lexicon.near(key, 1) if other[0] == key[0]] for key in long}
    return {key: min(others) for key, others in near.items() if others}


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            bare = word[: -len(ending)]
            # `designing` and `designers` leave `design`, `hires` and `hiring` leave `hir`
            return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] else bare
    return word
