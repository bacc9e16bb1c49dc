"""Tables with the columns of another one: what came in goes out where it stood, and comes in as the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.book import Book
from rolodex.formats.columns import plan
from rolodex.formats.placing import split_address
from rolodex.model import BadInput, Contact, Handle, Labelled
from tests.unit.archives import FIXTURES
from tests.unit.import_runs import everybody, new_book, only, sheet
from tests.unit.shell_runs import Rolodex

SHEETS = (
    *("google_2024.csv", "google_2019.csv", "outlook.csv", "outlook_de.csv", "thunderbird.csv"),
    *("linkedin_2018.csv", "linkedin_2021.csv", "linkedin_2026.csv", "linkedin_excel.csv", "handles.csv"),
    *("hostile.csv",),
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


def told(book: Book) -> list[Contact]:
    """Everybody as a file tells of them."""
    bare = [replace(person, id=0, uid="", created_at="", updated_at="") for person in everybody(book)]
    return sorted((replace(one, known=()) for one in bare), key=lambda person: person.name)


def row(book: Book, header: str) -> dict[str, str]:
    """The only person of a book in the columns of a header."""
    model = sheet(book.path.parent / "model.csv", f"{header}\n")
    text = book.exported(as_format="csv", like=model).decode("utf-8-sig")
    [cells] = csv.DictReader(io.StringIO(text, newline=""))
    return cells


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_goes_out_with_its_columns_and_comes_in_as_the_same(
    book: Book, tmp_path: Path, name: str
) -> None:
    book.import_([FIXTURES / name])
    (tmp_path / "out").mkdir()
    out = tmp_path / "out" / name
    book.export(out, like=FIXTURES / name)
    again = book.import_([out])
    assert (again.new, again.changed, again.gone) == (0, 0, 0)
    with new_book(out.parent) as other:
        other.import_([out])
        assert told(other) == told(book)


def test_columns_that_were_said_to_mean_something_are_filled_so(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "Wer,Reach me,Row\nAda,ada@a.example,7\n")
    book.import_([path], columns={"Wer": "name", "Reach me": "email", "Row": "leave out"})
    text = book.exported(as_format="csv", like=path).decode()
    assert text == "Wer,Reach me,Row\r\nAda,ada@a.example,\r\n"


def test_a_name_without_parts_is_split_for_columns_of_parts(book: Book) -> None:
    book.add(Contact(name="Ada King Lovelace"))
    assert row(book, "First Name,Last Name,Email") == {
        "First Name": "Ada King",
        "Last Name": "Lovelace",
        "Email": "",
    }


def test_who_has_no_name_is_called_nothing(book: Book) -> None:
    book.import_([sheet(book.path.parent / "a.csv", "name,email\n,ada@a.example\n")])
    assert row(book, "Name,Email") == {"Name": "", "Email": "ada@a.example"}


def test_a_number_goes_where_its_label_is_and_a_fax_is_no_mobile(book: Book) -> None:
    phones = (Labelled("1", "mobile"), Labelled("2", "fax"), Labelled("3", "work"), Labelled("4", "work"))
    book.add(Contact(name="Ada", phones=phones))
    assert row(book, "Name,Mobile,Work phone") == {"Name": "Ada", "Mobile": "1", "Work phone": "3; 4"}
    assert row(book, "Name,Phone,Work phone")["Phone"] == "1; 2"


def test_user_names_without_a_column_are_pages(book: Book) -> None:
    book.add(Contact(name="Ada", handles=(Handle("x", "ada"), Handle("linkedin", "ada-l"))))
    assert row(book, "Name,X,URL") == {
        "Name": "Ada",
        "X": "ada",
        "URL": "https://www.linkedin.com/in/ada-l",
    }


def test_what_a_spreadsheet_would_run_is_made_safe_in_cells_and_in_the_header(book: Book) -> None:
    book.import_([sheet(book.path.parent / "a.csv", "name,=1+1\n=cmd|' /C calc'!A0,tea\n")])
    text = book.exported(as_format="csv", like=book.path.parent / "a.csv").decode()
    assert text == "name,'=1+1\r\n'=cmd|' /C calc'!A0,tea\r\n"
    assert only(book).name == "=cmd|' /C calc'!A0"


PARTS = plan(("Name", "Home Street", "Home City", "Home State", "Home Postal Code", "Home Country"))[1:]


def test_an_address_is_split_around_its_city() -> None:
    parts = dict(split_address("12 St James Square, 2nd floor, SW1Y 4JH, London, GB", PARTS, "London"))
    assert [parts.get(column.index) for column in PARTS] == [
        "12 St James Square, 2nd floor",
        *("London", None, "SW1Y 4JH", "GB"),
    ]


@given(st.lists(st.sampled_from(["1 Row", "London", "SW1", "GB", "x"]), min_size=1, max_size=6))
def test_the_parts_of_an_address_are_all_of_it(pieces: list[str]) -> None:
    order = ("street", "postcode", "city", "region", "country")
    by_index = {column.index: column.part for column in PARTS}
    found = {by_index[at]: text for at, text in split_address(", ".join(pieces), PARTS, "London")}
    assert ", ".join(found[part] for part in order if part in found) == ", ".join(pieces)


def test_only_a_table_has_columns_and_only_of_a_table(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada"))
    model = sheet(tmp_path / "a.csv", "name\nAda\n")
    with pytest.raises(BadInput, match="vcard has no columns"):
        book.exported(as_format="vcard", like=model)
    with pytest.raises(BadInput, match="give one of both"):
        book.exported(as_format="csv", columns=["name"], like=model)
    with pytest.raises(BadInput, match=r"letter\.txt is no table of people"):
        book.exported(as_format="csv", like=sheet(tmp_path / "letter.txt", "Dear Ada,\n"))


def test_export_takes_the_columns_of_a_file(tmp_path: Path) -> None:
    rolodex = Rolodex(tmp_path / "book.db")
    model = sheet(tmp_path / "people.csv", "Company,Name\nEngines,Ada\n")
    rolodex("import", str(model))
    ran = rolodex("export", "--like", str(model), "--as", "csv")
    assert (ran.code, ran.out) == (0, "Company,Name\nEngines,Ada\n")


def test_of_numbered_columns_there_are_as_many_more_as_somebody_needs(book: Book) -> None:
    phones = (Labelled("030 1", "work fax"), Labelled("030 2", "work"), Labelled("0170 3", "mobile"))
    book.add(Contact(name="Ada", phones=phones))
    cells = row(book, "Name,Phone 1 - Label,Phone 1 - Value,Notes")
    assert list(cells)[-1] == "Notes"
    told = [(cells[f"Phone {n} - Label"], cells[f"Phone {n} - Value"]) for n in (1, 2, 3)]
    assert told == [(phone.label, phone.value) for phone in phones]


def test_what_a_table_has_no_column_for_is_told_by_kind(tmp_path: Path) -> None:
    rolodex = Rolodex(tmp_path / "book.db")
    rolodex("add", "Ada Lovelace +49 30 1234567, kind")
    model = sheet(tmp_path / "a.csv", "Name,Email\nGrace,g@a.example\n")
    ran = rolodex("export", "--like", str(model), "--to", str(tmp_path / "b.csv"))
    assert "has no column for it: note (1 person), phone (1 person)." in " ".join(ran.err.split())


_CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def test_who_has_nothing_that_the_table_has_a_column_for_is_called_as_they_are_and_told(book: Book) -> None:
    book.add(Contact(name="galileo", handles=(Handle("x", "galileo"),)))
    assert row(book, _CONNECTIONS)["First Name"] == "galileo"
    assert row(book, "Email,Name")["Name"] == "galileo"
    model = book.path.parent / "model.csv"
    assert book.piped(as_format="csv", like=model).left_out == {"user name": 1}
    # a page of theirs says who they are
    assert row(book, "Name,Website") == {"Name": "", "Website": "https://x.com/galileo"}


@pytest.mark.parametrize(
    ("name", "given", "family", "cells"),
    [
        ("Johann Sebastian Bach", "Johann", "Bach", ("Johann Sebastian", "Bach")),
        ("Dr. Hedy Lamarr", "Hedy", "Lamarr", ("Dr. Hedy", "Lamarr")),
        ("Martin Luther King, Jr.", "Martin", "King", ("Martin Luther", "King Jr.")),
        ("Joanna Ann Lee", "Ann", "Lee", ("Joanna Ann", "Lee")),
        ("Ada", "Ada", "", ("Ada", "")),
    ],
)
def test_every_part_of_a_name_is_in_the_columns_of_two_parts_and_comes_back(
    book: Book, name: str, given: str, family: str, cells: tuple[str, str]
) -> None:
    book.add(Contact(name=name, given=given, family=family))
    found = row(book, _CONNECTIONS)
    assert (found["First Name"], found["Last Name"]) == cells
    model = book.path.parent / "model.csv"
    assert "name" not in book.piped(as_format="csv", like=model).left_out
    out = book.path.parent / "Connections.csv"
    book.export(out, like=model)
    assert book.import_([out]).new == 0


def test_parts_of_a_name_go_where_there_are_columns_for_them(book: Book) -> None:
    book.add(Contact(name="Dr. Johann Sebastian Bach Jr.", given="Johann", family="Bach"))
    header = "Name Prefix,First Name,Middle Name,Last Name,Name Suffix,Email"
    assert list(row(book, header).values()) == ["Dr.", "Johann", "Sebastian", "Bach", "Jr.", ""]


def test_a_name_that_the_columns_do_not_hold_is_told(book: Book) -> None:
    book.add(Contact(name="Countess Lovelace", given="Augusta", family="King"))
    row(book, _CONNECTIONS)
    assert book.piped(as_format="csv", like=book.path.parent / "model.csv").left_out == {"name": 1}


def test_a_table_looks_like_the_one_it_is_like(book: Book) -> None:
    model = sheet(book.path.parent / "a.csv", "Name;Birthday;Fee\nAda;10.12.1815;12,5\nEve;;\n")
    book.import_([model])
    book.add(Contact(name="Cy", birthday="--06-23"))
    out = book.path.parent / "out.csv"
    book.export(out, like=model)
    assert out.read_text("utf-8").split() == [
        "Name;Birthday;Fee",
        "Ada;10.12.1815;12,5",
        "Cy;23.06.;",
        "Eve;;",
    ]
    assert book.import_([out]).changed == 0
    assert {person.name: person.birthday for person in book.find("")} == {
        "Ada": "1815-12-10",
        "Cy": "--06-23",
        "Eve": "",
    }
    connections = sheet(model.with_name("Connections.csv"), f"{_CONNECTIONS}\nAda,King,,,,,02 Mar 2020\n")
    book.import_([connections])
    assert "Ada,King,,,,,02 Mar 2020\n" in book.exported(as_format="csv", like=connections).decode().replace(
        "\r", ""
    )


def test_addresses_and_birthdays_without_a_column_are_told_and_those_with_one_are_not(book: Book) -> None:
    ada = Contact(name="Ada", addresses=(Labelled("1 Row, London", "home"),), birthday="1815-12-10")
    book.add(ada)
    model = sheet(book.path.parent / "a.csv", "Name\n")
    assert book.piped(as_format="csv", like=model).left_out == {"address": 1, "birthday": 1}
    sheet(model, "Name,Home Street,Home City,Birth Year,Birth Month,Birth Day\n")
    assert book.piped(as_format="csv", like=model).left_out == {}


def test_what_is_written_to_a_pipe_is_told_the_same(tmp_path: Path) -> None:
    rolodex = Rolodex(tmp_path / "book.db")
    rolodex("add", "Ada Lovelace +49 30 1234567, kind")
    model = sheet(tmp_path / "a.csv", "Name,Email\nGrace,g@a.example\n")
    ran = rolodex("export", "--like", str(model), "--as", "csv")
    assert ran.out == "Name,Email\nAda Lovelace,\n"
    assert "has no column for it: note (1 person), phone (1 person)." in " ".join(ran.err.split())


def test_a_phone_without_digits_goes_where_it_is_read_as_one_or_is_told(book: Book) -> None:
    phones = (Labelled("030 1", "work"), Labelled("lovelace.ada", "work"))
    book.add(Contact(name="Ada", phones=phones))
    assert row(book, "Name,Phone 1 - Label,Phone 1 - Value")["Phone 1 - Value"] == "030 1 ::: lovelace.ada"
    again = book.import_(
        [
            sheet(
                book.path.parent / "b.csv",
                book.exported(as_format="csv", like=book.path.parent / "model.csv").decode(),
            )
        ]
    )
    assert (again.new, again.changed) == (0, 0)
    assert row(book, "Name,Phone")["Phone"] == "030 1"
    assert book.piped(as_format="csv", like=book.path.parent / "model.csv").left_out == {"phone": 1}


def test_only_linkedins_pages_stand_in_its_own_column(book: Book) -> None:
    book.add(Contact(name="Ada Lovelace", handles=(Handle("x", "ada"), Handle("linkedin", "ada-l"))))
    cells = row(book, "First Name,Last Name,URL,Email Address,Company,Position,Connected On")
    assert cells["URL"] == "https://www.linkedin.com/in/ada-l"


def out_like(book: Book, text: str) -> list[str]:
    """The rows of everybody in a table like one of this text, which is read first."""
    model = sheet(book.path.parent / "model.csv", text)
    book.import_([model])
    out = book.path.parent / "out.csv"
    book.export(out, like=model, force=True)
    again = book.import_([out])
    assert (again.new, again.changed) == (0, 0)
    return out.read_text("utf-8-sig").splitlines()[1:]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("31.12.1985", "03.04.1990", "23.06."),
        ("1.2.1985", "3.4.1990", "23.6."),
        ("31/12/1985", "03/04/1990", "--06-23"),
        ("1/31/1985", "4/3/1990", "--06-23"),
        ("1 December 1985", "3 April 1990", "23 June"),
        ('"Dec 31, 1985"', '"Apr 3, 1990"', "Jun 23"),
        ("1-Dec-1985", "3-Apr-1990", "23-Jun"),
        ("1985/12/31", "1990/04/03", "--06-23"),
        ("1985-12-31", "1990-04-03", "--06-23"),
    ],
)
def test_days_are_written_as_the_column_has_them(book: Book, first: str, second: str, third: str) -> None:
    book.add(Contact(name="Bea", birthday="1990-04-03"))
    book.add(Contact(name="Cy", birthday="--06-23"))
    assert out_like(book, f"Name,Birthday\nAda,{first}\n") == [
        f"Ada,{first}",
        f"Bea,{second}",
        f"Cy,{third}",
    ]


def test_days_that_would_be_read_as_others_are_written_year_first(book: Book) -> None:
    model = sheet(book.path.parent / "model.csv", "Name,Birthday\nAda,12/31/1985\n")
    book.add(Contact(name="Bea", birthday="1990-04-03"))
    assert book.exported(as_format="csv", like=model).decode().splitlines()[1:] == ["Bea,1990-04-03"]


@pytest.mark.parametrize("between", [", ", "|", " | ", ",", "; ", " ::: "])
def test_several_values_of_a_cell_are_parted_as_there(book: Book, between: str) -> None:
    book.add(Contact(name="Bea", tags=("cobol", "navy")))
    rows = out_like(book, f'Name;Tags\nAda;"chess{between}physics"\n')
    assert rows == [
        row.replace('"', "") if ";" not in between else row
        for row in (f'Ada;"chess{between}physics"', f'Bea;"cobol{between}navy"')
    ]


def test_a_star_stands_among_tags_only_where_google_has_it(book: Book) -> None:
    book.add(Contact(name="Bea", tags=("navy",), starred=True))
    model = sheet(book.path.parent / "model.csv", "Name,Labels\nAda,navy\n")
    written = book.piped(as_format="csv", like=model)
    assert b"Bea,navy\r\n" in written.content
    assert written.left_out == {"star": 1}
    sheet(model, "Name,Labels\nAda,* myContacts ::: navy\n")
    written = book.piped(as_format="csv", like=model)
    assert b"Bea,navy ::: * starred\r\n" in written.content
    assert written.left_out == {}


def test_in_the_column_of_linkedins_pages_are_no_others(book: Book) -> None:
    urls = (Labelled("https://ada.example"), Labelled("https://www.linkedin.com/pub/ada/1"))
    book.add(Contact(name="Ada", given="Ada", urls=urls))
    assert row(book, _CONNECTIONS)["URL"] == "https://www.linkedin.com/pub/ada/1"
    model = book.path.parent / "model.csv"
    assert book.piped(as_format="csv", like=model).left_out == {"url": 1}


def test_that_the_other_table_is_in_another_encoding_is_said(book: Book) -> None:
    model = book.path.parent / "model.csv"
    model.write_bytes("Name,Company\nZoë,Café Müller\n".encode("cp1252"))
    book.import_([model])
    written = book.piped(as_format="csv", like=model)
    assert written.told("b.csv").endswith("It is in UTF-8, and not in cp1252 as model.csv.")
    assert "Café" in written.content.decode("utf-8-sig")
