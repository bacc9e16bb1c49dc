"""The search index: made of the book or read from where it was stored, and kept up with every change."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, tzinfo

from rolodex import query
from rolodex.book import stored_index
from rolodex.book.base import Base
from rolodex.book.kept import Kept
from rolodex.match import Index
from rolodex.paths import index_path
from rolodex.store import derived, documents, journal
from rolodex.store.ids import as_json

_SLICE = 500
"""Contacts put into the index at a time: about 10 ms, so that a key never waits longer."""
_FEW = 2000
"""Changed contacts up to which they are put in one by one."""


class Indexing(Base):
    """Who is in the book, by their words: gathered when that is needed, or in slices by `index_more`."""

    _index: Index | None = None
    _indexed_to = 0
    _complete = False
    _seen_turn = 0
    _seen_version = -1
    _seen_day = date.min
    _made_on = date.min
    """The day on which the index was made of everybody's texts, by this process or another."""
    _kept: Kept
    _reading: Iterator[stored_index.Stored | None] | None = None
    _writing: Iterator[None] | None = None
    _unstored = 0
    """Contacts put in since the index was stored."""

    def index_more(self) -> bool:
        """Put the next few hundred people into the index, a matter of some 10 ms; False once all are in."""
        if self._index is None:
            self._start_index()
        if self._complete:
            return False
        if not self._read_more():
            self._put_more()
        # what was found of words so far was found among fewer people
        self._kept.forget_words()
        return not self._complete

    def prepare_more(self) -> bool:
        """Read the next few hundred people's texts into memory, some 5 ms; False once all is there.

        Until then, and where this is never called, terms of queries are answered from the file, more slowly.
        """
        if self._index is None:
            self._start_index()
        return self._kept.prepare() or self._store_more()

    def _start_index(self, *, anew: bool = False) -> None:
        self._index, self._indexed_to, self._complete = Index(), 0, False
        self._seen_turn = journal.turn(self._connection)
        self._seen_version = journal.version(self._connection)
        self._seen_day = self._made_on = self.today
        self._kept = Kept(self._connection, self._found_in)
        self._reading = self._writing = None
        self._unstored = 0
        if not anew and documents.last(self._connection) >= stored_index.WORTH:
            self._reading = stored_index.read(index_path(self.path), self._connection, self.today)

    def _read_more(self) -> bool:
        """Read more of the stored index; False where there is none."""
        if self._reading is None:
            return False
        try:
            read = next(self._reading)
        except StopIteration:
            self._reading = None
            return False
        if read is not None:
            self._index, self._seen_turn, self._made_on = read
            self._finished()
            self._catch_up()
        return True

    def _put_more(self) -> None:
        assert self._index is not None
        last = 0
        for id, document in documents.after(self._connection, self._indexed_to, _SLICE, today=self.today):
            self._index.put(id, document)
            self._unstored += 1
            last = id
        self._indexed_to = last or self._indexed_to
        if not last:
            self._index.settle()
            self._finished()

    def _finished(self) -> None:
        self._reading = None
        self._complete = True
        # the first key would wait for it
        self._kept.fitting(None, self._zone)

    def _store_more(self) -> bool:
        """Store more of the index of a big book in which much is new; False once that is done."""
        if self._writing is None:
            # before catching up: what somebody does in between must not be taken for what is in the index
            state = journal.state(self._connection)
            self._catch_up()
            assert self._index is not None
            if not self._is_worth_storing:
                return False
            self._writing = stored_index.write(index_path(self.path), self._index, state, self._made_on)
        if next(self._writing, self) is self:
            self._writing, self._unstored = None, 0
            return False
        return True

    @property
    def _is_worth_storing(self) -> bool:
        people = len(self._index or ())
        return self._complete and people >= stored_index.WORTH and self._unstored > stored_index.STALE

    def _finish_index(self) -> None:
        self._catch_up()
        while self.index_more():
            pass
        while self._is_worth_storing and self._store_more():
            pass

    def _catch_up(self) -> None:
        """Bring the index up to the last change by anybody."""
        if self._index is None:
            self._start_index()
        turn = journal.turn(self._connection)
        version = journal.version(self._connection)
        if self.today != self._seen_day:
            self._seen_day = self.today
            self._kept.forget_words()
        if turn == self._seen_turn:
            if version != self._seen_version:
                self._seen_version = version
                self._kept.forget()
            return
        assert self._index is not None
        self._writing = None
        changes = journal.touched_since(self._connection, self._seen_turn)
        touched = derived.touched_contacts(self._connection, as_json(changes))
        if len(touched) > _FEW:
            self._start_index(anew=True)
            return
        gone = set(touched)
        for id, document in documents.of(self._connection, touched, today=self.today):
            if id <= self._indexed_to or self._complete:
                self._index.put(id, document)
            gone.discard(id)
        for id in gone:
            self._index.drop(id)
        self._unstored += len(touched)
        self._seen_turn, self._seen_version = turn, version
        self._kept.renew(touched, journal.tables(self._connection, changes))

    def _found_in(self, node: query.Words | query.Is) -> Collection[int]:
        """Whom words, or what only the index can tell, fit."""
        raise NotImplementedError

    @property
    def _zone(self) -> tzinfo:
        return self._clock().tzinfo or UTC
