"""The service that the app, the command line and people's scripts call: all that can be done to a book."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from rolodex.book.agenda import Agenda
from rolodex.book.arranging import Arranging
from rolodex.book.base import Clock, local_now
from rolodex.book.briefing import Brief, Briefing, Common, WorkChange
from rolodex.book.completing import Completion
from rolodex.book.due import Due
from rolodex.book.history import History
from rolodex.book.importing import Importing
from rolodex.book.prompting import Prompting
from rolodex.book.reports import FileReport, ImportReport, PersonReport
from rolodex.book.reviewing import Reviewing, Round
from rolodex.book.searching import Found, Heading
from rolodex.book.snippets import Snippet
from rolodex.book.statistics import Counting, Silent, Statistics
from rolodex.book.tagging import Tagging
from rolodex.book.telling import Told
from rolodex.paths import expanded

__all__ = [
    "Book",
    "Brief",
    "Clock",
    "Common",
    "Completion",
    "Due",
    "FileReport",
    "Found",
    "Heading",
    "ImportReport",
    "PersonReport",
    "Round",
    "Silent",
    "Snippet",
    "Statistics",
    "Told",
    "WorkChange",
    "open_book",
]


class Book(Prompting, Counting, Tagging, Arranging, Agenda, Briefing, Reviewing, Importing, History):
    """One open book. A context manager; used from one thread at a time.

    Every call that changes something is one transaction and one undoable change.
    """

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def open_book(
    path: Path | str, *, clock: Clock = local_now, origin: str = "library", create: bool = True
) -> Book:
    """Open the book at `path`, and with `create` make it where there is none.

    Raises CannotOpen, NotABook or NewerBook, each with a sentence; the file is then left as it was.
    """
    return Book(expanded(str(path)), clock=clock, origin=origin, create=create)
