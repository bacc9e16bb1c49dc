"""Favours from the shell: kept, asked again, answered, done, listed; and what recruiters need."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.model import Contact
from tests.unit.hostile import HOSTILE
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    rolodex = Rolodex(tmp_path / "book.db")
    with rolodex.book() as book:
        book.add_all([Contact(name="Ada Lovelace", tags=("recruiter",)), Contact(name="Grace Hopper")])
    return rolodex


def test_what_is_asked_is_kept_and_its_answer_told_by_name(rolodex: Rolodex) -> None:
    ran = rolodex("favour", "add", "ada", "asked for a reference by fri", "--on", "1 sep")
    assert (ran.code, ran.err) == (
        0,
        "Kept: you asked Ada Lovelace for a reference, Fri 27 Nov. `rolodex undo` takes it back.\n",
    )
    assert "asked twice, no answer (2mo)" in rolodex("favour", "again", "ada").err
    assert "asked twice, said yes today" in rolodex("favour", "answered", "ada", "yes").err
    assert "they did it today" in rolodex("favour", "done", "ada").err
    assert rolodex("due").out == ""
    ran = rolodex("favour", "done", "ada")
    assert (ran.code, ran.err) == (2, "Nothing is open with Ada Lovelace.\n")


def test_of_several_the_number_says_which(rolodex: Rolodex) -> None:
    rolodex("favour", "add", "ada", "asked for a reference")
    rolodex("favour", "add", "ada", "promised the slides")
    ran = rolodex("favour", "done", "ada")
    assert ran.code == 2
    assert "these are open: 1 a reference; 2 the slides. Say which" in ran.err
    assert rolodex("favour", "done", "2").code == 0
    assert rolodex("favour", "delete", "9").code == 1


def test_the_list_is_of_whom_a_query_fits(rolodex: Rolodex) -> None:
    assert rolodex("favour").code == 1
    rolodex("favour", "add", "ada", "grace", "asked for a reference")
    rolodex("favour", "answered", "2", "no")
    assert rolodex("favour", "list", "--open").out.split("\t")[:5] == [
        *("1", "Ada Lovelace", "them", "a reference", "2026-11-25")
    ]
    assert len(rolodex("favour", "list").out.splitlines()) == 2
    assert rolodex("favour", "list", "#recruiter").out.startswith("1\tAda")
    assert rolodex("favour", "list", "colour:red").code == 2


def test_json_has_all_of_a_favour_under_stable_names(rolodex: Rolodex) -> None:
    rolodex("favour", "add", "grace", "promised the slides by fri", "--note", "with moths")
    (favour,) = rolodex.json("favour", "list", "--open")
    assert favour.pop("with")["name"] == "Grace Hopper"
    assert favour.pop("uid")
    assert favour == {
        **{"number": 1, "favour": "the slides", "whom": "me", "times": 0, "answer": "yes"},
        "note": "with moths",
        **{"asked_on": "2026-11-25", "last_asked_on": None, "answered_on": "2026-11-25", "done_on": None},
        "due": "2026-11-27",
    }
    grace = rolodex.json("find", "grace")[0]
    assert (grace["asked"], grace["answered"]) == (0, 0)


def test_the_card_and_the_brief_say_what_is_open(rolodex: Rolodex) -> None:
    rolodex("favour", "add", "ada", "asked for a reference")
    rolodex("favour", "add", "ada", "promised the slides by fri")
    card = rolodex("show", "ada").out.splitlines()
    assert "Asked    a reference · no answer (today)" in card
    assert "Owe      the slides · promised today, by Fri 27 Nov" in card
    assert "Answers  0 of 1" in card
    brief = rolodex("brief", "ada").out.splitlines()
    assert "You owe    ▷  the slides · promised today, by Fri 27 Nov" in brief
    assert "Asked      ◁  a reference · no answer (today)" in brief
    assert [one["favour"] for one in rolodex.json("brief", "ada")[0]["promises"]] == [
        *("a reference", "the slides")
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_favour_comes_out_as_harmless_text(rolodex: Rolodex, text: str) -> None:
    rolodex("favour", "add", "ada", f"asked for {text}")
    for run in (rolodex("favour", "list"), rolodex("show", "ada"), rolodex("brief", "ada")):
        assert "\x1b" not in run.out + run.err
    assert len(rolodex("favour", "list").out.splitlines()) == 1


def test_an_older_book_is_given_what_new_ones_have_for_recruiters(rolodex: Rolodex) -> None:
    assert rolodex("category", "recruiters").err == "All of it is there already.\n"
    with rolodex.book() as book:
        book.delete_category(book.categories()[-1].id)
    assert "Added Recruiters/Never answered." in rolodex("category", "recruiters").err
    assert rolodex("category").out.splitlines()[0] == "Recruiters\t1\t#recruiter"
    assert rolodex.json("category", "list")[-1]["query"] == "#recruiter is:never-answered"
