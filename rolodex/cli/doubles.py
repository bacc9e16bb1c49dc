"""Verbs about doubles: list them, merge those that are sure, merge any by name, tell two apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from rolodex.cli import as_json
from rolodex.cli.choosing import agree, everyone, somebody_answers
from rolodex.cli.finding import Query
from rolodex.cli.shell import Shell, called, on_terminal, put, tell
from rolodex.model import BadInput, Contact
from rolodex.text import fit, shown, width

if TYPE_CHECKING:
    from rolodex.book import Book, Double

_NAME, _ABOUT = 24, 30
"""Cells of a name and of what tells two of one name apart, on a terminal."""

_yes = click.option("--yes", is_flag=True, help="Do not ask.")


@click.command(cls=Query)
@click.argument("words", metavar="[QUERY]", nargs=-1)
@click.option("--limit", metavar="N", type=click.IntRange(1), default=None, help="At most so many pairs.")
@click.option("--json", "json_", is_flag=True, help="As JSON, one pair a line.")
@click.option("--merge-sure", is_flag=True, help="Merge those that are sure, after they are listed.")
@_yes
@click.pass_obj
def duplicates(
    shell: Shell, words: tuple[str, ...], limit: int | None, json_: bool, merge_sure: bool, yes: bool
) -> int:
    """List contacts that are likely one person, the surest first, with the reasons.

    Sure (marked =) are those with an email or a user name in common, names that agree, and nothing against
    it. With a QUERY only pairs of which it fits one. In a pipe a pair is a line of sure or likely, both
    names, the reasons and both uids, with tabs between.

    \b
    Examples:
      rolodex duplicates
      rolodex duplicates "#conference" --limit 20
      rolodex duplicates --merge-sure
      rolodex duplicates --json | jq -r '.[] | select(.sure) | .uids[1]'
    """
    with shell.book() as book:
        found = book.duplicates(query=" ".join(words))
        found = [double for double in found if double.sure or not merge_sure][:limit]
        people = {p.id: p for p in book.contacts([id for d in found for id in (d.one, d.other)])}
        put(_listed(found, people, json_))
        if not found:
            tell("No sure doubles were found." if merge_sure else "No doubles were found.")
            return 1
        if merge_sure:
            _merge(book, found, yes)
    return 0


def _merge(book: Book, found: Sequence[Double], yes: bool) -> None:
    if not yes and somebody_answers():
        pairs = "this pair" if len(found) == 1 else f"these {len(found):,} pairs"
        click.confirm(f"Merge {pairs}?", abort=True, err=True)
    fewer = book.merge_sure(found)
    tell(f"Merged: {fewer:,} {'contact' if fewer == 1 else 'contacts'} fewer. `rolodex undo` takes it back.")


@click.command()
@click.argument("who", nargs=-1, required=True)
@click.option(
    "--set", "picked", metavar="NAME=VALUE", multiple=True, help="What it has of NAME, whatever either had."
)
@_yes
@click.pass_obj
def merge(shell: Shell, who: tuple[str, ...], picked: tuple[str, ...], yes: bool) -> None:
    """Make one contact of all WHO, the first of them.

    It gets every email, phone, user name, tag, interaction and follow-up of the others. Where they differ in
    something that one has once, the first keeps its own and the rest stands in its note, but for what --set
    says.

    \b
    Examples:
      rolodex merge ada@example.org ada@home.example
      rolodex merge "Ada Lovelace" "Ada King" --set company="Analytical Engines"
    """
    values = {}
    for text in picked:
        name, equals, value = text.partition("=")
        if not equals:
            raise BadInput(f"“{shown(text)}” says nothing to set: write NAME=VALUE.")
        values[name.strip()] = value
    with shell.book() as book:
        people = everyone(book, who)
        agree(people, who, "Make one contact of them?", yes=yes)
        kept = book.merge(people[0].id, [person.id for person in people[1:]], values)
    tell(f"Merged {called([person.name for person in people])} into {kept.name}.")


@click.command(name="not-same")
@click.argument("who", nargs=-1, required=True)
@click.pass_obj
def not_same(shell: Shell, who: tuple[str, ...]) -> None:
    """Remember that WHO are as many people, so that they are not called doubles again.

    \b
    Example:
      rolodex not-same ada@example.org ada@home.example
    """
    with shell.book() as book:
        people = everyone(book, who)
        if len(people) < 2:
            raise BadInput("It takes two people to be told apart.")
        book.not_the_same([person.id for person in people])
    tell(f"Remembered: {called([person.name for person in people])} are not the same.")


def _listed(found: Sequence[Double], people: dict[int, Contact], json_: bool) -> Iterable[str]:
    pairs = [(double, people[double.one], people[double.other]) for double in found]
    if json_:
        return as_json.lines(_as_json(*pair) for pair in pairs)
    return [(_aligned if on_terminal() else _tab_separated)(*pair) for pair in pairs]


def _as_json(double: Double, one: Contact, other: Contact) -> dict[str, Any]:
    return {
        "uids": [one.uid, other.uid],
        "names": [one.name, other.name],
        "sure": double.sure,
        "bits": round(double.bits, 1),
        "reasons": list(double.reasons),
    }


def _tab_separated(double: Double, one: Contact, other: Contact) -> str:
    sure = "sure" if double.sure else "likely"
    reasons = ", ".join(double.reasons)
    return "\t".join(map(shown, (sure, one.name, other.name, reasons, one.uid, other.uid)))


def _aligned(double: Double, one: Contact, other: Contact) -> str:
    sign = "=" if double.sure else "~"
    return f"{sign} {_person(one)}  {_person(other)}  {shown(', '.join(double.reasons))}"


def _person(person: Contact) -> str:
    name = fit(shown(person.name), _NAME)
    about = fit(shown(person.company or next((e.value for e in person.emails), person.city)), _ABOUT)
    told = f"{name} ({about})" if about else name
    return told + " " * (_NAME + _ABOUT // 2 - width(told))
