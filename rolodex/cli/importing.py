"""The verb that brings files in: LinkedIn's export, sheets, and whatever `rolodex.formats` knows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json
from rolodex.cli.completing import formats_so_far, tags_so_far
from rolodex.cli.shell import Shell, put, tell
from rolodex.text import counted, shown

if TYPE_CHECKING:
    from rolodex.book import Book
    from rolodex.book.bringing import Progress
    from rolodex.book.reports import FileReport, ImportReport, PersonReport

_MOST_LINES = 20
"""People, and skipped rows, of one file that are told one by one. --json tells more."""


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as",
    "as_format",
    metavar="FORMAT",
    shell_complete=formats_so_far,
    help="Read every file as this; a wrong name lists them.",
)
@click.option(
    "--tag", metavar="TAG", default="", shell_complete=tags_so_far, help="Put it on everyone in the files."
)
@click.option(
    "--me",
    metavar="ADDRESS",
    multiple=True,
    help="An email address of yours, for mailboxes and calendars; remembered.",
)
@click.option(
    "--new-people", is_flag=True, help="Add whom mailboxes and calendars name and the book does not know."
)
@click.option("--dry-run", is_flag=True, help="Show what would happen, and change nothing.")
@click.option("--json", "json_", is_flag=True, help="As JSON.")
@click.pass_obj
def import_(
    shell: Shell,
    paths: tuple[Path, ...],
    as_format: str | None,
    tag: str,
    me: tuple[str, ...],
    new_people: bool,
    dry_run: bool,
    json_: bool,
) -> None:
    """Bring in people from files, folders or .zip archives. Makes the book where there is none.

    Knows the archives of LinkedIn, X and Facebook of every year (people, lists, who wrote with whom), vCards
    of every program, address books of abook and mutt, lists of @handles, a book that `rolodex export` wrote
    as jsonl, and any CSV, TSV or sheet of Excel with a header row; columns it does not know become fields.
    Mailboxes (mbox, Maildir) and calendars (.ics) become talks with the people in the book. Importing the
    same file again changes nothing; a newer one updates company and title; your notes and tags stay. One
    import is one change: one undo takes it back.

    \b
    Examples:
      rolodex import ~/Downloads/linkedin-export.zip --dry-run
      rolodex import contacts.csv --tag source/sheet
    """
    with _dry_book(shell) if dry_run else shell.book(create=True) as book:
        report = book.import_(
            paths,
            as_format=as_format,
            tag=tag,
            dry_run=dry_run,
            me=me,
            new_people=new_people,
            progress=_progress(),
        )
    if json_:
        put(as_json.whole(as_json.imported(report, dry_run=dry_run)))
    else:
        put(_lines(report, dry_run))
    tell(_ending(report, dry_run))


@contextmanager
def _dry_book(shell: Shell) -> Iterator[Book]:
    """The book as it is; where there is none an empty one that is thrown away after."""
    if lexists(shell.path):
        with shell.book() as book:
            yield book
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="rolodex-") as folder:
        nobody = Shell(f"{folder}/dry.db", shell.clock)
        with nobody.book(create=True) as book:
            yield book


def _progress() -> Progress | None:
    """Rows done and rows in all on one line of a terminal, rewritten in place; None where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> bool:
        click.echo(f"{done:,} of {of:,} rows\r" if done < of else "\x1b[K", err=True, nl=False)
        return True

    return show


def _lines(report: ImportReport, dry_run: bool) -> Iterator[str]:
    for file in report.files:
        yield f"{shown(file.file)}  {_counts(file)}"
        if file.kept:
            yield f"  kept as fields: {', '.join(map(shown, file.kept))}"
        told = [
            person for person in file.people if person.what == "changed" or (dry_run and person.what == "new")
        ]
        yield from _some(map(_person, told), len(told))
        yield from _some((f"line {row.line}: {shown(row.why)}" for row in file.skipped), len(file.skipped))


def _some(lines: Iterable[str], count: int) -> Iterator[str]:
    yield from (f"  {line}" for line in islice(lines, _MOST_LINES))
    if count > _MOST_LINES:
        yield f"  … and {count - _MOST_LINES:,} more; --json tells all"


def _person(person: PersonReport) -> str:
    edits = f": {shown(person.told)}" if person.edits else ""
    return f"{person.what}, line {person.line}: {shown(person.name)}{edits}"


def _counts(file: FileReport) -> str:
    if not file.format:
        return "was not read"
    counts = (
        (file.new, "new"),
        (file.changed, "changed"),
        (file.same, "same"),
        (len(file.skipped), "skipped"),
        (file.date_only, "with a date only"),
        (file.unknown, "not in the book"),
        (file.requests, "new requests"),
    )
    return f"({shown(file.format)})  " + (", ".join(f"{n:,} {word}" for n, word in counts if n) or "nobody")


def _ending(report: ImportReport, dry_run: bool) -> str:
    ending = _done(report, dry_run)
    if report.unknown:
        ending += f" Left out {counted(report.unknown)} not in the book: --new-people adds them."
    return ending


def _done(report: ImportReport, dry_run: bool) -> str:
    done = f"{report.new:,} new and {report.changed:,} changed people, {report.same:,} the same"
    if dry_run:
        return f"Would bring in {done}. Nothing was changed."
    if report.change is None:
        return f"Nothing was changed: {done}."
    return f"Brought in {done}. `rolodex undo {report.change.id}` takes all of it back."
