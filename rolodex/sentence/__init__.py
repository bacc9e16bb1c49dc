"""The grammar of the log: one line as people type it, read into who, what, when and what is to follow."""

from rolodex.sentence.examples import EXAMPLES, Example
from rolodex.sentence.kinds import KIND_WORDS
from rolodex.sentence.reading import read
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
    "KIND_WORDS",
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
