"""Groups from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.hostile import HOSTILE
from tests.unit.rows import dump
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    return Rolodex(tmp_path / "book.db")


@pytest.fixture
def rust(rolodex: Rolodex) -> Rolodex:
    """A book with a meetup of Ada and Grace."""
    rolodex("group", "add", "Rust Oslo", "--kind", "meetup", "--from", "2019", "--role", "organiser")
    for name in ("Ada Lovelace", "Grace Hopper"):
        rolodex("add", name, "--tag", "group/rust-oslo")
    return rolodex


def test_without_a_verb_groups_are_listed(rust: Rolodex) -> None:
    rust("group", "add", "PyCon", "2026", "--kind", "conference", "--from", "13 may", "--to", "17 may")
    assert rust("group").out == (
        "PyCon 2026\tconference\tconference/pycon-2026\t0\t0\t2026-05-13\t2026-05-17\t\t\t\n"
        "Rust Oslo\tmeetup\tgroup/rust-oslo\t2\t0\t2019\t\t\torganiser\t\n"
    )


def test_without_a_group_nothing_is_found_and_how_to_make_one_is_said(rolodex: Rolodex) -> None:
    rolodex("add", "Ada")
    ran = rolodex("group", "list")
    assert (ran.code, ran.out) == (1, "")
    assert "rolodex group add" in ran.err


def test_the_people_of_a_group_are_shown_with_what_each_said_and_did(rust: Rolodex) -> None:
    rust("group", "say", "rust", "ada", "talked", "on", "lifetimes")
    rust("log", "pizza with grace yesterday #group/rust-oslo")
    assert rust("group", "show", "rust", "oslo").out == (
        "Rust Oslo  meetup, 2 people\n"
        "organiser · since 2019\n"
        "#group/rust-oslo\n"
        "\n"
        "Ada Lovelace\n"
        "  talked on lifetimes\n"
        "\n"
        "Grace Hopper\n"
        "  yesterday: pizza\n"
    )
    ada, grace = rust.json("group", "show", "rust")["members"]
    assert (ada["said"], ada["missing_since"]) == ("talked on lifetimes", None)
    assert [talk["text"] for talk in grace["talks"]] == ["pizza"]


def test_a_card_says_ones_role_behind_the_tag_and_what_they_said(rust: Rolodex) -> None:
    rust("group", "say", "rust", "ada", "talked on lifetimes")
    out = rust("show", "ada").out
    assert "#group/rust-oslo (organiser, since 2019)\n" in out
    assert "There  Rust Oslo: talked on lifetimes\n" in out
    assert rust.json("show", "ada")["groups"] == [
        {
            "name": "Rust Oslo",
            "kind": "meetup",
            "tag": "group/rust-oslo",
            "said": "talked on lifetimes",
            "missing_since": None,
        }
    ]


def test_values_of_a_group_are_set_and_emptied(rust: Rolodex) -> None:
    assert rust("group", "set", "rust", "to=2024", "role=", "place=Oslo").code == 0
    (told,) = rust.json("group", "list")
    assert (told["starts_on"], told["ends_on"], told["role"], told["place"]) == ("2019", "2024", "", "Oslo")
    wrong = rust("group", "set", "rust", "people=3")
    assert wrong.code == 2
    assert "name, kind, link, from, to, place, role, note, tag" in wrong.err


def test_refilling_is_one_command_and_one_undo(rust: Rolodex, tmp_path: Path) -> None:
    before = dump(rust.path)
    file = tmp_path / "members.csv"
    file.write_text("name\nAda Lovelace\nAlan Turing\n", "utf-8")
    tried = rust("group", "refill", "Rust Oslo", str(file), "--dry-run")
    assert tried.out == "new: Alan Turing\nmissing: Grace Hopper\n"
    assert dump(rust.path) == before
    done = rust("group", "refill", "Rust Oslo", str(file))
    assert done.out == tried.out
    assert done.err.startswith("Rust Oslo: 2 people in the list, 1 new, 1 missing. `rolodex undo ")
    assert rust.json("group", "show", "rust")["members"][-1]["missing_since"] == "2026-11-25"
    rust("group", "there", "rust", "grace")
    assert rust.json("group", "list")[0]["missing"] == 0
    rust("undo")
    rust("undo")
    assert dump(rust.path) == before


def test_refilling_a_group_that_is_not_there_makes_it(rolodex: Rolodex, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("name\nAda Lovelace\n", "utf-8")
    told = rolodex.json("group", "refill", "RustConf", str(file), "--kind", "conf")
    assert (told["group"]["tag"], told["new"]) == ("conference/rustconf", ["Ada Lovelace"])
    assert told["import"]["new"] == 1


def test_a_file_that_is_not_there_makes_no_book(rolodex: Rolodex, tmp_path: Path) -> None:
    assert rolodex("group", "refill", "Rust Oslo", str(tmp_path / "gone.csv")).code == 2
    assert not rolodex.path.exists()


def test_deleting_a_group_leaves_the_tag_unless_it_is_to_go_too(rust: Rolodex) -> None:
    before = dump(rust.path)
    assert "2 people still with #group/rust-oslo" in rust("group", "delete", "rust").err
    assert rust.json("show", "ada")["tags"] == ["group/rust-oslo"]
    rust("undo")
    rust("group", "delete", "rust", "--with-tag")
    assert rust.json("show", "ada")["tags"] == []
    rust("undo")
    assert dump(rust.path) == before


def test_a_group_that_is_not_there_is_not_found(rust: Rolodex) -> None:
    assert rust("group", "show", "bergen").code == 1


def test_hostile_text_is_harmless_on_the_terminal(rust: Rolodex) -> None:
    text = " ".join(HOSTILE.values()).replace("\0", "")
    rust("group", "set", "rust", f"note={text}", f"place={text}", f"name=x{text}")
    rust("group", "say", "#group/rust-oslo", "ada", text)
    ran = rust("group", "show", "#group/rust-oslo")
    assert ran.code == 0
    assert "\x1b" not in ran.out and "\u202e" not in ran.out
