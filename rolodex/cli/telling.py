"""The verb that logs: a line in words, lines from a pipe, or people and a text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from rolodex.cli.attending import at
from rolodex.cli.choosing import everyone
from rolodex.cli.completing import tags_so_far
from rolodex.cli.shell import Shell, called, put, tell
from rolodex.model import INTERACTION_KINDS, Event
from rolodex.text import shown

if TYPE_CHECKING:
    from datetime import date

    from rolodex.book import Book
    from rolodex.sentence import Ahead, Candidate, Mention, Sentence

_OTHERS = 5
"""Others of a name that are told of."""


@click.command()
@click.argument("words", nargs=-1, metavar="[LINE | WHO... TEXT]")
@click.option(
    "--on", "day", metavar="DATE", default="", help="When: yesterday, last tue, 12 mar. Else today."
)
@click.option(
    "--kind", metavar="KIND", default="", help=f"{', '.join(INTERACTION_KINDS)}, or yours. Else meeting."
)
@click.option(
    "--tag", "tags", metavar="TAG", multiple=True, shell_complete=tags_so_far, help="A tag of the entry."
)
@click.option("--dry-run", is_flag=True, help="Say how the line is understood, and log nothing.")
@click.pass_obj
def log(
    shell: Shell, words: tuple[str, ...], day: str, kind: str, tags: tuple[str, ...], dry_run: bool
) -> None:
    """Log what happened, in one LINE in quotes: who, what, when, #tags, +2w for a follow-up.

    Without a LINE, or with -, each line of stdin is an entry: all of them are logged, or none. What is not
    understood stays text. **Joe, tall, Rust** or @new:joe is somebody new, tagged #half-known.

    With more arguments the last one is the text, and those before it are people: nothing else is read in it.

    \b
    Examples:
      rolodex log "coffee with ada and grace yesterday re compilers #pycon +2w"
      rolodex log "call @ada 3pm, wants the slides +fri send them"
      rolodex log --dry-run - < notes.txt
      rolodex log "Ada Lovelace" grace --on yesterday "coffee, talked compilers"
    """
    if len(words) > 1:
        if dry_run:
            raise click.UsageError("--dry-run is for one line in quotes, or for lines of stdin.")
        _log_with(shell, words, day, kind, tags)
        return
    if not words and sys.stdin.isatty():
        raise click.UsageError("Say what happened, in quotes, or pipe lines in.")
    lines = [*words] if words and words != ("-",) else sys.stdin.read().splitlines()
    with shell.book() as book:
        said = [_with_options(book, book.understand(line), day, kind, tags) for line in lines]
        if dry_run:
            put(row for one in said if one.line.strip() for row in _explained(one, book.today))
            return
        told = book.log_lines(said) if len(said) != 1 else [book.log_said(said[0])]
        event = book.event()
    for one in said:
        if one.line.strip():
            tell(_summed(one, shell.clock().date(), event))
            _tell_doubts(one.people)
            for name in one.unknown:
                tell(f"  Nobody is called “{shown(name)}”: it stays text.")
    tell("`rolodex undo` takes it back." if told else "There was no line to log.")


def _log_with(shell: Shell, words: tuple[str, ...], day: str, kind: str, tags: tuple[str, ...]) -> None:
    from rolodex import dates

    *who, text = words
    with shell.book() as book:
        on = dates.read_day(day, book.today) if day.strip() else book.today
        people = everyone(book, who)
        entry = book.log([person.id for person in people], text, on=on, kind=kind or "meeting", tags=tags)
        event = book.event()
    said = dates.spoken(on, shell.clock().date())
    whom = called(list(entry.names))
    tell(f"Logged {entry.kind} with {whom}, {said}{at(event)}. `rolodex undo` takes it back.")


def _with_options(book: Book, said: Sentence, day: str, kind: str, tags: tuple[str, ...]) -> Sentence:
    """With what the options say, which goes before what the line says. Raises BadInput."""
    from rolodex import dates

    if day.strip():
        said = replace(said, day=dates.read_day(day, book.today), until=None)
    return replace(said, kind=kind.strip() or said.kind, tags=(*said.tags, *tags))


def _summed(said: Sentence, today: date, event: Event | None) -> str:
    """How a line was understood and logged, in a sentence or two."""
    from rolodex.book.telling import told_text
    from rolodex.dates import spoken
    from rolodex.sentence import MEETING

    names = [mention.taken.name for mention in said.people] + [f"{new.name} (new)" for new in said.newcomers]
    parts = []
    if not said.only_follow_up:
        days = spoken(said.day or today, today)
        tags = "".join(f" #{tag}" for tag in said.tags)
        text = told_text(said)
        parts.append(
            f"Logged {said.kind or MEETING} with {called(names)}, {days}{at(event)}"
            f"{f': {text}' if text else ''}{tags}."
        )
    if said.follow_up:
        whom = f" with {called(names)}" if said.only_follow_up else ""
        parts.append(f"Follow up{whom} {_ahead(said.follow_up, today)}.")
    return " ".join(parts)


def _ahead(ahead: Ahead, today: date) -> str:
    from rolodex.dates import spoken

    every = f", every {ahead.every}" if ahead.every else ""
    return f"{spoken(ahead.due, today)}{every}{f': {ahead.text}' if ahead.text else ''}"


def _tell_doubts(people: tuple[Mention, ...]) -> None:
    for mention in people:
        if mention.guessed:
            others = f", or {_others(mention)}" if len(mention.candidates) > 1 else ""
            said, taken = shown(mention.said), _named(mention.taken)
            tell(f"  “{said}” was taken for {taken}{others}: nobody is called so.")
        elif len(mention.candidates) > 1:
            tell(f"  “{mention.said}” was taken for {_named(mention.taken)}; it fits {_others(mention)} too.")


def _others(mention: Mention) -> str:
    others = [_named(other) for other in mention.candidates[1 : _OTHERS + 1]]
    more = len(mention.candidates) - 1 - len(others)
    return ", ".join(others) + (f" and {more} more" if more else "")


def _named(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.about})" if candidate.about else candidate.name


def _explained(said: Sentence, today: date) -> Iterator[str]:
    """How a line is understood, piece by piece, harmless."""
    from rolodex.dates import spoken
    from rolodex.sentence import MEETING

    yield shown(said.line)
    day = said.day or today
    until = f" to {said.until.isoformat()}" if said.until else ""
    rows = [("who", "; ".join(map(_who, said.people)))]
    rows += [("new", f"{new.name}{f': {new.note}' if new.note else ''}") for new in said.newcomers]
    rows += [("unknown", name) for name in said.unknown]
    if not said.only_follow_up:
        rows.append(("kind", said.kind or f"{MEETING} (not said)"))
        rows.append(
            ("day", f"{day.isoformat()}{until} ({spoken(day, today)})" if said.day else "today (not said)")
        )
    rows += [("time", said.time), ("tags", " ".join(f"#{tag}" for tag in said.tags)), ("text", said.text)]
    if said.follow_up:
        rows.append(("follow up", f"{said.follow_up.due.isoformat()} ({_ahead(said.follow_up, today)})"))
    for what, value in rows:
        if value:
            yield f"  {what:<10} {shown(value)}"
    if said.no_day and not (said.day or said.only_follow_up):
        yield f"  no day     {shown(said.why_no_day)}: this line can't be logged"
    if not (said.people or said.newcomers):
        yield "  who        nobody: this line can't be logged"


def _who(mention: Mention) -> str:
    others = f", or {_others(mention)}" if len(mention.candidates) > 1 else ""
    guess = f"? for “{mention.said}”" if mention.guessed else ""
    return f"{_named(mention.taken)}{guess}{others}"
