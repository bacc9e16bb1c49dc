"""The files of data/demo: what no export tells of the people in the demo book."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

from rolodex.model import CannotOpen, Group, Request
from rolodex.model.requests import State


@dataclass(frozen=True, slots=True)
class Circle:
    """How the book's owner knows one person."""

    name: str
    company: str
    """Tells two people of one name apart."""
    circle: str
    """`recruiter`, `conference`, `group`, `client`, `colleague`, `supplier`, `peer`, `friend`, `stranger`;
    `silent` for those of whom nothing is told."""
    topics: Sequence[str]
    """What one talks about with them."""
    flag: str
    """`starred`, `archived` or empty."""


@dataclass(frozen=True, slots=True)
class Event:
    """A conference, and the tag of those met there."""

    name: str
    tag: str
    on: date
    city: str


@dataclass(frozen=True, slots=True)
class Job:
    """Where somebody worked before, until some months ago."""

    name: str
    months_ago: int
    before: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the last things done to the book."""

    minutes_ago: int
    do: str
    """`log KIND`, `tag`, `untag`, `set COLUMN`, `star`, `archive`, `follow DAYS [CADENCE]` (from that day),
    `favour DAYS` (before that day), `again`, `cadence CADENCE`, `trust TRUST`, `link KIND`, `say GROUP`,
    `introduce` (`introduce asked` where the first of them asked for it), `introduction asked`, `agreed`,
    `declined`, `made` or `outcome`, and of a category `category CADENCE`."""
    who: Sequence[str]
    what: str


@dataclass(frozen=True, slots=True)
class AskedAgo:
    """A connection request, with days counted back from the day on which the book is made."""

    request: Request
    days_ago: int
    decided: int
    """Days ago; -1 where it is open or put by."""
    replied: int
    """Days ago; -1 where nothing was replied."""
    answered: int
    """Days ago; -1 where they did not write back."""

    def since(self, today: date) -> Request:
        """The request with its days."""

        def day(ago: int) -> str:
            return (today - timedelta(ago)).isoformat() if ago >= 0 else ""

        return replace(
            self.request,
            on=day(self.days_ago),
            decided_on=day(self.decided),
            replied_on=day(self.replied),
            answered_on=day(self.answered),
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing that may have happened, with words in braces still to be filled in."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that the files say."""

    circles: Sequence[Circle]
    events: Sequence[Event]
    groups: Sequence[Group]
    jobs: Sequence[Job]
    earlier: Sequence[Step]
    """What was done before the last import, with people of the imports before it."""
    lately: Sequence[Step]
    requests: Sequence[AskedAgo]
    phrases: Mapping[str, Sequence[Phrase]]
    """By circle, `CIRCLE-here`, `-away` and `-first`, and `group/NAME`, as data/demo/texts.txt explains."""
    words: Mapping[str, Sequence[str]]
    """What a word in braces may stand for."""


def data_folder() -> Path:
    """The folder of the sample files: in the installed package, or at the top of a checkout.

    Raises CannotOpen when it is in neither.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "data", here.parents[1] / "data"):
        if (folder / "demo").is_dir():
            return folder
    raise CannotOpen("The files of the demo book are missing from this installation. Install rolodex again.")


def read_source(folder: Path) -> Source:
    """What the files in a folder such as data/demo say."""
    phrases: dict[str, list[Phrase]] = {}
    for head, lines in _sections(folder / "texts.txt").items():
        circle, _, kind = head.partition(" ")
        phrases.setdefault(circle, []).extend(Phrase(kind, line) for line in lines)
    return Source(
        circles=[
            Circle(row["Name"], row["Company"], row["Circle"], row["Topics"].split("; "), row["Flag"])
            for row in _rows(folder / "circles.csv")
        ],
        events=[
            Event(row["Event"], row["Tag"], date.fromisoformat(row["On"]), row["City"])
            for row in _rows(folder / "events.csv")
        ],
        groups=[
            Group(
                name=row["Name"], tag=row["Tag"], kind=row["Kind"], role=row["Role"], starts_on=row["Since"]
            )
            for row in _rows(folder / "groups.csv")
        ],
        jobs=[Job(row["Name"], int(row["Months ago"]), row["Before"]) for row in _rows(folder / "jobs.csv")],
        earlier=_steps(folder / "earlier.csv"),
        lately=_steps(folder / "lately.csv"),
        requests=[_asked(row) for row in _rows(folder / "requests.csv")],
        phrases=phrases,
        words=_sections(folder / "words.txt"),
    )


def _steps(path: Path) -> list[Step]:
    return [
        Step(int(row["Minutes ago"]), row["Do"], row["Who"].split("; "), row["What"]) for row in _rows(path)
    ]


def _asked(row: Mapping[str, str]) -> AskedAgo:
    request = Request(
        name=row["Name"],
        service=row["Service"],
        handle=row["User name"],
        message=row["Message"],
        by=row["Recommended by"],
        state=cast(State, row["State"]),
        reply=row["Reply"],
    )
    days = (int(row[column] or -1) for column in ("Days ago", "Decided", "Replied", "Answered"))
    return AskedAgo(request, *days)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sections(path: Path) -> dict[str, list[str]]:
    """The lines below each `[head]`; blank lines and those that begin with # are left out."""
    sections: dict[str, list[str]] = {}
    head = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"\[(.+)\]", line):
            head = found[1]
        elif line and not line.startswith("#"):
            sections.setdefault(head, []).append(line)
    return sections
