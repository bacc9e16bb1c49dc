"""Imports have names, and are rolled back without touching what was written since."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolodex.book import Book
from rolodex.model import BadInput, Conflict, Contact, Labelled, NotFound
from rolodex.store.schema import JOURNALLED
from tests.unit.import_runs import connections, everybody, new_book, rows, sheet, write


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


def names(book: Book) -> list[str]:
    return [person.name for person in everybody(book)]


def test_imports_are_listed_with_what_is_left_of_them(book: Book, tmp_path: Path) -> None:
    change = book.import_([sheet(tmp_path / "a.csv", "name\nAda\nGrace\n")], tag="sheet").change
    book.import_([sheet(tmp_path / "b.csv", "name\nEmmy\n")], name="  Göttingen ")
    book.delete([everybody(book)[0].id])
    second, first = book.imports()
    assert change and first.change == change.id
    assert (first.name, first.tag, first.new, first.still_there) == ("a.csv 2026-11-25", "sheet", 2, 1)
    assert second.name == "Göttingen"


def test_an_import_that_changes_nothing_and_a_dry_run_are_not_listed(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name\nAda\n")
    book.import_([path], dry_run=True)
    assert not book.imports()
    book.import_([path])
    book.import_([path])
    assert len(book.imports()) == 1


def test_nothing_is_left_of_an_import_about_which_nothing_was_written(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada", company="A", phones=(Labelled("+1 555 0100"),)))
    before = rows(book.path)
    path = sheet(tmp_path / "a.csv", "name,email,title,Shoe\nAda,ada@b.example,Countess,37\nGrace,,,38\n")
    book.import_([path], tag="sheet")
    after = rows(book.path)
    done = book.roll_back("a.csv 2026-11-25")
    assert (done.removed, done.restored, done.kept) == (1, 1, ())
    assert rows(book.path) == before
    book.undo()
    assert rows(book.path) == after


def test_who_was_written_about_since_stays_whole_and_it_is_said_why(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name,email\nAda,ada@a.example\nGrace,grace@a.example\nEmmy,\nJoan,\n")
    change = book.import_([path], tag="sheet").change
    ada, grace, emmy, _ = everybody(book)
    book.edit(replace(ada, note="met in London"))
    book.log([grace.id], "coffee")
    book.follow_up([emmy.id], "call her", due=date(2026, 12, 1))
    assert change
    with pytest.raises(Conflict):
        book.undo(change.id)
    done = book.roll_back(str(change.id))
    assert names(book) == ["Ada", "Grace", "Emmy"]
    assert done.removed == 1
    assert [person.name for person in done.kept] == ["Ada", "Grace", "Emmy"]
    assert all(person.why for person in done.kept)
    assert "Ada" in done.kept[0].why
    assert [person.tags for person in everybody(book)] == [("sheet",)] * 3
    assert book.get(ada.id).note == "met in London"


def test_an_import_that_was_rolled_back_is_marked_until_that_is_undone(book: Book, tmp_path: Path) -> None:
    book.add(Contact(name="Ada"))
    for city in ("Rome", "Oslo"):
        book.import_([sheet(tmp_path / "a.csv", f"name,city\nAda,{city}\n")], name="cities: of mine")
    # of two that are called the same it is first the newer
    book.roll_back("cities: of mine")
    assert [one.rolled_back for one in book.imports()] == [True, False]
    book.roll_back("cities: of mine")
    assert [one.rolled_back for one in book.imports()] == [True, True]
    book.undo()
    book.undo()
    assert [one.rolled_back for one in book.imports()] == [False, False]


def test_nobody_is_set_back_by_an_import_that_told_nothing_new(book: Book, tmp_path: Path) -> None:
    book.import_([sheet(tmp_path / "a.csv", "name,company\nAda,A\n")])
    book.import_([sheet(tmp_path / "b.csv", "name,company\nAda,A\n")])
    done = book.roll_back("b.csv")
    assert (done.removed, done.restored) == (0, 0)


def test_an_import_is_named_by_its_file_alone_where_that_is_clear(book: Book, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "name\nAda\n")
    book.import_([path])
    book.import_([sheet(tmp_path / "b.csv", "name\nGrace\n")], name="a.csv of May")
    with pytest.raises(BadInput, match=r"more than one import: 2 \(a\.csv of May\), 1 \(a\.csv 2"):
        book.roll_back("a.csv")
    book.roll_back("a.csv of May")
    assert book.roll_back("A.csv").name.startswith("a.csv 20")
    with pytest.raises(NotFound):
        book.roll_back("a.cs")


def test_an_import_that_was_rolled_back_keeps_nobody_of_one_before_it(book: Book, tmp_path: Path) -> None:
    for company in ("A", "B"):
        book.import_(
            [sheet(tmp_path / f"{company}.csv", f"name,company\nAda,{company}\nMary,{company}\n")],
            name=company,
        )
    book.roll_back("B")
    book.star([book.find("Ada")[0].id])
    done = book.roll_back("A")
    assert (done.removed, [(one.name, one.why) for one in done.kept]) == (1, [("Ada", "star Ada")])
    book.undo()
    assert [person.company for person in book.find("")] == ["A", "A"]


def test_what_goes_back_only_when_rolled_back_again_keeps_nobody_of_an_import_before(
    book: Book, tmp_path: Path
) -> None:
    for company in ("A", "B", "C"):
        path = sheet(tmp_path / f"{company}.csv", f"name,company,email\nAda,{company},ada@a.example\n")
        book.import_([path], name=company)
    # the line of B in the note is written over by that of C
    for name in ("B", "C", "B"):
        book.roll_back(name)
    assert book.roll_back("A").removed == 1
    assert [one.rolled_back for one in book.imports()] == [True, True, True]


def test_a_value_that_was_changed_since_stays_and_the_others_go_back(book: Book, tmp_path: Path) -> None:
    ada = book.add(Contact(name="Ada", company="A"))
    path = sheet(tmp_path / "a.csv", "name,company,email,fee\nAda,A,ada@b.example,20\n")
    book.import_([path])
    book.set_values([ada.id], {"fee": "30"})
    done = book.roll_back("a.csv 2026-11-25")
    assert (book.get(ada.id).emails, book.get(ada.id).fields["fee"]) == ((), "30")
    assert [(person.name, person.is_new) for person in done.kept] == [("Ada", False)]


def test_a_star_given_since_stays_and_what_the_import_wrote_goes(book: Book, tmp_path: Path) -> None:
    ada = book.add(Contact(name="Ada"))
    path = sheet(tmp_path / "a.csv", "name,nickname,city,birthday\nAda,Countess,London,1815-12-10\n")
    book.import_([path])
    book.star([ada.id])
    book.edit(replace(book.get(ada.id), city="Paris"))
    done = book.roll_back("a.csv 2026-11-25")
    after = book.get(ada.id)
    assert (after.nickname, after.birthday, after.city, after.starred) == ("", "", "Paris", True)
    assert [person.name for person in done.kept] == ["Ada"]


def test_nobody_stays_in_part_of_whose_imported_values_none_was_changed(book: Book, tmp_path: Path) -> None:
    ada = book.add(Contact(name="Ada"))
    book.import_([sheet(tmp_path / "a.csv", "name,nickname\nAda,Countess\n")])
    book.star([ada.id])
    assert book.roll_back("a.csv 2026-11-25").kept == ()


def test_an_import_that_is_undone_or_not_there_is_not_rolled_back(book: Book, tmp_path: Path) -> None:
    book.import_([sheet(tmp_path / "a.csv", "name\nAda\n")])
    book.undo()
    with pytest.raises(NotFound, match="undone already"):
        book.roll_back("a.csv 2026-11-25")
    with pytest.raises(NotFound, match="There is no import"):
        book.roll_back("b.csv")


def test_a_change_of_job_is_set_back_with_its_entry(book: Book, tmp_path: Path) -> None:
    def row(company: str) -> tuple[str, ...]:
        return ("Ada", "King", "https://www.linkedin.com/in/ada", "", company, "", "01 Jan 2020")

    book.import_([connections(tmp_path / "Connections.csv", row("A"))], name="first")
    before = rows(book.path)
    book.import_([connections(tmp_path / "Connections.csv", row("B"))], name="second")
    assert book.roll_back("second").restored == 1
    assert rows(book.path) == before


_MAIL = (
    "From x Thu Nov  5 10:00:00 2026\nFrom: Ada <ada@a.example>\nTo: me@b.example\n"
    "Date: Thu, 5 Nov 2026 10:00:00 +0000\nSubject: tea\n\nAt five?\n"
)


def test_an_entry_that_was_edited_since_an_import_told_more_of_it_stays_so(
    book: Book, tmp_path: Path
) -> None:
    path = sheet(tmp_path / "a.mbox", _MAIL)
    book.import_([path], me=["me@b.example"], new_people=True)
    book.import_([path], with_text=True, name="words")
    (entry,) = book.timeline(everybody(book)[0].id)
    book.edit_interaction(replace(entry, text="tea at the Savoy"))
    book.roll_back("words")
    assert book.entry(entry.id).text == "tea at the Savoy"


@pytest.mark.parametrize("edit", [{"text": "tea at the Savoy"}, {"tags": ("engine",)}])
def test_an_entry_of_which_anything_was_written_since_stays_with_whom_it_was(
    book: Book, tmp_path: Path, edit: dict[str, Any]
) -> None:
    ada = book.add(Contact(name="Ada", emails=(Labelled("ada@a.example"),)))
    book.import_([sheet(tmp_path / "a.mbox", _MAIL)], me=["me@b.example"], name="mails")
    (entry,) = book.timeline(ada.id)
    edited = book.edit_interaction(replace(entry, **edit))
    (stays,) = book.roll_back("mails").kept
    assert book.timeline(ada.id) == [edited]
    assert stays.name == "Ada"


def test_a_request_of_nobody_in_the_book_that_was_decided_since_stays(book: Book, tmp_path: Path) -> None:
    rows = [
        "From,To,Sent At,Message,Direction",
        *(f'{who},Me,"1/2/26, 9:00 AM",,INCOMING' for who in ("Ada", "Emmy")),
    ]
    book.import_([sheet(tmp_path / "Invitations.csv", "\n".join(rows))], name="asked")
    book.decide([one.request.id for one in book.requests() if one.request.name == "Ada"], "declined")
    book.roll_back("asked")
    assert [(one.request.name, one.request.state) for one in book.requests(("open", "declined"))] == [
        ("Ada", "declined")
    ]


_DOING = ("note", "tag", "log", "delete", "merge", "again", "email")
_ROW = st.tuples(
    st.sampled_from(["Ada", "Grace", "Emmy", "Joan"]),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(["", "ada@a.example", "g@a.example; g@b.example"]),
    st.sampled_from(["", "friend"]),
    st.sampled_from(["", "37"]),
)


def _do(book: Book, path: Path, what: str, at: int) -> None:
    """Something that a person does after an import."""
    people = everybody(book)
    if not people:
        return
    one, other = people[at % len(people)], people[(at + 1) % len(people)]
    if what == "note":
        book.edit(replace(one, note=f"{one.note} {at}".strip()))
    elif what == "email":
        book.edit(replace(one, emails=(Labelled(f"{at}@c.example"),)))
    elif what == "tag":
        book.tag([one.id], add=[("friend", "new")[at % 2]])
    elif what == "log":
        book.log(list({one.id, other.id}), "tea")
    elif what == "delete":
        book.delete([one.id])
    elif what == "merge" and one.id != other.id:
        book.merge(one.id, [other.id])
    elif what == "again":
        book.import_([path], tag="again")


def _later(book: Book, change: int) -> tuple[set[tuple[str, int]], set[int]]:
    """Which rows were written after a change, and about whom."""
    with closing(sqlite3.connect(book.path)) as connection:
        found = connection.execute(
            "SELECT table_name, row_id, contact_id FROM change_row WHERE change_id > ?", (change,)
        ).fetchall()
    return {(table, row) for table, row, _ in found}, {contact for *_, contact in found}


@settings(max_examples=8, deadline=None)
@given(
    before=st.lists(_ROW, max_size=3),
    table=st.lists(_ROW, min_size=1, max_size=4),
    doing=st.lists(st.tuples(st.sampled_from(_DOING), st.integers(0, 7)), max_size=4),
)
def test_a_roll_back_loses_nothing_written_since_and_leaves_nothing_else(
    before: list[tuple[str, ...]], table: list[tuple[str, ...]], doing: list[tuple[str, int]]
) -> None:
    header = ("name", "company", "email", "tags", "Shoe")
    with tempfile.TemporaryDirectory() as folder, new_book(Path(folder)) as book:
        if before:
            book.import_([write(Path(folder, "b.csv"), header, before)])
        there = {person.id: person for person in everybody(book)}
        path = write(Path(folder, "a.csv"), header, table)
        change = book.import_([path], tag="sheet").change
        if change is None:
            return
        made = {person.id for person in everybody(book)} - there.keys()
        imported = rows(book.path)
        for what, at in doing:
            _do(book, path, what, at)
        written, about = _later(book, change.id)
        full = rows(book.path)
        done = book.roll_back(str(change.id))
        left = rows(book.path)
        now = {person.id: person for person in everybody(book)}
        for name in JOURNALLED:
            had, stays = ({row[0]: row for row in held[name]} for held in (imported, left))
            for id, *values in full[name]:
                if (name, id) in written:
                    since = {*enumerate(values, 1)} - {*enumerate(had.get(id, ()))}
                    assert since <= {*enumerate(stays.get(id, ()))}
        assert not (made - about) & now.keys()
        for id in there.keys() - about:
            assert now[id] == there[id]
        with closing(sqlite3.connect(book.path)) as connection:
            assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        if done.change:
            book.undo()
        assert rows(book.path) == full
