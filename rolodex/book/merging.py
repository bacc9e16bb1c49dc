"""One contact made of several: what of each is kept, and what goes into the note."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rolodex.book.people import TEXTS
from rolodex.knowing import NEVER, TRUST, WAYS, higher
from rolodex.match import fold
from rolodex.match.phones import phone_keys
from rolodex.model import Contact
from rolodex.text import storable

RISING: Mapping[str, Sequence[str]] = {
    "trust": tuple(TRUST),
    "known_by": (NEVER, *reversed(list(WAYS))),
}
"""What one has once and of which the higher is kept, with its order."""
_ALSO = "Merged, also: "
"""Before what of those who were merged has no other place, at the end of the note."""
_POINTS = ("emails", "phones", "urls", "addresses", "handles")


def merged_of(people: Sequence[Contact], picked: Mapping[str, str], whose: Mapping[str, int]) -> Contact:
    """The first of some people with what the others have; see `Doubling.merge`."""

    def of(column: str) -> list[Contact]:
        return [person for person in people if person.id == whose.get(column, person.id)]

    values: dict[str, Any] = {}
    left: list[str] = []
    for column in TEXTS:
        if column in RISING:
            given = [getattr(person, column) for person in of(column)]
            values[column] = picked.get(column, higher(given, RISING[column]))
        elif column != "note":
            values[column] = _one_of(column, [getattr(p, column) for p in of(column)], picked, left)
    fields: dict[str, str] = {}
    for name in dict.fromkeys(name for person in people for name in person.fields):
        column = f"field:{name}"
        fields[name] = _one_of(column, [p.fields.get(name, "") for p in of(column)], picked, left)
    for points in _POINTS:
        values[points] = _points(points, of(points))
    archived = all(person.archived for person in people)
    notes = _distinct([storable(person.note).strip() for person in of("note")], lambda note: note)
    notes = [picked["note"]] if "note" in picked else notes
    return replace(
        people[0],
        **values,
        note=_note(notes, left),
        fields=fields,
        starred=any(person.starred for person in people),
        archived=archived,
        archived_why="; ".join(_distinct([p.archived_why for p in people if p.archived_why], fold))
        if archived
        else "",
        snoozed_until=max(person.snoozed_until for person in people),
        tags=tuple(_distinct([tag for p in of("tags") for tag in p.tags], str.casefold)),
    )


def _note(notes: Iterable[str], left: Sequence[str]) -> str:
    """The notes as one, and below them once what is left, now and of earlier merges."""
    kept: list[str] = []
    also: list[str] = []
    for paragraph in "\n\n".join(note for note in notes if note).split("\n\n"):
        (also if paragraph.startswith(_ALSO) and "\n" not in paragraph else kept).append(paragraph)
    also = _distinct([line.removeprefix(_ALSO) for line in also], fold)
    there = {fold(piece) for line in also for piece in line.split("; ")}
    said = [*also, *(piece for piece in left if fold(piece) not in there)]
    return "\n\n".join([*kept, *([_ALSO + "; ".join(said)] if said else [])]).strip("\n")


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
