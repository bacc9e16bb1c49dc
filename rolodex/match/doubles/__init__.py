"""Likely doubles among people: which records are of one person, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from rolodex.match.doubles.alike import Level
from rolodex.match.doubles.blocking import pairs
from rolodex.match.doubles.record import Record, prepare
from rolodex.match.doubles.weighing import Evidence, Weights

__all__ = ["LIKELY", "Evidence", "Level", "Pair", "Record", "find"]

LIKELY = 1.5
"""Bits above even odds from which a pair is called likely."""

_SLICE = 2_000
"""Pairs compared between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are likely one person."""

    one: int
    """Id of a record; `other` stands later in what was given."""
    other: int
    bits: float
    """How sure it is: above 0 rather one person than two; each bit doubles the odds."""
    evidence: tuple[Evidence, ...]


def find(
    records: Sequence[Record],
    *,
    least: float = LIKELY,
    of: Collection[int] | None = None,
    progress: Callable[[int], None] = lambda compared: None,
) -> list[Pair]:
    """The pairs of at least so many bits, best first; with `of` only those of one in it and one who is not.

    `progress` is called every few milliseconds with how many pairs were compared; it may raise to stop.
    """
    people = [prepare(record) for record in records]
    weights = Weights(people)
    found = []
    for compared, (one, other) in enumerate(pairs(people, weights.columns)):
        if compared % _SLICE == 0:
            progress(compared)
        if of is not None and (people[one].id in of) is (people[other].id in of):
            continue
        bits, evidence = weights.weigh(people[one], people[other])
        if bits - weights.least >= least:
            found.append(Pair(people[one].id, people[other].id, bits - weights.least, tuple(evidence)))
    return sorted(found, key=lambda pair: (-pair.bits, pair.one, pair.other))
