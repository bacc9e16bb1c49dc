"""Doubles: found with the reasons, told apart for good, or made one contact of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rolodex.book.base import counted
from rolodex.book.people import TEXTS, People
from rolodex.match import fold
from rolodex.match.doubles import Evidence, Level, Pair, Record, find
from rolodex.match.phones import phone_keys
from rolodex.model import BadInput, Contact, NotFound
from rolodex.store import contacts, doubles
from rolodex.text import shown, storable

_SLICE = 2_000
"""Contacts read at a time."""
_POINTS = ("emails", "phones", "urls", "addresses", "handles")


@dataclass(frozen=True, slots=True)
class Double:
    """Two contacts that are likely one person."""

    one: int
    """The contact that has been in the book longer."""
    other: int
    bits: float
    """How sure it is; each bit doubles the odds."""
    reasons: tuple[str, ...]
    """What speaks for it and against it, in words: `same email`, `Bob is Robert`, `other city`."""
    sure: bool
    """An email or user name in common, names that agree, and nothing against it."""


class Doubling(People):
    """The doubles of a book."""

    def compared(self, after: int = 0, count: int = _SLICE) -> list[Record]:
        """At most `count` contacts with ids above `after` as they are compared, by id; empty at the end."""
        facts: defaultdict[int, dict[str, str]] = defaultdict(dict)
        keys: defaultdict[int, list[str]] = defaultdict(list)
        for id, kind, label, value in doubles.points(self._connection, after, count):
            keys[id] += _keys(kind, label, value)
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
        within = self._wanted(query)
        records: list[Record] = []
        while some := self.compared(records[-1].id if records else 0):
            records += some
        found = self.known_doubles(find(records, progress=progress), within)
        return found[:limit] if limit else found

    def known_doubles(self, pairs: Sequence[Pair], within: Collection[int] | None = None) -> list[Double]:
        """Pairs that were found, in words, without those told apart and those one of whom is gone."""
        apart = doubles.not_same(self._connection)
        kept = [
            pair
            for pair in pairs
            if (min(pair.one, pair.other), max(pair.one, pair.other)) not in apart
            and (within is None or pair.one in within or pair.other in within)
        ]
        people = {p.id: p for p in self.contacts(list({id for p in kept for id in (p.one, p.other)}))}
        return [
            _in_words(pair, people[pair.one], people[pair.other])
            for pair in kept
            if pair.one in people and pair.other in people
        ]

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

    def merge(self, keep: int, others: Iterable[int], picked: Mapping[str, str] | None = None) -> Contact:
        """Make one contact of several, as one change; the contact that is kept, with its uid.

        It gets every email, phone, URL, address, user name, tag, interaction and follow-up of the others, and
        of what one has once the value that is `picked` (by column of `TEXTS`, or `field:NAME`), else its own,
        else the first of theirs. What differs and was not picked stands in the note. Raises NotFound when one
        of them is gone, BadInput for fewer than two or for a value that can't be taken; then nothing is
        changed.
        """
        gone = [id for id in dict.fromkeys(others) if id != keep]
        if not gone:
            raise BadInput("It takes two people to be made one.")
        people = self._all_of([keep, *gone])
        texts, valued = self._as_kept(picked or {})
        merged = self._clean(merged_of(people, {**texts, **{f"field:{n}": v for n, v in valued.items()}}))
        with self._change(f"merge {_named(people)}"):
            doubles.added_first(self._connection, keep, [keep, *gone])
            doubles.move(self._connection, keep, gone)
            contacts.delete(self._connection, gone)
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


def merged_of(people: Sequence[Contact], picked: Mapping[str, str]) -> Contact:
    """The first of some people with what the others have; see `Doubling.merge`."""
    values: dict[str, Any] = {}
    left: list[str] = []
    for column in TEXTS:
        if column != "note":
            values[column] = _one_of(column, [getattr(p, column) for p in people], picked, left)
    fields: dict[str, str] = {}
    for name in dict.fromkeys(name for person in people for name in person.fields):
        column = f"field:{name}"
        fields[name] = _one_of(column, [p.fields.get(name, "") for p in people], picked, left)
    for points in _POINTS:
        values[points] = _points(points, people)
    notes = [storable(person.note).strip() for person in people]
    notes = [picked["note"]] if "note" in picked else _distinct(notes, lambda note: note)
    if left:
        notes.append("Merged, also: " + "; ".join(left))
    return replace(
        people[0],
        **values,
        note="\n\n".join(note for note in notes if note),
        fields=fields,
        starred=any(person.starred for person in people),
        archived=all(person.archived for person in people),
        snoozed_until=max(person.snoozed_until for person in people),
        tags=tuple(_distinct([tag for p in people for tag in p.tags], str.casefold)),
    )


def _one_of(column: str, values: Sequence[str], picked: Mapping[str, str], left: list[str]) -> str:
    if column in picked:
        return picked[column]
    there = _distinct([value for value in values if value], fold)
    name = column.removeprefix("field:").replace("_", " ")
    left += [f"{name} {value}" for value in there[1:]]
    return there[0] if there else ""


def _points(points: str, people: Sequence[Contact]) -> tuple[Any, ...]:
    return tuple(
        _distinct(
            [point for person in people for point in getattr(person, points)], lambda p: _same(points, p)
        )
    )


def _same(points: str, point: Any) -> object:
    """What two points of one kind that are the same have in common."""
    if points == "handles":
        return point.service, fold(point.name)
    if points == "phones":
        return phone_keys(point.value)[:1] or point.value
    return fold(" ".join(point.value.split()))


def _distinct(values: Iterable[Any], same: Callable[[Any], object]) -> list[Any]:
    first: dict[object, Any] = {}
    for value in values:
        first.setdefault(same(value), value)
    return list(first.values())


def _keys(kind: str, label: str, value: str) -> list[str]:
    text = value.strip().casefold()
    if kind == "phone":
        return [f"phone:{key}" for key in phone_keys(value)]
    if kind == "email" and "@" in text:
        return [f"email:{text}"]
    if kind == "handle":
        return [f"handle:{label.casefold()}:{text}"]
    if kind == "url":
        bare = text.partition("://")[2] or text
        return [f"url:{bare.removeprefix('www.').rstrip('/')}"]
    return []


def _in_words(pair: Pair, one: Contact, other: Contact) -> Double:
    levels: dict[str, Level] = {evidence.column: evidence.level for evidence in pair.evidence}
    names = [levels[column] for column in ("given", "family") if column in levels]
    sure = (
        any(levels.get(kind) is Level.SAME for kind in ("email", "handle"))
        and bool(names)
        and Level.DIFFERENT not in names
        and "name" not in levels
        and all(levels.get(column) is not Level.DIFFERENT for column in ("handle", "birthday"))
    )
    by_weight = sorted(pair.evidence, key=lambda evidence: (evidence.bits < 0, -abs(evidence.bits)))
    reasons = [_reason(evidence, one, other) for evidence in by_weight]
    first, second = sorted((pair.one, pair.other))
    return Double(first, second, pair.bits, tuple(_distinct([r for r in reasons if r], str)), sure)


def _reason(evidence: Evidence, one: Contact, other: Contact) -> str:
    column = evidence.column.removeprefix("field:")
    if column == "name":
        return "given and family name swapped"
    if column in ("given", "family"):
        if evidence.level is Level.SAME:
            return "same name" if fold(one.name) == fold(other.name) else f"same {column} name"
        if evidence.level is Level.DIFFERENT:
            return f"other {column} name"
        return f"{shown(one.name)} is like {shown(other.name)}"
    if column == "handle":
        return "same user name" if evidence.level is Level.SAME else "two accounts on one service"
    if evidence.level is Level.SAME:
        return f"same {column}"
    return f"other {column}" if evidence.level is Level.DIFFERENT else f"{column} nearly the same"


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
