"""The book as a file: found, made, opened, refused with words, and copied before it is migrated."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from rolodex.model import CannotOpen, NewerBook, NotABook
from rolodex.store import schema

_SQLITE_HEADER = b"SQLite format 3\x00"


def open_file(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """A connection to the book at `path`, migrated; made with mode 0600 where there was no file and `create`.

    The connection is in autocommit mode: transactions are begun by the journal.
    Raises CannotOpen, NotABook or NewerBook, each with a sentence, and then leaves the file as it was.
    """
    existed = path.exists()
    _refuse(path, existed, create)
    try:
        if not existed:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # made here and not by SQLite, so that it is never readable by others, not even for a moment
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(path, timeout=5.0, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise CannotOpen(
            f"Can't make a book at {path}: {_reason(error)}. Name another with --book PATH."
        ) from error
    try:
        _prepare(connection, path, fresh=not existed or path.stat().st_size == 0)
    except BaseException as error:
        connection.close()
        if not existed:
            for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                with suppress(OSError):
                    leftover.unlink()
        if isinstance(error, sqlite3.Error):
            raise _told(error, path) from error
        raise
    return connection


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the whole book to `target` (mode 0600): written whole beside it, then renamed."""
    part = target.with_name(f"{target.name}.part")
    with suppress(FileNotFoundError):
        part.unlink()
    os.close(os.open(part, os.O_CREAT | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(part)) as copy:
        connection.backup(copy)
    os.replace(part, target)


def _refuse(path: Path, existed: bool, create: bool) -> None:
    if path.is_dir():
        raise NotABook(f"{path} is a folder, not a book. Name a file with --book PATH.")
    if not existed:
        if not create:
            raise CannotOpen(f"There is no book at {path}. Run `rolodex` or `rolodex import` to make one.")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise CannotOpen(f"Can't read {path}: {_reason(error)}.") from error
    if head and head != _SQLITE_HEADER:
        raise NotABook(f"{path} is not a rolodex book. It was left as it is; name another with --book PATH.")


def _prepare(connection: sqlite3.Connection, path: Path, *, fresh: bool) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if not fresh and application != schema.APPLICATION_ID:
        raise NotABook(
            f"{path} is an SQLite file that rolodex did not make. It was left as it is; name another with --book PATH."
        )
    lacking, unknown = schema.missing(connection)
    if unknown:
        raise NewerBook(
            f"{path} was made by a newer rolodex (it has {unknown[-1]}). It was left as it is; upgrade rolodex to open it."
        )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    if lacking:
        if not os.access(path, os.W_OK):
            raise CannotOpen(
                f"{path} is read-only and has to be migrated ({lacking[0]}). Make it writable first."
            )
        if not fresh:
            back_up(connection, path.with_name(f"{path.name}.before-{lacking[0]}"))
        connection.execute("PRAGMA journal_mode = WAL")
        schema.migrate(connection)


def _told(error: sqlite3.Error, path: Path) -> Exception:
    if isinstance(error, sqlite3.OperationalError):
        if "locked" in str(error):
            return CannotOpen(
                f"{path} is locked by another program. Close it and try again; nothing was changed."
            )
        return CannotOpen(f"Can't open {path}: {error}. Check the folder's permissions and free space.")
    return NotABook(f"{path} is damaged or not a rolodex book ({error}). It was left as it is.")


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
