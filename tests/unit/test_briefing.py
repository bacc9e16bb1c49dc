"""The brief before a meeting: what is in it, in which order, and how it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from rolodex.book import Book, Brief, brief_words, open_book
from rolodex.model import BadInput, Category, Contact, Interaction
from rolodex.text import width
from tests.conftest import NOW
from tests.unit.hostile import HOSTILE

TODAY = date(2026, 11, 20)


@pytest.fixture
def ada(book: Book) -> int:
    return book.add(Contact(name="Ada Lovelace", given="Ada", company="Analytical Engines")).id


@pytest.fixture
def grace(book: Book) -> int:
    return book.add(Contact(name="Grace Hopper", company="Navy")).id


def brief_of(book: Book, id: int) -> Brief:
    (brief,) = book.brief([id])
    return brief


def said(brief: Brief, cells: int = 80) -> str:
    return brief_words.as_text([brief], TODAY, cells)


def test_it_has_the_last_three_talks_newest_first(book: Book, ada: int) -> None:
    for day in (1, 2, 3, 4):
        book.log([ada], f"talk {day}", on=date(2026, 11, day))
    assert [talk.text for talk in brief_of(book, ada).talks] == ["talk 4", "talk 3", "talk 2"]


@pytest.mark.parametrize("kind", ["note", "job change", "favour asked"])
def test_what_is_no_talk_is_not_among_the_talks(book: Book, ada: int, kind: str) -> None:
    book.log([ada], "not a talk", kind=kind)
    assert brief_of(book, ada).talks == ()


def test_it_says_how_long_the_last_talk_is_ago(book: Book, ada: int) -> None:
    assert brief_of(book, ada).days_since_talk is None
    book.log([ada], on=date(2026, 11, 8))
    assert brief_of(book, ada).days_since_talk == 12
    assert "8 Nov, 12 days ago · 1 talk in all" in said(brief_of(book, ada))


def test_it_says_by_when_to_be_in_touch(book: Book, ada: int) -> None:
    book.log([ada], on=date(2026, 11, 8))
    book.set_cadence([ada], "90d")
    assert brief_of(book, ada).touch_by == date(2027, 2, 6)


def test_a_cadence_of_people_found_by_words_counts_too(book: Book, ada: int) -> None:
    book.save_category(Category(name="Engines", query="engines", cadence="90d"))
    book.log([ada], on=date(2026, 11, 8))
    assert brief_of(book, ada).touch_by == date(2027, 2, 6)


def test_open_follow_ups_are_what_you_owe_and_done_ones_stand_apart(book: Book, ada: int) -> None:
    book.follow_up([ada], "send CV", due=date(2026, 11, 27))
    row = book.follow_up([ada], "send the book", due=TODAY)
    book.finish([row.id])
    brief = brief_of(book, ada)
    assert [row.text for row in brief.owed] == ["send CV"]
    assert [(row.text, row.done_on) for row in brief.done] == [("send the book", "2026-11-20")]


def test_favours_say_who_asked_whom(book: Book, ada: int) -> None:
    book.log([ada], "an introduction", kind="favour asked", on=date(2026, 11, 2))
    book.log([ada], "read her draft", kind="favour given", on=date(2026, 11, 1))
    text = said(brief_of(book, ada))
    assert "Favours    2 Nov  you asked: an introduction\n           1 Nov  you gave: read her draft" in text


def test_what_they_look_for_comes_first_and_numbers_are_no_cares(book: Book) -> None:
    for name in ("drinks", "can help with", "looking for"):
        book.add_field(name)
    fields = {"drinks": "tea", "can help with": "proofs", "looking for": "a printer", "fee": "20"}
    ada = book.add(Contact(name="Ada", fields=fields)).id
    assert [name for name, _ in brief_of(book, ada).cares] == ["looking for", "can help with", "drinks"]


def test_those_who_were_there_most_often_come_first(book: Book, ada: int, grace: int) -> None:
    emmy = book.add(Contact(name="Emmy Noether")).id
    book.log([ada, emmy], on=date(2026, 11, 9))
    for day in (1, 2):
        book.log([ada, grace], on=date(2026, 11, day))
    known = [(one.name, one.times, one.last) for one in brief_of(book, ada).common]
    assert known == [("Grace Hopper", 2, "2026-11-02"), ("Emmy Noether", 1, "2026-11-09")]


def test_a_crowd_at_one_event_makes_nobody_known_to_the_others(book: Book, ada: int) -> None:
    crowd = [book.add(Contact(name=f"Guest {number}")).id for number in range(50)]
    book.log([ada, *crowd], kind="event")
    assert brief_of(book, ada).common == ()


def test_through_whom_you_met_goes_before_all_others(book: Book, grace: int) -> None:
    ada = book.add(Contact(name="Ada Lovelace", given="Ada", met_via="grace hopper")).id
    emmy = book.add(Contact(name="Emmy Noether")).id
    book.log([ada, emmy])
    brief = brief_of(book, ada)
    assert [(one.id, one.brought) for one in brief.common] == [(grace, True), (emmy, False)]
    assert "Grace Hopper · Navy · through whom you met Ada" in said(brief)


def test_whom_you_met_through_them_is_known_to_both(book: Book, ada: int) -> None:
    book.add(Contact(name="Charles Babbage", met_via="Ada Lovelace"))
    assert "Charles Babbage · whom you met through Ada" in said(brief_of(book, ada))


def test_colleagues_are_named_on_one_line_and_counted(book: Book, ada: int) -> None:
    for number in range(5):
        book.add(Contact(name=f"Analyst {number}", company="analytical engines"))
    brief = brief_of(book, ada)
    assert brief.colleagues == 5
    assert "at Analytical Engines: Analyst 0, Analyst 1, Analyst 2 and 2 more" in said(brief)


def test_archived_people_are_not_among_those_both_know(book: Book, ada: int, grace: int) -> None:
    book.log([ada, grace])
    book.archive([grace])
    assert brief_of(book, ada).common == ()


def test_another_company_is_news_of_their_work(book: Book, ada: int) -> None:
    book.edit(replace(book.get(ada), company="Difference Ltd"))
    assert [(change.on, change.said) for change in brief_of(book, ada).work] == [
        ("2026-11-20", "company: Analytical Engines to Difference Ltd")
    ]


def test_a_first_company_is_no_news(book: Book) -> None:
    ada = book.add(Contact(name="Ada Lovelace")).id
    book.edit(replace(book.get(ada), company="Analytical Engines"))
    assert brief_of(book, ada).work == ()


def test_an_edit_that_was_undone_is_no_news(book: Book, ada: int) -> None:
    book.edit(replace(book.get(ada), company="Difference Ltd"))
    book.undo()
    assert brief_of(book, ada).work == ()


def test_a_job_change_that_an_import_logged_is_told_once(book: Book, tmp_path: Path) -> None:
    for company in ("Analytical Engines", "Difference Ltd"):
        sheet = tmp_path / "people.csv"
        sheet.write_text(f"Name,Email,Company\nAda Lovelace,ada@example.org,{company}\n")
        book.import_([sheet])
    (ada,) = book.find("lovelace")
    assert [change.said for change in brief_of(book, ada.id).work] == [
        "changed job: Analytical Engines to Difference Ltd"
    ]


def test_several_people_come_in_the_order_they_were_asked_for(book: Book, ada: int, grace: int) -> None:
    assert [brief.contact.id for brief in book.brief([grace, ada, 99])] == [grace, ada]


def test_more_people_than_one_meets_are_refused(book: Book) -> None:
    with pytest.raises(BadInput, match="50 at most; these are 51 people"):
        book.brief(range(1, 52))


@pytest.mark.parametrize("cells", [30, 80, 100])
def test_no_line_is_wider_than_it_may_be(book: Book, ada: int, grace: int, cells: int) -> None:
    person = replace(
        book.get(ada), note="a very long word " + "x" * 300, met_how="数" * 90, met_via="Grace Hopper"
    )
    book.edit(person)
    book.log([ada, grace], "compilers and looms " * 20)
    book.follow_up([ada], "send everything " * 10, due=TODAY)
    assert max(width(line) for line in said(brief_of(book, ada), cells).splitlines()) <= cells


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_it_can_act_on_a_terminal(book: Book, text: str) -> None:
    book.add_field("drinks")
    person = Contact(
        name=f"x{text}", nickname=text, company=text, note=text, met_via=text, fields={"drinks": text}
    )
    id = book.add(person).id
    book.log([id, book.add(Contact(name=f"y{text}")).id], text, kind="meeting")
    book.follow_up([id], text, due=TODAY)
    assert all(character.isprintable() or character == "\n" for character in said(brief_of(book, id)))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book with somebody of whom there is very much to say."""
    with open_book(tmp_path_factory.mktemp("busy") / "book.db", clock=lambda: NOW) as book:
        names = [f"Person {number}" for number in range(12)]
        ids = [book.add(Contact(name=name, company="Navy", met_via="Person 0")).id for name in names]
        book.log_many(
            Interaction(
                on=(TODAY - timedelta(days)).isoformat(), text="word " * 100, contacts=(ids[0], ids[days])
            )
            for days in range(1, 12)
        )
        for kind in ("favour asked", "favour given"):
            for _ in range(5):
                book.log([ids[0]], "word " * 100, kind=kind)
        yield book


def test_the_brief_of_somebody_busy_still_fits_one_page(busy: Book) -> None:
    (brief,) = busy.brief([busy.who("Person 0").id])
    assert len(said(brief).splitlines()) <= 50


def test_days_are_those_of_the_clocks_zone(tmp_path: Path) -> None:
    late = datetime(2026, 11, 20, 0, 30, tzinfo=NOW.tzinfo)
    with open_book(tmp_path / "book.db", clock=lambda: late) as book:
        ada = book.add(Contact(name="Ada", company="A Ltd"))
        book.edit(replace(ada, company="B Ltd"))
        assert book.brief([ada.id])[0].work[0].on == "2026-11-20"
