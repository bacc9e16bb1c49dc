"""The book as a file: found, made, opened, refused with words, and copied before it is migrated."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

from rolodex.knowing import in_person, says_worked
from rolodex.match import fold
from rolodex.model import BadInput, CannotOpen, NewerBook, NotABook, RolodexError
from rolodex.store import schema

Connection: TypeAlias = sqlite3.Connection
"""An open book file, for the rooms above, which only hand it on."""

PATIENCE = 5.0
"""Seconds to wait while another program writes."""

_MUCH = 16_384
"""KiB."""

_ANOTHER = "name another with --book PATH."


def open_file(path: Path, *, create: bool = True) -> Connection:
    """A connection to the book at `path`, migrated; made with mode 0600 where there was no file and `create`.

    An empty file is taken for a new book. The connection is in autocommit mode: the journal begins
    transactions. Raises CannotOpen, NotABook or NewerBook, each with a sentence, and then leaves the file as
    it was.
    """
    if not _exists(path):
        if not create:
            raise CannotOpen(f"There is no book at {path}. Run `rolodex` or `rolodex import` to make one.")
        _make(path)
    with told(path):
        connection = _connect(path)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def back_up(connection: Connection, target: Path) -> None:
    """Copy the whole book to `target` (mode 0600): written whole beside it, then renamed.

    Raises CannotOpen when it can't be written, and then leaves nothing; BadInput when `target` is the book.
    """
    own = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    try:
        if target.exists() and target.samefile(own):
            raise BadInput(f"{target} is the book itself. Name another file to copy it to.")
        with _part(target) as part:
            with closing(sqlite3.connect(part)) as copy:
                connection.backup(copy)
            os.replace(part, target)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise CannotOpen(f"Can't copy the book to {target}: {_reason(error)}.") from error


@contextmanager
def much_written(connection: Connection) -> Iterator[None]:
    """Hold more of the book in memory meanwhile: rows of very many people go into every part of it."""
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = {-_MUCH}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")


def _exists(path: Path) -> bool:
    # the file is not read here: closing it would drop the locks that SQLite holds on it for this process,
    # https://www.sqlite.org/howtocorrupt.html section 2.2
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise CannotOpen(f"Can't open {path}: {_reason(error)}. Name a file with --book PATH.") from error
    if stat.S_ISDIR(mode):
        raise NotABook(f"{path} is a folder, not a book. Name a file with --book PATH.")
    if not stat.S_ISREG(mode):
        raise NotABook(f"{path} is no file that can hold a book. Name a file with --book PATH.")
    return True


def _make(path: Path) -> None:
    """Make a new book whole, beside `path`, and only then give it its name: nobody meets half a book."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _part(path) as part:
            with closing(_connect(part)) as connection:
                _migrate(connection, part)
            try:
                os.link(part, path)
            except FileExistsError:
                pass  # somebody else made it meanwhile, and theirs is opened
            except OSError:  # a file system without hard links
                os.rename(part, path)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise CannotOpen(
            f"Can't make a book at {path}: {_reason(error)}. Name another with --book PATH."
        ) from error


@contextmanager
def _part(path: Path) -> Iterator[Path]:
    """A file beside `path` that only its owner can read; it is gone afterwards, unless it was renamed."""
    part = path.with_name(f"{path.name}.{uuid4().hex[:8]}.part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
    finally:
        for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            with suppress(OSError):
                left.unlink()


def _connect(path: Path) -> Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    connection.create_function("folded", 1, fold, deterministic=True)
    connection.create_function("in_person", 1, in_person, deterministic=True)
    connection.create_function("says_worked", 1, says_worked, deterministic=True)
    return connection


def _prepare(connection: Connection, path: Path) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    is_empty = connection.execute("PRAGMA page_count").fetchone()[0] == 0
    if not is_empty and _application(connection) != schema.APPLICATION_ID:
        raise NotABook(f"{path} is an SQLite file of another program. It was left as it is; {_ANOTHER}")
    lacking, unknown = schema.missing(connection)
    if unknown:
        raise NewerBook(
            f"{path} was made by a newer rolodex (it has {unknown[-1]}). It was left as it is;"
            " upgrade rolodex to open it."
        )
    if lacking:
        _migrate(connection, path)


def _migrate(connection: Connection, path: Path) -> None:
    """Bring the book up to date in one transaction; an older book is copied first."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # another process may have done it while this one waited
        lacking, _ = schema.missing(connection)
        if _application(connection) == 0:
            os.chmod(path, 0o600)
        elif lacking:
            with closing(_connect(path)) as reader:
                back_up(reader, path.with_name(f"{path.name}.before-{lacking[0]}"))
        schema.apply(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA journal_mode = WAL")


def _application(connection: Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of SQLite, in words: as CannotOpen or NotABook."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_words(error, path) from error


def _in_words(error: sqlite3.Error, path: Path) -> RolodexError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CannotOpen(
            f"{path} is locked by another program. Close it and try again; nothing was changed."
        )
    if code == sqlite3.SQLITE_NOTADB:
        return NotABook(f"{path} is not a rolodex book. It was left as it is; {_ANOTHER}")
    if code == sqlite3.SQLITE_CORRUPT:
        return NotABook(
            f"{path} is damaged ({error}). It was left as it is; put a copy of it in its place, or {_ANOTHER}"
        )
    return CannotOpen(f"Can't use {path}: {error}. Check the folder's permissions and free space.")


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
