"""The form in which interactions are logged and edited."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.book import Book
from rolodex.model import Contact, Interaction
from rolodex.tui.dialogs.confirm import Leaving
from rolodex.tui.dialogs.kinds import Kinds
from rolodex.tui.dialogs.log_form import LogForm
from tests.tui.dialog_host import OPEN, shown
from tests.unit.hostile import HOSTILE


@pytest.fixture
def ada(book: Book) -> Contact:
    return book.add(Contact(name="Ada Lovelace", tags=("compilers",)))


def only(book: Book, contact: Contact) -> Interaction:
    """The one interaction with a person."""
    (entry,) = book.timeline(contact.id)
    return entry


async def test_a_line_and_enter_log_a_meeting_today(book: Book, ada: Contact) -> None:
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        await form.type("tea at noon")
        await form.press("enter")
        assert await form.closed() == only(book, ada)
    entry = only(book, ada)
    assert (entry.kind, entry.text, entry.on) == ("meeting", "tea at noon", "2026-11-20")


async def test_it_is_logged_with_everybody(book: Book, ada: Contact) -> None:
    people = [ada, *(book.add(Contact(name=f"Guest {number}")) for number in range(5))]
    async with shown(book.path, lambda store: LogForm(store, people)) as form:
        assert "with Ada Lovelace, Guest 0, Guest 1 and 3 more" in form.on_screen
        await form.press("enter")
        await form.closed()
    assert len(only(book, ada).contacts) == 6


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (("c",), "call"),
        (("m",), "message"),
        (("e", "v"), "event"),
        (("c", "e"), "email"),
        (("right",), "call"),
        (("left",), "favour given"),
        (("l", "u", "n", "c", "h"), "lunch"),
        (("c", "a", "x", "backspace"), "call"),
    ],
)
async def test_a_kind_is_picked_with_keys(book: Book, ada: Contact, keys: tuple[str, ...], kind: str) -> None:
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        await form.press("tab", *keys, "enter")
        await form.closed()
    assert only(book, ada).kind == kind


async def test_a_kind_is_picked_with_a_click(book: Book, ada: Contact) -> None:
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        await form.pilot.click(Kinds, offset=(12, 0))
        assert form.row("kind").text == "call"


async def test_the_kinds_of_the_book_are_offered_most_used_first(book: Book, ada: Contact) -> None:
    book.log([ada.id], kind="lunch")
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        assert str(form.dialog.query_one(Kinds).content).split()[:2] == ["lunch", "meeting"]


async def test_the_day_is_said_while_it_is_typed(book: Book, ada: Contact) -> None:
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        assert form.meaning("on") == "Fri 20 Nov 2026"
        await form.write("on", "last tue")
        assert form.meaning("on") == "Tue 17 Nov 2026, 3d ago"
        await form.press("enter")
        await form.closed()
    assert only(book, ada).on == "2026-11-17"


async def test_a_day_that_is_none_keeps_the_form_open_with_a_sentence(book: Book, ada: Contact) -> None:
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        await form.type("tea")
        await form.write("on", "someday")
        await form.press("enter")
        await form.until(lambda: form.row("on").editor.has_focus)
        assert "Can't read" in form.meaning("on")
        assert form.result is OPEN
    assert not book.timeline(ada.id)


async def test_tags_are_put_on_the_entry_and_suggested(book: Book, ada: Contact) -> None:
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        form.row("tags").focus_editor()
        await form.type("co")
        await form.press("tab", "enter")
        await form.closed()
    assert only(book, ada).tags == ("compilers",)


async def test_ctrl_j_begins_a_line(book: Book, ada: Contact) -> None:
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        await form.press("a", "ctrl+j", "b", "enter")
        await form.closed()
    assert only(book, ada).text == "a\nb"


async def test_an_entry_is_edited_in_place(book: Book, ada: Contact) -> None:
    entry = book.log([ada.id], "tea", on=date(2026, 11, 1), kind="call", tags=["rust"])
    async with shown(book.path, lambda store: LogForm(store, [ada], entry)) as form:
        await form.write("text", "coffee")
        await form.press("enter")
        await form.closed()
    edited = only(book, ada)
    assert (edited.id, edited.text, edited.kind) == (entry.id, "coffee", "call")
    assert (edited.on, edited.tags) == ("2026-11-01", ("rust",))


async def test_whom_an_entry_was_with_can_be_changed(book: Book, ada: Contact) -> None:
    grace = book.add(Contact(name="Grace Hopper"))
    entry = book.log([ada.id], "tea")
    async with shown(book.path, lambda store: LogForm(store, [ada], entry)) as form:
        assert form.row("with").text == "Ada Lovelace"
        await form.write("with", "Ada Lovelace, grace hopper")
        await form.press("enter")
        await form.closed()
    assert only(book, grace).contacts == (ada.id, grace.id)


async def test_a_name_of_an_entry_is_completed(book: Book, ada: Contact) -> None:
    book.add(Contact(name="Grace Hopper"))
    entry = book.log([ada.id], "tea")
    async with shown(book.path, lambda store: LogForm(store, [ada], entry)) as form:
        await form.write("with", "Ada Lovelace, gra")
        form.row("with").focus_editor()
        await form.press("end", "tab")
        await form.until(lambda: form.row("with").text.casefold() == "ada lovelace, grace hopper")


async def test_an_entry_is_with_nobody_who_is_not_in_the_book(book: Book, ada: Contact) -> None:
    entry = book.log([ada.id], "tea")
    async with shown(book.path, lambda store: LogForm(store, [ada], entry)) as form:
        await form.write("with", "Ada Lovelace, Zebulon")
        await form.press("enter")
        await form.until(lambda: form.problem)
        assert "Nobody in the book is called “Zebulon”." in form.problem
    assert only(book, ada).contacts == (ada.id,)


async def test_two_of_one_name_stay_the_two_they_are(book: Book, ada: Contact) -> None:
    other = book.add(Contact(name="Ada Lovelace"))
    grace = book.add(Contact(name="Grace Hopper"))
    entry = book.log([ada.id, other.id], "tea")
    async with shown(book.path, lambda store: LogForm(store, [ada, other], entry)) as form:
        await form.write("with", "Ada Lovelace, Ada Lovelace, Grace Hopper")
        await form.press("enter")
        await form.closed()
    assert only(book, grace).contacts == (ada.id, other.id, grace.id)


async def test_what_was_typed_before_a_crash_is_there_again_for_that_person_only(
    book: Book, ada: Contact
) -> None:
    grace = book.add(Contact(name="Grace Hopper"))
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        await form.write("text", "promised the plans")
        await form.press("tab", "c")
        await form.write("on", "yesterday")
        kept = {"text": "promised the plans", "kind": "call", "on": "2026-11-19"}
        await form.until(lambda: book.draft(form.dialog.about) == kept)  # type: ignore[attr-defined]
    async with shown(book.path, lambda store: LogForm(store, [grace])) as form:
        assert form.row("text").text == ""
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        assert form.row("text").text == "promised the plans"
        await form.press("enter")
        await form.closed()
    assert (only(book, ada).kind, only(book, ada).on) == ("call", "2026-11-19")


async def test_escape_asks_before_it_throws_a_text_away(book: Book, ada: Contact) -> None:
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        await form.type("tea")
        await form.press("escape")
        await form.until(lambda: isinstance(form.app.screen, Leaving))
        await form.press("t")
        assert await form.closed() is None
    assert not book.timeline(ada.id)


async def test_people_deleted_meanwhile_are_told(book: Book, ada: Contact) -> None:
    async with shown(book.path, lambda store: LogForm(store, [ada])) as form:
        book.delete([ada.id])
        await form.press("enter")
        await form.until(lambda: form.problem)
        assert "no longer in the book" in form.problem
        assert form.result is OPEN


async def test_hostile_people_kinds_and_texts_are_only_text(book: Book) -> None:
    people = [book.add(Contact(name=text)) for text in HOSTILE.values()]
    for text in ("[/] [home]", "\x1b[31m", "\u202egnp"):
        book.log([people[0].id], text, kind=text[:40])
    for start in range(0, len(people), 3):
        entry = book.timeline(people[0].id)[start % 3]
        three = people[start : start + 3]
        async with shown(book.path, lambda store, p=three, e=entry: LogForm(store, p, e)) as form:  # type: ignore[misc]
            assert not set(form.on_screen) & set("\x1b\u202e\x07\0")
            assert "With " in form.on_screen
