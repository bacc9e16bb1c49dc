"""Introductions, links, paths, pairs and surroundings from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.model import Contact
from tests.unit.hostile import HOSTILE
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    """A book of Ada, and two who are called Grace."""
    rolodex = Rolodex(tmp_path / "book.db")
    for name in ("Ada Lovelace", "Grace Hopper", "Grace Kelly"):
        rolodex("add", name)
    rolodex("log", "coffee with ada and grace hopper yesterday")
    return rolodex


def test_an_introduction_goes_from_the_asking_to_what_came_of_it(rolodex: Rolodex) -> None:
    began = rolodex("intro", "ada", "to", "grace", "hopper", "re", "compilers", "--due", "fri")
    assert "Introduction 1, Ada Lovelace ↔ Grace Hopper: nobody asked yet. Due Fri 27 Nov." in began.err
    assert rolodex("intro", "1", "asked").code == 0
    assert "Ada agreed, waiting for Grace" in rolodex("intro", "1", "agreed", "ada").err
    assert rolodex("intro").out == (
        "1\tasking\tAda Lovelace ↔ Grace Hopper\tcompilers\tAda agreed, waiting for Grace\t2026-12-02\n"
    )
    assert "introduce Ada Lovelace to Grace Hopper re compilers" in rolodex("due").out
    rolodex("intro", "1", "agreed", "hopper")
    rolodex("intro", "1", "made")
    rolodex("intro", "1", "outcome", "they", "wrote", "COBOL")
    assert rolodex("intro", "1").out == (
        "1  Ada Lovelace ↔ Grace Hopper  re compilers\n"
        "   today: begun\n"
        "   Ada Lovelace: asked today, agreed today\n"
        "   Grace Hopper: asked today, agreed today\n"
        "   made today\n"
        "   what came of it: they wrote COBOL\n"
    )
    assert rolodex.json("stats")["introductions_by_month"][-1] == {"month": "2026-11", "introductions": 1}


def test_a_first_name_of_several_is_told_of_and_a_misspelt_one_is_never_guessed(rolodex: Rolodex) -> None:
    began = rolodex("intro", "ada to grace re film")
    assert "“grace” is taken for Grace Hopper; it also fits Grace Kelly." in began.err
    misspelt = rolodex("intro", "ada", "to", "hoper")
    assert (misspelt.code, len(rolodex.json("intro"))) == (2, 1)
    assert "Nobody is called “hoper”" in misspelt.err


def test_json_says_who_was_asked_and_what_they_said(rolodex: Rolodex) -> None:
    made = rolodex.json("intro", "ada to grace hopper re moths", "--asked-by", "ada")
    assert (made["number"], made["state"], made["why"], made["due"]) == (1, "asking", "moths", "2026-12-02")
    assert made["asked_by"]["name"] == "Ada Lovelace"
    assert [one["answer"] for one in made["who"]] == ["agreed", None]
    assert rolodex.json("intro", "1", "declined", "grace")["state"] == "declined"


def test_a_draft_is_a_message_to_pipe_on(rolodex: Rolodex) -> None:
    rolodex("set", "ada", "email=ada@example.org")
    rolodex("intro", "ada to grace hopper")
    assert rolodex("intro", "1", "draft", "ada").out.startswith(
        "To: ada@example.org\nSubject: May I introduce you to Grace Hopper?\n\nHi Ada,\n"
    )
    assert rolodex.json("intro", "1", "draft")["subject"] == "Ada Lovelace, meet Grace Hopper"


def test_the_messages_are_written_as_one_likes(rolodex: Rolodex) -> None:
    assert "may I introduce you to {others_about}?" in rolodex("intro", "template", "ask").out
    rolodex("intro", "template", "made", "-", stdin="{name}, meet {others}.")
    rolodex("intro", "ada to grace hopper")
    assert rolodex("intro", "1", "draft").out.endswith("\nAda Lovelace, meet Grace Hopper.\n")
    assert rolodex("intro", "template", "bogus").code == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ada",), 2),
        (("1", "bogus"), 2),
        (("9", "made"), 1),
        (("1", "agreed", "zebulon"), 2),
        (("1", "outcome", "x"), 2),
        (("ada to hopper", "--due", "whenever"), 2),
    ],
)
def test_what_can_t_be_done_changes_nothing(rolodex: Rolodex, words: tuple[str, ...], code: int) -> None:
    rolodex("intro", "ada to grace kelly")
    before = rolodex.json("intro")
    assert rolodex("intro", *words).code == code
    assert rolodex.json("intro") == before


def test_one_that_is_deleted_is_gone_till_undo(rolodex: Rolodex) -> None:
    rolodex("intro", "ada to grace kelly")
    rolodex("intro", "1", "delete")
    assert rolodex("intro").code == 1
    rolodex("undo")
    assert len(rolodex.json("intro")) == 1


def test_links_lead_to_people_and_are_taken_away(rolodex: Rolodex) -> None:
    rolodex("link", "grace hopper", "grace kelly", "--as", "knows")
    assert rolodex("paths", "kelly").out == "You → Grace Hopper (talked, 1d) → Grace Kelly (knows)\n"
    (path,) = rolodex.json("paths", "--limit", "1", "kelly")
    assert [step["name"] for step in path["steps"]] == ["Grace Hopper", "Grace Kelly"]
    rolodex("link", "kelly", "hopper", "--remove")
    assert rolodex("paths", "kelly").code == 1


def test_a_company_is_reached_and_an_unknown_one_is_not(rolodex: Rolodex) -> None:
    rolodex("set", "ada", "company=Acme")
    assert rolodex("paths", "--company", "acme").out == "You → Ada Lovelace (talked, 1d)\n"
    assert rolodex("paths", "zebulon").code == 1
    assert rolodex("paths").code == 2


def test_pairs_are_told_with_their_reasons(rolodex: Rolodex) -> None:
    assert rolodex("pairs").code == 1
    rolodex("set", "ada", "looking for=a film star")
    rolodex("set", "kelly", "can help with=films")
    reason = "Ada is looking for a film star, Grace can help with films"
    assert rolodex("pairs").out == f"Ada Lovelace ↔ Grace Kelly\n  {reason}\n"
    assert rolodex.json("pairs", "kelly")[0]["reasons"] == [reason]
    assert rolodex("pairs", "hopper").code == 1


def test_surroundings_are_drawn(rolodex: Rolodex) -> None:
    rolodex("set", "grace hopper", "met via=Ada Lovelace")
    assert rolodex("around", "hopper").out == "Ada Lovelace\n└─ Grace Hopper\n"
    assert [line["name"] for line in rolodex.json("around", "ada")] == ["Ada Lovelace", "Grace Hopper"]


def test_hostile_names_are_written_as_text(rolodex: Rolodex) -> None:
    text = " ".join(HOSTILE.values())
    with rolodex.book() as book:
        one, other = book.add_all([Contact(name=f"xx {text}"), Contact(name=f"yy {text}", met_via=text)])
        book.introduce([one.id, other.id], text)
        book.link(one.id, other.id)
    runs = (("intro",), ("intro", "1"), ("intro", "1", "draft"), ("around", "yy"), ("paths", "yy"))
    for run in runs:
        ran = rolodex(*run)
        assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in ran.out + ran.err), run
