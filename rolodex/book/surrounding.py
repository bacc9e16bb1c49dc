"""Somebody's surroundings: who came into the book through whom, two steps up and two down, as a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rolodex.book.people import People
from rolodex.dates import PartialDate
from rolodex.model import Contact
from rolodex.store import contacts, introductions, links, ties
from rolodex.text import counted, fit, shown

_STEPS = 2
"""How far up and how far down."""
_MOST = 12
"""Of those who came through one person, so many are shown."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree."""

    lead: str
    """The box characters before it."""
    name: str
    about: str = ""
    """Their company, and when one met."""
    contact: int = 0
    """0 for what is no person of the book: a name that nobody has, or how many more there are."""
    is_middle: bool = False
    """Whether it is the one whose surroundings these are."""

    def text(self, cells: int) -> str:
        """The line, harmless to show, at most so many cells wide."""
        about = f"  {self.about}" if self.about else ""
        return fit(f"{self.lead}{shown(self.name)}{shown(about)}", cells)


class Surrounding(People):
    """The surroundings of people."""

    def around(self, contact: int) -> list[Branch]:
        """The tree of who came through whom, from two steps above somebody to two below, line by line.

        Below it who else they have to do with: links, and introductions that were made. Raises NotFound.
        """
        middle = self.get(contact)
        above = self._above(middle)
        root = above[-1].id if above else middle.id
        line = [person.id for person in reversed(above)]
        people = {person.id: person for person in (middle, *above)}
        below: dict[int, list[int]] = {id: [after] for id, after in pairwise([*line, contact])}
        below |= self._brought([contact], people)
        named = self._outside(above[-1] if above else middle)
        tree = list(_drawn(root, people, below, contact, bool(named)))
        return [*named, *tree, *self._beside(middle)]

    def _above(self, person: Contact) -> list[Contact]:
        """Through whom one met somebody, and through whom those, the nearest first."""
        found: list[Contact] = []
        here = person.id
        while len(found) < _STEPS:
            here = ties.through(self._connection, [here]).get(here, 0)
            if not here or here in {person.id, *(one.id for one in found)}:
                break
            found += contacts.read(self._connection, [here])
        return found

    def _brought(self, ids: Collection[int], people: dict[int, Contact]) -> dict[int, list[int]]:
        """By each of the people who came through them, and of these again; they are added to `people`."""
        below: dict[int, list[int]] = {}
        for _ in range(_STEPS):
            found = ties.came_through(self._connection, ids)
            below |= {id: [one for one in came if one not in people] for id, came in found.items()}
            ids = [one for id in found for one in below[id]]
            shown_ones = [one for id in found for one in below[id][:_MOST]]
            people |= {person.id: person for person in contacts.read(self._connection, shown_ones)}
        return below

    def _outside(self, top: Contact) -> list[Branch]:
        """Through whom one met the topmost, where that is a name of nobody, or of several."""
        via = top.met_via if not ties.through(self._connection, [top.id]) else ""
        return [Branch("", via, "not in the book")] if via else []

    def _beside(self, person: Contact) -> Iterator[Branch]:
        said = [
            *((kind, id, name) for id, name, kind in links.of_contact(self._connection, person.id)),
            *(
                ("introduced to", side.contact, side.name)
                for one in introductions.of_contact(self._connection, person.id)
                if one.made_on
                for side in one.sides
                if side.contact != person.id
            ),
        ]
        if said:
            yield Branch("", "")
        room = max((len(kind) for kind, _, _ in said), default=0)
        for kind, id, name in said:
            yield Branch(f"{kind:<{room}}  ", name, contact=id)


def _drawn(
    root: int, people: Mapping[int, Contact], below: Mapping[int, list[int]], middle: int, hangs: bool
) -> Iterator[Branch]:
    """The tree from its root on. One that `hangs` stands below a line of its own."""

    def lines(id: int, lead: str, rest: str) -> Iterator[Branch]:
        person = people[id]
        yield Branch(lead, person.name, _about(person), id, id == middle)
        came = below.get(id, [])
        known = [one for one in came[:_MOST] if one in people]
        more = len(came) - len(known)
        for number, one in enumerate(known):
            is_last = number == len(known) - 1 and not more
            yield from lines(
                one, f"{rest}{'└─ ' if is_last else '├─ '}", f"{rest}{'   ' if is_last else '│  '}"
            )
        if more:
            yield Branch(f"{rest}└─ ", f"… and {counted(more, 'other', 'others')}")

    yield from lines(root, "└─ " if hangs else "", "   " if hangs else "")


def _about(person: Contact) -> str:
    year = PartialDate.parse(person.met_on).year if person.met_on else None
    return " · ".join(part for part in (person.company, f"{year}" if year else "") if part)
