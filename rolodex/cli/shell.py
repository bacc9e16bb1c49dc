"""What every verb is given: the book it works on, the clock, and where data and messages go."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolodex.model import RolodexError
from rolodex.paths import book_path, expanded
from rolodex.text import shown, shown_lines

if TYPE_CHECKING:
    from rolodex.book import Book
    from rolodex.book.agenda import Agenda


def system_clock() -> datetime:
    """The time now in the system's zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Shell:
    """One run of the command line."""

    given: str = ""
    """The book named with --book; empty for the usual one."""
    clock: Callable[[], datetime] = system_clock

    @property
    def path(self) -> Path:
        """The book that is meant, whether there is one or not."""
        return book_path(self.given)

    @contextmanager
    def book(self, *, create: bool = False) -> Iterator[Book]:
        """The book, open. Without `create` raises CannotOpen where there is none.

        A book that was made for a verb that then failed is removed again: nothing of it stays behind.
        """
        # loaded only here: `--help` and completion answer without it
        from rolodex.book import open_book

        path = self.path
        existed = os.path.lexists(path)
        with open_book(path, clock=self.clock, origin="shell", create=create) as book:
            try:
                with book.in_words():
                    yield book
            except (RolodexError, KeyboardInterrupt):
                made_for_nothing = not existed and not book.history(1)
                book.close()
                if made_for_nothing:
                    path.unlink()
                raise

    @contextmanager
    def agenda(self) -> Iterator[Agenda]:
        """The agenda of the book, and no more: it is told at the start of every shell, where nobody waits.

        Raises CannotOpen where there is no book.
        """
        from rolodex.book.agenda import open_agenda

        agenda = open_agenda(self.path, clock=self.clock, origin="shell")
        with closing(agenda), agenda.in_words():
            yield agenda


def put(lines: Iterable[str]) -> None:
    """Write data on stdout. The lines must be harmless: `shown`, JSON, or styled from such."""
    text = "\n".join(lines)
    if text:
        click.echo(text, color=coloured())


def put_bytes(content: bytes) -> None:
    """Write a file on stdout, as it is."""
    sys.stdout.buffer.write(content)


def tell(message: str) -> None:
    """Write a message of one or more lines on stderr, made harmless."""
    click.echo(shown_lines(message), err=True)


class FilePath(click.Path):
    """A path, and not an empty one, which would be the folder one is in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        expanded(str(value))
        return super().convert(value, param, ctx)


def on_terminal() -> bool:
    """Whether data goes to a terminal, and not to a file or a pipe."""
    return sys.stdout.isatty()


def coloured() -> bool:
    """Whether data may be coloured: a terminal reads it and NO_COLOR is not set (see no-color.org)."""
    return on_terminal() and not os.environ.get("NO_COLOR")


def paint(text: str, **style: bool | str | int) -> str:
    """A harmless text in bold, dim or a colour, where data may be coloured."""
    return click.style(text, **style) if text and coloured() else text  # type: ignore[arg-type]


def local_minute(at: str) -> str:
    """A UTC time of the book as `YYYY-MM-DD HH:MM` of the system's zone."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def called(names: list[str]) -> str:
    """People in a sentence: `Ada Lovelace`, `Ada and Grace`, `37 people`."""
    safe = [shown(name) for name in names]
    return " and ".join(safe) if len(safe) < 3 else f"{len(safe):,} people"
