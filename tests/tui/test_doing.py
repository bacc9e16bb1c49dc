"""Marks, tags, the log, forms, categories, imports, undo and the rest of what changes a book, in the app."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from rolodex.book import RANKED, open_book
from rolodex.tui.actions import ACTIONS, MOVES
from rolodex.tui.main import MainScreen
from rolodex.tui.settings import Settings, load, save
from tests.conftest import now
from tests.tui.steering import Steered, running


def tags(path: Path) -> dict[str, tuple[str, ...]]:
    with open_book(path, clock=now) as book:
        return {person.name: person.tags for person in book.find("")}


async def go_to_tag(app: Steered, name: str) -> None:
    sidebar = app.main.sidebar
    sidebar.focus()
    sidebar.cursor = next(n for n, row in enumerate(sidebar._rows) if row.place and row.place.key == name)
    await app.settled()


async def test_the_number_of_marked_is_always_in_sight_hidden_ones_too(path: Path) -> None:
    async with running(path) as app:
        await app.press("space", "space")
        assert "2 marked" in app.text().splitlines()[0]
        await app.press("7")
        assert "2 marked, 1 hidden" in app.text().splitlines()[0]
        await app.press("1", "escape")
        assert "marked" not in app.text().splitlines()[0]


async def test_a_range_is_marked_as_the_cursor_moves(path: Path) -> None:
    async with running(path) as app:
        await app.press("v", "j", "j", "v", "j")
        assert len(app.main.marks) == 3


async def test_all_shown_are_marked_and_unmarked(path: Path) -> None:
    async with running(path) as app:
        await app.press("7", "asterisk")
        assert len(app.main.marks) == 2
        await app.press("asterisk")
        assert not app.main.marks


async def test_marked_people_are_tagged_and_untagged_in_one_change(path: Path) -> None:
    async with running(path) as app:
        before = tags(path)
        await app.press("asterisk", "t")
        await app.type("vip -conference/pycon-2026")
        await app.press("enter")
        after = tags(path)
        assert all("vip" in after[name] and "conference/pycon-2026" not in after[name] for name in after)
        await app.press("u")
        assert tags(path) == before
        await app.press("ctrl+r")
        assert tags(path) == after


async def test_deleting_marked_people_asks_and_one_u_brings_them_back(path: Path) -> None:
    async with running(path) as app:
        everybody = app.names()
        await app.press("asterisk", "D")
        assert "Delete 4 people?" in app.text()
        await app.press("y")
        assert app.names() == []
        await app.press("u")
        assert app.names() == everybody


def everybody_of(path: Path, query: str) -> list[str]:
    with open_book(path, clock=now) as book:
        return [person.name for person in book.find(query)]


COMPILERS = ["Emmy Noether", "Grace Hopper"]
"""Whom the query of the tests below fits."""


async def search(app: Steered, query: str) -> None:
    await app.press("slash")
    await app.type(query)
    await app.press("enter")


@pytest.mark.parametrize("several", [("asterisk",), ("space", "space")], ids=["query", "marks"])
@pytest.mark.parametrize(
    ("key", "asked", "finds"),
    [("A", "Archive 2 people?", "is:archived"), ("D", "Delete 2 people?", "#group/algebra")],
)
async def test_several_are_asked_about_with_their_names_first(
    path: Path, several: tuple[str, ...], key: str, asked: str, finds: str
) -> None:
    before = everybody_of(path, finds)
    async with running(path) as app:
        await search(app, "#compilers")
        await app.press(*several, key)
        assert asked in app.text() and "Emmy Noether, Grace Hopper" in app.text()
        await app.press("escape")
        assert everybody_of(path, finds) == before
        await app.press(key, "y")
        assert everybody_of(path, finds) != before
        await app.press("u")
        assert everybody_of(path, finds) == before


@pytest.mark.parametrize(
    ("key", "said"),
    [("t", "2 people: Emmy Noether, Grace Hopper"), ("l", "2 people: Emmy Noether, Grace Hopper, as chosen")],
)
async def test_the_forms_say_for_whom_of_a_query_they_are(path: Path, key: str, said: str) -> None:
    async with running(path) as app:
        await search(app, "#compilers")
        await app.press("asterisk", key)
        assert said in app.text()
        await app.type("tea")
        await app.press("enter")
        done = "#tea" if key == "t" else '"tea"'
        assert sorted(everybody_of(path, done)) == COMPILERS
        await app.press("u")
        assert everybody_of(path, done) == []


async def test_one_that_is_chosen_is_archived_without_a_question(path: Path) -> None:
    async with running(path) as app:
        await app.press("A")
        assert everybody_of(path, "is:archived") == ["Ada Lovelace"]


async def test_the_marked_are_starred_at_once_and_unstarred_when_all_are(path: Path) -> None:
    async with running(path) as app:
        await app.press("S")
        await app.press("asterisk", "S")
        assert len(everybody_of(path, "is:starred")) == 4
        await app.press("S")
        assert everybody_of(path, "is:starred") == []
        await app.press("u", "u")
        assert everybody_of(path, "is:starred") == ["Ada Lovelace"]


async def test_keys_typed_right_behind_a_query_act_on_whom_it_fits(path: Path) -> None:
    async with running(path) as app:
        # the store is busy: the list still shows everybody when they are marked
        free = threading.Event()
        busy = asyncio.create_task(app.app.store.call(lambda book: free.wait(30)))
        await app.pilot.press("slash", *"navy", "enter", "asterisk", "S")
        free.set()
        await busy
        await app.settled()
        assert everybody_of(path, "is:starred") == ["Grace Hopper"]


async def test_all_whom_a_query_fits_are_marked_where_the_list_shows_only_the_best(path: Path) -> None:
    sheet = path.with_name("crowd.csv")
    sheet.write_text("name,company\n" + "".join(f"Guest {n},Crowd\n" for n in range(400)))
    with open_book(path, clock=now) as book:
        book.import_([sheet])
    async with running(path) as app:
        await search(app, "crowd")
        await app.press("asterisk")
        assert len(app.main.people.found.ids) == RANKED
        assert "400 marked, 100 hidden" in app.text().splitlines()[0]


async def test_one_person_is_deleted_without_a_question(path: Path) -> None:
    async with running(path) as app:
        await app.press("D")
        assert "Ada Lovelace" not in app.names()
        await app.press("u")
        assert "Ada Lovelace" in app.names()


async def test_deleting_a_tag_says_how_many_lose_it_and_one_u_brings_it_back(path: Path) -> None:
    async with running(path) as app:
        before = tags(path)
        await go_to_tag(app, "conference")
        await app.press("D")
        assert "3 people lose it. No person is deleted." in " ".join(app.text().split())
        await app.press("y")
        assert len(app.names()) == 4
        assert not any("conference" in tag for some in tags(path).values() for tag in some)
        await app.press("u")
        assert tags(path) == before


async def test_a_tag_is_renamed_with_those_below_it(path: Path) -> None:
    async with running(path) as app:
        await go_to_tag(app, "conference")
        await app.press("R", *["backspace"] * len("conference"))
        await app.type("event")
        await app.press("enter")
        assert "event/pycon-2026" in tags(path)["Ada Lovelace"]


async def test_a_tag_that_is_not_deleted_after_all_stays_in_view(path: Path) -> None:
    async with running(path) as app:
        await go_to_tag(app, "conference")
        await app.press("enter")
        app.main.sidebar.focus()
        await app.press("D", "escape")
        assert app.main.place.key == "conference"


async def test_a_tag_whose_new_name_is_refused_stays_in_view(path: Path) -> None:
    async with running(path) as app:
        await go_to_tag(app, "conference")
        await app.press("enter", "R", "end")
        await app.type("/below")
        await app.press("enter")
        assert app.main.place.key == "conference"
        assert "can't be moved below itself" in " ".join(app.text().split())


async def test_an_interaction_is_logged_with_the_person_at_the_cursor(path: Path) -> None:
    async with running(path) as app:
        await app.press("j", "j", "l")
        await app.type("coffee and looms")
        await app.press("enter")
        assert "coffee and looms" in app.card
        assert "today" in app.text()


async def test_an_interaction_with_the_marked_ones_takes_a_day_in_words(path: Path) -> None:
    async with running(path) as app:
        await app.press("space", "space", "l")
        await app.type("supper last tue")
        assert "17 Nov 2026" in app.text()
        await app.press("enter")
        with open_book(path, clock=now) as book:
            people = book.find("supper")
            assert sorted(person.name for person in people) == ["Ada Lovelace", "Emmy Noether"]
            assert book.timeline(people[0].id)[0].on == "2026-11-17"


async def test_a_person_is_added_in_the_form_and_found_at_once(path: Path) -> None:
    async with running(path) as app:
        await app.press("a")
        await app.type("Marie Curie")
        await app.press("ctrl+s")
        assert app.name == "Marie Curie"
        await app.until(lambda: "Added Marie Curie" in app.text())


async def test_a_form_that_is_left_asks_and_keeps_what_was_typed(path: Path) -> None:
    async with running(path) as app:
        await app.press("a")
        await app.type("Marie")
        await app.press("escape")
        assert "Save what you typed?" in app.text()
        await app.press("k")
        assert "Marie" in app.text()


async def test_a_draft_outlives_a_crash(path: Path) -> None:
    async with running(path) as app:
        await app.press("a")
        await app.type("Marie")
        store = app.app.store
        for _ in range(500):
            if await store.call(lambda book: book.draft("add")):
                break
            await asyncio.sleep(0.002)
    async with running(path) as app:
        await app.press("a")
        assert "Marie" in app.text() and "Restored" in app.text()


async def test_a_category_is_made_edited_and_deleted_with_its_fields(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        await app.type("#group/compilers")
        await app.press("enter", "C")
        await app.type("Compiler people")
        await app.press("tab", "tab")
        await app.type("years: number")
        await app.press("ctrl+s")
        assert "Compiler people" in app.text()
        with open_book(path, clock=now) as book:
            made = next(one for one in book.categories() if one.name == "Compiler people")
            assert (made.query, made.fields) == ("#group/compilers", ("years",))
        sidebar = app.main.sidebar
        sidebar.focus()
        sidebar.cursor = next(
            n for n, row in enumerate(sidebar._rows) if row.place and row.place.title == "Compiler people"
        )
        await app.press("D", "y")
        with open_book(path, clock=now) as book:
            assert "Compiler people" not in [one.name for one in book.categories()]
            assert "years" in [field.name for field in book.fields()]
        await app.press("u")
        assert "Compiler people" in app.text()


async def test_a_file_is_looked_at_imported_and_taken_back(path: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("name,company,shoe size\nMarie Curie,Sorbonne,37\nAda Lovelace,Analytical Engines,38\n")
    async with running(path) as app:
        await app.press("i")
        await app.type(str(sheet))
        await app.press("enter")
        assert "1 new" in app.text() and "shoe size" in app.text()
        assert len(tags(path)) == 4
        await app.press("enter")
        assert "Marie Curie" in app.names()
        await app.press("u")
        assert "Marie Curie" not in app.names()


async def test_the_history_undoes_an_older_change_and_says_why_it_can_not(path: Path) -> None:
    with open_book(path, clock=now) as book:
        ada = book.who("Ada Lovelace")
        book.tag([ada.id], add=["older"])
        book.tag([ada.id], remove=["older"])
        book.star([ada.id])
    async with running(path) as app:
        await app.press("H", "j", "j", "enter")
        assert "can't be undone" in app.text()
        await app.press("k", "enter")
        assert "older" in tags(path)["Ada Lovelace"]


async def test_a_persons_history_tells_what_changed(path: Path) -> None:
    with open_book(path, clock=now) as book:
        ada = book.who("Ada Lovelace")
        book.tag([ada.id], add=["muse"])
    async with running(path) as app:
        await app.press("h")
        assert "+ muse" in app.text()


async def test_stars_and_the_archive_are_set_and_taken_back(path: Path) -> None:
    async with running(path) as app:
        await app.press("S")
        assert "★" in app.text()
        await app.press("A")
        assert "Ada Lovelace" not in app.names()
        await app.open_view("archived")
        assert app.names() == ["Ada Lovelace"]
        await app.press("A", "1")
        assert "Ada Lovelace" in app.names()


async def test_the_help_names_every_action(path: Path) -> None:
    from rolodex.tui.dialogs.help import _text

    said = _text(ACTIONS, 200).plain
    assert all(action.about in said for action in ACTIONS)
    assert all(about in said for _, about in MOVES)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_carried_out(action: object) -> None:
    assert callable(getattr(MainScreen, f"action_{action.id}"))  # type: ignore[attr-defined]


def test_no_key_has_two_actions() -> None:
    keys = [key for action in ACTIONS for key in action.keys.split(",")]
    assert len(keys) == len(set(keys))


async def test_the_theme_is_remembered(path: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    async with running(path, settings=settings) as app:
        app.main.post_message(MainScreen.ThemeChosen("rolodex-light"))
        await app.settled()
    assert load(settings).theme == "rolodex-light"
    async with running(path, settings=settings) as app:
        assert app.app.theme == "rolodex-light"


async def test_a_key_of_ones_own_replaces_the_built_in_one(path: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    save(settings, Settings(keys={"star": "x"}))
    async with running(path, settings=settings) as app:
        await app.press("x")
        assert "★" in app.text()
