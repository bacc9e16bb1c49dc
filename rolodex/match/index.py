"""Find people as their names are typed: every word must fit, misspelt ones too, and the best come first."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Container, Iterable, Set
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations, permutations
from threading import RLock

from rolodex.match.fold import spellings
from rolodex.match.people import Document, People, Place
from rolodex.match.rank import FUZZY, LOOSE, Word

_KEPT_WORDS = 24
"""Typed words whose matches are remembered until the people change."""
_MANY = 20_000
"""Rows of one word above which they are no longer gathered, only looked into."""
_CLOSE = 3_000
"""Rows that are scored exactly, the closest."""
_ENOUGH = 10
"""So many found people make guessing further needless."""
_GUESSES = 50
"""At most so many misspelt matches follow good ones, or stand for none."""
_WHOLE_NAME = 0.25
_MISSING_NAME_WORD = 0.5
_SAME_WORD = 5.0


@dataclass(frozen=True, slots=True)
class Matches:
    """Who was found."""

    ids: list[int]
    """Best first."""
    more: bool = False
    """Whether the limit cut some off."""
    exact: int = 0
    """How many of `ids`, counted from the first, were found without forgiving a letter."""


class Index:
    """What can be found, changed one contact at a time and searchable at every moment, from any thread."""

    def __init__(self) -> None:
        self._people = People()
        self._words: dict[tuple[tuple[str, ...], bool, bool], Word] = {}
        self._lock = RLock()

    def __len__(self) -> int:
        return len(self._people.row_of)

    def put(self, id: int, document: Document) -> None:
        """Add a contact, or replace what was known of it."""
        with self._lock:
            self._people.put(id, document)
            self._words.clear()

    def drop(self, id: int) -> None:
        """Forget a contact; nothing happens when it is not there."""
        with self._lock:
            self._people.drop(id)
            self._words.clear()

    def search(self, text: str, *, within: Container[int] | None = None, limit: int = 500) -> Matches:
        """The contacts, only those `within`, whom every typed word fits, at most `limit` of them.

        Exact words come before started ones and those before misspelt ones; the name (its nickname, initials and
        namesakes: Bob for Robert) before company, before title, tags, handles, emails and city, before how they
        were met, before the note. Among equals more `activity` comes first, then the name. A word of four letters
        may have one wrong, missing, extra or swapped, a word of eight two; two in shorter ones count when fewer
        than ten people are found otherwise. Blank text finds everyone; text without a word in it nobody.
        """
        if isinstance(within, Collection) and not isinstance(within, Set):
            within = frozenset(within)
        with self._lock:
            return _Search(self._people, self._typed(text), within, limit).run(bool(text.strip()))

    def _typed(self, text: str) -> list[Word]:
        ways = list(dict.fromkeys(spellings(text)))
        shouted = text.isupper()
        growing = not text[-1:].isspace()
        found = []
        for number, spelt in enumerate(ways, start=1):
            key = (spelt, growing and number == len(ways), shouted)
            word = self._words.pop(key, None)
            if word is None:
                word = Word(self._people, spelt, growing=key[1], shouted=shouted)
            self._words[key] = word
            found.append(word)
        while len(self._words) > max(_KEPT_WORDS, len(found)):
            del self._words[next(iter(self._words))]
        return found


class _Search:
    def __init__(self, people: People, typed: list[Word], within: Container[int] | None, limit: int) -> None:
        self._people = people
        self._typed = typed
        self._within = within
        self._limit = max(0, limit)
        self._more = False

    def run(self, has_text: bool) -> Matches:
        if not self._typed:
            return Matches([]) if has_text else self._everyone()
        costs = self._one_word(self._typed[0]) if len(self._typed) == 1 else self._every_word(loose=False)
        if len(costs) < min(_ENOUGH, self._limit):
            # what was found before costs the same again
            costs = self._every_word(loose=True)
        rows = self._sorted(costs)
        rows = self._without_far_fetched(rows, costs)
        more = self._more or len(rows) > self._limit
        rows = rows[: self._limit]
        ids = self._people.ids
        return Matches([ids[row] for row in rows], more, sum(costs[row] < FUZZY for row in rows))

    def _everyone(self) -> Matches:
        rows = self._first(self._allowed(self._people.row_of.values()), self._limit + 1)
        ids = [self._people.ids[row] for row in self._sorted(dict.fromkeys(rows, 0.0))]
        return Matches(ids[: self._limit], len(ids) > self._limit, min(len(ids), self._limit))

    def _one_word(self, word: Word) -> dict[int, float]:
        """Level by level, so that dearer levels are not looked at once there are enough."""
        people = self._people
        found: dict[int, float] = {}
        for cost, tokens in word.levels():
            level: set[int] = set().union(*map(people.rows, tokens))
            fresh = self._allowed(level.difference(found) if found else level)
            room = self._limit + 1 - len(found)
            if len(fresh) > room:
                fresh = self._first(fresh, room)
            found.update(dict.fromkeys(fresh, cost))
            if len(found) > self._limit:
                self._more = True
                return found
        if not word.is_letter:
            rows = word.rows if word.size <= _MANY else {}
            for row in self._allowed(rows.keys() - found.keys()):
                found[row] = rows[row]
        return self._with_name_length(found)

    def _every_word(self, loose: bool) -> dict[int, float]:
        words = sorted(self._typed, key=lambda word: _size(word, loose))
        within = self._within
        if isinstance(within, Set) and len(within) < _size(words[0], loose):
            row_of = self._people.row_of
            costs = {row_of[id]: 0.0 for id in within if id in row_of}
        elif _size(words[0], loose) > _MANY:
            costs = dict.fromkeys(self._candidates(words), 0.0)
        else:
            gathered = words[0].loose_rows if loose else words[0].rows
            costs = {row: gathered[row] for row in self._allowed(gathered)}
            words = words[1:]
        for word in words:
            costs = self._narrowed(costs, word, loose)
        costs = self._closest(costs)
        if _share_words(self._typed, self._people):
            costs = self._with_own_words(costs, loose)
        return self._with_name_length(costs)

    def _candidates(self, words: list[Word]) -> Iterable[int]:
        """Where every word is carried by very many: names they all stand in, else the first people of the rarest."""
        named = words[0].name_rows.intersection(*(word.name_rows for word in words[1:]))
        rows = self._allowed(named)
        if len(rows) <= self._limit:
            word = min(words, key=lambda word: (word.is_letter, _size(word, False)))
            others = self._people.row_of.values() if word.is_letter else word.rows
            allowed = self._allowed(others)
            self._more = len(allowed) > _CLOSE
            return {*rows, *self._first(allowed, _CLOSE)}
        return rows

    def _narrowed(self, costs: dict[int, float], word: Word, loose: bool) -> dict[int, float]:
        if _size(word, loose) < 4 * len(costs):
            more = word.loose_rows if loose else word.rows
            return {row: cost + more[row] for row, cost in costs.items() if row in more}
        cost_of = (word.loose_costs if loose else word.costs).get
        tokens = self._people.tokens
        found = {}
        for row, cost in costs.items():
            fits = [fit for fit in map(cost_of, tokens(row)) if fit is not None]
            if fits:
                found[row] = cost + min(fits)
        return found

    def _closest(self, costs: dict[int, float]) -> dict[int, float]:
        room = max(_CLOSE, self._limit + 1)
        if len(costs) <= room:
            return costs
        self._more = True
        bound = nsmallest(room, costs.values())[-1]
        closest = {row: cost for row, cost in costs.items() if cost < bound}
        rest = [row for row, cost in costs.items() if cost == bound]
        return closest | dict.fromkeys(self._first(rest, room - len(closest)), bound)

    def _with_own_words(self, costs: dict[int, float], loose: bool) -> dict[int, float]:
        """Scored again so that each typed word has a word of the person's own: `a adams` is not Ben Adams."""
        costs_of = [(word.loose_costs if loose else word.costs).get for word in self._typed]
        return {row: min(_assigned(self._people.tokens(row), costs_of), costs[row] + LOOSE / 2) for row in costs}

    def _with_name_length(self, costs: dict[int, float]) -> dict[int, float]:
        typed = len(self._typed)
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
        kept = rows[: min(close, plain + _GUESSES)]
        if close < _ENOUGH:
            kept = rows[: max(close, _ENOUGH)]
        return kept

    def _allowed(self, rows: Iterable[int]) -> Collection[int]:
        within = self._within
        if within is None:
            return rows if isinstance(rows, Collection) else list(rows)
        ids = self._people.ids
        return [row for row in rows if ids[row] in within]

    def _first(self, rows: Collection[int], count: int) -> Collection[int]:
        if len(rows) <= count:
            return rows
        return nsmallest(count, rows, key=self._people.order.__getitem__)

    def _sorted(self, costs: dict[int, float]) -> list[int]:
        activity, names = self._people.activity, self._people.names
        return sorted(costs, key=lambda row: (costs[row], -activity[row], names[row]))


def _size(word: Word, loose: bool) -> float:
    if word.is_letter:
        return float("inf")
    return word.loose_size if loose else word.size


def _share_words(typed: list[Word], people: People) -> bool:
    """Whether two typed words may mean the same word of a name."""
    for one, other in combinations(typed, 2):
        if one.is_letter and other.is_letter:
            return True
        if one.is_letter:
            one, other = other, one
        if other.is_letter:
            start = other.spellings
            if any(people.words[token].startswith(start) for token in one.costs):
                return True
        elif not one.costs.keys().isdisjoint(other.costs):
            return True
    return False


def _assigned(tokens: array[int], costs_of: list) -> float:  # type: ignore[type-arg]
    choices = []
    for cost_of in costs_of:
        fits = [(cost, token) for token in tokens if (cost := cost_of(token)) is not None]
        if not fits:
            return LOOSE * 2
        choices.append(sorted(fits))
    if len({fits[0][1] for fits in choices}) == len(choices):
        return sum(fits[0][0] for fits in choices)
    orders = permutations(choices) if len(choices) <= 3 else [choices]
    return min(_greedy(order) for order in orders)


def _greedy(choices: Iterable[list[tuple[float, int]]]) -> float:
    used: set[int] = set()
    total = 0.0
    for fits in choices:
        for cost, token in fits:
            if token not in used:
                used.add(token)
                total += cost
                break
        else:
            total += fits[0][0] + _SAME_WORD
    return total


_ = Place
