"""What is left of a line as the text of the entry, once what was understood is taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rolodex.sentence.kinds import Said
from rolodex.sentence.marks import TAKEN, Line
from rolodex.sentence.who import WITH

_HEAD = re.compile(r"(?:(?:i|we)\s+)?(?:had|have|having|did|grabbed)\s+(?:(?:an?|some)\s+)?", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:i|we|just|finally|i just|i finally|we just|we finally)")
_AND_OTHERS = re.compile(r"\s*,?\s*(?:\band\b|&|\+)\s+(?=[\w@])")
_OTHERS_AND = re.compile(r"\s*(?:,|\band|&|\+)\s*$")
_ENDS = re.compile(rf"\s*(?:$|[,;:.!?)({TAKEN}–—-]|(?:re|about|at|in|on|over|from|for)\b)")
_FEW_WORDS = 4


def take_kind(line: Line, kind: Said | None, people: Sequence[tuple[int, int]]) -> None:
    """A word that tells no more than the kind goes, unless it is a word of a sentence."""
    if kind is None:
        return
    before = line.plain[: kind.start]
    opening = len(before) - len(before.lstrip(f" {TAKEN},:"))
    filler = _HEAD.match(before, opening)
    if filler and before.count(" ", filler.end()) < _FEW_WORDS:
        line.gone.append((opening, filler.end()))
        before = before[filler.end() :]
    if kind.is_plain and _SUBJECT.fullmatch(before.strip(f" {TAKEN},:")):
        line.gone.append((opening, kind.start))
        before = ""
    subject = kind.is_verb and any(end <= kind.start for _, end in people)
    alone = not before.strip(f" {TAKEN},:.-(") or (
        not kind.is_verb and any(end <= kind.start for _, end in people) and _only_names(before, people)
    )
    if kind.is_plain and alone and not subject:
        line.gone.append((kind.start, kind.end))


def take_people(
    line: Line,
    together: Sequence[Sequence[tuple[int, int]]],
    kind: Said | None,
    *,
    listed_only: bool = False,
) -> None:
    """Names in a list (`with ada and grace`) go, with what joins them; names in a sentence stay."""
    for group in together:
        if listed_only and not WITH.search(line.plain[: group[0][0]]):
            continue
        start, end = group[0][0], group[-1][1]
        before, after = line.plain[:start], line.plain[end:]
        if re.match(r"['’]s?\b|['’](?=\s|$)", after):
            continue
        if found := WITH.search(before):
            others = _AND_OTHERS.match(after)
            if others:
                line.gone.append((start, end + others.end()))
            else:
                line.gone.append((found.start(), end))
        elif re.search(r"\bwith\s[^,;.:!?]{1,40}(?:,|\band|&|\+)\s*$", before):
            joiner = _OTHERS_AND.search(before)
            line.gone.append((joiner.start() if joiner else start, end))
        elif kind and kind.keeps_names:
            continue
        elif _stands_alone(line, start, end, kind):
            line.gone.append((start, end))


def _stands_alone(line: Line, start: int, end: int, kind: Said | None) -> bool:
    before, after = line.plain[:start], line.plain[end:]
    if kind and kind.end <= start and not line.plain[kind.end : start].strip():
        return True
    if kind and kind.start >= end and not line.plain[end : kind.start].strip(f" ,:{TAKEN}"):
        return not kind.is_verb
    if not before.strip(f" ,:.-({TAKEN}") or (kind and not before[kind.end :].strip(f" ,:{TAKEN}")):
        return re.match(rf"\s*(?:$|[,;:!?{TAKEN}–—])|\s+-\s", after) is not None
    return line.text[start] == "@" and _ENDS.match(after) is not None


def _only_names(before: str, people: Sequence[tuple[int, int]]) -> bool:
    left = before
    for start, end in people:
        left = left[:start] + " " * len(left[start:end]) + left[end:]
    return re.sub(rf"\band\b|[\s,&+/:{TAKEN}]", "", left) == ""


def text_of(line: Line) -> str:
    """The words that stay, on one line, without the signs and the joining words left hanging."""
    kept = list(line.text)
    for start, end in line.gone:
        kept[start:end] = TAKEN * (end - start)
    text = "".join(kept)
    text = re.sub(rf"\(\s*{TAKEN}[{TAKEN}\s,]*\)", TAKEN, text)
    text = re.sub(rf"{TAKEN}\s*\.[\s{TAKEN}]*$", TAKEN, text)
    text = re.sub(rf"(?<=[,:;(])\s*{TAKEN}[{TAKEN}\s]*(?:[,:](?=\s|$))?", " ", text)
    text = re.sub(rf"\s*{TAKEN}[{TAKEN}\s]*(?=[,;:.!?)])", "", text)
    text = re.sub(rf"[{TAKEN}\s]+", " ", text)
    text = re.sub(r"^[\s,;:&.–—)]+(?:- )?|(?:[\s,;:&–—(→]|\s->?)+$", "", text)
    return re.sub(r"\s*\b(?:with|and)$", "", text) if line.gone else text
