"""Whom a name in a sentence means: the most met, the last met, the one met with the others of the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from math import log1p

from rolodex.match import Called, Index, fold, words
from rolodex.sentence import Candidate, Fit
from rolodex.store import naming
from rolodex.store.file import Connection

MOST = 20
"""Candidates of one name that are listed."""
_LOOKED_AT = 40
"""Candidates of one name, and those for whom the line speaks, who are looked at."""
_OTHERS = 5
"""Candidates of another name in the line with whom somebody may have been met."""
_REMEMBERED = 1000
"""Answers that are kept until the book changes: every key asks for most of the last ones again."""

# What speaks for somebody, in points; a hint of the line is worth up to six (match.called.HINTS).
_ACTIVITY = 2.0
_TOGETHER = 3.0
_SURE_OTHER = 1.5
_TAGGED = 6.0
_NOT_FIRST = {"full": 0.0, "first": 0.0, "namesake": -2.5, "family": -3.0}
_JUST = 2.5
"""For whoever is called just so: more than any activity."""
_ARCHIVED = -4.0


class Known:
    """The names of a book, as the reader of a line asks for them. Valid until the book changes."""

    def __init__(self, connection: Connection, index: Index) -> None:
        self._connection = connection
        self._index = index
        self._called: dict[str, Called] = {}
        self._nearly: dict[str, Called] = {}
        self._handled: dict[str, list[int]] = {}
        self._points: dict[str, dict[int, float]] = {}
        self._hints: dict[tuple[str, str], dict[int, float]] = {}
        self._met: dict[int, dict[int, int]] = {}
        self._told: dict[int, tuple[str, str, str, bool]] = {}
        self._chosen: dict[tuple[tuple[str, ...], tuple[str, ...]], list[list[Candidate]]] = {}
        self.picks: Mapping[str, int] = {}
        """By the name as typed, case-folded: whom the person picked for it."""

    def fit(self, name: str) -> Fit | None:
        """How a typed name is the name of somebody; None when nobody is called so."""
        found = self._names(name)
        fits: tuple[Fit, ...] = ("full", "first", "family", "namesake")
        return next((fit for fit in fits if getattr(found, fit)), None)

    def is_near(self, name: str) -> bool:
        """Whether nobody is called so, but somebody almost."""
        near = self._near(name)
        return bool(near.full or near.first or near.family)

    def has_handle(self, name: str) -> bool:
        """Whether `@name` is somebody: a user name, a nickname or a given name."""
        return bool(self._with_handle(name))

    def choose(self, said: Sequence[str], hints: Sequence[str]) -> list[list[Candidate]]:
        """For each of the names whom it may mean, best first, all looked at together."""
        key = tuple(said), tuple(hints)
        if key not in self._chosen:
            if len(self._chosen) > _REMEMBERED:
                self._chosen.clear()
            self._chosen[key] = self._choose(said, hints)
        return [self._picked(name, ranked) for name, ranked in zip(said, self._chosen[key], strict=True)]

    def tells(self, id: int, text: str) -> bool:
        """Whether these words are where somebody works or lives."""
        _, company, city, _ = self._about([id]).get(id, ("", "", "", False))
        typed = words(text)
        return bool(typed) and any(words(place)[: len(typed)] == typed for place in (company, city))

    def _choose(self, said: Sequence[str], hints: Sequence[str]) -> list[list[Candidate]]:
        scored = [self._scored(name, hints) for name in said]
        first = [sorted(scores, key=scores.__getitem__, reverse=True)[:_OTHERS] for scores in scored]
        for number, name in enumerate(said):
            base = self._base_points(name)
            for place, others in enumerate(first):
                if place == number or len(base) < 2:
                    continue
                for id, times in self._met_with(others, base).items():
                    sure = _SURE_OTHER if len(others) == 1 else 1.0
                    points = scored[number].get(id, base[id])
                    scored[number][id] = points + _TOGETHER * sure * log1p(times)
        ranked = [sorted(scores, key=scores.__getitem__, reverse=True) for scores in scored]
        _one_name_each(ranked)
        about = self._about({id for ids in ranked for id in ids[:MOST]})
        return [[_candidate(id, about[id]) for id in ids[:MOST] if id in about] for ids in ranked]

    def _scored(self, said: str, hints: Sequence[str]) -> dict[int, float]:
        """Points of those whom the name fits best."""
        base = self._base_points(said)
        more: dict[int, float] = {}
        for word in dict.fromkeys(hints) if len(base) > 1 else ():
            for id, points in self._hinted(said, base, word).items():
                more[id] = more.get(id, 0.0) + points
        close = [*islice(base, _LOOKED_AT), *more]
        about = self._about(close)
        return {
            id: base[id] + more.get(id, 0.0) + (_ARCHIVED if about[id][3] else 0.0)
            for id in close
            if id in about
        }

    def _met_with(self, others: Sequence[int], base: Mapping[int, float]) -> dict[int, int]:
        """Who of a name was met with one of several others, and how often with whom they met most."""
        most: dict[int, int] = {}
        for other in others:
            if other not in self._met:
                self._met[other] = naming.met_with(self._connection, other)
            for id, times in self._met[other].items():
                if id in base:
                    most[id] = max(times, most.get(id, 0))
        return most

    def _base_points(self, said: str) -> dict[int, float]:
        """Points of everybody whom a name fits, whatever else the line says, most first."""
        if said not in self._points:
            if said.startswith("@"):
                fits = dict.fromkeys(self._with_handle(said[1:]), 0.0)
            else:
                fits = _fitting(self._names(said))
            fits = fits or _fitting(self._near(said.removeprefix("@")))
            activity = self._index.activity(fits)
            most = max(activity.values(), default=0.0) or 1.0
            points_of = {id: fits[id] + _ACTIVITY * value / most for id, value in activity.items()}
            ordered = sorted(points_of, key=points_of.__getitem__, reverse=True)
            self._points[said] = {id: points_of[id] for id in ordered}
        return self._points[said]

    def _hinted(self, said: str, base: Mapping[int, float], word: str) -> dict[int, float]:
        key = said, word
        if key not in self._hints:
            if len(self._hints) > _REMEMBERED:
                self._hints.clear()
            self._hints[key] = (
                self._tagged(base, word[1:]) if word[0] == "#" else self._index.hinted(base, word)
            )
        return self._hints[key]

    def _tagged(self, base: Mapping[int, float], tag: str) -> dict[int, float]:
        """Those who carry a tag, or whose other words have its own: met at that event, say."""
        carriers = naming.tagged(self._connection, tag, base)
        if not carriers:
            return self._index.hinted(base, tag)
        return dict.fromkeys(carriers, _TAGGED) if len(carriers) < len(base) else {}

    def _names(self, name: str) -> Called:
        key = name if " " in name else fold(name)
        if key not in self._called:
            self._called[key] = self._index.called(name)
        return self._called[key]

    def _near(self, name: str) -> Called:
        key = fold(name)
        if key not in self._nearly:
            if len(self._nearly) > _REMEMBERED:
                self._nearly.clear()
            self._nearly[key] = self._index.nearly_called(name)
        return self._nearly[key]

    def _with_handle(self, name: str) -> list[int]:
        key = name.casefold()
        if key not in self._handled:
            near = self._index.search(name, limit=200).ids
            exact = naming.with_handle(self._connection, name, near)
            found = self._names(name.replace(".", " ").replace("_", " "))
            self._handled[key] = exact or [*found.full, *found.first]
        return self._handled[key]

    def _about(self, ids: Iterable[int]) -> dict[int, tuple[str, str, str, bool]]:
        missing = [id for id in ids if id not in self._told]
        if missing:
            self._told |= naming.known(self._connection, missing)
        return self._told

    def _picked(self, said: str, ranked: list[Candidate]) -> list[Candidate]:
        picked = self.picks.get(said.casefold())
        if picked is None:
            return ranked
        first = [candidate for candidate in ranked if candidate.id == picked]
        if not first and picked in self._about([picked]):
            first = [_candidate(picked, self._told[picked])]
        return [*first, *(candidate for candidate in ranked if candidate.id != picked)]


def _fitting(found: Called) -> dict[int, float]:
    """By contact the points that it is worth how the name fits."""
    fits: dict[int, float] = {}
    for fit, points in _NOT_FIRST.items():
        for id in getattr(found, fit):
            fits.setdefault(id, points)
    for id in found.just:
        fits[id] += _JUST
    return fits


def _candidate(id: int, about: tuple[str, str, str, bool]) -> Candidate:
    name, company, city, _ = about
    return Candidate(id, name, " · ".join(part for part in (company, city) if part))


def _one_name_each(ranked: list[list[int]]) -> None:
    """Two names of one line are two people where they can be; the name that fits fewer goes first."""
    taken: set[int] = set()
    for ids in sorted(ranked, key=len):
        free = next((number for number, id in enumerate(ids) if id not in taken), 0)
        if ids:
            ids.insert(0, ids.pop(free))
            taken.add(ids[0])
