"""The examples of the log that the help shows."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.model import Contact
from rolodex.sentence import EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.line)
def test_an_example_of_the_log_says_what_it_is_shown_for(book: Book, example: object) -> None:
    book.add(Contact(name="Ada Byron", company="Engines"))
    acme = book.add(Contact(name="Ada Lovelace", company="Acme"))
    book.add(Contact(name="Grace Hopper"))
    said = book.understand(example.line)  # type: ignore[attr-defined]
    assert example.role in {piece.role for piece in said.pieces}  # type: ignore[attr-defined]
    assert not said.unknown
    if "acme" in said.line:
        assert said.people[0].taken.id == acme.id
