"""A book of a few people for the app."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import Contact, Handle, Labelled
from tests.conftest import now


def fill(book: Book) -> None:
    """Three scientists and somebody nobody knows anything about."""
    ada = book.add(
        Contact(
            name="Ada Lovelace",
            nickname="Countess",
            company="Analytical Engines",
            title="Chief analyst",
            city="London",
            emails=(Labelled("ada@engines.example", "work"),),
            handles=(Handle("github", "room-42"),),
            tags=("recruiter", "conference/pycon-2026"),
            met_where="PyCon 2026",
            met_how="hallway",
            fields={"fee": "20", "has my CV": "2026-03-12", "responsive": "yes"},
        )
    )
    grace = book.add(
        Contact(
            name="Grace Hopper",
            company="Navy Talent",
            tags=("conference/pycon-2026", "group/compilers"),
            met_where="PyCon 2026",
            met_how="talk",
            met_via="Ada Lovelace",
        )
    )
    emmy = book.add(
        Contact(
            name="Emmy Noether",
            company="Göttingen",
            tags=("conference/fosdem", "group/algebra", "group/compilers"),
            met_where="FOSDEM",
        )
    )
    book.add(Contact(name="Zuse"))
    book.log([ada.id], "sent the offer", on=date(2026, 11, 1), kind="email")
    book.log([grace.id, emmy.id], "looms and symmetry over soup", on=date(2026, 9, 3))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of that book, to copy."""
    path = tmp_path_factory.mktemp("filled") / "people.db"
    with open_book(path, clock=now) as book:
        fill(book)
    return path


@pytest.fixture
def path(tmp_path: Path, filled: Path) -> Path:
    """A copy of that book."""
    return Path(shutil.copy(filled, tmp_path / "people.db"))
