"""New rows written on a thread of their own, while the next ones are made ready."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from rolodex.store import bulk

_SWITCH = 0.0001
"""Seconds until a thread that computes lets the other one go on: SQLite has to wait that long after every
statement."""


class Behind:
    """A connection on which rows are inserted by another thread, while the next ones are made ready."""

    def __init__(self, connection: sqlite3.Connection, threads: ThreadPoolExecutor) -> None:
        self._connection = connection
        self._threads = threads
        self._writing: Future[None] | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, to be used before the next rows are inserted. Waits, as `wait` does."""
        self.wait()
        return self._connection

    def wait(self) -> None:
        """Return when no rows are being written any more. Raises what went wrong with them."""
        writing, self._writing = self._writing, None
        if writing:
            writing.result()

    def insert(self, all_rows: Iterable[bulk.Rows]) -> None:
        """Begin to insert rows, one table after the other; inside a change. Waits, as `wait` does."""
        self._writing = self._threads.submit(_insert_all, self.connection, tuple(all_rows))


def _insert_all(connection: sqlite3.Connection, all_rows: Iterable[bulk.Rows]) -> None:
    for rows in all_rows:
        bulk.insert(connection, rows)


@contextmanager
def behind(connection: sqlite3.Connection) -> Iterator[Behind]:
    """The connection with a thread for new rows; at the end, however it comes, none is being written.

    Raises what went wrong with the last ones.
    """
    usual = sys.getswitchinterval()
    with ThreadPoolExecutor(1, "new rows") as threads:
        sys.setswitchinterval(_SWITCH)
        try:
            written = Behind(connection, threads)
            yield written
            written.wait()
        finally:
            sys.setswitchinterval(usual)
