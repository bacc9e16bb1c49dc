"""What an import did, or a dry run would do: told as a whole, by file and by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rolodex.model import Change, Reading, Skipped

What = Literal["new", "changed", "same"]

_EDITS = 6
"""Changes of one person that are told on a line."""
_TOLD = 1000
"""People of one file told by name, of each of new, changed and same."""


@dataclass(frozen=True, slots=True)
class PersonReport:
    """What an import did with one person."""

    name: str
    line: int
    """1-based line of the file where the first of their rows starts."""
    what: What
    edits: tuple[str, ...] = ()
    """Of somebody changed, what changed: `company: A to B`, `email: ada@example.org`."""

    @property
    def told(self) -> str:
        """What changed on one line, of very much some: a mailbox may bring hundreds of talks."""
        more = len(self.edits) - _EDITS
        return "; ".join((*self.edits[:_EDITS], *((f"and {more:,} more",) if more > 0 else ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What an import did with one file."""

    file: str
    format: str
    """Empty when no format knows the file; `skipped` says why."""
    new: int = 0
    changed: int = 0
    same: int = 0
    skipped: tuple[Skipped, ...] = ()
    date_only: int = 0
    """Rows of LinkedIn that hold a date and nothing else: hidden or closed accounts."""
    unknown: int = 0
    """People whom the file tells of only if they are in the book, and who are not."""
    requests: int = 0
    """Connection requests that are new in the ledger."""
    kept: tuple[str, ...] = ()
    """The fields in which the columns that a contact has no place for were kept."""
    people: tuple[PersonReport, ...] = ()
    """In the order of the file."""
    more_people: int = 0
    """How many there are besides those in `people`."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or a dry run would do."""

    files: tuple[FileReport, ...]
    change: Change | None = None
    """The one change that can be undone; None after a dry run, or when nothing changed."""
    contacts: frozenset[int] = frozenset()
    """Everybody whom the files tell of."""

    @property
    def new(self) -> int:
        return sum(file.new for file in self.files)

    @property
    def changed(self) -> int:
        return sum(file.changed for file in self.files)

    @property
    def same(self) -> int:
        return sum(file.same for file in self.files)

    @property
    def unknown(self) -> int:
        return sum(file.unknown for file in self.files)

    @property
    def requests(self) -> int:
        return sum(file.requests for file in self.files)

    @property
    def skipped(self) -> int:
        """Rows that became nothing, and files that were not read."""
        return sum(len(file.skipped) for file in self.files)

    @property
    def date_only(self) -> int:
        return sum(file.date_only for file in self.files)


@dataclass(slots=True)
class Tally:
    """The people of one file, counted, and the first of them by name."""

    counts: Counter[str] = field(default_factory=Counter)
    people: list[PersonReport] = field(default_factory=list)
    unknown: int = 0

    def add(self, name: str, line: int, what: What, edits: Sequence[str] = ()) -> None:
        """Count one person; `edits` are told of somebody changed."""
        self.counts[what] += 1
        if self.counts[what] <= _TOLD:
            self.people.append(PersonReport(name, line, what, tuple(edits) if what == "changed" else ()))

    def report(self, reading: Reading, kept: tuple[str, ...]) -> FileReport:
        return FileReport(
            file=reading.file,
            format=reading.format,
            new=self.counts["new"],
            changed=self.counts["changed"],
            same=self.counts["same"],
            skipped=reading.skipped,
            date_only=reading.date_only,
            unknown=self.unknown,
            kept=kept,
            people=tuple(sorted(self.people, key=lambda person: person.line)),
            more_people=self.counts.total() - len(self.people),
        )
