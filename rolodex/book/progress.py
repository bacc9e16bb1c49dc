"""How far an import is, told to whoever waits for it, who may stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rolodex.model import Cancelled

Progress = Callable[[int, int], bool]
"""Called with the rows done and the rows in all; False stops the import, and nothing is changed."""

_MAILS = 1000
"""Mails read at a time; between two such, the import can be stopped."""


class Done:
    """How far an import is, told to whoever waits for it."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._rows = 0
        self.add(0)

    def add(self, rows: int) -> None:
        """Raises Cancelled when the person has had enough."""
        self._rows += rows
        _ask(self._progress, self._rows, self._total)


def watched(mails: Iterable[bytes], progress: Progress | None) -> Iterator[bytes]:
    """The mails of a mailbox, which may be read for minutes, told as rows to be brought in.

    Raises Cancelled when the person has had enough.
    """
    for number, mail in enumerate(mails):
        if number % _MAILS == 0:
            _ask(progress, 0, number)
        yield mail


def _ask(progress: Progress | None, rows: int, total: int) -> None:
    if progress and not progress(rows, total):
        raise Cancelled("The import was stopped. Nothing was changed.")
