"""Snippets: the piece of the log in which the words of a search are."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.model import Contact
from tests.unit.hostile import HOSTILE
from tests.unit.rows import some_of_everything


@pytest.fixture
def full(book: Book) -> Book:
    some_of_everything(book)
    return book


def test_a_snippet_is_of_the_newest_entry_in_which_the_words_are(full: Book) -> None:
    found = full.snippets("compil", [1, 2, 3, 4])
    assert {id: snippet.text for id, snippet in found.items()} == {
        1: "compilers again",
        2: "compilers again",
        3: "compilers in the hallway",
    }


def test_the_spans_of_a_snippet_are_what_matched(full: Book) -> None:
    snippet = full.snippets("hallway compilers", [3])[3]
    assert {snippet.text[start:end] for start, end in snippet.spans} == {"hallway", "compilers"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_snippet_is_harmless_and_its_spans_lie_within_it(book: Book, text: str) -> None:
    ada = book.add(Contact(name="Ada"))
    book.log([ada.id], f"{text[:5000]} zebra {text}\nzebra")
    snippet = book.snippets("zebra", [ada.id])[ada.id]
    assert snippet.spans
    assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.spans)
    assert not {"\x1b", "\u202e", "\n", "\x07"} & set(snippet.text)
    book.snippets(text, [ada.id])
