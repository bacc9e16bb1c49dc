"""What a query can go on with: terms, and the tags and values in the book with how many people have each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rolodex import query
from rolodex.book.base import Base
from rolodex.match import fold
from rolodex.query.tokens import term
from rolodex.store import fields, journal, recent, tags, vocabulary
from rolodex.text import one_line, shown

_SHORTEST = 2
"""Letters of a bare word before terms are offered for it: most words are names."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One way in which the part of a query at the cursor can go on."""

    start: int
    end: int
    """What it replaces: characters from `start` up to but not including `end`."""
    text: str
    """What to put there."""
    count: int | None = None
    """How many people it fits; None where that says nothing."""
    person: int = 0
    """Whom it names; 0 where it is no name."""
    about: str = ""
    """Company and city of that person, to tell two of a name apart."""


class Completing(Base):
    """Completion of queries."""

    _vocabulary_turn = -1
    _vocabulary: dict[str, list[tuple[str, int]]]

    def complete(self, text: str, cursor: int, limit: int = 8) -> list[Completion]:
        """How the query can go on at the cursor (a number of characters), the best and most common first."""
        typed = query.at(text, cursor)
        if typed is None or (typed.sort == "term" and len(typed.prefix) < _SHORTEST):
            return []
        pairs = self._values(typed.term or typed.sort)
        begun = fitting(typed.prefix, pairs, anywhere=typed.sort != "term")
        return [
            Completion(typed.start, typed.end, _written(typed.sort, value), count if count >= 0 else None)
            for value, count in begun[:limit]
        ]

    def hint(self, text: str) -> str:
        """Of a query that fits nobody: which tag or value of it is nowhere in the book, and what was meant.

        A sentence; empty where each is somebody's, or nothing is like it.
        """
        # what is for mistakes only is loaded with the first one
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        from rolodex.match.rank import forgiven

        asked = query.parse(text, fields=fields.listed(self._connection), today=self.today)
        for name, value in _named(asked.where):
            pairs = self._values(name)
            # the most common of those with a word in common comes first, and is the one that is meant
            parts: dict[str, str] = {}
            for known, _ in pairs:
                whole = fold(known)
                for part in (whole, *whole.split("/"), *whole.split()):
                    parts.setdefault(part, known)
            wanted = fold(value)
            if any(wanted in part for part in parts):
                continue
            near = process.extractOne(
                wanted, parts.keys(), scorer=OSA.distance, score_cutoff=forgiven(wanted)
            )
            if near:
                sign = "#" if name == "tag" else f"{name}:"
                meant = query.quoted(parts[near[0]])
                return f"There is no {sign}{shown(value)}. Did you mean {sign}{shown(meant)}?"
        return ""

    def remember_query(self, text: str) -> None:
        """Keep a query for going back to."""
        if kept := one_line(text):
            recent.remember(self._connection, kept, at=self._now())

    def recent_queries(self) -> list[str]:
        """The queries that were kept, newest first."""
        return recent.listed(self._connection)

    def _values(self, name: str) -> list[tuple[str, int]]:
        """The values of a term; read once and kept until the book changes, since every key asks again."""
        turn = journal.turn(self._connection)
        if turn != self._vocabulary_turn:
            self._vocabulary_turn, self._vocabulary = turn, {}
        if name not in self._vocabulary:
            self._vocabulary[name] = self._read_values(name)
        return self._vocabulary[name]

    def _read_values(self, name: str) -> list[tuple[str, int]]:
        if name == "tag":
            counted = [(tag.name, tag.count) for tag in tags.counted(self._connection) if tag.count]
            return sorted(counted, key=lambda pair: -pair[1])
        choices: dict[str, Sequence[str]] = {"has": query.HAS, "is": query.IS, "sort": query.SORTS}
        known = {field.name.casefold(): field for field in fields.listed(self._connection)}
        if name == "term":
            return [(word, -1) for word in (*query.TERMS, *(field.name for field in known.values()))]
        if name in choices:
            own = [field.name for field in known.values()] if name in ("has", "sort") else []
            return [(choice, -1) for choice in (*choices[name], *own)]
        if name == "last":
            return [(age, -1) for age in ("<30d", ">90d", ">1y", "never")]
        if name == "due":
            return [(span, -1) for span in ("<7d", "today", "overdue", ">30d")]
        if name in ("trust", "known"):
            return vocabulary.standing_values(self._connection, name)
        if name in known:
            return vocabulary.field_values(self._connection, name)
        return vocabulary.values(self._connection, name)


def fitting(prefix: str, pairs: Iterable[tuple[str, int]], *, anywhere: bool) -> list[tuple[str, int]]:
    """Of values with how many have each: those that begin with what was typed, then those that hold it."""
    wanted = fold(prefix)
    beginning, inside = [], []
    for value, count in pairs:
        folded = fold(value)
        if folded != wanted and folded.startswith(wanted):
            beginning.append((value, count))
        elif anywhere and len(wanted) >= _SHORTEST and folded != wanted and wanted in folded:
            inside.append((value, count))
    return [*beginning, *inside]


def _written(sort: str, value: str) -> str:
    if sort == "term":
        return term(value)
    return f"#{query.quoted(value)}" if sort == "tag" else query.quoted(value)


def _named(node: query.Node | None) -> Iterator[tuple[str, str]]:
    """The tags and the values of texts that a condition asks for, each with the name of its term."""
    if isinstance(node, query.And | query.Or):
        for part in node.parts:
            yield from _named(part)
    elif isinstance(node, query.HasTag):
        yield "tag", node.name
    elif isinstance(node, query.Text) and node.column != "with":
        yield node.column, node.value
