"""What every test stands on: a fixed time, a book of its own, and no way to anything of the user's."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from rolodex.book import Book, open_book

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Friday morning in Oslo."""


def now() -> datetime:
    """The time at which every test takes place."""
    return NOW


@pytest.fixture(autouse=True)
def elsewhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of the user's can be reached, and the local time is Oslo's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    monkeypatch.setenv("ROLODEX_BOOK", str(home / "book.db"))
    # with it the app has no colours, and its pictures none
    monkeypatch.delenv("NO_COLOR", raising=False)
    # the rule itself and not the zone's name, which a small system may not know
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book."""
    with open_book(tmp_path / "book.db", clock=now) as book:
        yield book
