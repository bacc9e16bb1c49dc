"""What an import did, or a dry run would do: told as a whole, by file and by person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from rolodex.model import Change, Contact, Interaction, Reading, Skipped
from rolodex.text import one_line

What = Literal["new", "changed", "same"]

_EDITS = 6
"""Changes of one person that are told on a line."""
TOLD = 1000
"""People of one file told by name, of each of new, changed and same."""

_LONGEST = 100
"""Characters of a value in the words of an update."""


@dataclass(frozen=True, slots=True)
class Update:
    """One value that an import changes of somebody, or gives them."""

    id: str
    """By which it can be refused: `company`, `email:ada@example.org`, `field:Fee`, `log:` and a source key.
    The same as long as the file and what the book holds of them are."""
    what: str
    """As a person calls it: `company`, `how met`."""
    before: str
    """Empty when there was none."""
    after: str
    """Empty where what it is says all: `starred`."""

    @property
    def words(self) -> str:
        """As a person would say it: `company: A to B`."""
        before, after = _cut(self.before), _cut(self.after)
        if not after:
            return self.what
        return f"{self.what}: {before} to {after}" if before else f"{self.what}: {after}"


@dataclass(frozen=True, slots=True)
class PersonReport:
    """What an import did with one person."""

    name: str
    line: int
    """1-based line of the file where the first of their rows starts."""
    what: What
    updates: tuple[Update, ...] = ()
    """Of somebody changed, what changed."""
    contact: int = 0
    """Of somebody who was in the book, the contact."""
    job: str = ""
    """`changed job: A to B`, `changed position: X to Y`, or empty."""
    given: Contact | None = None
    """Of somebody new, what the file says."""
    by_name: bool = False
    """Of somebody who was in the book, whether nothing but the name tells that it is them."""

    @property
    def edits(self) -> tuple[str, ...]:
        """What changed, in words: `company: A to B`, `email: ada@example.org`."""
        return tuple(update.words for update in self.updates)

    @property
    def told(self) -> str:
        """What changed on one line, of very much some: a mailbox may bring hundreds of talks."""
        more = len(self.edits) - _EDITS
        return "; ".join((*self.edits[:_EDITS], *((f"and {more:,} more",) if more > 0 else ())))


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody new who looks like somebody in the book."""

    file: str
    line: int
    name: str
    contact: int
    """Whom they are like."""
    contact_name: str
    reasons: tuple[str, ...]
    """What speaks for it and against it, in words."""
    sure: bool
    """An email or user name in common, names that agree, and nothing against it."""


@dataclass(frozen=True, slots=True)
class Talk:
    """An interaction that an import logs."""

    key: str
    """Its source key, by which it can be refused."""
    on: str
    kind: str
    text: str
    names: tuple[str, ...]
    """With whom, of those in the file."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody of whom the source told before, and does not any more."""

    contact: int
    name: str


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
    broken: bool = False
    """Whether it can't be read at all, whatever it holds."""
    cut: bool = False
    """Whether it breaks off, so that it may have told of more people."""
    date_only: int = 0
    """Rows of LinkedIn that hold a date and nothing else: hidden or closed accounts."""
    unknown: int = 0
    """People whom the file tells of only if they are in the book, and who are not."""
    owner_unknown: bool = False
    """Whether nothing tells who of the people in it is oneself, so that none of them is made."""
    requests: int = 0
    """Connection requests that are new in the ledger."""
    kept: tuple[str, ...] = ()
    """The fields in which the columns that a contact has no place for were kept."""
    columns_said: bool = False
    """Whether columns of it mean what somebody said, now or of an earlier file with the same header."""
    people: tuple[PersonReport, ...] = ()
    """In the order of the file."""
    more_people: int = 0
    """How many there are besides those in `people`."""
    left_out: int = 0
    """People who were left out by choice."""
    talks: tuple[Talk, ...] = ()
    """In the order of the file; of very many the first."""
    more_talks: int = 0
    """How many there are besides those in `talks`."""
    gone: tuple[Gone, ...] = ()
    """Who is missing since the last edition; of very many the first."""
    more_gone: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or a dry run would do."""

    files: tuple[FileReport, ...]
    change: Change | None = None
    """The one change that can be undone; None after a dry run, or when nothing changed."""
    contacts: frozenset[int] = frozenset()
    """Everybody whom the files tell of."""
    likely: tuple[Likely, ...] = ()
    """New people who look like somebody in the book, the surest first; looked for in a dry run only."""

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
    def gone(self) -> int:
        """People who are missing since the last edition."""
        return sum(len(file.gone) + file.more_gone for file in self.files)

    @property
    def left_out(self) -> int:
        return sum(file.left_out for file in self.files)

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
    def owner_unknown(self) -> bool:
        """Whether some of those who are not in the book may be oneself, and nothing tells who."""
        return any(file.owner_unknown and file.unknown for file in self.files)

    @property
    def broken(self) -> tuple[FileReport, ...]:
        """The files that can't be read: of them nothing came in."""
        return tuple(file for file in self.files if file.broken)

    @property
    def cut(self) -> tuple[FileReport, ...]:
        """The files that break off: somebody may have been behind that place."""
        return tuple(file for file in self.files if file.cut)

    @property
    def date_only(self) -> int:
        return sum(file.date_only for file in self.files)


@dataclass(slots=True)
class Tally:
    """The people of one file, counted, and the first of them by name."""

    told: int = TOLD
    """People told by name, of each of new, changed and same; the others are counted."""
    counts: Counter[str] = field(default_factory=Counter)
    people: list[PersonReport] = field(default_factory=list)
    talks: dict[str, Talk] = field(default_factory=dict)
    """By source key."""
    gone: list[Gone] = field(default_factory=list)
    unknown: int = 0
    left_out: int = 0

    def add(self, person: PersonReport) -> None:
        """Count one person, and tell of them by name if they are among the first."""
        if self.count(person.what):
            self.people.append(person)

    def count(self, what: What) -> bool:
        """Count one person; whether they are among the first, who are told by name."""
        self.counts[what] += 1
        return self.counts[what] <= self.told

    def log(self, entry: Interaction, name: str) -> None:
        """Tell of an interaction with somebody, who may be one of several."""
        there = self.talks.get(entry.source_key)
        names = (*there.names, name) if there else (name,)
        self.talks[entry.source_key] = Talk(entry.source_key, entry.on, entry.kind, entry.text, names)

    def report(self, reading: Reading, kept: tuple[str, ...]) -> FileReport:
        return FileReport(
            file=reading.file,
            format=reading.format,
            new=self.counts["new"],
            changed=self.counts["changed"],
            same=self.counts["same"],
            skipped=reading.skipped,
            broken=reading.broken,
            cut=reading.cut,
            date_only=reading.date_only,
            unknown=self.unknown,
            owner_unknown=reading.owner_unknown,
            kept=kept,
            columns_said=reading.columns_said,
            people=tuple(sorted(self.people, key=lambda person: person.line)),
            more_people=self.counts.total() - len(self.people),
            left_out=self.left_out,
            talks=tuple(self.talks.values())[: self.told],
            more_talks=max(0, len(self.talks) - self.told),
            gone=tuple(self.gone[: self.told]),
            more_gone=max(0, len(self.gone) - self.told),
        )


def _cut(text: str) -> str:
    line = one_line(text[: 4 * _LONGEST])
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
