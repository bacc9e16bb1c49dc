"""Words of a line that stand where a name does and are nobody's: taken for a near name, or asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.book import Book
from rolodex.model import BadInput, Contact
from tests.unit.shell_runs import Rolodex

_NAMES = ("Margaret Hamilton", "Bob Smith", "Bob Jones", "Torvald Eiken", "Hope Jahren", "Ada Lovelace")


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    ids = {name: book.add(Contact(name=name)).id for name in _NAMES}
    for _ in range(3):
        book.log([ids["Bob Jones"]], "well known")
    return ids


def _guessed(book: Book, line: str) -> list[tuple[str, str]]:
    return [(one.said, one.taken.name) for one in book.understand(line).people if one.guessed]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("line", "said", "name"),
    [
        ("margret called yesterday", "margret", "Margaret Hamilton"),
        ("Margret said hello", "Margret", "Margaret Hamilton"),
        ("margret: wants the slides", "margret", "Margaret Hamilton"),
        ("margret lunch yesterday", "margret", "Margaret Hamilton"),
        ("call margret", "margret", "Margaret Hamilton"),
        ("lunch margret yesterday", "margret", "Margaret Hamilton"),
        ("coffee w margret re code", "margret", "Margaret Hamilton"),
        ("coffee with margret hamiltn yesterday", "margret hamiltn", "Margaret Hamilton"),
        ("coffee with ada and margret", "margret", "Margaret Hamilton"),
        ("mail from margret", "margret", "Margaret Hamilton"),
        ("tea with @margret", "@margret", "Margaret Hamilton"),
        ("call bob smth yestrday", "bob smth", "Bob Smith"),
        ('coffee with "Torvald Eikens"', "Torvald Eikens", "Torvald Eiken"),
        ('call "Torvald Eikens" yesterday', "Torvald Eikens", "Torvald Eiken"),
    ],
)
def test_a_mistyped_name_is_taken_for_a_near_one(book: Book, line: str, said: str, name: str) -> None:
    assert _guessed(book, line) == [(said, name)]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "line",
    [
        "call home yesterday",
        "lunch with slides",
        "coffee with the team",
        "dinner with friends",
        "call back later",
        "help with python",
        "talked about the margret papers",
        "coffee and cake",
        "met with investors",
    ],
)
def test_other_words_are_no_names(book: Book, line: str) -> None:
    said = book.understand(line)
    assert (said.people, said.unknown) == ((), ())


@pytest.mark.parametrize(
    "line",
    [
        "coffee with Zebulon",
        "coffee with zebulon yesterday",
        "lunch w zebulon",
        "tea with @zebulon",
        "call Zebulon",
        "Zebulon called yesterday",
        "met Zebulon at the station",
        'coffee with "Zebulon"',
        "coffee with zebulon 31 feb",
        "coffee with zebulon 2027-01-02",
        "coffee with zebulon tomorrow",
        "coffee with zebulon for an hour",
    ],
)
def test_somebody_unknown_is_never_whoever_was_chosen(book: Book, people: dict[str, int], line: str) -> None:
    with pytest.raises(BadInput, match="ebulon\\*\\* to add them, or another name"):
        book.log_line(line, with_ids=[people["Ada Lovelace"]])
    assert not book.timeline(people["Ada Lovelace"])
    assert not book.follow_ups(people["Ada Lovelace"])


def test_a_guess_is_logged_with_whom_it_was_taken_for(book: Book, people: dict[str, int]) -> None:
    told = book.log_line("margret called yesterday", with_ids=[people["Ada Lovelace"]])
    assert told.entry is not None
    assert told.entry.names == ("Margaret Hamilton",)


@pytest.mark.usefixtures("people")
def test_another_person_can_be_picked_for_a_guess(book: Book) -> None:
    other = book.add(Contact(name="Margaret Mead"))
    said = book.understand("coffee with margret", picks={"margret": other.id})
    assert said.people[0].taken.name == "Margaret Mead"


def test_the_shell_tells_what_was_guessed(tmp_path: Path) -> None:
    rolodex = Rolodex(tmp_path / "book.db")
    with rolodex.book() as book:
        book.add(Contact(name="Margaret Hamilton"))
    told = rolodex("log", "coffee with margret")
    assert "“margret” was taken for Margaret Hamilton: nobody is called so." in told.err
