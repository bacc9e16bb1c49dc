"""Which characters of a shown text are what was typed, to highlight them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from rolodex.match import folding
from rolodex.match.nicknames import namesakes
from rolodex.match.rank import forgiven, forgiven_loosely

_LONGEST = 20_000
"""Characters of a shown text that are looked at."""


class _Typed(NamedTuple):
    spellings: tuple[str, ...]
    namesakes: frozenset[str]
    growing: bool


class _Shown(NamedTuple):
    word: str
    origins: list[int]
    """For each folded character the shown one it comes from."""
    is_run: bool
    """Of a script without spaces: a part may stand anywhere in it."""


def spans(text_typed: str, shown_text: str) -> list[tuple[int, int]]:
    """Half-open ranges of characters of `shown_text`, in order and apart, that the typed words matched.

    A typed word marks the words it is or begins; if there are none, its namesakes and initials; if there are
    none, words it is a misspelling of.
    """
    typed = _typed(text_typed)
    if not typed or not shown_text:
        return []
    shown = list(_shown(shown_text))
    marked: set[int] = set()
    for word in typed:
        found: list[int] = []
        for way in (_begun, _called, _misspelt):
            if found := [index for seen in shown for index in way(word, seen)]:
                break
            if way is _called and (found := _initials(word, shown)):
                break
        marked.update(found)
    return _ranges(marked, shown_text)


@lru_cache(64)
def _typed(text: str) -> list[_Typed]:
    ways = list(dict.fromkeys(folding.spellings(text)))
    growing = not text[-1:].isspace()
    return [_Typed(way, frozenset(namesakes(way[0])), growing and way is ways[-1]) for way in ways]


def _shown(text: str) -> Iterator[_Shown]:
    text = text[:_LONGEST]
    if text.isascii():
        yield from _words_of(text.lower(), None)
        return
    for spell in folding.CHARACTER_SPELLINGS:
        folded: list[str] = []
        origins: list[int] = []
        for index, character in enumerate(text):
            letters = spell(character)
            folded.append(letters)
            origins += [index] * len(letters)
        yield from _words_of("".join(folded), origins)


def _words_of(folded: str, origins: list[int] | None) -> Iterator[_Shown]:
    for match in folding.WORD.finditer(folded):
        yield _seen(match, origins)
    if "-" in folded or folding.APOSTROPHE.search(folded):
        for match in folding.COMPOUND.finditer(folded):
            seen = _seen(match, origins)
            kept = [n for n, character in enumerate(seen.word) if character.isalnum()]
            yield _Shown("".join([seen.word[n] for n in kept]), [seen.origins[n] for n in kept], False)


def _seen(match: re.Match[str], origins: list[int] | None) -> _Shown:
    start, end = match.span()
    word = match.group()
    is_run = not word.isascii() and folding.is_run(word)
    return _Shown(word, list(range(start, end)) if origins is None else origins[start:end], is_run)


def _begun(typed: _Typed, shown: _Shown) -> list[int]:
    for spelling in typed.spellings:
        if shown.word.startswith(spelling):
            return shown.origins[: len(spelling)]
        if shown.is_run and (start := shown.word.find(spelling)) >= 0:
            return shown.origins[start : start + len(spelling)]
    return []


def _called(typed: _Typed, shown: _Shown) -> list[int]:
    return shown.origins if shown.word in typed.namesakes else []


def _initials(typed: _Typed, shown: list[_Shown]) -> list[int]:
    letters = "".join([seen.word[0] for seen in shown])
    if any(len(spelling) > 1 and spelling == letters for spelling in typed.spellings):
        return [seen.origins[0] for seen in shown]
    return []


def _misspelt(typed: _Typed, shown: _Shown) -> list[int]:
    spelling = typed.spellings[0]
    if shown.is_run or not spelling.isalpha():
        return []
    word = shown.word
    if _near(spelling, word, forgiven(spelling)):
        return shown.origins
    if (
        len(spelling) > 4
        and spelling[0] == word[0]
        and _near(spelling, word, forgiven_loosely(spelling, True))
    ):
        return shown.origins
    if typed.growing and len(word) > len(spelling):
        for length in (len(spelling), len(spelling) + 1, len(spelling) - 1):
            if _near(spelling, word[:length], forgiven(spelling)):
                return shown.origins[:length]
    return []


def _near(one: str, other: str, edits: int) -> bool:
    return (
        edits > 0
        and abs(len(one) - len(other)) <= edits
        and OSA.distance(one, other, score_cutoff=edits) <= edits
    )


def _ranges(marked: set[int], text: str) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for index in sorted(marked):
        end = index + 1
        # an accent written as a character of its own belongs to its letter
        while end < len(text) and not folding.fold_character(text[end]):
            end += 1
        if ranges and ranges[-1][1] >= index:
            ranges[-1] = ranges[-1][0], max(end, ranges[-1][1])
        else:
            ranges.append((index, end))
    return ranges
