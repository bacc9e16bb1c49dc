"""How wide each column of the list is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rolodex.columns import Column
from rolodex.model import FieldType

GAP = 2
"""Cells between columns."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a column asks for, in cells."""

    least: int
    most: int
    weight: int = 0
    """How much of what is left over it takes, beside the others; 0 for a column of fixed width."""
    right: bool = False
    """Written to the right: numbers."""
    needed: bool = False
    """Shown even where there is no room for columns that stand before it."""
    newest: bool = False
    """Where it is cut, its end is what stays."""
    spare: int = 0
    """Shown only where it leaves so many cells more than the least to the others; left out before them."""


NAME = Room(16, 30, 4)
_BY_KEY = {
    "company": Room(8, 32, 5),
    "title": Room(12, 30, 3),
    "nickname": Room(8, 16, 1),
    "city": Room(8, 18, 1),
    "email": Room(14, 34, 2),
    "phone": Room(12, 18, 1),
    "handles": Room(12, 44, 3),
    "tags": Room(5, 60, 3),
    "last": Room(5, 5, right=True),
    "talks": Room(6, 12, newest=True, spare=4),
    "added": Room(5, 5, right=True),
    "due": Room(9, 9),
    "next": Room(16, 70, 9, needed=True),
    "cadence": Room(5, 5, right=True),
    "met": Room(14, 60, 4),
    "how": Room(10, 34, 2),
    "where": Room(10, 24, 2),
    "when": Room(8, 8),
    "via": Room(10, 24, 1),
    "birthday": Room(8, 8),
    "trust": Room(11, 11),
    "known": Room(13, 40, 2),
    "why": Room(12, 40, 4),
    "note": Room(12, 60, 3),
    "found": Room(16, 200, 9, needed=True),
}
_BY_TYPE: dict[FieldType, Room] = {
    "number": Room(4, 9, right=True),
    "date": Room(8, 8),
    "yesno": Room(4, 4),
    "text": Room(10, 28, 2),
    "url": Room(12, 30, 2),
}


def room(column: Column, type_: FieldType | None) -> Room:
    """What a column asks for; `type_` is that of its user-defined field, if it is one."""
    return _BY_TYPE[type_] if type_ else _BY_KEY.get(column.key, Room(10, 28, 2))


def widths(rooms: Sequence[Room], available: int) -> list[int]:
    """The cells of each column; 0 for those without room: first those to spare, then from the right.

    What is left over goes to those with a weight, up to the most they ask for.
    """
    cells = _to_spare(rooms, available)
    shown = [n for n, room in enumerate(rooms) if cells[n] or not room.spare]
    while len(shown) > 1 and sum((cells[n] or rooms[n].least) + GAP for n in shown) - GAP > available:
        spare = [n for n in shown[1:] if not rooms[n].needed]
        shown.remove(spare[-1] if spare else shown[-1])
    cells = [cells[n] or room.least if n in shown else 0 for n, room in enumerate(rooms)]
    left = available - sum(cells) - GAP * (len(shown) - 1)
    while left > 0:
        growing = [n for n in shown if rooms[n].weight and cells[n] < rooms[n].most]
        if not growing:
            break
        total = sum(rooms[n].weight for n in growing)
        share = left
        for n in growing:
            more = min(max(1, share * rooms[n].weight // total), rooms[n].most - cells[n], left)
            cells[n] += more
            left -= more
    if len(shown) == 1:
        cells[0] = min(cells[0], max(1, available))
    return cells


def _to_spare(rooms: Sequence[Room], available: int) -> list[int]:
    """The cells of those to spare: their most where twice as much is left over, their least, or none."""
    left = available - sum(room.least + GAP for room in rooms if not room.spare)
    cells = []
    for room in rooms:
        beside = left - room.spare
        wanted = room.most if beside >= 2 * room.most else room.least if beside >= room.least else 0
        cells.append(wanted if room.spare else 0)
        left -= cells[-1] + GAP if cells[-1] else 0
    return cells
