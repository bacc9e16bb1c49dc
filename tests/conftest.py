"""What every test stands on: a fixed time, a book of its own, and no way to anything of the user's."""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import mkdtemp

import pytest

from rolodex.book import Book, open_book

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Friday morning in Oslo."""


# books in memory where the system offers it: nothing waits for a disk, and thousands of folders go at once
if os.access("/dev/shm", os.W_OK):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", "/dev/shm")


def now() -> datetime:
    """The time at which every test takes place."""
    return NOW


@pytest.fixture(scope="session", autouse=True)
def few_collections() -> Iterator[None]:
    """What was imported and the tests themselves are not searched for garbage over and over.

    The app freezes what it holds once its search index is made: here that would keep each test's app.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        yield


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test has its home."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def elsewhere(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of the user's can be reached, and the local time is Oslo's."""
    # mktemp of pytest looks through all the folders there are, for a number that is free
    home = Path(mkdtemp(dir=homes))
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


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty book, to copy: that is faster than to make one."""
    path = tmp_path_factory.mktemp("empty") / "book.db"
    with open_book(path, clock=now):
        pass
    return path


@pytest.fixture
def book(tmp_path: Path, empty: Path) -> Iterator[Book]:
    """An empty book."""
    shutil.copy(empty, tmp_path / "book.db")
    with open_book(tmp_path / "book.db", clock=now) as book:
        yield book
