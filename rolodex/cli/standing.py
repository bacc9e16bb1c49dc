"""Verbs that say how well one knows people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from rolodex.cli.bulk import say
from rolodex.cli.choosing import agree, everyone
from rolodex.cli.shell import Shell
from rolodex.knowing import read_trust, read_way, trust_words, way_words

if TYPE_CHECKING:
    from rolodex.book import Book

_who = click.argument("who", nargs=-1, required=True)
_yes = click.option("--yes", is_flag=True, help="Do not ask, however many a query fits.")


@click.command()
@_who
@click.argument("trust", metavar="TRUST")
@_yes
@click.pass_obj
def trust(shell: Shell, who: tuple[str, ...], trust: str, yes: bool) -> None:
    """Say how far you trust WHO: vouch, know, met (once), no (do not know), or - for not said.

    \b
    Examples:
      rolodex trust "Ada Lovelace" vouch
      rolodex trust "#pycon -has:trust" met
    """
    words = trust_words(read_trust(trust)) or "not said"
    _say(shell, who, lambda book, ids: book.trust(ids, trust), f"Trust ({words}) of", yes=yes)


@click.command()
@_who
@click.argument("how", metavar="HOW")
@_yes
@click.pass_obj
def known(shell: Shell, who: tuple[str, ...], how: str, yes: bool) -> None:
    """Say how you know WHO: worked, met, talked, wrote, recommended, never, or - for as the log says.

    What you say wins: nothing stronger in the log counts then, and what is weaker stays.

    \b
    Examples:
      rolodex known "Ada Lovelace" worked
      rolodex known "#webinar known:met" never
    """
    words = way_words(read_way(how)) or "as the log says"
    _say(shell, who, lambda book, ids: book.know(ids, how), f"How you know ({words})", yes=yes)


def _say(
    shell: Shell, who: tuple[str, ...], act: Callable[[Book, list[int]], int], done: str, *, yes: bool
) -> None:
    with shell.book() as book:
        people = everyone(book, who)
        agree(people, who, "Say so of them?", yes=yes)
        changed = act(book, [person.id for person in people])
    say(done, people, changed)
