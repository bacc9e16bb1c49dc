"""Importing files into a book: one change, nothing lost, nothing half done."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from rolodex.book import Book
from rolodex.model import BadInput, Cancelled
from tests.unit.import_runs import connections, everybody, new_book, only, rows, sheet

FIXTURES = Path(__file__).parents[1] / "fixtures"
ADA = ("Ada", "Lovelace", "https://www.linkedin.com/in/ada-lovelace", "", "Engines", "Analyst", "05 Nov 2018")
GRACE = ("Grace", "Hopper", "https://www.linkedin.com/in/grace-hopper", "", "Navy", "Admiral", "01 Jan 2024")
OF_2018 = ("Ada", "Lovelace", "ada@example.org", "Mill", "Analyst", "11/5/18, 3:04 PM")
# a day over 12 tells that the month stands first
DATED = ("Emmy", "Noether", "", "", "", "2/28/18, 9:00 AM")
NOTES = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


def test_a_file_becomes_people_and_one_change(book: Book, tmp_path: Path) -> None:
    report = book.import_([connections(tmp_path / "Connections.csv", ADA, GRACE)])
    assert [person.name for person in everybody(book)] == ["Ada Lovelace", "Grace Hopper"]
    assert (report.new, report.changed, report.same) == (2, 0, 0)
    assert report.change is not None
    assert report.change.label == "import Connections.csv: 2 new"
    assert [change.id for change in book.history()] == [report.change.id]


def test_the_same_file_again_changes_nothing(book: Book, tmp_path: Path) -> None:
    path = connections(tmp_path / "Connections.csv", ADA, GRACE)
    book.import_([path])
    before = rows(book.path)
    report = book.import_([path])
    assert (report.new, report.changed, report.same, report.change) == (0, 0, 2, None)
    assert rows(book.path) == before
    assert len(book.history()) == 1


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("*.?sv")))
def test_every_kind_of_file_can_be_imported_twice_undone_and_redone(book: Book, name: str) -> None:
    empty = rows(book.path)
    first = book.import_([FIXTURES / name])
    full = rows(book.path)
    assert first.new or first.requests
    assert book.import_([FIXTURES / name]).change is None
    book.undo()
    assert rows(book.path) == empty
    book.redo()
    assert rows(book.path) == full


def test_undo_of_a_newer_export_restores_what_was_before_it(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    book.import_([connections(path, ADA, GRACE)])
    before = rows(book.path)
    book.import_([connections(path, (*ADA[:4], "Difference Ltd", "Chief", ADA[6]), GRACE)], tag="network")
    after = rows(book.path)
    book.undo()
    assert rows(book.path) == before
    book.redo()
    assert rows(book.path) == after


def test_the_eras_of_linkedin_are_one_person_with_notes_tags_and_a_log_of_jobs(
    book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "Connections.csv"
    book.import_([connections(path, OF_2018, DATED, era=2018)])
    ada = everybody(book)[0]
    book.edit(replace(ada, tags=("friend",), note="likes engines"))
    book.import_([connections(path, ADA)])
    ada, _ = everybody(book)
    assert (ada.company, ada.title, ada.note, ada.tags) == (
        "Engines",
        "Analyst",
        "likes engines",
        ("friend",),
    )
    assert [handle.name for handle in ada.handles] == ["ada-lovelace"]
    (entry,) = book.timeline(ada.id)
    assert (entry.kind, entry.on, entry.text) == ("job change", "2026-11-25", "changed job: Mill to Engines")


def test_a_job_change_is_no_contact_with_anybody(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    book.import_([connections(path, ADA)])
    book.import_([connections(path, (*ADA[:4], "Difference Ltd", *ADA[5:]))])
    assert only(book).last_interaction == ""


def test_a_new_title_at_the_same_company_is_a_change_of_position(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    book.import_([connections(path, ADA)])
    book.import_([connections(path, (*ADA[:5], "Chief", ADA[6]))])
    assert [entry.text for entry in book.timeline(only(book).id)] == ["changed position: Analyst to Chief"]


def test_a_hand_edit_stands_while_the_export_says_the_same(book: Book, tmp_path: Path) -> None:
    path = connections(tmp_path / "Connections.csv", ADA)
    book.import_([path])
    book.edit(replace(only(book), company="Analytical Engines Ltd"))
    assert book.import_([path]).same == 1
    assert only(book).company == "Analytical Engines Ltd"


def test_a_newer_export_wins_over_a_company_edited_by_hand(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    book.import_([connections(path, ADA)])
    book.edit(replace(only(book), company="Ltd by hand"))
    report = book.import_([connections(path, (*ADA[:4], "Difference Ltd", *ADA[5:]))])
    assert only(book).company == "Difference Ltd"
    assert report.files[0].people[0].edits == ("company: Ltd by hand to Difference Ltd",)
    assert book.timeline(only(book).id)[0].text == "changed job: Ltd by hand to Difference Ltd"


def test_an_older_export_fills_gaps_and_turns_nothing_back(book: Book, tmp_path: Path) -> None:
    book.import_(
        [connections(tmp_path / "new" / "Connections.csv", ADA, GRACE, ("Alan", "Turing", "", *GRACE[3:]))]
    )
    old = connections(tmp_path / "old" / "Connections.csv", OF_2018, DATED, era=2018)
    book.import_([old])
    ada = everybody(book)[0]
    assert (ada.company, ada.emails[0].value) == ("Engines", "ada@example.org")
    assert book.timeline(ada.id) == []
    assert book.import_([old]).change is None


def test_a_folder_of_exports_of_several_years_imported_twice_changes_nothing(
    book: Book, tmp_path: Path
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    connections(exports / "a-new.csv", ADA, GRACE, ("Alan", "Turing", "", *GRACE[3:]))
    connections(exports / "b-old.csv", OF_2018, DATED, era=2018)
    book.import_([exports])
    assert everybody(book)[0].company == "Engines"
    assert book.import_([exports]).change is None


def test_notes_land_on_the_connections_of_the_same_zip(book: Book, tmp_path: Path) -> None:
    url = ADA[2]
    note = f'Ada,Lovelace,{url},"Met at the demo.",2026-03-02 18:22:01 UTC,\n'
    by_name = "Grace,Hopper,,Likes compilers,2026-03-03 18:22:01 UTC,\n"
    other = f"Ada,Lovelace,{url},Asked about cards,2026-03-04 18:22:01 UTC,\n"
    path = tmp_path / "export.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("Notes.csv", NOTES + note + by_name + other)
        archive.write(connections(tmp_path / "Connections.csv", ADA, GRACE), "Connections.csv")
    report = book.import_([path])
    ada, grace = everybody(book)
    assert [entry.text for entry in book.timeline(ada.id)] == ["Asked about cards", "Met at the demo."]
    assert [entry.text for entry in book.timeline(grace.id)] == ["Likes compilers"]
    assert [file.file for file in report.files] == ["export.zip/Connections.csv", "export.zip/Notes.csv"]
    assert book.import_([path]).change is None


def test_a_note_edited_at_linkedin_is_updated_unless_it_was_edited_here(book: Book, tmp_path: Path) -> None:
    def notes(one: str, two: str) -> Path:
        lines = (f"Ada,Lovelace,,{text},2026-03-0{day} 18:22:01 UTC,\n" for day, text in ((1, one), (2, two)))
        return sheet(tmp_path / "Notes.csv", NOTES + "".join(lines))

    book.import_([notes("first", "second")])
    second, _ = book.timeline(only(book).id)
    book.edit_interaction(replace(second, text="mine"))
    book.import_([notes("first edited", "second edited")])
    assert [entry.text for entry in book.timeline(only(book).id)] == ["mine", "first edited"]


def test_a_note_deleted_here_stays_deleted(book: Book, tmp_path: Path) -> None:
    line = "Ada,Lovelace,,{},2026-03-01 18:22:01 UTC,\n"
    book.import_([sheet(tmp_path / "Notes.csv", NOTES + line.format("first"))])
    book.delete_interaction(book.timeline(only(book).id)[0].id)
    book.import_([sheet(tmp_path / "Notes.csv", NOTES + line.format("first edited"))])
    assert book.timeline(only(book).id) == []


def test_a_dry_run_reports_what_the_import_then_does_and_changes_nothing(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    book.import_([connections(path, ADA)])
    connections(path, (*ADA[:4], "Difference Ltd", *ADA[5:]), GRACE, ("", "", "", "", "", "", "01 Jan 2025"))
    before = rows(book.path)
    dry = book.import_([path], tag="network", dry_run=True)
    assert rows(book.path) == before
    assert dry.change is None
    assert (dry.new, dry.changed, dry.date_only) == (1, 1, 1)
    assert book.import_([path], tag="network").files == dry.files


def test_a_tag_is_put_on_everybody_in_the_files_new_or_not(book: Book, tmp_path: Path) -> None:
    book.import_([connections(tmp_path / "Connections.csv", ADA)])
    report = book.import_([connections(tmp_path / "Connections.csv", ADA, GRACE)], tag="#network")
    assert [person.tags for person in everybody(book)] == [("network",), ("network",)]
    assert report.files[0].people[0].edits == ("tag: network",)


def test_an_import_with_a_tag_that_is_none_is_refused_before_anything_is_read(
    book: Book, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="is not a tag"):
        book.import_([tmp_path / "missing.csv"], tag="#/")


def test_stopping_changes_nothing(book: Book, tmp_path: Path) -> None:
    path = connections(
        tmp_path / "Connections.csv", *(("P", str(n), "", "", "A" * 4000, "", "") for n in range(1500))
    )
    before = rows(book.path)
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 1000

    with pytest.raises(Cancelled, match="Nothing was changed"):
        book.import_([path], progress=progress)
    assert seen[0] == (0, 1500)
    assert [done >= 1000 for done, _ in seen[1:]] == [False, False, True]
    assert seen[-1][0] < 1500
    assert rows(book.path) == before
    assert book.history() == []


def test_a_process_killed_in_the_middle_leaves_the_book_as_it_was(book: Book, tmp_path: Path) -> None:
    many = [("P", str(number), "", "", "", "", "") for number in range(600)]
    path = connections(tmp_path / "Connections.csv", ADA, GRACE, *many)
    book.import_([connections(tmp_path / "before.csv", ADA)])
    before = rows(book.path)
    code = """
        book.import_([Path(sys.argv[2])], progress=lambda done, total: not done or os.kill(os.getpid(), 9))
    """
    assert _killed(code, book.path, path) == -9
    assert rows(book.path) == before
    assert book.import_([path]).new == 601


def test_a_process_killed_while_it_exports_leaves_the_old_file_whole(book: Book, tmp_path: Path) -> None:
    book.import_([connections(tmp_path / "Connections.csv", ADA)])
    book.export(tmp_path / "out.csv")
    old = (tmp_path / "out.csv").read_bytes()
    book.import_([connections(tmp_path / "Connections.csv", ADA, GRACE)])
    # all is written by then, and nothing of it has its name
    code = """
        os.fsync = lambda file: os.kill(os.getpid(), 9)
        book.export(Path(sys.argv[2]), force=True)
    """
    assert _killed(code, book.path, tmp_path / "out.csv") == -9
    assert (tmp_path / "out.csv").read_bytes() == old
    assert book.export(tmp_path / "out.csv", force=True).people == 2


def _killed(code: str, *arguments: Path) -> int:
    """How a process ended that opened the book of the first argument and ran the code."""
    start = "import os, sys\nfrom pathlib import Path\nfrom rolodex.book import open_book\n"
    whole = f"{start}book = open_book(sys.argv[1])\n{textwrap.dedent(code)}"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run([sys.executable, "-c", whole, *map(str, arguments)], env=environment).returncode


def test_a_path_that_is_not_there_stops_all_of_them(book: Book, tmp_path: Path) -> None:
    good = connections(tmp_path / "Connections.csv", ADA)
    with pytest.raises(BadInput, match=r"missing\.csv"):
        book.import_([good, tmp_path / "missing.csv"])
    assert everybody(book) == []


def test_a_file_that_no_format_knows_is_refused_by_name_with_the_reason(book: Book, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"letter\.csv can't be imported \(no row .*name one of them"):
        book.import_([sheet(tmp_path / "letter.csv", "Dear Ada,\nhow are you?\n")])


def test_a_file_that_no_format_knows_beside_one_that_is_read_is_skipped_with_the_reason(
    book: Book, tmp_path: Path
) -> None:
    good = connections(tmp_path / "Connections.csv", ADA)
    report = book.import_([good, sheet(tmp_path / "letter.csv", "Dear Ada,\nhow are you?\n")])
    assert [(file.file, file.format, file.new) for file in report.files] == [
        ("Connections.csv", "linkedin-connections", 1),
        ("letter.csv", "", 0),
    ]
    assert report.files[1].skipped[0].told.startswith("no row of it names its columns")


def test_a_file_that_is_broken_is_told_and_the_others_come_in(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    connections(folder / "Connections.csv", ADA)
    (folder / "old.zip").write_bytes(b"PK\3\4 and no more")
    report = book.import_([folder])
    assert report.new == 1
    [broken] = report.broken
    assert (broken.file, broken.format) == ("export/old.zip", "")
    assert "is not a whole zip" in broken.skipped[0].told


def test_a_broken_file_alone_is_refused_with_what_to_do(book: Book, tmp_path: Path) -> None:
    (tmp_path / "old.zip").write_bytes(b"PK\3\4 and no more")
    with pytest.raises(BadInput, match=r"old\.zip is not a whole zip .* again\. Nothing was changed\.$"):
        book.import_([tmp_path / "old.zip"])


def test_a_path_given_twice_is_read_once(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "people.csv", "name\nJohn Smith\nJohn Smith\n")
    assert len(book.import_([path, tmp_path / "." / "people.csv"]).files) == 1


def test_hostile_cells_are_kept_as_text(book: Book, tmp_path: Path) -> None:
    name, company = "Al [/] [home] [@click=app.quit]x", "=cmd|' /C calc'!A0\x1b[31m"
    path = sheet(tmp_path / "people.csv", f'name,company,"; DROP TABLE contact"\n"{name}","{company}",‮x\n')
    book.import_([path])
    person = only(book)
    assert (person.name, person.company) == (name, company)
    assert person.fields == {"; DROP TABLE contact": "‮x"}
    assert book.import_([path]).change is None


def test_the_label_of_a_change_is_harmless_to_show(book: Book, tmp_path: Path) -> None:
    report = book.import_([sheet(tmp_path / "a\x1b[31m.csv", "name\nAda\n")])
    assert report.change is not None
    assert report.change.label == "import a␛[31m.csv: 1 new"


def test_of_a_large_file_the_report_names_the_first_thousand(book: Book, tmp_path: Path) -> None:
    path = connections(
        tmp_path / "Connections.csv", *(("P", str(n), "", "", "", "", "") for n in range(1001))
    )
    (file,) = book.import_([path]).files
    assert (file.new, len(file.people), file.more_people) == (1001, 1000, 1)
