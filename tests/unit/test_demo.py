"""The demo book: enough of everything for every screen, and the same for everybody on one day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.book.requesting import STATES
from rolodex.demo import SAMPLES, build, data_folder
from rolodex.model import Contact, Interaction

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=1)))


def clock() -> datetime:
    return NOW


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build(path, clock=clock)
    with open_book(path, clock=clock, create=False) as book:
        yield book


@pytest.fixture(scope="module")
def people(book: Book) -> list[Contact]:
    return [*book.find(""), *book.find("is:archived")]


@pytest.fixture(scope="module")
def log(book: Book, people: list[Contact]) -> list[Interaction]:
    entries = {entry.id: entry for person in people for entry in book.timeline(person.id)}
    return sorted(entries.values(), key=lambda entry: (entry.on, entry.id))


def told(book: Book) -> list[tuple[object, ...]]:
    """All that a person would see of a book."""
    people = book.find("")
    return [
        (
            c.name,
            c.company,
            c.tags,
            c.met_on,
            c.note,
            c.starred,
            [(e.on, e.kind, e.text, e.names) for e in log],
        )
        for c in people
        for log in [book.timeline(c.id)]
    ]


def test_there_are_about_250_people(people: list[Contact]) -> None:
    assert 240 <= len(people) <= 275


def test_there_are_about_1500_interactions(log: list[Interaction]) -> None:
    assert 1450 <= len(log) <= 1550


def test_the_newest_interaction_is_of_today_and_none_is_later(log: list[Interaction]) -> None:
    assert log[-1].on == NOW.date().isoformat()


def test_the_log_begins_three_years_ago(log: list[Interaction]) -> None:
    by_hand = [entry.on for entry in log if not entry.source_key]
    assert date(2023, 11, 1) <= date.fromisoformat(by_hand[0]) <= date(2023, 12, 31)


def test_every_common_kind_is_in_the_log(log: list[Interaction]) -> None:
    kinds = Counter(entry.kind for entry in log)
    wanted = ("meeting", "call", "email", "message", "event", "note", "favour asked", "favour given")
    assert min(kinds[kind] for kind in wanted) >= 50


def test_hardly_any_entry_repeats_another(log: list[Interaction]) -> None:
    texts = Counter(entry.text for entry in log)
    assert len(texts) >= 0.97 * len(log)


def test_no_word_in_braces_is_left_over(log: list[Interaction]) -> None:
    assert [e.text for e in log if re.search(r"\{[a-z]+\}", e.text)] == []


def test_some_entries_are_with_two_three_or_four_people(log: list[Interaction]) -> None:
    sizes = Counter(len(entry.contacts) for entry in log)
    assert set(sizes) == {1, 2, 3, 4}
    assert sizes[1] < 0.95 * len(log)


def test_nothing_is_logged_before_the_day_you_met(people: list[Contact], book: Book) -> None:
    early = [
        (person.name, entry.on)
        for person in people
        if len(person.met_on) == len("2026-05-12")
        for entry in book.timeline(person.id)
        if entry.on < person.met_on and entry.kind not in ("job change", "note")
    ]
    assert early == []


def test_every_shipped_category_has_people(book: Book) -> None:
    counts = {category.name: book.count(category.query) for category in book.categories()}
    assert counts["Recruiters"] >= 20
    assert counts["Conference contacts"] >= 50
    assert counts["Group members"] >= 30
    assert counts["Disciplines"] >= 50


def test_conference_contacts_stand_below_events_and_how_you_met(book: Book) -> None:
    category = next(c for c in book.categories() if c.name == "Conference contacts")
    headings = book.search("", base=category.query, group_by=category.group_by, sort=category.sort).headings
    assert 6 <= sum(heading.level == 0 for heading in headings) <= 8
    assert {"hallway", "talk", "dinner"} <= {heading.text for heading in headings if heading.level == 1}


def test_group_members_stand_below_several_groups(book: Book) -> None:
    category = next(c for c in book.categories() if c.name == "Group members")
    headings = book.search("", base=category.query, group_by=category.group_by, sort=category.sort).headings
    assert len([heading for heading in headings if heading.count >= 5]) >= 4


def test_recruiters_have_fees_cv_dates_and_both_answers(book: Book) -> None:
    fields = [person.fields for person in book.find("#recruiter")]
    assert len({values["fee"] for values in fields if "fee" in values}) >= 6
    assert len([values for values in fields if "has my CV" in values]) >= 12
    assert {values.get("responsive") for values in fields} >= {"yes", "no"}


@pytest.mark.parametrize(
    "query", ["is:untagged", "-has:met", "is:starred", "is:archived", "-has:interaction"]
)
def test_every_view_has_people(book: Book, query: str) -> None:
    assert book.count(query) >= 4


def test_requests_and_introductions_are_at_every_step(book: Book) -> None:
    assert {asked.request.state for asked in book.requests(STATES)} == set(STATES) - {"withdrawn"}
    assert {one.state for one in book.introductions()} == {"new", "asking", "ready", "made", "declined"}


def test_who_should_know_each_other_can_be_told(book: Book) -> None:
    assert len(book.pairs()) >= 5


def test_dates_are_as_partial_as_people_remember_them(people: list[Contact]) -> None:
    shapes = {re.sub("[0-9]", "9", person.met_on) for person in people}
    assert shapes == {"", "9999", "9999-99", "9999-99-99"}
    assert "--99-99" in {re.sub("[0-9]", "9", person.birthday) for person in people}


def test_names_come_in_many_scripts_and_some_are_one_word(people: list[Contact]) -> None:
    names = " ".join(person.name for person in people)
    for first, last in ("àž", "Ѐӿ", "ͰϿ", "؀ۿ", "֐׿", "ऀॿ", "฀๿", "가힣", "一鿿"):
        assert any(first <= letter <= last for letter in names), f"{first} to {last}"
    assert len([person for person in people if " " not in person.name]) >= 4


def test_at_most_two_people_share_a_name(people: list[Contact]) -> None:
    assert max(Counter(person.name for person in people).values()) == 2


def test_addresses_and_numbers_can_belong_to_nobody(people: list[Contact]) -> None:
    emails = [email.value for person in people for email in person.emails]
    assert emails
    assert [email for email in emails if not email.endswith(".example")] == []
    # the ranges that regulators keep for films and books
    fiction = (
        r"\+1 555 01\d\d|\+44 (20 7946|131 496|161 496|113 496|117 496) 0\d{3}|\+44 7700 900\d{3}"
        r"|\+49 30 23125 \d{3}|\+49 40 66969 \d{3}|\+49 152 28817\d{3}"
        r"|\+33 1 99 00 \d\d \d\d|\+33 6 39 98 \d\d \d\d"
    )
    phones = [phone.value for person in people for phone in person.phones]
    assert phones
    assert [phone for phone in phones if not re.fullmatch(fiction, phone)] == []


def test_no_user_name_could_be_had_on_x_or_github(people: list[Contact]) -> None:
    handles = [handle for person in people for handle in person.handles]
    for service, impossible in (("x", r".*[.-].*"), ("github", r".*_.*")):
        names = [handle.name for handle in handles if handle.service == service]
        assert names
        assert [name for name in names if not re.fullmatch(impossible, name)] == []


def test_the_history_ends_with_changes_that_can_be_undone_one_by_one(book: Book, tmp_path: Path) -> None:
    book.back_up(tmp_path / "copy.db")
    with open_book(tmp_path / "copy.db", clock=clock) as copy:
        before = copy.history(14)
        assert len({change.label.split()[0] for change in before}) >= 5
        for change in before:
            assert copy.undo().id == change.id


def test_the_same_day_makes_the_same_book(book: Book, tmp_path: Path) -> None:
    later = NOW + timedelta(hours=3)
    build(tmp_path / "again.db", clock=lambda: later)
    with open_book(tmp_path / "again.db", clock=clock) as again:
        assert told(again) == told(book)


@pytest.mark.parametrize(
    "now", [datetime(2027, 6, 1, 0, 1, tzinfo=UTC), datetime(2026, 11, 20, 23, 59, tzinfo=UTC)]
)
def test_on_any_day_the_log_ends_that_day(tmp_path: Path, now: datetime) -> None:
    build(tmp_path / "demo.db", clock=lambda: now)
    with open_book(tmp_path / "demo.db", clock=lambda: now) as book:
        newest = max(person.last_interaction for person in book.find(""))
    assert newest == now.date().isoformat()


@pytest.mark.parametrize("name", SAMPLES[:2])
def test_each_sheet_imports_whole_into_an_empty_book(tmp_path: Path, name: str) -> None:
    with open_book(tmp_path / "empty.db", clock=clock) as book:
        report = book.import_([data_folder() / name])
    assert report.skipped == 0
    assert report.new >= 50


def test_the_linkedin_zip_imports_its_people_and_talks_and_names_what_it_leaves(tmp_path: Path) -> None:
    with open_book(tmp_path / "empty.db", clock=clock) as book:
        report = book.import_([data_folder() / SAMPLES[2]])
    read = {file.format: file for file in report.files if file.format}
    assert set(read) == {
        "linkedin-connections",
        "linkedin-notes",
        "linkedin-messages",
        "linkedin-invitations",
    }
    assert [row for file in read.values() for row in file.skipped] == []
    assert report.new >= 100
    assert report.date_only == 6


def test_importing_a_sample_again_changes_nothing(book: Book) -> None:
    for name in SAMPLES:
        report = book.import_([data_folder() / name], dry_run=True)
        assert (name, report.new, report.changed) == (name, 0, 0)


def test_the_data_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in data_folder().rglob("*") if path.is_file()) < 300_000
