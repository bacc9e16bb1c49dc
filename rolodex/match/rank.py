"""One typed word against everyone's words: which it means, and how far each is from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from enum import Enum
from functools import cached_property
from itertools import compress

from rapidfuzz.distance import OSA, JaroWinkler

from rolodex.match.nicknames import namesakes
from rolodex.match.people import GUESSED, People, Place, letter_bit

# What a match costs; the costs of the typed words add up, and the cheapest comes first. The start of a word
# is dearer than a whole one of title or tags; up to three letters cost half a place: nobody types those out.
_PLACE_COST = {
    Place.NAME: 0.0,
    Place.COMPANY: 1.0,
    Place.ABOUT: 2.0,
    Place.ADDRESS: 2.0,
    Place.MET: 3.0,
    Place.NOTE: 4.0,
}
_START = 2.5
_START_SHORT = 0.5
_NAMESAKE = 0.3
_NAMESAKE_SHORT = 0.4
_INITIALS = 0.8
_INITIALS_SHOUTED = 0.2
FUZZY = 1000.0
"""What one wrong letter costs: more than any spelling without one."""
LOOSE = 10_000.0
"""Added where more letters are wrong than a word of its length is forgiven."""
_UNLIKE = 600.0
_UNFINISHED = 400.0
_LAST_LETTER = 200.0
SAME_WORD = 5.0
"""Added where two typed words share one of the person's."""


def forgiven(word: str) -> int:
    """How many letters of a typed word may be wrong, missing, extra or swapped."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def forgiven_loosely(word: str, alone: bool) -> int:
    """How many are when hardly anyone is found otherwise; short words need another word beside them."""
    if len(word) < 4:
        return 0 if len(word) < 2 else 1 if alone or len(word) < 3 else 2
    return 2


class Reach(Enum):
    """How far from what was typed a word may be."""

    PLAIN = 0
    """The word, or what it begins or stands for."""
    FORGIVING = 1
    """With as many letters wrong as are `forgiven` too."""
    LOOSE = 2
    """With as many as are `forgiven_loosely` beside other words."""
    LOOSE_ALONE = 3
    """With as many as are `forgiven_loosely` in a word alone."""


class Meaning:
    """Tokens that a typed word may mean, and who carries them; worked out when asked for."""

    def __init__(self, people: People, costs: dict[int, float], less: Meaning | None = None) -> None:
        """`less` means some of the tokens."""
        self._people = people
        self._less = less
        self.costs = costs
        """By token."""

    def besides(self, costs: dict[int, float]) -> Meaning:
        """With other tokens too, where these ones are not dearer."""
        return Meaning(self._people, costs | self.costs, self) if costs else self

    @cached_property
    def size(self) -> int:
        """How many rows carry one of the tokens, those that carry several counted several times."""
        return self._people.count(self.costs)

    @cached_property
    def carriers(self) -> frozenset[int]:
        """The rows that carry one of the tokens."""
        if self._less is None:
            return frozenset(self._people.carrying(self.costs))
        others = self.costs.keys() - self._less.costs.keys()
        return self._less.carriers.union(self._people.carrying(others))

    @cached_property
    def rows(self) -> dict[int, float]:
        """The same rows with the least cost of theirs."""
        by_cost: dict[float, list[int]] = {}
        for token, cost in self.costs.items():
            by_cost.setdefault(cost, []).append(token)
        found: dict[int, float] = {}
        for cost in sorted(by_cost, reverse=True):
            found.update(dict.fromkeys(self._people.carrying(by_cost[cost]), cost))
        return found


class Word:
    """A typed word. Everything is worked out when asked for, and kept: valid until the people change."""

    def __init__(self, people: People, spellings: tuple[str, ...], *, growing: bool, shouted: bool) -> None:
        self._people = people
        self.spellings = spellings
        self.growing = growing
        self._short = len(spellings[0]) < 4
        self._shouted = shouted and self._short

    @property
    def is_letter(self) -> bool:
        """One letter (a to z) means so many words that its tokens are not gathered: see `letter_costs`."""
        return len(self.spellings[0]) == 1 and letter_bit(self.spellings[0]) > 0

    def guesses(self) -> Iterator[tuple[float, list[int]]]:
        """The tokens it may mean with letters wrong, by cost, the cheapest first."""
        by_cost: dict[float, list[int]] = {}
        for token, cost in self.fuzzy.items():
            by_cost.setdefault(cost, []).append(token)
        yield from sorted(by_cost.items())

    def levels(self) -> Iterator[tuple[float, list[int]]]:
        """The tokens it means without a wrong letter, by cost, the cheapest first."""
        for cost, tokens in sorted(self._lookups(), key=lambda level: level[0]):
            if found := tokens():
                yield cost, found

    @cached_property
    def fuzzy(self) -> dict[int, float]:
        """The cost of the tokens it may mean with letters wrong, no more than `forgiven`."""
        return self._near([forgiven(typed) for typed in self.spellings], 0.0)

    def meaning(self, reach: Reach) -> Meaning:
        """What it may mean as far as that."""
        if reach is Reach.PLAIN:
            return self._plain
        if reach is Reach.FORGIVING:
            return self._forgiving
        return self._loose if reach is Reach.LOOSE else self._loose_alone

    @cached_property
    def _plain(self) -> Meaning:
        found: dict[int, float] = {}
        for cost, tokens in self.levels():
            found = dict.fromkeys(tokens, cost) | found
        return Meaning(self._people, found)

    @cached_property
    def _forgiving(self) -> Meaning:
        return self._plain.besides(self.fuzzy)

    @cached_property
    def _loose(self) -> Meaning:
        return self._forgiving.besides(self._near_loosely(alone=False))

    @cached_property
    def _loose_alone(self) -> Meaning:
        return self._forgiving.besides(self._near_loosely(alone=True))

    @cached_property
    def name_rows(self) -> frozenset[int]:
        """The rows that carry it in the name, without a wrong letter."""
        return frozenset(self._people.carrying([*self._starting(Place.NAME), *self._initials()]))

    def letter_costs(self, rows: Collection[int], times: int) -> dict[int, float]:
        """For a single letter the rows that fit, when `times` words of a name have to begin with it."""
        names, letter = self._people.names, self.spellings[0]
        start, whole = " " + letter, f" {letter} "
        found: dict[int, float] = {}
        for row in self.begun(rows):
            name = f" {names[row]} "
            if start not in name:
                found[row] = _START_SHORT + _PLACE_COST[Place.COMPANY]
            elif times > 1 and name.count(start) < times:
                found[row] = _START_SHORT + SAME_WORD
            else:
                found[row] = 0.0 if whole in name else _START_SHORT
        return found

    def beginners(self) -> list[int]:
        """The ids of everybody who carries any word that begins with the single letter."""
        people = self._people
        return list(compress(people.ids, map(letter_bit(self.spellings[0]).__and__, people.letters)))

    def begun(self, rows: Collection[int]) -> list[int]:
        """Those of the rows that carry any word which begins with the single letter."""
        has_letter = letter_bit(self.spellings[0]).__and__
        return list(compress(rows, map(has_letter, map(self._people.letters.__getitem__, rows))))

    def _lookups(self) -> Iterator[tuple[float, Callable[[], list[int]]]]:
        start = _START_SHORT if self._short else _START
        for place, cost in _PLACE_COST.items():
            yield cost, lambda place=place: self._numbers(place, self.spellings)  # type: ignore[misc]
            yield cost + start, lambda place=place: self._starting(place)  # type: ignore[misc]
        yield _INITIALS_SHOUTED if self._shouted else _INITIALS, self._initials
        for cost, is_full in ((_NAMESAKE, True), (_NAMESAKE_SHORT, False)):
            yield cost, lambda is_full=is_full: self._namesakes(is_full)  # type: ignore[misc]

    def _numbers(self, place: Place, found: Iterable[str]) -> list[int]:
        number = self._people.lexicons[place].number
        return [token for word in found if (token := number(word)) is not None]

    def _starting(self, place: Place) -> list[int]:
        lexicon = self._people.lexicons[place]
        return [token for spelling in self.spellings for token in lexicon.numbers_starting(spelling)]

    def _initials(self) -> list[int]:
        return self._numbers(Place.INITIALS, [word for word in self.spellings if 1 < len(word) <= 8])

    def _namesakes(self, is_full: bool) -> list[int]:
        names = namesakes(self.spellings[0])
        return self._numbers(Place.NAME, [name for name, full in names.items() if full == is_full])

    def _near_loosely(self, alone: bool) -> dict[int, float]:
        return self._near([forgiven_loosely(typed, alone) for typed in self.spellings], LOOSE)

    def _near(self, edits_each: list[int], extra: float) -> dict[int, float]:
        found: dict[int, float] = {}
        for typed, edits in zip(self.spellings, edits_each, strict=True):
            if not edits or not typed.isalpha():
                continue
            for place in (Place.NAME,) if extra else GUESSED:
                lexicon = self._people.lexicons[place]
                words = lexicon.near(typed, edits)
                if self.growing and not (extra and len(typed) < 6):
                    words = lexicon.starting_near(typed, edits) | words
                for word, distance in words.items():
                    token = lexicon.numbers[word]
                    cost = _fuzzy_cost(typed, word, distance, edits) + 100 * _PLACE_COST[place] + extra
                    if found.get(token, cost) >= cost:
                        found[token] = cost
        return found


def _fuzzy_cost(typed: str, word: str, distance: int, edits: int) -> float:
    whole = OSA.distance(typed, word, score_cutoff=edits)
    if whole <= edits:
        return FUZZY * whole + round(_UNLIKE * JaroWinkler.distance(typed, word))
    start = word[: len(typed)]
    cost = FUZZY * distance + _UNFINISHED + round(_UNLIKE * JaroWinkler.distance(typed, start))
    return cost + _LAST_LETTER if word.startswith(typed[:-1]) else cost
