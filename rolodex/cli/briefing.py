"""The verb that prepares a meeting: what to remember of each who comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json
from rolodex.cli.choosing import everyone
from rolodex.cli.shell import Shell, on_terminal, paint, put

if TYPE_CHECKING:
    from rolodex.book import Brief

_PAGE = 80
"""Cells of a line that is not written on a terminal."""
_WIDEST = 100
"""Cells of a line on a wide terminal: longer ones are hard to read."""


@click.command()
@click.argument("who", nargs=-1, required=True)
@click.option("--json", "json_", is_flag=True, help="As JSON, one brief a line.")
@click.pass_obj
def brief(shell: Shell, who: tuple[str, ...], json_: bool) -> None:
    """Prepare a meeting with WHO: a screen a person, to read or print.

    How you met, the last three talks, what you owe and which favours were asked, what they care about,
    whom both of you know, and what changed in their work. Put a name of several words in quotes; WHO may be
    a query with a term in it.

    \b
    Examples:
      rolodex brief "Ada Lovelace" grace
      rolodex brief "#board" | lpr
    """
    with shell.book() as book:
        briefs = book.brief([person.id for person in everyone(book, who)])
        today = book.today
    if json_:
        put(as_json.lines(map(as_json.brief, briefs)))
    else:
        put(_printed(briefs, today))


def _printed(briefs: Iterable[Brief], today: date) -> Iterator[str]:
    from rolodex.book import brief_words

    cells = min(_WIDEST, get_terminal_size().columns) if on_terminal() else _PAGE
    for number, one in enumerate(briefs):
        if number:
            yield ""
        yield paint(brief_words.title(one), bold=True)
        for line in brief_words.lines(one, today, cells):
            lead = paint(line.label, dim=True) + paint(line.lead, fg="cyan")
            yield f"{lead}{line.said}".rstrip()
