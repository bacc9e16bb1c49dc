"""What every theme of the book stands on: the open file, the journal and the clock."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

from rolodex.store import derived, file, journal

Clock = Callable[[], datetime]
"""The time now, aware of its zone: the zone in which the person's days begin and end."""


def local_now() -> datetime:
    """The time now in the system's zone."""
    return datetime.now().astimezone()


class Base:
    """An open book. Used from one thread at a time."""

    def __init__(
        self, path: Path, *, clock: Clock = local_now, origin: str = "library", create: bool = True
    ) -> None:
        """Open, and with `create` make, the book at `path`.

        `origin` (`app`, `shell`, `library`) stands in the journal beside each change made through this book.
        Raises CannotOpen, NotABook or NewerBook.
        """
        self.path = path
        self._clock = clock
        self._by_hand = origin in ("app", "shell")
        self._connection = file.open_file(path, create=create)
        self._journal = journal.Journal(
            self._connection,
            origin=origin,
            session=uuid.uuid4().hex,
            derive=lambda change: derived.refresh(self._connection, change),
        )

    def close(self) -> None:
        """Close the file. The book can't be used afterwards."""
        self._connection.close()

    @property
    def today(self) -> date:
        """The local day."""
        return self._clock().date()

    def in_words(self) -> AbstractContextManager[None]:
        """Inside it, what SQLite says of a locked, full or damaged file becomes CannotOpen or NotABook."""
        return file.told(self.path)

    def back_up(self, target: Path) -> None:
        """Copy the whole book, journal and all, to `target`; written whole, then renamed.

        Raises CannotOpen when it can't be written, BadInput when `target` is the book itself.
        """
        file.back_up(self._connection, target)

    def _now(self) -> str:
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _change(self, label: str) -> AbstractContextManager[journal.Open]:
        return self._journal.change(label, self._now())
