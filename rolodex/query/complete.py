"""What is being typed at the cursor, so that the app can offer how it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rolodex.query.terms import key
from rolodex.query.tokens import Token, cut


@dataclass(frozen=True, slots=True)
class Completing:
    """A part of the query that a completion would replace."""

    sort: Literal["tag", "term", "value"]
    """`tag`: put `#` and tokens.quoted(name) there; `term`: a word or a term such as `company:`;
    `value`: tokens.quoted(value)."""
    start: int
    end: int
    """What to replace: characters from `start` up to but not including `end`."""
    prefix: str
    """What was typed of it up to the cursor, without `#` and quotes. May be empty."""
    term: str = ""
    """Of a value: the name of its term, in lower case; a user-defined field's name too."""


def at(text: str, cursor: int) -> Completing | None:
    """What stands right before the cursor, a number of characters from 0; None where nothing was begun.

    A phrase counts as a term, for it may become the quoted name of a field.
    """
    cursor = min(cursor, len(text))
    for token in cut(text):
        if token.end >= cursor:
            return _in_token(text, token, cursor) if token.start < cursor else None
    return None


def _in_token(text: str, token: Token, cursor: int) -> Completing | None:
    if token.kind == "tag":
        return Completing("tag", token.start, token.end, _typed(text, token.start + 1, cursor))
    if token.kind == "term" and cursor >= token.colon:
        name = key(token.name)
        start = token.value_start
        if name == "sort" and text.startswith("-", start):
            start += 1
        if cursor < start:
            return None
        return Completing("value", start, token.end, _typed(text, start, cursor), name)
    if token.kind in ("word", "phrase", "term", "or", "and"):
        end = token.colon if token.kind == "term" else token.end
        return Completing("term", token.start, end, _typed(text, token.start, cursor))
    return None


def _typed(text: str, start: int, cursor: int) -> str:
    return text[start:cursor].removeprefix('"').removesuffix('"')
