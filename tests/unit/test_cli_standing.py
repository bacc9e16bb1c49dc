"""The verbs that say how well one knows people, and why they were archived."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.shell_runs import Rolodex


@pytest.fixture
def few(tmp_path: Path) -> Rolodex:
    """Two people with a tag."""
    rolodex = Rolodex(tmp_path / "book.db")
    for name in ("Ada Lovelace", "Grace Hopper"):
        rolodex("add", name, "--tag", "pycon")
    return rolodex


def test_trust_is_said_of_a_name_and_taken_back(few: Rolodex) -> None:
    ran = few("trust", "Ada Lovelace", "vouch")
    assert (ran.code, ran.err) == (
        0,
        "Trust (would vouch) of Ada Lovelace. `rolodex undo` takes it back.\n",
    )
    assert few.json("show", "ada")["trust"] == "vouch"
    few("undo")
    assert few.json("show", "ada")["trust"] == ""


def test_how_one_knows_people_is_said_of_whom_a_query_fits(few: Rolodex) -> None:
    ran = few("known", "#pycon", "worked")
    assert "How you know (worked together) Ada Lovelace and Grace Hopper." in ran.err
    assert few.json("show", "grace")["known"] == ["worked"]
    assert len(few.json("find", "known:worked")) == 2


def test_what_is_no_trust_is_refused_and_nothing_is_changed(few: Rolodex) -> None:
    ran = few("trust", "ada", "very")
    assert ran.code == 2 and "“very” is no trust. Write no, met, know, vouch" in ran.err


def test_a_reason_of_archiving_is_kept_and_shown(few: Rolodex) -> None:
    few("archive", "ada", "--why", "sells things")
    assert few.json("find", "why:sells")[0]["archived_why"] == "sells things"
    assert "Archived  sells things" in few("show", "ada").out
