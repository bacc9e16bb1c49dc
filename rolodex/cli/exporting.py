"""The verb that writes people out to a file, a folder or a pipe."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import partial
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from rolodex.cli.choosing import somebody_answers
from rolodex.cli.completing import writers_so_far
from rolodex.cli.finding import Query, mistakes
from rolodex.cli.shell import Shell, coloured, on_terminal, paint, put, put_bytes, tell
from rolodex.model import BadInput

if TYPE_CHECKING:
    from rolodex.book.exporting import Written


@click.command(cls=Query)
@click.argument("words", metavar="[QUERY]", nargs=-1)
@click.option("--to", "to", metavar="FILE", default="-", help="The file or folder; - is standard output.")
@click.option(
    "--as",
    "as_format",
    metavar="FORMAT",
    default="",
    shell_complete=writers_so_far,
    help="What to write, where the file's name does not say it; a wrong name lists them.",
)
@click.option(
    "--columns", metavar="LIST", default="", help="Of a table, as in a category: name, email, fee as Fee."
)
@click.option(
    "--like",
    metavar="FILE",
    default="",
    help="Give a table the columns of this one: of the sheet that people came in with.",
)
@click.option("--force", is_flag=True, help="Write over what is there.")
@click.pass_obj
def export(
    shell: Shell, words: tuple[str, ...], to: str, as_format: str, columns: str, like: str, force: bool
) -> int | None:
    """Write people out: those whom a query fits, or the whole book.

    As csv, xlsx, jsonl (all there is: `rolodex import` reads it back), vcard, vcard4, vdir (a folder of
    cards), markdown, ics (follow-ups and birthdays), abook or mutt (aliases). The file's name says which, or
    --as. A file is written whole or not at all. In tables an apostrophe stands before cells that a
    spreadsheet would run; phone numbers stay as they are.

    \b
    Examples:
      rolodex export --to book.jsonl
      rolodex export "#recruiter" --to recruiters.csv --columns "name, email, company"
      rolodex export --like contacts.csv --to changed.csv
      rolodex export --as mutt > ~/.mutt/aliases
    """
    from rolodex.paths import expanded

    text = " ".join(words)
    model = expanded(like) if like else None
    wanted = [column.strip() for column in columns.split(",") if column.strip()]
    with shell.book() as book:
        mistaken = mistakes(book, text)
        if mistaken:
            tell(mistaken)
            return 2
        if to == "-":
            written = book.piped(query=text, as_format=as_format, columns=wanted, like=model)
            put_bytes(written.content.removeprefix(codecs.BOM_UTF8))
        else:
            write = partial(
                book.export, expanded(to), query=text, as_format=as_format, columns=wanted, like=model
            )
            written = _written(write, force)
    if told := written.told("" if to == "-" else to):
        tell(told)
    return None


def _written(write: Callable[..., Written], force: bool) -> Written:
    from rolodex.book.exporting import AlreadyThere

    try:
        return write(force=force)
    except AlreadyThere as error:
        if not somebody_answers():
            raise BadInput(f"{error} Nothing was written: --force writes over it.") from error
        tell(str(error))
        click.confirm("Write over it?", abort=True, err=True)
    return write(force=True)


@click.command()
@click.argument("who", nargs=-1, required=True)
@click.pass_obj
def qr(shell: Shell, who: tuple[str, ...]) -> None:
    """Draw a QR code of WHO's card, to be scanned by a phone.

    It holds name, company, title, emails, phones and pages; nothing that you wrote down about them.

    \b
    Example:
      rolodex qr ada lovelace
    """
    from rolodex.formats.qr import drawn, fitting, inverse
    from rolodex.formats.vcardout import short

    with shell.book() as book:
        person = book.who(" ".join(who))
    if on_terminal():
        size = get_terminal_size()
        lines, held = fitting(person, size.columns, size.lines - 1)
        if held:
            tell(f"There is room for this alone: {held}.")
    else:
        lines = drawn(short(person))
    # fixed places of the palette, which no theme paints over
    put(paint(line, fg=16, bg=231) for line in lines) if coloured() else put(inverse(lines))
