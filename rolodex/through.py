"""Through whom one reaches somebody: paths from person to person of up to three steps, the best first."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from typing import Literal

TieKind = Literal["introduced", "via", "brought", "linked", "together"]

_TRUST = {"vouch": 1.0, "know": 0.8, "met": 0.5}
_TALKED, _MET = 0.6, 0.35
"""How strong it is that one talked with somebody, or only met them, where nothing is said of trust."""
_TIES: Mapping[TieKind, float] = {"introduced": 0.9, "via": 0.9, "brought": 0.9, "linked": 0.75}
_ONCE_TOGETHER, _AGAIN_TOGETHER, _MOST_TOGETHER = 0.4, 0.1, 0.7
_HALVED_AFTER = 365.0
"""Days after which the half of a strength that wears off is half gone."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What one contact has to do with another, as it is seen from `one`."""

    one: int
    other: int
    kind: TieKind
    """`introduced`: by you. `via`: you met the other through one. `brought`: you met one through the other.
    `linked`: as `said`. `together`: there were talks with both."""
    said: str = ""
    """The kind of link."""
    on: str = ""
    """The newest local day of it, or empty."""
    times: int = 1

    @property
    def strength(self) -> float:
        """From 0 to 1, whenever it was."""
        if self.kind == "together":
            return min(_MOST_TOGETHER, _ONCE_TOGETHER + _AGAIN_TOGETHER * (self.times - 1))
        return _TIES[self.kind]


@dataclass(frozen=True, slots=True)
class Known:
    """How well one knows somebody oneself."""

    trust: str = ""
    """A key of knowing.TRUST, or empty where nothing is said."""
    last: str = ""
    """The local day of the last talk, or empty."""
    met: bool = False
    """Whether one knows how, where or when one met."""

    def strength(self, today: date) -> float:
        """From 0, for somebody one does not know, to 1 for a trusted one of today."""
        if self.trust == "no":
            return 0.0
        bare = _TRUST.get(self.trust, _TALKED if self.last else _MET if self.met else 0.0)
        return bare * _lasting(self.last, today)


@dataclass(frozen=True, slots=True)
class Path:
    """Whom to ask for whom, up to the one who is to be reached."""

    people: tuple[int, ...]
    """The first is one whom you know, the last whom you want to reach."""
    ties: tuple[Tie, ...]
    """From each of the people to the next."""
    strength: float
    """From 0 to 1: how far each step is to be trusted, multiplied."""


def paths(
    targets: Collection[int],
    ties: Mapping[int, Sequence[Tie]],
    known: Mapping[int, Known],
    today: date,
    limit: int,
) -> list[Path]:
    """The best paths to any of the targets, at most `limit`. Who is not `known` is never asked.

    `ties` are by the contact they lead from, of the targets and of those tied to them. A way round through
    others is left out where one knows whom it leads to as well oneself.
    """
    near = {id: one.strength(today) for id, one in known.items()}
    found = (path for target in targets for path in _to(target, ties, near, today))
    return nlargest(limit, found, key=lambda path: (path.strength, -len(path.people)))


def _to(
    target: int, ties: Mapping[int, Sequence[Tie]], near: Mapping[int, float], today: date
) -> Iterator[Path]:
    own = near.get(target, 0.0)
    if own > 0:
        yield Path((target,), (), own)
    for last, to_target in _strongest(ties.get(target, ()), today).items():
        straight, weight = near.get(last, 0.0), _weight(to_target, today)
        if straight * weight > own:
            yield Path((last, target), (_turned(to_target),), straight * weight)
        for first, to_last in _strongest(ties.get(last, ()), today).items():
            around = near.get(first, 0.0) * _weight(to_last, today)
            if first != target and around > straight and around * weight > own:
                both = (_turned(to_last), _turned(to_target))
                yield Path((first, last, target), both, around * weight)


def _strongest(ties: Sequence[Tie], today: date) -> dict[int, Tie]:
    """Of the ties to each contact the strongest."""
    best: dict[int, Tie] = {}
    for tie in ties:
        before = best.get(tie.other)
        if before is None or _weight(tie, today) > _weight(before, today):
            best[tie.other] = tie
    return best


def _weight(tie: Tie, today: date) -> float:
    return tie.strength * (_lasting(tie.on, today) if tie.on else 1.0)


def _turned(tie: Tie) -> Tie:
    """The tie as it is seen from the other."""
    kind: TieKind = {"via": "brought", "brought": "via"}.get(tie.kind, tie.kind)  # type: ignore[assignment]
    return Tie(tie.other, tie.one, kind, tie.said, tie.on, tie.times)


def _lasting(day: str, today: date) -> float:
    """What is left of a strength: half of it stays, the other half wears off with the years."""
    if not day:
        return 0.5
    return 0.5 + 0.5 * math.pow(0.5, max(0, (today - date.fromisoformat(day)).days) / _HALVED_AFTER)
