"""How alike two folded texts are, in a few levels: the same, close, part of one another, different."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from rolodex.match.nicknames import namesakes


class Level(IntEnum):
    """What is told apart of two texts of one kind."""

    SAME = 0
    CLOSE = 1
    """A letter or two wrong, words in another order or written together; for names also Bob for Robert."""
    SIMILAR = 2
    """More letters wrong, an initial, or one part of the other."""
    DIFFERENT = 3


@lru_cache(1 << 16)
def names_alike(one: str, other: str) -> Level:
    """Of two given or two family names."""
    if one == other:
        return Level.SAME
    if other in namesakes(one):
        return Level.CLOSE
    level = texts_alike(one, other)
    if level is Level.DIFFERENT and (len(one) == 1 or len(other) == 1) and one[0] == other[0]:
        return Level.SIMILAR
    if level is Level.DIFFERENT and (" " in one or " " in other):
        ours, theirs = one.split(), other.split()
        if any(other in namesakes(one) for one in ours for other in theirs):
            return Level.SIMILAR
    return level


@lru_cache(1 << 16)
def texts_alike(one: str, other: str) -> Level:
    """Of two texts of any kind."""
    if one == other:
        return Level.SAME
    ours, theirs = one.replace(" ", ""), other.replace(" ", "")
    if ours == theirs:
        return Level.CLOSE
    shorter = min(len(ours), len(theirs))
    numbers = ours.isdigit() and theirs.isdigit()
    most = 1 if shorter < 4 and numbers else 0 if shorter < 3 else 1 if shorter < 5 else 2
    if numbers and shorter < 6:
        most = min(most, 1)
    if shorter > 11:
        most = 3
    distance = OSA.distance(ours, theirs, score_cutoff=shorter // 2 + 1)
    if distance <= most:
        # Main Street 12 and 14 are two houses
        return Level.CLOSE if numbers or _digits(ours) == _digits(theirs) else Level.SIMILAR
    if numbers:
        return Level.SIMILAR if sorted(ours) == sorted(theirs) else Level.DIFFERENT
    if " " in one or " " in other:
        mine, others = one.split(), other.split()
        if sorted(mine) == sorted(others):
            return Level.CLOSE
        common = set(mine) & set(others)
        if any(len(word) > 2 for word in common):
            return Level.SIMILAR
    if shorter >= 3 and (ours.startswith(theirs) or theirs.startswith(ours)):
        return Level.SIMILAR
    return Level.SIMILAR if shorter > 3 and distance * 5 <= shorter * 2 else Level.DIFFERENT


def _digits(text: str) -> str:
    return "".join([letter for letter in text if letter.isdigit()]) if not text.isalpha() else ""
