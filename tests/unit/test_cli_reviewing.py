"""`rolodex review`: asked line by line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rolodex.book import Book
from rolodex.cli.reviewing import go_through
from rolodex.model import BadInput, Contact
from tests.unit.hostile import HOSTILE
from tests.unit.shell_runs import Rolodex


def typing(*answers: str) -> tuple[Callable[[str], str], list[str]]:
    """Somebody who types these answers and then q; and what they were asked."""
    prompts: list[str] = []
    waiting = iter(answers)

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return next(waiting, "q")

    return ask, prompts


@pytest.fixture
def people(book: Book) -> list[int]:
    book.add(Contact(name="Ada", company="Engines", met_how="hallway"))
    book.add(Contact(name="Grace", company="Navy"))
    return book.review_queue()


def answers(book: Book) -> list[str]:
    """The reviews of the book, as the journal names them, oldest first."""
    return [change.label for change in reversed(book.history()) if not change.undone]


def test_without_a_terminal_it_is_refused(book: Book, people: list[int]) -> None:
    ran = Rolodex(book.path)("review")
    assert (ran.code, ran.out) == (2, "")
    assert "needs a terminal" in ran.err


def test_people_are_asked_about_by_name_alone(book: Book, people: list[int]) -> None:
    ask, prompts = typing("1", "2")
    assert go_through(book, "", 20, ask) == 0
    assert prompts == ["\n1 of 2  Ada ?", "\n2 of 2  Grace ?"]
    assert answers(book)[-2:] == ["review Ada: knew it", "review Grace: vaguely"]


def test_enter_shows_what_is_known(book: Book, people: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    ask, _ = typing("", "k")
    go_through(book, "", 20, ask)
    said = capsys.readouterr()
    assert "hallway" in said.out
    assert "Navy" not in said.out
    assert "Reviewed 1 person: 1 knew it." in said.err


def test_no_idea_offers_to_look_up_and_to_follow_up(
    book: Book, people: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    ask, _ = typing("n", "l", "f")
    go_through(book, "", 20, ask)
    assert "hallway" in capsys.readouterr().out
    assert book.get(people[0]).due == "2026-11-27"


def test_no_idea_offers_to_archive(book: Book, people: list[int]) -> None:
    ask, _ = typing("3", "a")
    go_through(book, "", 20, ask)
    assert book.get(people[0]).archived


def test_an_answer_is_taken_back_and_given_again(book: Book, people: list[int]) -> None:
    ask, prompts = typing("3", "a", "u", "1")
    go_through(book, "", 20, ask)
    assert answers(book)[-1] == "review Ada: knew it"
    assert not book.get(people[0]).archived
    assert prompts[-1] == "\n2 of 2  Grace ?"


def test_who_is_skipped_is_asked_about_another_time(book: Book, people: list[int]) -> None:
    ask, _ = typing("s", "1")
    go_through(book, "", 20, ask)
    assert book.review_queue() == [people[0]]


def test_somebody_deleted_meanwhile_is_left_out(book: Book, people: list[int]) -> None:
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        if not prompts:
            book.delete([people[1]])
        prompts.append(prompt)
        return "1"

    assert go_through(book, "", 20, ask) == 0
    assert prompts == ["\n1 of 2  Ada ?"]


def test_a_query_narrows_it_and_a_mistaken_one_is_refused(book: Book, people: list[int]) -> None:
    ask, prompts = typing()
    go_through(book, "company:navy", 20, ask)
    assert "Grace" in prompts[0]
    with pytest.raises(BadInput):
        go_through(book, "last:soon", 20, ask)


def test_when_nobody_is_about_to_be_forgotten_it_says_so(
    book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    ask, prompts = typing()
    assert go_through(book, "", 20, ask) == 1
    assert prompts == []
    assert "Nobody is about to be forgotten" in capsys.readouterr().err


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_names_from_outside_are_harmless(book: Book, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    book.add(Contact(name=f"x{text}", note=text, met_how=text))
    ask, prompts = typing("", "3", "l", "f")
    go_through(book, "", 20, ask)
    said = "".join([*prompts, *capsys.readouterr()])
    assert all(letter.isprintable() or letter == "\n" for letter in said)
