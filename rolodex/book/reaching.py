"""Who can introduce you to whom: paths through those whom you know, each step with its reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rolodex import knowing, query, through
from rolodex.book.people import People
from rolodex.dates import age, spoken
from rolodex.model import Contact, NotFound
from rolodex.store import contacts, ties
from rolodex.text import counted, one_line, shown
from rolodex.through import Known, Path, Tie

_PATHS = 10
"""Paths that are told of."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One person of a path, and what leads to them."""

    person: Contact
    why: str
    """`know, 3mo`; `worked with`; `met through Ada Lovelace`."""


@dataclass(frozen=True, slots=True)
class PathTo:
    """Through whom to reach somebody."""

    hops: tuple[Hop, ...]
    """The first is whom to ask, the last whom to reach."""
    strength: float
    """From 0 to 1; the best path is the strongest."""


class Reaching(People):
    """Paths to people."""

    def paths_to(self, ids: Collection[int], limit: int = _PATHS) -> list[PathTo]:
        """The best paths of up to three steps to any of those people, the best first.

        Good is who is trusted and was talked to lately, and who has to do with the next one: you met one
        through the other, you introduced them, they are linked, or there were talks with both.
        """
        wanted = list(dict.fromkeys(ids))
        # from the far end: those tied to the ones wanted, and then those tied to these
        found = ties.around(self._connection, wanted)
        last = {tie.other for some in found.values() for tie in some}.difference(wanted)
        second = ties.around(self._connection, last)
        first = {tie.other for some in second.values() for tie in some}
        known = ties.known(self._connection, {*wanted, *last, *first})
        best = through.paths(wanted, {**second, **found}, known, self.today, limit)
        people = {id: None for path in best for id in path.people}
        named = {person.id: person for person in contacts.read(self._connection, list(people))}
        return [self._in_words(path, known, named) for path in best]

    def whom_to_reach(self, text: str, *, company: bool = False) -> list[Contact]:
        """Who is meant by a name, or who works at the company of a name.

        A name of nobody is taken for that of a company. Raises what `who` raises.
        """
        wanted = one_line(text)
        if not company:
            try:
                return [self.who(wanted, guess=False)]
            except NotFound as error:
                if not wanted or not (found := self._at(wanted)):
                    raise NotFound(f"{error} No company is called so either.") from error
                return found
        if not wanted or not (found := self._at(wanted)):
            raise NotFound(f"Nobody in the book works at “{shown(wanted)}”.")
        return found

    def _at(self, company: str) -> list[Contact]:
        ids: Sequence[int] = ties.at_company(self._connection, company)
        if not ids:
            ids = self.search(f"company:{query.quoted(company)}", limit=0).ids
        return contacts.read(self._connection, ids)

    def _in_words(self, path: Path, known: dict[int, Known], people: dict[int, Contact]) -> PathTo:
        first = path.people[0]
        hops = [Hop(people[first], self._how_known(known[first]))]
        hops += [
            Hop(people[id], self._why(tie, people))
            for id, tie in zip(path.people[1:], path.ties, strict=True)
        ]
        return PathTo(tuple(hops), path.strength)

    def _how_known(self, known: Known) -> str:
        trust = knowing.trust_words(known.trust) or ("talked" if known.last else "met")
        last = age(date.fromisoformat(known.last), self.today) if known.last else "never talked"
        return f"{trust}, {last}"

    def _why(self, tie: Tie, people: dict[int, Contact]) -> str:
        """What `other` has to do with `one`, who stands before them."""
        before = people[tie.one].name
        match tie.kind:
            case "via":
                return f"you met through {before}"
            case "brought":
                return f"through whom you met {before}"
            case "introduced":
                return f"you introduced them, {spoken(date.fromisoformat(tie.on), self.today)}"
            case "linked":
                return tie.said
            case "together":
                last = age(date.fromisoformat(tie.on), self.today)
                return f"{counted(tie.times, 'talk', 'talks')} with both, {last}"
