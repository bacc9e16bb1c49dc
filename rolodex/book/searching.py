"""Search: the index of who is in the book, kept up with every change, and queries run over it and the rows."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rolodex import query
from rolodex.book.base import Base
from rolodex.match import Document, Index, words
from rolodex.model import Contact
from rolodex.store import contacts, derived, fields, journal, log_words, select
from rolodex.store.ids import IDS, as_json
from rolodex.text import shown

_SLICE = 400
"""Contacts put into the index at a time: about 10 ms, so that a key never waits longer."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a group in a grouped list."""

    position: int
    """The index in `Found.ids` of the first person below it."""
    level: int
    text: str
    """Empty for those that belong to no group."""
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query."""

    ids: Sequence[int] = ()
    """Whom it fits, in order. Somebody in two groups of a grouped list is in it twice."""
    headings: tuple[Heading, ...] = ()
    words: str = ""
    """The words searched for, for highlighting."""
    problems: tuple[query.Problem, ...] = ()
    more: bool = False
    """There were more than could be ranked; the best are here."""
    ready: bool = True
    """Everybody has been looked at; False while the index is still being made."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the log around what matched, harmless to show on one line."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the matches are in `text`, half open."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a typed name fits."""

    exact: list[int] = field(default_factory=list)
    """Each word begins a word of the name."""
    near: list[int] = field(default_factory=list)
    """Misspelt, or found through something else than the name."""


class Searching(Base):
    """Finding people. The index is made when it is first needed, or in slices with `index_more`."""

    _index: Index | None = None
    _indexed_to = 0
    _complete = False
    _seen_turn = 0
    _seen_version = -1
    _told = (-1, -1)
    _sets: dict[object, frozenset[int]]

    def index_more(self) -> bool:
        """Put the next few hundred people into the index, a matter of some 10 ms; False once all are in."""
        if self._index is None:
            self._start_index()
        assert self._index is not None
        if self._complete:
            return False
        last = 0
        for id, document in self._documents("id > ? ORDER BY id LIMIT ?", (self._indexed_to, _SLICE)):
            self._index.put(id, document)
            last = id
        self._indexed_to = last or self._indexed_to
        self._complete = not last
        return not self._complete

    def starting_with(self, letter: str) -> frozenset[int]:
        """Whose name begins with a letter; accents and case do not matter."""
        return select.starting_with(self._connection, letter)

    def news(self) -> bool:
        """Whether anybody, this process or another, changed the book since the last call."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        turn = journal.turn(self._connection)
        before, self._told = self._told, (version, turn)
        return before != self._told

    def search(
        self, text: str, *, base: str = "", sort: str = "", group_by: Sequence[str] = (), limit: int = 1000
    ) -> Found:
        """Whom a query fits among those whom the query `base` (a view's or a category's) fits.

        In the order of a `sort:` in the text; else with words, best first, at most `limit`; else by `sort`
        (a column key, `-` before it for descending), grouped by the column keys `group_by`.
        """
        self._catch_up()
        known = fields.listed(self._connection)
        asked = query.parse(text, fields=known, today=self.today)
        within = query.parse(base, fields=known, today=self.today)
        rest, said = _split(asked.where)
        where = _both(within.where, rest)
        problems = asked.problems
        if said and not asked.sort:
            return self._ranked(said, where, problems, limit)
        order = [*asked.sort, *within.sort, *_sort(sort)]
        if said:
            ranked = self._ranked(said, where, problems, 1_000_000)
            ids = select.ids(self._connection, None, order, self._found_in, among=ranked.ids)
            return Found(ids, words=ranked.words, problems=problems, ready=self._complete)
        if group_by and not asked.sort:
            rows = select.grouped(self._connection, where, order, group_by, self._found_in)
            return Found([id for id, _ in rows], tuple(_headings(rows)), problems=problems)
        return Found(select.ids(self._connection, where, order, self._found_in), problems=problems)

    def find(self, text: str, *, tags: Sequence[str] = (), limit: int = 0) -> list[Contact]:
        """The contacts that a query fits, best first, that carry all of the tags; 0 is no limit.

        Raises nothing on a mistaken query: what can't be understood is left out (`search` tells of it).
        """
        self._finish_index()
        base = " ".join(f'tag:"{tag.lstrip("#")}"' for tag in tags)
        found = self.search(text, base=base, sort="name", limit=limit or 1_000_000)
        return contacts.read(self._connection, found.ids[:limit] if limit else found.ids)

    def count(self, text: str) -> int:
        """How many people a query fits."""
        self._catch_up()
        asked = query.parse(text, fields=fields.listed(self._connection), today=self.today)
        return select.count(self._connection, asked.where, self._found_in)

    def named(self, text: str) -> Named:
        """Whom a name as typed may mean, archived people included."""
        self._finish_index()
        assert self._index is not None
        found = self._index.search(text, limit=50).ids
        typed = words(text)
        exact, near = [], []
        for contact in contacts.read(self._connection, found):
            own = words(f"{contact.name} {contact.nickname}")
            fits = all(any(word.startswith(part) for word in own) for part in typed)
            (exact if fits else near).append(contact.id)
        return Named(exact, near)

    def snippets(self, said: str, ids: Sequence[int]) -> dict[int, Snippet]:
        """For those of the contacts in whose log the words are: the newest such entry, cut around them."""
        found = log_words.snippets(self._connection, said, ids)
        return {id: _snippet(text) for id, text in found.items()}

    def _ranked(
        self,
        said: Sequence[query.Words],
        where: query.Node | None,
        problems: tuple[query.Problem, ...],
        limit: int,
    ) -> Found:
        assert self._index is not None
        text = " ".join(part.text for part in said)
        within = self._set(where)
        for part in said:
            if part.phrase:
                within = within & frozenset(log_words.phrase(self._connection, part.text))
        matches = self._index.search(text, within=within, limit=limit)
        seen = set(matches.ids)
        logged = [id for id in self._in_log([part.text for part in said], within) if id not in seen]
        ids = [*matches.ids, *logged][:limit]
        more = matches.more or len(matches.ids) + len(logged) > limit
        return Found(ids, words=text, problems=problems, more=more, ready=self._complete)

    def _in_log(self, said: Sequence[str], within: Collection[int]) -> Iterator[int]:
        """Those in whose log all the words are, then those in whose log one is and who fit the others."""
        assert self._index is not None
        each = [log_words.contacts(self._connection, word, last=word is said[-1]) for word in said]
        everywhere = set(each[0]).intersection(*each[1:])
        yield from (id for id in each[0] if id in everywhere and id in within)
        if len(said) > 1:
            for number, logged in enumerate(each):
                others = " ".join(word for n, word in enumerate(said) if n != number)
                allowed = set(logged) & set(within) - everywhere
                if allowed:
                    yield from self._index.search(others, within=allowed).ids

    def _found_in(self, node: query.Words) -> Collection[int]:
        if node.phrase:
            return log_words.phrase(self._connection, node.text)
        assert self._index is not None
        matches = self._index.search(node.text, limit=1_000_000)
        return {*matches.ids, *log_words.contacts(self._connection, node.text, last=True)}

    def _set(self, where: query.Node | None) -> frozenset[int]:
        """Whom a condition fits; kept until the book changes, since typing asks again with every key."""
        if where not in self._sets:
            if len(self._sets) > 20:
                self._sets.clear()
            self._sets[where] = frozenset(select.ids(self._connection, where, (), self._found_in))
        return self._sets[where]

    def _finish_index(self) -> None:
        self._catch_up()
        while self.index_more():
            pass

    def _start_index(self) -> None:
        self._index, self._indexed_to, self._complete = Index(), 0, False
        self._seen_turn = journal.turn(self._connection)
        self._seen_version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        self._sets = {}

    def _catch_up(self) -> None:
        """Bring the index up to the last change by anybody."""
        if self._index is None:
            self._start_index()
        turn = journal.turn(self._connection)
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if turn == self._seen_turn:
            if version != self._seen_version:
                self._seen_version = version
                self._sets.clear()
            return
        assert self._index is not None
        changes = journal.touched_since(self._connection, self._seen_turn)
        touched = derived.touched_contacts(self._connection, as_json(changes))
        if len(touched) > 2000:
            self._start_index()
            return
        gone = set(touched)
        for id, document in self._documents(f"id IN {IDS}", (as_json(touched),)):
            if id <= self._indexed_to or self._complete:
                self._index.put(id, document)
            gone.discard(id)
        for id in gone:
            self._index.drop(id)
        self._seen_turn, self._seen_version = turn, version
        self._sets.clear()

    def _documents(self, condition: str, parameters: Sequence[object]) -> Iterator[tuple[int, Document]]:
        rows = self._connection.execute(_DOCUMENTS.format(condition), parameters).fetchall()
        for row in rows:
            yield row[0], _document(row, self.today)


_DOCUMENTS = """
SELECT id, name, nickname, company, title, city, met_how || ' ' || met_where || ' ' || met_via, note, last_on, talks,
    (SELECT group_concat(tag.name, char(10)) FROM contact_tag JOIN tag ON tag.id = tag_id WHERE contact_id = contact.id),
    (SELECT group_concat(kind || char(9) || replace(value, char(10), ' '), char(10)) FROM contact_point
     WHERE contact_id = contact.id AND kind IN ('email', 'handle'))
FROM contact LEFT JOIN summary ON contact_id = id WHERE {}
"""


def _document(row: sqlite3.Row | Sequence[object], today: date) -> Document:
    id, name, nickname, company, title, city, met, note, last_on, talks, tagged, points = row
    split = [str(point).split("\t", 1) for point in str(points).split("\n")] if points else []
    return Document(
        name=str(name),
        nickname=str(nickname),
        company=str(company),
        title=str(title),
        tags=tuple(str(tagged).split("\n")) if tagged else (),
        handles=tuple(value for kind, value in split if kind == "handle"),
        emails=tuple(value for kind, value in split if kind == "email"),
        city=str(city),
        met=str(met).strip(),
        note=str(note),
        activity=_activity(str(last_on), int(str(talks)), today) if last_on else 0.0,
    )


def _activity(last_on: str, talks: int, today: date) -> float:
    """How much and how recently you talked: the logarithm of the times, halved for every half year of silence."""
    silent = max(0, (today - date.fromisoformat(last_on)).days)
    return math.log1p(talks) * 0.5 ** (silent / 182)


def _split(where: query.Node | None) -> tuple[query.Node | None, list[query.Words]]:
    """The words that everybody found must match, and the rest of the condition."""
    parts = where.parts if isinstance(where, query.And) else (where,) if where is not None else ()
    said = [part for part in parts if isinstance(part, query.Words)]
    rest = tuple(part for part in parts if not isinstance(part, query.Words))
    return (query.And(rest) if len(rest) > 1 else rest[0] if rest else None), said


def _both(one: query.Node | None, other: query.Node | None) -> query.Node | None:
    if one is None or other is None:
        return one or other
    return query.And((one, other))


def _sort(text: str) -> list[query.SortBy]:
    return [query.SortBy(text.removeprefix("-"), text.startswith("-"))] if text else []


def _snippet(marked: str) -> Snippet:
    text, spans = "", []
    for number, part in enumerate(re.split(f"[{log_words.BEGIN}{log_words.END}]", marked)):
        begin = len(text)
        text += shown(part)
        if number % 2:
            spans.append((begin, len(text)))
    return Snippet(text, tuple(spans))


def _headings(rows: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[Heading]:
    """Where each group of a grouped list begins, and how many people it holds."""
    counts = Counter(groups[: level + 1] for _, groups in rows for level in range(len(groups)))
    last: tuple[str, ...] | None = None
    for position, (_, groups) in enumerate(rows):
        for level, text in enumerate(groups):
            begins = last is None or groups[: level + 1] != last[: level + 1]
            # people without a second group stand right below the first one's heading
            if begins and (text or level == 0):
                yield Heading(position, level, text, counts[groups[: level + 1]])
        last = groups
