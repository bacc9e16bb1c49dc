"""What is known of everybody, held in memory by contact id, so that each different text is read once."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate, compress
from operator import methodcaller

from rolodex.match import fold
from rolodex.store.ids import IDS, as_json

_SLICE = 400
"""Contacts read at a time: about 5 ms, so that a key never waits long."""
_TALKS = 4000
"""Interactions read at a time, for who was in them together."""
_SPARSE = 100_000
"""Unused ids beyond those that people have: with more, what is held by id would be mostly empty."""
_MOST_TEXT = 16_000_000
"""Characters of one kind of text that are held; of more, a query reads the file."""
_CROWD = 12
"""People of an interaction above which they are kept as one list and not two by two."""
_FEW = 40
"""Contacts read again for which a dictionary of all texts is not made."""

_BLOCK = 256
"""Contacts whose texts are one string."""
_OFTEN = 100
"""Times that a text is in a block from which on every contact is looked at rather than every such place."""
_END, _AND = "\0", "\1"
"""What parts the texts of two contacts (the book holds no NUL), and two texts of one."""
_ends_in = methodcaller("count", _END)

SHARED = ("nickname", "company", "title", "city", "met_how", "met_where", "met_via", "met_on", "birthday")
_STANDING = ("trust", "known_by", "archived_why")
_OWN = (*SHARED, *_STANDING, "created_at", "starred", "archived")
POINTS = ("email", "phone", "url", "address", "handle")
_SEARCHED = ("email", "phone", "handle", "handle_name")


class Shared:
    """A text of everybody that many have in common: each different one once, and whose it is."""

    def __init__(self) -> None:
        self.texts = [""]
        """By code. The first is what those have who have none."""
        self._codes: bytearray | array[int] = bytearray()
        """By contact id."""
        self._code_of: dict[str, int] | None = {"": 0}
        self._folded: str | None = None

    def put(self, id: int, text: str) -> None:
        """Say what a contact has."""
        if id >= len(self._codes):
            self._codes.extend(bytes(id + 1 - len(self._codes)))
        code = self._code(text)
        if code > 255 and isinstance(self._codes, bytearray):
            self._codes = array("I", iter(self._codes))
        self._codes[id] = code

    def look_up(self, many: bool) -> None:
        """Make ready for `many` texts to be put, or give back the memory that this takes."""
        self._code_of = {text: code for code, text in enumerate(self.texts)} if many else None

    def where(self, fits: Callable[[str], bool]) -> bytes:
        """By contact id whether the text fits."""
        return self._spread(bytes(map(fits, self.texts)))

    def containing(self, folded: str) -> bytes:
        """By contact id whether the text contains a folded one."""
        if self._folded is None:
            self._folded = _END.join(map(fold, self.texts))
        return self._spread(bytes([folded in text for text in self._folded.split(_END)]))

    def in_order(self, ids: Iterable[int], ranks: Sequence[int]) -> list[int]:
        """The ids by the rank of their texts (by code, no larger than there are texts); equals stay so."""
        codes = self._codes
        if len(self.texts) == 1:
            return list(ids)
        places: list[list[int]] = [[] for _ in range(len(self.texts) + 2)]
        for id in ids:
            places[ranks[codes[id]]].append(id)
        return [id for place in places for id in place]

    def _code(self, text: str) -> int:
        if self._code_of is not None:
            code = self._code_of.get(text)
        else:
            code = self.texts.index(text) if text in self.texts else None
        if code is None:
            code = len(self.texts)
            self.texts.append(text)
            self._folded = None
            if self._code_of is not None:
                self._code_of[text] = code
        return code

    def _spread(self, flags: bytes) -> bytes:
        if isinstance(self._codes, bytearray):
            return bytes(self._codes.translate(flags.ljust(256, b"\0")))
        return bytes(map(flags.__getitem__, self._codes)) if any(flags) else bytes(len(self._codes))


class Own:
    """Texts of which everybody has others, folded, some hundred contacts to a string."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._length = 0

    def put(self, texts: dict[int, str]) -> None:
        """Say what contacts have."""
        if self._length > _MOST_TEXT:
            return
        blocks: dict[int, dict[int, str]] = defaultdict(dict)
        for id, text in texts.items():
            blocks[id // _BLOCK][id % _BLOCK] = text
        for number, changed in blocks.items():
            while len(self._blocks) <= number:
                self._blocks.append(_END * (_BLOCK - 1))
            parts = self._blocks[number].split(_END)
            for place, text in changed.items():
                parts[place] = text
            self._length -= len(self._blocks[number])
            self._blocks[number] = _END.join(parts)
            self._length += len(self._blocks[number])
        if self._length > _MOST_TEXT:
            self._blocks.clear()

    def where_any(self) -> bytes | None:
        """By contact id whether there is a text; None when there is too much to hold."""
        if self._length > _MOST_TEXT:
            return None
        return b"".join(bytes(map(bool, block.split(_END))) for block in self._blocks)

    def containing(self, folded: str) -> bytes | None:
        """By contact id whether a text contains a folded one; None when there is too much to hold."""
        if self._length > _MOST_TEXT or _END in folded or _AND in folded:
            return None
        return b"".join([_containing(block, folded) for block in self._blocks])


def _containing(block: str, folded: str) -> bytes:
    """Whether each text of a block contains a folded one."""
    before = block.split(folded, _OFTEN)
    if len(before) > _OFTEN:
        return bytes([folded in text for text in block.split(_END)])
    found = bytearray(_BLOCK)
    before.pop()
    for place in accumulate(map(_ends_in, before)):
        found[place] = 1
    return bytes(found)


class Together:
    """Who was in an interaction with whom."""

    def __init__(self) -> None:
        self._one: array[int] = array("I")
        self._other: array[int] = array("I")
        self._crowds: list[array[int]] = []

    def put(self, people: list[int]) -> None:
        """Say who was in one interaction."""
        if len(people) > _CROWD:
            self._crowds.append(array("I", people))
            return
        for at, one in enumerate(people):
            for other in people[:at]:
                self._one.append(one)
                self._other.append(other)

    def with_(self, others: bytes) -> bytes:
        """By contact id who was with one of the others, themselves not counted."""
        found = bytearray(len(others))
        for one, there in ((self._one, self._other), (self._other, self._one)):
            for id in compress(one, map(others.__getitem__, there)):
                found[id] = 1
        for crowd in self._crowds:
            fitting = [id for id in crowd if others[id]]
            for id in crowd:
                if fitting and fitting != [id]:
                    found[id] = 1
        return bytes(found)


class Held:
    """What is known of everybody. Read in slices; answers nothing until all of it is there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.forget()

    def forget(self) -> None:
        """Read everything again, with the next slices."""
        self.shared: dict[str, Shared] = defaultdict(Shared)
        """`SHARED`, `_STANDING`, `created_at`, `last_on`, `ways`, `field:ID`; `starred` and `archived` (`1`
        or empty); `tags` (ids), `kinds` (of interactions) and `points`, each of several: see `part`."""
        self.own: dict[str, Own] = defaultdict(Own)
        """`name`, `note`, `email`, `phone`, `handle` (`service/name`) and `handle_name`."""
        self.together: Together | None = None
        self._being_read = Together()
        self.ready = False
        """Whether everybody is in `shared` and `own`."""
        self._read_to = self._talks_to = 0
        self._sparse: bool | None = None

    def more(self) -> bool:
        """Read the next few hundred contacts, a matter of some 5 ms; False once all is read."""
        if self._sparse is None:
            count, top = self._connection.execute("SELECT count(*), max(id) FROM contact").fetchone()
            self._sparse = count > 0 and top > count + _SPARSE
        if self._sparse:
            return False
        return self._more_people() if not self.ready else self._more_talks()

    def renew(self, ids: Collection[int], tables: Collection[str]) -> None:
        """Read contacts again of which rows of the tables were changed; some of them may be gone."""
        if "interaction_contact" in tables or "interaction" in tables:
            self.together, self._being_read, self._talks_to = None, Together(), 0
        if self.ready or self._read_to:
            there = [id for id in ids if self.ready or id <= self._read_to]
            if self.ready and len(there) > _FEW:
                self._look_up(True)
            self._put(there)
            if self.ready:
                self._look_up(False)

    def column(self, column: str) -> Shared:
        """A text of everybody; nobody has one that was never read."""
        return self.shared[column] if column in self.shared else Shared()

    def _more_people(self) -> bool:
        rows = self._connection.execute(
            "SELECT id FROM contact WHERE id > ? ORDER BY id LIMIT ?", (self._read_to, _SLICE)
        ).fetchall()
        ids = [id for (id,) in rows]
        self._put(ids)
        self._read_to = ids[-1] if ids else self._read_to
        self.ready = not ids
        if self.ready:
            self._look_up(False)
        return True

    def _more_talks(self) -> bool:
        if self.together is not None:
            return False
        top = self._connection.execute("SELECT coalesce(max(id), 0) FROM interaction").fetchone()[0]
        rows = self._connection.execute(
            "SELECT group_concat(contact_id) FROM interaction_contact"
            " WHERE interaction_id > ? AND interaction_id <= ? GROUP BY interaction_id HAVING count(*) > 1",
            (self._talks_to, self._talks_to + _TALKS),
        )
        for (people,) in rows:
            self._being_read.put([int(id) for id in people.split(",")])
        self._talks_to += _TALKS
        if self._talks_to >= top:
            self.together = self._being_read
        return self.together is None

    def _look_up(self, many: bool) -> None:
        for shared in self.shared.values():
            shared.look_up(many)

    def _put(self, ids: Collection[int]) -> None:
        wanted = as_json(ids)
        rows = self._connection.execute(
            f"SELECT id, {', '.join(_OWN)}, name, note, coalesce(last_on, ''), ways,"
            " (SELECT group_concat(tag_id) FROM contact_tag WHERE contact_id = contact.id)"
            f" FROM contact LEFT JOIN summary ON contact_id = id WHERE id IN {IDS}",
            (wanted,),
        ).fetchall()
        for number, column in enumerate((*_OWN, "", "", "last_on", "ways"), start=1):
            if column:
                shared = self.shared[column]
                for row in rows:
                    shared.put(row[0], str(row[number] or ""))
        tags = self.shared["tags"]
        for row in rows:
            tags.put(row[0], as_parts(sorted(row[-1].split(","))) if row[-1] else "")
        self.own["name"].put({row[0]: fold(row[-5]) for row in rows})
        self.own["note"].put({row[0]: fold(row[-4]) for row in rows})
        self._put_kinds(ids, wanted)
        self._put_points(ids, wanted)
        self._put_fields(ids, wanted)

    def _put_kinds(self, ids: Iterable[int], wanted: str) -> None:
        found: dict[int, set[str]] = defaultdict(set)
        for id, kind in self._connection.execute(
            "SELECT contact_id, kind FROM interaction_contact JOIN interaction"
            f" ON interaction.id = interaction_id WHERE contact_id IN {IDS}",
            (wanted,),
        ):
            found[id].add(kind)
        kinds = self.shared["kinds"]
        for id in ids:
            kinds.put(id, as_parts(sorted(found[id])))

    def _put_points(self, ids: Iterable[int], wanted: str) -> None:
        kinds: dict[int, set[str]] = defaultdict(set)
        texts: dict[str, dict[int, str]] = {kind: dict.fromkeys(ids, "") for kind in _SEARCHED}
        for id, kind, label, value in self._connection.execute(
            f"SELECT contact_id, kind, label, value FROM contact_point WHERE contact_id IN {IDS}", (wanted,)
        ):
            kinds[id].add(kind)
            if kind == "handle":
                texts["handle"][id] += fold(f"{label}/{value}") + _AND
                texts["handle_name"][id] += fold(value) + _AND
            elif kind in texts:
                texts[kind][id] += fold(value) + _AND
        for kind, own in texts.items():
            self.own[kind].put(own)
        points = self.shared["points"]
        for id in ids:
            points.put(id, as_parts(sorted(kinds[id])))

    def _put_fields(self, ids: Iterable[int], wanted: str) -> None:
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for id, field, value in self._connection.execute(
            f"SELECT contact_id, field_id, value FROM field_value WHERE contact_id IN {IDS}", (wanted,)
        ):
            found[field][id] = value
        known = {name for name in self.shared if name.startswith("field:")}
        for name in known.union(f"field:{field}" for field in found):
            values = found.get(int(name[6:]), {})
            for id in ids:
                self.shared[name].put(id, values.get(id, ""))


def as_parts(parts: Iterable[str]) -> str:
    """Several texts as one, in which `part` finds each."""
    return "".join(map(part, parts))


def part(text: str) -> str:
    """One of several texts as it stands among them."""
    return f"{_AND}{text}{_AND}"
