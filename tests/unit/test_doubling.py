"""Doubles in a book: found, told apart, merged, and all of it undone."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.book import Book
from rolodex.model import BadInput, Contact, Handle, Labelled, NotFound
from tests.unit.rows import dump, some_of_everything


@pytest.fixture
def adas(book: Book) -> tuple[int, int]:
    """Ada with all that one can have, and Ada as another source tells of her."""
    ada, grace, *_ = some_of_everything(book)
    other = book.add(
        Contact(
            name="Ada King",
            company="Difference Engines",
            city="London",
            emails=(Labelled("ADA@example.org"), Labelled("ada@difference.example")),
            phones=(Labelled("0044 20 79460000"),),
            handles=(Handle("github", "Ada"), Handle("x", "ada")),
            tags=("poets", "maths"),
            fields={"fee": "30", "responsive": "yes"},
            note="reads poems",
            birthday="1815-12-10",
            starred=True,
        )
    )
    book.log([other.id, ada], "both by mistake", on=date(2026, 7, 1))
    book.log([other.id, grace], "poems", on=date(2026, 7, 2))
    book.follow_up([other.id], "send the poems", due=book.today)
    book.reviewed(other.id, "vaguely")
    book.not_the_same([other.id, grace])
    return ada, other.id


def test_two_who_share_an_email_are_found_with_the_reasons(book: Book, adas: tuple[int, int]) -> None:
    (double,) = book.duplicates()
    assert (double.one, double.other) == adas
    assert "same email" in double.reasons
    assert "other family name" in double.reasons
    assert not double.sure


def test_merged_they_have_all_that_either_had(book: Book, adas: tuple[int, int]) -> None:
    ada, other = adas
    uid = book.get(ada).uid
    merged = book.merge(ada, [other])
    assert (merged.id, merged.uid, merged.name, merged.starred) == (ada, uid, "Ada Lovelace", True)
    assert [email.value for email in merged.emails] == [
        "ada@example.org",
        "ada@home.example",
        "ada@difference.example",
    ]
    assert [phone.value for phone in merged.phones] == ["+44 20 7946 0000"]
    assert merged.handles == (Handle("github", "ada"), Handle("linkedin", "ada-lovelace"), Handle("x", "ada"))
    assert merged.tags == ("conference/pycon-2026", "maths", "poets")
    assert merged.fields == {"fee": "20", "fan of": "engines\nand poetry", "responsive": "yes"}
    texts = [entry.text for entry in book.timeline(ada)]
    assert texts.count("both by mistake") == texts.count("poems") == 1
    assert [row.text for row in book.follow_ups(ada)] == ["send the poems"]


def test_what_is_left_of_several_merges_stands_under_one_heading(book: Book) -> None:
    one = book.add(Contact(name="Ada", company="Engines", note="owes me a lunch"))
    for company in ("Mill", "Engine Room", "Mill"):
        other = book.add(Contact(name="Ada", company=company))
        book.merge(one.id, [other.id])
    assert book.get(one.id).note == "owes me a lunch\n\nMerged, also: company Mill; company Engine Room"
    two = book.add(Contact(name="Ada", note="Merged, also: city London"))
    book.merge(one.id, [two.id])
    assert book.get(one.id).note.count("Merged, also: ") == 1
    assert "company Engine Room; city London" in book.get(one.id).note


def test_what_differs_and_was_not_picked_stands_in_the_note(book: Book, adas: tuple[int, int]) -> None:
    note = book.merge(adas[0], [adas[1]], {"fee": "30", "name": "Ada King"}).note
    assert note == ("owes me\na “lunch” 𝒜\n\nreads poems\n\nMerged, also: company Difference Engines")


def test_a_merge_is_undone_and_redone_to_the_row(book: Book, adas: tuple[int, int]) -> None:
    before = dump(book.path)
    book.merge(adas[0], [adas[1]])
    after = dump(book.path)
    book.undo()
    assert dump(book.path) == before
    book.redo()
    assert dump(book.path) == after


def test_twenty_are_merged_by_one_change(book: Book) -> None:
    people = book.add_all([Contact(name="Ada", tags=(f"t{n}",)) for n in range(20)])
    book.merge(people[0].id, [person.id for person in people[1:]])
    assert len(book.find("")[0].tags) == 20
    assert book.undo().label == "merge 20 people"
    assert len(book.find("")) == 20


def test_who_is_told_apart_is_not_found_again_until_that_is_undone(book: Book, adas: tuple[int, int]) -> None:
    assert book.not_the_same(adas) == 1
    assert book.duplicates() == []
    book.undo()
    assert len(book.duplicates()) == 1


def test_whom_one_was_told_apart_from_the_merged_one_is_too(book: Book, adas: tuple[int, int]) -> None:
    ada, grace = adas[0], book.who("Grace Hopper").id
    book.merge(ada, [adas[1]])
    assert book.not_the_same([ada, grace]) == 0


def test_deleting_somebody_told_apart_is_undone_with_it(book: Book, adas: tuple[int, int]) -> None:
    before = dump(book.path)
    book.delete([adas[1]])
    book.undo()
    assert dump(book.path) == before


def test_sure_doubles_are_merged_by_one_change_and_the_others_left(book: Book, adas: tuple[int, int]) -> None:
    for name in ("Robert Boyle", "Bob Boyle", "Boyle, Robert"):
        book.add(Contact(name=name, emails=(Labelled("boyle@example.org"),)))
    assert book.merge_sure(book.duplicates()) == 2
    assert [p.name for p in book.find("boyle")] == ["Robert Boyle"]
    assert len(book.find("ada")) == 2
    book.undo()
    assert len(book.find("boyle")) == 3


def test_sure_doubles_leave_alone_who_was_told_apart(book: Book) -> None:
    ids = [book.add(Contact(name="Robert Boyle", emails=(Labelled("b@example.org"),))).id for _ in range(3)]
    book.not_the_same(ids[:2])
    assert book.merge_sure(book.duplicates()) == 1
    assert len(book.find("boyle")) == 2


def test_phones_are_the_same_however_they_are_written(book: Book) -> None:
    for phone in ("+44 20 7946 0000", "020 7946 0000"):
        book.add(Contact(name="Ada", phones=(Labelled(phone),)))
    (double,) = book.duplicates()
    assert "same phone" in double.reasons


def test_a_query_asks_for_the_doubles_of_whom_it_fits(book: Book, adas: tuple[int, int]) -> None:
    assert len(book.duplicates(query="#poets")) == 1
    assert book.duplicates(query="#navy") == []
    with pytest.raises(BadInput):
        book.duplicates(query="last:>>")


def test_one_person_alone_or_gone_is_not_merged(book: Book, adas: tuple[int, int]) -> None:
    before = dump(book.path)
    with pytest.raises(BadInput):
        book.merge(adas[0], [adas[0]])
    with pytest.raises(NotFound):
        book.merge(adas[0], [9999])
    assert dump(book.path) == before
