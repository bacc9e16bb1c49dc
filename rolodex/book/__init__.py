"""The service that the app, the command line and people's scripts call: all that can be done to a book."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolodex.book.base import Clock
    from rolodex.book.briefing import Brief, Common, WorkChange
    from rolodex.book.completing import Completion
    from rolodex.book.due import Due
    from rolodex.book.found import RANKED, Found, Heading
    from rolodex.book.grouping import Refill
    from rolodex.book.likeness import Double
    from rolodex.book.pruning import Pruned
    from rolodex.book.reports import FileReport, ImportReport, PersonReport
    from rolodex.book.reviewing import Round
    from rolodex.book.snippets import Snippet
    from rolodex.book.statistics import Silent, Statistics
    from rolodex.book.telling import Told
    from rolodex.book.whole import Book, open_book

__all__ = [
    "RANKED",
    "Book",
    "Brief",
    "Clock",
    "Common",
    "Completion",
    "Double",
    "Due",
    "FileReport",
    "Found",
    "Heading",
    "ImportReport",
    "PersonReport",
    "Pruned",
    "Refill",
    "Round",
    "Silent",
    "Snippet",
    "Statistics",
    "Told",
    "WorkChange",
    "open_book",
]

_ROOMS = {
    "base": ("Clock",),
    "briefing": ("Brief", "Common", "WorkChange"),
    "completing": ("Completion",),
    "due": ("Due",),
    "found": ("RANKED", "Found", "Heading"),
    "grouping": ("Refill",),
    "likeness": ("Double",),
    "reports": ("FileReport", "ImportReport", "PersonReport"),
    "pruning": ("Pruned",),
    "reviewing": ("Round",),
    "snippets": ("Snippet",),
    "statistics": ("Silent", "Statistics"),
    "telling": ("Told",),
    "whole": ("Book", "open_book"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    # each is loaded when it is asked for: a verb that needs one theme does not wait for all of them
    if name in _ROOM_OF:
        return getattr(import_module(f"rolodex.book.{_ROOM_OF[name]}"), name)
    raise AttributeError(f"module 'rolodex.book' has no attribute {name!r}")
