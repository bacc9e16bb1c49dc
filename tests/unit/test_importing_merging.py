"""What an import takes from a file and what it leaves as the person made it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rolodex.book import Book
from rolodex.model import Contact, Field, Handle, Labelled
from tests.unit.import_runs import connections, everybody, new_book, only, sheet

Import = Callable[[str], Contact]
"""Imports one edition of contacts.csv; the one person in the book afterwards."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def import_(book: Book, tmp_path: Path) -> Import:
    def import_(text: str) -> Contact:
        book.import_([sheet(tmp_path / "contacts.csv", text)])
        return only(book)

    return import_


def test_what_only_the_file_changed_is_taken(import_: Import) -> None:
    import_("name,city,notes\nAda,London,old\n")
    ada = import_("name,city,notes\nAda,Turin,new\n")
    assert (ada.city, ada.note) == ("Turin", "new")


def test_what_only_the_person_changed_is_kept(book: Book, import_: Import) -> None:
    ada = import_("name,city,notes\nAda,London,old\n")
    book.edit(replace(ada, city="Turin", note="mine"))
    ada = import_("name,city,notes,nickname\nAda,London,old,Addie\n")
    assert (ada.city, ada.note, ada.nickname) == ("Turin", "mine", "Addie")


def test_where_both_changed_the_file_is_told_in_the_note_and_only_once(book: Book, import_: Import) -> None:
    ada = import_("name,city\nAda,London\n")
    book.edit(replace(ada, city="Turin"))
    for text in ("Berlin", "Berlin", "Berlin\nGrace,Rome"):
        book.import_([sheet(book.path.with_name("contacts.csv"), f"name,city\nAda,{text}\n")])
    ada = everybody(book)[0]
    assert (ada.city, ada.note) == ("Turin", "city: Berlin (contacts.csv)")


def test_what_the_person_emptied_stays_empty_until_the_file_says_something_else(
    book: Book, import_: Import
) -> None:
    ada = import_("name,city\nAda,London\n")
    book.edit(replace(ada, city=""))
    assert import_("name,city,nickname\nAda,London,Addie\n").city == ""
    assert import_("name,city\nAda,Turin\n").city == "Turin"


def test_an_empty_cell_takes_nothing_away(import_: Import) -> None:
    import_("name,city,email\nAda,London,ada@example.org\n")
    ada = import_("name,city,email\nAda,,\n")
    assert (ada.city, len(ada.emails)) == ("London", 1)


def test_a_sheet_does_not_overwrite_the_company_in_the_book(book: Book, import_: Import) -> None:
    book.add(Contact(name="Ada", company="Mill", emails=(Labelled("ada@example.org"),)))
    ada = import_("name,company,email\nAda,Engines,ada@example.org\n")
    assert (ada.company, ada.note) == ("Mill", "company: Engines (contacts.csv)")


def test_linkedin_overwrites_the_company_in_the_book_and_logs_it(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada L", company="Mill", emails=(Labelled("ada@example.org"),)))
    row = ("Ada", "L", "", "ada@example.org", "Engines", "", "05 Nov 2018")
    book.import_([connections(tmp_path / "Connections.csv", row)])
    assert (only(book).company, only(book).note) == ("Engines", "")
    assert book.timeline(only(book).id)[0].text == "changed job: Mill to Engines"


def test_a_first_company_is_no_change_of_job(book: Book, import_: Import) -> None:
    import_("name,company\nAda,\n")
    ada = import_("name,company\nAda,Engines\n")
    assert ada.company == "Engines"
    assert book.timeline(ada.id) == []


def test_new_emails_phones_urls_handles_and_tags_are_added(book: Book, import_: Import) -> None:
    book.add(
        Contact(
            name="Ada",
            emails=(Labelled("ada@example.org", "home"),),
            phones=(Labelled("+44 20 7946 0000"),),
            handles=(Handle("x", "ada"),),
            tags=("Friend",),
        )
    )
    ada = import_(
        "name,email,phone,x,tags\n"
        'Ada,ADA@example.org;a@b.example,+442079460000;+49 30 1234567,"@Ada, @lovelace",friend;math club\n'
    )
    assert [email.value for email in ada.emails] == ["ada@example.org", "a@b.example"]
    assert [phone.value for phone in ada.phones] == ["+44 20 7946 0000", "+49 30 1234567"]
    assert [handle.name for handle in ada.handles] == ["ada", "lovelace"]
    assert ada.tags == ("Friend", "math-club")


def test_an_email_and_a_tag_that_the_person_removed_stay_removed(book: Book, import_: Import) -> None:
    ada = import_("name,email,tags\nAda,ada@example.org,friend\n")
    book.edit(replace(ada, emails=(), tags=()))
    ada = import_("name,email,tags,city\nAda,ada@example.org,friend,London\n")
    assert (ada.city, ada.emails, ada.tags) == ("London", (), ())


def test_a_name_corrected_in_the_file_is_corrected_in_the_book(import_: Import) -> None:
    import_("first name,last name,email\nAda,Lovelce,ada@example.org\n")
    ada = import_("first name,last name,email\nAda,Lovelace,ada@example.org\n")
    assert (ada.name, ada.family) == ("Ada Lovelace", "Lovelace")


def test_a_name_that_the_person_changed_is_kept_and_the_file_told_in_the_note(
    book: Book, import_: Import
) -> None:
    ada = import_("name,email\nAda Byron,ada@example.org\n")
    book.edit(replace(ada, name="Countess Ada"))
    ada = import_("name,email\nAda King,ada@example.org\n")
    assert (ada.name, ada.note) == ("Countess Ada", "name: Ada King (contacts.csv)")


def test_a_note_that_grew_on_both_sides_keeps_both(book: Book, import_: Import) -> None:
    ada = import_("name,notes\nAda,likes engines\n")
    book.edit(replace(ada, note="likes engines\nand looms"))
    ada = import_("name,notes\nAda,likes engines a lot\n")
    assert ada.note == "likes engines a lot\nand looms"


def test_a_birthday_becomes_more_exact_and_never_less(book: Book, import_: Import) -> None:
    book.add(Contact(name="Ada", birthday="--12-10"))
    assert import_("name,birthday\nAda,1815-12-10\n").birthday == "1815-12-10"
    ada = import_("name,birthday\nAda,1815\n")
    assert (ada.birthday, ada.note) == ("1815", "")
    book.edit(replace(ada, birthday="1815-12-10"))
    assert import_("name,birthday,city\nAda,1815,London\n").birthday == "1815-12-10"


def test_an_unknown_column_becomes_a_field_of_the_type_that_fits(book: Book, import_: Import) -> None:
    ada = import_("name,shoe size,met again\nAda,38,yes\n")
    assert ada.fields == {"shoe size": "38", "met again": "yes"}
    assert {Field("shoe size", "number"), Field("met again", "yesno")} <= set(book.fields())


def test_a_column_goes_to_the_field_of_its_name_and_what_does_not_fit_to_one_beside_it(
    book: Book, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "contacts.csv", "name,Fee,Responsive\nAda,20,yes\nGrace,ask,?\nEmmy,12.50,no\n")
    report = book.import_([path])
    assert [dict(person.fields) for person in everybody(book)] == [
        {"fee": "20", "responsive": "yes"},
        {"fee (text)": "ask", "responsive (text)": "?"},
        {"fee": "12.5", "responsive": "no"},
    ]
    assert report.files[0].kept == ("fee", "responsive")
    assert book.import_([path]).change is None


def test_a_date_that_may_be_two_days_does_not_go_into_a_field_of_dates(book: Book, import_: Import) -> None:
    book.add_field("seen", "date")
    assert import_("name,seen\nAda,3/4/2019\n").fields == {"seen (text)": "3/4/2019"}


def test_a_field_deleted_from_the_book_is_not_made_again_by_the_same_file(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "contacts.csv", "name,shoe size\nAda,38\n")
    book.import_([path])
    book.delete_field("shoe size")
    assert book.import_([path]).change is None
