"""What a person decides about a proposed import: its rows in groups, and what is taken of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from rolodex.book import ImportReport, PersonReport
from rolodex.book.choices import Choices, Row
from rolodex.book.reports import Gone, Likely, Talk
from rolodex.model import Skipped

Double = Literal["", "same", "not the same"]
"""What is decided about a likely double; empty: a new person, as if nothing had been found."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a proposal."""

    group: str
    row: Row
    """The file and the line in it; of a talk or of somebody gone its place in the report."""
    what: PersonReport | Talk | Gone | Skipped
    likely: Likely | None = None
    """Of somebody new, whom they are like."""

    @property
    def name(self) -> str:
        """What the line is called."""
        if isinstance(self.what, Talk):
            return f"{self.what.on}  {self.what.text or self.what.kind}"
        if isinstance(self.what, Skipped):
            return self.what.told
        return self.what.name

    @property
    def can_be_left_out(self) -> bool:
        """Whether there is anything to decide."""
        return isinstance(self.what, PersonReport | Talk)


def items(report: ImportReport) -> dict[str, list[Item]]:
    """The lines of a proposal by group, in the order in which they are shown; no group is empty."""
    likely = {(one.file, one.line): one for one in report.likely}
    found = [item for file in report.files for item in _of_file(file.file, file.people, likely)]
    for file in report.files:
        found += [Item("Interactions", (file.file, at), talk) for at, talk in enumerate(file.talks)]
        found += [Item("Gone", (file.file, at), gone) for at, gone in enumerate(file.gone)]
        found += [Item("Not understood", (file.file, row.line), row) for row in file.skipped]
    order = ("Likely doubles", "Job changes", "Changed", "New", "Interactions", "Gone", "Not understood")
    groups = {group: [item for item in found if item.group == group] for group in order}
    return {group: lines for group, lines in groups.items() if lines}


def _of_file(file: str, people: Iterable[PersonReport], likely: Mapping[Row, Likely]) -> Iterator[Item]:
    for person in people:
        row = (file, person.line)
        if person.what == "new":
            yield Item("Likely doubles" if row in likely else "New", row, person, likely.get(row))
        elif person.what == "changed":
            yield Item("Job changes" if person.job else "Changed", row, person)


@dataclass(slots=True)
class Deciding:
    """What is decided so far."""

    left_out: set[Row] = field(default_factory=set)
    refused: set[tuple[Row, str]] = field(default_factory=set)
    talks: set[str] = field(default_factory=set)
    """Source keys of those that are not logged."""
    doubles: dict[Row, tuple[Double, int]] = field(default_factory=dict)
    """By row what is decided, and about which contact."""

    def takes(self, item: Item) -> bool:
        """Whether the line is brought in."""
        if isinstance(item.what, Talk):
            return item.what.key not in self.talks
        return item.can_be_left_out and item.row not in self.left_out

    def turn(self, item: Item) -> None:
        """Leave the line out, or take it back."""
        if isinstance(item.what, Talk):
            self.talks ^= {item.what.key}
        elif item.can_be_left_out:
            self.left_out ^= {item.row}

    def turn_all(self, group: Iterable[Item]) -> None:
        """Leave all of a group out, or take all of it back when none of it is taken."""
        some = list(group)
        out = any(self.takes(item) for item in some)
        for item in some:
            if self.takes(item) is out:
                self.turn(item)

    def less(self, lines: Iterable[Item]) -> tuple[int, int]:
        """How many fewer people than proposed are new and are changed; who is said to be somebody in the book
        is changed instead."""
        new = changed = 0
        for item in lines:
            if not isinstance(item.what, PersonReport):
                continue
            same = self.double(item) == "same"
            new += item.what.what == "new" and (same or not self.takes(item))
            changed += item.what.what == "changed" and not self.takes(item)
            changed -= same and self.takes(item)
        return new, changed

    def takes_update(self, item: Item, id: str) -> bool:
        """Whether an update of somebody is made."""
        return (item.row, id) not in self.refused

    def refused_of(self, item: Item) -> int:
        """How many updates of somebody are refused."""
        return sum(row == item.row for row, _ in self.refused)

    def turn_update(self, item: Item, id: str) -> None:
        """Refuse an update, or take it back."""
        self.refused ^= {(item.row, id)}

    def double(self, item: Item) -> Double:
        """What is decided about a likely double."""
        return self.doubles.get(item.row, ("", 0))[0]

    def turn_double(self, item: Item) -> None:
        """From not decided to the same, to not the same, and round."""
        if item.likely:
            following: dict[Double, Double] = {"": "same", "same": "not the same", "not the same": ""}
            self.doubles[item.row] = (following[self.double(item)], item.likely.contact)

    def choices(self) -> Choices:
        """All of it, as an import takes it."""
        decided = {row: one for row, one in self.doubles.items() if row not in self.left_out}
        return Choices(
            left_out=frozenset(self.left_out),
            refused=frozenset(self.refused),
            talks_refused=frozenset(self.talks),
            same={row: contact for row, (what, contact) in decided.items() if what == "same"},
            apart=frozenset(
                (row, contact) for row, (what, contact) in decided.items() if what == "not the same"
            ),
        )
