"""Verbs about introductions, from the asking to what came of them, and about links between people."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json
from rolodex.cli.shell import Shell, on_terminal, paint, put, tell
from rolodex.model import LINK_KINDS, BadInput, Introduction
from rolodex.text import fit, shown, shown_lines, width

if TYPE_CHECKING:
    from rolodex.book import Book

_NAMES, _STATE = 40, 36
"""Cells of the names and of how far it is, on a terminal."""


@click.command()
@click.argument("words", nargs=-1, metavar="[WHO to WHO | N STEP]")
@click.option("--asked-by", metavar="WHO", default="", help="Who asked you for it; else it is your idea.")
@click.option("--due", metavar="DAY", default="", help="When to be reminded: fri, in 2 weeks, 12 dec.")
@click.option("--json", "json_", is_flag=True, help="As JSON.")
@click.pass_obj
def intro(shell: Shell, words: tuple[str, ...], asked_by: str, due: str, json_: bool) -> int:
    """Introduce people to each other: ask both, make it, keep what came of it.

    `template ask` and `template made` print how the messages are written, and with a TEXT behind them (`-`:
    standard input) keep it.

    Without words, lists the introductions with their numbers. The steps of one, by its number: asked [WHO],
    agreed WHO, declined WHO, made, outcome TEXT, draft [WHO] (the message that asks WHO, or that makes it),
    delete. Each open one has a follow-up, which stands in `rolodex due`. In a pipe an introduction is a line
    of number, state, names, why, how far it is and when it is due, with tabs between.

    \b
    Examples:
      rolodex intro ada to grace re compilers --asked-by charles
      rolodex intro 3 draft ada
      rolodex intro 3 agreed ada
      rolodex intro 3 outcome "they write a paper"
    """
    if not words or words == ("list",):
        return _list(shell, json_)
    if words[0].isdecimal():
        return _step(shell, int(words[0]), words[1:], due, json_)
    if words[0] == "template":
        return _template(shell, words[1:])
    from rolodex import dates
    from rolodex.book.introducing import read_introduction

    names, why = read_introduction(" ".join(words))
    with shell.book() as book:
        meant = book.people_meant([*names, *([asked_by] if asked_by else [])], why)
        day = dates.read_day(due, book.today, past=False) if due else None
        by = meant.pop().person.id if asked_by else 0
        begun = book.introduce([one.person.id for one in meant], why, asked_by=by, due=day)
        _say(book, begun, json_)
        for name, one in zip(names, meant, strict=True):
            if one.others:
                others = ", ".join(shown(other) for other in one.others[:5])
                tell(f"“{name}” is taken for {one.person.name}; it also fits {others}. `rolodex undo`.")
    return 0


def _list(shell: Shell, json_: bool) -> int:
    with shell.book() as book:
        found, today = book.introductions(), book.today
        if json_:
            people = book.identities(_people(found))
            put(as_json.lines(as_json.introduction(one, people) for one in found))
        else:
            put((_aligned if on_terminal() else _tab_separated)(found, today))
    if not found:
        tell("Nobody was introduced yet. Begin with: rolodex intro ada to grace re compilers")
        return 1
    return 0


def _template(shell: Shell, words: Sequence[str]) -> int:
    with shell.book() as book:
        texts = book.introduction_templates()
        wanted = [name for name in texts if not words or name.endswith(f" {words[0]}")]
        if not wanted:
            raise BadInput(f"“{shown(words[0])}” is neither of the templates: ask, made.")
        if len(words) > 1:
            text = " ".join(words[1:])
            book.keep_introduction_template(wanted[0], sys.stdin.read() if text == "-" else text)
            tell(f"Kept the template {wanted[0]}. `rolodex undo` takes it back.")
        else:
            put(shown_lines(texts[name]).rstrip() for name in wanted)
    return 0


def _step(shell: Shell, number: int, words: Sequence[str], due: str, json_: bool) -> int:
    step, text = (words[0].casefold(), " ".join(words[1:])) if words else ("", "")
    if step and step not in _STEPS:
        raise BadInput(f"“{shown(step)}” is no step: {', '.join(_STEPS)}.")
    with shell.book() as book:
        one = book.introduction(number)
        if step == "draft":
            return _draft(book, one, text, json_)
        if step == "delete":
            book.delete_introduction(one.id)
            tell(f"Deleted introduction {one.id}. `rolodex undo` brings it back.")
            return 0
        if step:
            one = _DO[step](book, one, text)
        if due:
            from rolodex import dates

            one = book.remind_of_introduction(one.id, dates.read_day(due, book.today, past=False))
        if step or due or json_:
            _say(book, one, json_)
        else:
            put(_whole(one, book.today))
    return 0


def _asked(book: Book, one: Introduction, text: str) -> Introduction:
    return book.ask_about_introduction(one.id, [book.side_of(one, text).contact] if text else ())


def _agreed(book: Book, one: Introduction, text: str) -> Introduction:
    return book.answer_introduction(one.id, book.side_of(one, text).contact, "agreed")


def _declined(book: Book, one: Introduction, text: str) -> Introduction:
    return book.answer_introduction(one.id, book.side_of(one, text).contact, "declined")


def _made(book: Book, one: Introduction, text: str) -> Introduction:
    return book.make_introduction(one.id)


def _outcome(book: Book, one: Introduction, text: str) -> Introduction:
    return book.tell_outcome(one.id, text)


_DO: Mapping[str, Callable[[Book, Introduction, str], Introduction]] = {
    "asked": _asked,
    "agreed": _agreed,
    "declined": _declined,
    "made": _made,
    "outcome": _outcome,
}
_STEPS = (*_DO, "draft", "delete")


def _draft(book: Book, one: Introduction, text: str, json_: bool) -> int:
    side = book.side_of(one, text).contact if text and text.casefold() != "both" else 0
    draft = book.introduction_draft(one.id, side)
    if json_:
        put(as_json.whole({"to": list(draft.addresses), "subject": draft.subject, "text": draft.text}))
    else:
        put(
            [
                f"To: {shown(', '.join(draft.addresses) or draft.to[0].name)}",
                f"Subject: {shown(draft.subject)}",
                "",
            ]
        )
        put([shown_lines(draft.text).rstrip("\n")])
    return 0


def _say(book: Book, one: Introduction, json_: bool) -> None:
    """What became of an introduction by a step."""
    if json_:
        put(as_json.whole(as_json.introduction(one, book.identities(_people([one])))))
        return
    from rolodex.book import introduction_words

    said = introduction_words.state(one, book.today)
    tell(f"Introduction {one.id}, {introduction_words.between(one)}: {said}.{_reminder(one, book.today)}")


def _reminder(one: Introduction, today: date) -> str:
    return f" Due {_day(one.due, today)}." if one.due else ""


def _whole(one: Introduction, today: date) -> Iterator[str]:
    from rolodex.book import introduction_words

    why = f"  re {shown(one.why)}" if one.why else ""
    yield f"{one.id}  {paint(shown(introduction_words.between(one)), bold=True)}{why}"
    yield from (f"   {shown(line)}" for line in introduction_words.told(one, today))
    if one.due:
        yield f"   due {_day(one.due, today)}"


def _aligned(found: Sequence[Introduction], today: date) -> Iterator[str]:
    from rolodex.book import introduction_words

    rows = [
        (
            f"{one.id}",
            fit(shown(introduction_words.between(one)), _NAMES),
            fit(shown(introduction_words.state(one, today)), _STATE),
        )
        for one in found
    ]
    rooms = [max((width(row[column]) for row in rows), default=0) for column in range(3)]
    for one, row in zip(found, rows, strict=True):
        number, names, state = (
            f"{text}{' ' * (room - width(text))}" for text, room in zip(row, rooms, strict=True)
        )
        due = f"  {paint(_day(one.due, today), dim=True)}" if one.due else ""
        why = f"  {shown(one.why)}" if one.why else ""
        yield f"{number}  {paint(names, bold=one.is_open)}  {state}{due}{why}".rstrip()


def _tab_separated(found: Sequence[Introduction], today: date) -> Iterator[str]:
    from rolodex.book import introduction_words

    for one in found:
        state = introduction_words.state(one, today)
        values = (f"{one.id}", one.state, introduction_words.between(one), one.why, state, one.due)
        yield "\t".join(map(shown, values))


def _people(found: Sequence[Introduction]) -> set[int]:
    return {id for one in found for id in (one.asked_by, *(side.contact for side in one.sides))}


def _day(day: str, today: date) -> str:
    from rolodex import dates

    return dates.spoken(date.fromisoformat(day), today)


@click.command()
@click.argument("one", metavar="WHO")
@click.argument("other", metavar="WHO")
@click.option(
    "--as", "kind", metavar="KIND", default=LINK_KINDS[0], help=f"{', '.join(LINK_KINDS)}, or your own."
)
@click.option("--remove", is_flag=True, help="Take the link away, of whatever kind.")
@click.pass_obj
def link(shell: Shell, one: str, other: str, kind: str, remove: bool) -> None:
    """Say that WHO and WHO worked together, or know each other.

    It is the same from both sides, and leads from one to the other in `rolodex paths`.

    \b
    Examples:
      rolodex link ada "grace hopper"
      rolodex link ada charles --as knows
    """
    with shell.book() as book:
        first, second = book.who(one, guess=False), book.who(other, guess=False)
        if remove:
            gone = book.unlink(first.id, second.id)
            said = "are no longer linked" if gone else "were not linked"
            tell(f"{first.name} and {second.name} {said}.")
        else:
            new = book.link(first.id, second.id, kind)
            tell(f"{first.name} {kind} {second.name}{'' if new else ': that was known'}.")
