"""Verbs that do one thing to any number of people, named or found by a query: one change, one undo."""

from __future__ import annotations

import click

from rolodex.cli.choosing import agree, count_and_names, everyone, somebody_answers
from rolodex.cli.shell import Shell, called, tell
from rolodex.model import BadInput, Contact
from rolodex.text import fit, shown

_who = click.argument("who", nargs=-1, required=True)
_yes = click.option("--yes", is_flag=True, help="Do not ask, however many a query fits.")

_NOT_BEFORE_A_VALUE = (":", "<", ">", "!")
"""What stands before the `=` of a term of a query: `fee:>=20` says who, `fee=20` says what."""


@click.command()
@_who
@click.option("--off", is_flag=True, help="Take the star.")
@_yes
@click.pass_obj
def star(shell: Shell, who: tuple[str, ...], off: bool, yes: bool) -> None:
    """Star WHO, or take their stars.

    \b
    Examples:
      rolodex star "Ada Lovelace"
      rolodex star "is:starred last:>1y" --off
    """
    with shell.book() as book:
        people = everyone(book, who)
        agree(people, who, "Take their stars?" if off else "Star them?", yes=yes)
        changed = book.star([person.id for person in people], not off)
    say("Unstarred" if off else "Starred", people, changed)


@click.command()
@_who
@click.option("--off", is_flag=True, help="Bring them back.")
@click.option("--why", metavar="TEXT", default="", help="Kept with them until they come back.")
@_yes
@click.pass_obj
def archive(shell: Shell, who: tuple[str, ...], off: bool, why: str, yes: bool) -> None:
    """Archive WHO, or bring them back. They stay in the book, and is:archived finds them.

    \b
    Examples:
      rolodex archive "#recruiter last:>2y" --why "never answered"
      rolodex archive "is:archived company:acme" --off
    """
    with shell.book() as book:
        people = everyone(book, who)
        agree(people, who, "Bring them back?" if off else "Archive them?", yes=yes)
        changed = book.archive([person.id for person in people], not off, why)
    say("Brought back" if off else "Archived", people, changed)


@click.command(name="set")
@click.argument("words", nargs=-1, required=True, metavar="WHO... NAME=VALUE...")
@_yes
@click.pass_obj
def set_(shell: Shell, words: tuple[str, ...], yes: bool) -> None:
    """Set fields of WHO: your own, or company, city and the like.

    NAME= empties it. email=, phone=, url= and handle=SERVICE/NAME add one to those they have. A field of
    yours that is called like a built-in one is field:NAME.

    \b
    Examples:
      rolodex set ada fee=20 "has my CV=today"
      rolodex set "company:acme" company="Acme Ltd" city=
      rolodex set "Ada Lovelace" email=ada@example.org handle=github/ada
    """
    who = tuple(word for at, word in enumerate(words) if not (at and _is_value(word)))
    given = [_value(word) for word in words[1:] if _is_value(word)]
    values = dict(given)
    if len(values) < len(given):
        raise click.UsageError("Each NAME can be set to one VALUE at a time.")
    if not values:
        raise click.UsageError("Say what to set: NAME=VALUE.")
    with shell.book() as book:
        people = everyone(book, who)
        agree(people, who, "Set it for them?", yes=yes)
        changed = book.set_values([person.id for person in people], values)
    said = " ".join(f"{name}={fit(value, 40)}" for name, value in values.items())
    say(f"Set {shown(said)} of", people, changed)


@click.command()
@_who
@click.option("--yes", is_flag=True, help="Do not ask; needed to delete several people in a script.")
@click.pass_obj
def delete(shell: Shell, who: tuple[str, ...], yes: bool) -> None:
    """Delete WHO, and what was logged with nobody else. One undo brings all of it back.

    \b
    Examples:
      rolodex delete "Ada Lovelace"
      rolodex delete "#recruiter last:never added:>2y"
    """
    with shell.book() as book:
        people = everyone(book, who)
        _agree_to_delete(people, yes=yes)
        gone = book.delete([person.id for person in people])
    say("Deleted", people, gone)


def _agree_to_delete(people: list[Contact], *, yes: bool) -> None:
    """Say who it is about; without `yes` ask, even about one.

    Raises click.Abort after a no, BadInput for several people where nobody can be asked.
    """
    tell(f"{count_and_names(people)}.")
    if yes:
        return
    if somebody_answers():
        them = "them" if len(people) > 1 else shown(people[0].name)
        click.confirm(f"Delete {them}?", abort=True, err=True)
    elif len(people) > 1:
        raise BadInput("Nobody was deleted: a script says with --yes that it means all of them.")


def _is_value(word: str) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and bool(name.strip()) and not name.endswith(_NOT_BEFORE_A_VALUE)


def _value(word: str) -> tuple[str, str]:
    name, _, value = word.partition("=")
    return name.strip(), value


def say(done: str, people: list[Contact], changed: int) -> None:
    """Say what was done to whom, and how it is taken back."""
    everybody = called([person.name for person in people])
    if not changed:
        tell(f"Nothing to change: {everybody}.")
        return
    whom = everybody if changed == len(people) else f"{changed:,} of {len(people):,} people"
    tell(f"{done} {whom}. `rolodex undo` takes it back.")
