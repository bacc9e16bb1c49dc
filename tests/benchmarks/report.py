"""What was measured, as a plain table: ours first, every peer as a multiple of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import TypeVar

Given = TypeVar("Given")

_WHO = 62


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured some times."""

    who: str
    values: Sequence[float]
    """In the unit of its section; empty when it could not be measured."""
    why_not: str = ""
    """Said in place of figures when there are none."""
    peer: bool = False
    """Whether it is somebody else's, to be held against ours."""

    @property
    def median(self) -> float:
        """Of the values, of which there must be one."""
        return median(self.values)

    @property
    def p99(self) -> float:
        """The 99th percentile by nearest rank: of fewer than a hundred values the largest."""
        ordered = sorted(self.values)
        return ordered[-(-99 * len(ordered) // 100) - 1]


@dataclass(slots=True)
class Section:
    """Figures that answer one question. The first is ours: what peers are held against."""

    title: str
    unit: str
    figures: list[Figure] = field(default_factory=list)

    def add(self, who: str, values: Sequence[float], why_not: str = "") -> None:
        """Note what was measured of us."""
        self.figures.append(Figure(who, values, why_not))

    def add_peer(self, who: str, values: Sequence[float], why_not: str = "") -> None:
        """Note what was measured of somebody else."""
        self.figures.append(Figure(who, values, why_not, peer=True))


@dataclass(frozen=True, slots=True)
class Target:
    """What must hold, and whether it does."""

    what: str
    measured: float
    most: float
    unit: str

    @property
    def met(self) -> bool:
        """Whether the measured value is below the bound."""
        return self.measured < self.most


def lines(section: Section) -> Iterator[str]:
    """The section as lines of a table."""
    yield f"  {section.title:<{_WHO}}{'median':>10}{'p99':>10}{'worst':>10}{'n':>6}{'× ours':>9}"
    ours = next((figure for figure in section.figures if figure.values and not figure.peer), None)
    for figure in section.figures:
        if not figure.values:
            yield f"    {figure.who:<{_WHO - 2}}{figure.why_not:>10}"
            continue
        values = "".join(f"{_number(v):>10}" for v in (figure.median, figure.p99, max(figure.values)))
        times = _times(figure.median, ours.median) if figure.peer and ours else ""
        yield f"    {f'{figure.who}, {section.unit}':<{_WHO - 2}}{values}{len(figure.values):>6}{times:>9}"


def verdicts(targets: Sequence[Target]) -> Iterator[str]:
    """Each target with what was measured."""
    for target in targets:
        word = "met   " if target.met else "MISSED"
        yield f"  {word}  {target.what}: {_number(target.measured)} {target.unit} (under {target.most:g})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _times(value: float, ours: float) -> str:
    if not ours:
        return ""
    return f"{value / ours:.1f}" if value >= ours / 10 else f"{value / ours:.3f}"


def timed(call: Callable[[Given], object], over: Iterable[Given], seconds: float) -> list[float]:
    """Milliseconds of each call, at least one, until they have taken that many seconds together."""
    taken: list[float] = []
    end = perf_counter() + seconds
    for given in over:
        start = perf_counter()
        call(given)
        taken.append((perf_counter() - start) * 1000)
        if perf_counter() > end:
            break
    return taken
