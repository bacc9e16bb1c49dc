"""A terminal rolodex. For scripts: `with rolodex.open(path) as book: book.find("ada #pycon")`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolodex.book import Book
    from rolodex.book import open_book as open

__all__ = ["Book", "open"]
__version__ = "0.1.0"

_SERVICE = {"Book": "Book", "open": "open_book"}


def __getattr__(name: str) -> object:
    # the service is loaded when it is asked for: `rolodex --help` answers without it
    if name in _SERVICE:
        return getattr(import_module("rolodex.book"), _SERVICE[name])
    raise AttributeError(f"module 'rolodex' has no attribute {name!r}")
