"""What a dry run proposes, and what choices make of an import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rolodex.book import Book
from rolodex.book.choices import Choices
from rolodex.book.reports import Update
from rolodex.book.threeway import parts_of
from rolodex.model import BadInput, Contact, Handle, Labelled, NotFound
from tests.unit.import_runs import connections, everybody, new_book, only, rows, sheet


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


def names(book: Book) -> list[str]:
    return [person.name for person in everybody(book)]


def test_a_proposal_tells_each_update_with_an_id(book: Book, tmp_path: Path) -> None:
    ada = book.add(Contact(name="Ada Lovelace", company="Engines"))
    path = sheet(tmp_path / "a.csv", "name,company,email,Fee\nAda Lovelace,Engines,ada@a.example,20\n")
    (person,) = book.import_([path], dry_run=True).files[0].people
    assert (person.what, person.contact, person.line) == ("changed", ada.id, 2)
    assert person.updates == (
        Update("field:fee", "fee", "", "20"),
        Update("email:ada@a.example", "email", "", "ada@a.example"),
    )


def test_rows_can_be_left_out_and_are_asked_about_again(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name\nAda\nGrace\nEmmy\n")
    done = book.import_([path], choices=Choices(left_out=frozenset({("", 3)})))
    assert (names(book), done.left_out) == (["Ada", "Emmy"], 1)
    assert book.import_([path], dry_run=True).new == 1


def test_a_refused_update_is_not_made_and_not_asked_about_again(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,company,title,Fee\nAda,A,Analyst,20\n")
    book.import_([path])
    sheet(path, "name,company,title,Fee,email\nAda,B,Countess,30,ada@b.example\n")
    refused = frozenset((("a.csv", 2), id) for id in ("company", "field:fee", "email:ada@b.example"))
    (person,) = book.import_([path], choices=Choices(refused=refused)).files[0].people
    assert [update.id for update in person.updates] == ["title"]
    ada = only(book)
    assert (ada.company, ada.title, ada.fields["fee"], ada.emails, ada.note) == (
        "A",
        "Countess",
        "20",
        (),
        "",
    )
    assert book.import_([path]).change is None


def test_a_row_can_be_said_to_be_somebody_and_stays_so(book: Book, tmp_path: Path) -> None:
    ada = book.add(Contact(name="Countess of Lovelace", company="Engines"))
    path = sheet(tmp_path / "a.csv", "name,email\nAda King,ada@a.example\n")
    book.import_([path], choices=Choices(same={("a.csv", 2): ada.id}))
    assert [email.value for email in only(book).emails] == ["ada@a.example"]
    assert book.import_([path]).change is None
    assert len(everybody(book)) == 1


def test_a_row_that_is_not_whom_it_would_be_becomes_somebody_else(book: Book, tmp_path: Path) -> None:
    ada = book.add(Contact(name="Ada Lovelace"))
    path = sheet(tmp_path / "a.csv", "name,company\nAda Lovelace,Engines\n")
    choices = Choices(apart=frozenset({(("a.csv", 2), ada.id)}))
    assert book.import_([path], choices=choices).new == 1
    assert book.get(ada.id).company == ""
    assert not book.duplicates()
    assert book.import_([path]).change is None


def test_only_new_and_no_new_people_can_be_wanted(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada"))
    path = sheet(tmp_path / "a.csv", "name,company\nAda,A\nGrace,B\n")
    told = book.import_([path], choices=Choices(new=False), dry_run=True)
    assert (told.new, told.changed, told.left_out) == (0, 1, 1)
    told = book.import_([path], choices=Choices(known=False), dry_run=True)
    assert (told.new, told.changed, told.left_out) == (1, 0, 1)
    with pytest.raises(BadInput, match="nobody would be left"):
        book.import_([path], choices=Choices(new=False, known=False))


def test_choices_about_rows_and_people_who_are_not_there_change_nothing(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name\nAda\n")
    with pytest.raises(BadInput, match="No row starts at line 9"):
        book.import_([path], choices=Choices(left_out=frozenset({("", 9)})))
    with pytest.raises(NotFound, match="There is no contact 77"):
        book.import_([path], choices=Choices(same={("", 2): 77}))
    assert not everybody(book)


def test_new_people_who_are_like_somebody_are_told_with_reasons(book: Book, tmp_path: Path) -> None:
    bob = book.add(
        Contact(
            name="Robert Noyce",
            company="Intel",
            phones=(Labelled("+1 555 0100"),),
            handles=(Handle("x", "noyce"),),
        )
    )
    path = sheet(tmp_path / "a.csv", "name,company,phone\nBob Noyce,Intel,+1 555 0100\nEmmy Noether,ETH,\n")
    told = book.import_([path], dry_run=True)
    (likely,) = told.likely
    assert (likely.file, likely.line, likely.contact, likely.contact_name) == (
        *("a.csv", 2, bob.id),
        "Robert Noyce",
    )
    assert "same phone" in likely.reasons
    assert told.new == 2


def test_who_is_missing_in_a_newer_export_is_told_once(book: Book, tmp_path: Path) -> None:
    def row(name: str, day: str) -> tuple[str, ...]:
        return (name, "Smith", f"https://www.linkedin.com/in/{name.lower()}", "", "A", "", day)

    path = tmp_path / "Connections.csv"
    book.import_([connections(path, row("Ada", "01 Jan 2020"), row("Bob", "02 Jan 2020"))])
    connections(path, row("Bob", "02 Jan 2020"), row("Cy", "03 Jan 2020"))
    told = book.import_([path])
    assert [gone.name for gone in told.files[0].gone] == ["Ada Smith"]
    assert book.import_([path]).gone == 0
    connections(path, row("Ada", "01 Jan 2020"), row("Cy", "03 Jan 2020"))
    assert [gone.name for gone in book.import_([path]).files[0].gone] == ["Bob Smith"]


def test_a_change_of_job_is_told(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,company\nAda,A\n")
    book.import_([path])
    (person,) = book.import_([sheet(path, "name,company\nAda,B\n")], dry_run=True).files[0].people
    assert person.job == "changed job: A to B"


def test_a_dry_run_with_choices_tells_the_truth(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada", company="X"))
    path = sheet(tmp_path / "a.csv", "name,company,email\nAda,A,a@a.example\nGrace,B,\nEmmy,,\n")
    choices = Choices(
        left_out=frozenset({("", 3)}), refused=frozenset({(("", 2), "email:a@a.example"), (("", 2), "note")})
    )
    before = rows(book.path)
    told = book.import_([path], choices=choices, dry_run=True)
    assert rows(book.path) == before
    assert book.import_([path], choices=choices).files == told.files


def test_a_field_of_somebody_new_can_be_refused_once_for_all(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,company,email,tags,Fee,born\nAda,A,a@a.example,maths,20,1815\n")
    (person,) = book.import_([path], dry_run=True).files[0].people
    assert person.given is not None
    ids = [part.id for part in parts_of(person.given)]
    assert ids == ["company", "birthday", "field:fee", "email:a@a.example", "tag:maths"]
    refused = frozenset((("a.csv", 2), id) for id in ids if id != "birthday")
    book.import_([path], choices=Choices(refused=refused))
    ada = only(book)
    assert (ada.name, ada.company, ada.emails, ada.tags, ada.fields) == ("Ada", "", (), (), {})
    assert ada.birthday == "1815"
    assert book.import_([path]).change is None


def test_somebody_new_of_whom_nothing_is_refused_is_made_as_ever(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,company,email,tags,Fee,note\nAda,A,ada@a.example,maths,20,x\n")
    book.import_([path], choices=Choices(refused=frozenset({(("a.csv", 2), "email:nobody@a.example")})))
    ada = only(book)
    assert (ada.company, ada.emails[0].value, ada.tags) == ("A", "ada@a.example", ("maths",))
    assert (ada.fields, ada.note) == ({"fee": "20"}, "x")
