"""What the tests of importing share: files as programs write them, and all rows of a book."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rolodex.book import Book, open_book
from rolodex.model import Contact
from rolodex.store.schema import JOURNALLED

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

_HEADERS = {
    2018: "First Name,Last Name,Email Address,Company,Position,Connected On",
    2026: "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
}


def new_book(folder: Path) -> Book:
    """An empty book in the folder, at a fixed time."""
    return open_book(folder / "book.db", clock=lambda: NOW)


def connections(path: Path, *rows: Sequence[str], era: int = 2026) -> Path:
    """A Connections.csv of that year: given, family, URL (2026 only), email, company, position, day."""
    return write(path, _HEADERS[era].split(","), rows)


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """A CSV file."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def sheet(path: Path, text: str) -> Path:
    """A file of that text."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def everybody(book: Book) -> list[Contact]:
    """All contacts, in the order in which they were added."""
    return sorted(book.find(""), key=lambda contact: contact.id)


def only(book: Book) -> Contact:
    """The one contact of a book that has one."""
    (contact,) = everybody(book)
    return contact


def rows(path: Path) -> dict[str, list[Any]]:
    """Every row of a book, the journal aside."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in (*JOURNALLED, "summary")
        }
