"""The book in numbers, from the library and from the shell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rolodex.book import Book, Silent, open_book
from rolodex.model import Contact, Request
from tests.conftest import NOW
from tests.unit.hostile import HOSTILE
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def ada(book: Book) -> int:
    return book.add(Contact(name="Ada", tags=("conference/pycon", "recruiter"), met_on="2024-05")).id


@pytest.fixture
def rolodex(book: Book) -> Rolodex:
    return Rolodex(book.path)


def test_people_are_counted_without_the_archived_ones(book: Book, ada: int) -> None:
    book.star([ada, book.add(Contact(name="Grace", tags=("navy",))).id])
    gone = book.add(Contact(name="Emmy", tags=("navy",), met_on="2020", starred=True)).id
    book.log([ada])
    book.log([gone])
    book.archive([gone])
    book.add(Contact(name="Charles"))
    told = book.statistics()
    assert (told.people, told.archived, told.starred, told.untagged, told.never_talked) == (3, 1, 2, 1, 2)
    assert book.people_by_tag() == {"conference": 1, "conference/pycon": 1, "navy": 1, "recruiter": 1}
    assert book.people_by_category() == {
        **{"Recruiters": 1, "Conference contacts": 1, "Group members": 0},
        **{"Recruiters/Old CV": 0, "Recruiters/Never answered": 0},
    }
    assert told.met_by_year == {"2024": 1, "2025": 0, "2026": 0}


def test_years_in_which_one_met_nobody_stand_between_those_in_which_one_did(book: Book, ada: int) -> None:
    for day in ("2022", "2022-01-01", "--04-12", "", "1987", "9999", "0001"):
        book.add(Contact(name=f"Met {day}", met_on=day))
    assert book.statistics().met_by_year == {"2022": 2, "2023": 0, "2024": 1, "2025": 0, "2026": 0}


def test_talks_are_counted_by_month_and_kind_and_notes_are_none(book: Book, ada: int) -> None:
    grace = book.add(Contact(name="Grace")).id
    book.log([ada, grace], on=date(2026, 11, 1))
    book.log([ada], on=date(2026, 10, 31), kind="call")
    book.log([ada], on=date(2026, 10, 1), kind="lunch")
    book.log([ada], on=date(2024, 12, 1))
    book.log([ada], on=date(2024, 11, 30))
    book.log([ada], on=date(2026, 11, 2), kind="note")
    told = book.statistics()
    assert told.talks == 5
    months = list(told.talks_by_month)
    assert (months[0], months[-1]) == ("2024-12", "2026-11")
    assert {month: n for month, n in told.talks_by_month.items() if n} == {
        "2024-12": 1,
        "2026-10": 2,
        "2026-11": 1,
    }
    assert told.talks_by_kind == {"meeting": 3, "call": 1, "lunch": 1}


def test_people_are_counted_by_the_month_they_were_added(book: Book, ada: int) -> None:
    with open_book(book.path, clock=lambda: NOW.replace(month=9)) as earlier:
        earlier.add(Contact(name="Grace"))
    added = book.statistics().added_by_month
    assert len(added) == 24
    assert {month: n for month, n in added.items() if n} == {"2026-09": 1, "2026-11": 1}


def test_those_with_whom_the_last_talk_is_longest_ago_are_named(book: Book, ada: int) -> None:
    grace, emmy = (book.add(Contact(name=name)) for name in ("Grace", "Emmy"))
    for id, day in ((ada, 3), (grace.id, 2), (emmy.id, 1)):
        book.log([id], on=date(2026, 1, day))
    book.archive([emmy.id])
    assert book.statistics().longest_silent == (
        Silent(grace.uid, "Grace", "2026-01-02"),
        Silent(book.get(ada).uid, "Ada", "2026-01-03"),
    )


def test_an_empty_book_has_numbers_too(rolodex: Rolodex) -> None:
    ran = rolodex("stats")
    assert ran.code == 0
    assert ran.out.split("\n")[:2] == ["0  people", "0  with a star"]
    told = rolodex.json("stats")
    assert (told["people"], told["met_by_year"], len(told["talks_by_month"])) == (0, [], 24)


def test_the_shell_draws_a_bar_for_each_number(rolodex: Rolodex, book: Book, ada: int) -> None:
    book.log([ada], on=date(2026, 9, 1))
    lines = rolodex("stats").out.splitlines()
    assert f"  Recruiters                 1  {'━' * 48}" in lines
    assert "  Group members              0" in lines
    at = lines.index("Talks by month")
    assert [line.split()[:2] for line in lines[at + 1 : at + 4]] == [
        ["2026-09", "1"],
        ["2026-10", "0"],
        ["2026-11", "0"],
    ]
    assert all(len(line) <= 80 for line in lines)


def test_the_json_holds_every_number(rolodex: Rolodex, book: Book, ada: int) -> None:
    book.log([ada], on=date(2026, 10, 1))
    told = rolodex.json("stats")
    assert told["people"] == told["talks"] == 1
    assert told["by_category"][0] == {"category": "Recruiters", "people": 1}
    assert told["by_tag"][0] == {"tag": "conference", "people": 1}
    assert told["met_by_year"][0] == {"year": "2024", "people": 1}
    assert told["talks_by_month"][-2:] == [{"month": "2026-10", "talks": 1}, {"month": "2026-11", "talks": 0}]
    assert told["added_by_month"][-1] == {"month": "2026-11", "people": 1}
    assert told["talks_by_kind"] == [{"kind": "meeting", "talks": 1}]
    assert told["longest_silent"] == [{"uid": book.get(ada).uid, "name": "Ada", "last": "2026-10-01"}]


def test_connection_requests_stand_in_the_numbers(rolodex: Rolodex, book: Book, ada: int) -> None:
    assert "Requests" not in rolodex("stats").out
    mary = book.request(Request(name="Mary", on="2026-10-02"))
    book.decide([mary.id], "declined")
    book.accept(mary.id)
    out = rolodex("stats").out
    assert "Requests by month\n  2026-10  1" in out
    assert "  never talked to   1" in out
    assert "Grew out of declined requests\n  Mary\n" in out
    told = rolodex.json("stats")["requests"]
    assert told["by_month"][-2] == {"month": "2026-10", "requests": 1, "accepted": 1}
    assert (told["never_talked"], told["grown_of_declined"]) == (1, ["Mary"])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_names_from_outside_are_harmless(rolodex: Rolodex, book: Book, text: str) -> None:
    person = book.add(Contact(name=f"x{text}"))
    book.log([person.id], kind="lunch", on=date(2026, 1, 1))
    out = rolodex("stats").out
    assert all(letter.isprintable() or letter == "\n" for letter in out)


def test_a_clock_in_the_first_years_has_fewer_months(tmp_path: Path) -> None:
    with open_book(tmp_path / "old.db", clock=lambda: NOW.replace(year=1, month=2, day=3)) as book:
        assert list(book.statistics().talks_by_month) == ["0001-01", "0001-02"]
