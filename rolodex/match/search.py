"""One search: the typed words' people brought together, ranked, and cut to those worth showing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import accumulate, combinations, compress, permutations
from operator import neg

from rolodex.match.people import People, Place
from rolodex.match.rank import FUZZY, LOOSE, SAME_WORD, Reach, Word

_COMMON = 10_000
"""Rows of every word above which misspelt ones are not looked for first: they are hardly ever needed."""
_CLOSE = 300
"""Rows that are ranked, the closest; a larger limit ranks as many as it asks for."""
_MOST = 450
"""Rows that are looked into, when more than these carry every word."""
_OWN = 300
"""Rows of those that are scored once more, see `_with_own_words`."""
_ENOUGH = 10
"""So many found people make guessing further needless."""
_GUESSES = 50
"""So many misspelt matches follow good ones; where there are none, all about as near as the best are kept."""
_ABOUT = 0.3 * FUZZY
_LOOKED_THROUGH = 5_000
"""Of so many allowed rows each is looked at, where a word fits more than those."""
_SAMPLE = 500
"""Of so many of very many rows it is learnt where the first stand."""
_REGROUPED = 5
"""Typed words up to which stray and missing spaces are looked for."""
_WHOLE_NAME = 0.25
_MISSING_NAME_WORD = 5.0


Spelt = tuple[str, ...]
"""The ways to look for one typed word."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Who was found."""

    ids: list[int]
    """Best first."""
    more: bool = False
    """Whether the limit cut some off."""
    exact: int = 0
    """How many of `ids`, counted from the first, were found without forgiving a letter."""


class Search:
    """The people, how to look up words among them, and whom to look for."""

    def __init__(
        self,
        people: People,
        look_up: Callable[[list[Spelt]], list[Word]],
        within: Container[int] | None,
        limit: int,
    ) -> None:
        self._people = people
        self._look_up = look_up
        self._within = within
        self._limit = max(0, limit)
        self._more = False

    def run(self, typed: list[Spelt]) -> Matches:
        """The answer for the typed words; everyone when there are none."""
        if not typed:
            return self._everyone()
        words = self._look_up(typed)
        costs = self._one_word(words[0]) if len(words) == 1 else self._every_word(words)
        if self._is_poor(costs):
            for regrouped in self._regrouped(typed):
                for row, cost in self._every_word(self._look_up(regrouped)).items():
                    costs.setdefault(row, cost + FUZZY)
        if self._is_poor(costs):
            costs = self._every_word(words, Reach.LOOSE if len(words) > 1 else Reach.LOOSE_ALONE) | costs
        rows = self._without_far_fetched(self._sorted(costs), costs)
        more = self._more or len(rows) > self._limit
        rows = rows[: self._limit]
        ids = self._people.ids
        return Matches([ids[row] for row in rows], more, sum(costs[row] < FUZZY for row in rows))

    def _is_poor(self, costs: dict[int, float]) -> bool:
        return len(costs) < _ENOUGH and not any(cost < FUZZY for cost in costs.values())

    def _regrouped(self, typed: list[Spelt]) -> Iterator[list[Spelt]]:
        """The words without a stray space in a known name, or with a missing one between two known names."""
        if len(typed) > _REGROUPED:
            return
        lexicon = self._people.lexicons[Place.NAME]
        known = lexicon.numbers
        for at in range(len(typed) - 1):
            joined = typed[at][0] + typed[at + 1][0]
            if lexicon.starting(joined):
                yield [*typed[:at], (joined,), *typed[at + 2 :]]
        for at, (word, *_) in enumerate(typed):
            for cut in range(3, len(word) - 2):
                if word[:cut] in known and word[cut:] in known:
                    yield [*typed[:at], (word[:cut],), (word[cut:],), *typed[at + 1 :]]

    def _everyone(self) -> Matches:
        rows = self._first(self._allowed(self._people.row_of.values()), self._limit + 1)
        ids = [self._people.ids[row] for row in self._sorted(dict.fromkeys(rows, 0.0))]
        return Matches(ids[: self._limit], len(ids) > self._limit, min(len(ids), self._limit))

    def _one_word(self, word: Word) -> dict[int, float]:
        found = self._plain(word)
        if len(found) > self._limit:
            self._more = True
            return self._with_name_length(found, 1)
        plain = len(found)
        best = 0.0
        for cost, tokens in word.guesses():
            best = best or cost
            if len(found) > self._limit or (
                len(found) - plain >= _GUESSES and (plain or cost > best + _ABOUT)
            ):
                break
            level = set(self._people.carrying(tokens)).difference(found)
            found.update(dict.fromkeys(self._first(self._allowed(level), self._limit + 1), cost))
        return self._with_name_length(found, 1)

    def _plain(self, word: Word) -> dict[int, float]:
        """Whom the word fits without a wrong letter; about one more than the limit where that cuts some off.

        Level by level, so that dearer levels are not looked at once there are enough.
        """
        people, within = self._people, self._within
        if isinstance(within, Set) and len(within) <= max(self._limit, _LOOKED_THROUGH):
            meaning = word.meaning(Reach.PLAIN)
            if meaning.size > len(within):
                rows = self._rows_within(within)
                fits = people.least(word.begun(rows) if word.is_letter else rows, meaning.costs)
                return self._closest(fits, self._limit + 1)
        found: dict[int, float] = {}
        for cost, tokens in word.levels():
            level = set(people.carrying(tokens))
            fresh = self._allowed(level.difference(found) if found else level)
            room = self._limit + 1 - len(found)
            if len(fresh) > room:
                whole = [row for row in fresh if people.name_words[row] == 1] if cost == 0 else []
                fresh = [*self._first(whole, room), *self._first(fresh, room)]
            found.update(dict.fromkeys(fresh, cost))
            if len(found) > self._limit:
                break
        return found

    def _every_word(self, typed: list[Word], reach: Reach = Reach.FORGIVING) -> dict[int, float]:
        within, most = self._within, max(_MOST, self._limit + 1)
        if isinstance(within, Set) and len(within) < min(_size(word, reach) for word in typed):
            rows: Collection[int] = self._rows_within(within)
        else:
            rows, reach = self._reached(typed, reach, most)
            if len(rows) > most:
                self._more = True
                rows = self._foremost(rows, typed, most)
        costs = dict.fromkeys(rows, 0.0)
        for word in sorted(typed, key=lambda word: _size(word, reach)):
            costs = self._narrowed(costs, word, typed, reach)
        costs = self._closest(costs, max(_CLOSE, self._limit + 1))
        if _share_words(typed, reach):
            costs |= self._with_own_words(self._closest(costs, _OWN), typed, reach)
        return self._with_name_length(costs, len(typed))

    def _reached(self, typed: list[Word], reach: Reach, most: int) -> tuple[Collection[int], Reach]:
        """Who carries every word; those with letters wrong come last, and are left out of very many."""
        if reach is not Reach.FORGIVING:
            return self._carriers(typed, reach, most), reach
        is_common = min(_size(word, Reach.PLAIN) for word in typed) > _COMMON
        if is_common and len(plain := self._carriers(typed, Reach.PLAIN, most)) > most:
            return plain, Reach.PLAIN
        rows = self._carriers(typed, reach, most)
        if not is_common and len(rows) > most:
            plain = self._carriers(typed, Reach.PLAIN, most)
            if len(plain) > most:
                return plain, Reach.PLAIN
        return rows, reach

    def _carriers(self, typed: list[Word], reach: Reach, most: int) -> Collection[int]:
        """Those allowed who carry every word, or only some of the words where no more than `most` do.

        Of letters alone only names, unless those are few.
        """
        letters = [word for word in typed if word.is_letter]
        whole = [word for word in typed if not word.is_letter]
        if not whole:
            named = self._allowed(_in_all([word.name_rows for word in letters]))
            if len(named) > self._limit:
                return named
        rows: Collection[int] = self._people.row_of.values()
        if whole:
            rarest = min(whole, key=lambda word: word.meaning(reach).size)
            if rarest.meaning(reach).size <= most:
                return self._allowed(rarest.meaning(reach).carriers)
            # what is typed on changes with each key, the sets of the others are kept
            first, *others = sorted(whole, key=lambda word: (word.growing, word.meaning(reach).size))
            carriers = first.meaning(reach).carriers
            for word in others:
                carriers = carriers.intersection(self._people.carrying(word.meaning(reach).costs))
            rows = carriers
        for letter in letters:
            rows = letter.begun(rows)
        return self._allowed(rows)

    def _foremost(self, rows: Collection[int], typed: list[Word], most: int) -> Collection[int]:
        """Those whose name has all the words, and the first of the others."""
        # very many names begin with a letter: they are not gathered where the words leave nobody
        first, *others = sorted(typed, key=lambda word: word.is_letter)
        named = first.name_rows.intersection(rows)
        for word in others:
            named = named and named & word.name_rows
        return {*self._first(named, most), *self._first(rows, most)}

    def _narrowed(
        self, costs: dict[int, float], word: Word, typed: list[Word], reach: Reach
    ) -> dict[int, float]:
        if word.is_letter:
            letter = word.spellings[0]
            times = sum(other.spellings[0].startswith(letter) for other in typed)
            begun = word.letter_costs(costs, times)
            return {row: costs[row] + cost for row, cost in begun.items()}
        meaning = word.meaning(reach)
        if meaning.size < 4 * len(costs):
            more = meaning.rows
            return {row: cost + more[row] for row, cost in costs.items() if row in more}
        fits = self._people.least(costs, meaning.costs)
        return {row: costs[row] + cost for row, cost in fits.items()}

    def _closest(self, costs: dict[int, float], room: int) -> dict[int, float]:
        if len(costs) <= room:
            return costs
        self._more = self._more or room > self._limit
        counts = sorted(Counter(costs.values()).items())
        up_to = accumulate(count for _, count in counts)
        bound = next(cost for (cost, _), count in zip(counts, up_to, strict=True) if count >= room)
        closest = {row: cost for row, cost in costs.items() if cost < bound}
        rest = [row for row, cost in costs.items() if cost == bound]
        return closest | dict.fromkeys(self._first(rest, room - len(closest)), bound)

    def _with_own_words(self, costs: dict[int, float], typed: list[Word], reach: Reach) -> dict[int, float]:
        """Scored again so that each typed word has a word of the person's own: `a adams` is not Ben Adams."""
        costs_of = [word.meaning(reach).costs for word in typed if not word.is_letter]
        tokens = self._people.tokens
        found = {}
        for row, cost in costs.items():
            choices = [
                sorted([(costs[token], token) for token in tokens(row) if token in costs])
                for costs in costs_of
            ]
            found[row] = cost + _assigned(choices) - sum([fits[0][0] for fits in choices])
        return found

    def _with_name_length(self, costs: dict[int, float], typed: int) -> dict[int, float]:
        length = self._people.name_words
        return {
            row: cost - _WHOLE_NAME * (length[row] == typed and cost < 1)
            if cost < FUZZY
            else cost + _MISSING_NAME_WORD * abs(length[row] - typed)
            for row, cost in costs.items()
        }

    def _without_far_fetched(self, rows: list[int], costs: dict[int, float]) -> list[int]:
        plain = sum(costs[row] < FUZZY for row in rows)
        close = sum(costs[row] < LOOSE for row in rows)
        if close < _ENOUGH:
            return rows[: max(close, _ENOUGH)]
        about = 0 if plain else sum(cost <= costs[rows[0]] + _ABOUT for cost in costs.values())
        return rows[: min(close, max(about, plain + _GUESSES))]

    def _rows_within(self, within: Set[int]) -> list[int]:
        row_of = self._people.row_of
        return [row_of[id] for id in within if id in row_of]

    def _allowed(self, rows: Iterable[int]) -> Collection[int]:
        within = self._within
        if within is None:
            return rows if isinstance(rows, Collection) else list(rows)
        ids = self._people.ids
        return [row for row in rows if ids[row] in within]

    def _first(self, rows: Collection[int], count: int) -> Collection[int]:
        """The `count` rows that stand first by activity and name; all in any order when there are no more."""
        if len(rows) <= count:
            return rows
        order_of = self._people.order.__getitem__
        if len(rows) > 3 * count:
            # a sample tells about where the last of them stands: the rest need not be sorted
            rows = list(rows)
            step = len(rows) // _SAMPLE + 1
            sample = sorted(map(order_of, rows[::step]))
            bound = sample[min(len(sample) - 1, 2 * count // step + 10)]
            near = list(compress(rows, map(bound.__ge__, map(order_of, rows))))
            rows = near if len(near) >= count else rows
        return sorted(rows, key=order_of)[:count]

    def _sorted(self, costs: dict[int, float]) -> list[int]:
        active = map(neg, map(self._people.activity.__getitem__, costs))
        names = map(self._people.names.__getitem__, costs)
        # rows change with every change of a person: among equals the ids keep the order steady
        ids = map(self._people.ids.__getitem__, costs)
        return [row for *_, row in sorted(zip(costs.values(), active, names, ids, costs, strict=True))]


def _size(word: Word, reach: Reach) -> float:
    return float("inf") if word.is_letter else word.meaning(reach).size


def _in_all(sets: list[frozenset[int]]) -> frozenset[int]:
    smallest, *others = sorted(sets, key=len)
    return smallest.intersection(*others)


def _share_words(typed: list[Word], reach: Reach) -> bool:
    """Whether two typed words may mean the same word of a person (single letters see to that themselves)."""
    costs = [word.meaning(reach).costs for word in typed if not word.is_letter]
    return any(not one.keys().isdisjoint(other) for one, other in combinations(costs, 2))


def _assigned(choices: list[list[tuple[float, int]]]) -> float:
    """The least that the words cost together when each takes a token of its own, if there are enough."""
    if len({fits[0][1] for fits in choices}) == len(choices):
        return sum([fits[0][0] for fits in choices])
    orders = permutations(choices) if len(choices) <= 3 else [choices]
    return min(_in_turn(order) for order in orders)


def _in_turn(choices: Iterable[list[tuple[float, int]]]) -> float:
    used: set[int] = set()
    total = 0.0
    for fits in choices:
        cost, token = next((fit for fit in fits if fit[1] not in used), (fits[0][0] + SAME_WORD, fits[0][1]))
        used.add(token)
        total += cost
    return total
