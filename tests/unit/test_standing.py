"""How well people of a book are known: derived, said by hand, found, undone, merged."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.book import Book
from rolodex.model import BadInput, Contact, Handle


@pytest.fixture
def few(book: Book) -> Book:
    """Somebody met, somebody written to, somebody recommended and somebody only connected with."""
    met, wrote, *_ = book.add_all(
        [
            Contact(name="Ada Lovelace", trust="vouch", tags=("maths",)),
            Contact(name="Charles Babbage", trust="know"),
            Contact(name="Mary Somerville", met_via="Ada Lovelace", trust="no"),
            Contact(name="Zuse", handles=(Handle("linkedin", "zuse"),)),
        ]
    )
    book.log([met.id], on=date(2026, 9, 3), kind="coffee")
    book.log([met.id], on=date(2026, 9, 4), kind="call")
    book.log([wrote.id], on=date(2026, 9, 3), kind="email")
    return book


def names(book: Book, query: str) -> list[str]:
    return [person.name.split()[-1] for person in book.find(query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("known:met", ["Lovelace"]),
        ("known:>=wrote", ["Lovelace", "Babbage"]),
        ("known:<=wrote", ["Babbage", "Somerville", "Zuse"]),
        ("known:never", ["Zuse"]),
        ("is:never-met", ["Somerville", "Zuse"]),
        ("is:never-met has:connection", ["Zuse"]),
        ("trust:>=know", ["Lovelace", "Babbage"]),
        ('trust:"would vouch"', ["Lovelace"]),
        ("trust:<know", ["Somerville"]),
        ("-has:trust", ["Zuse"]),
        ("has:trust sort:-trust", ["Lovelace", "Babbage", "Somerville"]),
    ],
)
def test_people_are_found_by_how_well_they_are_known(few: Book, query: str, found: list[str]) -> None:
    assert names(few, query) == found


def test_the_log_is_evidence_until_it_is_undone(few: Book) -> None:
    few.log([few.who("zuse").id], on=date(2026, 9, 3), kind="message")
    assert few.who("zuse").known == ("wrote",)
    few.undo()
    assert few.who("zuse").known == ()


def test_what_is_said_by_hand_wins_until_it_is_taken_back(few: Book) -> None:
    ada = few.who("lovelace").id
    assert few.know([ada], "talked") == 1
    assert few.get(ada).known == ("talked",)
    few.know([ada], "-")
    assert few.get(ada).known == ("met", "talked")


def test_trust_is_given_to_many_in_one_change(few: Book) -> None:
    ids = [person.id for person in few.find("")]
    assert few.trust(ids, "know") == 3
    assert few.history()[0].label == "trust of 3 people: know"
    few.undo()
    assert few.who("lovelace").trust == "vouch"


def test_a_trust_that_is_none_changes_nothing(few: Book) -> None:
    with pytest.raises(BadInput, match="“a lot” is no trust"):
        few.trust([few.who("zuse").id], "a lot")
    assert few.who("zuse").trust == ""


def test_of_merged_people_the_higher_trust_stays(few: Book) -> None:
    kept = few.merge(few.who("somerville").id, [few.who("lovelace").id])
    assert (kept.trust, kept.known) == ("vouch", ("met", "talked", "recommended"))
    assert "trust" not in kept.note


def test_a_reason_stays_as_long_as_somebody_is_archived(few: Book) -> None:
    zuse = few.who("zuse").id
    assert few.archive([zuse], why="sells\ninsurance") == 1
    assert few.history()[0].label == "archive Zuse: sells insurance"
    assert names(few, "why:insurance") == names(few, "is:archived insurance") == ["Zuse"]
    assert names(few, 'is:archived "sells insurance"') == ["Zuse"]
    assert few.archive([zuse], why="never wrote") == 1
    assert few.archive([zuse]) == 0
    assert few.get(zuse).archived_why == "never wrote"
    few.archive([zuse], on=False)
    assert few.get(zuse).archived_why == ""


def test_values_are_completed_with_how_many_people_have_each(few: Book) -> None:
    said = {one.text: one.count for one in few.complete("known:", 6)}
    assert said == {"worked": 0, "met": 1, "talked": 1, "wrote": 1, "recommended": 1, "never": 1}
    assert [(one.text, one.count) for one in few.complete("trust:v", 7)] == [("vouch", 1)]


def test_a_group_of_trust_is_called_as_it_is_said(few: Book) -> None:
    headings = few.search("", group_by=["trust"]).headings
    assert [heading.text for heading in headings] == ["do not know", "know", "would vouch", ""]
