"""Writing people out: tables that nobody runs, pages, calendars, and the books of mail programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from rolodex.book import Book
from rolodex.book.exporting import AlreadyThere
from rolodex.formats.apostrophes import safe
from rolodex.formats.writing import WRITERS
from rolodex.model import BadInput, CannotOpen, Contact, Labelled, NotFound
from tests.unit.rows import some_of_everything
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def full(book: Book) -> Iterator[Book]:
    """A book with some of everything."""
    some_of_everything(book)
    yield book


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "cell",
    ["=1+2", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", "'=1", "＝1", "+44 cmd", "-A1"],
)
def test_what_a_spreadsheet_would_run_has_an_apostrophe_before_it(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    ["+44 20 7946 0000", "+1 (555) 010-0000", "+49.30.123 ext. 5", "+15550100", "-7.5", "", "O'Neil", "1=1"],
)
def test_phone_numbers_and_other_texts_stay_what_they_are(cell: str) -> None:
    assert safe(cell) == cell


@given(cell=st.text(st.sampled_from("'=+-@\t x1"), max_size=6))
def test_whatever_is_made_safe_does_not_begin_with_a_sign_unless_it_is_a_number(cell: str) -> None:
    made = safe(cell)
    assert made[:1] not in set("=@\t") and (made[:1] not in set("+-") or made[1:2].isdigit())


def test_chosen_columns_are_those_of_a_category(full: Book) -> None:
    rows = full.exported(
        query="lovelace", as_format="csv", columns=["name", "fee as Fee", "under:conference"]
    )
    assert table(rows.decode()) == [["Name", "Fee", "Conference"], ["Ada Lovelace", "20", "pycon-2026"]]


def test_a_table_has_a_byte_order_mark_only_when_excel_needs_it(book: Book) -> None:
    book.add(Contact(name="Ada"))
    assert book.exported(as_format="csv").startswith(b"Name")
    book.add(Contact(name="Zoë"))
    assert book.exported(as_format="csv").startswith(b"\xef\xbb\xbfName")


def test_every_cell_of_a_spreadsheet_is_text(full: Book) -> None:
    from openpyxl import load_workbook

    full.add(Contact(name="=1+1", phones=(Labelled("+442079460000"),), note="a\x01b"))
    data = full.exported(query="1+1", as_format="xlsx", columns=["name", "phone", "note"])
    rows = load_workbook(io.BytesIO(data))["People"].iter_rows()
    assert [[(cell.value, cell.data_type) for cell in row] for row in rows][1] == [
        ("=1+1", "s"),
        ("+442079460000", "s"),
        ("a\ufffdb", "s"),
    ]


def test_a_page_tells_of_a_person_and_nothing_in_it_is_markup(full: Book, tmp_path: Path) -> None:
    full.add(Contact(name="*Al* [x](y) <b>", note="# not a title\n- no list"))
    full.export(tmp_path / "al.md", query='name:"*Al*"')
    assert (tmp_path / "al.md").read_text() == (
        "# \\*Al\\* \\[x\\](y) \\<b\\>\n\n\n\\# not a title  \n\\- no list\n"
    )
    full.export(tmp_path / "ada.md", query="lovelace")
    page = (tmp_path / "ada.md").read_text()
    assert page.startswith(
        "# Ada Lovelace\n\n- **Nickname:** Countess\n- **Work:** Chief analyst, Analytical"
    )
    assert "\n## Timeline\n\n- 2026-11-20 email: sent “CV” with ␛\\[31mred" in page


def test_pages_of_a_folder_are_one_a_person(full: Book, tmp_path: Path) -> None:
    full.add(Contact(name="Ada Lovelace"))
    (tmp_path / "empty").mkdir()
    for folder in ("new", "empty"):
        assert full.export(tmp_path / folder, as_format="markdown", query="lovelace").people == 2
        names = ["ada-lovelace-2.md", "ada-lovelace.md"]
        assert sorted(path.name for path in (tmp_path / folder).iterdir()) == names
    with pytest.raises(AlreadyThere):
        full.export(tmp_path / "new", as_format="markdown")


def test_a_calendar_holds_follow_ups_and_birthdays(full: Book) -> None:
    (grace,) = full.find("hopper")
    full.follow_up([grace.id], "send moth", due=date(2026, 12, 1), every="3mo")
    full.finish([full.follow_up([grace.id], "done", due=date(2026, 12, 1)).id])
    events = Calendar.from_ical(full.exported(query="hopper", as_format="ics")).walk("VEVENT")
    assert [(str(event["SUMMARY"]), event.decoded("DTSTART")) for event in events] == [
        ("send moth: Grace Hopper", date(2026, 12, 1)),
        ("Birthday: Grace Hopper", date(2026, 12, 9)),
    ]


def test_abook_has_a_line_for_each_value(full: Book) -> None:
    text = full.exported(query="lovelace", as_format="abook").decode()
    assert text.startswith("# abook addressbook file\n\n[format]\nprogram=abook\nversion=0.6.1\n\n\n[0]\n")
    assert text.split("[0]\n")[1].splitlines()[:4] == [
        "name=Ada Lovelace",
        "email=ada@example.org,ada@home.example",
        "mobile=+44 20 7946 0000",
        "address=12 St James's Square",
    ]
    assert "notes=owes me a “lunch” 𝒜\n" in text


def test_an_alias_for_each_email_holds_nothing_that_mutt_would_run(full: Book) -> None:
    full.add(
        Contact(
            name='`rm` "Al", $HOME; # x', emails=(Labelled("al@example.org"), Labelled("`id`@example.org"))
        )
    )
    assert full.exported(as_format="mutt").decode().splitlines() == [
        'alias countess "Ada Lovelace" <ada@example.org>',
        'alias countess-2 "Ada Lovelace" <ada@home.example>',
        'alias rm-al-home-x "rm Al , HOME x" <al@example.org>',
    ]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_phones_without_digits_and_pages_without_a_dot_are_read_back(
    book: Book, tmp_path: Path, ending: str
) -> None:
    phones = (Labelled("030 1", "work"), Labelled("lovelace.ada"), Labelled("12345, 67890", "home"))
    book.add(Contact(name="Ada", phones=phones, urls=(Labelled("localhost"),)))
    book.export(tmp_path / f"out.{ending}")
    told = book.import_([tmp_path / f"out.{ending}"])
    assert (told.new, told.changed, book.find("ada")[0].phones) == (0, 0, phones)


def test_two_companies_with_phones_without_digits_are_two(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Company,Phone 1 - Value\n,Engines,ada.l\n,Navy,grace.h\n")
    assert book.import_([path]).new == 2


def test_what_is_there_is_not_written_over_unless_told(full: Book, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("mine")
    with pytest.raises(AlreadyThere):
        full.export(file)
    assert file.read_text() == "mine"
    full.export(file, force=True)
    assert file.read_text(encoding="utf-8-sig").startswith("Name")


def test_nothing_is_left_of_what_cant_be_written(full: Book, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        full.export(tmp_path / "no" / "out.csv")
    with pytest.raises(CannotOpen):
        full.export(tmp_path / "no" / "out", as_format="markdown")
    with pytest.raises(NotFound):
        full.export(tmp_path / "nobody.csv", query="name:zzzz")
    assert not [path for path in tmp_path.iterdir() if not path.name.startswith("book.db")]


def test_who_is_archived_is_only_in_what_loses_nothing(full: Book) -> None:
    assert b"Noether" not in full.exported(as_format="csv")
    assert b"Noether" in full.exported(as_format="jsonl")


@pytest.mark.parametrize("name", WRITERS)
def test_a_person_with_only_a_name_can_be_written_as_anything(book: Book, tmp_path: Path, name: str) -> None:
    book.add(Contact(name="Ada"))
    written = book.export(tmp_path / "out", as_format=name)
    assert written.people + written.others == 1


def test_who_can_not_be_in_a_file_is_told(full: Book, tmp_path: Path) -> None:
    full.add(Contact(name="Only A Name"))
    for name, kind in (("mutt", "alias "), ("ics", "BEGIN:VEVENT")):
        written = full.export(tmp_path / name, as_format=name)
        text = (tmp_path / name).read_text("utf-8")
        assert 0 < written.people <= text.count(kind)
        assert written.others >= 1
        assert f"Wrote {written.people} p" in written.told("out")
        assert "Left out, as a line of it needs" in written.told("out")
    assert full.export(tmp_path / "a.vcf").others == 0


def test_an_unknown_format_or_column_names_those_there_are(full: Book, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="add --as with one of csv, xlsx"):
        full.export(tmp_path / "out.doc")
    with pytest.raises(BadInput, match=r"no format “doc”.*csv, xlsx"):
        full.export(tmp_path / "out.csv", as_format="doc")
    with pytest.raises(BadInput, match="no column “shoe”"):
        full.export(tmp_path / "out.csv", columns=["shoe"])
    with pytest.raises(BadInput, match="has no columns"):
        full.export(tmp_path / "out.md", columns=["name"])


def test_export_writes_to_a_pipe_or_a_file(tmp_path: Path) -> None:
    rolodex = Rolodex(tmp_path / "book.db")
    rolodex("add", "Zoë Ada", "--email", "zoe@example.org")
    assert rolodex("export", "--as", "csv").out.startswith("Name,")
    ran = rolodex("export", "zoë", "--to", str(tmp_path / "out.csv"), "--columns", "name, email")
    assert (ran.code, ran.err) == (0, f"Wrote 1 person to {tmp_path / 'out.csv'}.\n")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig") == "Name,Email\nZoë Ada,zoe@example.org\n"


def test_export_refuses_to_write_over_a_file_and_a_mistaken_query(tmp_path: Path) -> None:
    rolodex = Rolodex(tmp_path / "book.db")
    rolodex("add", "Ada")
    file = tmp_path / "out.csv"
    file.write_text("mine")
    ran = rolodex("export", "--to", str(file))
    assert (ran.code, file.read_text()) == (2, "mine")
    assert "--force writes over it" in ran.err
    assert rolodex("export", "last:soon", "--to", str(file), "--force").code == 2
    assert file.read_text() == "mine"
