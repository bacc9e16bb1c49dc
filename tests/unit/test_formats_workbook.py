"""Spreadsheets of Excel: sheets by name, dates as dates, formulas by value, and what is refused of them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rolodex.book import Book
from rolodex.formats import Source, read, workbook
from rolodex.formats.sources import sources
from rolodex.model import BadInput, Contact, Field, Handle, Labelled, Reading
from tests.unit.import_runs import everybody, new_book

TODAY = date(2026, 11, 22)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# As Excel writes them: one part a sheet, texts shared, dates as numbers with a style.
PARTS = {
    "[Content_Types].xml": """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
<Override PartName="/xl/sharedStrings.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">
<sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/>
<Relationship Id="rId3" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{_MAIN}">
<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""",
    "xl/sharedStrings.xml": f"""<sst xmlns="{_MAIN}"><si><t>Name</t></si><si><t>Birthday</t></si>
<si><t>Email</t></si><si><t>Fee</t></si><si><r><t>Ada </t></r><r><t>Lovelace</t></r></si></sst>""",
    "xl/worksheets/sheet1.xml": f"""<worksheet xmlns="{_MAIN}"><dimension ref="A1"/><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
<c r="D1" t="s"><v>3</v></c></row>
<row r="4"><c r="A4" t="s"><v>4</v></c><c r="B4" s="1"><v>2902</v></c>
<c r="C4" t="str"><f>A9&amp;"@x.example"</f><v>ada@x.example</v></c>
<c r="D4"><f>10*2</f><v>20</v></c></row></sheetData></worksheet>""",
}


def packed(path: Path, **changed: str) -> Path:
    """A workbook of PARTS with some changed: `sheet1=...` is xl/worksheets/sheet1.xml."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, changed.get(Path(name).stem, text))
    return path


def saved(path: Path, **sheets: list[list[Any]]) -> Path:
    """A workbook that openpyxl wrote, with these rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def readings(path: Path) -> list[Reading]:
    return [read(source, TODAY) for source in sources(path)]


def test_a_workbook_of_excel_has_dates_as_dates_and_formulas_by_their_values(tmp_path: Path) -> None:
    [found] = readings(packed(tmp_path / "people.xlsx"))
    [ada] = found.records
    assert (found.file, found.format, ada.line) == ("people.xlsx: People", "sheet", 4)
    assert (ada.contact.name, ada.contact.birthday) == ("Ada Lovelace", "1907-12-11")
    assert ada.contact.emails == (Labelled("ada@x.example"),)
    assert (found.fields, dict(ada.contact.fields)) == ((Field("Fee", "number"),), {"Fee": "20"})


def test_every_sheet_is_read_by_what_its_columns_are_called(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "network.xlsx",
        rust=[["Twitter", "City"], ["@ada", "London"]],
        costs=[["What", "Sum"], ["Tea", 3]],
        empty=[],
        linkedin=[["First Name", "Last Name", "Connected On"], ["Grace", "Hopper", datetime(2024, 1, 1)]],
    )
    rust, costs, linkedin = readings(path)
    assert rust.records[0].contact.handles == (Handle("x", "ada"),)
    assert (costs.format, linkedin.format) == ("", "linkedin-connections")
    assert dict(linkedin.records[0].contact.fields) == {"LinkedIn since": "2024-01-01"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (442079460000, "442079460000"),
        (20.0, "20"),
        (0.1 + 0.2, "0.3"),
        (4.4207946e11, "442079460000"),
        (True, "yes"),
        (date(2026, 3, 2), "2026-03-02"),
        (1e15, "1000000000000000"),
        (-1.5e20, "-150000000000000000000"),
        (1e21, "1e+21"),
        (time(14, 30), "14:30:00"),
        ("#N/A", ""),
        ("one_x000D_\ntwo", "one\ntwo"),
        ("+44 20 7946 0000", "+44 20 7946 0000"),
    ],
)
def test_a_cell_is_the_text_that_a_person_sees(tmp_path: Path, value: Any, text: str) -> None:
    [found] = readings(saved(tmp_path / "a.xlsx", s=[["name", "fee"], ["Ada", value]]))
    assert found.records[0].contact.fields.get("fee", "") == text


def test_a_time_of_day_stands_beside_the_day_and_goes_out_behind_it(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.xlsx",
        s=[["name", "When"], ["Ada", datetime(2026, 3, 2, 14, 30)], ["Emmy", datetime(2026, 5, 1)]],
    )
    with new_book(tmp_path) as book:
        book.import_([path])
        assert {person.name: person.fields for person in book.find("when:>2026-02-01")} == {
            "Ada": {"When": "2026-03-02", "When (time)": "14:30:00"},
            "Emmy": {"When": "2026-05-01"},
        }
        out = tmp_path / "out.csv"
        book.export(out, like=path)
        assert out.read_text() == "name,When\nAda,2026-03-02 14:30:00\nEmmy,2026-05-01\n"
        assert (book.import_([out]).changed, book.piped(as_format="csv", like=path).left_out) == (0, {})


def test_times_are_a_text_where_the_column_beside_is_called_so_already(tmp_path: Path) -> None:
    text = "name,When,When (time)\nAda,2026-03-02 14:30,noon\n"
    [record] = read(Source("a.csv", text.encode()), TODAY).records
    assert record.contact.fields == {"When": "2026-03-02 14:30", "When (time)": "noon"}


def test_rows_are_told_as_the_spreadsheet_numbers_them(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["name", "note"],
        ["Ada", "one\ntwo\nthree"],
        [],
        [None, "nobody"],
        ["Grace", "four"],
    ]
    [found] = readings(saved(tmp_path / "a.xlsx", s=rows))
    assert [record.line for record in found.records] == [2, 5]
    assert [skipped.line for skipped in found.skipped] == [4]


def test_a_workbook_inside_a_zip_and_a_folder_is_read(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    saved(folder / "a.xlsx", s=[["name"], ["Ada"]])
    saved(tmp_path / "b.xlsx", s=[["name"], ["Grace"]])
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(tmp_path / "b.xlsx", "sheets/b.xlsx")
    report = book.import_([folder, tmp_path / "b.zip"])
    assert [file.file for file in report.files] == ["folder/a.xlsx: s", "b.zip/sheets/b.xlsx: s"]
    assert [person.name for person in everybody(book)] == ["Ada", "Grace"]


def test_what_was_written_as_a_spreadsheet_comes_in_again(book: Book, tmp_path: Path) -> None:
    ada = Contact(
        name="Ada Lovelace",
        emails=(Labelled("ada@x.example"),),
        phones=(Labelled("+442079460000"),),
        birthday="--12-10",
        tags=("work/engines",),
        note="one\ntwo\n=1+1",
    )
    book.add(ada)
    book.export(tmp_path / "out.xlsx")
    assert book.import_([tmp_path / "out.xlsx"]).same == 1
    [found] = readings(tmp_path / "out.xlsx")
    again = found.records[0].contact
    assert (again.name, again.phones, again.note, again.tags) == (ada.name, ada.phones, ada.note, ada.tags)


def broken(path: Path) -> str:
    """Why a workbook can't be read."""
    [source] = sources(path)
    return source.broken


@pytest.mark.parametrize("part", ["workbook", "styles", "sharedStrings", "sheet1"])
def test_entities_are_refused_and_nothing_is_imported(book: Book, tmp_path: Path, part: str) -> None:
    text = next(text for name, text in PARTS.items() if Path(name).stem == part)
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + text
    with pytest.raises(BadInput, match=r"people\.xlsx is no whole spreadsheet .*Entit.*save it again"):
        book.import_([packed(tmp_path / "people.xlsx", **{part: bomb})])
    assert everybody(book) == []


def test_a_part_that_is_only_tags_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_TAGS", 1000)
    texts = f'<sst xmlns="{_MAIN}">{"<si/>" * 1001}</sst>'
    assert re.search(
        r"sharedStrings\.xml in people\.xlsx holds more than 1,000 tags",
        broken(packed(tmp_path / "people.xlsx", sharedStrings=texts)),
    )


def test_a_row_far_below_the_last_one_of_a_sheet_is_refused(tmp_path: Path) -> None:
    sheet = PARTS["xl/worksheets/sheet1.xml"].replace('r="4"', 'r="99999999999"')
    assert re.search(
        r"“People” of people\.xlsx is too large at row",
        broken(packed(tmp_path / "people.xlsx", sheet1=sheet)),
    )


@pytest.mark.parametrize("part", ["sheet1", "workbook", "styles", "sharedStrings"])
def test_a_part_that_is_cut_off_is_told_with_the_file(tmp_path: Path, part: str) -> None:
    text = next(text for name, text in PARTS.items() if Path(name).stem == part)
    assert re.search(
        r"people\.xlsx is no whole spreadsheet",
        broken(packed(tmp_path / "people.xlsx", **{part: text[: len(text) // 2]})),
    )


def test_a_bomb_inside_a_workbook_is_not_unpacked(tmp_path: Path) -> None:
    assert re.search(
        r"sheet1\.xml in people\.xlsx is packed so tightly",
        broken(packed(tmp_path / "people.xlsx", sheet1=" " * (51 * 2**20))),
    )


def test_a_locked_workbook_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    [found] = readings(path)
    assert "save it as .xlsx or CSV" in found.skipped[0].why


def test_a_packed_file_that_is_no_workbook_is_none() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        assert not workbook.is_workbook(archive)
