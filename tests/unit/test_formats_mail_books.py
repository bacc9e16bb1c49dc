"""Address books of abook, aliases of mutt and neomutt, folders of khard."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.book import Book
from rolodex.formats import Source, read
from rolodex.formats.addresses import name_in
from rolodex.formats.sources import sources
from rolodex.model import BadInput, Contact, Handle, Labelled, Reading
from tests.unit.import_runs import everybody, rows

TODAY = date(2026, 11, 22)
FIXTURES = Path(__file__).parent.parent / "fixtures"


def reading(name: str) -> Reading:
    [source] = sources(FIXTURES / name)
    return read(source, TODAY)


def aliases(text: str) -> list[Contact]:
    found = read(Source("aliases", text.encode()), TODAY)
    assert found.format == "mutt"
    return [record.contact for record in found.records]


def test_an_address_book_of_abook() -> None:
    found = reading("addressbook")
    ada, grace = (record.contact for record in found.records)
    assert (found.format, ada.name, ada.nickname, ada.city) == ("abook", "Ada Lovelace", "Countess", "London")
    assert ada.emails == (Labelled("ada@analytical.example"), Labelled("ada@home.example"))
    assert ada.phones == (
        Labelled("+44 20 7946 0000"),
        Labelled("+44 20 7946 0001", "work"),
        Labelled("+44 7700 900000", "mobile"),
    )
    assert ada.addresses == (Labelled("12 St James Square\nLondon\nSW1Y 4JH\nGB"),)
    assert (ada.handles, ada.tags) == ((Handle("github", "ada"),), ("engines", "friends"))
    assert (ada.note, ada.birthday, dict(ada.fields)) == (
        "Likes engines = and tea.",
        "1815-12-10",
        {"Custom1": "20"},
    )
    assert grace.name == "grace@navy.example"
    assert [(skipped.line, skipped.why[:18]) for skipped in found.skipped] == [(28, "nothing to call th")]


def test_aliases_of_mutt_with_groups_tags_and_lines_that_go_on() -> None:
    found = reading("aliases")
    people = {record.contact.name: record.contact for record in found.records}
    assert {name: person.emails[0].value for name, person in people.items()} == {
        "Ada Lovelace": "ada@analytical.example",
        "Grace Hopper": "grace@navy.example",
        "Alan Turing": "alan@manchester.example",
        "Emmy Nöther": "emmy@goettingen.example",
        "Charles Babbage": "charles@difference.example",
        "Joan Clarke": "joan@bletchley.example",
    }
    assert people["Grace Hopper"].tags == ("cobol", "engines", "friends", "navy")
    assert (people["Joan Clarke"].tags, dict(people["Joan Clarke"].fields)) == (("team",), {})
    assert dict(people["Ada Lovelace"].fields) == {"Alias": "ada"}
    assert [(skipped.line, skipped.why[:16]) for skipped in found.skipped] == [(11, "an alias without")]


def test_a_person_in_an_alias_of_several_and_one_of_their_own_is_one(book: Book) -> None:
    book.import_([FIXTURES / "aliases"])
    [ada] = book.find("ada")
    assert (ada.tags, dict(ada.fields)) == (("team",), {"Alias": "ada"})


@pytest.mark.parametrize("name", ["addressbook", "aliases"])
def test_the_same_file_again_changes_nothing_and_can_be_undone(book: Book, name: str) -> None:
    empty = rows(book.path)
    book.import_([FIXTURES / name])
    assert book.import_([FIXTURES / name]).change is None
    book.undo()
    assert rows(book.path) == empty


@pytest.mark.parametrize(("name", "format"), [("addressbook", "abook"), ("aliases", "mutt")])
def test_what_is_written_out_again_comes_in_as_it_was(
    book: Book, tmp_path: Path, name: str, format: str
) -> None:
    book.import_([FIXTURES / name])
    book.export(tmp_path / name, as_format=format)
    before = rows(book.path)["contact"], rows(book.path)["contact_point"]
    book.import_([tmp_path / name])
    assert (rows(book.path)["contact"], rows(book.path)["contact_point"]) == before


@given(st.binary(max_size=400))
def test_any_bytes_behind_a_beginning_are_read_or_refused(data: bytes) -> None:
    for start in (b"# abook addressbook file\n[0]\nname=Ada\n", b"alias ada ada@x.example\n"):
        assert read(Source("file", start + data), TODAY).format in ("abook", "mutt")


@pytest.mark.parametrize("format", ["abook", "mutt"])
def test_another_file_is_refused_in_a_sentence(format: str) -> None:
    with pytest.raises(BadInput, match=r"notes\.txt .*: (its first line|no line of it)"):
        read(Source("notes.txt", b"some text\n"), TODAY, as_format=format)


def test_comments_nested_a_million_deep_do_no_harm() -> None:
    found = read(Source("aliases", b"alias a a@x.example\nalias b " + b"(" * 1_000_000), TODAY)
    assert [record.contact.name for record in found.records] == ["a@x.example"]
    assert [skipped.line for skipped in found.skipped] == [2]


def test_a_folder_of_cards_leaves_out_what_is_being_written(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "contacts"
    folder.mkdir()
    for name in ("ada.vcf", "grace.vcf.tmp", ".hidden.vcf", "displayname"):
        text = f"BEGIN:VCARD\nVERSION:3.0\nUID:{name}\nFN:{name}\nEND:VCARD\n"
        (folder / name).write_text(text, encoding="utf-8")
    book.import_([folder])
    assert [person.name for person in everybody(book)] == ["ada.vcf"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hopper, Grace", "Grace Hopper"),
        ("'Hopper, Grace Brewster'", "Grace Brewster Hopper"),
        ("Martin Luther King, Jr.", "Martin Luther King, Jr."),
        ("Grace Hopper, Ph.D.", "Grace Hopper, Ph.D."),
        ("Acme, Inc.", "Acme, Inc."),
        ("Hopper, Grace, USN", "Hopper, Grace, USN"),
        ("=?utf-8?b?TsO2dGhlciwgRW1teQ==?=", "Emmy Nöther"),
        ("=?no-such?q?Ada?=", "Ada"),
    ],
)
def test_a_name_beside_an_address_begins_with_the_given_name(text: str, name: str) -> None:
    assert name_in(text) == name
