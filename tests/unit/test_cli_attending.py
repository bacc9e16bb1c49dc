from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.shell_runs import Rolodex

MET = {"how": "", "where": "PyCon 2026, Pittsburgh", "on": "2026-11-25", "via": ""}


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    return Rolodex(tmp_path / "book.db")


@pytest.fixture
def at_pycon(rolodex: Rolodex) -> Rolodex:
    rolodex("event", "PyCon", "2026", "@Pittsburgh", "--tag", "conference/pycon-2026")
    return rolodex


def test_an_event_is_put_on_shown_and_ended(rolodex: Rolodex) -> None:
    begun = rolodex("event", "PyCon 2026", "@Pittsburgh", "#conference/pycon-2026")
    assert (begun.code, begun.out) == (0, "")
    assert begun.err == (
        "You are at PyCon 2026, Pittsburgh: whoever you add or log gets it and #conference/pycon-2026."
        " `rolodex event off` ends it.\n"
    )
    shown = rolodex("event")
    assert (shown.out, shown.code) == ("PyCon 2026 @Pittsburgh #conference/pycon-2026\n", 0)
    assert shown.err == "On since 2026-11-25: 0 people.\n"
    assert rolodex("event", "OFF").err == "PyCon 2026, Pittsburgh is over: 0 people.\n"
    assert rolodex("event", "off").err == "No event was on.\n"


def test_without_an_event_nothing_is_found(at_pycon: Rolodex) -> None:
    at_pycon("event", "off")
    ran = at_pycon("event")
    assert (ran.code, ran.out) == (1, "")
    assert "No event is on" in ran.err


def test_an_option_says_the_tag_which_a_shell_takes_for_a_comment_otherwise(rolodex: Rolodex) -> None:
    rolodex("event", "Dinner", "--tag", '#book "club')
    assert rolodex("event").out == "Dinner #book-club\n"


def test_a_line_that_is_no_event_is_wrong_use_and_makes_no_book(rolodex: Rolodex) -> None:
    ran = rolodex("event", "@Pittsburgh")
    assert ran.code == 2
    assert "needs a name" in ran.err
    assert not rolodex.path.exists()


def test_add_puts_the_event_on_and_says_so(at_pycon: Rolodex) -> None:
    ran = at_pycon("add", "Ada", "Lovelace")
    assert ran.err == (
        "Added Ada Lovelace at PyCon 2026, Pittsburgh (#conference/pycon-2026)."
        " `rolodex undo` takes it back.\n"
    )
    ada = at_pycon.json("show", "ada")
    assert (ada["met"], ada["tags"]) == (MET, ["conference/pycon-2026"])


def test_log_puts_the_event_on_and_says_so(rolodex: Rolodex) -> None:
    rolodex("add", "Ada", "Lovelace")
    rolodex("event", "PyCon 2026 @Pittsburgh")
    ran = rolodex("log", "ada", "compilers")
    assert ran.err == (
        "Logged meeting with Ada Lovelace, today at PyCon 2026, Pittsburgh (#event/pycon-2026)."
        " `rolodex undo` takes it back.\n"
    )
    ada = rolodex.json("show", "ada")
    assert (ada["met"], ada["tags"]) == (MET, ["event/pycon-2026"])
    assert ada["timeline"][0]["tags"] == ["event/pycon-2026"]
    rolodex("undo")
    ada = rolodex.json("show", "ada")
    assert (ada["met"]["where"], ada["tags"], ada["timeline"]) == ("", [], [])


def test_people_on_stdin_are_added_as_one_change(at_pycon: Rolodex) -> None:
    lines = "Joe Armstrong, Erlang, joe@example.org\n\nBarbara Liskov, @liskov #clu\r\n"
    ran = at_pycon("add", "-", "--company", "Ericsson", "--tag", "speaker", stdin=lines)
    assert ran.code == 0
    assert ran.err.startswith("Added Joe Armstrong and Barbara Liskov at PyCon 2026, Pittsburgh (#")
    joe, barbara = (at_pycon.json("show", uid) for uid in ran.out.split())
    assert (joe["note"], joe["company"], joe["met"]) == ("Erlang", "Ericsson", MET)
    assert joe["emails"] == [{"value": "joe@example.org", "label": ""}]
    assert barbara["tags"] == ["clu", "conference/pycon-2026", "speaker"]
    at_pycon("undo")
    assert at_pycon("find").code == 1


def test_a_line_without_a_name_is_said_and_nobody_is_added(at_pycon: Rolodex) -> None:
    ran = at_pycon("add", "-", stdin="Joe Armstrong\njoe@example.org\n")
    assert ran.code == 2
    assert ran.err.startswith("Line 2: Say the name first")
    assert at_pycon("find").code == 1


def test_an_empty_stdin_is_wrong_use(rolodex: Rolodex) -> None:
    assert rolodex("add", "-", stdin="\n \n").code == 2
    assert not rolodex.path.exists()


def test_stdin_that_is_no_text_is_added_as_far_as_it_is_one(rolodex: Rolodex) -> None:
    assert rolodex("add", "-", stdin=b"Jos\xe9, \x1b[31mred\n").code == 0
    assert rolodex.json("find")[0]["name"] == "Jos\ufffd"
