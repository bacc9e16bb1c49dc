"""Books of earlier versions, as those versions wrote them, opened by this one."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rolodex.book import open_book
from rolodex.model import Contact
from tests.conftest import now
from tests.unit.rows import dump

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A book as the first version left it: seven changes, among them Grace and a category deleted."""
    path = tmp_path / "book.db"
    path.write_bytes(gzip.decompress((FIXTURES / "book_m001.db.gz").read_bytes()))
    return path


def test_a_book_of_the_first_version_opens_with_all_that_is_in_it(first: Path) -> None:
    with open_book(first, clock=now) as book:
        (ada,) = book.find("")
        assert (ada.name, ada.company, ada.tags) == ("Ada Lovelace", "Acme", ("talks/pycon-2026",))
        assert [entry.text for entry in book.timeline(ada.id)] == ["compilers"]
        assert (ada.cadence, ada.due) == ("", "")
    dump(first)


def test_changes_made_with_the_first_version_can_all_be_undone_and_redone(first: Path) -> None:
    with open_book(first, clock=now) as book:
        after = dump(first)
        labels = [book.undo().label for _ in book.history()]
        assert len(labels) == 8
        assert book.find("") == []
        for _ in labels:
            book.redo()
        assert dump(first) == after


def test_a_book_of_the_first_version_takes_what_is_new(first: Path) -> None:
    with open_book(first, clock=now) as book:
        (ada,) = book.find("")
        book.follow_up([ada.id], "send CV", due=book.today)
        book.add(Contact(name="Charles Babbage", cadence="90d"))
        assert [person.name for person in book.find("due:today")] == ["Ada Lovelace"]
        book.reviewed(ada.id, "knew it")
        book.undo()


def test_a_book_with_a_sum_of_what_is_no_talk_is_brought_up_to_date(first: Path) -> None:
    with closing(sqlite3.connect(first)) as connection:
        # as another program might have written it
        connection.execute("UPDATE interaction SET kind = 'note'")
        connection.commit()
        assert connection.execute("SELECT count(*) FROM summary").fetchone()[0] > 0
    with open_book(first, clock=now) as book:
        assert [person.name for person in book.find("known:<met")] == ["Ada Lovelace"]


def test_who_is_called_by_a_number_is_sorted_last_and_changes_before_that_can_be_undone(
    tmp_path: Path,
) -> None:
    path = tmp_path / "book.db"
    with open_book(path, clock=now) as book:
        book.add(Contact(name="+43 1 234"))
        book.add(Contact(name="Ada"))
        book.add(Contact(name="3M"))
    with closing(sqlite3.connect(path)) as connection:
        # as the version before had it
        connection.execute("UPDATE contact SET sort_name = '43 1 234' WHERE sort_name GLOB '*43*'")
        connection.execute(
            "UPDATE change_row SET after = json_set(after, '$.sort_name', '43 1 234')"
            " WHERE json_extract(after, '$.sort_name') GLOB '*43*'"
        )
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm012_numbers_last'")
        connection.commit()
    with open_book(path, clock=now) as book:
        assert [person.name for person in book.find("")] == ["3M", "Ada", "+43 1 234"]
        after = dump(path)
        for _ in range(3):
            book.undo()
        assert book.find("") == []
        for _ in range(3):
            book.redo()
        assert dump(path) == after
