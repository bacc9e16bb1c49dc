"""Whom a row of a file tells of: found again where they are the same, kept apart where they are two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rolodex.book import Book
from rolodex.model import Contact, Handle, Labelled
from tests.unit.import_runs import connections, everybody, new_book, only, sheet


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


def _companies(book: Book) -> list[tuple[str, str]]:
    return [(person.name, person.company) for person in everybody(book)]


def test_a_linkedin_slug_finds_the_person_whatever_the_name_is_now(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada Byron", handles=(Handle("linkedin", "ada-lovelace"),)))
    url = "https://www.linkedin.com/in/Ada-Lovelace/"
    report = book.import_([connections(tmp_path / "C.csv", ("Ada", "King", url, "", "", "", ""))])
    assert (report.new, report.changed) == (0, 1)
    assert only(book).name == "Ada Byron"
    assert only(book).note == "name: Ada King (C.csv)"


def test_an_email_finds_the_person_in_another_case(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada Lovelace", emails=(Labelled("Ada@Example.org"),)))
    book.import_([sheet(tmp_path / "a.csv", "name,email,city\nLovelace Ada,ada@example.ORG,London\n")])
    assert only(book).city == "London"


def test_a_nickname_and_an_initial_agree_with_the_name_behind_an_email(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Robert Noyce", emails=(Labelled("bob@example.org"),)))
    book.add(Contact(name="Grace Hopper", emails=(Labelled("gh@example.org"),)))
    text = "name,email\nBob Noyce,bob@example.org\nG. Hopper,gh@example.org\n"
    assert book.import_([sheet(tmp_path / "a.csv", text)]).new == 0


def test_people_who_share_an_email_stay_several_however_often_they_are_imported(
    book: Book, tmp_path: Path
) -> None:
    text = "name,email,company\nAda,info@example.org,A\nGrace,info@example.org,B\nEmmy,info@example.org,C\n"
    path = sheet(tmp_path / "a.csv", text)
    book.import_([path])
    assert _companies(book) == [("Ada", "A"), ("Grace", "B"), ("Emmy", "C")]
    assert book.import_([path]).change is None
    sheet(path, text.replace(",B", ",Navy"))
    book.import_([path])
    assert _companies(book) == [("Ada", "A"), ("Grace", "Navy"), ("Emmy", "C")]


def test_a_family_that_shares_an_email_stays_several_people(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada Byron", emails=(Labelled("byron@example.org"),)))
    book.import_([sheet(tmp_path / "a.csv", "name,email\nAnne Byron,byron@example.org\n")])
    assert [person.name for person in everybody(book)] == ["Ada Byron", "Anne Byron"]


def test_a_hundred_people_with_one_email_are_told_apart_by_name(book: Book, tmp_path: Path) -> None:
    lines = "".join(f"Person{n:03},all@example.org,{{}}\n" for n in range(100))
    book.import_([sheet(tmp_path / "a.csv", f"name,email,city\n{lines.replace('{}', '')}")])
    report = book.import_([sheet(tmp_path / "b.csv", f"name,email,city\n{lines.replace('{}', 'Rome')}")])
    assert (report.new, report.changed) == (0, 100)


def test_somebody_called_by_their_email_is_found_and_gets_a_name(book: Book, tmp_path: Path) -> None:
    book.import_([sheet(tmp_path / "a.csv", "email\nx1@example.org\n")])
    book.import_([sheet(tmp_path / "b.csv", "name,email\nAda Lovelace,x1@example.org\n")])
    assert only(book).name == "Ada Lovelace"
    book.import_([sheet(tmp_path / "c.csv", "email\nx1@example.org\n")])
    assert (only(book).name, only(book).note) == ("Ada Lovelace", "")


def test_a_user_name_finds_the_person(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada Lovelace", handles=(Handle("github", "ada"),)))
    book.import_([sheet(tmp_path / "a.csv", "github,city\n@ADA,London\n")])
    assert (only(book).name, only(book).city) == ("Ada Lovelace", "London")


def test_rows_of_one_file_with_one_user_name_are_one_person_and_nothing_is_dropped(
    book: Book, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "a.csv", "name,x,city,fee\nAda L,@ada,London,1\nAda L,@ada,Turin,2\n")
    book.import_([path])
    assert (only(book).city, only(book).fields) == ("London", {"fee": "1"})
    assert only(book).note == "city: Turin (a.csv)\nfee: 2 (a.csv)"
    assert book.import_([path]).change is None


def test_a_row_that_has_the_keys_of_two_earlier_rows_joins_the_first(book: Book, tmp_path: Path) -> None:
    text = "name,x,github\nAda A,ada,\nAda B,,lovelace\nAda C,ada,lovelace\n"
    path = sheet(tmp_path / "a.csv", text)
    book.import_([path])
    assert [person.name for person in everybody(book)] == ["Ada A", "Ada B"]
    assert book.import_([path]).change is None


def test_two_people_of_one_name_in_one_file_stay_two(book: Book, tmp_path: Path) -> None:
    text = "name,company\nJohn Smith,A\nJohn Smith,B\n"
    path = sheet(tmp_path / "a.csv", text)
    book.import_([path])
    assert _companies(book) == [("John Smith", "A"), ("John Smith", "B")]
    assert book.import_([path]).change is None


def test_two_people_of_one_name_and_nothing_else_stay_two(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name\nJohn Smith\nJohn Smith\n")
    assert book.import_([path]).new == 2
    assert book.import_([path]).change is None


def test_a_namesake_put_above_the_others_does_not_become_one_of_them(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,company\nJohn Smith,A\nJohn Smith,B\n")
    book.import_([path])
    book.import_([sheet(path, "name,company\nJohn Smith,C\nJohn Smith,B\nJohn Smith,A\n")])
    assert _companies(book) == [("John Smith", "A"), ("John Smith", "B"), ("John Smith", "C")]


def test_a_namesake_who_left_the_file_is_not_the_one_who_stayed(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,company\nJohn Smith,A\nJohn Smith,B\n")
    book.import_([path])
    newer = book.import_([sheet(path, "name,company\nJohn Smith,B\n")])
    assert (newer.new, newer.changed, newer.gone) == (0, 0, 1)
    assert newer.files[0].gone[0].contact == next(p.id for p in everybody(book) if p.company == "A")


def test_a_row_is_found_by_its_name_when_all_else_changed(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,company,email\nAda Lovelace,A,ada@a.example\n")
    book.import_([path])
    book.import_([sheet(path, "name,company,email\nAda Lovelace,B,ada@b.example\n")])
    assert only(book).company == "B"
    assert [email.value for email in only(book).emails] == ["ada@a.example", "ada@b.example"]


def test_two_people_of_one_name_who_connected_on_one_day_stay_two(book: Book, tmp_path: Path) -> None:
    def row(slug: str, company: str) -> tuple[str, ...]:
        return ("John", "Smith", f"https://www.linkedin.com/in/{slug}", "", company, "", "05 Nov 2018")

    book.import_([connections(tmp_path / "C.csv", row("john-1", "A"))])
    book.import_([connections(tmp_path / "C.csv", row("john-2", "B"), row("john-1", "A"))])
    assert _companies(book) == [("John Smith", "A"), ("John Smith", "B")]


def test_exports_without_urls_are_matched_by_name_and_day(book: Book, tmp_path: Path) -> None:
    old = [
        ("John", "Smith", "", company, "", day)
        for company, day in (("A", "05 Nov 2018"), ("B", "06 Nov 2018"))
    ]
    book.import_([connections(tmp_path / "C.csv", *old, era=2018)])
    new = [
        ("John", "Smith", f"https://www.linkedin.com/in/john-{n}", "", company, "", day)
        for n, company, day in ((2, "B2", "06 Nov 2018"), (1, "A2", "05 Nov 2018"))
    ]
    book.import_([connections(tmp_path / "C.csv", *new)])
    assert _companies(book) == [("John Smith", "A2"), ("John Smith", "B2")]


def test_the_only_one_of_a_name_in_the_book_is_meant(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Émile Zola"))
    book.import_([sheet(tmp_path / "a.csv", "name,city\nemile zola,Paris\n")])
    assert (only(book).name, only(book).city) == ("Émile Zola", "Paris")


@pytest.mark.parametrize(
    "there",
    [
        Contact(name="Ada Lovelace", company="Mill"),
        Contact(name="Ada Lovelace", emails=(Labelled("other@example.org"),)),
        Contact(name="Ada Lovelace", handles=(Handle("x", "other"),)),
    ],
    ids=["company", "email", "user name"],
)
def test_somebody_of_the_name_about_whom_something_else_is_known_is_another_person(
    book: Book, tmp_path: Path, there: Contact
) -> None:
    book.add(there)
    row = "name,company,email,x\nAda Lovelace,Engines,ada@example.org,@ada\n"
    assert book.import_([sheet(tmp_path / "a.csv", row)]).new == 1


def test_of_two_in_the_book_of_that_name_none_is_meant(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="John Smith"))
    book.add(Contact(name="John Smith"))
    assert book.import_([sheet(tmp_path / "a.csv", "name\nJohn Smith\n")]).new == 1


def test_two_sheets_with_different_words_on_one_person_do_not_overwrite_each_other(
    book: Book, tmp_path: Path
) -> None:
    one = sheet(tmp_path / "one.csv", "name,email,city\nAda,ada@example.org,London\n")
    two = sheet(tmp_path / "two.csv", "name,email,city\nAda,ada@example.org,Turin\n")
    book.import_([one, two])
    assert (only(book).city, only(book).note) == ("London", "city: Turin (two.csv)")
    assert book.import_([one]).change is None
    assert book.import_([two]).change is None


def test_two_sheets_of_one_name_in_one_import_are_two_sources(book: Book, tmp_path: Path) -> None:
    paths = [
        sheet(tmp_path / folder / "a.csv", f"name,email,city\nAda,ada@example.org,{folder}\n")
        for folder in ("London", "Turin")
    ]
    book.import_(paths)
    assert book.import_(paths).change is None


def test_a_sheet_that_was_downloaded_again_is_its_next_edition(book: Book, tmp_path: Path) -> None:
    book.import_([sheet(tmp_path / "contacts.csv", "name,city\nAda,London\n")])
    book.import_([sheet(tmp_path / "contacts (1).csv", "name,city\nAda,Turin\n")])
    assert (only(book).city, only(book).note) == ("Turin", "")


def test_of_whom_only_the_name_tells_who_they_are_that_is_said(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada Lovelace"))
    book.add(Contact(name="Grace Hopper", emails=(Labelled("grace@a.example"),)))
    rows = "Ada Lovelace,,London\nGrace Hopper,grace@a.example,Arlington\n"
    path = sheet(tmp_path / "a.csv", f"name,email,city\n{rows}")
    (file,) = book.import_([path]).files
    assert [(person.name, person.by_name) for person in file.people] == [
        ("Ada Lovelace", True),
        ("Grace Hopper", False),
    ]
