"""The verb that asks about people one is about to forget, line by line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from rolodex.cli.finding import Query
from rolodex.cli.shell import Shell, paint, put, tell
from rolodex.model import BadInput, NotFound
from rolodex.text import shown

if TYPE_CHECKING:
    from rolodex.book import Book, Round
    from rolodex.spacing import Answer

_ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(("1", "k", "knew it"), "knew it"),
    **dict.fromkeys(("2", "v", "vaguely"), "vaguely"),
    **dict.fromkeys(("3", "n", "no idea"), "no idea"),
}
_KEYS = "Enter shows · 1 knew it · 2 vaguely · 3 no idea · s skip · u take back · q end"
_OFFER = "l look up · f follow up in a week · a archive · Enter goes on"
_TALKS = 5
"""Entries of the timeline that are shown."""


@click.command(cls=Query)
@click.argument("words", metavar="[QUERY]", nargs=-1)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=20, show_default=True, help="At most so many."
)
@click.pass_obj
def review(shell: Shell, words: tuple[str, ...], limit: int) -> int:
    """Go through people you are about to forget.

    Do you still know how you know them? Each is asked about by name alone. What you say decides when they
    come again: after a week, a month, three months, half a year, a year. Knew it is one step on, vaguely one
    step back, no idea begins anew.

    Those whose time has come are first, then those you talked to or met longest ago. Nobody is asked about
    within 30 days after a talk. With a QUERY only those whom it fits.

    \b
    Examples:
      rolodex review
      rolodex review "#conference" --limit 10
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("A review asks and waits for answers, so it needs a terminal.")
    with shell.book() as book:
        return go_through(book, " ".join(words), limit, _ask)


def _ask(prompt: str) -> str:
    answer: str = click.prompt(prompt, default="", show_default=False, prompt_suffix=" ")
    return answer.strip().casefold()


def go_through(book: Book, text: str, limit: int, ask: Callable[[str], str]) -> int:
    """Ask about people until the end or until q; the exit code.

    `ask` writes a harmless prompt and returns what was typed, in lower case.
    """
    from rolodex.book import Round

    round = Round(book.review_queue(limit, text))
    if not round.queue:
        tell("Nobody is about to be forgotten: you talked to, met or reviewed all of them lately.")
        return 1
    tell(_KEYS)
    while _one(book, round, ask):
        pass
    tell(round.summary())
    return 0


def _one(book: Book, round: Round, ask: Callable[[str], str]) -> bool:
    """Ask about the next person; whether to go on."""
    if round.id is None:
        return False
    try:
        person = book.get(round.id)
    except NotFound:
        round.leave_out()
        return True
    place = f"{len(round.done) + 1} of {len(round.queue)}"
    said = ask(f"\n{paint(place, dim=True)}  {paint(shown(person.name), bold=True)} ?")
    if said == "":
        put(_known(book, round.id))
        said = ask("?")
    match said:
        case "q":
            return False
        case "s":
            round.leave_out()
        case "u" if round.done:
            round.take_back(book)
        case _ if said in _ANSWERS:
            again = round.answer(book, _ANSWERS[said])
            tell(f"Again in {(again - book.today).days} days.")
            if _ANSWERS[said] == "no idea":
                _offer(book, round, ask)
        case _:
            tell(_KEYS)
    return True


def _offer(book: Book, round: Round, ask: Callable[[str], str]) -> None:
    """What to do about somebody of whom one has no idea."""
    while said := ask(f"{_OFFER} ?"):
        if said == "l":
            put(_known(book, round.queue[len(round.done) - 1]))
        elif said == "f":
            tell(f"Follow-up on {round.follow_up(book)}.")
            return
        elif said == "a":
            round.archive(book)
            tell("Archived.")
            return


def _known(book: Book, id: int) -> Iterable[str]:
    from rolodex.cli.card import card

    yield from card(book.get(id), book.timeline(id, _TALKS), book.fields(), book.today)
