"""The command line: everything by a few letters of its name, and commands with what they are about."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.book import open_book
from rolodex.model import Contact
from rolodex.tui.actions import ACTIONS, COMMANDS
from rolodex.tui.dialogs.command_line import CommandLine
from rolodex.tui.dialogs.line import Line
from rolodex.tui.dialogs.offers import Offers, rank
from rolodex.tui.main import MainScreen
from rolodex.tui.settings import Settings, load, save
from tests.conftest import now
from tests.tui.steering import Steered, harmless, running
from tests.unit.hostile import HOSTILE


def listed(app: Steered) -> list[str]:
    """What is offered, best first."""
    return [offer.label for offer in app.app.screen.query_one(Offers).offers]


async def typed(app: Steered, text: str) -> list[str]:
    """What is offered for a text."""
    await app.press("colon")
    await app.type(text)
    found = listed(app)
    await app.press("escape")
    return found


@pytest.mark.parametrize(
    ("text", "label", "about", "expected"),
    [
        ("", "star", "", 0),
        ("star", "star", "", 0),
        ("ST", "star", "", 1),
        ("tag ren", "rename tag", "", 2),
        ("cursor tag", "tag", "at the sidebar's cursor", 3),
        ("ursor", "tag", "at the cursor", 4),
        ("catgory", "category", "", 5),
        ("zzz", "category", "", None),
    ],
)
def test_a_label_fits_as_well_as_it_is_typed(text: str, label: str, about: str, expected: int | None) -> None:
    assert rank(text, label, about) == expected


async def test_every_action_is_listed_with_its_key(path: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    save(settings, Settings(keys={"star": "x"}))
    async with running(path, size=(120, 130), settings=settings) as app:
        await app.press("colon")
        lines = app.text().splitlines()
        for action in app.main.actions:
            line = next(line for line in lines if action.about[:60] in line)
            assert line.split(action.about[:60])[1].split("│")[0].rstrip().endswith(f" {action.key}")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
async def test_an_action_is_the_first_for_its_label(path: Path, action: object) -> None:
    line = CommandLine(None, ACTIONS, (), (), {})  # type: ignore[arg-type]
    best = min(line.offers(action.label), key=lambda offer: offer.rank)  # type: ignore[attr-defined]
    assert best.value is action


async def test_an_action_is_found_by_what_it_does_and_carried_out(path: Path) -> None:
    async with running(path) as app:
        await app.press("colon")
        await app.type("star the person")
        await app.press("enter")
        await app.until(lambda: "★ Ada Lovelace" in app.text())


async def test_a_person_is_found_fuzzily_and_gone_to(path: Path) -> None:
    async with running(path) as app:
        await app.press("colon")
        await app.type("noehter")
        await app.until(lambda: listed(app)[:1] == ["Emmy Noether"])
        await app.press("enter")
        assert app.name == "Emmy Noether" and len(app.app.screen_stack) == 2


async def test_a_view_a_category_and_a_tag_are_places_to_go(path: Path) -> None:
    async with running(path) as app:
        for text, title in (
            ("recrui", "Recruiters"),
            ("unta", "Untagged"),
            ("#compilers", "#group/compilers"),
            ("fosdem", "#conf"),
        ):
            await app.press("colon")
            await app.type(text)
            await app.press("ctrl+n" if text == "unta" else "f5", "enter")
            assert app.main.place.title.startswith(title)


async def test_what_is_called_so_stands_above_what_only_mentions_it(path: Path) -> None:
    with open_book(path, clock=now) as book:
        book.add(Contact(name="Star Trekker"))
    async with running(path) as app:
        found = await typed(app, "star")
        assert found[0] == "star" and found.index("Starred") < found.index("Star Trekker")


async def test_arrows_and_control_n_and_p_move_and_tab_completes(path: Path) -> None:
    async with running(path) as app:
        await app.press("colon", "down", "ctrl+n", "ctrl+n", "up", "ctrl+p")
        assert app.app.screen.query_one(Offers).cursor == 1
        await app.type("fin")
        await app.press("tab")
        assert app.app.screen.query_one("PickerLine").value == "find"  # type: ignore[attr-defined]


async def test_a_click_carries_out(path: Path) -> None:
    async with running(path) as app:
        await app.press("colon")
        await app.type("untagged")
        await app.pilot.click("#offers", offset=(3, 0))
        await app.settled()
        assert app.main.place.title == "Untagged"


async def test_what_nothing_is_called_is_said_and_the_line_goes_on(path: Path) -> None:
    async with running(path) as app:
        await app.press("colon")
        await app.type("xyzzyq")
        await app.press("enter")
        assert "Nothing and nobody is called so." in app.text()
        await app.press(*["backspace"] * 6)
        await app.type("untagged")
        await app.press("enter")
        assert app.main.place.title == "Untagged"


# Commands


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_can_be_carried_out(command: object) -> None:
    assert callable(getattr(MainScreen, f"command_{command.name}"))  # type: ignore[attr-defined]


async def run(app: Steered, text: str) -> None:
    """Type a command and Enter."""
    await app.press("colon")
    await app.type(text)
    await app.press("enter")


async def test_log_opens_the_line_with_the_text_which_is_saved_with_enter(path: Path) -> None:
    async with running(path) as app:
        await run(app, "log tea and looms")
        assert "Ada Lovelace, as chosen" in app.text() and "tea and looms" in app.text()
        await app.type("!")
        await app.press("enter")
        with open_book(path, clock=now) as book:
            assert "tea and looms!" in [one.text for one in book.timeline(book.who("Ada Lovelace").id)]


async def test_tag_tags_whom_is_chosen_and_u_takes_it_back(path: Path) -> None:
    async with running(path) as app:
        await run(app, "tag #vip -recruiter")
        with open_book(path, clock=now) as book:
            assert book.who("Ada Lovelace").tags == ("conference/pycon-2026", "vip")
        await app.press("u")
        with open_book(path, clock=now) as book:
            assert book.who("Ada Lovelace").tags == ("conference/pycon-2026", "recruiter")


async def test_a_tag_that_is_none_is_told(path: Path) -> None:
    async with running(path) as app:
        await run(app, "tag #")
        assert app.main.keys.said is not None and app.main.keys.said.is_trouble


async def test_add_begins_with_the_name(path: Path) -> None:
    async with running(path) as app:
        await run(app, "add Marie Curie")
        await app.press("ctrl+s")
        assert app.name == "Marie Curie"


async def test_find_shows_whom_a_query_fits_and_is_remembered(path: Path) -> None:
    async with running(path) as app:
        await run(app, "find #compilers company:navy")
        assert app.names() == ["Grace Hopper"]
        await app.press("escape", "slash", "up")
        assert app.names() == ["Grace Hopper"]


async def test_sort_takes_an_order_or_a_field(path: Path) -> None:
    async with running(path) as app:
        await run(app, "sort last")
        assert app.main.order == "-last" and app.names()[0] == "Ada Lovelace"
        await run(app, "sort responsive")
        assert app.main.order == "responsive" and "by responsive" in app.text()


async def test_category_goes_to_the_one_of_that_name(path: Path) -> None:
    async with running(path) as app:
        await run(app, "category group")
        assert app.main.place.title == "Group members"


async def test_a_command_without_what_it_is_about_waits_for_it(path: Path) -> None:
    async with running(path) as app:
        await app.press("colon")
        await app.type("sort")
        await app.press("down", "enter")
        assert app.app.screen.query_one("PickerLine").value == "sort "  # type: ignore[attr-defined]
        assert listed(app)[:2] == ["sort name", "sort last contact"]


# Keys typed ahead


async def test_what_is_typed_ahead_reaches_the_form_that_a_command_opens(path: Path) -> None:
    async with running(path) as app:
        keys = ["colon", *"add", "enter", *"Marie", "space", *"Qudsia", "ctrl+s"]
        await app.pilot.press(*keys)
        await app.settled()
        assert app.name == "Marie Qudsia"


async def test_what_is_typed_ahead_of_an_action_without_a_form_is_carried_out_after_it(path: Path) -> None:
    async with running(path) as app:
        await app.pilot.press("colon", *"star", "enter", "j", "space", "S")
        await app.settled()
        assert len(app.main.marks) == 1
        with open_book(path, clock=now) as book:
            assert sorted(person.name for person in book.find("is:starred")) == [
                "Ada Lovelace",
                "Emmy Noether",
            ]


async def test_keys_after_a_theme_was_chosen_are_those_of_the_list(path: Path) -> None:
    async with running(path) as app:
        await app.pilot.press("T", *"light", "enter", "j", "space")
        await app.settled()
        assert len(app.main.marks) == 1


# Themes


async def test_a_theme_is_shown_while_it_is_looked_at_and_goes_when_it_is_left(
    path: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.json"
    async with running(path, settings=settings) as app:
        await app.press("T", "down")
        assert app.app.theme == "rolodex-light"
        await app.press("escape")
        assert app.app.theme == "rolodex-dark"
    assert not settings.exists()


async def test_a_theme_is_remembered_by_its_command(path: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    async with running(path, settings=settings) as app:
        await run(app, "theme nord")
        assert app.app.theme == "nord"
    assert load(settings).theme == "nord"


# Texts from outside


async def test_a_hostile_name_is_listed_as_text_and_gone_to(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    with open_book(path, clock=now) as book:
        people = book.add_all(
            [Contact(name=f"Person{n} {text}", company=text) for n, text in enumerate(HOSTILE.values())]
        )
    async with running(path) as app:
        # each sort is listed elsewhere: every third is enough to be gone to
        for number, person in list(enumerate(people))[::3]:
            await app.press("colon")
            app.app.screen.query_one(Line).text = f"person{number}"
            await app.settled()
            await app.until(lambda number=number: listed(app)[0].startswith(f"Person{number} "))  # type: ignore[misc]
            screen = app.text()
            assert len(screen.splitlines()) == 36 and harmless(screen), person.name
            await app.press("enter")
            assert app.main.people.person == person.id, person.name
