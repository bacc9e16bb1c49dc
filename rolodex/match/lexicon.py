"""The distinct words of one kind of text, looked up whole, by their start, and with letters wrong."""

from __future__ import annotations

from bisect import bisect_left, insort

from rapidfuzz import process
from rapidfuzz.distance import OSA

_FEW = 50
"""So many new words are sorted in one by one; more of them at once."""


class Lexicon:
    """Folded words, each with its number. They stay, even when nobody carries them any more."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._sorted: list[str] = []
        self._fresh: list[str] = []
        self._starts: dict[int, dict[str, None]] = {}
        self._lengths: dict[int, list[str]] | None = None

    def add(self, word: str, number: int) -> None:
        """A word that is not here yet."""
        self.numbers[word] = number
        self._fresh.append(word)
        for length, starts in self._starts.items():
            if len(word) >= length:
                starts[word[:length]] = None
        if self._lengths is not None:
            self._lengths.setdefault(len(word), []).append(word)

    def starting(self, start: str) -> list[str]:
        """The words that begin with `start`, that word itself included, in order."""
        ordered = self._ordered()
        first = bisect_left(ordered, start)
        # No word holds U+10FFFF: it is no letter, digit or symbol.
        return ordered[first : bisect_left(ordered, start + "\U0010ffff", first)]

    def near(self, typed: str, edits: int) -> dict[str, int]:
        """The words within `edits` letters wrong, missing, extra or swapped, with how many."""
        found: dict[str, int] = {}
        for length in range(max(1, len(typed) - edits), len(typed) + edits + 1):
            found.update(_within(typed, self._of_length(length), edits))
        return found

    def starting_near(self, typed: str, edits: int) -> dict[str, int]:
        """The words that begin with something within `edits` of `typed`, with the edits of the best start."""
        found: dict[str, int] = {}
        for length in range(max(1, len(typed) - edits), len(typed) + edits + 1):
            for start, distance in _within(typed, list(self._starts_of(length)), edits):
                for word in self.starting(start):
                    if found.get(word, edits + 1) > distance:
                        found[word] = distance
        return found

    def _ordered(self) -> list[str]:
        if self._fresh:
            if len(self._fresh) <= _FEW:
                for word in self._fresh:
                    insort(self._sorted, word)
            else:
                self._sorted += sorted(self._fresh)
                self._sorted.sort()
            self._fresh.clear()
        return self._sorted

    def _starts_of(self, length: int) -> dict[str, None]:
        starts = self._starts.get(length)
        if starts is None:
            starts = dict.fromkeys(word[:length] for word in self.numbers if len(word) >= length)
            self._starts[length] = starts
        return starts

    def _of_length(self, length: int) -> list[str]:
        if self._lengths is None:
            self._lengths = {}
            for word in self.numbers:
                self._lengths.setdefault(len(word), []).append(word)
        return self._lengths.get(length, [])


def _within(typed: str, candidates: list[str], edits: int) -> list[tuple[str, int]]:
    found = process.extract(typed, candidates, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [(word, int(distance)) for word, distance, _ in found]
