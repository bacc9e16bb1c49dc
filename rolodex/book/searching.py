"""Search: queries over the index of who is in the book and over the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from rolodex import query
from rolodex.book.completing import Completing
from rolodex.book.found import RANKED, Found, Heading, Named
from rolodex.book.indexing import Indexing
from rolodex.book.snippets import Snippet, cut
from rolodex.book.touching import Touching
from rolodex.match import Document, Index, fold, spans, words
from rolodex.model import Contact
from rolodex.store import contacts, fields, journal, log_words, select
from rolodex.text import shown

_EVERYBODY = 1_000_000
"""A limit that cuts nobody off."""

_COMBINED = 4
"""Words of which each may be in the log or elsewhere; of more, one or all must be in the log."""

_ENTRIES = 50
"""Entries of each person's log that are looked through for a snippet."""


class Searching(Indexing, Touching, Completing):
    """Finding people."""

    _told = (-1, -1)

    def contacts(self, ids: Sequence[int]) -> list[Contact]:
        """The contacts of those ids, in that order, without those that are no longer there."""
        return contacts.read(self._connection, ids)

    def starting_with(self, letter: str) -> frozenset[int]:
        """Whose name begins with a letter; accents and case do not matter."""
        return select.starting_with(self._connection, letter)

    def news(self) -> bool:
        """Whether anybody, this process or another, changed the book since the last call."""
        before = self._told
        self._told = journal.version(self._connection), journal.turn(self._connection)
        return before != self._told

    def search(
        self, text: str, *, base: str = "", sort: str = "", group_by: Sequence[str] = (), limit: int = RANKED
    ) -> Found:
        """Whom a query fits among those whom the query `base` (a view's or a category's) fits.

        In the order of a `sort:` in the text; else with words, best first, at most `limit` (0: all); else
        by `sort` (a column key, `-` before it for descending), grouped by the column keys `group_by`.
        """
        asked, within = self._parsed(text), self._parsed(base)
        rest, said = _split(asked.where)
        where = _both(within.where, rest)
        order = [*asked.sort, *within.sort, *_sort(sort)]
        return self._search(asked, where, said, order, group_by, limit or _EVERYBODY)

    def _search(
        self,
        asked: query.Query,
        where: query.Node | None,
        said: Sequence[query.Words],
        order: Sequence[query.SortBy],
        group_by: Sequence[str],
        limit: int,
    ) -> Found:
        """Whom the condition `where` and the words `said` fit; both are what is left of `asked`, or more."""
        self._catch_up()
        problems = asked.problems
        if said and not asked.sort:
            return self._ranked(said, where, problems, limit)
        zone = self._zone
        if said:
            ids = self._kept.ordered(_both(where, _joined(said)), order, zone)
            text = " ".join(part.text for part in said)
            return Found(ids, words=text, problems=problems, ready=self._complete)
        ready = self._complete or not self._has_words(where)
        if group_by and not asked.sort:
            rows = select.grouped(self._connection, where, order, group_by, self._found_in, zone=zone)
            return Found([id for id, _ in rows], tuple(_headings(rows)), problems=problems, ready=ready)
        return Found(self._kept.ordered(where, order, zone), problems=problems, ready=ready)

    def find(self, text: str, *, tags: Sequence[str] = (), limit: int = 0) -> list[Contact]:
        """The contacts that a query fits, best first, that carry all of the tags; 0 is no limit.

        Raises nothing on a mistaken query: what can't be understood is left out (`search` tells of it).
        """
        asked = self._parsed(text)
        self._finish_index_for(asked.where)
        rest, said = _split(asked.where)
        for tag in tags:
            rest = _both(rest, query.HasTag(tag))
        order = [*asked.sort, query.SortBy("name")]
        found = self._search(asked, rest, said, order, (), limit or _EVERYBODY)
        return contacts.read(self._connection, found.ids[:limit] if limit else found.ids)

    def whom_fits(self, text: str) -> frozenset[int]:
        """Whom a query fits; the index is finished first where it takes part."""
        self._finish_index_for(self._parsed(text).where)
        return frozenset(self.search(text, limit=_EVERYBODY).ids)

    def count(self, text: str) -> int:
        """How many people a query fits."""
        asked = self._parsed(text)
        if self._has_words(asked.where):
            self._finish_index()
            return len(self.search(text, limit=_EVERYBODY).ids)
        return select.count(self._connection, asked.where, self._found_in, zone=self._zone)

    def named(self, text: str) -> Named:
        """Whom a name as typed may mean, archived people included."""
        self._finish_index()
        assert self._index is not None
        typed = words(text)
        exact: list[int] = []
        others = Index()
        # a name may be found through a note or a company too, which is not whom it means
        for contact in contacts.read(self._connection, self._index.search(text, limit=200).ids):
            own = words(f"{contact.name} {contact.nickname}")
            if all(any(word.startswith(part) for word in own) for part in typed):
                exact.append(contact.id)
            else:
                others.put(contact.id, Document(name=contact.name, nickname=contact.nickname))
        return Named(exact, others.search(text).ids)

    def snippets(self, said: str, ids: Sequence[int]) -> dict[int, Snippet]:
        """For those of the contacts in whose log the words are: the newest such entry, cut around them."""
        typed = [fold(word) for word in said.split() if len(word) > 1]
        found: dict[int, Snippet] = {}
        for id, text in log_words.entries(self._connection, ids, _ENTRIES):
            folded = fold(text)
            if id not in found and any(word in folded for word in typed):
                line = shown(" ".join(text.split()))
                if matched := spans(said, line):
                    found[id] = cut(line, matched)
        return found

    def _ranked(
        self,
        said: Sequence[query.Words],
        where: query.Node | None,
        problems: tuple[query.Problem, ...],
        limit: int,
    ) -> Found:
        assert self._index is not None
        text = " ".join(part.text for part in said)
        phrases = [part for part in said if part.is_exact]
        where = _joined([*phrases, where] if where else phrases)
        within = self._kept.fitting(where, self._zone)
        if len(phrases) == len(said) and len(within) > limit:
            # all of them have all that was typed, and to rank so many takes longer than to type on
            found = self._kept.ordered(where, (), self._zone)[:limit]
            return Found(found, words=text, problems=problems, more=True, ready=self._complete)
        # where everybody is meant nobody has to be looked up among them
        everybody = len(within) == len(self._index)
        matches = self._index.search(text, within=None if everybody else within, limit=limit)
        seen = set(matches.ids)
        texts = [part.text for part in said]
        # what is in the log comes last: where the list is full already, nobody would see it
        there = () if matches.more else self._in_log(texts, within, limit)
        logged = [id for id in there if id not in seen]
        ids = [*matches.ids, *logged][:limit]
        more = matches.more or len(matches.ids) + len(logged) > limit
        return Found(ids, words=text, problems=problems, more=more, ready=self._complete)

    def _in_log(self, said: Sequence[str], within: frozenset[int], limit: int) -> Iterator[int]:
        """Those in whose log all the words are, then those in whose log some are and whom the others fit."""
        assert self._index is not None
        each = [
            log_words.contacts(self._connection, word, last=word is said[-1], within=within) for word in said
        ]
        logged = [set(ids) for ids in each]
        everywhere = set.intersection(*logged)
        yield from (id for id in each[0] if id in everywhere)
        for number in range(len(said) - 1, 0, -1):
            if number > 1 and len(said) > _COMBINED:
                continue
            for there in combinations(range(len(said)), number):
                others = [n for n in range(len(said)) if n not in there]
                allowed = set.intersection(*(logged[n] for n in there)).difference(
                    *(logged[n] for n in others)
                )
                if allowed:
                    left = " ".join(said[n] for n in others)
                    yield from self._index.search(left, within=allowed, limit=limit).ids

    def _fitting(self, text: str) -> Collection[int]:
        found = self.search(text, limit=_EVERYBODY).ids
        if self._reading_touch and query.LOSING_TOUCH in query.leaves(self._parsed(text).where):
            # nobody is losing touch while that is being found out: not to be kept as the answer
            self._kept.forget_words()
        return found

    @property
    def _knows_everybody(self) -> bool:
        return self._complete

    def _found_in(self, node: query.Words | query.Is) -> Collection[int]:
        if isinstance(node, query.Is):
            return self._losing_touch()
        if node.is_exact:
            return log_words.phrase(self._connection, node.text)
        assert self._index is not None
        logged = log_words.contacts(self._connection, node.text, last=True)
        return [*self._index.carriers(node.text), *logged]

    def _has_words(self, where: query.Node | None) -> bool:
        """Whether only the index can say whom a condition fits."""
        parts = list(query.leaves(where))
        if query.LOSING_TOUCH in parts:
            parts += [
                leaf for text in self._touch_queries() for leaf in query.leaves(self._parsed(text).where)
            ]
        return any(isinstance(part, query.Words) for part in parts)

    def _finish_index_for(self, where: query.Node | None) -> None:
        self._catch_up()
        if self._has_words(where):
            self._finish_index()

    def _finish_index_for_touch(self) -> None:
        self._finish_index_for(query.LOSING_TOUCH)

    def _parsed(self, text: str) -> query.Query:
        return query.parse(text, fields=fields.listed(self._connection), today=self.today)


def _split(where: query.Node | None) -> tuple[query.Node | None, list[query.Words]]:
    """The words that everybody found must match, and the rest of the condition."""
    parts = where.parts if isinstance(where, query.And) else (where,) if where is not None else ()
    said = [part for part in parts if isinstance(part, query.Words)]
    return _joined([part for part in parts if not isinstance(part, query.Words)]), said


def _joined(parts: Sequence[query.Node]) -> query.Node | None:
    return query.And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def _both(one: query.Node | None, other: query.Node | None) -> query.Node | None:
    return _joined([part for part in (one, other) if part is not None])


def _sort(text: str) -> list[query.SortBy]:
    return [query.SortBy(text.removeprefix("-"), text.startswith("-"))] if text else []


def _headings(rows: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[Heading]:
    """Where each group of a grouped list begins, and how many people it holds."""
    members: dict[tuple[str, ...], set[int]] = {}
    for id, groups in rows:
        for level in range(len(groups)):
            members.setdefault(groups[: level + 1], set()).add(id)
    last: tuple[str, ...] | None = None
    for position, (_, groups) in enumerate(rows):
        for level, text in enumerate(groups):
            begins = last is None or groups[: level + 1] != last[: level + 1]
            # those without a second group need a heading only where others of the first group have one
            if begins and (text or level == 0 or (last is not None and groups[:level] == last[:level])):
                yield Heading(position, level, text, len(members[groups[: level + 1]]))
        last = groups
