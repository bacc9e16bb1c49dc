"""Which person of the book, or which new one, each row of a file tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rolodex.book.choices import FileChoices
from rolodex.book.identity import WEAK, Known, Remembered
from rolodex.book.threeway import Said, own_name, said_of
from rolodex.match import sort_key
from rolodex.match.nicknames import namesakes
from rolodex.model import Packed, Record

_LOOKED_AT = 20
"""Of those for whom one weak key stood, how many a row is held against."""


@dataclass(slots=True)
class Person:
    """The rows of one file that tell of one person."""

    records: list[Record]
    id: int = 0
    """The contact; 0 for somebody who is not in the book."""
    keys: tuple[str, ...] = ()
    """Those of the rows' keys that do not stand for somebody else in the file already; weak ones last."""
    name: str = ""
    """As it is sorted, if it was looked for by name."""
    by_name: bool = False
    """Whether nothing but its name speaks for the contact."""

    @property
    def only_known(self) -> bool:
        """Whether nobody new is to be made of the rows."""
        return all(record.only_known for record in self.records)


def people(
    records: Sequence[Record],
    known: Known,
    remembered: Remembered,
    said: Iterable[tuple[int, str]],
    choices: FileChoices,
) -> Iterator[Person]:
    """The people of one file in its order. `said` is what the source last said: contact and text.

    Of a long file whose source said nothing yet those come first, as they are read, who have nothing in
    common with another row or somebody in the book. What they are stored as must not become `known` between.

    A row of whom somebody said who it is, is that contact, and never one whom it was said not to be.
    A row that says just what it said last time is whom it was then, so that the same file changes nothing.
    Any other is the contact for whom one of its strong keys (LinkedIn, email, user name) stood last time, or
    who has it in the book now; else the one for whom its weak key (name, or name and day) stood; else the
    only one of its name, unless something says that they are two. Rows with one strong key are one person.
    Rows with one weak key are several, unless they are entries of a log, of which a person has many.
    """
    matching = _Matching(known, remembered, said, choices)
    if isinstance(records, Packed):
        several: list[Record] = []
        for record in records:
            if person := matching.alone(record, records.is_shared):
                yield person
            else:
                several.append(record)
        records = several
    yield from matching.people(records)


class _Matching:
    def __init__(
        self, known: Known, remembered: Remembered, said: Iterable[tuple[int, str]], choices: FileChoices
    ) -> None:
        self._known = known
        self._choices = choices
        self._remembered = remembered
        self._by_said: dict[int, list[int]] = {}
        """Those of whom the source said just the same, by the hash of it: the texts would fill the memory."""
        for id, text in said:
            for row in Said.rows_in(text):
                self._by_said.setdefault(hash(row), []).append(id)
        self._people: list[Person] = []
        self._by_id: dict[int, Person] = {}
        self._by_key: dict[str, Person] = {}
        """Whom a key of an earlier row stands for; an email with a name behind it, too."""
        self._candidates: dict[str, list[int]] = {}
        """By weak key, those for whom it stood and who are not known to be another row; the next one last."""
        self._is_log = False

    def alone(self, record: Record, is_shared: Callable[[str], bool]) -> Person | None:
        """A new person, if nothing can speak for another row of the file or for somebody in the book."""
        keys = record.keys
        if self._by_said or any(map(is_shared, keys)) or record.line in self._choices.same:
            return None
        name = sort_key(record.contact.name)
        if self._known.names and (
            self._known.by_name.get(name) or any(self._known.holders(key, record.contact) for key in keys)
        ):
            return None
        if any(map(self._remembered.stands_for_anybody, keys)):
            return None
        strong = [key for key in keys if not key.startswith(WEAK)]
        return Person([record], keys=(*strong, *(key for key in keys if key.startswith(WEAK))), name=name)

    def people(self, records: Sequence[Record]) -> list[Person]:
        """The people whom the rows tell of, in the order of the file."""
        self._is_log = any(record.interactions for record in records)
        for find in self._ways():
            rest = []
            for record in records:
                if (id := find(record)) and not self._is_apart(record, id):
                    self._put(record, self._by_id.get(id), id)
                else:
                    rest.append(record)
            records = rest
        for record in records:
            person = self._earlier_row(record)
            if person and not self._is_apart(record, person.id):
                self._put(record, person)
            else:
                name = sort_key(record.contact.name)
                known = self._by_weak_key(record) if self._remembered.names_anybody else 0
                id = known or self._by_name(record, name)
                by_name = id not in self._by_id and bool(id) and not known
                self._put(record, self._by_id.get(id), id, name)
                self._people[-1].by_name |= by_name
        for person in self._people:
            if len(person.records) > 1:
                person.records.sort(key=lambda record: record.line)
            person.keys = self._keys(person)
        return sorted(self._people, key=lambda person: person.records[0].line)

    def _ways(self) -> Iterator[Callable[[Record], int]]:
        """The sure ways to find somebody, the surest first."""
        if self._choices.same:
            yield self._by_hand
        if self._by_said:
            yield self._same_as_last_time
        if self._known.names:
            yield self._by_strong_key

    def _put(self, record: Record, person: Person | None, id: int = 0, name: str = "") -> None:
        if person is None:
            person = Person([], id, name=name)
            self._people.append(person)
            if id:
                self._by_id[id] = person
        person.records.append(record)
        for key in record.keys:
            if self._is_log or not key.startswith(WEAK):
                self._by_key.setdefault(key, person)
            if key.startswith("email:"):
                self._by_key.setdefault(f"{key} {sort_key(record.contact.name)}", person)

    def _keys(self, person: Person) -> tuple[str, ...]:
        keys: Iterable[str] = person.records[0].keys
        if len(person.records) > 1:
            keys = dict.fromkeys(key for record in person.records for key in record.keys)
        strong, weak = [], []
        for key in keys:
            if key.startswith(WEAK):
                weak.append(key)
            elif self._by_key.get(key) is person:
                strong.append(key)
        return (*strong, *weak)

    def _by_hand(self, record: Record) -> int:
        return self._choices.same.get(record.line, 0)

    def _is_apart(self, record: Record, id: int) -> bool:
        return id in self._choices.apart.get(record.line, ())

    def _same_as_last_time(self, record: Record) -> int:
        ids = self._by_said.get(hash(said_of(record.contact, record.interactions).as_text()))
        return ids.pop() if ids else 0

    def _by_strong_key(self, record: Record) -> int:
        for key in record.keys if self._remembered.strong else ():
            id = self._remembered.strong.get(key, 0)
            sure = record.only_known or not key.startswith("email:")
            if id and (sure or self._agree(record, self._known.names[id], key)):
                return id
        for key in record.keys:
            if key.startswith(WEAK):
                continue
            holders = self._known.holders(key, record.contact)
            if not holders:
                continue
            # what somebody is called in a mail says little: the address does, if one contact has it
            if len(holders) > 1 or (key.startswith("email:") and not record.only_known):
                holders = [id for id in holders if self._agree(record, self._known.names[id], key)]
            if len(holders) == 1:
                return holders[0]
        return 0

    def _earlier_row(self, record: Record) -> Person | None:
        for key in record.keys:
            if not key.startswith("email:"):
                if person := self._by_key.get(key):
                    return person
                continue
            person = self._by_key.get(f"{key} {sort_key(record.contact.name)}") or self._by_key.get(key)
            if person and self._agree(record, sort_key(person.records[0].contact.name), key):
                return person
        return None

    def _by_weak_key(self, record: Record) -> int:
        key = _weak(record)
        if not key:
            return 0
        if key not in self._candidates:
            self._candidates[key] = self._remembered.named(key)[::-1]
        candidates = self._candidates[key]
        while candidates and candidates[-1] in self._by_id and not self._is_log:
            candidates.pop()
        return next(filter(lambda id: self._may_be(record, id), reversed(candidates[-_LOOKED_AT:])), 0)

    def _may_be(self, record: Record, id: int) -> bool:
        taken = id in self._by_id and not self._is_log
        if taken or self._is_apart(record, id):
            return False
        return not self._known.conflicts(id, record.contact)

    def _by_name(self, record: Record, name: str) -> int:
        ids = self._known.by_name.get(name)
        if len(ids) != 1 or (ids[0] in self._by_id and not self._is_log) or self._is_apart(record, ids[0]):
            return 0
        return 0 if self._known.contradicts(ids[0], record.contact) else ids[0]

    def _agree(self, record: Record, other: str, email: str) -> bool:
        """Whether the name of a row and another with the same email (both as sorted) may be one person's.

        They share a word, and not just the family's: the first of one is in the other or short for its first.
        """
        name = sort_key(record.contact.name)
        if name == other or other == sort_key(email.removeprefix("email:")) or not own_name(record.contact):
            return True
        ours, theirs = name.split(), other.split()
        one, two = ours[0], theirs[0]
        if set(ours).isdisjoint(theirs):
            return False
        return (
            one in theirs
            or two in ours
            or one.startswith(two)
            or two.startswith(one)
            or two in namesakes(one)
        )


def _weak(record: Record) -> str:
    return next((key for key in record.keys if key.startswith(WEAK)), "")
