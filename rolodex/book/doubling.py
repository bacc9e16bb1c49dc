"""Doubles: found with the reasons, told apart for good, or made one contact of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rolodex.book.people import People
from rolodex.model import BadInput, Contact, NotFound
from rolodex.store import contacts, deletion, doubles
from rolodex.text import counted, shown

if TYPE_CHECKING:
    # loaded only where doubles are looked for
    from rolodex.book.likeness import Double
    from rolodex.match.doubles import Pair, Record

_SLICE = 2_000
"""Contacts read at a time."""


class Doubling(People):
    """The doubles of a book."""

    def compared(self, after: int = 0, count: int = _SLICE) -> list[Record]:
        """At most `count` contacts with ids above `after` as they are compared, by id; empty at the end."""
        from rolodex.book.likeness import keys_of
        from rolodex.match.doubles import Record

        facts: defaultdict[int, dict[str, str]] = defaultdict(dict)
        keys: defaultdict[int, list[str]] = defaultdict(list)
        for id, kind, label, value in doubles.points(self._connection, after, count):
            keys[id] += keys_of(kind, label, value)
            if kind == "address":
                facts[id].setdefault("address", value)
        for id, name, value in doubles.values(self._connection, after, count):
            facts[id][f"field:{name}"] = value
        return [
            Record(
                id=id,
                name=name,
                given=given,
                family=family,
                nickname=nickname,
                keys=keys[id],
                facts={**facts[id], "company": company, "city": city, "birthday": birthday},
            )
            for id, name, given, family, nickname, company, city, birthday in doubles.people(
                self._connection, after, count
            )
        ]

    def duplicates(
        self,
        limit: int = 0,
        *,
        query: str = "",
        progress: Callable[[int], None] = lambda compared: None,
    ) -> list[Double]:
        """The likely doubles, best first, at most `limit` of them (0: all), without those told apart.

        With a query only pairs of which it fits one. `progress` may raise to stop. Raises BadInput for a
        query with a mistake.
        """
        from rolodex.match.doubles import find

        within = self._wanted(query)
        records: list[Record] = []
        while some := self.compared(records[-1].id if records else 0):
            records += some
        found = self.known_doubles(find(records, progress=progress), within)
        return found[:limit] if limit else found

    def known_doubles(self, pairs: Sequence[Pair], within: Collection[int] | None = None) -> list[Double]:
        """Pairs that were found, in words, without those told apart and those one of whom is gone."""
        from rolodex.book.likeness import in_words

        apart = doubles.not_same(self._connection)
        kept = [
            pair
            for pair in pairs
            if (min(pair.one, pair.other), max(pair.one, pair.other)) not in apart
            and (within is None or pair.one in within or pair.other in within)
        ]
        people = {p.id: p for p in self.contacts(list({id for p in kept for id in (p.one, p.other)}))}
        told = [
            in_words(pair, people[pair.one], people[pair.other])
            for pair in kept
            if pair.one in people and pair.other in people
        ]
        return sorted(told, key=lambda double: not double.sure)

    def not_the_same(self, ids: Collection[int]) -> int:
        """Remember that contacts are as many people, so that they are never called doubles again.

        How many pairs were not known to be two people. Raises NotFound when one of them is gone.
        """
        people = self._all_of(ids)
        with self._change(f"{_named(people)} are not the same"):
            return doubles.tell_apart(
                self._connection,
                [(one, other) for one in sorted(ids) for other in sorted(ids) if one < other],
            )

    def merge(
        self,
        keep: int,
        others: Iterable[int],
        picked: Mapping[str, str] | None = None,
        whose: Mapping[str, int] | None = None,
    ) -> Contact:
        """Make one contact of several, as one change; the contact that is kept, with its uid.

        It gets every email, phone, URL, address, user name, tag, interaction and follow-up of the others, and
        of what one has once the value that is `picked` (by column of `TEXTS`, or `field:NAME`), else its own,
        else the first of theirs. What differs and was not picked stands in the note. Where `whose` has a
        column (`emails`, `tags` and so on too), it is taken of the contact of that id alone.

        Raises NotFound when one of them is gone, BadInput for fewer than two or for a value that can't be
        taken; then nothing is changed.
        """
        from rolodex.book.merging import merged_of

        gone = [id for id in dict.fromkeys(others) if id != keep]
        if not gone:
            raise BadInput("It takes two people to be made one.")
        people = self._all_of([keep, *gone])
        texts, valued = self._as_kept(picked or {})
        picked = {**texts, **{f"field:{name}": value for name, value in valued.items()}}
        merged = self._clean(merged_of(people, picked, whose or {}))
        with self._change(f"merge {_named(people)}"):
            doubles.added_first(self._connection, keep, [keep, *gone])
            doubles.move(self._connection, keep, gone)
            deletion.delete_contacts(self._connection, gone)
            contacts.update(self._connection, self.get(keep), merged, at=self._now())
        return self.get(keep)

    def merge_sure(self, found: Iterable[Double]) -> int:
        """Merge those that are sure, as one change; how many contacts there are fewer.

        Who was told apart since, or is gone, is left alone: also where a third is like both of them.
        """
        apart = doubles.not_same(self._connection)
        groups = _groups([(double.one, double.other) for double in found if double.sure], apart)
        fewer = 0
        with self._change("") as change:
            for group in groups:
                there = [person.id for person in self.contacts(group)]
                if len(there) > 1:
                    self.merge(there[0], there[1:])
                    fewer += len(there) - 1
            change.label = f"merge {counted(fewer, 'sure double', 'sure doubles')}"
        return fewer

    def _all_of(self, ids: Collection[int]) -> list[Contact]:
        people = self.contacts(list(ids))
        if len(people) < len(ids):
            raise NotFound("One of them is no longer in the book. Nothing was changed.")
        return people

    def _wanted(self, text: str) -> Collection[int] | None:
        if not text.strip():
            return None
        asked = self._parsed(text)
        if asked.problems:
            raise BadInput(asked.problems[0].message)
        return {person.id for person in self.find(text)}


def _groups(pairs: Iterable[tuple[int, int]], apart: Collection[tuple[int, int]]) -> list[list[int]]:
    """Pairs that hang together, each as a list of ids; none with two in it that are told apart."""
    group_of: dict[int, set[int]] = {}
    for one, other in pairs:
        both = group_of.get(one, {one}) | group_of.get(other, {other})
        if not any((a, b) in apart for a in both for b in both):
            for id in both:
                group_of[id] = both
    return [list(ids) for ids in dict.fromkeys(tuple(sorted(group)) for group in group_of.values())]


def _named(people: Sequence[Contact]) -> str:
    if len(people) == 2:
        return " and ".join(shown(person.name) for person in people)
    return counted(len(people))
