"""Verbs about who knows whom: paths to somebody, pairs who should meet, who came through whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json
from rolodex.cli.finding import Query
from rolodex.cli.shell import Shell, on_terminal, paint, put, tell
from rolodex.text import shown

if TYPE_CHECKING:
    from rolodex.book.pairing import Pair
    from rolodex.book.reaching import PathTo

_IN_A_PIPE = 80


@click.command()
@click.argument("who", nargs=-1, metavar="WHO")
@click.option("--company", metavar="NAME", default="", help="To anybody who works there.")
@click.option("--limit", metavar="N", type=click.IntRange(1), default=10, help="At most so many.")
@click.option("--json", "json_", is_flag=True, help="As JSON, one path a line.")
@click.pass_obj
def paths(shell: Shell, who: tuple[str, ...], company: str, limit: int, json_: bool) -> int:
    """Show who can introduce you to WHO, or to anybody at a company.

    Up to three steps, the best first: through people whom you trust and talked to lately, to those whom they
    met through each other, whom you introduced, who are linked (`rolodex link`), or with whom you talked
    together.

    \b
    Examples:
      rolodex paths "grace hopper"
      rolodex paths --company acme
    """
    name = company or " ".join(who)
    if not name.strip():
        raise click.UsageError("Say to whom, or --company NAME.")
    with shell.book() as book:
        people = book.whom_to_reach(name, company=bool(company))
        found = book.paths_to([person.id for person in people], limit)
    if json_:
        put(as_json.lines(map(as_json.path, found)))
    else:
        put(map(_path, found))
    if not found:
        tell(f"Nobody you know leads to {people[0].name if len(people) == 1 else name} in three steps.")
        return 1
    return 0


def _path(path: PathTo) -> str:
    steps = [
        f"{paint(shown(hop.person.name), bold=True)} {paint(f'({shown(hop.why)})', dim=True)}"
        for hop in path.hops
    ]
    return " → ".join(["You", *steps])


@click.command(cls=Query)
@click.argument("words", metavar="[QUERY]", nargs=-1)
@click.option("--limit", metavar="N", type=click.IntRange(1), default=20, help="At most so many.")
@click.option("--json", "json_", is_flag=True, help="As JSON, one pair a line.")
@click.pass_obj
def pairs(shell: Shell, words: tuple[str, ...], limit: int, json_: bool) -> int:
    """Show who should know each other, and why: one is looking for what the other has.

    That is in the fields `looking for` and `can help with`, in tags and companies. Who has to do with each
    other already is left out. With a QUERY, of each pair one at least fits it.

    \b
    Examples:
      rolodex set ada "looking for=a Rust compiler"
      rolodex pairs
      rolodex pairs ada --json
    """
    query = " ".join(words)
    with shell.book() as book:
        within = [person.id for person in book.whom(query)] if query.strip() else None
        found = book.pairs(limit, within=within)
    if json_:
        put(as_json.lines(map(as_json.pair, found)))
    else:
        put(_pairs(found))
    if not found:
        tell(
            'Nobody looks for what another has. Say it: rolodex set WHO "looking for=..." "can help with=..."'
        )
        return 1
    return 0


def _pairs(found: Sequence[Pair]) -> Iterator[str]:
    for pair in found:
        yield paint(shown(f"{pair.one.name} ↔ {pair.other.name}"), bold=True)
        yield f"  {shown(' · '.join(pair.reasons))}"


@click.command()
@click.argument("who", nargs=-1, required=True, metavar="WHO")
@click.option("--json", "json_", is_flag=True, help="As JSON, one line of the tree a line.")
@click.pass_obj
def around(shell: Shell, who: tuple[str, ...], json_: bool) -> None:
    """Draw who came into the book through whom, around WHO.

    Two steps up and two down, by what is said of whom one met through whom; below it links and introductions
    that were made.

    \b
    Example:
      rolodex around ada
    """
    with shell.book() as book:
        tree = book.around(book.who(" ".join(who)).id)
    if json_:
        put(as_json.lines({"lead": one.lead, "name": one.name, "about": one.about} for one in tree))
        return
    cells = get_terminal_size().columns if on_terminal() else _IN_A_PIPE
    put(paint(one.text(cells), bold=True) if one.is_middle else one.text(cells) for one in tree)
