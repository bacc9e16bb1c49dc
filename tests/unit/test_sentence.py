"""The grammar of the log where no line of the table shows it: any text, anybody chosen before, completion."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolodex.book import Book
from rolodex.model import BadInput, Contact
from rolodex.sentence import Candidate, Fit, read
from tests.unit.hostile import HOSTILE

_TODAY = date(2026, 11, 20)
_WORDS = (
    *("coffee", "with", "ada", "Grace Hopper", "and", "&", ",", ";", ".", "yesterday", "on", "mon", "12 may"),
    *(
        "-",
        "to",
        "..",
        "2026-03-01",
        "+2w",
        "+fri",
        "follow up",
        "remind me",
        "every",
        "3 months",
        "in",
        "#a/b",
    ),
    *(
        "@ada",
        "@new:joe",
        "**Joe, tall**",
        "3pm",
        "15:00",
        "re",
        "from",
        "acme",
        "will",
        "may",
        '"',
        "(",
        ")",
    ),
    *(
        "call",
        "intro",
        "kind:sauna",
        "'s",
        "31 feb",
        "9999-12-31",
        "0001-01-01",
        "😀",
        "王伟",
        "+",
        "w/",
        "\x00",
    ),
)


class _Two:
    """Ada and Grace Hopper."""

    def fit(self, name: str) -> Fit | None:
        fits: dict[str, Fit] = {
            "ada": "first",
            "grace": "first",
            "grace hopper": "full",
            "may": "first",
            "june": "first",
        }
        return fits.get(name.casefold())

    def is_near(self, name: str) -> bool:
        return name.casefold() == "graec"

    def has_handle(self, name: str) -> bool:
        return name == "ada"

    def choose(self, said: list[str], hints: list[str]) -> list[list[Candidate]]:
        return [[Candidate(len(name), name)] for name in said]

    def tells(self, id: int, words: str) -> bool:
        return words == "acme"


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(_WORDS) | st.text(max_size=6), max_size=14).map(" ".join))
def test_any_text_is_understood_without_an_error(line: str) -> None:
    said = read(line, _TODAY, _Two())  # type: ignore[arg-type]
    at = 0
    for piece in said.pieces:
        assert at <= piece.start < piece.end <= len(line)
        at = piece.end
    assert said.day is None or said.day <= _TODAY
    assert said.follow_up is None or said.follow_up.due >= _TODAY


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_error(today: date) -> None:
    read("coffee with ada last weekend, 30 dec - 2 jan, last month +every 3 months", today, _Two())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "no_day"),
    [
        ("call ada 99.99.2026", "99.99.2026"),
        ("call ada 31 Feb", "31 Feb"),
        ("call ada on feb 30, 2026", "feb 30, 2026"),
        ("call ada 2026-13-40", "2026-13-40"),
        ("call ada 29 feb 2025", "29 feb 2025"),
        ("call ada 29 feb", ""),
        ("call ada 12/31/2025", ""),
        ("call ada 31.2.2026, so yesterday", ""),
        ("lunch with june 31 guests", ""),
        ("call ada nov 45 min", ""),
        ("call ada re 2026-13-40", ""),
        ("call ada about version 3.99.1", ""),
    ],
)
def test_words_written_as_a_day_that_is_in_no_calendar_are_told(line: str, no_day: str) -> None:
    assert read(line, _TODAY, _Two()).no_day == no_day  # type: ignore[arg-type]


@pytest.mark.parametrize("line", ["call ada 31 Feb", "met ada 2027-01-02", "coffee with ada, 12-14 dec 2026"])
def test_a_line_of_a_day_on_which_nothing_can_have_happened_is_not_logged(book: Book, line: str) -> None:
    ada = book.add(Contact(name="Ada"))
    with pytest.raises(BadInput, match=r"There is no 31 Feb|is still to come: begin with \+20"):
        book.log_line(line)
    assert not book.timeline(ada.id)


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("lunch with ada 2026-12-24", "2026-12-24"),
        ("lunch with ada 24.12.", "2026-12-24"),
        ("lunch with ada on 24 dec", "2026-12-24"),
        ("ada lunch dec 24, 2028", "2028-12-24"),
        ("lunch with ada 12/24 at 15:00", "2026-12-24"),
    ],
)
def test_a_date_to_come_is_a_follow_up_as_tomorrow_is(line: str, due: str) -> None:
    said = read(line, _TODAY, _Two())  # type: ignore[arg-type]
    assert said.only_follow_up
    assert said.follow_up is not None
    assert (said.follow_up.due.isoformat(), said.follow_up.text.split()[0]) == (due, "lunch")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("met ada 24 dec", date(2025, 12, 24)),
        ("lunch with ada on 12 may", date(2026, 5, 12)),
        ("lunch with ada 24 feb", date(2026, 2, 24)),
        ("lunch with ada yesterday, the launch is 2026-12-24", date(2026, 11, 19)),
        ("lunch with ada, wants it by 2026-12-24", None),
    ],
)
def test_a_date_that_can_be_gone_is_the_day_and_a_deadline_is_none(line: str, day: date | None) -> None:
    said = read(line, _TODAY, _Two())  # type: ignore[arg-type]
    assert (said.day, said.follow_up, said.no_day) == (day, None, "")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_logged_as_text_and_undone(book: Book, text: str) -> None:
    book.add(Contact(name="Ada Lovelace"))
    book.log_line(f"coffee with ada {text}")
    assert len(book.timeline(1)) == 1
    book.undo()
    assert book.timeline(1) == []


def test_a_line_that_names_nobody_is_about_those_chosen_before(book: Book) -> None:
    ada, grace = (book.add(Contact(name=name)).id for name in ("Ada", "Grace"))
    told = book.log_line("coffee yesterday +2w", with_ids=[ada, grace])
    assert told.entry and told.entry.contacts == (ada, grace)
    assert told.follow_up and told.follow_up.contacts == (ada, grace)


def test_a_line_that_names_somebody_is_not_about_those_chosen_before(book: Book) -> None:
    ada, grace = (book.add(Contact(name=name)).id for name in ("Ada", "Grace"))
    told = book.log_line("coffee with grace", with_ids=[ada])
    assert told.entry and told.entry.contacts == (grace,)


@pytest.mark.parametrize("line", ["", "coffee yesterday", "ada", "coffee with Zed"])
def test_a_line_without_anybody_or_anything_changes_nothing(book: Book, line: str) -> None:
    book.add(Contact(name="Ada Lovelace"))
    with pytest.raises(BadInput):
        book.log_line(line)
    assert len(book.history()) == 1


def test_a_half_known_person_keeps_what_was_said_of_them(book: Book) -> None:
    told = book.log_line("met **Joe, tall, Rust** at PyCon yesterday")
    (joe,) = told.added
    assert (joe.name, joe.note, joe.tags, joe.met_on) == ("Joe", "tall, Rust", ("half-known",), "2026-11-19")


def test_a_kind_once_used_is_a_word_of_the_book(book: Book) -> None:
    book.add(Contact(name="Ada Lovelace"))
    assert book.understand("sauna with ada").kind == ""
    book.log_line("kind:sauna with ada")
    assert book.understand("sauna with ada").kind == "sauna"


def test_an_archived_namesake_comes_last(book: Book) -> None:
    old = book.add(Contact(name="Ada Old"))
    book.log([old.id], "often")
    book.archive([old.id])
    new = book.add(Contact(name="Ada New"))
    (mention,) = book.understand("coffee with ada").people
    assert [candidate.id for candidate in mention.candidates] == [new.id, old.id]


def test_somebody_new_whom_a_line_only_wants_to_meet_was_not_met_yet(book: Book) -> None:
    told = book.log_line("**Joe Armstrong** +2w")
    assert told.entry is None
    assert [person.met_on for person in told.added] == [""]
