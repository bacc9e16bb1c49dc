"""The distinct words of one kind of text, looked up whole, by their start, and with letters wrong."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

_READY = range(3, 10)
"""Lengths of beginnings that are kept from the first word on: no key waits for them to be gathered."""


class Lexicon:
    """Folded words, each with its number. They stay, even when nobody carries them any more."""

    def __init__(self, *, guessed: bool = False) -> None:
        """`guessed` words are looked up with letters wrong too: that is prepared for with every word."""
        self.numbers: dict[str, int] = {}
        """Those of the words that are not held."""
        self._guessed = guessed
        self._held: list[str] = []
        """Words in order that were there from the start, in half the room that `numbers` and pairs take."""
        self._held_numbers: array[int] = array("i")
        self._by_pair: dict[str, list[str]] = {}
        """The words by their first two letters, each list sorted when it is asked for."""
        self._sorted: dict[str, int] = {}
        """How many words each of those lists held when it was sorted."""
        self._starts: dict[int, _Pool] = {length: _Pool() for length in _READY} if guessed else {}
        """By length the distinct beginnings of that length; other lengths made when first asked for."""
        self._wholes: dict[int, _Pool] = {}
        """By length the words of that length; made when first asked for where nothing is prepared."""

    def add(self, word: str, number: int) -> None:
        """A word that is not here yet."""
        self.numbers[word] = number
        pair = word[:2]
        words = self._by_pair.get(pair)
        if words is None:
            self._by_pair[pair] = [word]
        else:
            words.append(word)
        if self._guessed or self._starts or self._wholes:
            self._add_to_pools(word)

    @property
    def holds(self) -> bool:
        """Whether there are words that are not in `numbers`."""
        return bool(self._held)

    def number(self, word: str) -> int | None:
        """The number of a word; None where it is not here."""
        number = self.numbers.get(word)
        if number is None and self._held:
            at = bisect_left(self._held, word)
            if at < len(self._held) and self._held[at] == word:
                return self._held_numbers[at]
        return number

    def numbered(self) -> Iterator[tuple[str, int]]:
        """All words with their numbers, in the order in which `take` wants them."""
        if self._guessed:
            return iter(self.numbers.items())
        added = ((word, self.numbers[word]) for pair in sorted(self._by_pair) for word in self._ordered(pair))
        return merge(zip(self._held, self._held_numbers, strict=True), added)

    def take(self, words: Sequence[str], numbers: Sequence[int]) -> None:
        """Put in the next words of a lexicon like this one, which came of its `numbered`."""
        if not self._guessed:
            self._held += words
            self._held_numbers.extend(numbers)
            return
        for word, number in zip(words, numbers, strict=True):
            self.add(word, number)

    def numbers_starting(self, start: str) -> list[int]:
        """The numbers of the words that begin with `start`, that word itself included."""
        first, end = _span(self._held, start)
        return [*self._held_numbers[first:end], *[self.numbers[word] for word in self.starting(start)]]

    def starting(self, start: str) -> list[str]:
        """The words that begin with `start`, that word itself included, in order; none that are held."""
        if len(start) < 2:
            pairs = sorted(pair for pair in self._by_pair if pair.startswith(start))
            return [word for pair in pairs for word in self._ordered(pair)]
        ordered = self._ordered(start[:2])
        first, end = _span(ordered, start)
        return ordered[first:end]

    def near(self, typed: str, edits: int) -> dict[str, int]:
        """The words within `edits` letters wrong, missing, extra or swapped, with how many.

        Two edits are more than a word under eight letters is promised: they may not both be at its start.
        """
        found: dict[str, int] = {}
        letters = 0 if edits > 1 and len(typed) >= 8 else edits + 1
        for length in range(max(1, len(typed) - edits), len(typed) + edits + 1):
            pool = self._wholes.get(length)
            if pool is None:
                pool = self._wholes[length] = _Pool(word for word in self.numbers if len(word) == length)
            found.update(pool.near(typed, edits, letters))
        return found

    def starting_near(self, typed: str, edits: int) -> dict[str, int]:
        """The words that begin with something within `edits` of `typed`, with the edits of the best start.

        Beginnings two letters longer or shorter are left out, and those with both edits in the first two
        letters: the word is not typed out yet, and `near` finds it when it is.
        """
        found: dict[str, int] = {}
        for length in range(max(1, len(typed) - 1), len(typed) + 2):
            pool = self._starts.get(length)
            if pool is None:
                starts = (word[:length] for word in self.numbers if len(word) >= length)
                pool = self._starts[length] = _Pool(starts)
            for start, distance in pool.near(typed, edits, edits + 1):
                for word in self.starting(start):
                    if found.get(word, edits + 1) > distance:
                        found[word] = distance
        return found

    def _ordered(self, pair: str) -> list[str]:
        words = self._by_pair.get(pair, [])
        if len(words) != self._sorted.get(pair, 0):
            words.sort()
            self._sorted[pair] = len(words)
        return words

    def _add_to_pools(self, word: str) -> None:
        for length, pool in self._starts.items():
            if len(word) >= length:
                pool.add(word[:length])
        whole = self._wholes.get(len(word))
        if whole is not None:
            whole.add(word)
        elif self._guessed:
            self._wholes[len(word)] = _Pool([word])


def _span(ordered: list[str], start: str) -> tuple[int, int]:
    """Where in the list those stand that begin with `start`."""
    first = bisect_left(ordered, start)
    # No word holds U+10FFFF: it is no letter, digit or symbol.
    return first, bisect_left(ordered, start + "\U0010ffff", first)


class _Pool:
    """Distinct texts by their first two letters, so that one edit need not be looked for in all of them."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._by_pair: dict[str, dict[str, None]] = {}
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        pair = text[:2]
        texts = self._by_pair.get(pair)
        if texts is None:
            texts = self._by_pair[pair] = {}
        texts[text] = None

    def near(self, typed: str, edits: int, letters: int) -> list[tuple[str, int]]:
        """The texts within so many letters wrong, missing, extra or swapped, with how many.

        `letters` is how many of the first typed letters to narrow by: one of them has to be among the first
        two of a text. 2 is for one edit and loses nothing, 0 looks at all.
        """
        pools: Iterable[dict[str, None]] = self._by_pair.values()
        first = typed[:letters]
        if letters == 2:
            # the first letter stands, or the second does, or the first came later, or is one too many
            pools = [
                texts
                for pair, texts in self._by_pair.items()
                if pair[0] == typed[0] or pair[-1] in first or pair == typed[1:3]
            ]
        elif letters:
            pools = [texts for pair, texts in self._by_pair.items() if pair[0] in first or pair[-1] in first]
        texts = list(chain.from_iterable(pools))
        found = process.extract(typed, texts, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return [(text, int(distance)) for text, distance, _ in found]
