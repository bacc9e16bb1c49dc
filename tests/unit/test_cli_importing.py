from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.book.reports import PersonReport, Update
from tests.unit.shell_runs import Rolodex

SHEET = (
    "name,company,email,shoe size\nAda Lovelace,Analytical Engines,ada@example.org,38\nGrace Hopper,Navy,,\n"
)


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    return Rolodex(tmp_path / "book.db")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(SHEET)
    return path


def test_import_brings_people_in_and_says_how_to_take_it_back(rolodex: Rolodex, sheet: Path) -> None:
    ran = rolodex("import", str(sheet))
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "people.csv  (sheet)  2 new"
    assert (
        ran.err
        == "Brought in 2 new and 0 changed people, 0 the same. `rolodex undo 1` takes all of it back.\n"
    )
    assert [person["name"] for person in rolodex.json("find")] == ["Ada Lovelace", "Grace Hopper"]
    assert rolodex.json("show", "ada")["fields"] == {"shoe size": "38"}


def test_one_undo_takes_back_the_whole_import(rolodex: Rolodex, sheet: Path) -> None:
    rolodex("import", str(sheet))
    assert rolodex("undo").code == 0
    assert rolodex("find").code == 1


def test_importing_the_same_again_changes_nothing(rolodex: Rolodex, sheet: Path) -> None:
    rolodex("import", str(sheet))
    ran = rolodex("import", str(sheet))
    assert (ran.code, ran.err) == (
        0,
        "Nothing was changed: 0 new and 0 changed people, 2 the same.\n",
    )


def test_import_tells_what_of_whom_has_changed(rolodex: Rolodex, sheet: Path) -> None:
    rolodex("import", str(sheet))
    sheet.write_text(SHEET.replace("Navy", "Eckert–Mauchly"))
    (told,) = [line for line in rolodex("import", str(sheet)).out.splitlines() if "changed, line" in line]
    assert told.startswith("  changed, line 3: Grace Hopper: ")
    assert "Eckert–Mauchly" in told


def test_what_was_said_of_a_column_is_told_and_can_be_forgotten(rolodex: Rolodex, sheet: Path) -> None:
    rolodex("import", str(sheet), "--column", "shoe size=field:Stake")
    assert rolodex.json("show", "ada")["fields"] == {"Stake": "38"}
    told = "  columns mean what you said of this header"
    assert told in rolodex("import", str(sheet)).out.splitlines()
    rolodex("import", str(sheet), "--column", "shoe size=")
    assert told not in rolodex("import", str(sheet)).out.splitlines()


def test_import_puts_a_tag_on_everyone(rolodex: Rolodex, sheet: Path) -> None:
    rolodex("import", str(sheet), "--tag", "#source/sheet")
    assert [person["tags"] for person in rolodex.json("find")] == [["source/sheet"]] * 2


def test_a_dry_run_tells_who_and_makes_no_book(rolodex: Rolodex, sheet: Path) -> None:
    ran = rolodex("import", str(sheet), "--dry-run")
    assert ran.code == 0
    told = ran.out.splitlines()
    assert told[0] == "Dry run: what an import would do. Nothing is written."
    assert "  would be new, line 2: Ada Lovelace" in told
    assert ran.err.endswith("Nothing was changed.\n")
    assert not rolodex.path.exists()


def test_a_dry_run_changes_nothing_in_a_book(rolodex: Rolodex, sheet: Path) -> None:
    rolodex("add", "Marie Curie")
    rolodex("import", str(sheet), "--dry-run")
    assert [person["name"] for person in rolodex.json("find")] == ["Marie Curie"]
    assert len(rolodex.json("history")) == 1


def test_import_as_json_has_its_documented_names(rolodex: Rolodex, sheet: Path) -> None:
    report = rolodex.json("import", str(sheet))
    (file,) = report.pop("files")
    change = report.pop("change")
    assert report == {
        "dry_run": False,
        "new": 2,
        "changed": 0,
        "same": 0,
        "skipped": 0,
        "date_only": 0,
        "unknown": 0,
        "likely_doubles": [],
        "gone": 0,
        "left_out": 0,
    }
    assert change["id"] == 1
    assert change["origin"] == "shell"
    people = file.pop("people")
    assert people[0] == {
        "name": "Ada Lovelace",
        "line": 2,
        "what": "new",
        "edits": [],
        "contact": None,
        "updates": [],
        "job": "",
        "by_name": False,
    }
    assert file == {
        "file": "people.csv",
        "format": "sheet",
        "new": 2,
        "changed": 0,
        "same": 0,
        "skipped": [],
        "broken": False,
        "cut": False,
        "date_only": 0,
        "unknown": 0,
        "kept_fields": ["shoe size"],
        "more_people": 0,
        "left_out": 0,
        "interactions": [],
        "more_interactions": 0,
        "gone": [],
        "more_gone": 0,
    }


def test_a_dry_run_as_json_has_no_change(rolodex: Rolodex, sheet: Path) -> None:
    report = rolodex.json("import", str(sheet), "--dry-run")
    assert (report["dry_run"], report["new"], report["change"]) == (True, 2, None)


def test_a_file_that_no_format_knows_exits_2_with_the_reason_and_leaves_no_book(
    rolodex: Rolodex, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.4 nobody")
    ran = rolodex("import", str(letter))
    assert (ran.code, ran.out) == (2, "")
    assert "letter.pdf can't be imported" in ran.err
    assert not rolodex.path.exists()


def test_a_file_that_no_format_knows_beside_one_that_is_read_is_told(rolodex: Rolodex, sheet: Path) -> None:
    letter = sheet.with_name("letter.pdf")
    letter.write_bytes(b"%PDF-1.4 nobody")
    ran = rolodex("import", str(sheet), str(letter))
    assert ran.code == 0
    assert "letter.pdf  was not read: no format here knows this kind of file" in ran.out.splitlines()


def test_a_file_that_is_not_there_exits_2_and_leaves_no_book(rolodex: Rolodex, tmp_path: Path) -> None:
    ran = rolodex("import", str(tmp_path / "none.csv"))
    assert (ran.code, ran.out) == (2, "")
    assert "none.csv" in ran.err
    assert not rolodex.path.exists()


def test_a_file_that_is_broken_beside_one_that_is_read_is_told_and_the_exit_code_says_so(
    rolodex: Rolodex, sheet: Path
) -> None:
    (sheet.parent / "old.zip").write_bytes(b"PK\3\4 and no more")
    ran = rolodex("import", str(sheet), str(sheet.parent / "old.zip"))
    assert ran.code == 1
    assert "old.zip  can't be read" in ran.out
    assert "NOT read, so that nothing of it came in: 1 file (old.zip)." in ran.err
    assert len(rolodex.json("find")) == 2


def test_a_format_that_is_none_exits_2_with_those_there_are(rolodex: Rolodex, sheet: Path) -> None:
    ran = rolodex("import", str(sheet), "--as", "vcards")
    assert ran.code == 2
    assert "linkedin-connections" in ran.err


def test_rows_that_were_skipped_are_told_with_their_line(rolodex: Rolodex, sheet: Path) -> None:
    sheet.write_text(SHEET + ",,,40\n")
    ran = rolodex("import", str(sheet))
    skipped = rolodex.json("import", str(sheet), "--dry-run")["files"][0]["skipped"]
    assert [row["line"] for row in skipped] == [4]
    assert f"  line 4: {skipped[0]['why']}" in ran.out.splitlines()


def test_hostile_people_of_a_file_are_told_harmlessly(rolodex: Rolodex, sheet: Path) -> None:
    sheet.write_text("name,\x1b[31mcolumn\nEve \x1b]0;title\x07\u202e,x\n")
    ran = rolodex("import", str(sheet), "--dry-run")
    assert ran.code == 0
    assert not {"\x1b", "\x07", "\u202e"}.intersection(ran.out + ran.err)


def test_whom_a_mailbox_names_is_left_out_told_and_added_when_asked(rolodex: Rolodex, tmp_path: Path) -> None:
    path = tmp_path / "inbox.mbox"
    head = "From: Ada <ada@x.example>\nTo: me@x.example\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n"
    path.write_text(f"From - Mon Mar 02 10:00:00 2026\n{head}Subject: tea\n\n", encoding="utf-8")
    left_out = rolodex("import", str(path))
    assert "(email)  1 not in the book" in left_out.out
    assert "Left out 1 person not in the book: --new-people adds them." in left_out.err
    rolodex("import", str(path), "--new-people", "--me", "me@x.example")
    assert rolodex.json("show", "ada")["timeline"][0]["text"] == "received: tea"


def test_of_very_many_changes_of_one_person_some_are_told() -> None:
    some, many = (
        PersonReport("Ada", 1, "changed", tuple(Update(letter, letter, "", "") for letter in letters))
        for letters in ("abc", "abcdefghi")
    )
    assert (some.told, many.told) == ("a; b; c", "a; b; c; d; e; f; and 3 more")


def test_lines_can_be_skipped_and_said_to_be_somebody(rolodex: Rolodex, sheet: Path) -> None:
    rolodex("add", "Countess of Lovelace")
    ran = rolodex("import", str(sheet), "--same", "2=Countess of Lovelace", "--skip", "people.csv:3")
    assert ran.code == 0
    assert [person["name"] for person in rolodex.json("find")] == ["Countess of Lovelace"]
    assert rolodex("import", str(sheet), "--skip", "two").code == 2
    assert rolodex("import", str(sheet), "--same", "2").code == 2


def test_imports_are_listed_and_rolled_back(rolodex: Rolodex, sheet: Path) -> None:
    rolodex("import", str(sheet), "--name", "the sheet")
    assert "the sheet  2 new, 0 changed, 2 still there" in rolodex("imports").out
    rolodex("star", "Ada Lovelace")
    ran = rolodex("imports", "rollback", "the", "sheet")
    assert ran.out.startswith("Ada Lovelace stays: star")
    assert [person["name"] for person in rolodex.json("find")] == ["Ada Lovelace"]
    assert rolodex("undo").code == 0
    assert len(rolodex.json("find")) == 2


_WHOLE = "name,email,city\nAda,ada@a.example,London\nGrace,grace@a.example,New York\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("row.csv", f"{_WHOLE}Maria Goepp"),
        ("quote.csv", f'{_WHOLE}Maria,"maria@a.exa'),
        ("card.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Gra"),
    ],
)
def test_of_a_file_that_breaks_off_it_is_told_that_something_is_missing(
    rolodex: Rolodex, tmp_path: Path, name: str, data: str
) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    ran = rolodex("import", str(tmp_path / name))
    assert ran.code == 1
    assert f"BREAKS OFF, so that what stands behind is missing: 1 file ({name})" in ran.err


def test_a_row_that_lacks_its_last_cells_breaks_nothing_off_where_others_do_too(
    rolodex: Rolodex, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(f"{_WHOLE}Emmy\nMaria,maria@a.example", encoding="utf-8")
    (tmp_path / "b.csv").write_text(_WHOLE.rstrip("\n"), encoding="utf-8")
    assert [rolodex("import", str(tmp_path / name)).code for name in ("a.csv", "b.csv")] == [0, 0]


def test_a_book_that_was_written_out_and_breaks_off_is_told_as_such(rolodex: Rolodex, tmp_path: Path) -> None:
    whole, half = tmp_path / "whole.jsonl", tmp_path / "half.jsonl"
    rolodex("add", "Ada Lovelace, met at Turin")
    rolodex("export", "--to", str(whole))
    half.write_bytes(whole.read_bytes()[:-20])
    ran = rolodex("import", str(half))
    assert (ran.code, "BREAKS OFF" in ran.err) == (1, True)


@pytest.mark.parametrize("empty", ["", "  "])
@pytest.mark.parametrize("words", [["import"], ["export", "--as", "csv", "--to"], ["backup"]])
def test_an_empty_path_is_no_folder(rolodex: Rolodex, words: list[str], empty: str) -> None:
    rolodex("add", "Ada")
    ran = rolodex(*words, empty)
    assert (ran.code != 0, ran.out) == (True, "")
    assert "what was given is empty" in ran.err


def test_the_tag_of_an_import_is_told_as_it_is_called_from_then_on(rolodex: Rolodex, sheet: Path) -> None:
    ran = rolodex("import", str(sheet), "--tag", "book club", "--dry-run")
    assert "0 the same, tagged #book-club. Nothing" in ran.err
    ran = rolodex("import", str(sheet), "--tag", "book club")
    assert "0 the same, tagged #book-club. `rolodex undo" in ran.err
    assert rolodex.json("show", "ada")["tags"] == ["book-club"]


def test_who_of_a_mailbox_is_oneself_is_asked(rolodex: Rolodex, tmp_path: Path) -> None:
    path = tmp_path / "inbox.mbox"
    head = "From: Ada <ada@x.example>\nTo: me@x.example\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n"
    path.write_text(f"From - Mon Mar 02 10:00:00 2026\n{head}Subject: tea\n\n", encoding="utf-8")
    told = rolodex("import", str(path), "--new-people").err
    assert "one of them may be you; --me ADDRESS says which, and the others are added." in told
