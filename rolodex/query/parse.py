"""The parser: tokens to a tree. It never raises; what it can't take becomes a Problem and is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from rolodex.model import Field
from rolodex.query.nodes import And, Has, HasTag, Node, Not, Or, Problem, Query, SortBy, Words
from rolodex.query.terms import Terms, Wrong, tag_name
from rolodex.query.tokens import JOINERS, Token, cut, term
from rolodex.text import one_line, shown

MOST_TOKENS = 500
"""Keeps the tree under the 1,000 levels that SQLite allows an expression (sqlite.org/limits.html)."""
DEEPEST = 50
"""Parentheses in parentheses; each level is a few calls deep here and in whoever walks the tree."""


def parse(text: str, *, fields: Iterable[Field], today: date, typed: bool = False) -> Query:
    """What the text asks for, with every mistake in it; never raises.

    `fields` are the book's user-defined fields; `today` is the local day from which ages count.
    A part with a mistake is left out and the rest still applies. A part that stops at the end of the text is
    still being typed, unless all of it is `typed`: it is left out without a word. `or` binds looser than
    words side by side.
    """
    tokens = list(islice(cut(text), MOST_TOKENS + 1))
    problems: list[Problem] = []
    if len(tokens) > MOST_TOKENS:
        message = f"A query has {MOST_TOKENS} words, terms and signs at most: the rest is left out."
        problems.append(Problem(tokens[MOST_TOKENS].start, len(text), message))
        del tokens[MOST_TOKENS:]
    parser = _Parser(tokens, Terms.of(fields, today), problems, typed)
    where = parser.everything()
    problems.sort(key=lambda problem: (problem.start, problem.end))
    return Query(text, where, tuple(parser.sort), tuple(problems))


def unclosed(text: str) -> Problem | None:
    """The first parenthesis that nothing closes. It is no mistake while one types: it closes at the end."""
    open_ones: list[Token] = []
    for token in islice(cut(text), MOST_TOKENS):
        if token.kind == "(":
            open_ones.append(token)
        elif token.kind == ")" and open_ones:
            open_ones.pop()
    if not open_ones:
        return None
    return Problem(
        open_ones[0].start, open_ones[0].end, "This parenthesis is never closed: it goes to the end."
    )


def both(one: str, other: str) -> str:
    """The text of a query that asks for what two queries ask for."""
    return " ".join(f"({text})" if _loose(text) and one and other else text for text in (one, other) if text)


def _loose(text: str) -> bool:
    return isinstance(parse(text, fields=(), today=date.min).where, Or)


class _Parser:
    def __init__(self, tokens: list[Token], terms: Terms, problems: list[Problem], typed: bool) -> None:
        self.tokens = tokens
        self.terms = terms
        self.problems = problems
        self._is_typed = typed
        self.sort: list[SortBy] = []
        self.position = 0

    def everything(self) -> Node | None:
        """The whole query, past any parenthesis that closes nothing."""
        return self._group(0)

    def _peek(self) -> Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _problem(self, token: Token, message: str) -> None:
        self.problems.append(Problem(token.start, token.end, message))

    def _group(self, depth: int) -> Node | None:
        """Reads up to the parenthesis that closes the group, or to the end."""
        alternatives: list[list[Node]] = [[]]
        joiner: Token | None = None
        left = False  # something stands before, to which an `or` could join
        while token := self._peek():
            if token.kind == ")":
                if depth:
                    break
                self._problem(token, "This parenthesis closes nothing.")
                self.position += 1
            elif token.kind in JOINERS and left:
                self.position += 1
                joiner, left = token, False
                if token.kind != "and":
                    alternatives.append([])
            elif token.kind == "|":
                self._problem(token, "`|` wants something on both sides.")
                self.position += 1
            else:
                if part := self._part(depth):
                    alternatives[-1].append(part)
                joiner, left = None, True
        if joiner and token:
            self._problem(joiner, f"`{joiner.value or joiner.kind}` wants something on both sides.")
        return _any([node for parts in alternatives if (node := _all(parts))])

    def _part(self, depth: int) -> Node | None:
        """One word, phrase, tag, term or group, with the minuses before it."""
        negative = False
        while (token := self.tokens[self.position]).kind == "-":
            self.position += 1
            following = self._peek()
            if not following:
                return None
            if following.start != token.end or following.kind in (")", "|"):
                self._problem(token, "`-` wants a word, a term, a tag or a parenthesis right behind it.")
                return None
            negative = not negative
        self.position += 1
        node = self._parenthesis(token, depth) if token.kind == "(" else self._leaf(token, negative)
        return _not(node) if node and negative else node

    def _parenthesis(self, opening: Token, depth: int) -> Node | None:
        if depth == DEEPEST:
            self._problem(opening, f"Parentheses go {DEEPEST} deep at most: this one is left out.")
            self._skip()
            return None
        node = self._group(depth + 1)
        self.position += 1
        return node

    def _skip(self) -> None:
        """Passes by everything up to the parenthesis that closes the one just read."""
        level = 1
        while level and (token := self._peek()):
            level += {"(": 1, ")": -1}.get(token.kind, 0)
            self.position += 1

    def _leaf(self, token: Token, negative: bool) -> Node | None:
        if token.kind == "term":
            return self._term(token, negative)
        if token.kind == "tag":
            if name := tag_name(token.value):
                return HasTag(name)
            self._unfinished(token, "`#` wants the name of a tag right behind it.")
            return None
        words = one_line(token.value)
        return Words(words, phrase=token.kind == "phrase") if words else None

    def _term(self, token: Token, negative: bool) -> Node | None:
        name = token.name.casefold()
        if not one_line(token.value).strip("-" if name == "sort" else ""):
            if name == "due" and not token.op:
                return Has("follow-up")
            written = term(shown(one_line(token.name))[:40])
            self._unfinished(token, f"{written} wants a value right behind it.")
            return None
        try:
            meaning = self.terms.read(token)
        except Wrong as wrong:
            self.problems.append(wrong.problem)
            return None
        if not isinstance(meaning, SortBy):
            return meaning
        if negative:
            self._problem(token, "A sort can't be denied: write sort:-name to turn it around.")
        else:
            self.sort.append(meaning)
        return None

    def _unfinished(self, token: Token, message: str) -> None:
        if self._is_typed or self._peek():
            self._problem(token, message)


def _all(parts: list[Node]) -> Node | None:
    flat = [leaf for part in parts for leaf in (part.parts if isinstance(part, And) else (part,))]
    return And(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _any(parts: list[Node]) -> Node | None:
    flat = [leaf for part in parts for leaf in (part.parts if isinstance(part, Or) else (part,))]
    return Or(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _not(node: Node) -> Node:
    return node.part if isinstance(node, Not) else Not(node)
