"""The grammar of the log: one line as people type it, read into who, what, when and what is to follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rolodex.sentence.examples import EXAMPLES, Example
from rolodex.sentence.values import (
    MEETING,
    Ahead,
    Candidate,
    Fit,
    Mention,
    Names,
    Newcomer,
    Piece,
    Role,
    Sentence,
)

__all__ = [
    "EXAMPLES",
    "MEETING",
    "Ahead",
    "Candidate",
    "Example",
    "Fit",
    "Mention",
    "Names",
    "Newcomer",
    "Piece",
    "Role",
    "Sentence",
    "read",
]


def read(line: str, today: date, names: Names, kinds: Sequence[str] = ()) -> Sentence:
    """What a line means on a local day.

    `kinds` are the kinds that the book knows beside the words built in: each is a word for itself. Raises
    nothing: what can't be understood stays in the text.
    """
    # loaded with the first line: the patterns of the grammar take longer to make than most verbs to run
    from rolodex.sentence.reading import read as really_read

    return really_read(line, today, names, kinds)
