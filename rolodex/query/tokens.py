"""Query text cut into tokens, each with its place. Any text at all can be cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["(", ")", "|", "or", "and", "-", "word", "phrase", "tag", "term"]
JOINERS = frozenset(("|", "or", "and"))

_SIGNS: dict[str, Kind] = {"(": "(", ")": ")", "|": "|", "-": "-"}
# A word may hold balanced parentheses, as addresses of web pages do; otherwise they group.
_WORD = re.compile(r"[^\s()|]+(?:\([^\s()|]*\)[^\s()|]*)*")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.?)*)("?)', re.DOTALL)
_ESCAPED = re.compile(r'\\(["\\])')
_SPACE = re.compile(r"\s+")
_JOINER = re.compile(r"(or|and)(?=[\s()|]|$)", re.IGNORECASE)
_SMILEY = re.compile(r"[:;]-?[()|](?=[\s()|]|$)")
# Not a term: `10:30` (starts with a digit), `std::vector`, `https://example.org`.
_TERM = re.compile(r"([^\W\d_][\w.-]*):(?!:|//)")
_COMPARISON = re.compile(r"[<>!]=|[<>=]")
_BARE = re.compile(r"[^\s()|]*")
_SAFE = re.compile(r'[^\s()|"\\<>!=:/-][^\s()|"]*')


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query, `text[start:end]`."""

    kind: Kind
    start: int
    end: int
    value: str = ""
    """The word, the phrase, the tag's name, or what stands behind the term's colon: unquoted."""
    value_start: int = 0
    """Where the value starts in the text, its opening quote included. Of a tag, the `#`."""
    literal: bool = False
    """The value, or the tag's name, was given in quotes."""
    name: str = ""
    """Of a term: what stands before the colon, unquoted."""
    colon: int = 0
    """Of a term: where its name ends, the colon included."""
    op: str = ""
    """Of a term: the comparison behind the colon."""


def quoted(value: str) -> str:
    """The value as it can stand after a `#` or a colon: bare where that is safe, else in quotes."""
    if _SAFE.fullmatch(value) and not _SMILEY.match(value):
        return value
    return _in_quotes(value)


def term(name: str) -> str:
    """The name as a term starts with it, colon included: `company:`, `"has my cv":`."""
    colon = f"{name}:"
    return colon if _TERM.fullmatch(colon) else f"{_in_quotes(name)}:"


def _in_quotes(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def cut(text: str) -> Iterator[Token]:
    """The tokens of the text, in order. An open quote runs to the end."""
    position = 0
    while position < len(text):
        if space := _SPACE.match(text, position):
            position = space.end()
            continue
        token = _token(text, position)
        yield token
        position = token.end


def _token(text: str, start: int) -> Token:
    character = text[start]
    if sign := _SIGNS.get(character):
        return Token(sign, start, start + 1)
    if smiley := _SMILEY.match(text, start):
        return Token("word", start, smiley.end(), smiley[0], start)
    if character == "#":
        name, end = _value(text, start + 1)
        return Token("tag", start, end, name, start, literal=text.startswith('"', start + 1))
    if character == '"':
        phrase, end = _value(text, start)
        if text.startswith(":", end) and end > start + 1:
            return _term(text, start, phrase, end + 1)
        return Token("phrase", start, end, phrase, start)
    if joiner := _JOINER.match(text, start):
        kind: Kind = "or" if joiner[0].casefold() == "or" else "and"
        return Token(kind, start, joiner.end(), joiner[0], start)
    if term := _TERM.match(text, start):
        return _term(text, start, term[1], term.end())
    word = _WORD.match(text, start)
    assert word  # the character is neither white space nor one of ()|
    return Token("word", start, word.end(), word[0], start)


def _term(text: str, start: int, name: str, colon: int) -> Token:
    comparison = _COMPARISON.match(text, colon)
    position = comparison.end() if comparison else colon
    # `sort:-"has my cv"`: the quotes may follow a minus.
    minus = "-" if text.startswith('-"', position) else ""
    value, end = _value(text, position + len(minus))
    return Token(
        "term",
        start,
        end,
        minus + value,
        value_start=position,
        literal=text.startswith('"', position + len(minus)),
        name=name,
        colon=colon,
        op=comparison[0] if comparison else "",
    )


def _value(text: str, start: int) -> tuple[str, int]:
    """The quoted or bare value that starts there, and where it ends."""
    if found := _QUOTED.match(text, start):
        return _ESCAPED.sub(r"\1", found[1]), found.end()
    bare = _WORD.match(text, start) or _BARE.match(text, start)
    assert bare  # _BARE matches the empty text
    return bare[0], bare.end()
