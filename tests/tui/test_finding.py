"""Search, filters, views and moving about in the app."""

from __future__ import annotations

from pathlib import Path

from textual import events

from rolodex.book import open_book
from tests.conftest import now
from tests.tui.steering import running


async def test_somebody_is_found_by_anything_about_them(path: Path) -> None:
    async with running(path) as app:
        for typed, name, seen in (
            ("lovlace", "Ada Lovelace", "Lovelace"),
            ("chief", "Ada Lovelace", "Chief analyst"),
            ("room-42", "Ada Lovelace", "github/room-42"),
            ("hallway", "Ada Lovelace", "hallway"),
            ("offer", "Ada Lovelace", "sent the offer"),
            ("grace soup", "Grace Hopper", "soup"),
        ):
            await app.press("slash")
            await app.type(typed)
            assert app.names()[0] == name, typed
            row = next(line for line in app.text().splitlines() if f" {name.split()[0]}" in line[26:60])
            assert seen in row
            await app.press("escape")


async def test_keys_right_behind_a_query_are_for_the_list_that_it_leads_to(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        # faster than anything is handled in between
        for key in (*"grace", "enter", "S", "slash", *"zzz", "escape", "asterisk"):
            app.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await app.until(lambda: len(app.main.marks) == 4)
        await app.settled()
    with open_book(path, clock=now) as book:
        assert [person.name for person in book.find("is:starred")] == ["Grace Hopper"]


async def test_what_matched_is_highlighted(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        await app.type("lovelace")
        drawn = app.main.people.draw(0, 60)
        marked = [
            drawn.plain[span.start : span.end] for span in drawn.spans if "underline" in str(span.style)
        ]
        assert "Lovelace" in marked


async def test_escape_gives_the_list_back_with_the_cursor_where_it_was(path: Path) -> None:
    async with running(path) as app:
        await app.press("j")
        before, everybody = app.name, app.names()
        await app.press("slash")
        await app.type("grace")
        await app.press("escape")
        assert (app.name, app.names()) == (before, everybody)


async def test_enter_keeps_the_filter_and_n_goes_on_with_it_later(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        await app.type("#conference")
        await app.press("enter")
        assert app.names() == ["Ada Lovelace", "Emmy Noether", "Grace Hopper"]
        await app.press("escape", "G", "n")
        assert app.name == "Ada Lovelace"


async def test_the_cursor_stays_on_the_person_as_the_list_narrows(path: Path) -> None:
    async with running(path) as app:
        await app.press("j", "j")
        assert app.name == "Grace Hopper"
        await app.press("slash")
        await app.type("#conf")
        assert app.name == "Grace Hopper"


async def test_up_in_an_empty_line_goes_through_the_earlier_queries(path: Path) -> None:
    async with running(path) as app:
        for text in ("ada", "grace"):
            await app.press("slash")
            await app.type(text)
            await app.press("enter", "escape")
        await app.press("slash", "up")
        assert app.main.line.value == "grace"
        await app.press("up")
        assert (app.main.line.value, app.names()[0]) == ("ada", "Ada Lovelace")


async def test_tab_completes_a_tag(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        await app.type("#comp")
        assert "#group/compilers 2" in app.text()
        await app.press("tab")
        assert app.main.line.value == "#group/compilers "
        assert app.names() == ["Emmy Noether", "Grace Hopper"]


async def test_a_mistake_is_said_and_empties_nothing(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        await app.type("compny:x")
        assert "did you mean company:?" in app.text()
        assert len(app.names()) == 4


async def test_several_tags_at_once_by_space_in_the_sidebar(path: Path) -> None:
    async with running(path) as app:
        main = app.main
        main.sidebar.focus()
        for name in ("conference", "group"):
            row = next(n for n, row in enumerate(main.sidebar._rows) if row.place and row.place.key == name)
            main.sidebar.cursor = row
            await app.press("space")
        assert main.line.value == "#conference #group"
        assert app.names() == ["Emmy Noether", "Grace Hopper"]
        await app.press("space")
        assert main.line.value == "#conference"


async def test_untagged_and_no_idea_how_met_are_one_key_away(path: Path) -> None:
    async with running(path) as app:
        await app.press("U")
        assert app.names() == ["Zuse"]
        await app.press("W")
        assert app.names() == ["Zuse"]


async def test_recruiters_have_their_own_columns(path: Path) -> None:
    async with running(path) as app:
        await app.press("5")
        text = app.text()
        heads = next(line for line in text.splitlines() if "Firm" in line)
        assert all(word in heads for word in ("Name", "Firm", "CV since", "Fee", "Resp", "Last"))
        row = next(line for line in text.splitlines() if " Ada Lovelace" in line and "Analyt" in line)
        assert all(said in row for said in ("12 Mar", "20", "✓", "2w"))


async def test_conference_contacts_are_grouped_by_event_and_how(path: Path) -> None:
    async with running(path) as app:
        await app.press("6")
        lines = [line[26:60] for line in app.text().splitlines()]
        at = {
            word: next(n for n, line in enumerate(lines) if word in line) for word in ("FOSDEM", "PyCon 2026")
        }
        hallway = next(n for n, line in enumerate(lines) if "hallway" in line)
        ada = next(n for n, line in enumerate(lines) if "Ada Lovelace" in line)
        assert at["FOSDEM"] < at["PyCon 2026"] < hallway < ada


async def test_group_members_stand_under_each_of_their_groups(path: Path) -> None:
    async with running(path) as app:
        await app.press("7")
        assert app.names() == ["Emmy Noether", "Emmy Noether", "Grace Hopper"]
        assert "algebra  1" in app.text() and "compilers  2" in app.text()


async def test_a_letter_is_jumped_to(path: Path) -> None:
    async with running(path) as app:
        await app.press("apostrophe", "g")
        assert app.name == "Grace Hopper"
        await app.press("apostrophe", "escape", "j")
        assert app.name == "Zuse"


async def test_s_sorts_by_the_next_column(path: Path) -> None:
    async with running(path) as app:
        await app.press("s")
        assert app.names()[:2] == ["Ada Lovelace", "Emmy Noether"]
        assert "by last" in app.text()


async def test_a_change_by_another_program_is_shown_within_two_seconds(path: Path) -> None:
    async with running(path) as app:
        with open_book(path) as other:
            other.tag([app.main.people.found.ids[0]], add=["from-elsewhere"])
        loop = app.app._loop
        assert loop is not None
        begin = loop.time()
        await app.until(lambda: "from-elsewhere" in app.text())
        assert loop.time() - begin < 2


async def test_the_card_is_a_screen_of_its_own_on_a_small_terminal(path: Path) -> None:
    async with running(path, size=(80, 24)) as app:
        assert "Chief analyst" not in app.text()
        await app.press("enter")
        assert "Chief analyst" in app.text() and "Grace Hopper" not in app.text()
        await app.press("escape")
        assert "Grace Hopper" in app.text()


async def test_the_sidebar_is_a_screen_of_its_own_on_a_tiny_terminal(path: Path) -> None:
    async with running(path, size=(60, 20)) as app:
        assert "Recruiters" not in app.text()
        await app.press("tab")
        assert "Recruiters" in app.text()
        await app.press("enter")
        assert "Recruiters" not in app.text()


async def test_the_mouse_picks_a_row_a_view_and_a_key(path: Path) -> None:
    async with running(path) as app:
        await app.pilot.click("#people", offset=(6, 2))
        await app.settled()
        assert app.name == "Grace Hopper"
        await app.pilot.click("#sidebar", offset=(6, 4), times=2)
        await app.settled()
        assert app.main.place.title == "Recently talked to"
        await app.pilot.click("KeyBar", offset=(3, 0))
        await app.settled()
        assert app.app.focused is app.main.line


async def test_an_empty_book_says_what_to_press(tmp_path: Path) -> None:
    async with running(tmp_path / "empty.db") as app:
        assert "Press a to add a person" in app.text()
        for digit in "23456789":
            await app.press(digit)
            assert app.main.people.count() == 0
        await app.press("1", "a")
        await app.type("Ada")
        await app.press("ctrl+s")
        assert app.names() == ["Ada"]


async def test_where_nobody_fits_it_is_said_what_was_meant(path: Path) -> None:
    async with running(path) as app:
        await app.press("slash")
        await app.type("#pycno-2026")
        await app.until(lambda: "mean #conference/pycon-2026?" in app.text())
        assert "Nobody fits “#pycno-2026”." in app.text()
