"""What columns of a sheet mean is said once, and remembered for the next file with the same header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rolodex.book import Book
from rolodex.model import BadInput
from tests.unit.import_runs import everybody, new_book, only, sheet


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


_SAID = {"Wer": "name", "Reach": "work email", "Seit": "met on", "Row": "leave out", "City": "field"}


def test_columns_mean_what_was_said_also_in_the_next_file(book: Book, tmp_path: Path) -> None:
    header = "Wer,Reach,Seit,Row,City\n"
    book.import_([sheet(tmp_path / "a.csv", f"{header}Ada,ada@a.example,2019-05-12,1,Bath\n")], columns=_SAID)
    ada = only(book)
    assert (ada.name, ada.emails[0].value, ada.emails[0].label) == ("Ada", "ada@a.example", "work")
    assert (ada.met_on, ada.city, ada.fields) == ("2019-05-12", "", {"City": "Bath"})
    book.import_([sheet(tmp_path / "b.csv", f"{header}Emmy,e@a.example,2020-01-01,2,Bonn\n")])
    assert [person.fields for person in everybody(book)] == [{"City": "Bath"}, {"City": "Bonn"}]


def test_another_header_is_read_as_ever_and_a_dry_run_remembers_nothing(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,Reach\nAda,ada@a.example\n")
    book.import_([path], columns={"Reach": "email"}, dry_run=True)
    told = book.import_([path], dry_run=True)
    assert told.files[0].kept == ("Reach",)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"Shoe": "email"}, "No sheet here has a column"),
        ({"Reach": "shoe size"}, "nothing that a column can"),
    ],
)
def test_a_column_that_is_not_there_and_a_meaning_that_is_none_are_refused(
    book: Book, tmp_path: Path, columns: dict[str, str], why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        book.import_([sheet(tmp_path / "a.csv", "name,Reach\nAda,x\n")], columns=columns)
    assert not everybody(book)
