"""JSON Lines: a book written out and read into an empty one is the same, whatever is in it."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolodex.book import Book, open_book
from rolodex.model import BadInput, Category, Contact, Group, Handle, Labelled
from rolodex.sentence.favour_line import FavourLine
from tests.conftest import now
from tests.unit.import_runs import connections
from tests.unit.random_books import added, made, meetings, people
from tests.unit.rows import dump, some_of_everything

_TABLES_BY_TEXT = (
    "SELECT uid, sort_name, name, given, family, nickname, company, title, city, met_how, met_where, met_on,"
    " met_via, birthday, note, starred, archived, archived_why, trust, known_by, cadence, snoozed_until,"
    " created_at, updated_at FROM contact",
    "SELECT uid, kind, label, value FROM contact_point JOIN contact ON contact.id = contact_id"
    " ORDER BY uid, position, contact_point.id",
    "SELECT name, key, cadence FROM tag",
    "SELECT uid, key FROM contact_tag JOIN contact ON contact.id = contact_id JOIN tag ON tag.id = tag_id",
    "SELECT name, key, type FROM field ORDER BY id",
    "SELECT uid, key, value FROM field_value JOIN contact ON contact.id = contact_id"
    " JOIN field ON field.id = field_id",
    "SELECT name, key, query, columns, group_by, sort, cadence FROM category ORDER BY position, id",
    "SELECT category.key, field.key FROM category_field JOIN category ON category.id = category_id"
    " JOIN field ON field.id = field_id ORDER BY category.position, category_field.position",
    "SELECT uid, on_day, kind, text, source_key, created_at FROM interaction ORDER BY id",
    "SELECT interaction.uid, contact.uid FROM interaction_contact JOIN contact ON contact.id = contact_id"
    " JOIN interaction ON interaction.id = interaction_id",
    "SELECT uid, key FROM interaction_tag JOIN interaction ON interaction.id = interaction_id"
    " JOIN tag ON tag.id = tag_id",
    "SELECT uid, format, replace(key, 'contact:' || contact_id, 'contact'), said FROM source_record"
    " JOIN contact ON contact.id = contact_id",
    "SELECT uid, due_on, text, every, since, done_on, created_at FROM follow_up ORDER BY id",
    "SELECT follow_up.uid, contact.uid FROM follow_up_contact JOIN contact ON contact.id = contact_id"
    " JOIN follow_up ON follow_up.id = follow_up_id",
    "SELECT favour.uid, contact.uid, whom, what, asked_on, times, last_asked_on, answer,"
    " answered_on, done_on, favour.note, follow_up, favour.created_at FROM favour"
    " JOIN contact ON contact.id = contact_id ORDER BY favour.id",
    "SELECT uid, box, due_on, times FROM review JOIN contact ON contact.id = contact_id",
    "SELECT people_group.name, people_group.key, kind, link, starts_on, ends_on, place, role, note, tag.key"
    " FROM people_group JOIN tag ON tag.id = tag_id ORDER BY people_group.id",
    "SELECT people_group.key, uid, said, missing_since FROM group_member"
    " JOIN people_group ON people_group.id = group_id JOIN contact ON contact.id = contact_id",
    "SELECT request.uid, request.name, service, direction, handle, on_day, message, recommended_by, state,"
    " decided_on, reply, replied_on, answered_on, source_key, request.created_at, contact.uid"
    " FROM request LEFT JOIN contact ON contact.id = contact_id ORDER BY request.id",
    "SELECT key, name, text FROM template",
    "SELECT uid, last_on, talks, ways FROM summary JOIN contact ON contact.id = contact_id",
    "SELECT introduction.uid, why, asker.uid, begun_on, made_on, outcome, follow_up, entry,"
    " introduction.created_at FROM introduction LEFT JOIN contact AS asker ON asker.id = asked_by"
    " ORDER BY introduction.id",
    "SELECT introduction.uid, contact.uid, asked_on, answer, answered_on FROM introduction_contact"
    " JOIN contact ON contact.id = contact_id JOIN introduction ON introduction.id = introduction_id"
    " ORDER BY introduction.id, introduction_contact.id",
    "SELECT contact.uid, other.uid, kind FROM link JOIN contact ON contact.id = contact_id"
    " JOIN contact AS other ON other.id = other_id",
)
"""All that stands in a book, ids by what they stand for."""


def said(path: Path) -> list[Sequence[Any]]:
    """A book without the ids of its rows; fails when something derived is wrong."""
    dump(path)
    with closing(sqlite3.connect(path)) as connection:
        tables = [connection.execute(query).fetchall() for query in _TABLES_BY_TEXT]
    ordered = [" ORDER BY " in query for query in _TABLES_BY_TEXT]
    return [rows if kept else sorted(rows) for rows, kept in zip(tables, ordered, strict=True)]


def again(path: Path, folder: Path) -> Path:
    """The book that a book makes, written out and read in."""
    file = folder / "out.jsonl"
    with open_book(path, clock=now) as book:
        book.export(file)
    other = folder / "other.db"
    with open_book(other, clock=lambda: datetime(2030, 1, 1, tzinfo=now().tzinfo)) as book:
        report = book.import_([file])
        assert report.files[0].skipped == ()
    return other


def test_a_book_with_some_of_everything_is_read_back_as_it_was(book: Book, tmp_path: Path) -> None:
    ada, grace, charles, emmy = some_of_everything(book)
    asked = book.introduce([ada, charles], "engines", asked_by=emmy)
    book.answer_introduction(asked.id, ada, "declined")
    made = book.introduce([grace, emmy, charles], asked_by=grace)
    book.ask_about_introduction(made.id, [emmy])
    book.make_introduction(made.id)
    book.tell_outcome(made.id, "a “theorem”")
    book.link(ada, grace, "knows")
    book.follow_up([ada, grace], "send CV", due=date(2026, 12, 1), every="3mo")
    book.finish([book.follow_up([grace], due=date(2026, 11, 1)).id])
    book.set_cadence([ada], "90d")
    book.add_favours([grace], FavourLine("promised", "slides", date(2026, 12, 4)), note="with moths")
    book.set_tag_cadence("conference", "6mo")
    book.delete_category(book.categories()[1].id)
    book.save_category(Category(name="Moths", query="#navy", columns=("email as Mail",), cadence="1y"))
    book.delete_field("responsive")
    pycon = book.add_group(Group(name="PyCon 2026", kind="conference", starts_on="2026-05", role="speaker"))
    book.say_in_group(pycon.id, ada, "compilers\nin the hallway")
    book.set_missing(pycon.id, [ada])
    book.import_([connections(tmp_path / "Connections.csv", ("Ada", "Lovelace", "", "", "Acme", "CTO", ""))])
    assert said(again(book.path, tmp_path)) == said(book.path)


_any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_points = st.lists(st.builds(Labelled, _any_text, _any_text), max_size=3).map(tuple)
_anybody = st.builds(
    Contact,
    name=_any_text.filter(str.strip).filter(lambda name: name.strip("\0 \n").strip() != ""),
    given=_any_text,
    company=_any_text,
    emails=_points,
    phones=_points,
    addresses=_points,
    handles=st.lists(st.builds(Handle, _any_text, _any_text), max_size=2).map(tuple),
    fields=st.fixed_dictionaries({}, optional={"text": _any_text}),
    note=_any_text,
    starred=st.booleans(),
)


@settings(max_examples=20, deadline=None)
@given(
    contacts=st.lists(st.tuples(people, added), max_size=5),
    any=st.lists(_anybody, max_size=3),
    log=st.lists(meetings, max_size=4),
)
def test_any_book_is_read_back_as_it_was(contacts: list[Any], any: list[Contact], log: list[Any]) -> None:
    with made(contacts, log) as (path, _), tempfile.TemporaryDirectory() as folder:
        with open_book(path, clock=now) as book:
            for person in any:
                try:
                    book.log([book.add(person).id], person.note)
                    _grouped(book, person)
                except BadInput:
                    continue
        assert said(again(path, Path(folder))) == said(path)


def _grouped(book: Book, person: Contact) -> None:
    """Everybody with the tag, and whom the texts of one say something of."""
    group = book.add_group(
        Group(name=person.name, tag="a", link=person.given, place=person.company, note=person.note)
    )
    for member in book.group_people(group.id):
        book.say_in_group(group.id, member.contact, person.note)


def test_a_second_import_changes_nothing_and_undo_takes_all_of_the_first_back(
    book: Book, tmp_path: Path
) -> None:
    some_of_everything(book)
    file = tmp_path / "out.jsonl"
    book.export(file)
    with open_book(tmp_path / "other.db", clock=now) as other:
        before = dump(other.path)
        other.import_([file])
        assert other.import_([file]).change is None
        other.undo()
        assert dump(other.path) == before


def test_in_a_book_with_people_the_same_person_is_not_added_twice(book: Book, tmp_path: Path) -> None:
    some_of_everything(book)
    file = tmp_path / "out.jsonl"
    book.export(file)
    with open_book(tmp_path / "other.db", clock=now) as other:
        ada = other.add(Contact(name="Ada Lovelace", emails=(Labelled("ada@example.org"),), city="Paris"))
        report = other.import_([file], tag="from/old")
        assert (report.new, report.changed) == (3, 1)
        stored = other.get(ada.id)
        assert (stored.city, stored.company) == ("Paris", "Analytical Engines")
        assert [entry.text for entry in other.timeline(ada.id)][-1] == "compilers in the hallway"
        assert len(other.find("", tags=["from/old"])) == 3, "Emmy is archived"


def test_people_who_share_an_email_stay_two(book: Book, tmp_path: Path) -> None:
    for name in ("Ada Lovelace", "Ada Lovelace", "Charles Babbage"):
        book.add(Contact(name=name, emails=(Labelled("info@example.org"),)))
    assert said(again(book.path, tmp_path)) == said(book.path)


def test_what_a_query_fits_is_written_with_its_own_log_only(book: Book, tmp_path: Path) -> None:
    some_of_everything(book)
    file = tmp_path / "grace.jsonl"
    assert book.export(file, query="grace").people == 1
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    (grace,) = [line for line in lines if line["what"] == "contact"]
    talks = [line for line in lines if line["what"] == "interaction"]
    assert [talk["text"] for talk in talks] == ["compilers again", "moths"]
    assert all(talk["with"] == [grace["uid"]] for talk in talks)


def test_lines_that_cant_be_read_are_told_and_the_others_come_in(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(
        '{"what": "book", "rolodex": 1}\n{"what": "contact", "uid": "a", "name": "Ada"}\n{"what"\n[]\n'
        '{"what": "contact", "uid": "b", "name": " "}\n{"what": "contact", "name": "Eve", "emails": "x"}\n'
        '{"what": "contact", "name": "Joe", "birthday": "soon"}\n'
        '{"what": "interaction", "uid": "i", "on": "2026-05-12", "kind": "call", "with": ["c"]}\n'
    )
    report = book.import_([file])
    assert [person.name for person in book.find("")] == ["Ada"]
    assert [row.line for row in report.files[0].skipped] == [3, 4, 5, 6, 7, 8]


def test_two_lines_with_one_uid_are_two_people(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    line = '{"what": "contact", "uid": "a", "name": "%s"}\n'
    file.write_text('{"what": "book", "rolodex": 1}\n' + line % "Ada" + line % "Grace")
    book.import_([file])
    assert [person.name for person in book.find("")] == ["Ada", "Grace"]


@pytest.mark.parametrize("type_", ["number", "date"])
def test_a_field_of_another_type_takes_no_value_of_the_file(book: Book, tmp_path: Path, type_: Any) -> None:
    some_of_everything(book)
    file = tmp_path / "out.jsonl"
    book.export(file)
    with open_book(tmp_path / "other.db", clock=now) as other:
        other.add_field("fan of", type_)
        other.add(Contact(name="Somebody"))
        other.import_([file])
        (ada,) = other.find("ada")
        assert ada.fields == {"fee": "20", "fan of (text)": "engines\nand poetry"}
        assert replace(ada, id=0).name == "Ada Lovelace"


@pytest.mark.parametrize("at", ["bogus", "2026-13-45T00:00:00Z", "2026-11-20"])
def test_a_time_that_is_none_is_told_and_its_line_left_out(book: Book, tmp_path: Path, at: str) -> None:
    book.add(Contact(name="Ada Lovelace"))
    path = tmp_path / "book.jsonl"
    book.export(path)
    made = book.find("")[0].created_at
    path.write_text(
        path.read_text("utf-8").replace(f'"created_at": "{made}"', f'"created_at": "{at}"'), "utf-8"
    )
    with open_book(tmp_path / "other.db", clock=now) as other:
        report = other.import_([path])
        assert other.find("") == []
        assert len(report.files[0].skipped) == 1


def test_a_line_of_no_group_is_skipped_and_people_who_are_not_there_are_left_out_of_one(
    book: Book, tmp_path: Path
) -> None:
    file = tmp_path / "book.jsonl"
    lines = [
        {"what": "book", "rolodex": 1},
        {"what": "contact", "uid": "a", "name": "Ada", "tags": ["g/x"]},
        {"what": "group", "name": "Rust"},
        {"what": "group", "name": "Go", "tag": "g/y", "starts_on": "someday"},
        {"what": "group", "name": "Go", "tag": "g/y", "people": [{"uid": "a", "missing_since": "now"}]},
        {
            "what": "group",
            "name": "Rust",
            "tag": "g/x",
            "kind": "gang",
            "people": [{"uid": "b"}, {"uid": "a"}],
        },
        {"what": "group", "name": "#", "tag": "#"},
    ]
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    report = book.import_([file])
    assert [skipped.line for skipped in report.files[0].skipped] == [3, 4, 5]
    (group,) = book.groups()
    assert (group.name, group.kind, group.people) == ("Rust", "other", 1)
