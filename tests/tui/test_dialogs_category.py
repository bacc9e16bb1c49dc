"""The form in which categories are made, edited and deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rolodex.book import Book
from rolodex.model import Category, Contact, Field
from rolodex.tui.dialogs.category_form import CategoryForm, CategoryResult
from rolodex.tui.dialogs.confirm import Confirm
from tests.tui.dialog_host import OPEN, shown
from tests.unit.hostile import HOSTILE


def named(book: Book, name: str) -> Category:
    """The category of that name."""
    return next(category for category in book.categories() if category.name == name)


async def test_a_category_is_made_with_its_fields(book: Book) -> None:
    typed = {
        "name": "Book club",
        "query": "#book-club",
        "fields": "chapter: number\nhost",
        "columns": "company as Firm, chapter, last",
        "group_by": "where, how",
        "sort": "-last",
    }
    async with shown(book.path, lambda store: CategoryForm(store, None)) as form:
        for key, text in typed.items():
            await form.write(key, text)
        await form.press("ctrl+s")
        assert await form.closed() == CategoryResult(named(book, "Book club"))
    made = named(book, "Book club")
    assert made.columns == ("company as Firm", "field:chapter", "last")
    assert (made.group_by, made.sort, made.fields) == (("where", "how"), "-last", ("chapter", "host"))
    assert {Field("chapter", "number"), Field("host", "text")} <= {*book.fields()}


async def test_it_counts_whom_the_query_fits_while_it_is_typed(book: Book) -> None:
    for name in ("Ada", "Grace"):
        book.add(Contact(name=name, tags=("book-club",)))
    async with shown(book.path, lambda store: CategoryForm(store, None)) as form:
        await form.write("query", "#book-club")
        await form.until(lambda: "2 people" in form.on_screen)
        await form.write("query", "#book-club ada")
        await form.until(lambda: "1 person" in form.on_screen)


async def test_saving_without_a_change_keeps_the_category_as_it_was(book: Book) -> None:
    for category in book.categories():
        async with shown(book.path, lambda store, c=category: CategoryForm(store, c)) as form:  # type: ignore[misc]
            await form.press("ctrl+s")
            assert await form.closed() == CategoryResult(category)


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("name", "", "needs a name"),
        ("query", "birthday:never", "birthday"),
        ("columns", "shoe size", "shoe size"),
        ("group_by", "note", "note"),
        ("fields", "chapter: roman", "roman"),
    ],
)
async def test_a_mistake_is_told_and_the_form_stays_open(book: Book, key: str, text: str, said: str) -> None:
    before = book.categories()
    async with shown(book.path, lambda store: CategoryForm(store, before[0])) as form:
        await form.write(key, text)
        await form.press("ctrl+s")
        await form.until(lambda: said in form.problem + form.meaning(key))
        assert form.result is OPEN
    assert book.categories() == before


async def test_deleting_asks_and_says_that_nobody_is_deleted(book: Book) -> None:
    category, *others = book.categories()
    async with shown(book.path, lambda store: CategoryForm(store, category)) as form:
        await form.press("ctrl+d")
        await form.until(lambda: isinstance(form.app.screen, Confirm))
        await form.until(lambda: "Nobody is deleted" in form.on_screen)
        await form.press("y")
        assert await form.closed() == CategoryResult(None)
    assert book.categories() == others


async def test_a_new_category_can_not_be_deleted(book: Book) -> None:
    async with shown(book.path, lambda store: CategoryForm(store, None)) as form:
        assert "delete" not in form.on_screen
        await form.press("ctrl+d")
        assert form.app.screen is form.dialog


async def test_what_was_typed_before_a_crash_is_there_again(book: Book) -> None:
    category = book.categories()[0]
    async with shown(book.path, lambda store: CategoryForm(store, category)) as form:
        await form.write("sort", "-last")
        await form.until(lambda: book.draft(f"category {category.id}") == {"sort": "-last"})
    async with shown(book.path, lambda store: CategoryForm(store, category)) as form:
        assert form.row("sort").text == "-last"


async def test_a_hostile_category_is_edited_and_keeps_what_was_not_typed_over(book: Book) -> None:
    name, field = "Al [/] \x1b[31m club", "fee, \u202e: [home]"
    columns = ("company as Firm, Ltd", f"field:{field}")
    book.save_category(
        Category(name=name, query="", columns=columns, fields=(field,)), (Field(field, "number"),)
    )
    category = named(book, name)
    async with shown(book.path, lambda store: CategoryForm(store, category)) as form:
        await form.write("query", "#club")
        await form.press("ctrl+s")
        await form.closed()
    assert named(book, name) == replace(category, query="#club")


async def test_hostile_categories_are_only_text(book: Book) -> None:
    texts = [*HOSTILE.values()]
    for name, words, field in zip(texts[::3], texts[1::3], texts[2::3], strict=True):
        book.save_category(Category(name=f"{name} club", query=""), (Field(field),))
        category = book.categories()[-1]
        async with shown(book.path, lambda store, c=category: CategoryForm(store, c)) as form:  # type: ignore[misc]
            await form.write("query", words)
            await form.write("fields", field)
            assert not set(form.on_screen) & set("\x1b\u202e\x07\0")
