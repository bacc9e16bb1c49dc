"""One file of each program and language that writes its own: who is in it."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from tests.unit.archives import FIXTURES, by_name, one, readings


@pytest.mark.parametrize(
    ("file", "name", "company", "email", "birthday", "tags"),
    [
        *[
            (
                "outlook_com.csv",
                "Ada Lovelace",
                "Analytical Engines",
                "ada@analytical.example",
                "1815-12-10",
                (),
            ),
            ("google_as_outlook.csv", "Grace Hopper", "Navy", "grace@navy.example", "1906-12-09", ("Navy",)),
            ("thunderbird_de.csv", "Emmy Nöther", "Universität", "emmy@goettingen.example", "", ()),
        ],
        *[
            (f"outlook_{language}.csv", name, company, email, day, tags)
            for language, name, company, email, day, tags in (
                (
                    "fr",
                    "Émilie du Châtelet",
                    "Académie",
                    "emilie@cirey.example",
                    "1706-12-17",
                    ("Paris", "science"),
                ),
                ("es", "Santiago Ramón y Cajal", "Universidad", "santiago@neurona.example", "", ("ciencia",)),
                ("it", "Laura Bassi", "Università", "laura@bologna.example", "1711-10-29", ("fisica",)),
                ("pt", "Graziela Barroso", "Jardim", "graziela@flora.example", "", ("flora",)),
                ("pl", "Maria Skłodowska", "Instytut", "maria@radium.example", "", ("nauka",)),
                ("ru", "Софья Ковалевская", "Университет", "sofja@math.example", "1850-01-15", ("наука",)),
            )
        ],
    ],
)
def test_a_sheet_of_each_producer_and_language(
    file: str, name: str, company: str, email: str, birthday: str, tags: tuple[str, ...]
) -> None:
    person = one(file).records[0].contact
    assert (person.name, person.company, person.birthday, person.tags) == (name, company, birthday, tags)
    assert person.emails[0].value == email
    # 1 May or 5 January: what could be either is kept as it stands
    assert person.birthday or file == "thunderbird_de.csv" or len(person.fields) == 1


@pytest.mark.parametrize(
    ("file", "name", "company", "phones", "tags"),
    [
        ("outlook_21.vcf", "Rear Adm. Grace Brewster Hopper", "Navy", ["work", "mobile"], ()),
        ("thunderbird_30.vcf", "Joan Clarke", "", [], ("chess", "code, breaking")),
        ("lotus_21.vcf", "Charles Babbage", "Difference Ltd", ["work"], ()),
        ("android_21.vcf", "Emmy Nöther", "", ["mobile"], ()),
        ("rfc9554_40.vcf", "Mary Somerville", "", [], ()),
    ],
)
def test_a_card_of_each_producer(
    file: str, name: str, company: str, phones: list[str], tags: tuple[str, ...]
) -> None:
    person = by_name(one(f"vcards/{file}"))[name].contact
    assert (person.company, [phone.label for phone in person.phones], person.tags) == (company, phones, tags)


def test_a_vdir_is_its_cards_alone(book: Book) -> None:
    report = book.import_([FIXTURES / "vdir"])
    assert sorted(person.name for person in book.find("")) == ["Ada Lovelace", "Joan Clarke"]
    assert [file.skipped for file in report.files] == [(), ()]


def test_endorsements_before_2023_have_no_urls_and_drafts_of_2025_are_no_messages() -> None:
    (grace,) = one("linkedin/Endorsement_Received_Info_2022.csv").records
    assert (grace.contact.name, grace.contact.handles) == ("Grace Hopper", ())
    found = readings("linkedin/messages_2025.csv", "linkedin/Profile_2018.csv")
    talks = [talk for reading in found for record in reading.records for talk in record.interactions]
    assert [talk.on for talk in talks] == ["2025-02-03"]


def test_an_address_book_of_facebook_of_2019_is_read_and_repaired() -> None:
    (emmy,) = one("facebook/your_address_books_2019.json").records
    assert (emmy.contact.name, emmy.contact.phones[0].value) == ("Emmy Nöther", "+49551390")


def test_a_mailbox_of_takeout_and_a_calendar_of_apples_tell_who() -> None:
    (emmy,) = one("takeout.mbox").records
    assert emmy.contact.emails[0].value == "emmy@goettingen.example"
    assert {record.contact.name for record in one("apple.ics").records} == {"Ada Lovelace", "Grace Hopper"}
