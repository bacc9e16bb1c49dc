"""What is around the list: keys, help and theme, the mouse, sizes of the terminal, empty views."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from rolodex.book import open_book
from rolodex.model import Contact
from rolodex.query import GRAMMAR
from rolodex.tui.actions import ACTIONS, MOVES
from rolodex.tui.dialogs.category_form import CategoryForm
from rolodex.tui.dialogs.command_line import CommandLine
from rolodex.tui.dialogs.confirm import Confirm
from rolodex.tui.dialogs.contact_form import ContactForm
from rolodex.tui.dialogs.help import HelpScreen
from rolodex.tui.dialogs.history import ContactHistory, HistoryScreen
from rolodex.tui.dialogs.import_form import ImportForm
from rolodex.tui.dialogs.log_form import LogForm
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.dialogs.tag_form import TagForm
from rolodex.tui.dialogs.theme_list import ThemeList
from rolodex.tui.main import MainScreen
from rolodex.tui.places import VIEWS, digits
from rolodex.tui.settings import Settings, load, save
from tests.conftest import now
from tests.tui.steering import Steered, running

SCREENS = (
    MainScreen,
    CategoryForm,
    CommandLine,
    Confirm,
    ContactForm,
    ContactHistory,
    HelpScreen,
    HistoryScreen,
    ImportForm,
    LogForm,
    Prompt,
    TagForm,
    ThemeList,
)


async def scrolled(app: Steered) -> str:
    """All that the dialog says, read by scrolling down with j."""
    seen, screen = [], ""
    frame = app.app.screen.query_one("VerticalScroll").region
    while screen != (screen := app.text()):
        lines = screen.splitlines()[frame.y : frame.bottom]
        seen.append("\n".join(line[frame.x : frame.right] for line in lines))
        await app.press("j", "j", "j", "j")
    return words(" ".join(seen))


def words(screen: str) -> str:
    """The words on a screen, whatever frames and line ends stand between them."""
    return " ".join(screen.replace("│", " ").replace("┃", " ").split())


# Keys


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_no_screen_has_two_actions_for_one_key(screen: type[Screen[object]]) -> None:
    own = [vars(cls).get("BINDINGS", ()) for cls in screen.__mro__ if cls is not Screen and cls is not App]
    for bindings in own:
        made = Binding.make_bindings(bindings)
        keys = [binding.key for binding in made]
        assert len(keys) == len(set(keys))


async def test_every_screen_that_an_action_opens_is_closed_by_escape(path: Path) -> None:
    async with running(path) as app:
        for key in ("a", "e", "l", "t", "H", "h", "c", "C", "i", "T", "colon", "question_mark"):
            await app.press(key)
            assert len(app.app.screen_stack) == 3, key
            await app.press("escape")
            assert len(app.app.screen_stack) == 2, key


async def test_a_rebound_key_stands_in_the_footer_and_the_old_one_does_nothing(
    path: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.json"
    save(settings, Settings(keys={"log": "m"}))
    async with running(path, settings=settings) as app:
        assert " m log " in app.text().splitlines()[-1]
        await app.press("l")
        assert len(app.app.screen_stack) == 2
        await app.press("m")
        assert "Ada Lovelace, as chosen" in app.text()


# Help, theme


async def test_the_help_shows_every_action_every_move_and_every_example(path: Path) -> None:
    async with running(path) as app:
        await app.press("question_mark")
        said = await scrolled(app)
        for text in (
            *(about for _, about in MOVES),
            *(action.about.split(",")[0] for action in ACTIONS),
            *(example.text for example in GRAMMAR),
        ):
            assert text in said


async def test_a_theme_chosen_with_t_is_there_again(path: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    async with running(path, settings=settings) as app:
        await app.press("T")
        await app.type("rolodex-light")
        await app.until(lambda: "rolodex-light" in app.text())
        await app.press("enter")
        await app.until(lambda: app.app.theme == "rolodex-light")
    assert load(settings).theme == "rolodex-light"
    async with running(path, settings=settings) as app:
        assert app.app.theme == "rolodex-light"


# What the app says of what was done


async def test_undo_and_redo_say_what_they_did(path: Path) -> None:
    async with running(path) as app:
        await app.press("S")
        await app.until(lambda: "Starred Ada Lovelace · u undoes" in app.text())
        await app.press("u")
        await app.until(lambda: "Undid: star Ada Lovelace" in app.text())
        await app.press("ctrl+r")
        await app.until(lambda: "Redid: star Ada Lovelace" in app.text())


async def test_nothing_to_undo_is_said(tmp_path: Path) -> None:
    async with running(tmp_path / "new.db") as app:
        await app.press("u")
        await app.until(lambda: "nothing to undo" in app.text().casefold())


async def test_an_edit_is_shown_on_the_card_and_in_the_row(path: Path) -> None:
    async with running(path) as app:
        await app.press("e", "tab", "tab", "ctrl+a", "ctrl+k")
        await app.type("Difference Ltd")
        await app.press("ctrl+s")
        assert "Difference Ltd" in app.card
        assert app.text().count("Differen") == 2


async def test_a_category_is_edited_with_c(path: Path) -> None:
    async with running(path) as app:
        await app.press("5", "c", "end")
        await app.type(" of mine")
        await app.press("ctrl+s")
        assert "Recruiters of mine ── #recruiter" in app.text()
        with open_book(path, clock=now) as book:
            assert "Recruiters of mine" in [category.name for category in book.categories()]


# Empty views


async def test_every_view_of_an_empty_book_says_how_to_begin(tmp_path: Path) -> None:
    async with running(tmp_path / "empty.db") as app:
        for digit in "1234567":
            await app.press(digit)
            assert app.main.place == digits(app.main.sidebar.places)[digit]
            assert "Press a to add a person, or i to import" in words(app.text()), digit


async def test_an_empty_view_says_which_key_changes_that(path: Path) -> None:
    async with running(path) as app:
        for view, said in (
            ("starred", "Press S on a person to give one."),
            ("archived", "Press A on a person to take them out of every"),
            ("losing", "Press K on people or on a tag"),
        ):
            await app.open_view(view)
            assert said in words(app.text())


async def test_a_search_that_fits_nobody_says_so_and_how_to_go_on(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        await app.type("xyzzyq")
        assert "Nobody fits “xyzzyq”." in app.text()
        assert "Esc clears the search, a adds a person." in app.text()


def test_every_view_has_words_for_when_it_is_empty() -> None:
    assert all(view.empty for view in VIEWS)


# The mouse


async def test_a_double_click_opens_the_card_on_a_small_terminal(path: Path) -> None:
    async with running(path, size=(80, 24)) as app:
        await app.pilot.click("#people", offset=(6, 1), times=2)
        await app.settled()
        assert "Göttingen" in app.text() and "Grace Hopper" not in app.text().replace("with Grace Hopper", "")


async def test_while_a_query_is_typed_the_footer_has_only_keys_that_are_no_letters(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        assert words(app.text().splitlines()[-1]) == "Enter keep Esc clear Tab complete ↓ ↑ down, up"
        await app.type("grace")
        await app.pilot.click("KeyBar", offset=(3, 0))
        await app.settled()
        assert app.app.focused is app.main.people
        assert app.names() == ["Grace Hopper"]


async def test_a_search_on_a_small_terminal_says_where_it_found_somebody(path: Path) -> None:
    async with running(path, size=(80, 24)) as app:
        await app.press("slash")
        await app.type("soup")
        assert "Found in" in app.text()
        row = next(line for line in app.text().splitlines() if "Emmy Noether" in line)
        assert " soup" in row


async def test_a_group_of_wide_letters_has_its_whole_name(tmp_path: Path) -> None:
    path = tmp_path / "wide.db"
    with open_book(path, clock=now) as book:
        book.add(Contact(name="Ada", tags=("group/東京読書会",)))
    async with running(path) as app:
        await app.press("7")
        assert "東京読書会  1" in app.text()


async def test_a_click_on_the_query_line_begins_a_search(path: Path) -> None:
    async with running(path) as app:
        await app.pilot.click("#query", offset=(3, 0))
        await app.type("grace")
        assert app.names()[0] == "Grace Hopper"


async def test_the_wheel_scrolls_the_list(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    with open_book(path, clock=now) as book:
        for number in range(60):
            book.add(Contact(name=f"Guest {number:02}"))
    async with running(path, size=(80, 24)) as app:
        people = app.main.people
        for _ in range(8):
            people.post_message(events.MouseScrollDown(people, 6, 3, 0, 1, 0, False, False, False))
        await app.until(lambda: "Guest 00" not in app.text() and "Guest 24" in app.text())


async def test_text_of_the_card_can_be_selected_with_the_mouse(path: Path) -> None:
    async with running(path) as app:
        pilot = app.pilot
        await pilot.mouse_down("#card", offset=(2, 1))
        await pilot.hover("#card", offset=(1 + len("Chief"), 1))
        await pilot.mouse_up("#card", offset=(1 + len("Chief"), 1))
        assert app.main.get_selected_text() == "Chief"


# Sizes


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (200, 60), (60, 20), (40, 12), (20, 6)])
async def test_every_screen_opens_at_every_size(path: Path, size: tuple[int, int]) -> None:
    async with running(path, size=size) as app:
        for key in ("a", "l", "t", "H", "h", "C", "i", "T", "colon", "question_mark", "5", "6", "7", "tab"):
            await app.press(key)
            lines = app.text().splitlines()
            assert (len(lines), max(map(len, lines))) <= (size[1], size[0])
            await app.press("escape")
        assert app.app.return_code is None


async def test_the_card_stands_beside_the_list_once_there_is_room(path: Path) -> None:
    async with running(path, size=(80, 24)) as app:
        assert "Chief analyst" not in app.text()
        await app.pilot.resize_terminal(120, 36)
        await app.settled()
        assert "Chief analyst" in app.text()
        await app.pilot.resize_terminal(60, 20)
        await app.settled()
        assert "Chief analyst" not in app.text() and "Recruiters" not in app.text()
        assert "Grace Hopper" in app.text()


async def test_a_form_that_is_open_keeps_what_was_typed_when_the_terminal_is_resized(path: Path) -> None:
    async with running(path) as app:
        await app.press("a")
        await app.type("Marie Curie")
        await app.pilot.resize_terminal(60, 20)
        await app.settled()
        assert "Marie Curie" in app.text()
        await app.press("ctrl+s")
        assert app.name == "Marie Curie"
