"""The files of data/demo: what no export tells of the people in the demo book."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rolodex.model import CannotOpen, Group


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
    `cadence CADENCE`, and of a category `category CADENCE`."""
    who: Sequence[str]
    what: str


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
    lately: Sequence[Step]
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
        lately=[
            Step(int(row["Minutes ago"]), row["Do"], row["Who"].split("; "), row["What"])
            for row in _rows(folder / "lately.csv")
        ],
        phrases=phrases,
        words=_sections(folder / "words.txt"),
    )


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
