"""Pruning: who is asked about, what each answer does, and how it is taken back."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.book import Book, Pruned
from rolodex.model import BadInput, Contact, Handle, Review
from rolodex.store import whole


@pytest.fixture
def crowd(book: Book) -> Book:
    """Ada, whom one met, and three with whom one only connected."""
    people = book.add_all(
        [Contact(name=name, handles=(Handle("linkedin", name),)) for name in ("Ada", "Bo", "Cy", "Di")]
    )
    book.log([people[0].id], on=date(2026, 9, 3))
    book.add(Contact(name="Eve"))
    return book


def begun(book: Book) -> Pruned:
    round = Pruned(book.prune_queue())
    round.begin(book)
    return round


def names(book: Book, ids: list[int]) -> list[str]:
    return [person.name for person in book.contacts(ids)]


def test_those_with_whom_one_only_connected_are_asked_about(crowd: Book) -> None:
    assert names(crowd, crowd.prune_queue()) == ["Bo", "Cy", "Di"]
    assert names(crowd, crowd.prune_queue("name:eve")) == ["Eve"]


def test_a_query_with_a_mistake_is_refused(crowd: Book) -> None:
    with pytest.raises(BadInput, match="There is no field `nme`"):
        crowd.prune_queue("nme:eve")


def test_whoever_is_kept_is_not_asked_about_for_half_a_year(crowd: Book) -> None:
    round = begun(crowd)
    assert round.keep(crowd) == "kept"
    assert names(crowd, crowd.prune_queue()) == ["Cy", "Di"]
    assert [review.due for review in _reviews(crowd)] == ["2027-05-19"]


def _reviews(book: Book) -> tuple[Review, ...]:

    return whole.read(book._connection, None).reviews


def test_each_step_is_in_the_book_and_told_at_the_end(crowd: Book) -> None:
    round = begun(crowd)
    round.trust(crowd, "know")
    round.begin(crowd)
    round.archive(crowd, "a stranger")
    assert crowd.who("bo").trust == "know"
    assert crowd.who("cy").archived_why == round.reason == "a stranger"
    assert round.summary() == "Went through 2 people: 1 kept, 1 archived."


def test_taking_back_undoes_first_what_was_done_to_the_person_and_then_the_last_step(crowd: Book) -> None:
    before = crowd.who("cy")
    round = begun(crowd)
    round.trust(crowd, "vouch")
    round.begin(crowd)
    crowd.tag([before.id], add=["todo"])
    round.note(crowd, "from the fair")
    assert round.take_back(crowd) == "what you did here"
    assert crowd.who("cy").tags == () and crowd.who("cy").note == ""
    assert round.take_back(crowd) == "would vouch"
    assert (crowd.who("bo").trust, round.done, round.id) == ("", [], crowd.who("bo").id)
    assert round.take_back(crowd) == ""


def test_what_was_done_before_the_pruning_is_not_taken_back(crowd: Book) -> None:
    round = begun(crowd)
    assert round.take_back(crowd) == ""
    assert crowd.find("eve")


def test_whoever_was_deleted_or_archived_meanwhile_is_left_out(crowd: Book) -> None:
    round = Pruned(crowd.prune_queue())
    crowd.delete([crowd.who("bo").id])
    crowd.archive([crowd.who("cy").id])
    person = round.begin(crowd)
    assert person is not None and person.name == "Di" and len(round.queue) == 1
    round.keep(crowd)
    assert round.begin(crowd) is None
