"""The one thread on which the app reads and writes its book."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TypeVar

from rolodex.book import Book, Clock, open_book

Answer = TypeVar("Answer")


class Store:
    """A book that is opened, used and closed on a thread of its own, one call at a time, in order.

    A call is awaited from the event loop. Cancelling the await drops the answer, not the call: that is how an
    exclusive worker keeps a stale answer from overwriting a fresh one.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._book: Book | None = None

    @property
    def today(self) -> date:
        """The local day."""
        return self._clock().date()

    async def open(self) -> None:
        """Open the book, and make it where there is none. Raises what `open_book` raises."""
        loop = asyncio.get_running_loop()
        self._book = await loop.run_in_executor(
            self._thread, lambda: open_book(self.path, clock=self._clock, origin="app")
        )

    async def call(self, ask: Callable[[Book], Answer]) -> Answer:
        """What `ask` answers when it is given the book on the store thread.

        Raises what it raises; of SQLite's own errors CannotOpen or NotABook.
        """
        book = self._book
        assert book is not None, "the store is not open"

        def answer() -> Answer:
            with book.in_words():
                return ask(book)

        return await asyncio.get_running_loop().run_in_executor(self._thread, answer)

    async def close(self) -> None:
        """Close the book, after the calls that wait."""
        book, self._book = self._book, None
        if book is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, book.close)
        self._thread.shutdown(wait=False)
