"""Snippets: what of an entry of the log is shown beside whom it was found with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_BEFORE = 24
"""Characters of a snippet before what matched."""
_SNIPPET = 200
"""Characters of a snippet."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the log around what matched, harmless to show on one line."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the matches are in `text`, half open."""


def cut(line: str, matched: Sequence[tuple[int, int]]) -> Snippet:
    """The line from a word shortly before what matched, or from within one that is very long."""
    first = matched[0][0]
    start = max(line.rfind(" ", 0, max(0, first - _BEFORE)) + 1, first - 2 * _BEFORE)
    lead = "…" if start else ""
    text = lead + line[start : start + _SNIPPET]
    moved = ((begin - start + len(lead), end - start + len(lead)) for begin, end in matched)
    return Snippet(text, tuple((begin, min(end, len(text))) for begin, end in moved if begin < len(text)))
