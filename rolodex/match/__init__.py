"""Fuzzy search over people: the index, its ranking, and what of a shown text was matched."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolodex.match.called import Called
    from rolodex.match.folding import fold, sort_key, words
    from rolodex.match.index import Index
    from rolodex.match.marking import spans
    from rolodex.match.people import Document
    from rolodex.match.search import Matches

__all__ = ["Called", "Document", "Index", "Matches", "fold", "sort_key", "spans", "words"]

_ROOMS = {
    "called": ("Called",),
    "folding": ("fold", "sort_key", "words"),
    "index": ("Index",),
    "people": ("Document",),
    "search": ("Matches",),
    "marking": ("spans",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    # each is loaded when it is asked for: who only folds a text does not wait for the index
    if name in _ROOM_OF:
        return getattr(import_module(f"rolodex.match.{_ROOM_OF[name]}"), name)
    raise AttributeError(f"module 'rolodex.match' has no attribute {name!r}")
