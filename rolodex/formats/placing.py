"""Which of a person's emails, phones, addresses goes into which column, and an address into its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rolodex.formats.columns import Column
from rolodex.model import Labelled

Placing = tuple[Column, list[Labelled]]
"""A column and what stands in it."""

_PARTS = ("street", "extended", "box", "postcode", "city", "region", "country")
"""In the order in which reading puts them together."""


def place(columns: Sequence[Column], points: Sequence[Labelled]) -> list[Placing]:
    """What stands in each column, of those in which anything does.

    A point goes into a column of its label, and columns that say the label beside them take any. What has no
    such column goes into one without a label, or for `other`; of what has no label itself any will do. What
    then has a label and no column is left out: a fax is no mobile.
    """
    if not columns:
        return []
    placed: dict[int, list[Labelled]] = {}
    told_beside = [at for at, column in enumerate(columns) if column.label_at >= 0]
    if told_beside:
        for at, group in zip(told_beside, _grouped(points, len(told_beside)), strict=False):
            placed[at] = group
    else:
        for point in points:
            if fitting := _fitting(columns, point):
                free = [at for at in fitting if at not in placed]
                placed.setdefault((free or fitting[-1:])[0], []).append(point)
    return [(columns[at], mine) for at, mine in sorted(placed.items())]


def places(points: Sequence[Labelled]) -> list[list[Labelled]]:
    """The points as each needs a column that says its label beside it: those of one label are one cell."""
    by_label: dict[str, list[Labelled]] = {}
    for point in points:
        by_label.setdefault(point.label, []).append(point)
    return list(by_label.values())


def _fitting(columns: Sequence[Column], point: Labelled) -> list[int]:
    for label in (point.label, "", "other"):
        if found := [at for at, column in enumerate(columns) if column.label == label]:
            return found
    return [] if point.label else [0]


def _grouped(points: Sequence[Labelled], most: int) -> list[list[Labelled]]:
    """The points one by one; if they are more than the columns, those of one label together."""
    if len(points) <= most:
        return [[point] for point in points]
    groups = places(points)
    return [*groups[: most - 1], [point for group in groups[most - 1 :] for point in group]]


def split_address(text: str, columns: Sequence[Column], city: str) -> Iterator[tuple[int, str]]:
    """The index of each column of an address, and the part of it that stands there.

    A column for the whole takes it as it is. Else what is before the city is the street, and the postcode, if
    the last of it has a digit; what is behind is region and country. Put together again it is the same text.
    """
    at = {column.part: column.index for column in reversed(columns)}
    if "whole" in at:
        yield at["whole"], text
        if "city" in at and city and city in text:
            yield at["city"], city
        return
    found, pieces = {"street": text}, text.split(", ")
    if "city" in at and city in pieces:
        middle = pieces.index(city)
        before, behind = pieces[:middle], pieces[middle + 1 :]
        numbered = len(before) > 1 and any(map(str.isdigit, before[-1]))
        found = {"postcode": before.pop() if numbered else "", "city": city}
        found |= {"country": behind.pop() if behind else "", "region": ", ".join(behind)}
        found["street"] = ", ".join(before)
    # what has no column stands with the part before it
    index = next(at[part] for part in _PARTS if part in at)
    cells: dict[int, list[str]] = {}
    for part in _PARTS:
        index = at.get(part, index)
        if words := found.get(part):
            cells.setdefault(index, []).append(words)
    for index, words_there in cells.items():
        yield index, ", ".join(words_there)
