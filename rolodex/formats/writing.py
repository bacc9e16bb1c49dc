"""The files that a book can be written out as: a registry of writers, beside that of readers.

A new format is a function from a Whole to bytes (or to several files of a folder), and one line in `WRITERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rolodex.columns import Column
from rolodex.formats import calendar, csvout, jsonl, mail, pages, refilled, vcardout, xlsx
from rolodex.formats.refilled import Layout
from rolodex.model import BadInput, Whole
from rolodex.text import shown


@dataclass(frozen=True, slots=True)
class Task:
    """What to write, and what the writer needs to know besides."""

    whole: Whole
    at: datetime
    """The time now, aware of its zone."""
    columns: Sequence[Column] = ()
    """Of a table; none for all that it can hold."""
    layout: Layout | None = None
    """Of a table that is to have the columns of another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """One kind of file to write."""

    name: str
    """What `--as` takes."""
    about: str
    """One line for the help."""
    endings: tuple[str, ...] = ()
    """The names of its files end in these."""
    one: Callable[[Task], bytes] | None = None
    """One file; None where it needs a folder."""
    folder: Callable[[Task], dict[str, bytes]] | None = None
    """Files of a folder by name; None where it is one file."""
    columns: bool = False
    """Whether columns can be chosen."""
    people: Callable[[Task], int] = lambda task: len(task.whole.people)
    """Of how many people something stands in it."""
    needs: str = ""
    """What these have; empty where it is everybody."""
    everybody: bool = False
    """Whether without a query those who are archived belong to it too: it is there to lose nothing."""


def _table(task: Task) -> Iterable[Sequence[str]]:
    if task.layout:
        return refilled.rows(task.whole, task.layout, task.at.date())
    return csvout.rows(task.whole, task.columns, task.at.date())


WRITERS: dict[str, Writer] = {
    writer.name: writer
    for writer in (
        Writer(
            name="csv",
            about="a table; --columns chooses what it holds, --like takes those of a file",
            endings=(".csv",),
            one=lambda task: csvout.written(_table(task), task.layout.delimiter if task.layout else ","),
            columns=True,
        ),
        Writer(
            name="xlsx",
            about="the same table as a spreadsheet, all of it text",
            endings=(".xlsx",),
            one=lambda task: xlsx.written(_table(task)),
            columns=True,
        ),
        Writer(
            name="jsonl",
            about="all there is, to be imported again",
            endings=(".jsonl", ".ndjson"),
            one=lambda task: jsonl.written(task.whole),
            everybody=True,
        ),
        Writer(
            name="vcard",
            about="vCards 3.0 in one file",
            endings=(".vcf", ".vcard"),
            one=lambda task: vcardout.written(task.whole, "3.0"),
        ),
        Writer(
            name="vcard4",
            about="vCards 4.0 in one file",
            one=lambda task: vcardout.written(task.whole, "4.0"),
        ),
        Writer(
            name="vdir",
            about="a folder with a vCard 3.0 a person, as khard and vdirsyncer have it",
            folder=lambda task: vcardout.files(task.whole, "3.0"),
        ),
        Writer(
            name="markdown",
            about="a page a person, in one file or in a folder",
            endings=(".md", ".markdown"),
            one=lambda task: pages.written(task.whole, task.at.date()),
            folder=lambda task: pages.files(task.whole, task.at.date()),
        ),
        Writer(
            name="ics",
            about="a calendar of follow-ups and birthdays",
            endings=(".ics",),
            one=lambda task: calendar.written(calendar.entries(task.whole, task.at.date()), task.at),
            people=lambda task: len(calendar.people(task.whole, task.at.date())),
            needs="a birthday or an open follow-up",
        ),
        Writer(
            name="abook",
            about="the address book of abook",
            endings=("addressbook", ".abook"),
            one=lambda task: mail.abook(task.whole),
        ),
        Writer(
            name="mutt",
            about="aliases for mutt and neomutt",
            endings=("aliases", ".mutt", ".muttrc"),
            one=lambda task: mail.aliases(task.whole),
            people=lambda task: mail.reachable(task.whole),
            needs="an email that mutt can take",
        ),
    )
}
"""By name."""


def writer_for(path: Path | None, name: str = "") -> Writer:
    """The writer of that name, else the one whose files are called like this; None is standard output.

    Raises BadInput, with the names there are, when neither tells.
    """
    if name:
        if name.casefold() in WRITERS:
            return WRITERS[name.casefold()]
        raise BadInput(f"There is no format “{shown(name)}” to write. The formats are: {', '.join(WRITERS)}.")
    called = path.name.casefold() if path else ""
    for writer in WRITERS.values():
        if called.endswith(writer.endings or ("\0",)):
            return writer
    what = f"“{shown(called)}” does not say" if called else "Say"
    raise BadInput(f"{what} which format to write: add --as with one of {', '.join(WRITERS)}.")
