"""Book: all themes in one, and the way to open one."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from rolodex.book.agenda_found import AgendaFound
from rolodex.book.arranging import Arranging
from rolodex.book.base import Clock, local_now
from rolodex.book.batches import Batches
from rolodex.book.briefing import Briefing
from rolodex.book.exporting import Exporting
from rolodex.book.favouring import Favouring
from rolodex.book.grouping import Grouping
from rolodex.book.history import History
from rolodex.book.introducing import Introducing
from rolodex.book.linking import Linking
from rolodex.book.pairing import Pairing
from rolodex.book.prompting import Prompting
from rolodex.book.pruning import Pruning
from rolodex.book.reaching import Reaching
from rolodex.book.request_numbers import RequestCounting
from rolodex.book.reviewing import Reviewing
from rolodex.book.statistics import Counting
from rolodex.book.surrounding import Surrounding
from rolodex.book.tagging import Tagging
from rolodex.paths import expanded


class Book(
    Prompting,
    Introducing,
    Linking,
    Reaching,
    Pairing,
    Surrounding,
    Counting,
    Tagging,
    Arranging,
    Favouring,
    AgendaFound,
    Briefing,
    Reviewing,
    Pruning,
    Grouping,
    Batches,
    RequestCounting,
    Exporting,
    History,
):
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
