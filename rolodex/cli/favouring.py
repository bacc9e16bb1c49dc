"""The verb about favours: keep one, ask again, and say what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json
from rolodex.cli.choosing import agree, everyone
from rolodex.cli.shell import Shell, called, on_terminal, paint, put, tell
from rolodex.model import BadInput, Favour
from rolodex.text import counted, fit, shown, width

if TYPE_CHECKING:
    from rolodex.book import Book

_NAME, _WHAT = 24, 36
"""Cells of the columns of a list."""

_which = click.argument("which", metavar="FAVOUR...", nargs=-1, required=True)


@click.group(invoke_without_command=True)
@click.pass_context
def favour(ctx: click.Context) -> int | None:
    """Keep what was asked and promised, and who does not answer.

    FAVOUR is the number that the list shows, or the name of somebody with whom one alone is open. Without a
    verb, lists what is open.

    \b
    Examples:
      rolodex favour add ada "asked for a reference"
      rolodex favour add grace "promised the slides by fri"
      rolodex favour again ada
      rolodex favour answered ada yes
    """
    if ctx.invoked_subcommand is None:
        code: int = ctx.invoke(list_, open_=True)
        return code
    return None


@favour.command()
@click.argument("who", nargs=-1, required=True)
@click.argument("text")
@click.option("--on", "day", metavar="DATE", default="", help="When it was asked or promised, if not today.")
@click.option("--note", metavar="TEXT", default="", help="Anything else.")
@click.option("--yes", is_flag=True, help="Do not ask, however many a query fits.")
@click.pass_obj
def add(shell: Shell, who: tuple[str, ...], text: str, day: str, note: str, yes: bool) -> None:
    """Keep what you asked of WHO or promised them, or they you. TEXT comes last.

    It begins with asked (for), asked me (for), promised or promised me; with none of them it was asked of
    WHO. A day at its end, as "by fri" or "+2w", is when it is due, or when to ask again.

    \b
    Examples:
      rolodex favour add ada "asked for a reference"
      rolodex favour add "#recruiter company:acme" "asked to forward my CV +2w"
      rolodex favour add grace "asked me to read her draft by 12 dec"
    """
    from rolodex import dates
    from rolodex.sentence.favour_line import read_favour

    with shell.book() as book:
        on = dates.read_day(day, book.today) if day.strip() else None
        people = everyone(book, who)
        agree(people, who, "Keep it of all of them?", yes=yes)
        line = read_favour(text, book.today)
        rows = book.add_favours([person.id for person in people], line, on=on, note=note)
        said = f", {dates.spoken(line.by, book.today)}" if line.by else ""
    names = called([row.name for row in rows])
    tell(f"Kept: {_WAYS[line.way].format(names)} {line.what}{said}. `rolodex undo` takes it back.")


_WAYS = {
    "asked them": "you asked {} for",
    "asked me": "{} asked you for",
    "promised": "you promised {}",
    "promised me": "{} promised you",
}


@favour.command("list")
@click.argument("query", metavar="[QUERY]", nargs=-1)
@click.option("--open", "open_", is_flag=True, help="Only those of which something is still to come.")
@click.option("--json", "json_", is_flag=True, help="As JSON, one favour a line.")
@click.pass_obj
def list_(shell: Shell, query: tuple[str, ...] = (), open_: bool = False, json_: bool = False) -> int:
    """List favours, the oldest first; with a QUERY only of those whom it fits.

    In a pipe a favour is a line of number, name, who is to do it (them or me), what, day it was first asked,
    times asked, answer, day of the answer, day it was done, day it is due, with tabs between.

    \b
    Examples:
      rolodex favour list --open
      rolodex favour list "#recruiter is:unanswered" | cut -f2,4
    """
    with shell.book() as book:
        found = book.open_favours() if open_ else book.all_favours()
        if text := " ".join(query):
            from rolodex.cli.finding import mistakes

            if mistaken := mistakes(book, text):
                tell(mistaken)
                return 2
            fitting = {person.id for person in book.find(text)}
            found = [row for row in found if row.contact in fitting]
        uids = book.identities({row.contact for row in found})
        today = book.today
    if json_:
        put(as_json.lines(as_json.favour(row, uids[row.contact].uid) for row in found))
    elif on_terminal():
        put(_readable(found, today))
    else:
        put(map(_tabbed, found))
    if not found:
        tell('Nothing is open. Keep what you ask: rolodex favour add ada "asked for a reference"')
        return 1
    return 0


@favour.command()
@_which
@click.pass_obj
def again(shell: Shell, which: tuple[str, ...]) -> None:
    """Say that you asked for FAVOUR once more.

    \b
    Example:
      rolodex favour again ada
    """
    _do(shell, which, lambda book, ids: book.ask_again(ids))


@favour.command()
@_which
@click.argument("answer", type=click.Choice(["yes", "no"]))
@click.pass_obj
def answered(shell: Shell, which: tuple[str, ...], answer: str) -> None:
    """Say that FAVOUR was answered with yes or no. What was refused is open no more.

    \b
    Example:
      rolodex favour answered ada yes
    """
    _do(shell, which, lambda book, ids: book.answer_favours(ids, "yes" if answer == "yes" else "no"))


@favour.command()
@_which
@click.pass_obj
def done(shell: Shell, which: tuple[str, ...]) -> None:
    """Say that FAVOUR is done, and with it the follow-up that reminds of it.

    \b
    Example:
      rolodex favour done 12
    """
    _do(shell, which, lambda book, ids: book.finish_favours(ids))


@favour.command()
@_which
@click.pass_obj
def delete(shell: Shell, which: tuple[str, ...]) -> None:
    """Delete FAVOUR, as if it had never been asked or promised.

    \b
    Example:
      rolodex favour delete 12
    """
    with shell.book() as book:
        gone = book.delete_favours(_meant(book, which))
    tell(f"Deleted {counted(gone, 'favour', 'favours')}. `rolodex undo` takes it back.")


def _do(shell: Shell, which: Sequence[str], change: Callable[[Book, list[int]], list[Favour]]) -> None:
    from rolodex import owing

    with shell.book() as book:
        rows = change(book, _meant(book, which))
        today = book.today
    for row in rows:
        tell(f"{row.name}: {row.what} · {owing.state(row, today)}. `rolodex undo` takes it back.")


def _meant(book: Book, which: Sequence[str]) -> list[int]:
    """The numbers of the favours meant. Raises BadInput for somebody with none that is open, or several."""
    ids = []
    for text in which:
        if text.removeprefix("#").isdecimal():
            ids.append(book.favour(int(text.removeprefix("#"))).id)
            continue
        person = book.who(text, guess=False)
        if len(person.favours) != 1:
            listed = "; ".join(f"{row.id} {fit(row.what, _WHAT).rstrip()}" for row in person.favours)
            raise BadInput(
                f"With {shown(person.name)} these are open: {shown(listed)}. Say which by its number."
                if listed
                else f"Nothing is open with {shown(person.name)}."
            )
        ids.append(person.favours[0].id)
    return ids


def _readable(rows: Sequence[Favour], today: date) -> Iterator[str]:
    from rolodex import owing

    for whom, title in (("them", "Asked of others"), ("me", "Promised, or asked of you")):
        mine = [row for row in rows if row.whom == whom]
        if mine:
            yield paint(title, bold=True)
        for row in mine:
            name, what = fit(shown(row.name), _NAME), fit(shown(row.what), _WHAT)
            gaps = " " * (_NAME - width(name)), " " * (_WHAT - width(what))
            yield f"{row.id:>5}  {name}{gaps[0]}  {what}{gaps[1]}  {owing.state(row, today)}"


def _tabbed(row: Favour) -> str:
    values = (
        *(str(row.id), row.name, row.whom, row.what, row.asked_on, str(row.times)),
        *(row.answer, row.answered_on, row.done_on, row.due),
    )
    return "\t".join(map(shown, values))
