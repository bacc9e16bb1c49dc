"""Runs of the command line inside the test's process, on a book of the test's own and at a fixed time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from rolodex.book import Book, open_book
from rolodex.cli.program import program
from rolodex.cli.shell import Shell

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
"""A Wednesday."""


@dataclass(frozen=True)
class Ran:
    """How a run ended."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        """What was written on stdout, read as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Rolodex:
    """The command, on one book."""

    path: Path

    def __call__(self, *arguments: str, stdin: str | bytes | None = None) -> Ran:
        """Run the command with these arguments, and `stdin` piped in."""
        result = CliRunner().invoke(
            program,
            ["--book", str(self.path), *arguments],
            obj=Shell(clock=now),
            prog_name="rolodex",
            input=stdin,
        )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.stdout, result.stderr, result.exit_code)

    def json(self, *arguments: str) -> Any:
        """What a run that must succeed writes with --json."""
        ran = self(*arguments, "--json")
        assert ran.code == 0, ran.err
        return ran.json

    def book(self) -> Book:
        """The book itself, to set something up."""
        return open_book(self.path, clock=now)


def now() -> datetime:
    """The time at which every run takes place."""
    return NOW
