"""The verb that brings files in: LinkedIn's export, sheets, and whatever `rolodex.formats` knows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json, imports_json
from rolodex.cli.column_option import column_option, meanings
from rolodex.cli.completing import formats_so_far, tags_so_far
from rolodex.cli.shell import FilePath, Shell, put, tell
from rolodex.model import BadInput
from rolodex.text import counted, shown

if TYPE_CHECKING:
    from rolodex.book import Book
    from rolodex.book.choices import Row
    from rolodex.book.progress import Progress
    from rolodex.book.reports import FileReport, ImportReport, Likely, PersonReport

NOT_ALL = 1
"""The exit code where some file could not be read."""

_MOST_LINES = 20
"""People, and skipped rows, of one file that are told one by one. --json tells more."""


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=FilePath())
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
@click.option("--with-text", is_flag=True, help="Of mails take the words too, without quotes and signatures.")
@click.option(
    "--name", metavar="NAME", default="", help="What to call the import: else its file and the day."
)
@column_option
@click.option("--skip", metavar="LINE", multiple=True, help="Leave out the person of the row at that line.")
@click.option(
    "--same", metavar="LINE=WHO", multiple=True, help="The row at that line tells of WHO, who is in the book."
)
@click.option("--only-new", is_flag=True, help="Change nobody who is in the book.")
@click.option("--no-new", is_flag=True, help="Bring in nobody who is not in the book.")
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
    with_text: bool,
    name: str,
    column: tuple[str, ...],
    skip: tuple[str, ...],
    same: tuple[str, ...],
    only_new: bool,
    no_new: bool,
    dry_run: bool,
    json_: bool,
) -> int:
    """Bring in people from files, folders or .zip archives. Makes the book where there is none.

    Knows the archives of LinkedIn, X and Facebook of every year (people, lists, who wrote with whom), vCards
    of every program, address books of abook and mutt, lists of @handles, a book that `rolodex export` wrote
    as jsonl, and any CSV, TSV or sheet of Excel with a header row; columns it does not know become fields.
    Mailboxes (mbox, Maildir) and calendars (.ics) become talks with the people in the book. Importing the
    same file again changes nothing; a newer one updates company and title; your notes and tags stay. One
    import is one change: one undo takes it back. A file that can't be read is told, the others come in, and
    the exit code is 1; so it is where a file breaks off, and what stands before that place comes in.

    A dry run also tells of new people who look like somebody in the book. LINE is the number it tells; of
    several files FILE:LINE, with the file as it calls it.

    \b
    Examples:
      rolodex import ~/Downloads/linkedin-export.zip --dry-run
      rolodex import contacts.csv --tag source/sheet
      rolodex import contacts.csv --column "Reach me=email" --column "Sum=field:Fee" --column "Row=leave out"
      rolodex import contacts.csv --skip 12 --same "40=Ada Lovelace"
    """
    with _dry_book(shell) if dry_run else shell.book(create=True) as book:
        from rolodex.book.choices import Choices

        choices = Choices(
            left_out=frozenset(map(_row, skip)),
            same=dict(_same(book, text) for text in same),
            new=not no_new,
            known=not only_new,
        )
        report = book.import_(
            paths,
            as_format=as_format,
            tag=tag,
            name=name,
            dry_run=dry_run,
            choices=choices,
            columns=meanings(column),
            me=me,
            new_people=new_people,
            with_text=with_text,
            progress=_progress(),
        )
    if json_:
        put(as_json.whole(imports_json.imported(report, dry_run=dry_run)))
    else:
        put(_lines(report, dry_run))
    tell(_ending(report, dry_run, new_people, tag))
    return NOT_ALL if report.broken or report.cut else 0


def _row(text: str) -> Row:
    """`12` or `contacts.csv:12`. Raises BadInput."""
    file, _, line = text.strip().rpartition(":")
    if not line.strip().isdecimal():
        raise BadInput(f"“{shown(text)}” is no line: give its number, or FILE:NUMBER. Nothing was changed.")
    return file, int(line)


def _same(book: Book, text: str) -> tuple[Row, int]:
    """`12=Ada Lovelace`. Raises BadInput, or whatever finding WHO raises."""
    line, equals, who = text.partition("=")
    if not equals or not who.strip():
        raise BadInput(f"“{shown(text)}” does not say who that is: give LINE=WHO. Nothing was changed.")
    return _row(line), book.who(who.strip()).id


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
    if dry_run:
        yield "Dry run: what an import would do. Nothing is written."
    would = "would be " if dry_run else ""
    for file in report.files:
        if not file.format:
            yield f"{shown(file.file)}  {_not_read(file)}"
            continue
        yield f"{shown(file.file)}  {_counts(file, would)}"
        if file.columns_said:
            yield "  columns mean what you said of this header"
        if file.kept:
            yield f"  kept as fields: {', '.join(map(shown, file.kept))}"
        told = [
            person for person in file.people if person.what == "changed" or (dry_run and person.what == "new")
        ]
        yield from _some((would + _person(person) for person in told), len(told))
        gone = len(file.gone) + file.more_gone
        yield from _some((f"gone: {shown(person.name)}" for person in file.gone), gone)
        yield from _some((shown(row.told) for row in file.skipped), len(file.skipped))
    yield from _some(map(_likely, report.likely), len(report.likely))


def _likely(likely: Likely) -> str:
    sure = "surely" if likely.sure else "maybe"
    reasons = ", ".join(likely.reasons)
    return (
        f"{shown(likely.name)} (line {likely.line}) is {sure} {shown(likely.contact_name)}: {shown(reasons)}"
    )


def _some(lines: Iterable[str], count: int) -> Iterator[str]:
    yield from (f"  {line}" for line in islice(lines, _MOST_LINES))
    if count > _MOST_LINES:
        yield f"  … and {count - _MOST_LINES:,} more; --json tells all"


def _person(person: PersonReport) -> str:
    edits = f": {shown(person.told)}" if person.edits else ""
    by_name = " (by the name alone)" if person.by_name else ""
    return f"{person.what}, line {person.line}: {shown(person.name)}{by_name}{edits}"


def _not_read(file: FileReport) -> str:
    why = "; ".join(shown(row.told) for row in file.skipped)
    return f"can't be read: {why}" if file.broken else f"was not read: {why}"


def _counts(file: FileReport, would: str) -> str:
    counts = (
        (file.new, "new"),
        (file.changed, "changed"),
        (file.same, "same"),
        (len(file.skipped), "skipped"),
        (file.date_only, "with a date only"),
        (file.unknown, "not in the book"),
        (file.requests, "new requests"),
        (file.left_out, "left out"),
        (len(file.gone) + file.more_gone, "gone"),
        (sum(bool(person.job) for person in file.people), "of them with another job"),
    )
    told = ", ".join(f"{n:,} {word}" for n, word in counts if n)
    return f"({shown(file.format)})  {would}{told}" if told else f"({shown(file.format)})  nobody"


def _ending(report: ImportReport, dry_run: bool, new_people: bool, tag: str) -> str:
    ending = _done(report, dry_run, tag)
    if report.broken:
        ending += f" NOT read, so that nothing of it came in: {_named(report.broken)}."
    if report.cut:
        ending += f" BREAKS OFF, so that what stands behind is missing: {_named(report.cut)}."
    if report.unknown:
        how = "they have no name here" if new_people else "--new-people adds them"
        if new_people and report.owner_unknown:
            how = "one of them may be you; --me ADDRESS says which, and the others are added"
        ending += f" Left out {counted(report.unknown)} not in the book: {how}."
    return ending


def _named(files: Sequence[FileReport]) -> str:
    names = ", ".join(shown(file.file) for file in files[:_MOST_LINES])
    more = ", …" if len(files) > _MOST_LINES else ""
    return f"{counted(len(files), 'file', 'files')} ({names}{more})"


def _done(report: ImportReport, dry_run: bool, tag: str) -> str:
    from rolodex.book.tagging import signed

    tagged = f", tagged {signed([tag])}" if tag else ""
    done = f"{report.new:,} new and {report.changed:,} changed people, {report.same:,} the same"
    if dry_run:
        return f"Would bring in {done}{tagged}. Nothing was changed."
    if report.change is None:
        return f"Nothing was changed: {done}."
    return f"Brought in {done}{tagged}. `rolodex undo {report.change.id}` takes all of it back."
