"""`rolodex duplicates`, `merge` and `not-same`."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.model import Contact, Labelled
from tests.unit.hostile import HOSTILE
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(book: Book) -> Rolodex:
    for name, company in (("Robert Boyle", "Oxford"), ("Bob Boyle", "Royal Society")):
        book.add(Contact(name=name, company=company, emails=(Labelled("boyle@example.org"),)))
    for tag in ("pycon", "chess"):
        book.add(Contact(name="Rosalind Franklin", company="King's", city="London", tags=(tag,)))
    return Rolodex(book.path)


def test_pairs_are_listed_the_surest_first_with_the_reasons(rolodex: Rolodex) -> None:
    sure, likely = (line.split("\t") for line in rolodex("duplicates").out.splitlines())
    assert sure[:3] == ["sure", "Robert Boyle", "Bob Boyle"]
    assert "same email" in sure[3]
    assert likely[:3] == ["likely", "Rosalind Franklin", "Rosalind Franklin"]
    assert likely[3].startswith("same name")


def test_a_query_asks_for_the_doubles_of_whom_it_fits(rolodex: Rolodex) -> None:
    (pair,) = rolodex.json("duplicates", "#pycon")
    assert pair["names"] == ["Rosalind Franklin"] * 2
    assert not pair["sure"]


def test_sure_ones_are_listed_and_merged(rolodex: Rolodex) -> None:
    ran = rolodex("duplicates", "--merge-sure")
    assert "Bob Boyle" in ran.out
    assert "Rosalind" not in ran.out
    assert "1 contact fewer" in ran.err
    with rolodex.book() as book:
        assert [p.name for p in book.find("boyle")] == ["Robert Boyle"]
    assert rolodex("undo").code == 0
    with rolodex.book() as book:
        assert len(book.find("boyle")) == 2


def test_none_found_is_said_and_ends_with_one(rolodex: Rolodex) -> None:
    ran = rolodex("duplicates", "#nobody")
    assert (ran.code, ran.out, ran.err) == (1, "", "No doubles were found.\n")


def test_people_are_merged_into_the_first(rolodex: Rolodex) -> None:
    ran = rolodex("merge", "Bob Boyle", "Robert Boyle", "--set", "company=Invisible College")
    assert ran.err == "Merged Bob Boyle and Robert Boyle into Bob Boyle.\n"
    with rolodex.book() as book:
        (boyle,) = book.find("boyle")
    assert boyle.company == "Invisible College"
    assert boyle.note == "Merged, also: name Robert Boyle"


def test_one_person_is_not_merged(rolodex: Rolodex) -> None:
    ran = rolodex("merge", "Bob Boyle")
    assert ran.code == 2
    assert "two people" in ran.err


def test_who_is_told_apart_is_listed_no_more(rolodex: Rolodex) -> None:
    assert rolodex("not-same", "Bob Boyle", "Robert Boyle").code == 0
    assert "Boyle" not in rolodex("duplicates").out


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_are_shown_as_text(book: Book, name: str) -> None:
    for _ in range(2):
        book.add(Contact(name=name, given="Al", family="Ma", emails=(Labelled("x@example.org"),)))
    out = Rolodex(book.path)("duplicates").out
    assert "\x1b" not in out
    assert len(out.splitlines()) == 1
