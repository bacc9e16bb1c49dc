"""What a line of the log means, as values, and what the reader has to be told about names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

Role = Literal["kind", "person", "new", "unknown", "day", "time", "tag", "follow-up", "follow-up text"]
"""What a piece of the line is; the rest of the line is text."""

Fit = Literal["full", "first", "family", "namesake"]
"""How a typed name is somebody's: all of it, the given or the nickname, the family's, or Bob for Robert."""

MEETING = "meeting"
"""The kind of a line that names none."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a typed name may mean."""

    id: int
    name: str
    about: str = ""
    """Company and city, to tell two of a name apart; may be empty."""


class Names(Protocol):
    """Who is known, as the reader of a line asks for it."""

    def fit(self, name: str) -> Fit | None:
        """How a typed name is the name of somebody; None when nobody is called so."""

    def is_near(self, name: str) -> bool:
        """Whether nobody is called so, but somebody almost: it may be mistyped."""

    def has_handle(self, name: str) -> bool:
        """Whether `@name` is somebody: a user name, a nickname or a given name."""

    def choose(self, said: Sequence[str], hints: Sequence[str]) -> Sequence[Sequence[Candidate]]:
        """For each of the names (a handle with its `@`) whom it may mean, best first, all looked at together.

        `hints` are the other words of the line, and its tags with their `#`.
        """

    def tells(self, id: int, words: str) -> bool:
        """Whether these words are where somebody works or lives."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line that was understood: characters from `start` up to but not including `end`."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the line, and whom it may mean."""

    start: int
    end: int
    said: str
    """As it stands in the line, a handle with its `@`."""
    candidates: tuple[Candidate, ...]
    """Best first; the first is taken. Never empty."""
    guessed: bool = False
    """Nobody is called so: the candidates are those whose names are almost that."""

    @property
    def taken(self) -> Candidate:
        """Whom the name is taken to mean."""
        return self.candidates[0]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is not in the book yet and of whom little is known."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A follow-up that the line asks for."""

    due: date
    """A local day, today or later."""
    text: str = ""
    every: str = ""
    """How often it comes again, in the form of dates.read_cadence; empty for once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A line of the log as it was understood."""

    line: str
    kind: str = ""
    """Empty when the line names none: it is a meeting then."""
    people: tuple[Mention, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    unknown: tuple[str, ...] = ()
    """What stands where a name does and nobody has; they stay in the text."""
    day: date | None = None
    """The local day, or the first of several; None when the line names none: it is today then."""
    until: date | None = None
    """The last of several days."""
    no_day: str = ""
    """Where it names none, words written as a day on which nothing can have happened: one that is in no
    calendar, `31 feb`, or is to come. They stay in the text."""
    to_come: date | None = None
    """The day to come that `no_day` means."""
    time: str = ""
    """`15:00`, `14:00–15:30`, `evening`; may be empty."""
    tags: tuple[str, ...] = ()
    follow_up: Ahead | None = None
    text: str = ""
    """What is left of the line once the pieces are taken out."""
    pieces: tuple[Piece, ...] = ()
    """What was understood, in the order of the line, none over another."""

    @property
    def why_no_day(self) -> str:
        """Why nothing can have happened on `no_day`; empty without one."""
        if not self.no_day:
            return ""
        return f"{self.no_day} is still to come" if self.to_come else f"there is no {self.no_day}"

    @property
    def only_follow_up(self) -> bool:
        """Whether nothing happened: the line only says what is to be done about whom."""
        return self.follow_up is not None and not (self.kind or self.day or self.tags or self.text)
