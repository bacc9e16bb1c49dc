"""What columns of a sheet mean is said once, and remembered for the next file with the same header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from rolodex.book import Book
from rolodex.formats.columns import LABELLED, MEANINGS, meaning_in_words, read_meaning
from rolodex.formats.guessing import guessed
from rolodex.model import BadInput
from rolodex.text import storable
from tests.unit.hostile import HOSTILE
from tests.unit.import_runs import connections, everybody, new_book, only, sheet, write


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


_SAID = {"Wer": "name", "Reach": "work email", "Seit": "met on", "Row": "leave out", "City": "field"}


def test_columns_mean_what_was_said_also_in_the_next_file(book: Book, tmp_path: Path) -> None:
    header = "Wer,Reach,Seit,Row,City\n"
    book.import_([sheet(tmp_path / "a.csv", f"{header}Ada,ada@a.example,2019-05-12,1,Bath\n")], columns=_SAID)
    ada = only(book)
    assert (ada.name, ada.emails[0].value, ada.emails[0].label) == ("Ada", "ada@a.example", "work")
    assert (ada.met_on, ada.city, ada.fields) == ("2019-05-12", "", {"City": "Bath"})
    book.import_([sheet(tmp_path / "b.csv", f"{header}Emmy,e@a.example,2020-01-01,2,Bonn\n")])
    assert [person.fields for person in everybody(book)] == [{"City": "Bath"}, {"City": "Bonn"}]


def test_another_header_is_read_as_ever_and_a_dry_run_remembers_nothing(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,Reach\nAda,ada@a.example\n")
    book.import_([path], columns={"Reach": "email"}, dry_run=True)
    told = book.import_([path], dry_run=True)
    assert told.files[0].kept == ("Reach",)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"Shoe": "email"}, "No sheet here has a column"),
        ({"Reach": "shoe size"}, "nothing that a column can"),
    ],
)
def test_a_column_that_is_not_there_and_a_meaning_that_is_none_are_refused(
    book: Book, tmp_path: Path, columns: dict[str, str], why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        book.import_([sheet(tmp_path / "a.csv", "name,Reach\nAda,x\n")], columns=columns)
    assert not everybody(book)


_UNKNOWN = "Wer;Erreichbar;Tel.nr.;Betrag;Profil;Seit\n"
_ROWS = (
    "Ada Lovelace;ada@a.example;+44 20 7946 0000;20;https://github.com/ada;2019-05-12\n"
    "Emmy Noether;e@a.example;;30;;2020\n"
)


def test_columns_that_are_called_nothing_known_are_guessed_by_their_values(
    book: Book, tmp_path: Path
) -> None:
    (found,) = book.sheets([sheet(tmp_path / "a.csv", _UNKNOWN + _ROWS)]).sheets
    assert (found.is_read, found.is_said) == (False, False)
    assert [(column.meaning, column.why) for column in found.columns] == [
        *(("name", "values"), ("email", "values"), ("phone", "values"), ("field", "")),
        *(("handle", "values"), ("field", "")),
    ]
    assert (found.columns[3].type, found.columns[3].samples) == ("number", ("20", "30"))
    assert not everybody(book)


def test_what_is_said_of_columns_by_their_place_is_the_start_of_the_next_file(
    book: Book, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "a.csv", _UNKNOWN + _ROWS)
    columns = book.sheets([path]).sheets[0].columns
    said = {column.place: column.meaning for column in columns[:2]} | {columns[3].place: "field:Stake"}
    told = book.import_([path], columns=said)
    assert (told.files[0].columns_said, told.new) == (True, 2)
    assert everybody(book)[0].fields["Stake"] == "20"
    after = sheet(tmp_path / "b.csv", f"{_UNKNOWN}Grace Hopper;g@navy.example;;40;;\n")
    (found,) = book.sheets([after]).sheets
    assert (found.is_read, found.is_said) == (True, True)
    assert [column.meaning for column in found.columns if column.why == "said"] == [
        *("name", "email", "field:Stake")
    ]
    assert book.import_([after]).new == 1


def test_nothing_said_of_a_column_forgets_what_was(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,Reach\nAda,ada@a.example\n")
    book.import_([path], columns={"Reach": "email"})
    (place,) = (column.place for column in book.sheets([path]).sheets[0].columns if column.why == "said")
    book.import_([path], columns={place: ""})
    assert not book.sheets([path]).sheets[0].is_said


@pytest.mark.parametrize(("fee", "more"), [("1", "2"), ("12", "2"), ("2", "12")])
def test_columns_that_become_one_field_lose_nothing(book: Book, tmp_path: Path, fee: str, more: str) -> None:
    path = sheet(tmp_path / "a.csv", f"Name,Fee,Sum\nAda,{fee},{more}\n")
    book.import_([path], columns={"Sum": "field:Fee"})
    assert everybody(book)[0].fields == {"fee (text)": f"{fee}\n{more}"}


def test_a_place_is_of_one_header_alone(book: Book, tmp_path: Path) -> None:
    one = sheet(tmp_path / "one.csv", "name,Reach\nAda,ada@a.example\n")
    other = sheet(tmp_path / "other.csv", "name,Reach,Seat\nEmmy,in Bonn,20\n")
    place = book.sheets([one]).sheets[0].columns[1].place
    book.import_([one, other], columns={place: "email"})
    ada, emmy = everybody(book)
    assert (ada.emails[0].value, ada.fields) == ("ada@a.example", {})
    assert emmy.fields == {"Reach": "in Bonn", "Seat": "20"}


def test_sheets_of_one_header_are_told_once_those_that_bring_in_nobody_first(
    book: Book, tmp_path: Path
) -> None:
    book_file = tmp_path / "book.xlsx"
    workbook = Workbook()
    for title, *rows in (
        ("May", ["Name", "Seat"], ["Ada", "4A"]),
        ("June", ["Name", "Seat"], ["Emmy", "4B"]),
        ("Totals", ["Month", "Visits"], ["May", 1]),
    ):
        page = workbook.create_sheet(title)
        for row in rows:
            page.append(row)
    workbook.save(book_file)
    assert [one.files for one in book.sheets([book_file]).sheets] == [
        ("book.xlsx: Totals",),
        ("book.xlsx: May", "book.xlsx: June"),
    ]


def test_a_file_that_is_no_sheet_of_unknown_columns_has_none(book: Book, tmp_path: Path) -> None:
    for text in ("", "BEGIN:VCARD\nFN:Ada\nEND:VCARD\n"):
        assert not book.sheets([sheet(tmp_path / "a.csv", text)]).sheets
    assert not book.sheets([connections(tmp_path / "Connections.csv", ["Ada", "Lovelace"])]).sheets


@pytest.mark.parametrize(
    "text",
    [
        "ada@a.example;Ada Lovelace\nemmy@a.example;Emmy Noether\n",
        "Ada Lovelace,ada@a.example\nEmmy Noether,emmy@a.example\nno address here,at all,or anywhere\n",
        "@ada\tAda Lovelace\n@emmy\tEmmy Noether\n",
    ],
)
def test_a_sheet_without_a_row_of_names_loses_no_row(book: Book, tmp_path: Path, text: str) -> None:
    path = sheet(tmp_path / "a.csv", text)
    (found,) = book.sheets([path]).sheets
    assert [column.name for column in found.columns][:2] == ["Column A", "Column B"]
    named = next(column for column in found.columns if "Ada Lovelace" in column.samples)
    book.import_([path], columns={named.name: "name"})
    assert {"Ada Lovelace", "Emmy Noether"} <= {person.name for person in everybody(book)}
    # of the next such sheet nothing is known
    with pytest.raises(BadInput, match="names its columns"):
        book.import_([sheet(tmp_path / "b.csv", text.replace("Ada", "Eve"))])
    with pytest.raises(BadInput, match="names its columns"):
        book.import_([path], columns={text[:4]: "name"})


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("@ada\n@emmy\nhttps://github.com/kurt\nask Eve, too\n", "--as handles"),
        ("Ada Lovelace\nEmmy Noether\nJosé da Silva\n", "--as names"),
    ],
)
def test_of_a_list_the_way_to_read_it_as_one_is_told(book: Book, tmp_path: Path, text: str, way: str) -> None:
    path = sheet(tmp_path / "a.csv", text)
    with pytest.raises(BadInput, match=way):
        book.import_([path])
    assert book.import_([path], as_format=way.split()[1]).new == 3


_SEVERAL_LINES = (
    "Badge,Who is it,Reach me,Remark\n1,Hedy Lamarr,hedy@mgm.example,plain\n"
    '2,Ibn Sahl,ibn@x.example,"tab\there ""q"", comma\n{}"\n3,Kurt,kurt@x.example,ok\n'
)


@pytest.mark.parametrize("words", ["line2", "email", "Name\nEmail", "name;email", "First Name\tEmail"])
def test_no_line_of_a_text_is_taken_for_the_row_of_names(book: Book, tmp_path: Path, words: str) -> None:
    path = sheet(tmp_path / "a.csv", _SEVERAL_LINES.format(words))
    with pytest.raises(BadInput, match="--column 'Reach me=email'"):
        book.import_([path])
    assert book.import_([path], columns={"Who is it": "name", "Reach me": "email"}).new == 3
    assert everybody(book)[1].note == f'tab\there "q", comma\n{words}'


@pytest.mark.parametrize("words", ["line\nemail", "Email", "Name, Email"])
def test_no_cell_of_a_spreadsheet_is_taken_for_the_row_of_names(
    book: Book, tmp_path: Path, words: str
) -> None:
    workbook = Workbook()
    page = workbook.create_sheet("People", 0)
    for row in (
        ["Badge", "Who is it", "Reach me"],
        [1, "Hedy", "h@a.example"],
        [2, "Ibn", words],
        [3, "K", "k"],
    ):
        page.append(row)
    workbook.save(tmp_path / "a.xlsx")
    assert book.import_([tmp_path / "a.xlsx"], columns={"Who is it": "name"}).new == 3


def test_decimal_commas_in_every_row_part_no_cells(book: Book, tmp_path: Path) -> None:
    text = "".join(f"Person {n};{n},50\n" for n in range(40))
    assert book.import_([sheet(tmp_path / "a.csv", f"Name;Fee\n{text}")]).new == 40


def test_hostile_headers_and_cells_can_be_named_and_read(book: Book, tmp_path: Path) -> None:
    texts = [storable(text) for text in HOSTILE.values() if text != HOSTILE["a query"]]
    path = write(tmp_path / "a.csv", [*texts, "", "", "Dup", "Dup", "dup"], [[*texts, "x"], [*texts[::-1]]])
    (found,) = book.sheets([path]).sheets
    assert len({column.place for column in found.columns}) == len(texts) + 5
    assert all(len(sample) <= 200 for column in found.columns for sample in column.samples)
    assert book.import_([path], columns={found.columns[0].place: "name"}).new == 2


@pytest.mark.parametrize("meaning", [*MEANINGS, *LABELLED, "field", "leave out", "field:Fee"])
def test_a_meaning_is_read_from_its_words(meaning: str) -> None:
    column = replace(read_meaning(meaning), index=0)
    assert meaning_in_words(column, "Header" if column.name else "") == meaning.replace("_", " ")


@pytest.mark.parametrize(
    ("values", "meaning"),
    [
        (["ada@a.example", "mailto:e@a.example"], "email"),
        (["+44 20 7946 0000", "(020) 7946-0000", "0171 2345678"], "phone"),
        (["2019-05-12", "12.05.2019"], ""),
        (["1815", "4711123"], ""),
        (["@ada", "https://github.com/emmy"], "handle"),
        (["https://ada.example/blog"], "url"),
        (["Ada Lovelace", "Ludwig van Beethoven", "Jean-Luc O'Neil", "?"], "name"),
        (["met in the hallway", "Ada Lovelace"], ""),
        (["1" * 10_000, "(" * 10_000], ""),
        ([], ""),
    ],
)
def test_what_values_look_like(values: list[str], meaning: str) -> None:
    assert guessed(values) == meaning


def test_whom_one_asks_for_at_a_firm_is_the_name_where_no_other_column_is(book: Book, tmp_path: Path) -> None:
    book.import_(
        [sheet(tmp_path / "a.csv", "Firma;Ansprechpartner;Tel.;Mail\nW;Hans Wurst;030 1;h@w.example\n")]
    )
    book.import_([sheet(tmp_path / "b.csv", "Name,Candidate,Email\nAda,yes,ada@a.example\n")])
    assert [(person.name, person.fields) for person in everybody(book)] == [
        ("Hans Wurst", {}),
        ("Ada", {"Candidate": "yes"}),
    ]


def test_a_picture_has_no_columns_whatever_it_is_called(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    assert book.sheets([path]).sheets == ()


@pytest.mark.parametrize("title", ["Member", "Mitglied", "Partecipante", "Personne de contact", "Ponente"])
def test_whoever_is_a_member_or_a_guest_is_called_so_where_no_other_column_has_names(
    book: Book, tmp_path: Path, title: str
) -> None:
    book.import_([sheet(tmp_path / "a.csv", f"{title};Mail\nHans Wurst;h@w.example\n")])
    assert (only(book).name, only(book).fields) == ("Hans Wurst", {})


def test_whether_somebody_is_a_member_is_no_name(book: Book, tmp_path: Path) -> None:
    book.import_([sheet(tmp_path / "a.csv", "Mail;Member\nh@w.example;yes\ni@w.example;17\n")])
    assert [(person.name, person.fields) for person in everybody(book)] == [
        ("h@w.example", {"Member": "yes"}),
        ("i@w.example", {"Member": "17"}),
    ]


def test_of_a_sheet_of_unknown_columns_the_way_to_say_what_one_means_is_told_with_a_guess(
    book: Book, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "a.csv", "Betrag;Who's who\n20;Ada Lovelace\n30;Emmy Noether\n")
    way = """^o and in the shell with --column 'Who'"'"'s who=name': its values look like names"""
    with pytest.raises(BadInput, match=re.escape(way)):
        book.import_([path])
    with pytest.raises(BadInput, match=r"in the shell with --column Candidate=name\)"):
        book.import_([sheet(path, "Betrag;Menge\n20;1\n30;2\n")])
