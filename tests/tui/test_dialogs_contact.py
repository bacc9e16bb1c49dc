"""The form in which people are added and edited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rolodex.book import Book
from rolodex.model import Category, Contact, Handle, Labelled
from rolodex.tui.dialogs.confirm import Leaving
from rolodex.tui.dialogs.contact_form import ContactForm
from rolodex.tui.dialogs.row import Row
from tests.tui.dialog_host import OPEN, shown
from tests.unit.hostile import HOSTILE

ADA = Contact(
    name="Ada Lovelace",
    given="Ada",
    family="Lovelace",
    company="Analytical Engines",
    emails=(Labelled("ada@engines.example", "work"), Labelled("ada@home.example")),
    addresses=(Labelled("12 Analytical Way\nLondon", "work"),),
    handles=(Handle("x", "ada"),),
    tags=("conference/pycon-2026", "recruiter"),
    met_on="2026-05",
    birthday="--12-10",
    note="Likes engines.\nAsk about Bernoulli numbers.",
)


def only(book: Book) -> Contact:
    """The one person in the book."""
    (contact,) = book.find("")
    return contact


async def test_a_name_is_all_that_a_new_person_needs(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.type("Ada L")
        await form.press("ctrl+s")
        added = await form.closed()
    assert added == only(book)
    assert only(book).name == "Ada L"


async def test_everything_that_is_typed_is_in_the_book(book: Book) -> None:
    book.add_field("fee", "number")
    typed = {
        "name": "Grace Hopper",
        "company": "Navy Talent",
        "emails": "work: grace@navy.example\ngrace@home.example",
        "phones": "mobile:+1 555 0100",
        "urls": "https://grace.example\nblog: https://blog.example",
        "handles": "@grace\nhttps://github.com/grace\nmastodon/grace@sea.example",
        "tags": "recruiter #conference/pycon",
        "met_on": "May 2019",
        "birthday": "9 Dec 1906",
        "field:fee": "12.50",
    }
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        for key, text in typed.items():
            await form.write(key, text)
        await form.press("ctrl+s")
        await form.closed()
    added = only(book)
    assert added.emails == (Labelled("grace@navy.example", "work"), Labelled("grace@home.example"))
    assert added.phones == (Labelled("+1 555 0100", "mobile"),)
    assert added.urls == (Labelled("https://grace.example"), Labelled("https://blog.example", "blog"))
    assert added.handles == (
        Handle("x", "grace"),
        Handle("github", "grace"),
        Handle("mastodon", "grace@sea.example"),
    )
    assert added.tags == ("conference/pycon", "recruiter")
    assert (added.company, added.met_on, added.birthday) == ("Navy Talent", "2019-05", "1906-12-09")
    assert added.fields == {"fee": "12.5"}


async def test_without_a_name_the_form_says_so_and_stays_open(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.write("company", "Navy Talent")
        await form.press("ctrl+s")
        await form.until(lambda: form.problem)
        await form.until(lambda: "A person needs a name" in form.on_screen)
        assert form.result is OPEN
        await form.type("Al")
        await form.press("ctrl+s")
        await form.closed()
    assert only(book).company == "Navy Talent"


async def test_a_date_is_read_as_its_row_is_left(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        form.row("birthday").focus_editor()
        await form.type("1 may")
        await form.press("tab")
        await form.until(lambda: form.meaning("birthday"))
        assert form.meaning("birthday") == "1 May"


async def test_a_date_that_is_none_keeps_the_form_open_and_takes_the_cursor_there(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.type("Ada")
        await form.write("birthday", "31 feb")
        await form.press("ctrl+s")
        await form.until(lambda: form.row("birthday").editor.has_focus)
        assert "31 February" in form.meaning("birthday")
        assert form.result is OPEN
    assert not book.find("")


async def test_a_handle_without_a_service_is_told_how_to_be_written(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.type("Ada")
        await form.write("handles", "ada")
        await form.press("ctrl+s")
        await form.until(lambda: form.meaning("handles"))
        assert "x/ada" in form.meaning("handles")
        assert form.result is OPEN


async def test_saving_without_a_change_changes_nothing(book: Book) -> None:
    ada = book.add(ADA)
    changes = len(book.history())
    async with shown(book.path, lambda store: ContactForm(store, ada)) as form:
        await form.press("ctrl+s")
        assert await form.closed() == ada
    assert len(book.history()) == changes


async def test_what_was_not_typed_over_stays_as_somebody_else_made_it_meanwhile(book: Book) -> None:
    ada = book.add(ADA)
    async with shown(book.path, lambda store: ContactForm(store, ada)) as form:
        book.edit(replace(ada, company="Difference Ltd", tags=("recruiter", "london")))
        await form.write("title", "Chief analyst")
        await form.write("tags", "recruiter rust")
        await form.press("ctrl+s")
        await form.closed()
    now = only(book)
    assert (now.company, now.title) == ("Difference Ltd", "Chief analyst")
    assert now.tags == ("london", "recruiter", "rust")


async def test_a_line_that_is_not_touched_keeps_its_value_line_ends_and_all(book: Book) -> None:
    ada = book.add(ADA)
    async with shown(book.path, lambda store: ContactForm(store, ada)) as form:
        await form.write("addresses", form.row("addresses").text + "\n1 Navy Yard, Boston")
        await form.press("ctrl+s")
        await form.closed()
    assert only(book).addresses == (*ADA.addresses, Labelled("1 Navy Yard, Boston"))


async def test_a_new_name_keeps_the_part_that_is_still_in_it(book: Book) -> None:
    ada = book.add(ADA)
    async with shown(book.path, lambda store: ContactForm(store, ada)) as form:
        await form.write("name", "Ada King")
        await form.press("ctrl+s")
        await form.closed()
    assert (only(book).given, only(book).family) == ("Ada", "")


async def test_the_fields_of_the_category_come_first(book: Book) -> None:
    book.add_field("chapter")
    category = next(category for category in book.categories() if category.fields)
    async with shown(book.path, lambda store: ContactForm(store, None, category)) as form:
        keys = [row.key for row in form.dialog.query(Row) if row.key.startswith("field:")]
    assert keys[: len(category.fields)] == [f"field:{name}" for name in category.fields]
    assert "field:chapter" in keys


async def test_a_person_added_in_a_category_starts_with_its_tag(book: Book) -> None:
    category = Category(name="Book club", query="#book-club last:<90d")
    async with shown(book.path, lambda store: ContactForm(store, None, category)) as form:
        await form.type("Ada")
        await form.press("ctrl+s")
        await form.closed()
    assert only(book).tags == ("book-club",)


async def test_tab_takes_the_tag_that_is_suggested(book: Book) -> None:
    book.add(ADA)
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        form.row("tags").focus_editor()
        await form.type("c")
        await form.press("tab")
        assert form.row("tags").text == "conference "


async def test_escape_closes_a_form_in_which_nothing_was_typed(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.press("escape")
        assert await form.closed() is None


@pytest.mark.parametrize(("key", "people"), [("s", 1), ("t", 0)])
async def test_escape_asks_whether_to_save_or_throw_away(book: Book, key: str, people: int) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.type("Ada")
        await form.press("escape")
        await form.until(lambda: isinstance(form.app.screen, Leaving))
        await form.press(key)
        await form.closed()
    assert len(book.find("")) == people
    assert book.draft("add") is None


async def test_keep_editing_goes_back_to_the_form(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.type("Ada")
        await form.press("escape")
        await form.until(lambda: isinstance(form.app.screen, Leaving))
        await form.press("k")
        await form.until(lambda: form.app.screen is form.dialog)
        assert form.row("name").text == "Ada"


async def test_escape_in_the_question_leaves_the_form_for_the_next_time(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.type("Ada")
        await form.press("escape")
        await form.until(lambda: isinstance(form.app.screen, Leaving))
        assert "Esc again leaves without saving" in form.on_screen
        await form.press("escape")
        assert await form.closed() is None
    assert not book.find("")
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        assert form.row("name").text == "Ada"


async def test_what_was_typed_before_a_crash_is_there_again(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.type("Ada")
        await form.write("met_on", "yesterday")
        await form.until(lambda: book.draft("add") == {"name": "Ada", "met_on": "2026-11-19"})
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        assert form.row("name").text == "Ada"
        assert "Restored what you had typed" in form.on_screen
        await form.press("ctrl+s")
        await form.closed()
    assert only(book).met_on == "2026-11-19"
    assert book.draft("add") is None


async def test_starting_anew_drops_the_draft(book: Book) -> None:
    ada = book.add(ADA)
    book.keep_draft(f"edit {ada.uid}", {"company": "Navy Talent"})
    async with shown(book.path, lambda store: ContactForm(store, ada)) as form:
        assert form.row("company").text == "Navy Talent"
        await form.press("ctrl+r")
        assert form.row("company").text == "Analytical Engines"
        await form.until(lambda: book.draft(f"edit {ada.uid}") is None)
        assert "Restored" not in form.on_screen


async def test_a_draft_does_not_undo_what_happened_to_other_values_since(book: Book) -> None:
    ada = book.add(ADA)
    book.keep_draft(f"edit {ada.uid}", {"title": "Chief analyst"})
    book.edit(replace(ada, company="Difference Ltd"))
    async with shown(book.path, lambda store: ContactForm(store, ada)) as form:
        await form.press("ctrl+s")
        await form.closed()
    assert (only(book).company, only(book).title) == ("Difference Ltd", "Chief analyst")


async def test_a_person_deleted_meanwhile_is_told_and_what_was_typed_stays(book: Book) -> None:
    ada = book.add(ADA)
    async with shown(book.path, lambda store: ContactForm(store, ada)) as form:
        await form.write("title", "Chief analyst")
        book.delete([ada.id])
        await form.press("ctrl+s")
        await form.until(lambda: form.problem)
        assert "no longer in the book" in form.problem
        assert form.row("title").text == "Chief analyst"
        assert form.result is OPEN


async def test_the_foot_can_be_clicked(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.type("Ada")
        lines = form.on_screen.split("\n")
        y = next(number for number, line in enumerate(lines) if "^s save" in line)
        await form.pilot.click(offset=(lines[y].index("^s"), y))
        await form.closed()
    assert only(book).name == "Ada"


@pytest.mark.parametrize("first", range(0, len(HOSTILE), 7))
async def test_a_hostile_person_can_be_edited_and_keeps_what_was_not_touched(book: Book, first: int) -> None:
    one, two, three, four, five, six, seven = [*HOSTILE.values()][first : first + 7]
    book.add_field(one)
    fields = {book.fields()[-1].name: two}
    person = book.add(
        Contact(
            name=one,
            nickname=two,
            company=three,
            city=four,
            met_how=five,
            met_via=six,
            note=seven,
            fields=fields,
        )
    )
    async with shown(book.path, lambda store: ContactForm(store, person), size=(80, 60)) as form:
        assert not set(form.on_screen) & set("\x1b\u202e\x07\0")
        await form.write("title", three)
        await form.press("ctrl+s")
        edited = await form.closed()
    assert isinstance(edited, Contact)
    assert replace(edited, title="") == person


async def test_text_pasted_into_a_row_is_made_harmless(book: Book) -> None:
    async with shown(book.path, lambda store: ContactForm(store, None)) as form:
        await form.write("name", "Al \x1b[31mred \u202egnp")
        await form.write("note", "one\x1b[2J\ntwo")
        assert form.row("name").text == "Al ␛[31mred gnp"
        assert "\x1b" not in form.on_screen
