"""The search index as a file in the user's cache folder: a big book can be searched as soon as it is open."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from rolodex.match import Index, packed
from rolodex.store import journal, schema
from rolodex.store.file import Connection

WORTH = 10_000
"""People from whom on an index is stored: that of fewer is made in the blink of an eye."""
STALE = 2_000
"""Contacts put in since, from whom on it is stored anew."""
SHAPE = schema.MIGRATIONS[-1][0]
"""The newest migration: one may change texts, and none is in the journal."""
_DAYS = 7
"""For so long it is used. It says how recently everyone was talked to, and that fades."""
_FORGOTTEN = 90 * 86_400
"""Seconds after which that of a book which nobody opened is thrown away."""
_ODD = (ValueError, TypeError, LookupError, RecursionError, MemoryError)
"""What comes of reading a file that somebody else wrote, with the right checksums."""


class Stored(NamedTuple):
    """What was read."""

    whole: Index
    turn: int
    """The turn of the book that it is of."""
    day: date
    """The local day on which it was made of everybody's texts."""


def read(path: Path, connection: Connection, today: date) -> Iterator[Stored | None]:
    """The index, after steps of some 10 ms that yield None.

    Nothing comes of a file that is not there, is damaged, old, of another book or another version. `today`
    is local.
    """
    with suppress(OSError, packed.NotPacked, *_ODD), path.open("rb") as file:
        text, shape, state = json.loads(packed.stamp(file))
        day, turn = date.fromisoformat(text), journal.turn_of(connection, state)
        if turn is None or shape != SHAPE or not 0 <= (today - day).days < _DAYS:
            return
        for index in Index.stored(file):
            yield None if index is None else Stored(index, turn, day)


def write(path: Path, index: Index, state: str, day: date) -> Iterator[None]:
    """Store the index, in steps of some 20 ms; given up where that can't be done.

    `state` is the journal's from before the index was last brought up to date, `day` the local one on which
    it was made of everybody's texts. Whoever changes the index in between lets go of this. The file is
    written beside `path` and then renamed.
    """
    part = path.with_name(f"{path.name}.{uuid4().hex[:8]}.part")
    stamp = json.dumps([day.isoformat(), SHAPE, state])
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            for piece in index.store(stamp):
                file.write(piece)
                yield
        os.replace(part, path)
        _forget_others(path)
    except OSError:
        pass
    finally:
        with suppress(OSError):
            part.unlink()


def _forget_others(path: Path) -> None:
    kept = path.stat().st_mtime - _FORGOTTEN
    for other in path.parent.glob("index-*"):
        with suppress(OSError):
            if other.stat().st_mtime < kept:
                other.unlink()
