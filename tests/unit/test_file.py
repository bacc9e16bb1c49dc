"""The book as a file: made private, opened or refused with words, never overwritten."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rolodex.book import Book, open_book
from rolodex.model import BadInput, CannotOpen, Contact, NewerBook, NotABook, RolodexError
from rolodex.store import file, schema
from tests.conftest import now
from tests.unit.rows import dump, some_of_everything


def mode(path: Path) -> int:
    """The permission bits of a file."""
    return path.stat().st_mode & 0o777


def names(folder: Path) -> set[str]:
    """The names of what is in a folder."""
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def closed(book: Book) -> Path:
    """A book with something in it that nobody has open."""
    some_of_everything(book)
    book.close()
    return book.path


def test_a_new_book_and_what_lies_beside_it_are_private(book: Book) -> None:
    book.add(Contact(name="Ada"))
    assert {path.name: mode(path) for path in book.path.parent.iterdir()} == {
        "book.db": 0o600,
        "book.db-wal": 0o600,
        "book.db-shm": 0o600,
    }


def test_the_folder_of_a_new_book_is_made_and_private(tmp_path: Path) -> None:
    open_book(tmp_path / "far" / "away" / "book.db").close()
    assert mode(tmp_path / "far" / "away") == 0o700
    assert names(tmp_path / "far" / "away") == {"book.db"}


def test_a_book_is_in_wal_mode_and_says_whose_it_is(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"Rolo"),)


def test_foreign_keys_are_kept_in_every_connection(closed: Path) -> None:
    with closing(file.open_file(closed)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM contact")


def test_every_table_is_strict(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations'"
        ).fetchall()
    assert {name for name, strict in tables if not strict} == set()
    assert {name for name, _ in tables} > set(schema.JOURNALLED)


def test_journalled_tables_hold_only_what_the_journal_can_keep(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        for table in schema.JOURNALLED:
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            assert {type_ for _, _, type_, *_ in columns} <= {"TEXT", "INTEGER"}
            actions = connection.execute(f"SELECT on_delete FROM pragma_foreign_key_list('{table}')")
            assert {action for (action,) in actions} <= {"NO ACTION"}


def test_an_empty_file_becomes_a_private_book(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.touch(0o644)
    with open_book(path) as book:
        book.add(Contact(name="Ada"))
        assert mode(path) == 0o600
    with open_book(path) as book:
        assert [person.name for person in book.find("")] == ["Ada"]


def test_a_book_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match=r"There is no book at .*book\.db\. Run `rolodex`"):
        open_book(tmp_path / "book.db", create=False)
    assert names(tmp_path) == set()


# permission bits do not stop root, whom tests may run as: these stop everybody
NOWHERE: dict[str, Callable[[Path], Path]] = {
    "below a regular file": lambda folder: folder / "file" / "book.db",
    "a name that is too long": lambda folder: folder / ("b" * 300),
    "a name that no file can have": lambda folder: folder / "bo\0ok.db",
    "a system folder that takes no files": lambda folder: Path("/proc/self/book.db"),
}


@pytest.mark.parametrize("where", NOWHERE.values(), ids=NOWHERE)
def test_where_nothing_can_be_made_says_so_and_leaves_nothing(
    tmp_path: Path, where: Callable[[Path], Path]
) -> None:
    (tmp_path / "file").write_text("mine")
    path = where(tmp_path)
    if path.is_relative_to("/proc") and not Path("/proc").exists():
        pytest.skip("there is no such folder on this system")
    with pytest.raises(
        CannotOpen, match=r"^Can't (open|make a book at) .*: .+\. Name .* with --book PATH\.$"
    ):
        open_book(path)
    assert names(tmp_path) == {"file"}
    assert (tmp_path / "file").read_text() == "mine"


def _another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("INSERT INTO contact (name) VALUES ('Ada')")
        connection.commit()


def _truncated(path: Path) -> None:
    with open_book(path, clock=now) as book:
        some_of_everything(book)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _overwritten(path: Path) -> None:
    with open_book(path, clock=now) as book:
        some_of_everything(book)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + bytes(4096) + whole[4196:])


def _newer(path: Path) -> None:
    with open_book(path, clock=now) as book:
        some_of_everything(book)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('rolodex', 'm099_telepathy', '2036-01-01')"
        )
        connection.commit()


REFUSED: dict[str, tuple[Callable[[Path], object], type[RolodexError], str]] = {
    "a text": (
        lambda path: path.write_text("Ada Lovelace, ada@example.org\n" * 50),
        NotABook,
        "is not a rolodex book",
    ),
    "a short text": (lambda path: path.write_text("hello"), NotABook, "is not a rolodex book"),
    "another program's": (_another_program, NotABook, "is an SQLite file of another program"),
    "truncated": (_truncated, NotABook, "is damaged"),
    "overwritten": (_overwritten, NotABook, "is damaged"),
    "newer": (_newer, NewerBook, r"was made by a newer rolodex \(it has m099_telepathy\).*upgrade rolodex"),
}


@pytest.mark.parametrize(("make", "error", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_book_of_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], object], error: type[RolodexError], words: str
) -> None:
    path = tmp_path / "book.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(error, match=words) as refused:
        open_book(path)
    assert str(path) in str(refused.value)
    assert "It was left as it is" in str(refused.value)
    assert path.read_bytes() == before
    assert names(tmp_path) == {"book.db"}


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(NotABook, match="is a folder, not a book"):
        open_book(tmp_path)


def test_a_device_is_no_book() -> None:
    with pytest.raises(NotABook, match="is no file that can hold a book"):
        open_book("/dev/null")


def test_a_book_that_another_program_has_locked_says_so(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "PATIENCE", 0.01)
    before = closed.read_bytes()
    with closing(sqlite3.connect(closed)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CannotOpen, match=r"is locked by another program. Close it and try again"):
            open_book(closed)
    assert closed.read_bytes() == before


def test_a_change_while_another_program_writes_says_so_and_changes_nothing(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "PATIENCE", 0.01)
    before = dump(book.path)
    with closing(sqlite3.connect(book.path)) as other, open_book(book.path) as impatient:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotOpen, match=r"can't be written now .* Nothing was changed; try again"):
            impatient.add(Contact(name="Ada"))
    assert dump(book.path) == before


def test_a_book_that_can_not_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(db: Any) -> None:
        db.execute("CREATE TABLE half (id INTEGER)")
        db.execute("there is no such statement")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("m900_broken", fail)))
    with pytest.raises(CannotOpen, match="Can't make a book at"):
        open_book(tmp_path / "book.db")
    assert names(tmp_path) == set()


def test_an_older_book_is_copied_before_it_is_migrated(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(closed)
    migration = ("m900_shoes", lambda db: db.execute("CREATE TABLE shoe (id INTEGER PRIMARY KEY) STRICT"))
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, migration))
    open_book(closed).close()
    copy = closed.with_name("book.db.before-m900_shoes")
    assert mode(copy) == 0o600
    assert dump(copy) == dump(closed) == before
    tables = "SELECT count(*) FROM sqlite_master WHERE name = 'shoe'"
    for path, made in ((copy, 0), (closed, 1)):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute(tables).fetchone() == (made,)
    assert names(closed.parent) == {"book.db", "book.db.before-m900_shoes"}


def test_a_migration_that_fails_leaves_the_book_as_it_was(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(closed)

    def fail(db: Any) -> None:
        db.execute("UPDATE contact SET name = 'lost'")
        db.execute("there is no such statement")

    with monkeypatch.context() as later:
        later.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("m900_broken", fail)))
        with pytest.raises(CannotOpen):
            open_book(closed)
    assert dump(closed) == before
    open_book(closed).close()


def test_a_copy_is_whole_and_private(book: Book, tmp_path: Path) -> None:
    some_of_everything(book)
    copy = tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    book.back_up(copy)
    assert mode(copy) == 0o600
    assert names(copy.parent) == {"copy.db"}
    assert dump(copy) == dump(book.path)
    with open_book(copy, clock=now) as copied:
        assert copied.history() == book.history()
        copied.undo()


def test_a_copy_replaces_an_older_one(book: Book, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    book.back_up(copy)
    book.add(Contact(name="Ada"))
    book.back_up(copy)
    assert dump(copy) == dump(book.path)


def test_a_copy_that_can_not_be_written_says_so_and_leaves_nothing(book: Book, tmp_path: Path) -> None:
    with pytest.raises(
        CannotOpen, match=r"Can't copy the book to .*nowhere/copy\.db: No such file or directory"
    ):
        book.back_up(tmp_path / "nowhere" / "copy.db")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotOpen, match=r"Can't copy the book to .*folder"):
        book.back_up(tmp_path / "folder")
    assert not [name for name in names(tmp_path) if name.endswith(".part")]


def test_a_book_is_not_copied_onto_itself(book: Book, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(book.path)
    before = dump(book.path)
    with pytest.raises(BadInput, match="is the book itself"):
        book.back_up(tmp_path / "link.db")
    assert dump(book.path) == before


def _open_and_add(path: Path, start: Any, name: str) -> None:
    start.wait()
    with open_book(path) as book:
        book.add(Contact(name=name))


@pytest.mark.parametrize("there", [False, True], ids=["no file", "an empty file"])
def test_two_processes_may_make_the_same_book_at_once(tmp_path: Path, there: bool) -> None:
    path = tmp_path / "book.db"
    if there:
        path.touch()
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    processes = [context.Process(target=_open_and_add, args=(path, start, name)) for name in ("Ada", "Grace")]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    with open_book(path, create=False) as book:
        assert [person.name for person in book.find("")] == ["Ada", "Grace"]
    assert names(tmp_path) == {"book.db"}
