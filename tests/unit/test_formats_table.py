"""Bytes as text, and text as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.formats import Source, read
from rolodex.formats.decode import decode
from rolodex.formats.table import find_table
from rolodex.model import BadInput


def knows_name_and_city(cells: Sequence[str]) -> int:
    return sum(cell in ("name", "city") for cell in cells)


def rows(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    table = find_table(data, knows_name_and_city)
    assert table is not None
    return list(table)


@pytest.mark.parametrize(
    "data",
    [
        "Zoë €".encode(),
        "Zoë €".encode("utf-8-sig"),
        b"\xff\xfe" + "Zoë €".encode("utf-16-le"),
        b"\xfe\xff" + "Zoë €".encode("utf-16-be"),
        "Zoë €".encode("utf-16-le"),
        "Zoë €".encode("utf-16-be"),
        "Zoë €".encode("cp1252"),
    ],
)
def test_the_encoding_is_found(data: bytes) -> None:
    assert decode(data) == "Zoë €"


def test_bytes_that_windows_1252_leaves_undefined_are_kept() -> None:
    assert decode(b"Z\xe9\x81!") == "Zé\x81!"


def test_a_utf_8_file_cut_in_its_last_character_stays_utf_8() -> None:
    assert decode("Zoë Łuk".encode() + "ë".encode()[:1]) == "Zoë Łuk"


def test_a_windows_file_may_end_in_an_accent() -> None:
    assert decode(b"Ren\xe9") == "René"


@given(st.binary())
def test_any_bytes_can_be_decoded(data: bytes) -> None:
    assert isinstance(decode(data), str)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_parts_the_header(delimiter: str) -> None:
    data = f"name{delimiter}city\nAda, Countess; of{delimiter}London\n".replace(
        "Ada, Countess; of", '"Ada, Countess; of"'
    )
    assert rows(data.encode()) == [(2, ("Ada, Countess; of", "London"))]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_first_line_may_tell_the_delimiter(first: str) -> None:
    assert rows(f"{first}\r\nname;city\r\nAda;London\r\n".encode()) == [(3, ("Ada", "London"))]


def test_the_header_may_stand_below_titles_and_blank_lines() -> None:
    assert rows(b"My people,\n,\n\nname,city\nAda,London\n") == [(5, ("Ada", "London"))]


def test_what_stands_above_the_header_is_told() -> None:
    table = find_table(b"My people,\n\nname,city\nAda,London\n", knows_name_and_city)
    assert table is not None
    assert len(list(table)) == 1
    assert [skipped.line for skipped in table.skipped] == [1]


def test_a_title_that_is_a_name_of_a_column_is_no_header() -> None:
    assert rows(b"name,\nname,city\nAda,London\n") == [(3, ("Ada", "London"))]


def test_a_line_about_the_sheet_is_no_header() -> None:
    assert rows(b"city,London\nname,city,name\nAda,London,Lovelace\n") == [(3, ("Ada", "London", "Lovelace"))]


def test_cells_that_are_names_of_columns_make_no_header() -> None:
    assert rows(b"name,first choice,second choice\nAda,name,city\n") == [(2, ("Ada", "name", "city"))]


def test_no_row_with_names_is_no_table() -> None:
    assert find_table(b"Ada,London\n", knows_name_and_city) is None


def test_quoted_line_breaks_stay_and_lines_are_counted_over_them() -> None:
    assert rows(b'name,city\r\n"Ada\r\nof",London\r\n\r\nGrace,\r\n') == [
        (2, ("Ada\nof", "London")),
        (5, ("Grace", "")),
    ]


def test_form_feeds_and_unicode_separators_end_no_row() -> None:
    assert rows("name,city\na\x0cb\x1dc\u2028d\x85e,f\n".encode()) == [(2, ("a\x0cb\x1dc\u2028d\x85e", "f"))]


def test_nuls_vanish() -> None:
    assert rows(b"name,city\nA\0da,Lon\0don\n") == [(2, ("Ada", "London"))]


def test_a_huge_cell_is_read() -> None:
    [(_, (name, _))] = rows(b"name,city\n" + b"x" * 300_000 + b",London\n")
    assert len(name) == 300_000


def test_blank_rows_are_left_out() -> None:
    assert rows(b"name,city\n\n , \n,,,\nAda,\n") == [(5, ("Ada", ""))]


def test_a_quote_that_is_never_closed_is_told_with_its_line() -> None:
    table = find_table(b'name,city\nAda,London\n"Grace,Arlington\nJoan,Bletchley\n', knows_name_and_city)
    assert table is not None
    assert list(table) == [(2, ("Ada", "London"))]
    assert [(skipped.line, "never closed" in skipped.why) for skipped in table.skipped] == [(3, True)]


def test_a_row_among_others_makes_no_header_by_one_cell() -> None:
    data = b"market,score,rank\nEurope,9,low\nAsia,7,city\nAfrica,8,high\n"
    assert find_table(data, knows_name_and_city) is None


def test_a_header_that_comes_again_is_skipped() -> None:
    table = find_table(b"name,city\nAda,London\nname,city\nGrace,\n", knows_name_and_city)
    assert table is not None
    assert [cells[0] for _, cells in table] == ["Ada", "Grace"]
    assert [skipped.line for skipped in table.skipped] == [3]


def test_a_row_of_more_cells_than_any_sheet_has_is_skipped() -> None:
    for cells in (20_000, 1_100_000):
        data = f"name,city\nAda,London\n{',x' * cells}\nGrace,\n".encode()
        table = find_table(data, knows_name_and_city)
        assert table is not None
        assert list(table) == [(2, ("Ada", "London")), (4, ("Grace", ""))]
        assert [(row.line, row.why[:27]) for row in table.skipped] == [(3, "it has more than 16,384 cel")]


def test_a_table_of_more_rows_than_any_sheet_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rolodex.formats.table.MOST_ROWS", 3)
    data = b"name\nAda\nGrace\nEmmy\nJoan\n"
    assert (
        read(Source("a.csv", data), date(2026, 11, 22))
        .skipped[0]
        .why.startswith("a.csv can't be imported: it has more than 3 rows")
    )
    with pytest.raises(BadInput, match=r"a\.csv can't be imported: it has more than 3 rows: split it"):
        read(Source("a.csv", data), date(2026, 11, 22), as_format="sheet")
