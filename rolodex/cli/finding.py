"""Verbs that look people up: find by query, show one."""

from __future__ import annotations

import re
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json
from rolodex.cli.completing import tags_so_far
from rolodex.cli.shell import Shell, coloured, on_terminal, put, tell
from rolodex.text import shown, width

if TYPE_CHECKING:
    from rolodex.book import Book
    from rolodex.query import Problem


class Query(click.Command):
    """A command whose arguments may begin with the minus of a query: `-has:met`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """With a space before it, it is a word to click; the query does not mind."""
        return super().parse_args(ctx, [f" {arg}" if _MINUS.match(arg) else arg for arg in args])


_MINUS = re.compile(r"-(#|\(|\"|[^\W\d_-][\w.-]*:)")


@click.command(cls=Query)
@click.argument("words", nargs=-1)
@click.option(
    "--tag", "tags", metavar="TAG", multiple=True, shell_complete=tags_so_far, help="Only people with it."
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=None, help="At most so many, the best first."
)
@click.option("--json", "json_", is_flag=True, help="As JSON, one contact a line.")
@click.pass_obj
def find(shell: Shell, words: tuple[str, ...], tags: tuple[str, ...], limit: int | None, json_: bool) -> int:
    """Find people by words of anything about them, or by a query.

    Words may be misspelt; a query is what the app's search takes, in quotes where it has signs in it. Without
    either: everybody, or everybody with the tags.

    On a terminal the columns are name, company, how long ago you talked, and tags. In a pipe each person is a
    line of name, company, title, email, day of the last interaction, tags and uid, with tabs between.

    \b
    Examples:
      rolodex find grace compilers
      rolodex find --tag recruiter "last:>90d -berlin"
      rolodex find pycon | cut -f4
      rolodex find --tag design --json | jq -r '.[].emails[].value'
    """
    # here, as in all verbs: what one of them needs, the help of the others does without
    from rolodex import query
    from rolodex.cli.table import aligned, tab_separated

    text = " ".join(words)
    with shell.book() as book:
        people = book.find(text, tags=tags, limit=limit or 0)
        mistaken = mistakes(book, text)
        hint = "" if people else book.hint(text)
        today = book.today
    if mistaken:
        tell(mistaken)
        # a script must not take everybody for those it asked for
        return 2
    if json_:
        put(as_json.lines(map(as_json.contact, people)))
    elif on_terminal():
        put(aligned(people, today, get_terminal_size().columns, coloured()))
    else:
        put(map(tab_separated, people))
    if odd := query.unclosed(text):
        tell(_pointed_at(odd, text))
    if not people:
        tell(f"Nobody fits. {hint}".rstrip())
        return 1
    return 0


def mistakes(book: Book, text: str) -> str:
    """The mistakes in a query, each pointed at; empty when there are none."""
    from rolodex import query

    problems = query.parse(text, fields=book.fields(), today=book.today, typed=True).problems
    return "\n".join(_pointed_at(problem, text) for problem in problems)


def _pointed_at(problem: Problem, text: str) -> str:
    """A mistake in a query: what is wrong, and the query with carets below the place."""
    before, place = shown(text[: problem.start]), shown(text[problem.start : problem.end])
    carets = " " * width(before) + "^" * max(1, width(place))
    return f"{problem.message}\n  {shown(text)}\n  {carets}"


@click.command()
@click.argument("who", nargs=-1, required=True)
@click.option("--json", "json_", is_flag=True, help="As JSON, with the timeline.")
@click.pass_obj
def show(shell: Shell, who: tuple[str, ...], json_: bool) -> None:
    """Show WHO: how to reach them, how you met, and the timeline.

    \b
    Examples:
      rolodex show ada lovelace
      rolodex show ada@example.org --json
    """
    from rolodex.book import request_words
    from rolodex.cli.card import card

    with shell.book() as book:
        person = book.who(" ".join(who))
        groups = book.groups_of(person.id)
        timeline = request_words.beside(book.timeline(person.id), book.requests_of(person.id))
        if json_:
            entries = [as_json.interaction(entry, person) for entry in timeline]
            there = list(map(as_json.in_group, groups))
            put(as_json.whole({**as_json.contact(person), "groups": there, "timeline": entries}))
        else:
            put(card(person, timeline, book.fields(), book.today, groups))
