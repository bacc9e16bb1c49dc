"""Who carries which word, both ways round, in flat arrays of integers so that 100,000 people stay small."""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from enum import IntEnum

from rolodex.match.fold import index_words, sort_key, words
from rolodex.match.lexicon import Lexicon

_MEMO = 20_000
"""Texts whose words are remembered, for companies, titles, tags and cities that come again and again."""


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


@dataclass(frozen=True, slots=True)
class Document:
    """What of one contact can be found."""

    name: str
    nickname: str = ""
    company: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    city: str = ""
    met: str = ""
    """How, where and through whom, joined."""
    note: str = ""
    activity: float = 0.0
    """Larger for people talked to more and more recently; breaks ties."""


class People:
    """The words of everyone. A contact stands in a row; a changed contact gets a new row, so rows in `rows_of` ascend.

    A token is the number of a word at a place: `ada` as a name and `ada` in a note are two tokens.
    """

    def __init__(self) -> None:
        self.lexicons = [Lexicon() for _ in Place]
        self.words: list[str] = []
        """By token."""
        self.places = bytearray()
        """By token."""
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
        self._rows: list[int | array[int]] = []
        """By token: the rows that carry it, ascending. A lone row (most tokens are some handle) is no array."""
        self._tokens: array[int] = array("i")
        """The tokens of row after row, those of the name first."""
        self._ends: array[int] = array("q", [0])
        self._memo: dict[tuple[int, str], tuple[int, ...]] = {}

    def put(self, id: int, document: Document) -> None:
        """Add the contact, or replace what was known of it."""
        if id in self.row_of:
            self.drop(id)
        tokens = self._analysed(document)
        row = len(self.ids)
        name = sort_key(document.name)
        self.row_of[id] = row
        self.ids.append(id)
        self.names.append(name)
        self.activity.append(document.activity)
        self.order.append(_order(document.activity, name))
        self.name_words.append(min(255, name.count(" ") + 1))
        self._tokens.extend(tokens)
        self._ends.append(len(self._tokens))
        rows_of = self._rows
        for token in tokens:
            rows = rows_of[token]
            if type(rows) is int:
                rows_of[token] = row if rows < 0 else array("i", (rows, row))
            else:
                rows.append(row)  # type: ignore[union-attr]

    def drop(self, id: int) -> None:
        """Forget the contact; nothing happens when it is not there."""
        row = self.row_of.pop(id, None)
        if row is None:
            return
        for token in self.tokens(row):
            rows = self._rows[token]
            if isinstance(rows, int):
                self._rows[token] = -1
            else:
                del rows[bisect_left(rows, row)]
        self.names[row] = ""
        # The emptied row keeps its place in the arrays; the words of a book change too little to pack them.

    def rows(self, token: int) -> array[int] | tuple[int, ...]:
        """The rows that carry a token."""
        rows = self._rows[token]
        if isinstance(rows, int):
            return (rows,) if rows >= 0 else ()
        return rows

    def tokens(self, row: int) -> array[int]:
        """The tokens of a row."""
        return self._tokens[self._ends[row] : self._ends[row + 1]]

    def _analysed(self, document: Document) -> dict[int, None]:
        tokens: dict[int, None] = {}
        add = tokens.update
        fromkeys = dict.fromkeys
        name = index_words(document.name, is_name=True)
        add(fromkeys(self._numbers(Place.NAME, name)))
        add(fromkeys(self._numbers(Place.INITIALS, _initials(words(document.name)))))
        if document.nickname:
            add(fromkeys(self._known(Place.NAME, document.nickname)))
        if document.company:
            add(fromkeys(self._known(Place.COMPANY, document.company)))
        for text in (document.title, document.city, *document.tags):
            if text:
                add(fromkeys(self._known(Place.ABOUT, text)))
        for text in (*document.emails, *document.handles):
            add(fromkeys(self._numbers(Place.ADDRESS, index_words(text))))
        if document.met:
            add(fromkeys(self._known(Place.MET, document.met)))
        if document.note:
            add(fromkeys(self._numbers(Place.NOTE, index_words(document.note))))
        return tokens

    def _known(self, place: Place, text: str) -> tuple[int, ...]:
        found = self._memo.get((place, text))
        if found is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            found = self._memo[place, text] = tuple(self._numbers(place, index_words(text)))
        return found

    def _numbers(self, place: Place, found: list[str]) -> list[int]:
        lexicon = self.lexicons[place]
        numbers = lexicon.numbers
        tokens = []
        for word in found:
            token = numbers.get(word)
            if token is None:
                token = len(self.words)
                self.words.append(word)
                self.places.append(place)
                self._rows.append(-1)
                lexicon.add(word, token)
            tokens.append(token)
        return tokens


def _initials(name: list[str]) -> list[str]:
    """`abl` and `al` of Ada Byron Lovelace."""
    if len(name) < 2:
        return []
    all_of_them = "".join([word[0] for word in name[:8]])
    return [all_of_them, all_of_them[0] + all_of_them[-1]] if len(name) > 2 else [all_of_them]


def _order(activity: float, name: str) -> int:
    """An integer of 63 bits that puts more activity first, then names by their first letters."""
    bits = int.from_bytes(struct.pack(">f", max(-3e38, min(3e38, activity))), "big")
    # Floats sort like their bits once the sign is turned; larger must come out smaller.
    ascending = bits ^ 0xFFFFFFFF if bits >> 31 else bits | 0x80000000
    letters = 0
    for character in name[:6].ljust(6):
        letters = letters << 5 | max(0, min(31, ord(character) - 96))
    return (0xFFFFFFFF - ascending) << 30 | letters
