"""The form in which people are tagged and untagged, and the tags it offers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import OptionList

from rolodex.book import Book
from rolodex.model import Contact, Tag
from rolodex.tui.dialogs.tag_form import TagForm, TagResult
from rolodex.tui.dialogs.tag_words import completed, fitting
from rolodex.tui.store import Store
from tests.tui.dialog_host import OPEN, Shown, shown
from tests.unit.hostile import HOSTILE

TAGS = (
    Tag("conference", 12),
    Tag("conference/pycon-2026", 9),
    Tag("Compilers", 3),
    Tag("rust", 5),
    Tag("trust-fund", 1),
)


@pytest.fixture
def people(book: Book) -> list[Contact]:
    return [
        book.add(Contact(name="Ada Lovelace", tags=("compilers", "recruiter"))),
        book.add(Contact(name="Grace Hopper", tags=("compilers", "conference/pycon-2026"))),
    ]


def form_for(book: Book, people: list[Contact]) -> Callable[[Store], TagForm]:
    """The form for these people, as the app opens it."""
    ids = [person.id for person in people]
    return lambda store: TagForm(store, ids, f"{len(ids)} people", book.tags_of(ids))


def offered(form: Shown) -> list[str]:
    """The names of the tags in the list."""
    options = form.dialog.query_one(OptionList).options
    return [str(option.prompt).split()[0] for option in options]


def tags(book: Book, person: Contact) -> tuple[str, ...]:
    """Those a person has now."""
    return book.get(person.id).tags


async def test_words_are_put_on_and_words_with_a_minus_taken_off(book: Book, people: list[Contact]) -> None:
    async with shown(book.path, form_for(book, people)) as form:
        await form.type("ru #a/b -compilers")
        await form.press("enter")
        assert await form.closed() == TagResult(("ru", "a/b"), ("compilers",), 2)
    assert tags(book, people[0]) == ("a/b", "recruiter", "ru")
    assert book.history(1)[0].label == "tag 2 people #ru #a/b -#compilers"


async def test_it_says_which_tags_all_and_which_some_of_them_have(book: Book, people: list[Contact]) -> None:
    async with shown(book.path, form_for(book, people)) as form:
        assert "#compilers (all)" in form.on_screen
        assert "#recruiter (1 of 2)" in form.on_screen


async def test_tab_takes_the_first_tag_offered(book: Book, people: list[Contact]) -> None:
    book.tag([book.add(Contact(name="Emmy Noether")).id], add=["algebra"])
    async with shown(book.path, form_for(book, people)) as form:
        await form.type("alg")
        await form.press("tab", "enter")
        await form.closed()
    assert "algebra" in tags(book, people[0])


async def test_down_and_tab_take_another(book: Book, people: list[Contact]) -> None:
    book.tag([book.add(Contact(name="Emmy Noether")).id], add=["algebra", "algebra/rings"])
    async with shown(book.path, form_for(book, people)) as form:
        await form.type("alg")
        await form.press("down", "tab", "enter")
        await form.closed()
    assert "algebra/rings" in tags(book, people[0])


async def test_after_a_minus_only_tags_that_they_have_are_offered(book: Book, people: list[Contact]) -> None:
    book.tag([book.add(Contact(name="Emmy Noether")).id], add=["rings"])
    async with shown(book.path, form_for(book, people)) as form:
        await form.type("-r")
        assert offered(form) == ["#recruiter", "#compilers", "#conference/pycon-2026"]
        await form.press("tab", "enter")
        await form.closed()
    assert tags(book, people[0]) == ("compilers",)


async def test_a_tag_that_is_offered_can_be_clicked(book: Book, people: list[Contact]) -> None:
    book.tag([book.add(Contact(name="Emmy Noether")).id], add=["algebra"])
    async with shown(book.path, form_for(book, people)) as form:
        await form.type("alg")
        await form.pilot.click(OptionList, offset=(3, 0))
        await form.press("enter")
        await form.closed()
    assert "algebra" in tags(book, people[0])


async def test_a_word_that_is_no_tag_keeps_the_form_open(book: Book, people: list[Contact]) -> None:
    async with shown(book.path, form_for(book, people)) as form:
        await form.type("rust /")
        await form.press("enter")
        await form.until(lambda: form.problem)
        assert "is not a tag" in form.problem
        assert form.result is OPEN
    assert "rust" not in tags(book, people[0])


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_nothing_typed_changes_nothing(book: Book, people: list[Contact], key: str) -> None:
    changes = len(book.history())
    async with shown(book.path, form_for(book, people)) as form:
        await form.press(key)
        assert await form.closed() is None
    assert len(book.history()) == changes


async def test_hostile_tags_and_names_are_only_text(book: Book) -> None:
    tagged = tuple(text for text in HOSTILE.values() if any(map(str.isalnum, text)))
    person = book.add(Contact(name="Al", tags=tagged))
    other = book.add(Contact(name="Ma"))
    for start in range(0, len(HOSTILE), 5):
        names = " ".join([*HOSTILE.values()][start : start + 5])
        async with shown(
            book.path,
            lambda store, n=names: TagForm(store, [other.id], n, book.tags_of([person.id])),  # type: ignore[misc]
        ) as form:
            await form.type("-a")
            assert not set(form.on_screen) & set("\x1b\u202e\x07\0")
            assert form.dialog.query_one("#tags").region.bottom < 24


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("co", ["conference", "conference/pycon-2026", "Compilers"]),
        ("PYCON", ["conference/pycon-2026"]),
        ("rust", ["rust", "trust-fund"]),
        ("#ru", ["rust", "trust-fund"]),
        ("compliers", ["Compilers"]),
        ("xyz", []),
    ],
)
def test_tags_fit_by_their_beginning_a_level_a_part_or_nearly(word: str, names: list[str]) -> None:
    assert [tag.name for tag in fitting(word, TAGS)] == names


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("co", "conference"),
        ("rust com", "rust compilers"),
        ("-#conference/p", "-#conference/pycon-2026"),
        ("rust", None),
        ("rust ", None),
        ("xyz", None),
    ],
)
def test_the_last_word_is_completed_unless_it_is_a_tag_already(text: str, full: str | None) -> None:
    assert completed(text, TAGS) == full


async def test_the_tag_of_the_event_where_all_were_met_is_taken_with_tab(book: Book) -> None:
    ids = [book.add(Contact(name=name, met_where="PyCon 2026")).id for name in ("Ada", "Grace")]
    async with shown(book.path, lambda store: TagForm(store, ids, "2 people", {})) as form:
        await form.until(lambda: "#event/pycon-2026  new, for where you met" in form.on_screen)
        await form.press("tab", "enter")
        await form.closed()
    assert {person.tags for person in book.contacts(ids)} == {("event/pycon-2026",)}


def test_people_met_at_two_places_are_offered_no_new_tag(book: Book) -> None:
    ids = [book.add(Contact(name="Ada", met_where=place)).id for place in ("PyCon", "FOSDEM")]
    assert book.event_tag(ids) == ""
    assert book.event_tag(ids[:1]) == "event/pycon"
