"""Lines of the log as people type them, each with what it must yield: the table in fixtures/log_lines.tsv."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import Contact, Handle
from rolodex.sentence import Sentence

_TABLE = Path(__file__).parent.parent / "fixtures" / "log_lines.tsv"
_ROWS = list(csv.DictReader(_TABLE.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))

_PEOPLE = (
    Contact(name="Ada Lovelace", company="Analytical Engines", city="London", handles=(Handle("x", "ada"),)),
    Contact(name="Ada Yonath", company="Acme", city="Haifa"),
    Contact(name="Grace Hopper", company="Navy Talent", city="Arlington"),
    Contact(name="Charles Babbage", company="Difference Ltd", city="London"),
    Contact(name="Alan Turing", city="Manchester"),
    Contact(name="Mary Somerville", city="London"),
    Contact(name="Mary Jackson", city="Hampton"),
    Contact(name="Katherine Johnson", nickname="Kat", city="Hampton"),
    Contact(name="Dorothy Vaughan", city="Hampton"),
    Contact(name="Jean-Baptiste Fourier", nickname="JB"),
    Contact(name="Émilie du Châtelet"),
    Contact(name="Søren Kierkegaard", city="Copenhagen"),
    Contact(name="湯川秀樹"),
    Contact(name="王伟"),
    Contact(name="李娜"),
    Contact(name="May Whitman"),
    Contact(name="Mark Weiser"),
    Contact(name="Will Durant"),
    Contact(name="April Flores"),
    Contact(name="Grant Imahara"),
    Contact(name="Sun Ra"),
    Contact(name="June Almeida"),
    Contact(name="Rosalind Franklin"),
    Contact(name="Annie Easley"),
    Contact(name="Hedy Lamarr", handles=(Handle("github", "hedy"),)),
    Contact(name="Claude Shannon"),
    Contact(name="Robert Noyce"),
    Contact(name="Edith Clarke"),
    Contact(name="Lise Meitner"),
    Contact(name="Niels Bohr", city="Copenhagen"),
    Contact(name="Ludwig van Beethoven"),
)


class _Clock:
    """A clock that each row of the table sets."""

    today = date(2026, 11, 20)

    def __call__(self) -> datetime:
        return datetime.combine(self.today, time(10), timezone(timedelta(hours=1)))


@pytest.fixture(scope="module")
def clock() -> _Clock:
    return _Clock()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, clock: _Clock) -> Iterator[Book]:
    """A book where Ada Lovelace is met more than Ada Yonath, and Mary Jackson with her two colleagues."""
    with open_book(tmp_path_factory.mktemp("lines") / "book.db", clock=clock) as book:
        ids = {person.name: book.add(person).id for person in _PEOPLE}
        for _ in range(3):
            book.log([ids["Ada Lovelace"], ids["Grace Hopper"]], "engines")
        book.log([ids["Mary Jackson"], ids["Katherine Johnson"], ids["Dorothy Vaughan"]], "wind tunnel")
        book.log([ids["Ada Yonath"]], "gloves", kind="sparring")
        assert not book.index_more() or book.find("ada")
        yield book


def _shown(said: Sentence) -> dict[str, str]:
    ahead = said.follow_up
    days = said.day.isoformat() if said.day else ""
    every = f"every {ahead.every}" if ahead and ahead.every else ""
    return {
        "people": "; ".join(mention.taken.name for mention in said.people),
        "kind": said.kind,
        "days": f"{days}..{said.until.isoformat()}" if said.until else days,
        "time": said.time,
        "tags": "; ".join(said.tags),
        "follow-up": " ".join(filter(None, (ahead.due.isoformat(), ahead.text, every))) if ahead else "",
        "text": said.text,
        "new": "; ".join(f"{new.name}: {new.note}" if new.note else new.name for new in said.newcomers),
    }


@pytest.mark.parametrize("row", _ROWS, ids=[f"{row['today']} {row['line']}" for row in _ROWS])
def test_a_line_yields_what_the_table_says(book: Book, clock: _Clock, row: dict[str, str]) -> None:
    clock.today = date.fromisoformat(row["today"])
    said = _shown(book.understand(row["line"]))
    assert said == {name: row[name] for name in said}


@pytest.mark.parametrize("row", _ROWS, ids=[row["line"] for row in _ROWS])
def test_pieces_stand_apart_and_within_the_line(book: Book, clock: _Clock, row: dict[str, str]) -> None:
    clock.today = date.fromisoformat(row["today"])
    said = book.understand(row["line"])
    assert all(0 <= piece.start < piece.end <= len(said.line) for piece in said.pieces)
    assert all(one.end <= other.start for one, other in pairwise(said.pieces))
    assert sum(piece.role == "person" for piece in said.pieces) == len(said.people)


def test_the_table_holds_a_hundred_and_fifty_lines() -> None:
    assert len({row["line"] for row in _ROWS}) >= 150
