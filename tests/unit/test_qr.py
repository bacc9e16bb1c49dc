"""QR codes of cards, in text."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.formats.qr import drawn, fitting, inverse
from rolodex.formats.vcardout import short
from rolodex.model import BadInput, Contact, Handle, Labelled
from tests.unit.shell_runs import Rolodex


def test_the_card_that_is_handed_around_holds_nothing_that_was_written_down() -> None:
    ada = Contact(
        name="Ada Lovelace",
        given="Ada",
        family="Lovelace",
        company="Engines, Ltd",
        emails=(Labelled("ada@example.org", "work"),),
        handles=(Handle("github", "ada"), Handle("forum", "x")),
        note="owes me",
        met_how="hallway",
        tags=("maths",),
        fields={"fee": "20"},
        birthday="1815-12-10",
    )
    assert short(ada).splitlines() == [
        *("BEGIN:VCARD", "VERSION:3.0", "FN:Ada Lovelace", "EMAIL;TYPE=WORK:ada@example.org"),
        *("N:Lovelace;Ada;;;", "ORG:Engines\\, Ltd", "URL:https://github.com/ada", "END:VCARD"),
    ]


def test_a_code_is_the_modules_two_rows_a_line_with_light_around_them() -> None:
    import segno

    lines = drawn("hello")
    assert len({len(line) for line in lines}) == 1
    assert lines[0].strip() == "" and all(line[:2] == "  " == line[-2:] for line in lines)
    rows = [[cell in "▀█" if upper else cell in "▄█" for cell in line] for line in lines for upper in (1, 0)]
    matrix = [list(map(bool, row)) for row in segno.make_qr("hello", error="l", encoding="utf-8").matrix]
    assert [row[2:-2] for row in rows[2 : 2 + len(matrix)]] == matrix


def test_a_text_too_long_and_a_screen_too_small_are_told() -> None:
    with pytest.raises(BadInput, match="too long"):
        drawn("x" * 5000)
    with pytest.raises(BadInput, match=r"takes 37 by 19 cells, and there is room for 37 by 18"):
        fitting(Contact(name="Ada"), 37, 18)


def test_where_there_is_little_room_name_phone_and_email_stand_in_a_smaller_code() -> None:
    ada = Contact(
        name="Ada Lovelace",
        given="Ada",
        family="Lovelace",
        company="Engines, Ltd",
        phones=(Labelled("+44 20 7946 0000"), Labelled("+44 20 7946 0001")),
        emails=(Labelled("ada@example.org"),),
    )
    assert fitting(ada, 120, 40) == (drawn(short(ada)), "")
    both = "MECARD:N:Lovelace,Ada;TEL:+44 20 7946 0000;EMAIL:ada@example.org;;"
    assert fitting(ada, 76, 20) == (drawn(both), "name, phone, email")
    one = "MECARD:N:Lovelace,Ada;TEL:+44 20 7946 0000;;"
    assert fitting(ada, 76, 17) == (drawn(one), "name, phone")
    page = Contact(name="Ada Lovelace", handles=(Handle("github", "ada"),), company="Analytical Engines")
    assert fitting(page, 76, 20) == (
        drawn("MECARD:N:Ada Lovelace;URL:https\\://github.com/ada;;"),
        "name, page",
    )


def test_qr_draws_a_card_on_a_pipe_with_light_modules_as_blocks(tmp_path: Path) -> None:
    rolodex = Rolodex(tmp_path / "book.db")
    rolodex("add", "Ada Lovelace")
    ran = rolodex("qr", "ada")
    assert ran.code == 0
    assert ran.out.splitlines() == inverse(drawn(short(Contact(name="Ada Lovelace"))))
    assert ran.out.splitlines()[0] == "█" * len(ran.out.splitlines()[0])
