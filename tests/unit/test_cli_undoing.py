from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.model import Contact
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    rolodex = Rolodex(tmp_path / "book.db")
    with rolodex.book() as book:
        book.add(Contact(name="Ada Lovelace"))
    return rolodex


def test_undo_takes_back_the_newest_change_and_redo_does_it_again(rolodex: Rolodex) -> None:
    rolodex("tag", "ada", "--add", "pycon")
    ran = rolodex("undo")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Undid change 2: tag 1 person #pycon. `rolodex redo 2` does it again.\n"
    assert rolodex.json("show", "ada")["tags"] == []
    assert rolodex("redo").err == "Did change 2 again: tag 1 person #pycon. `rolodex undo 2` takes it back.\n"
    assert rolodex.json("show", "ada")["tags"] == ["pycon"]


def test_undo_takes_the_change_of_a_number(rolodex: Rolodex) -> None:
    rolodex("tag", "ada", "--add", "one")
    rolodex("tag", "ada", "--add", "two")
    assert rolodex("undo", "2").code == 0
    assert rolodex.json("show", "ada")["tags"] == ["two"]


def test_undo_of_a_change_that_is_not_there_exits_1(rolodex: Rolodex) -> None:
    ran = rolodex("undo", "99")
    assert ran.code == 1
    assert "no change 99" in ran.err


def test_undo_with_nothing_left_to_undo_exits_1(rolodex: Rolodex) -> None:
    rolodex("undo")
    assert rolodex("undo").code == 1


def test_redo_with_nothing_to_redo_exits_1(rolodex: Rolodex) -> None:
    assert rolodex("redo").code == 1


def test_undo_that_would_overwrite_a_newer_change_is_refused_with_2(rolodex: Rolodex) -> None:
    with rolodex.book() as book:
        ada = book.who("ada")
        book.edit(Contact(name="Ada Lovelace", company="One", id=ada.id))
        book.edit(Contact(name="Ada Lovelace", company="Two", id=ada.id))
    ran = rolodex("undo", "2")
    assert ran.code == 2
    assert "Nothing was changed" in ran.err
    assert rolodex.json("show", "ada")["company"] == "Two"


def test_history_lists_changes_newest_first_and_marks_the_undone(rolodex: Rolodex) -> None:
    rolodex("tag", "ada", "--add", "pycon")
    rolodex("undo")
    newest, oldest = rolodex("history").out.splitlines()
    assert newest.split()[0] == "2"
    assert newest.endswith("shell    tag 1 person #pycon  (undone)")
    assert oldest.endswith("library  add Ada Lovelace")


def test_history_stops_at_the_limit(rolodex: Rolodex) -> None:
    rolodex("tag", "ada", "--add", "pycon")
    assert len(rolodex.json("history", "--limit", "1")) == 1


def test_history_as_json_has_its_documented_names(rolodex: Rolodex) -> None:
    (change,) = rolodex.json("history")
    assert change.pop("rows") > 0
    assert change == {
        "id": 1,
        "label": "add Ada Lovelace",
        "at": "2026-11-25T12:00:00Z",
        "origin": "library",
        "undone": False,
    }


def test_history_of_a_person_tells_what_became_what(rolodex: Rolodex) -> None:
    with rolodex.book() as book:
        ada = book.who("ada")
        book.edit(Contact(name="Ada Lovelace", company="One", id=ada.id))
        book.edit(Contact(name="Ada Lovelace", company="Two", id=ada.id))
    lines = rolodex("history", "ada", "lovelace").out.splitlines()
    assert lines[0].endswith("company         One → Two")
    assert lines[1].endswith("company         + One")


def test_history_of_a_person_as_json_has_its_documented_names(rolodex: Rolodex) -> None:
    rolodex("tag", "ada", "--add", "pycon")
    assert rolodex.json("history", "ada")[0] == {
        "change": 2,
        "label": "tag 1 person #pycon",
        "at": "2026-11-25T12:00:00Z",
        "origin": "shell",
        "undone": False,
        "what": "tag",
        "before": "",
        "after": "pycon",
    }


def test_history_of_a_book_without_changes_exits_1(tmp_path: Path) -> None:
    rolodex = Rolodex(tmp_path / "empty.db")
    rolodex.book().close()
    ran = rolodex("history")
    assert (ran.code, ran.out) == (1, "")


@pytest.mark.parametrize("verb", ["undo", "redo", "history"])
def test_there_is_no_history_without_a_book_and_none_is_made(tmp_path: Path, verb: str) -> None:
    assert Rolodex(tmp_path / "none.db")(verb).code == 2
    assert list(tmp_path.iterdir()) == []
