"""The people of a long file, packed: what all of them tell together is known only when the last was read."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields as parts_of
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, Generic, TypeVar

from rolodex.formats.draft import Draft, Fields, Told, record_of, told_by
from rolodex.model import Contact, Field, Handle, Labelled, Packed, Record

_What = TypeVar("_What", Told, Record)

_HELD = 4000
"""People who are held as they are; more are packed."""
_PACK = 500
"""People packed together: in fewer there is less that repeats itself, more take longer to be unpacked."""
_BITS = 2**25
"""Of 4 MiB: of three million keys, as a million rows have, one in twelve is then taken for another's."""

_NAMES = {kind: [part.name for part in parts_of(kind)] for kind in (Record, Contact, Labelled, Handle)}


class _Keys:
    """Which keys two people may have. As bits: the keys themselves would fill the memory."""

    def __init__(self) -> None:
        self._seen = bytearray(_BITS // 8)
        self._shared: set[int] = set()

    def see(self, keys: Iterable[str]) -> None:
        """Note the keys of one person."""
        for key in keys:
            bit = hash(key) % _BITS
            if self._seen[bit >> 3] & 1 << (bit & 7):
                self._shared.add(bit)
            else:
                self._seen[bit >> 3] |= 1 << (bit & 7)

    def settle(self) -> None:
        """No more keys come: give back the memory that it took to see them."""
        self._seen.clear()

    def is_shared(self, key: str) -> bool:
        """Whether two people may have the key. It may be wrong where it says so, and never else."""
        return hash(key) % _BITS in self._shared


_Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


def _apart(names: attrgetter[tuple[Any, ...]], made: Any) -> _Reduced:
    return _put_together, (type(made), names(made))


def _put_together(kind: type[Any], values: Iterable[Any]) -> Any:
    return kind(**dict(zip(_NAMES[kind], values, strict=True)))


_TAKEN_APART: Mapping[type, Callable[[Any], _Reduced]] = {
    kind: partial(_apart, attrgetter(*names)) for kind, names in _NAMES.items()
}
"""How records are pickled. By themselves they take three times as long."""


class _Packs(Generic[_What]):
    """What is told of many people, in a twentieth of the memory that records take."""

    def __init__(self) -> None:
        self._packs: list[bytes] = []
        self._open: list[_What] = []
        self._keys = _Keys()
        self.count = 0

    def add(self, told: _What, keys: Iterable[str]) -> None:
        """Add what is told of one person, and the keys of that."""
        self._keys.see(keys)
        self._open.append(told)
        self.count += 1
        if len(self._open) == _PACK:
            file = io.BytesIO()
            pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
            pickler.dispatch_table = _TAKEN_APART
            pickler.dump(self._open)
            self._packs.append(zlib.compress(file.getbuffer(), 1))
            self._open = []

    def __iter__(self) -> Iterator[_What]:
        for pack in self._packs:
            yield from pickle.loads(zlib.decompress(pack))
        yield from self._open

    def records(self, unpack: partial[Iterator[Record]]) -> Sequence[Record]:
        """All that were added, as `unpack` makes them of what was told."""
        self._keys.settle()
        return Packed(self.count, unpack, self._keys.is_shared) if self.count > _HELD else tuple(unpack())


def packed(drafts: Iterable[Draft], today: date) -> tuple[Sequence[Record], tuple[Field, ...]]:
    """The drafts as records, and their fields with the type that all values of each fit."""
    fields, packs = Fields(today), _Packs[Told]()
    for draft in drafts:
        draft.settle(today)
        told = told_by(draft)
        fields.see(draft.fields)
        packs.add(told, told[1])
    settled = fields.settle()
    return packs.records(partial(map, partial(record_of, fields=fields), packs)), settled


def each(records: Sequence[Record], change: Callable[[Record], Record]) -> Sequence[Record]:
    """The records, each of them changed, but for its keys."""
    return records.each(change) if isinstance(records, Packed) else tuple(map(change, records))


def packed_records(records: Iterable[Record]) -> Sequence[Record]:
    """The records, none of which is `only_known` or tells of interactions."""
    packs = _Packs[Record]()
    for record in records:
        packs.add(record, record.keys)
    return packs.records(partial(iter, packs))
