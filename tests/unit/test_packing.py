"""A long table is packed: it brings in what it would bring in if it were short, in less memory."""

from __future__ import annotations

import sqlite3
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from rolodex.book import Book, ImportReport
from rolodex.formats import packing
from rolodex.formats.draft import Draft
from rolodex.model import Labelled, Packed
from tests.unit.import_runs import connections, everybody, new_book, write

FIXTURES = Path(__file__).parent.parent / "fixtures"
TODAY = date(2026, 11, 25)

_HEADER = ("name", "company", "email", "github", "tags", "met", "fee", "seen")
_ROW = st.tuples(
    st.sampled_from(["", "John Smith", "Ada", "Ada Lovelace", "Ada King", "ada@a.example", "李小龙", "Éva"]),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(["", "", "ada@a.example", "info@a.example", "info@a.example; ada@a.example"]),
    st.sampled_from(["", "", "ada", "js", "other"]),
    st.sampled_from(["", "friend", "Friend; math club"]),
    st.sampled_from(["", "3/4/2019", "13/4/2019", "4/13/2019"]),
    st.sampled_from(["", "20", "ask"]),
    st.sampled_from(["", "2019-05-12", "2019-05-12 10:30", "3/4/2019"]),
)
_SHEET = st.lists(_ROW, min_size=1, max_size=8).filter(lambda table: any(row[0] or row[1] for row in table))


@contextmanager
def all_packed(few: int) -> Iterator[None]:
    """Every table is packed, `few` rows at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "_HELD", 0)
        patch.setattr(packing, "_PACK", few)
        yield


def known_of(book: Book) -> list[Any]:
    """What a book holds of each person, and by which keys they are known, whatever their numbers are."""
    with closing(sqlite3.connect(book.path)) as connection:
        keys = connection.execute(
            "SELECT contact_id, format, replace(key, 'contact:' || contact_id, 'contact'), said"
            " FROM source_record ORDER BY format, key"
        ).fetchall()
    people = []
    for person in everybody(book):
        about = [getattr(person, name) for name in ("name", "company", "emails", "handles")]
        about += [
            sorted(person.fields.items()),
            person.met_on,
            person.note,
            [row[1:] for row in keys if row[0] == person.id],
        ]
        # one tag is spelt as whoever came first has it
        about += [tag.casefold() for tag in person.tags]
        people.append(repr(about))
    return sorted(people)


def told_of(report: ImportReport) -> list[Any]:
    """What an import tells of one file, whatever the numbers of its people are."""
    (file,) = report.files
    people = [replace(person, contact=0) for person in file.people]
    return [
        file.new,
        file.changed,
        file.same,
        file.kept,
        file.skipped,
        people,
        {one.name for one in file.gone},
    ]


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(first=_SHEET, second=_SHEET, other=_SHEET, few=st.sampled_from([1, 3, 500]))
def test_the_people_of_a_packed_table_are_those_of_the_table(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]], other: list[tuple[str, ...]], few: int
) -> None:
    with (
        tempfile.TemporaryDirectory() as one,
        tempfile.TemporaryDirectory() as two,
        new_book(Path(one)) as held,
        new_book(Path(two)) as unpacked,
    ):
        for file, table in (("a.csv", first), ("b.csv", other), ("a.csv", second)):
            told = held.import_([write(Path(one, file), _HEADER, table)])
            with all_packed(few):
                path = write(Path(two, file), _HEADER, table)
                assert told_of(unpacked.import_([path])) == told_of(told)
                assert unpacked.import_([path], dry_run=True).new == 0
            assert known_of(unpacked) == known_of(held)


@pytest.mark.parametrize("path", sorted((FIXTURES / "vcards").glob("*.vcf")), ids=lambda path: path.stem)
def test_the_people_of_packed_cards_are_those_of_the_cards(path: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    with new_book(tmp_path / "one") as held, new_book(tmp_path / "two") as unpacked:
        told = held.import_([path])
        with all_packed(2):
            assert told_of(unpacked.import_([path])) == told_of(told)
            assert unpacked.import_([path]).change is None
        assert known_of(unpacked) == known_of(held)


def test_the_next_file_of_an_import_knows_whom_a_packed_one_brought_in(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    connections(
        folder / "Connections.csv",
        ("Ada", "King", "https://www.linkedin.com/in/ada", "", "", "", "12 Mar 2020"),
        ("Bob", "Roe", "", "", "", "", "12 Mar 2020"),
    )
    write(folder / "more.csv", ("name", "linkedin", "city"), [("Ada King", "ada", "London"), ("Cy", "", "")])
    with new_book(tmp_path) as book, all_packed(500):
        report = book.import_([folder])
        assert (report.new, report.changed) == (3, 1)
        assert {person.name: person.city for person in everybody(book)}["Ada King"] == "London"


def _drafts(count: int) -> Iterator[Draft]:
    for line in range(count):
        draft = Draft(line, {"name": f"Person {line}", "company": f"Company {line % 90}", "note": "met " * 9})
        draft.emails = (Labelled(f"p{line}@a.example", "work"),)
        draft.fields = {"fee": str(line)}
        yield draft


def test_packed_records_take_a_small_part_of_the_memory_and_come_again() -> None:
    tracemalloc.start()
    try:
        records, (fee,) = packing.packed(_drafts(6_000), TODAY)
        packed_in = tracemalloc.get_traced_memory()[0]
        assert isinstance(records, Packed)
        held = tuple(records)
        assert tracemalloc.get_traced_memory()[0] - packed_in > 3 * packed_in
    finally:
        tracemalloc.stop()
    assert (fee.name, fee.type) == ("fee", "number")
    assert tuple(records) == held == records[:]
    assert [record.line for record in held] == list(range(6_000))
    assert held[7].contact.emails == (Labelled("p7@a.example", "work"),)
    assert records.is_shared("email:p7@a.example") is False
