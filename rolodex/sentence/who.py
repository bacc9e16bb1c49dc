"""The names in a line: which of its words are somebody, and which only look like a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rolodex.sentence.everyday import COMMON, STOP
from rolodex.sentence.kinds import Said
from rolodex.sentence.marks import TAKEN, Line
from rolodex.sentence.values import Fit, Names

_LONGEST = 5
"""Words of a name."""

_WORD = re.compile(r"[^\W\d_][^\s,;:/&+()、，。\[\]{}<>\"“”!?|*#@\x00]*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{3,}")
_HANDLE = re.compile(r"(?<![\w@.])@(?P<name>[\w][\w.-]*[\w]|\w)")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOIN = re.compile(r"\s*(?:,|&|\+|/|、|<?-?>|→|,?\s*\band\b)?\s*")
TITLES = ("dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "miss", "sir")
"""What is before a name and is no part of it."""
_TITLE = rf"(?:(?:{'|'.join(TITLES)})\.?\s+)?"
_SURE_TITLE = re.compile(r"(?<![\w@])(?:dr|prof|professor|mr|mrs|ms)\.?\s+$")
WITH = re.compile(rf"(?:\bwith|\bw/|\bw\.?)\s*{_TITLE}$")
"""What stands before somebody who was there, with a title."""
_WITH_OTHERS = re.compile(r"\bwith\s[^,;.:!?]{1,40}(?:,|\band|&|\+)\s*$")
_TO_DO = re.compile(
    r"(?:to )?(?:call|meet|e?-?mail|message|text|phone|ring|ask|see|invite|thank|visit|ping|tell|write to)\s+"
)
_TO = re.compile(r"\b(?:with|to|from|for|by|of)\s*$")
CLAUSE = re.compile(r"(?:[,;.:!?—–(]|\b(?:and|but|then))\s*$")
_TOPIC = re.compile(r"\b(?:re|about|regarding|concerning|because of|on behalf of|than|like)\b[^;.!?]*$")
# What may stand behind a name that is also a common word where it is a name.
BOUNDARY = re.compile(
    r"\s*(?:$|[,;:.!?&+/)\x00-]|(?:and|re|about|regarding|at|in|on|from|over|called|rang|phoned|emailed|mailed"
    r"|messaged|texted|asked|told|says|said)\b)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """Words of the line that are somebody's name."""

    start: int
    end: int
    said: str
    fit: Fit
    """Handles count as `full`."""
    is_owner: bool = False
    """`ada's`: the words after it are about somebody or something of hers."""
    is_guess: bool = False
    """Nobody is called so, but somebody almost."""


def names_in(line: Line, names: Names) -> list[Name]:
    """Every name in what is not taken yet, the longest first at each place, in order."""
    found: list[Name] = []
    for match in _HANDLE.finditer(line.plain):
        if names.has_handle(match["name"]):
            found.append(Name(match.start(), match.end(), line.text[match.start() : match.end()], "full"))
    words = words_of(line)
    handles = {name.start + 1 for name in found}
    at = 0
    while at < len(words):
        name = None if words[at].start in handles else _longest(line, words, at, names)
        if name is None:
            found += _within_run(line, words[at], names)
            at += 1
            continue
        found.append(name)
        while at < len(words) and words[at].start < name.end:
            at += 1
    return [_with_title(line, name) for name in sorted(found, key=lambda name: name.start)]


def _with_title(line: Line, name: Name) -> Name:
    """The name from its title on; `miss` may be a verb."""
    title = _SURE_TITLE.search(line.plain[: name.start])
    return replace(name, start=title.start()) if title else name


@dataclass(frozen=True, slots=True)
class Word:
    """A word that could be one of a name."""

    start: int
    end: int
    is_owner: bool


def words_of(line: Line) -> list[Word]:
    """The words of what is not taken yet, without the `'s` of an owner."""
    found = []
    for match in _WORD.finditer(line.plain):
        end = match.end()
        said = line.text[match.start() : end]
        bare = said.rstrip(".-–…'’") if len(said.rstrip(".")) > 1 else said
        owner = _POSSESSIVE.search(bare)
        end = match.start() + (owner.start() if owner else len(bare))
        found.append(Word(match.start(), end, owner is not None))
    return found


def _longest(line: Line, words: Sequence[Word], at: int, names: Names) -> Name | None:
    last = at
    while last + 1 < len(words) and last - at < _LONGEST - 1 and _side_by_side(line, words[last : last + 2]):
        last += 1
    for end in range(last, at - 1, -1):
        span = slice(words[at].start, words[end].end)
        fit = names.fit(line.text[span])
        if fit is None or (end > at and fit != "full"):
            continue
        if fit == "family" and at + 1 < len(words) and line.plain[span.stop : words[at + 1].start] == ", ":
            turned = slice(span.start, words[at + 1].end)
            if names.fit(line.text[turned].replace(",", "")) == "full":
                return Name(turned.start, turned.stop, line.text[turned], "full", words[at + 1].is_owner)
        return Name(span.start, span.stop, line.text[span], fit, words[end].is_owner)
    return None


def _within_run(line: Line, word: Word, names: Names) -> list[Name]:
    """Whole names in a run of Han, kana or Hangul, which puts no spaces around them: `和王伟吃饭`."""
    said = line.text[word.start : word.end]
    if not _UNSPACED.fullmatch(said):
        return []
    for start in range(len(said) - 1):
        for end in range(min(len(said), start + _LONGEST), start + 1, -1):
            if names.fit(said[start:end]) == "first":
                return [Name(word.start + start, word.start + end, said[start:end], "full")]
    return []


def _side_by_side(line: Line, two: Sequence[Word]) -> bool:
    first, second = two
    return not first.is_owner and line.plain[first.end : second.start].strip(" .") == ""


def people_among(line: Line, found: Sequence[Name], kind: Said | None) -> list[Name]:
    """The names that are people of the entry, not its topic, and no words that only look like names."""
    plain = line.plain
    said: list[tuple[Name, str]] = []
    for number, name in enumerate(found):
        place = _place(plain, kind, name)
        if number and said and said[-1][0] is found[number - 1] and place != "with":
            between = plain[said[-1][0].end : name.start]
            if _JOIN.fullmatch(between) and not said[-1][0].is_owner and said[-1][1] != "topic":
                # a family name or a common word goes on with a list only where there is a sign of one
                after = found[number + 1].start if number + 1 < len(found) else -1
                goes_on = between.strip() or name.fit == "full" or after == name.end + 1
                if goes_on or BOUNDARY.match(plain[name.end :]):
                    place = said[-1][1]
        if _is_somebody(line, name, place):
            said.append((name, place))
    said = [pair for pair in said if pair[0].fit in ("full", "first") or pair[1] in ("with", "kind", "start")]
    listed = [name for name, place in said if place in ("with", "kind") or name.said.startswith("@")]
    if listed and not (kind and kind.keeps_names):
        return [name for name, place in said if name in listed or place in ("start", "clause")]
    told = [name for name, place in said if place != "topic"]
    return told or [name for name, _ in said]


def _place(plain: str, kind: Said | None, name: Name) -> str:
    """Where a name stands: `with`, behind the `kind`, at the `start`, of a `clause`, `topic` or `free`."""
    before = plain[: name.start]
    if WITH.search(before) or _WITH_OTHERS.search(before):
        return "with"
    if kind and is_behind(before, kind):
        return "kind"
    if _TO_DO.fullmatch(before.lstrip(f" ,:.-({TAKEN}")):
        return "kind"
    if not before.strip(f" ,:.-({TAKEN}"):
        return "start"
    if _TOPIC.search(before) and not (
        re.search(r",\s*$", before) and re.match(r" (?!and\b|&)\w", plain[name.end :])
    ):
        return "topic"
    if kind and kind.keeps_names and _TO.search(before):
        return "kind"
    return "clause" if CLAUSE.search(before) else "free"


def once_each(line: Line, people: Sequence[Name]) -> list[Name]:
    """Without those named before: `with mark and tom, tom owes me` is about one Tom."""
    kept: list[Name] = []
    for name in people:
        said = name.said.casefold().removeprefix("@")
        earlier = [other.said.casefold().removeprefix("@") for other in kept]
        in_list = bool(kept) and _JOIN.fullmatch(line.plain[kept[-1].end : name.start]) is not None
        if said in earlier or (not in_list and any(said in other.split() for other in earlier)):
            continue
        kept.append(name)
    return kept


def is_behind(before: str, kind: Said) -> bool:
    """Whether what follows this part of the line stands right behind the word for the kind, or `to`."""
    between = before[kind.end :]
    return kind.end <= len(before) and bool(
        re.fullmatch(rf"[\s,:]*(?:(?:with|to|from|for|by|of)\s+)?(?:\x00+\s*)*{_TITLE}", between)
    )


def _is_somebody(line: Line, name: Name, place: str) -> bool:
    if name.said.startswith("@") or (name.fit == "full" and " " in name.said):
        return True
    word = name.said.casefold()
    capital = name.said[:1].isupper()
    after = line.plain[name.end :]
    if word in STOP:
        return capital and place in ("with", "kind") and BOUNDARY.match(after) is not None
    if word in COMMON:
        if place == "with":
            return True
        return (
            name.fit != "namesake"
            and place in ("kind", "start", "clause")
            and BOUNDARY.match(after) is not None
        )
    if name.fit == "family":
        return place in ("with", "kind") or (place == "start" and capital)
    if name.fit == "namesake":
        return place in ("with", "kind", "start")
    return True


def handles_in(line: Line) -> Iterator[tuple[int, int]]:
    """Where handles stand, known or not."""
    for match in _HANDLE.finditer(line.plain):
        yield match.span()


def groups(line: Line, people: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """People who stand in one list, `ada, grace and joe`, together."""
    together: list[list[tuple[int, int]]] = [[span] for span in people[:1]]
    for before, span in pairwise(people):
        between = line.plain[before[1] : span[0]]
        if _JOIN.fullmatch(between):
            together[-1].append(span)
        else:
            together.append([span])
    return together
