"""Completion of queries, earlier queries, and answers kept between keys."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.model import BadInput, Contact, NotFound


@pytest.fixture
def ada(book: Book) -> Contact:
    book.add(Contact(name="Grace Hopper", company="Navy", tags=("conference/pycon-2026", "python")))
    return book.add(
        Contact(name="Ada Lovelace", company="Analytical Engines", tags=("conference/pycon-2026",))
    )


def offered(book: Book, text: str) -> list[tuple[str, int | None]]:
    return [(one.text, one.count) for one in book.complete(text, len(text))]


def test_a_tag_is_completed_with_how_many_carry_it(book: Book, ada: Contact) -> None:
    assert offered(book, "#py") == [("#python", 1), ("#conference/pycon-2026", 2)]


def test_a_term_is_completed(book: Book, ada: Contact) -> None:
    assert ("company:", None) in offered(book, "comp")


def test_a_value_is_completed_in_quotes_where_it_needs_them(book: Book, ada: Contact) -> None:
    assert offered(book, "company:anal") == [('"Analytical Engines"', 1)]


def test_a_completion_replaces_only_the_part_at_the_cursor(book: Book, ada: Contact) -> None:
    first, *_ = book.complete("ada company:na last:>90d", len("ada company:na"))
    assert (first.start, first.end, first.text) == (12, 14, "Navy")


def test_completions_follow_a_change(book: Book, ada: Contact) -> None:
    assert offered(book, "#wr") == []
    book.tag([ada.id], add=["writer"])
    assert offered(book, "#wr") == [("#writer", 1)]


def test_earlier_queries_come_newest_first_and_once(book: Book) -> None:
    for text in ("ada", "#pycon", "ada"):
        book.remember_query(text)
    assert book.recent_queries() == ["ada", "#pycon"]


def test_earlier_queries_are_no_change_to_undo(book: Book) -> None:
    book.remember_query("ada")
    assert book.history() == []


def test_a_query_with_a_term_means_everybody_whom_it_fits(book: Book, ada: Contact) -> None:
    assert [person.name for person in book.whom("#conference")] == ["Ada Lovelace", "Grace Hopper"]


def test_words_alone_mean_one_person(book: Book, ada: Contact) -> None:
    assert [person.name for person in book.whom("lovelace")] == ["Ada Lovelace"]


def test_a_mistaken_query_means_nobody(book: Book, ada: Contact) -> None:
    with pytest.raises(BadInput, match="did you mean company:"):
        book.whom("compny:navy")
    with pytest.raises(NotFound):
        book.whom("#nothing")


def test_a_kept_condition_follows_a_change_by_another_book(book: Book, ada: Contact) -> None:
    assert len(book.search("#conference -#vip").ids) == 2
    with Book(book.path) as other:
        other.tag([ada.id], add=["vip"])
    assert len(book.search("#conference -#vip").ids) == 1


def test_a_kept_order_of_names_follows_a_new_name(book: Book, ada: Contact) -> None:
    assert book.search("").ids[0] == ada.id
    first = book.add(Contact(name="Aaron"))
    assert list(book.search("").ids)[:2] == [first.id, ada.id]


def test_an_archived_person_leaves_a_kept_condition(book: Book, ada: Contact) -> None:
    assert ada.id in book.search("#conference").ids
    book.archive([ada.id])
    assert ada.id not in book.search("#conference").ids
    assert list(book.search("is:archived").ids) == [ada.id]


def test_a_tag_is_found_by_the_beginning_of_a_level_where_none_is_called_so(book: Book, ada: Contact) -> None:
    assert ada.id in book.search("#pycon").ids
    book.tag([ada.id], add=["pycon"])
    (grace,) = book.find("grace")
    assert grace.id not in book.search("#pycon").ids


# Hints


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("#pyton", "There is no #pyton. Did you mean #python?"),
        ("#pycon-2062", "There is no #pycon-2062. Did you mean #conference/pycon-2026?"),
        ("company:nvy", ""),
        ("company:analitical", 'There is no company:analitical. Did you mean company:"Analytical Engines"?'),
        ("company:navu", "There is no company:navu. Did you mean company:Navy?"),
        ("ada -#pyton", ""),
        ("#python company:analytical", ""),
        ("#nothing-like-it", ""),
        ("#[/bold]pyton", ""),
    ],
)
def test_where_nobody_fits_it_is_told_which_tag_or_value_was_meant(
    book: Book, ada: Contact, text: str, hint: str
) -> None:
    assert book.hint(text) == hint
