"""The verb that brings files in: LinkedIn's export, sheets, and whatever `rolodex.formats` knows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json
from rolodex.cli.completing import formats_so_far, tags_so_far
from rolodex.cli.shell import Shell, put, tell
from rolodex.text import fit, shown

if TYPE_CHECKING:
    from rolodex.book import Book
    from rolodex.book.importing import FileReport, ImportReport

_MOST_PEOPLE = 20
"""People and skipped rows of one file that are told one by one; --json tells all."""


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as", "as_format", metavar="FORMAT", shell_complete=formats_so_far, help="Read every file as this format."
)
@click.option("--tag", metavar="TAG", default="", shell_complete=tags_so_far, help="Put it on everyone in the files.")
@click.option("--dry-run", is_flag=True, help="Show what would happen, and change nothing.")
@click.option("--json", "json_", is_flag=True, help="As JSON.")
@click.pass_obj
def import_(
    shell: Shell, paths: tuple[Path, ...], as_format: str | None, tag: str, dry_run: bool, json_: bool
) -> None:
    """Bring in people from files, folders or .zip archives. Makes the book where there is none.

    Knows LinkedIn's data export (Connections.csv of every year, Notes.csv) and any CSV or TSV with a header row;
    columns it does not know become fields. Importing the same file again changes nothing, and a newer one updates
    company and title; your notes and tags stay. One import is one change, which one undo takes back.

    \b
    Examples:
      rolodex import ~/Downloads/linkedin-export.zip --dry-run
      rolodex import contacts.csv --tag source/sheet
    """
    with _dry_book(shell) if dry_run else shell.book(create=True) as book:
        report = book.import_(list(paths), as_format=as_format, tag=tag, dry_run=dry_run, progress=_progress())
    if json_:
        put(as_json.whole(as_json.imported(report, dry_run=dry_run)))
    else:
        put(_lines(report, dry_run))
    tell(_ending(report, dry_run))


@contextmanager
def _dry_book(shell: Shell) -> Iterator[Book]:
    """The book as it is; where there is none an empty one that is thrown away, so that a dry run makes no file."""
    if shell.path.exists():
        with shell.book() as book:
            yield book
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="rolodex-") as folder, Shell(f"{folder}/dry.db", shell.clock).book(create=True) as book:
        yield book


def _progress() -> Callable[[int, int], None] | None:
    """Rows done and rows in all on one line of a terminal, rewritten in place; None where nobody looks."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        end = "\r" if done < of else "\r\x1b[K"
        click.echo(f"{done:,} of {of:,} rows{end}", err=True, nl=False)

    return show


def _lines(report: ImportReport, dry_run: bool) -> Iterator[str]:
    for file in report.files:
        yield f"{shown(file.file)}  {_counts(file)}"
        if dry_run:
            yield from _some([f"{person.what:<7}  line {person.line}  {_about(person)}" for person in file.people])
        yield from _some([f"line {skipped.line}: {shown(skipped.why)}" for skipped in file.skipped])


def _some(lines: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_MOST_PEOPLE])
    if len(lines) > _MOST_PEOPLE:
        yield f"  … and {len(lines) - _MOST_PEOPLE:,} more; --json tells all"


def _counts(file: FileReport) -> str:
    if not file.format:
        return "not read"
    counts = (
        (file.new, "new"),
        (file.changed, "changed"),
        (file.same, "same"),
        (len(file.skipped), "skipped"),
        (file.date_only, "with a date only"),
    )
    return f"({shown(file.format)})  " + (", ".join(f"{n:,} {word}" for n, word in counts if n) or "nobody")
