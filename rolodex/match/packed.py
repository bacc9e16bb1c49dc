"""Everyone's words as a file and back: to read them so takes a tenth of the time that the texts take."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from struct import Struct
from typing import BinaryIO, TypeAlias, TypeVar
from unicodedata import unidata_version
from zlib import crc32

from rolodex.match.people import People

FORMAT = 1
"""To be raised with every change of which words and tokens a text has, or of how they are written here."""

_HEAD = Struct(">II")
"""Before each part: how many bytes it has, and their checksum."""
_LONGEST = 1 << 30
"""Bytes of a part: a damaged file does not make anybody wait for more."""
_BLOCK = 5_000
"""Names, words and lists of rows that are written and read at a time."""


T = TypeVar("T")
Buffer: TypeAlias = "bytes | bytearray | memoryview | array[int] | array[float]"


class NotPacked(Exception):
    """What was read is no such file, is of another state or another format, is cut off or damaged."""


def pack(people: People, stamp: str) -> Iterator[Buffer]:
    """The file in pieces of some 10 ms, between which nobody may be put in or dropped.

    `stamp` says of which state of which people it is.
    """
    yield from _part(_mark(stamp))
    yield from _part(array("q", people.row_of.keys()))
    yield from _part(array("q", people.row_of.values()))
    for column in _columns(people):
        yield from _part(column)
    yield from _part(people.name_words)
    for names in _blocks(people.names):
        yield from _part(json.dumps(names).encode())
    yield from _part(b"")
    for lexicon in people.lexicons:
        for numbered in _blocks(lexicon.numbered()):
            yield from _part(json.dumps([word for word, _ in numbered]).encode())
            yield from _part(array("i", [number for _, number in numbered]))
        yield from _part(b"")
    yield from _part(array("i", people.lone))
    for several in _blocks(people.several):
        yield from _part(array("i", map(len, several)))
        yield from _part(array("i", chain(*several)))
    yield from _part(b"")


def stamp(file: BinaryIO) -> str:
    """The stamp of what `pack` wrote, read from its start. Raises NotPacked."""
    mark = _content(file)
    try:
        found = str(json.loads(mark)[-1])
    except (ValueError, LookupError, TypeError) as error:
        raise NotPacked from error
    if mark != _mark(found):
        raise NotPacked
    return found


def unpack(file: BinaryIO) -> Iterator[People | None]:
    """Read what `pack` wrote, behind its stamp, in steps of some 10 ms that yield None; at last the people.

    Raises NotPacked, and OSError where it can't be read.
    """
    people = People()
    ids, rows = _integers(_content(file), "q"), _integers(_content(file), "q")
    people.row_of = dict(zip(ids, rows, strict=True))
    for column in _columns(people):
        del column[:]
        column.frombytes(_content(file))
    people.name_words = bytearray(_content(file))
    yield None
    while names := _content(file):
        people.names += json.loads(names)
        yield None
    for lexicon in people.lexicons:
        while words := _content(file):
            lexicon.take(json.loads(words), _integers(_content(file)))
            yield None
    people.lone = _integers(_content(file))
    while counts := _content(file):
        flat, start = _integers(_content(file)), 0
        for count in _integers(counts):
            people.several.append(flat[start : start + count])
            start += count
        yield None
    yield people


def _blocks(of: Iterable[T]) -> Iterator[list[T]]:
    left = iter(of)
    while block := list(islice(left, _BLOCK)):
        yield block


def _columns(people: People) -> tuple[array[int] | array[float], ...]:
    return people.ids, people.activity, people.order, people.letters, people.row_tokens, people.ends


def _mark(stamp: str) -> bytes:
    of = [FORMAT, sys.byteorder, array("i").itemsize, array("q").itemsize, unidata_version, stamp]
    return json.dumps(["rolodex index", *of]).encode()


def _part(content: Buffer) -> Iterator[Buffer]:
    with memoryview(content).cast("B") as view:
        yield _HEAD.pack(view.nbytes, crc32(view))
        yield view


def _content(file: BinaryIO) -> bytes:
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise NotPacked
    length, checksum = _HEAD.unpack(head)
    content = file.read(min(length, _LONGEST))
    if len(content) != length or crc32(content) != checksum:
        raise NotPacked
    return content


def _integers(content: bytes, kind: str = "i") -> array[int]:
    found: array[int] = array(kind)
    found.frombytes(content)
    return found
