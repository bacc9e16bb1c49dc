"""The line of the log in the app: what it shows while it is typed, what it writes, what it keeps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.events import Paste

from rolodex.book import open_book
from rolodex.model import Contact, FollowUp, Interaction
from rolodex.tui.dialogs.log_form import LogForm
from rolodex.tui.dialogs.log_line import LogLine
from rolodex.tui.dialogs.pieces import Pieces
from tests.conftest import now
from tests.tui.steering import Steered, harmless, running
from tests.unit.hostile import HOSTILE


def add(path: Path, *names: str) -> None:
    with open_book(path, clock=now) as book:
        for name in names:
            book.add(Contact(name=name))


def newest(path: Path) -> Interaction:
    """The entry that was logged last."""
    with open_book(path, clock=now) as book:
        entries = {entry.id: entry for person in book.find("") for entry in book.timeline(person.id)}
    return entries[max(entries)]


def to_do(path: Path) -> list[FollowUp]:
    """What is to be done about anybody."""
    with open_book(path, clock=now) as book:
        rows = {row.id: row for person in book.find("") for row in book.follow_ups(person.id)}
    return list(rows.values())


def preview(app: Steered) -> dict[str, str]:
    """The rows below the line, by what they are about."""
    text = str(app.app.screen.query_one(".understood").content)  # type: ignore[attr-defined]
    return {line[:6].strip(): line[6:] for line in text.split("\n") if line.strip()}


def line(app: Steered) -> Pieces:
    return app.app.screen.query_one(Pieces)


def is_open(app: Steered) -> bool:
    return isinstance(app.app.screen, LogLine)


async def test_a_line_that_names_nobody_is_about_the_person_at_the_cursor(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        assert preview(app) == {"With": "Ada Lovelace, as chosen", "What": "meeting", "When": "today"}
        await app.type("coffee re compilers")
        await app.press("enter")
        assert app.name == "Ada Lovelace"
        assert "coffee re compilers" in app.card
    entry = newest(path)
    assert (entry.names, entry.text, entry.on) == (("Ada Lovelace",), "coffee re compilers", "2026-11-20")


async def test_a_line_that_names_nobody_is_about_the_marked_people(path: Path) -> None:
    async with running(path) as app:
        await app.press("space", "space", "l")
        assert preview(app)["With"] == "2 people: Ada Lovelace, Emmy Noether, as chosen"
        await app.type("call")
        await app.press("enter")
    assert set(newest(path).names) == {"Ada Lovelace", "Emmy Noether"}


async def test_every_piece_is_shown_as_it_is_understood(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("call with grace and emmy yesterday 3pm re looms #rust +2w send the paper")
        assert preview(app) == {
            "With": "Grace Hopper, Emmy Noether",
            "What": "call",
            "When": "Thu 19 Nov 2026, yesterday, 15:00",
            "Tags": "#rust",
            "Then": "Fri 4 Dec 2026, in 2w  send the paper",
            "Text": "re looms",
        }
        await app.press("ctrl+r")
        await app.type("call grace 31 feb")
        assert preview(app)["When"] == "today  there is no 31 feb"


async def test_what_is_written_is_said_in_a_sentence_and_undone_with_u(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee with ada and grace yesterday +2w")
        await app.press("enter")
        said = "Logged meeting with Ada Lovelace and Grace Hopper, yesterday · follow up 4 Dec · u undoes"
        assert said in " ".join(app.text().replace("│", " ").split()) or said in {
            note.message for note in app.app._notifications
        }
        assert [row.due for row in to_do(path)] == ["2026-12-04"]
        await app.press("u")
    assert to_do(path) == []
    assert "coffee" not in newest(path).text


async def test_the_list_the_card_and_the_sidebar_open_it(path: Path) -> None:
    async with running(path) as app:
        for pane in (app.main.people, app.main.card, app.main.sidebar):
            pane.focus()
            await app.press("l")
            assert is_open(app)
            await app.press("escape")
            assert not is_open(app)


async def test_the_command_line_begins_it(path: Path) -> None:
    async with running(path) as app:
        await app.press("colon")
        await app.type("log tea with grace")
        await app.press("enter")
        assert line(app).value == "tea with grace"
        assert preview(app)["With"] == "Grace Hopper"


async def test_one_key_picks_another_of_those_whom_a_name_fits_and_comes_round(path: Path) -> None:
    add(path, "Ada Byron", "Ada Yonath")
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee with ada")
        assert preview(app)["With"] == (
            "Ada Lovelace (Analytical Engines · Lo…) · also Ada Byron, Ada Yonath — ^n another"
        )
        seen = []
        for _ in range(3):
            await app.press("ctrl+n")
            seen.append(preview(app)["With"].split(" · ")[0])
        assert seen == ["Ada Byron", "Ada Yonath", "Ada Lovelace (Analytical Engines"]
        await app.press("ctrl+n", "enter")
    assert newest(path).names == ("Ada Byron",)


async def test_the_name_at_the_cursor_is_the_one_that_changes(path: Path) -> None:
    add(path, "Ada Byron", "Grace Kelly")
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee with ada and grace")
        await app.press(*["left"] * len(" and grace"), "ctrl+n")
        assert preview(app)["With"] == (
            "Ada Byron, Grace Hopper (or 1 more) · “ada” also Ada Lovelace — ^n another"
        )


async def test_keys_typed_while_a_name_is_being_looked_up_come_after_it(path: Path) -> None:
    async with running(path) as app:
        await app.pilot.press("l", *"tea", "space", *"with", "space", *"gr", "tab", *"and", "space", *"em")
        await app.pilot.press("tab", "enter", "j")
        await app.settled()
        assert not is_open(app)
        assert app.name == "Emmy Noether"
    assert newest(path).names == ("Grace Hopper", "Emmy Noether")


async def test_tab_completes_what_is_typed_and_else_does_nothing(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        for typed, completed in (
            ("", ""),
            ("cof", "coffee "),
            ("tea with gr", "tea with Grace Hopper "),
            ("tea @lov", "tea Ada Lovelace "),
            ("tea with grace ho", "tea with Grace Hopper "),
            ("tea #alg", "tea #group/algebra "),
            ("tea re xy", "tea re xy"),
        ):
            line(app).value = ""
            await app.type(typed)
            await app.press("tab")
            assert (line(app).value, line(app).has_focus) == (completed, True)


async def test_a_completed_name_means_that_one_of_two_who_are_called_the_same(path: Path) -> None:
    with open_book(path, clock=now) as book:
        book.add(Contact(name="Max Born", company="Göttingen"))
        other = book.add(Contact(name="Max Born", company="Bonn"))
        book.log([other.id], "talked", on=date(2026, 11, 2))
    async with running(path) as app:
        await app.press("l")
        await app.type("tea with max")
        offered = app.app.screen.query_one("#offered").offered  # type: ignore[attr-defined]
        second = next(one for one in offered if one.about == "Göttingen")
        app.app.screen._take(second)  # type: ignore[attr-defined]
        await app.settled()
        assert preview(app)["With"].startswith("Max Born (Göttingen)")


async def test_somebody_new_is_shown_as_new_and_comes_into_the_book(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee with **Joe, tall**")
        assert preview(app)["With"] == "Joe new, tall"
        await app.press("enter")
        assert "Joe" in app.names()


async def test_a_name_nobody_has_stays_text_and_is_said(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee with Zebulon")
        assert "nobody is called “Zebulon”: **Zebulon** adds them" in preview(app)["With"]
        assert "Zebulon" in preview(app)["Text"]


async def test_what_cannot_be_written_is_said_and_the_line_stays(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("grace")
        await app.press("enter")
        assert is_open(app)
        assert "Say what happened" in app.text()
        assert line(app).value == "grace"


async def test_a_line_that_was_left_is_there_again(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee re the new compilers")
        await app.press("escape", "l")
        assert line(app).value == "coffee re the new compilers"
        assert "Restored what you had typed" in app.text()
        await app.press("ctrl+r", "escape", "l")
        assert line(app).value == ""


async def test_what_is_typed_replaces_a_line_that_is_there_again(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee re the new compilers")
        await app.press("escape", "l")
        await app.type("tea")
        assert line(app).value == "tea"


async def test_a_line_that_is_there_again_can_be_gone_on_with(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee re the new compilers")
        await app.press("escape", "l", "right")
        await app.type(" and looms")
        assert line(app).value == "coffee re the new compilers and looms"


async def test_of_several_lines_pasted_it_says_that_one_was_taken(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        line(app).post_message(Paste("\ncoffee with grace\ntea with ada\n\nlunch with alan\n"))
        await app.settled()
        assert line(app).value == "coffee with grace"
        assert "Only the first of 3 lines was taken: `rolodex log -` takes many." in app.text()


async def test_a_mistyped_name_is_shown_as_a_guess(path: Path) -> None:
    add(path, "Margaret Hamilton", "Margaret Mead")
    async with running(path) as app:
        await app.press("l")
        await app.type("margret called")
        assert "? for “margret”" in preview(app)["With"]
        assert preview(app)["With"].endswith("^n another")


async def test_somebody_unknown_is_not_the_person_at_the_cursor(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee with zebulon")
        assert preview(app)["With"].startswith("nobody yet")
        await app.press("enter")
        assert is_open(app)
        assert "Nobody is called “zebulon”: write **zebulon** to add them, or another name." in app.text()


async def test_a_few_words_that_were_left_are_not_kept(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee")
        await app.press("escape", "l")
        assert line(app).value == ""


async def test_a_line_that_was_written_is_not_there_again(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("coffee re the new compilers")
        await app.press("enter", "l")
        assert line(app).value == ""


async def test_the_form_goes_on_with_what_was_understood(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("call with grace yesterday re looms #rust +2w")
        await app.press("ctrl+o")
        assert isinstance(app.app.screen, LogForm)
        assert {row.key: row.text for row in app.app.screen.rows()} == {
            "text": "re looms",
            "kind": "call",
            "on": "2026-11-19",
            "tags": "rust",
        }
        await app.type(", and of soup")
        await app.press("enter")
        assert len(app.app.screen_stack) == 2
    entry = newest(path)
    assert (entry.kind, entry.text, entry.names) == ("call", "re looms, and of soup", ("Grace Hopper",))
    assert [row.due for row in to_do(path)] == ["2026-12-04"]


async def test_whoever_leaves_the_form_is_back_in_the_line(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("call grace re looms")
        await app.press("ctrl+o", "escape")
        assert is_open(app)
        assert line(app).value == "call grace re looms"


async def test_the_rows_keep_their_places_while_it_is_typed(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        before = [w.region for w in (line(app), app.app.screen.query_one(".understood"))]
        await app.type("coffee with gr")
        assert [w.region for w in (line(app), app.app.screen.query_one(".understood"))] == before


async def test_a_name_from_outside_is_text(tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    some = list(HOSTILE.values())[::2]
    add(path, *some)
    async with running(path) as app:
        for row in range(len(some)):
            app.main.people.cursor = row
            await app.press("l")
            line(app).value = "tea #x"
            await app.settled()
            assert is_open(app) and harmless(app.text()), app.name
            await app.press("enter")
            assert not is_open(app), app.name
    with open_book(path, clock=now) as book:
        people = book.find("")
        assert len(people) == len(some)
        assert [[entry.text for entry in book.timeline(one.id)] for one in people] == [["tea"]] * len(people)


async def test_pieces_are_coloured_in_place_where_blanks_are_doubled(path: Path) -> None:
    async with running(path) as app:
        await app.press("l")
        await app.type("tea  with   grace")
        field = line(app)
        assert [(field.value[start:end], role) for start, end, role in field._colouring.spans] == [
            ("tea", "kind"),
            ("grace", "person"),
        ]
