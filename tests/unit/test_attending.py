"""Event mode: what people added and logged get of the event that is on, and who gets nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import BadInput, Contact, Event, Interaction
from tests.conftest import now
from tests.unit.hostile import HOSTILE
from tests.unit.rows import dump

LINE = "PyCon 2026 @Pittsburgh #conference/pycon-2026"
TAG = "conference/pycon-2026"


@pytest.fixture
def by_hand(tmp_path: Path) -> Iterator[Book]:
    """An empty book in the shell."""
    with open_book(tmp_path / "book.db", clock=now, origin="shell") as book:
        yield book


def met(person: Contact) -> tuple[str, str, tuple[str, ...]]:
    return person.met_where, person.met_on, person.tags


def test_no_event_is_on_at_first(by_hand: Book) -> None:
    assert by_hand.event() is None
    assert by_hand.end_event() is None


def test_an_event_stays_on_when_the_book_is_closed_and_is_seen_by_others(by_hand: Book) -> None:
    started = by_hand.start_event(LINE)
    assert started == Event("PyCon 2026", "Pittsburgh", TAG, "2026-11-20")
    with open_book(by_hand.path, clock=now, origin="app") as other:
        assert other.event() == started
        other.news()
        by_hand.end_event()
        assert other.news()
        assert other.event() is None


def test_a_line_that_is_no_event_leaves_the_one_that_is_on(by_hand: Book) -> None:
    by_hand.start_event(LINE)
    with pytest.raises(BadInput):
        by_hand.start_event("@Pittsburgh")
    assert by_hand.event() == Event("PyCon 2026", "Pittsburgh", TAG, "2026-11-20")


def test_without_a_tag_the_event_makes_its_own(by_hand: Book) -> None:
    assert by_hand.start_event("PyCon 2026 @Pittsburgh").tag == "event/pycon-2026"


def test_without_a_tag_the_tag_of_that_name_with_the_most_people_is_taken(by_hand: Book) -> None:
    by_hand.add_all(
        [
            Contact(name="Ada", tags=("todo/pycon-2026",)),
            Contact(name="Grace", tags=("conference/PyCon-2026",)),
            Contact(name="Emmy", tags=("conference/PyCon-2026/speakers",)),
        ]
    )
    assert by_hand.start_event("PyCon 2026").tag == "conference/PyCon-2026"


def test_an_event_counts_those_who_carry_its_tag_or_one_below(by_hand: Book) -> None:
    by_hand.start_event(LINE)
    by_hand.add(Contact(name="Ada"))
    by_hand.add(Contact(name="Grace", tags=(f"{TAG}/speakers",)))
    event = by_hand.event()
    assert event and event.people == 2


def test_whoever_is_added_gets_event_place_day_and_tag(by_hand: Book) -> None:
    by_hand.start_event(LINE)
    ada = by_hand.add(Contact(name="Ada", tags=("maths",), met_how="hallway"))
    assert met(ada) == ("PyCon 2026, Pittsburgh", "2026-11-20", (TAG, "maths"))


@pytest.mark.parametrize(
    ("said", "where", "on"),
    [
        ({"met_where": "FOSDEM"}, "FOSDEM", ""),
        ({"met_where": "pycon 2026"}, "pycon 2026", "2026-11-20"),
        ({"met_on": "2019"}, "", "2019"),
        ({"met_on": "today"}, "PyCon 2026, Pittsburgh", "2026-11-20"),
        ({"met_where": "Oslo", "met_on": "2019"}, "Oslo", "2019"),
    ],
)
def test_what_was_said_stays_and_is_not_mixed_with_the_event(
    by_hand: Book, said: dict[str, str], where: str, on: str
) -> None:
    by_hand.start_event(LINE)
    assert met(by_hand.add(Contact(name="Ada", **said))) == (where, on, (TAG,))  # type: ignore[arg-type]


def test_whoever_is_talked_to_for_the_first_time_was_met_there(by_hand: Book) -> None:
    ada, grace = by_hand.add_all([Contact(name="Ada"), Contact(name="Grace")])
    by_hand.start_event(LINE)
    entry = by_hand.log([ada.id, grace.id], "compilers", tags=["rust"])
    assert entry.tags == (TAG, "rust")
    for person in (ada, grace):
        assert met(by_hand.get(person.id)) == ("PyCon 2026, Pittsburgh", "2026-11-20", (TAG,))


def test_an_old_acquaintance_gets_the_tag_alone(by_hand: Book) -> None:
    ada, grace, emmy = by_hand.add_all(
        [Contact(name="Ada"), Contact(name="Grace", met_how="at school"), Contact(name="Emmy")]
    )
    by_hand.log([ada.id], "soup", on=date(2024, 3, 1))
    by_hand.start_event(LINE)
    by_hand.log([ada.id, grace.id], "compilers")
    by_hand.log([emmy.id], "look up her paper", kind="note")
    for person in (ada, grace, emmy):
        assert met(by_hand.get(person.id)) == ("", "", (TAG,))


def test_many_entries_at_once_are_met_on_the_first_of_their_days(by_hand: Book) -> None:
    ada = by_hand.add(Contact(name="Ada"))
    by_hand.start_event(LINE)
    by_hand.log_many([Interaction(on=f"2026-11-{day}", contacts=(ada.id,)) for day in (19, 18)])
    assert met(by_hand.get(ada.id)) == ("PyCon 2026, Pittsburgh", "2026-11-18", (TAG,))
    assert [entry.tags for entry in by_hand.timeline(ada.id)] == [(TAG,), (TAG,)]


def test_one_undo_takes_back_what_was_added_or_logged_with_all_of_the_event(by_hand: Book) -> None:
    ada = by_hand.add(Contact(name="Ada"))
    by_hand.start_event(LINE)
    before = dump(by_hand.path)
    by_hand.log([ada.id], "compilers")
    by_hand.undo()
    assert dump(by_hand.path) == before
    by_hand.add(Contact(name="Grace"))
    by_hand.undo()
    assert dump(by_hand.path) == before


def test_after_its_end_nobody_gets_anything_of_it(by_hand: Book) -> None:
    by_hand.start_event(LINE)
    assert by_hand.end_event()
    assert met(by_hand.add(Contact(name="Ada"))) == ("", "", ())


def test_imports_are_at_no_event(by_hand: Book, tmp_path: Path) -> None:
    by_hand.start_event(LINE)
    file = tmp_path / "people.csv"
    file.write_text("name,email\nAda,ada@example.org\n")
    by_hand.import_([file])
    assert met(by_hand.who("Ada")) == ("", "", ())


def test_scripts_are_at_no_event(by_hand: Book) -> None:
    by_hand.start_event(LINE)
    with open_book(by_hand.path, clock=now) as script:
        ada = script.add(Contact(name="Ada"))
        assert script.log([ada.id], "compilers").tags == ()
        assert met(script.get(ada.id)) == ("", "", ())


def test_people_added_together_are_one_change(by_hand: Book) -> None:
    by_hand.add_all([Contact(name="Ada"), Contact(name="Grace")])
    assert [change.label for change in by_hand.history(5)] == ["add 2 people"]


def test_nobody_is_added_when_one_of_them_can_t_be(by_hand: Book) -> None:
    with pytest.raises(BadInput):
        by_hand.add_all([Contact(name="Ada"), Contact(name=" ")])
    assert by_hand.find("") == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_events_are_put_on_as_text(by_hand: Book, text: str) -> None:
    words = text.replace('"', "").replace("@", "").replace("#", "")
    by_hand.start_event(f'"x{words}" @"{words}" #x')
    event = by_hand.event()
    assert event and by_hand.add(Contact(name="Ada")).met_where == event.where
