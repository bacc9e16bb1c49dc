"""Find people as their names are typed: the index that is searched, and kept up one contact at a time."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Set
from threading import RLock
from typing import BinaryIO

from rolodex.match.called import Called, called, hinted, nearly
from rolodex.match.folding import spellings
from rolodex.match.packed import Buffer, pack, unpack
from rolodex.match.people import Document, People
from rolodex.match.rank import Reach, Word
from rolodex.match.search import Matches, Search, Spelt

_KEPT_WORDS = 8
"""Typed words whose matches are remembered until the people change: a megabyte or two each at 100,000."""


class Index:
    """What can be found, changed one contact at a time and searchable at every moment, from any thread."""

    def __init__(self) -> None:
        self._people = People()
        self._words: dict[tuple[tuple[str, ...], bool, bool], Word] = {}
        self._lock = RLock()

    @classmethod
    def stored(cls, file: BinaryIO) -> Iterator[Index | None]:
        """Read what `store` wrote, behind its stamp, in steps of 10 ms that yield None; at last the index.

        Raises NotPacked, and OSError where it can't be read.
        """
        for people in unpack(file):
            if people is None:
                yield None
            else:
                index = cls()
                index._people = people
                yield index

    def store(self, stamp: str) -> Iterator[Buffer]:
        """A file of what is there, in pieces of some 20 ms; nothing may be put or dropped until the last.

        `stamp` says what is there; `packed.stamp` reads it.
        """
        return pack(self._people, stamp)

    def __len__(self) -> int:
        return len(self._people.row_of)

    def put(self, id: int, document: Document) -> None:
        """Add a contact, or replace what was known of it."""
        with self._lock:
            self._people.put(id, document)
            self._words.clear()

    def drop(self, id: int) -> None:
        """Forget a contact; nothing happens when it is not there."""
        with self._lock:
            self._people.drop(id)
            self._words.clear()

    def settle(self) -> None:
        """Hold what is there in less memory; worth it once everybody has been put in."""
        with self._lock:
            self._people.settle()

    def search(self, text: str, *, within: Container[int] | None = None, limit: int = 500) -> Matches:
        """The contacts, only those `within`, whom every typed word fits, at most `limit` of them.

        Exact words come before started ones and those before misspelt ones; the name (its nickname,
        initials and namesakes: Bob for Robert) before company, before title, tags, handles, emails and city,
        before how they were met, before the note. Among equals more `activity` comes first, then the name.
        One letter may be wrong, missing, extra or swapped in a word of four letters, two in a word of eight;
        two in shorter ones, a stray space or a missing one count when hardly anyone is found otherwise.
        Blank text finds everyone; text without a word in it nobody.
        """
        if isinstance(within, Collection) and not isinstance(within, Set):
            within = frozenset(within)
        with self._lock:
            ways = list(dict.fromkeys(spellings(text)))
            if not ways and text.strip():
                return Matches([])
            growing = not text[-1:].isspace()
            shouted = text.isupper()
            search = Search(self._people, lambda ways: self._typed(ways, growing, shouted), within, limit)
            return search.run(ways)

    def carriers(self, text: str) -> Collection[int]:
        """Whom every typed word fits; a letter is only forgiven in a word that fits nobody as it is.

        In no order, some perhaps more than once: many times faster than `search` where very many are found.
        """
        with self._lock:
            ways = list(dict.fromkeys(spellings(text)))
            each = [self._carrying(word) for word in self._typed(ways, True, text.isupper())]
            return each[0] if len(each) == 1 else set(each[0]).intersection(*each[1:]) if each else ()

    def _carrying(self, word: Word) -> list[int]:
        people, ids = self._people, self._people.ids
        if word.is_letter:
            return word.beginners()
        plain = [ids[row] for row in people.carrying(word.meaning(Reach.PLAIN).costs)]
        return plain or [ids[row] for row in people.carrying(word.fuzzy)]

    def called(self, text: str) -> Called:
        """The contacts by how a name, written out, is theirs; more activity comes first."""
        with self._lock:
            return self._ids(called(self._people, text))

    def nearly_called(self, text: str) -> Called:
        """The contacts whose name is the typed one but for a letter or two; nobody when it is a name."""
        with self._lock:
            return self._ids(nearly(self._people, text))

    def _ids(self, found: Called) -> Called:
        ids = self._people.ids
        ways = (found.full, found.first, found.family, found.namesake, found.just)
        return Called(*([ids[row] for row in rows] for rows in ways))

    def activity(self, contacts: Iterable[int]) -> dict[int, float]:
        """How much and how recently each of the contacts was talked to."""
        with self._lock:
            row_of, activity = self._people.row_of, self._people.activity
            return {id: activity[row_of[id]] for id in contacts if id in row_of}

    def hinted(self, contacts: Iterable[int], word: str) -> dict[int, float]:
        """For which of the contacts of a name a word beside it speaks, and how much."""
        with self._lock:
            return hinted(self._people, contacts, word)

    def _typed(self, ways: list[Spelt], growing: bool, shouted: bool) -> list[Word]:
        found = []
        for number, spelt in enumerate(ways, start=1):
            last = growing and number == len(ways)
            key = (spelt, last, shouted)
            word = self._words.pop(key, None)
            if word is None:
                word = Word(self._people, spelt, growing=last, shouted=shouted)
            self._words[key] = word
            found.append(word)
        while len(self._words) > max(_KEPT_WORDS, len(found)):
            del self._words[next(iter(self._words))]
        return found
