"""The people of a long table, packed: what all rows tell together is known only when the last was read."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rolodex.formats.draft import Draft, Fields, Told, record_of, told_by
from rolodex.model import Field, Packed, Record

_HELD = 4000
"""Rows that are held as they are; more are packed."""
_PACK = 500
"""Rows packed together: in fewer there is less that repeats itself, more take longer to be unpacked."""
_BITS = 2**25
"""Of 4 MiB: of three million keys, as a million rows have, one in twelve is then taken for another's."""


class _Keys:
    """Which keys two rows may have. As bits: the keys themselves would fill the memory."""

    def __init__(self) -> None:
        self._seen = bytearray(_BITS // 8)
        self._shared: set[int] = set()

    def see(self, keys: Iterable[str]) -> None:
        """Note the keys of one row."""
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
        """Whether two rows may have the key. It may be wrong where it says so, and never else."""
        return hash(key) % _BITS in self._shared


class _Packs:
    """What many drafts tell, in a twentieth of the memory that records take."""

    def __init__(self) -> None:
        self._packs: list[bytes] = []
        self._open: list[Told] = []

    def add(self, told: Told) -> None:
        self._open.append(told)
        if len(self._open) == _PACK:
            self._packs.append(zlib.compress(pickle.dumps(self._open, pickle.HIGHEST_PROTOCOL), 1))
            self._open = []

    def __iter__(self) -> Iterator[Told]:
        for pack in self._packs:
            yield from pickle.loads(zlib.decompress(pack))
        yield from self._open


def packed(drafts: Iterable[Draft], today: date) -> tuple[Sequence[Record], tuple[Field, ...]]:
    """The drafts as records, and their fields with the type that all values of each fit."""
    fields, keys, packs = Fields(today), _Keys(), _Packs()
    count = 0
    for draft in drafts:
        count += 1
        draft.settle(today)
        told = told_by(draft)
        fields.see(draft.fields)
        keys.see(told[1])
        packs.add(told)
    settled = fields.settle()
    keys.settle()

    def records() -> Iterator[Record]:
        return (record_of(told, fields) for told in packs)

    return Packed(count, records, keys.is_shared) if count > _HELD else tuple(records()), settled
