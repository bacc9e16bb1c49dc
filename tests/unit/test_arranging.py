"""Fields and categories: made, edited, deleted, checked before they are stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rolodex.book import Book
from rolodex.model import BadInput, Category, Contact, Field, NotFound

RUNNERS = Category(
    name="Runners",
    query="#runner",
    columns=("company", "field:shoe size as Size"),
    group_by=("where",),
    sort="-last",
    fields=("shoe size",),
)


@pytest.fixture
def runners(book: Book) -> Category:
    return book.save_category(RUNNERS, (Field("shoe size", "number"),))


def test_every_book_ships_with_categories_that_can_be_saved_as_they_are(book: Book) -> None:
    shipped = book.categories()
    assert [category.name for category in shipped] == [
        *("Recruiters", "Conference contacts", "Group members"),
        *("Recruiters/Old CV", "Recruiters/Never answered"),
    ]
    for category in shipped:
        book.save_category(category)
    assert book.categories() == shipped
    assert book.history() == []


def test_a_category_is_read_back_as_it_was_saved(book: Book, runners: Category) -> None:
    assert replace(runners, id=0) == RUNNERS
    assert book.categories()[-1] == runners
    assert Field("shoe size", "number") in book.fields()


def test_an_edited_category_keeps_its_place(book: Book, runners: Category) -> None:
    first = book.categories()[0]
    book.save_category(replace(first, name="Head hunters"))
    assert book.categories()[0].name == "Head hunters"


def test_sort_and_groups_are_kept_as_keys(book: Book, runners: Category) -> None:
    saved = book.save_category(replace(runners, group_by=("Company as Firm", "SHOE SIZE"), sort="-Shoe Size"))
    assert (saved.group_by, saved.sort) == (("company", "field:shoe size"), "-field:shoe size")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": " "}, "A category needs a name"),
        ({"name": "RUNNERS"}, "There is a category “Runners” already"),
        (
            {"query": "compny:acme"},
            "The query has a mistake: There is no field `compny`; did you mean company:?",
        ),
        ({"columns": ("firm",)}, "There is no column “firm”. Columns are: name, nickname, company"),
        ({"columns": ("",)}, "A column needs a name"),
        ({"group_by": ("tags",)}, "A list can't be grouped by tags"),
        ({"group_by": ("where", "how", "company")}, "grouped by two columns"),
        ({"sort": "-note"}, "A list can't be sorted by note"),
        ({"sort": "under:group"}, "A list can't be sorted by under:group"),
    ],
)
def test_a_mistaken_category_is_refused_and_nothing_is_changed(
    book: Book, runners: Category, values: dict[str, Any], words: str
) -> None:
    before = book.categories(), book.fields(), book.history()
    with pytest.raises(BadInput) as refused:
        book.save_category(replace(runners, id=0, **{"name": "Other", **values}), (Field("new"),))
    assert words in str(refused.value)
    assert (book.categories(), book.fields(), book.history()) == before


def test_a_category_that_is_gone_is_said(book: Book, runners: Category) -> None:
    book.delete_category(runners.id)
    with pytest.raises(NotFound, match="no longer there"):
        book.save_category(runners)
    with pytest.raises(NotFound, match="no longer there"):
        book.delete_category(runners.id)


def test_a_deleted_category_leaves_its_fields_values_and_people(book: Book, runners: Category) -> None:
    ada = book.add(Contact(name="Ada", fields={"shoe size": "37"}, tags=("runner",)))
    book.delete_category(runners.id)
    assert book.get(ada.id) == ada
    assert Field("shoe size", "number") in book.fields()


def test_a_field_may_be_added_twice_but_not_with_another_type(book: Book) -> None:
    book.add_field("Shoe  size", "number")
    book.add_field("shoe size", "number")
    with pytest.raises(BadInput, match="“Shoe size” already, and it holds a number, not a text"):
        book.add_field("SHOE SIZE")
    assert [field.name for field in book.fields()][-1] == "Shoe size"


def test_a_field_needs_a_name_and_a_type_that_there_is(book: Book) -> None:
    with pytest.raises(BadInput, match="A field needs a name"):
        book.add_field("\0 ")
    with pytest.raises(BadInput, match=r"“colour” is no type of field\. Types are: text, number"):
        book.add_field("eyes", "colour")  # type: ignore[arg-type]


def test_deleting_a_field_tells_who_had_a_value(book: Book) -> None:
    book.add(Contact(name="Ada", fields={"fee": "20"}))
    book.add(Contact(name="Grace"))
    assert book.delete_field("Fee") == 1
    assert book.find("ada")[0].fields == {}
    with pytest.raises(NotFound, match="There is no field “fee”"):
        book.delete_field("fee")


def test_deleting_a_field_takes_its_columns_out_of_categories(book: Book, runners: Category) -> None:
    book.save_category(replace(runners, group_by=("field:shoe size",), sort="-field:shoe size"))
    book.delete_field("shoe size")
    left = book.categories()[-1]
    assert (left.columns, left.group_by, left.sort, left.fields) == (("company",), (), "name", ())
    book.undo()
    assert book.categories()[-1].columns == runners.columns
