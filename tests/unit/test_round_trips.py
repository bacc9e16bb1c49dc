"""People of any content out of a book and into an empty one: all that a format can carry is there again."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from rolodex.book import Book, open_book
from rolodex.formats.addresses import name_in
from rolodex.formats.fieldtypes import typed
from rolodex.formats.handles import handle_in_url
from rolodex.formats.mail_books import ALIAS
from rolodex.formats.writing import WRITERS
from rolodex.model import BadInput, Contact, Handle, Labelled
from rolodex.text import one_line, shown
from tests.conftest import now
from tests.unit.any_people import FIELDS, added, odd, ordinary

TODAY = date(2026, 11, 20)
FEW = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
_crowds = st.lists(ordinary, min_size=1, max_size=3)
_odd_crowds = st.lists(odd, min_size=1, max_size=3)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with the fields that people of any content have, to copy."""
    path = tmp_path_factory.mktemp("blank") / "book.db"
    with open_book(path, clock=now) as book:
        for name, type_ in FIELDS.items():
            book.add_field(name, type_)
    return path


# What comes back of people, by format.


def _all(people: Sequence[Contact]) -> list[Contact]:
    return list(people)


def _of_card(people: Sequence[Contact]) -> list[Contact]:
    """A card says nothing of who is archived."""
    return [replace(person, archived=False, archived_why="") for person in people]


def _of_sheet(people: Sequence[Contact]) -> list[Contact]:
    """A sheet has no types: columns get the narrowest. The page of a user name is read as that."""
    values = {name: [p.fields[name] for p in people if name in p.fields] for name in FIELDS}
    form = {n: dict(zip(said, typed(said, TODAY)[1], strict=True)) for n, said in values.items() if said}
    found = []
    for person in _of_card(people):
        pages = {url: url.label != "work" and handle_in_url(url.value) for url in person.urls}
        handles = dict.fromkeys((*person.handles, *(handle for handle in pages.values() if handle)))
        urls = tuple(url for url, handle in pages.items() if not handle)
        fields = {name: form[name][value] for name, value in person.fields.items()}
        found.append(replace(person, cadence="", urls=urls, handles=tuple(handles), fields=fields))
    return found


def _of_abook(people: Sequence[Contact]) -> list[Contact]:
    """One line a value, one phone of a kind, one address with the city in it, one URL."""
    keys = {"mobile": "mobile", "work": "work", "fax": "fax"}
    found = []
    for person in people:
        phones: dict[str, str] = {}
        for phone in person.phones:
            phones.setdefault(keys.get(phone.label, ""), phone.value)
        city = _plain(person.city)
        first, _, rest = person.addresses[0].value.partition("\n") if person.addresses else ("", "", "")
        lines: list[str] = []
        for part in (_plain(first), _plain(rest), city):
            lines += [part] if part and part not in "\n".join(lines) else []
        address = (Labelled("\n".join(lines)),) if lines and lines != [city] else ()
        page = handle_in_url(person.urls[0].value) if person.urls else None
        urls = () if page else tuple(Labelled(url.value) for url in person.urls[:1])
        told = Contact(
            name=_plain(person.name),
            nickname=_plain(person.nickname),
            city=city,
            emails=tuple(Labelled(email.value) for email in person.emails),
            phones=tuple(Labelled(value, label) for label, value in phones.items()),
            addresses=address,
            urls=urls,
            handles=(page,) if page else (),
            tags=tuple(map(shown, person.tags)),
            note=_plain(person.note),
        )
        found.append(told)
    return found


def _plain(text: str) -> str:
    return one_line(shown(one_line(text)))


def _of_mutt(people: Sequence[Contact]) -> list[Contact]:
    """Who has an email; of the name what mutt would not run."""
    return [
        Contact(
            name=name_in(one_line(re.sub(r"[\"\\`$#;<>]", " ", shown(person.name)))),
            emails=tuple(Labelled(email.value) for email in person.emails),
        )
        for person in people
        if person.emails
    ]


@dataclass(frozen=True)
class Trip:
    """A format that is written and read."""

    format: str
    file: str
    carried: Callable[[Sequence[Contact]], list[Contact]]
    fit: Callable[[str], str] = str
    """Makes of any text one that the format has letters for."""
    any_points: bool = True
    """Whether emails, phones, URLs and handles come back that are none."""
    named: bool = False
    """Whether everybody needs letters in their name: what is called by nothing is called by its email."""


def _in_xml(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


TRIPS = (
    Trip("csv", "out.csv", _of_sheet, any_points=False),
    Trip("xlsx", "out.xlsx", _of_sheet, _in_xml, any_points=False),
    Trip("jsonl", "out.jsonl", _all),
    Trip("vcard", "out.vcf", _of_card),
    Trip("vcard4", "out.vcf", _of_card),
    Trip("vdir", "people", _of_card),
    Trip("abook", "addressbook", _of_abook, any_points=False, named=True),
    Trip("mutt", "aliases", _of_mutt, any_points=False, named=True),
)
ONE_WAY = ("markdown", "ics")


def test_every_format_that_is_written_is_read_back_or_is_known_to_go_one_way() -> None:
    assert {trip.format for trip in TRIPS} | set(ONE_WAY) == set(WRITERS)


@pytest.mark.parametrize("trip", TRIPS, ids=lambda trip: trip.format)
def test_what_a_format_can_carry_comes_back(blank: Path, trip: Trip) -> None:
    @FEW
    @given(crowd=_crowds)
    def there_and_back(crowd: list[Contact]) -> None:
        _there_and_back(blank, trip, crowd)

    there_and_back()


@pytest.mark.parametrize("trip", [trip for trip in TRIPS if trip.any_points], ids=lambda trip: trip.format)
def test_emails_phones_and_handles_that_are_none_come_back(blank: Path, trip: Trip) -> None:
    @settings(FEW, max_examples=12)
    @given(crowd=_odd_crowds)
    def there_and_back(crowd: list[Contact]) -> None:
        _there_and_back(blank, trip, crowd)

    there_and_back()


def _there_and_back(blank: Path, trip: Trip, crowd: Sequence[Contact]) -> None:
    crowd = [_with_texts(person, trip.fit) for person in crowd]
    if trip.named:
        crowd = [replace(person, name=f"P{number} {person.name}") for number, person in enumerate(crowd)]
    with tempfile.TemporaryDirectory(dir=blank.parent) as folder:
        file = Path(folder, trip.file)
        with _copied(blank, folder) as book:
            before = added(book, crowd)
            wanted = trip.carried(before)
            if not wanted:
                return
            book.export(file, ids=[person.id for person in before], as_format=trip.format)
        with open_book(Path(folder, "back.db"), clock=now) as book:
            report = book.import_([file])
            assert [skipped for told in report.files for skipped in told.skipped] == []
            found = [*book.find(""), *book.find("is:archived")]
            assert sorted(map(_said, found), key=_by_name) == sorted(map(_said, wanted), key=_by_name)
            assert book.import_([file]).change is None


def test_a_field_that_is_called_like_a_column_of_another_meaning_stays_a_field(book: Book) -> None:
    book.add_field("Category", "text")
    book.add(Contact(name="Ada", fields={"Category": "friend"}))
    assert book.exported(as_format="csv").decode().splitlines() == [
        "Name,Custom Field 1 - Label,Custom Field 1 - Value",
        "Ada,Category,friend",
    ]


def test_a_text_that_is_too_long_for_a_cell_is_not_cut(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada", note="n" * 40_000))
    with pytest.raises(BadInput, match=r"“Notes” of “Ada” has 40,000 letters.* at most 32,767: write CSV"):
        book.export(tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_given_name_alone_is_one_only_where_it_was_said(book: Book) -> None:
    book.add(Contact(name="Sappho"))
    book.add(Contact(name="Hypatia", given="Hypatia"))
    cards = book.exported(as_format="vcard").decode()
    assert "N:;Sappho;;;" in cards
    assert "N;X-ROLODEX-GIVEN=yes:;Hypatia;;;" in cards


def test_pages_and_calendars_tell_of_everybody_by_name(blank: Path) -> None:
    @FEW
    @given(crowd=_crowds)
    def one_way(crowd: list[Contact]) -> None:
        with tempfile.TemporaryDirectory(dir=blank.parent) as folder, _copied(blank, folder) as book:
            people = added(book, [replace(person, archived=False) for person in crowd])
            if not people:
                return
            pages = book.exported(as_format="markdown").decode()
            calendar = book.exported(as_format="ics").decode()
        titles = [re.sub(r"\\(.)", r"\1", line[2:]) for line in pages.split("\n") if line.startswith("# ")]
        assert sorted(titles) == sorted(shown(person.name) for person in people)
        events = Calendar.from_ical(calendar).walk("VEVENT")
        born = [
            f"Birthday: {shown(person.name)}"
            for person in people
            if re.search(r"-\d\d-\d\d$", person.birthday)
        ]
        assert sorted(str(event["SUMMARY"]) for event in events) == sorted(born)

    one_way()


def _copied(blank: Path, folder: str) -> Book:
    return open_book(shutil.copy(blank, folder), clock=now)


def _with_texts(value: Any, fit: Callable[[str], str]) -> Any:
    """The contact with every text in it as it is made to fit."""
    if isinstance(value, str):
        return fit(value)
    if isinstance(value, tuple):
        return tuple(_with_texts(one, fit) for one in value)
    if isinstance(value, dict):
        return {name: _with_texts(text, fit) for name, text in value.items()}
    if isinstance(value, Contact | Labelled | Handle):
        parts = {name: _with_texts(getattr(value, name), fit) for name in value.__dataclass_fields__}
        return replace(value, **parts)
    return value


def _said(person: Contact) -> Contact:
    """Without what another book gives anew, or works out."""
    bare = replace(person, id=0, uid="", created_at="", updated_at="", known=(), months=())
    fields = {name: value for name, value in sorted(bare.fields.items()) if name != ALIAS}
    handles = tuple(sorted(bare.handles, key=lambda handle: (handle.service, handle.name)))
    return replace(bare, tags=tuple(sorted(bare.tags, key=str.casefold)), fields=fields, handles=handles)


def _by_name(person: Contact) -> tuple[str, str]:
    return person.name, person.note
