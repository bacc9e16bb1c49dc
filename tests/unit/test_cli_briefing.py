"""The verb `brief`: on paper, for several people at once, and as JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rolodex.model import Contact
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    rolodex = Rolodex(tmp_path / "book.db")
    with rolodex.book() as book:
        ada = book.add(Contact(name="Ada Lovelace", company="Engines", tags=("board",), met_where="PyCon"))
        grace = book.add(Contact(name="Grace Hopper", tags=("board",)))
        book.log([ada.id, grace.id], "compilers", on=date(2026, 11, 8))
        book.follow_up([ada.id], "send CV", due=date(2026, 12, 4))
    return rolodex


def test_a_brief_in_a_pipe_is_plain_text(rolodex: Rolodex) -> None:
    ran = rolodex("brief", "Ada Lovelace")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Ada Lovelace\n"
        "Engines\n"
        "Met        PyCon\n"
        "Last talk  8 Nov, 17 days ago · 1 talk in all\n"
        "Talks      8 Nov  meeting: compilers · with Grace Hopper\n"
        "You owe    ▲ 4 Dec  send CV\n"
        "Cares for  #board\n"
        "Both know  Grace Hopper · once together, last 8 Nov\n"
    )


def test_a_query_is_a_brief_of_everybody_whom_it_fits(rolodex: Rolodex) -> None:
    titles = [page.splitlines()[0] for page in rolodex("brief", "#board").out.split("\n\n")]
    assert titles == ["Ada Lovelace", "Grace Hopper"]


def test_a_brief_of_nobody_in_the_book_ends_with_1(rolodex: Rolodex) -> None:
    assert rolodex("brief", "Charles Babbage").code == 1


def test_a_brief_as_json_has_the_contact_and_what_you_owe(rolodex: Rolodex) -> None:
    (brief,) = rolodex.json("brief", "ada")
    assert brief["contact"]["name"] == "Ada Lovelace"
    assert brief["days_since_talk"] == 17
    assert brief["owed"] == [
        {"due": "2026-12-04", "text": "send CV", "every": "", "done_on": None, "also": []}
    ]
    assert brief["talks"][0]["with"] == brief["both_know"][0]["name"].split("\n") == ["Grace Hopper"]
