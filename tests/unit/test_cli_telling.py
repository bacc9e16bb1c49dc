"""`rolodex log` in words: a line, lines from a pipe, and what is said of how they were understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.model import Contact, Handle, Interaction
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    """A book with two Adas, of whom Lovelace is met, and Grace. Today is Wednesday, 25 November 2026."""
    rolodex = Rolodex(tmp_path / "book.db")
    with rolodex.book() as book:
        ada = book.add(Contact(name="Ada Lovelace", company="Engines", handles=(Handle("x", "countess"),)))
        book.add(Contact(name="Ada Yonath", company="Acme", city="Haifa"))
        book.add(Contact(name="Grace Hopper"))
        book.log([ada.id], "engines")
    return rolodex


def test_a_line_is_an_entry_with_its_day_tags_and_follow_up(rolodex: Rolodex) -> None:
    ran = rolodex("log", "coffee with ada and grace yesterday re compilers #pycon +2w send CV")
    assert (ran.code, ran.out) == (0, "")
    assert rolodex.json("show", "grace")["timeline"] == [
        {
            "on": "2026-11-24",
            "kind": "meeting",
            "text": "coffee re compilers",
            "tags": ["pycon"],
            "with": ["Ada Lovelace"],
        }
    ]
    with rolodex.book() as book:
        (ahead,) = book.follow_ups(book.who("grace").id)
        assert (ahead.due, ahead.text, ahead.names) == (
            "2026-12-09",
            "send CV",
            ("Ada Lovelace", "Grace Hopper"),
        )


def test_what_was_understood_is_said(rolodex: Rolodex) -> None:
    ran = rolodex("log", "coffee with ada and grace yesterday re compilers #pycon +2w")
    said = "Logged meeting with Ada Lovelace and Grace Hopper, yesterday: coffee re compilers #pycon."
    assert ran.err.startswith(f"{said} Follow up 9 Dec.")


def test_whom_else_a_name_fits_is_said(rolodex: Rolodex) -> None:
    ran = rolodex("log", "coffee with ada")
    assert "“ada” was taken for Ada Lovelace (Engines); it fits Ada Yonath (Acme · Haifa) too." in ran.err


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("call grace 31 Feb", "here is no 31 Feb"),
        ("called grace 2027-01-02", "2027-01-02 is still to come"),
    ],
)
def test_a_day_on_which_nothing_can_have_happened_is_told_and_nothing_logged(
    rolodex: Rolodex, line: str, why: str
) -> None:
    ran = rolodex("log", line)
    assert (ran.code, why in ran.err) == (2, True)
    assert why in rolodex("log", "--dry-run", line).out
    assert not _talks(rolodex)
    assert why not in rolodex("log", line, "--on", "yesterday").err
    assert len(_talks(rolodex)) == 1


def test_somebody_unknown_beside_somebody_known_is_told(rolodex: Rolodex) -> None:
    ran = rolodex("log", "coffee with zebulon and grace")
    assert "  Nobody is called “zebulon”: it stays text." in ran.err.splitlines()


def _talks(rolodex: Rolodex) -> list[Interaction]:
    with rolodex.book() as book:
        return book.timeline(book.who("grace").id)


def test_a_line_is_one_change(rolodex: Rolodex) -> None:
    rolodex("log", "coffee with grace and **Joe** +2w")
    rolodex("undo")
    assert rolodex("show", "joe").code == 1
    assert rolodex.json("show", "grace")["timeline"] == []


def test_each_line_of_a_pipe_is_an_entry(rolodex: Rolodex) -> None:
    ran = rolodex("log", "-", stdin="coffee with grace mon\n\ncall grace today\n")
    assert ran.code == 0
    days = [entry["on"] for entry in rolodex.json("show", "grace")["timeline"]]
    assert days == ["2026-11-25", "2026-11-23"]


def test_lines_of_a_pipe_are_one_change(rolodex: Rolodex) -> None:
    rolodex("log", stdin="coffee with grace mon\ncall grace today\n")
    rolodex("undo")
    assert rolodex.json("show", "grace")["timeline"] == []


def test_a_line_that_names_nobody_stops_the_whole_pipe(rolodex: Rolodex) -> None:
    ran = rolodex("log", stdin="coffee with grace\n\nbought milk\n")
    assert ran.code == 2
    assert ran.err.startswith("Line 3: Say with whom")
    assert rolodex.json("show", "grace")["timeline"] == []


def test_a_name_that_nobody_has_is_named(rolodex: Rolodex) -> None:
    ran = rolodex("log", "coffee with Zed")
    assert ran.code == 2
    assert "Nobody is called “Zed”: write **Zed** to add them" in ran.err


def test_somebody_new_in_two_lines_comes_into_the_book_once(rolodex: Rolodex) -> None:
    rolodex("log", stdin="met **Joe, tall, Rust** yesterday\ncall @new:joe today\n")
    (joe,) = rolodex.json("find", "#half-known")
    assert (joe["name"], joe["note"], joe["met"]["on"]) == ("Joe", "tall, Rust", "2026-11-24")
    assert len(rolodex.json("show", "joe")["timeline"]) == 2


def test_a_dry_run_explains_and_logs_nothing(rolodex: Rolodex) -> None:
    ran = rolodex("log", "--dry-run", "zoom @countess yesterday 3pm #work/q4 +fri send CV")
    assert ran.out.splitlines() == [
        "zoom @countess yesterday 3pm #work/q4 +fri send CV",
        "  who        Ada Lovelace (Engines)",
        "  kind       call",
        "  day        2026-11-24 (yesterday)",
        "  time       15:00",
        "  tags       #work/q4",
        "  text       zoom",
        "  follow up  2026-11-27 (Fri 27 Nov: send CV)",
    ]
    assert len(rolodex.json("show", "lovelace")["timeline"]) == 1


def test_a_line_of_only_a_follow_up_logs_no_talk(rolodex: Rolodex) -> None:
    ran = rolodex("log", "follow up with grace in march about the fee")
    assert ran.err.startswith("Follow up with Grace Hopper 1 Mar: about the fee.")
    assert rolodex.json("show", "grace")["timeline"] == []


def test_options_go_before_what_the_line_says(rolodex: Rolodex) -> None:
    rolodex("log", "coffee with grace yesterday #a", "--on", "2026-11-02", "--kind", "event", "--tag", "b")
    (entry,) = rolodex.json("show", "grace")["timeline"]
    assert (entry["on"], entry["kind"], entry["tags"]) == ("2026-11-02", "event", ["a", "b"])


def test_the_time_and_the_last_day_stand_before_the_text(rolodex: Rolodex) -> None:
    rolodex("log", "16-18 nov workshop with grace 9:30")
    (entry,) = rolodex.json("show", "grace")["timeline"]
    assert (entry["on"], entry["text"]) == ("2026-11-16", "16–18 Nov, 09:30: workshop")
