"""A terminal rolodex. For scripts: `with rolodex.open(path) as book: book.find("ada #pycon")`."""

from __future__ import annotations

from rolodex.book import Book
from rolodex.book import open_book as open

__all__ = ["Book", "open"]
__version__ = "0.1.0"
