"""Queries of three terms, typed letter by letter, beside the same asked of SQLite with LIKE and with FTS5."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from rolodex.book import Book
from tests.benchmarks.crowd import crowd
from tests.benchmarks.report import Section, Target, timed

_SECONDS = 4.0
"""Spent on a peer at most."""
_TAGGED = "id IN (SELECT contact_id FROM contact_tag JOIN tag ON tag.id = tag_id WHERE key LIKE ?)"
_KIND = (
    "id IN (SELECT contact_id FROM interaction_contact JOIN interaction ON interaction.id = interaction_id"
    " WHERE kind = 'call')"
)
_LAST = "(SELECT last_on FROM summary WHERE contact_id = contact.id)"
_WITH = (
    "id IN (SELECT mine.contact_id FROM contact AS other JOIN interaction_contact AS theirs"
    " ON theirs.contact_id = other.id JOIN interaction_contact AS mine USING (interaction_id)"
    " WHERE mine.contact_id <> theirs.contact_id AND other.name LIKE ?)"
)
_FIELD = (
    "id IN (SELECT contact_id FROM field_value JOIN field ON field.id = field_id WHERE key = '{}' AND {})"
)
_WORDS = ("name", "company", "title", "city", "note")


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it is typed, and as SQL."""

    start: str
    """What stands before the value."""
    value: str
    sql: str
    """With one `?` for each time that the value is needed."""
    around: str = "%{}%"
    """The value in the parameter."""
    column: str = ""
    """Where FTS5 looks for the value as the start of a word; empty where the SQL is the same."""
    whole: bool = False
    """Means something else, or nothing, until it is typed to its end."""

    @property
    def text(self) -> str:
        """What is typed."""
        return self.start + self.value

    def asked(self, typed: str, *, words: bool) -> tuple[str, list[str]] | None:
        """SQL and parameters for as much of it as was `typed`; None while that asks for nothing."""
        value = typed[len(self.start) :]
        if not value or (self.whole and value != self.value):
            return None
        if words and self.column:
            found = "id IN (SELECT rowid FROM words WHERE words MATCH ?)"
            return ("NOT " if self.start == "-" else "") + found, [f'{self.column} : "{value}" *']
        return self.sql, [self.around.format(value)] * self.sql.count("?")


def three_terms(book: Book, path: Path, count: int) -> tuple[Section, Target]:
    """Type the queries into an open book; then ask SQLite on the same rows."""
    queries = list(_queries(count))
    section = Section("Search, key by key, three terms, nothing kept from another query", "ms")
    section.add("rolodex", [taken for query in queries for taken in _typed(book, query)])
    rng = random.Random(9)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.words USING fts5 ({', '.join(_WORDS)},"
            " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )
        connection.execute(
            f"INSERT INTO words (rowid, {', '.join(_WORDS)}) SELECT id, {', '.join(_WORDS)} FROM contact"
        )
        for who, words in (("LIKE", False), ("FTS5 prefixes for texts", True)):
            asked = [sql for query in queries for sql in _asked(query, words=words)]
            rng.shuffle(asked)
            taken = timed(lambda sql: connection.execute(*sql).fetchall(), asked, _SECONDS)
            section.add_peer(f"SQLite, {who}, all rows that fit, in process", taken)
    return section, Target(f"{section.title}, p99", section.figures[0].p99, 16, "ms")


def _typed(book: Book, query: Sequence[Term]) -> Iterator[float]:
    text = " ".join(term.text for term in query)
    book.log([book.search("", sort="name").ids[0]], "a call in between")
    book.search("", sort="name")
    # what the app does before the next key comes
    while book.prepare_more():
        pass
    for end in range(1, len(text) + 1):
        start = perf_counter()
        book.search(text[:end], sort="name")
        yield (perf_counter() - start) * 1000


def _asked(query: Sequence[Term], *, words: bool) -> Iterator[tuple[str, list[str]]]:
    """The SQL for each key that asks for more than the one before."""
    before: list[tuple[str, list[str]]] = []
    for term in query:
        for end in range(1, len(term.text) + 1):
            now = term.asked(term.text[:end], words=words)
            if now:
                conditions = [*before, now]
                yield (
                    f"SELECT id FROM contact WHERE {' AND '.join(sql for sql, _ in conditions)}"
                    " ORDER BY sort_name",
                    [value for _, values in conditions for value in values],
                )
        if now := term.asked(term.text, words=words):
            before.append(now)


def _queries(count: int) -> Iterator[tuple[Term, Term, Term]]:
    rng = random.Random(8)
    people = [person.document for person in crowd(min(count, 2000))]
    people = [who for who in people if who.tags and who.note and who.name.isascii()]
    late = _whole("last:", ">90d", f"coalesce({_LAST}, '') < date('now', '-90 days')")
    starred = _whole("is:", "starred", "starred")
    email = _whole("has:", "email", "id IN (SELECT contact_id FROM contact_point WHERE kind = 'email')")
    cv = _whole('"has my cv":', ">2026-01-01", _FIELD.format("has my cv", "value > '2026-01-01'"))
    fee = _whole("fee:", ">=20", _FIELD.format("fee", "CAST(value AS REAL) >= 20"))
    call = _whole("kind:", "call", _KIND)
    for who in rng.sample(people, min(4, len(people))):
        first, *_, last = who.name.lower().split()
        tag = Term("#", who.tags[0], _TAGGED, "{}%")
        company, city, title, note = (
            _in(column, getattr(who, column)) for column in ("company", "city", "title", "note")
        )
        yield tag, late, company
        yield Term("with:", first, _WITH), call, _word(city.value, "-")
        yield city, email, _whole("sort:", "-last", "true")
        yield note, starred, _in("name", last)
        yield cv, fee, tag
        yield title, company, _word(first)
        yield _word(last[:4]), city, _word(note.value, "-")


def _whole(start: str, value: str, sql: str) -> Term:
    return Term(start, value, sql, whole=True)


def _in(column: str, text: str) -> Term:
    """The first letters of the longest word of a text."""
    value = max(text.lower().split(), key=len)[:6]
    return Term(f"{column}:", value, f"{column} LIKE ?", column=column)


def _word(value: str, start: str = "") -> Term:
    found = f"({' OR '.join(f'{column} LIKE ?' for column in _WORDS)})"
    return Term(start, value, f"NOT {found}" if start else found, column=f"{{{' '.join(_WORDS)}}}")
