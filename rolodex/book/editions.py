"""Who is missing from a newer edition of a source: told once, and only of what is an edition of the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rolodex.book.reports import Gone
from rolodex.book.threeway import Age
from rolodex.formats import FORMATS
from rolodex.formats.columns import shape_of
from rolodex.model import Reading
from rolodex.store import contacts, settings, sources
from rolodex.store.file import Connection

_SHAPES = "shapes"
"""The setting of a book that holds the shape of the header that each sheet had when it was last imported."""


class Editions:
    """The sources of one import."""

    def __init__(self, connection: Connection, files: Iterable[str], *, all_read: bool) -> None:
        """`files` are the sources of all files; not `all_read` if one of these could not be read."""
        self._connection = connection
        self._to_come = Counter(files)
        self._there: dict[str, set[int]] = {}
        self._until: dict[str, int] = {}
        self._cut: set[str] = set()
        self._all_read = all_read

    def missing(self, source: str, reading: Reading, age: Age, there: set[int], until: int) -> list[Gone]:
        """Who is in the book from the last edition and not in this one, of whom that was not told yet.

        To be asked once a file is brought in; `there` is everybody in it who was in the book before, `until`
        the number of the last key that was kept before it. Of an account that came in several files who is in
        any of them is there. Two sheets that only have their name in common are no editions of one: they have
        the same header, and half of those from the last one are in this one. Else who is not in this one is
        forgotten, and not gone.
        """
        self._to_come[source] -= 1
        if reading.cut:
            self._cut.add(source)
        same = self._keep_shape(source, reading)
        if not age:
            # each export of LinkedIn's is one by itself
            self._there[source] = there = there | self._there.get(source, set())
            until = self._until.setdefault(source, until)
            if self._to_come[source] > 0:
                return []
        if not self._all_read or source in self._cut or not _is_edition(reading, age):
            return []
        known, marked = sources.told_of(self._connection, source, until)
        before = known.keys() - marked
        gone = sorted(before - there)
        sources.mark_gone(self._connection, source, {id: known[id] for id in gone})
        sources.unmark_gone(self._connection, source, marked & there)
        if not FORMATS[reading.format].of_account:
            same = same and 2 * len(gone) <= len(before)
        if not same:
            return []
        named = contacts.identities(self._connection, gone)
        return [Gone(id, named[id].name) for id in gone if id in named]

    def _keep_shape(self, source: str, reading: Reading) -> bool:
        """Whether a sheet has the header that it had the last time; the one it has now is remembered."""
        if not reading.header:
            return True
        shapes = settings.read(self._connection, _SHAPES) or {}
        shape = shape_of(reading.header)
        if same := shapes.get(source) == shape:
            return same
        settings.keep(self._connection, _SHAPES, {**shapes, source: shape})
        return same


def _is_edition(reading: Reading, age: Age) -> bool:
    """Whether who is not in a file is missing: it is a list of people, and no older than the last."""
    if reading.format.startswith("linkedin-"):
        return reading.format == "linkedin-connections" and age == "newest"
    return bool(reading.records) and not (reading.only_known or reading.is_log)
