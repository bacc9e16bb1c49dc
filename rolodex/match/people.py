"""Who carries which word, both ways round, in flat arrays of integers so that 100,000 people stay small."""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, MutableSequence
from enum import IntEnum
from itertools import chain
from string import ascii_lowercase
from typing import NamedTuple

from rolodex.match.folding import index_words, joined_words, may_join, sort_key_of, words
from rolodex.match.lexicon import Lexicon

_MEMO = 20_000
"""Texts of each place whose tokens are remembered: companies, titles, tags and words come again and again."""

_ORDER = struct.Struct(">f4s")
_ACTIVE_FIRST = 0x7FFFFFFF << 32


class Place(IntEnum):
    """Where of a contact a word stands, the weightiest first."""

    NAME = 0
    INITIALS = 1
    COMPANY = 2
    ABOUT = 3
    """Title, tags and city."""
    ADDRESS = 4
    """Handles and email addresses."""
    MET = 5
    NOTE = 6


GUESSED = (Place.NAME, Place.COMPANY, Place.ABOUT)
"""Where words are found although letters are wrong."""
# as plain integers: each person's texts are looked up by them
_NAME, _INITIALS, _ABOUT, _ADDRESS = map(int, (Place.NAME, Place.INITIALS, Place.ABOUT, Place.ADDRESS))
_PLACES = (_NAME, int(Place.COMPANY), _ABOUT, _ABOUT, int(Place.MET), int(Place.NOTE))
"""Where nickname, company, title, city, met and note of a document stand."""

_Read = tuple[list[int], int]
"""What was read of a text: tokens, and the bits of their first letters, see `letter_bit`."""
_NamePart = tuple[list[str], _Read, bool]
"""What stands between two spaces of a name: its words, what was read of it, and whether they `may_join`."""

_LETTER_BITS = {letter: 1 << place for place, letter in enumerate(ascii_lowercase)}


class Document(NamedTuple):
    """What of one contact can be found."""

    name: str
    nickname: str = ""
    company: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Handles and email addresses."""
    city: str = ""
    met: str = ""
    """How, where and through whom, joined."""
    note: str = ""
    activity: float = 0.0
    """Larger for people talked to more and more recently; breaks ties."""


class People:
    """The words of everyone. A contact stands in a row; a changed one gets a new row, so that rows only grow.

    A token is the number of a word at a place: `ada` as a name and `ada` in a note are two tokens.
    """

    def __init__(self) -> None:
        self.lexicons = [Lexicon(guessed=place in GUESSED) for place in Place]
        self.row_of: dict[int, int] = {}
        """By contact id."""
        self.ids: array[int] = array("q")
        """By row; the ids of emptied rows are still there."""
        self.names: list[str] = []
        """By row, as they are sorted."""
        self.activity: array[float] = array("d")
        self.order: array[int] = array("q")
        """By row: activity and the first letters of the name in one number, smaller is first."""
        self.name_words: bytearray = bytearray()
        """By row: of how many words the name is (at most 255)."""
        self.letters: array[int] = array("I")
        """By row: with which letters its words begin, see `letter_bit`; none for emptied ones."""
        self.lone: MutableSequence[int] = []
        """By token the row that carries it; -1 for none; for several -2 less their place in `several`.

        A list until `settle`: each person's tokens are looked up in it, and that makes no new numbers.
        """
        self.several: list[array[int]] = []
        """Rows that carry one token, ascending."""
        self.row_tokens: array[int] = array("i")
        """The tokens of row after row, those of the name first."""
        self.ends: array[int] = array("q", [0])
        self._memo: list[dict[str, _Read]] = [{} for _ in Place]
        self._name_parts: dict[str, _NamePart] = {}

    def put(self, id: int, document: Document) -> None:
        """Add the contact, or replace what was known of it."""
        own, (found, letters) = self._analysed(document)
        tokens = dict.fromkeys(found)
        name = sort_key_of(own, document.name)
        order = _order(document.activity, name)
        row = self.row_of.get(id, -1)
        if row >= 0:
            if self.names[row] == name and list(self.tokens(row)) == list(tokens):
                self.activity[row] = document.activity
                self.order[row] = order
                return
            self.drop(id)
        row = len(self.ids)
        self.row_of[id] = row
        self.ids.append(id)
        self.names.append(name)
        self.activity.append(document.activity)
        self.order.append(order)
        self.name_words.append(min(255, len(own)))
        self.letters.append(letters)
        self.row_tokens.extend(tokens)
        self.ends.append(len(self.row_tokens))
        lone, several = self.lone, self.several
        for token in tokens:
            other = lone[token]
            if other < -1:
                several[-2 - other].append(row)
            elif other < 0:
                lone[token] = row
            else:
                lone[token] = -2 - len(several)
                several.append(array("i", (other, row)))

    def settle(self) -> None:
        """Hold what is there in less memory; worth it once everybody has been put in."""
        self.lone = array("i", self.lone)
        self._name_parts.clear()
        for memo in self._memo:
            memo.clear()

    def drop(self, id: int) -> None:
        """Forget the contact; nothing happens when it is not there."""
        row = self.row_of.pop(id, None)
        if row is None:
            return
        for token in self.tokens(row):
            other = self.lone[token]
            if other < -1:
                rows = self.several[-2 - other]
                del rows[bisect_left(rows, row)]
            else:
                self.lone[token] = -1
        self.names[row] = ""
        self.letters[row] = 0
        # The emptied row keeps its place in the arrays; the words of a book change too little to pack them.

    def carrying(self, tokens: Iterable[int]) -> Iterator[int]:
        """The rows that carry a token, those that carry several of them several times."""
        rows = list(map(self.lone.__getitem__, tokens))
        several = self.several
        return chain([row for row in rows if row >= 0], *[several[-2 - row] for row in rows if row < -1])

    def count(self, tokens: Iterable[int]) -> int:
        """How many rows `carrying` gives; emptied ones are counted where a token had only one."""
        rows = list(map(self.lone.__getitem__, tokens))
        many = [len(self.several[-2 - row]) for row in rows if row < -1]
        return len(rows) - len(many) + sum(many)

    def least(self, rows: Iterable[int], costs: dict[int, float]) -> dict[int, float]:
        """Those of the rows that carry a token which costs something, with the least cost of theirs."""
        tokens, ends = self.row_tokens, self.ends
        meant, cost_of = costs.keys(), costs.__getitem__
        found = {}
        for row in rows:
            if fits := meant & tokens[ends[row] : ends[row + 1]]:
                found[row] = min(map(cost_of, fits))
        return found

    def tokens(self, row: int) -> array[int]:
        """The tokens of a row."""
        return self.row_tokens[self.ends[row] : self.ends[row + 1]]

    def _analysed(self, document: Document) -> tuple[list[str], _Read]:
        """The words of the name as it is sorted, and what was read of everything."""
        name, nickname, company, title, tags, addresses, city, met, note, _ = document
        own, found, letters = self._name(name)
        memos = self._memo
        for place, text in zip(_PLACES, (nickname, company, title, city, met, note), strict=True):
            if text:
                tokens, bits = memos[place].get(text) or self._read(place, text)
                found += tokens
                letters |= bits
        for tag in tags:
            tokens, bits = memos[_ABOUT].get(tag) or self._read(_ABOUT, tag)
            found += tokens
            letters |= bits
        for text in addresses:
            # most words are those of addresses, and many of them the name's, where they weigh more
            others = [word for word in index_words(text) if word not in own]
            tokens, bits = self._numbers(_ADDRESS, others)
            found += tokens
            letters |= bits
        return own, (found, letters)

    def _name(self, text: str) -> tuple[list[str], list[int], int]:
        """The words of a name, their tokens and first letters."""
        own: list[str] = []
        found: list[int] = []
        letters = 0
        may_join = False
        for part in text.split():
            words, (tokens, bits), joins = self._name_parts.get(part) or self._read_name(part)
            own += words
            found += tokens
            letters |= bits
            may_join = may_join or joins
        if len(own) > 1:
            if may_join:
                tokens, bits = self._numbers(_NAME, joined_words(own))
                found += tokens
                letters |= bits
            initials = "".join([word[0] for word in own[:8]])
            found += (self._memo[_INITIALS].get(initials) or self._read_initials(initials))[0]
        return own, found, letters

    def _read_name(self, part: str) -> _NamePart:
        if len(self._name_parts) >= _MEMO:
            self._name_parts.clear()
        own = words(part)
        known = own, self._numbers(_NAME, index_words(part)), may_join(own)
        self._name_parts[part] = known
        return known

    def _read_initials(self, letters: str) -> _Read:
        """Of `abl` and `al` for Ada Byron Lovelace."""
        memo = self._memo[_INITIALS]
        if len(memo) >= _MEMO:
            memo.clear()
        found = [letters, letters[0] + letters[-1]] if len(letters) > 2 else [letters]
        memo[letters] = self._numbers(_INITIALS, found)
        return memo[letters]

    def _read(self, place: int, text: str) -> _Read:
        """Of a text that is not remembered. Few words are then; of many, each is by itself."""
        memo = self._memo[place]
        if len(memo) >= _MEMO:
            memo.clear()
        parts = text.split()
        if len(parts) == 1:
            read = self._numbers(place, index_words(text))
        else:
            found: list[int] = []
            letters = 0
            for part in parts:
                tokens, bits = memo.get(part) or self._read(place, part)
                found += tokens
                letters |= bits
            read = found, letters
        if len(parts) <= 4:
            memo[text] = read
        return read

    def _numbers(self, place: int, found: list[str]) -> _Read:
        lexicon = self.lexicons[place]
        numbers, bit_of = lexicon.numbers, _LETTER_BITS
        tokens = []
        letters = 0
        for word in found:
            letters |= bit_of.get(word[0], 0)
            token = numbers.get(word)
            if token is None and lexicon.holds:
                token = lexicon.number(word)
            if token is None:
                token = len(self.lone)
                self.lone.append(-1)
                lexicon.add(word, token)
            tokens.append(token)
        return tokens, letters


def letter_bit(word: str) -> int:
    """The bit of the word's first letter in `People.letters`; 0 when that is not a to z."""
    return _LETTER_BITS.get(word[0], 0)


def _order(activity: float, name: str) -> int:
    """An integer of 63 bits that puts more activity first, then names by their first letters."""
    packed = _ORDER.pack(max(0.0, min(3e38, activity)), name[:4].encode("utf-8", "replace"))
    return int.from_bytes(packed, "big") ^ _ACTIVE_FIRST
