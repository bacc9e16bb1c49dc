"""New rows are written on a thread of their own, whole or not at all."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolodex.store import contacts, file, journal
from rolodex.store.behind import behind
from rolodex.store.bulk import Rows
from rolodex.store.file import Connection

AT = "2026-11-23T12:00:00Z"
POINTS = ("contact_id", "kind", "label", "value", "position")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    opened = file.open_file(tmp_path / "book.db")
    yield opened
    opened.close()


def journal_of(connection: Connection) -> journal.Journal:
    return journal.Journal(connection, origin="library", session="s", derive=lambda change: None)


def people(*names: str) -> Rows:
    columns = ("uid", "sort_name", "name", "created_at", "updated_at")
    return Rows("contact", columns, [(name, name.lower(), name, AT, AT) for name in names])


def test_who_asks_for_the_connection_sees_every_row_and_they_are_journalled(connection: Connection) -> None:
    many = [f"P{number}" for number in range(250)]
    made = journal_of(connection)
    with made.change("some", AT), behind(connection) as written:
        written.insert([people(*many)])
        written.insert([Rows("contact_point", POINTS, [(250, "email", "", "p@a.example", 0)])])
        names = written.connection.execute("SELECT name FROM contact ORDER BY id").fetchall()
        assert [name for (name,) in names] == many
    assert len(contacts.read(connection, range(1, 251))) == 250
    made.undo()
    assert contacts.read(connection, range(1, 251)) == []
    made.redo()
    assert contacts.read(connection, [250])[0].emails[0].value == "p@a.example"


@pytest.mark.parametrize("asks", [True, False])
def test_what_goes_wrong_with_rows_is_raised_and_none_of_the_change_stays(
    connection: Connection, asks: bool
) -> None:
    made = journal_of(connection)
    with pytest.raises(sqlite3.IntegrityError), made.change("some", AT), behind(connection) as written:
        written.insert([people("Ada", "Ada")])
        if asks:
            written.connection.execute("SELECT 1")
            pytest.fail("It was raised before.")
    assert connection.execute("SELECT count(*) FROM contact").fetchone() == (0,)
    # and rows are journalled one by one as before
    with made.change("one", AT):
        connection.execute(
            "INSERT INTO contact (uid, sort_name, name, created_at, updated_at) VALUES ('u', 'a', 'A', ?, ?)",
            (AT, AT),
        )
    made.undo()
    assert connection.execute("SELECT count(*) FROM contact").fetchone() == (0,)


def test_an_error_meanwhile_waits_for_the_rows_and_takes_them_back(connection: Connection) -> None:
    usual = sys.getswitchinterval()
    with pytest.raises(KeyError), journal_of(connection).change("some", AT), behind(connection) as written:
        written.insert([people(*(f"P{number}" for number in range(1000)))])
        raise KeyError
    assert not connection.in_transaction
    assert connection.execute("SELECT count(*) FROM contact").fetchone() == (0,)
    assert sys.getswitchinterval() == pytest.approx(usual)
