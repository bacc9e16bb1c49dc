"""The verb that lists imports and rolls one back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from rolodex.cli import as_json, imports_json
from rolodex.cli.shell import Shell, local_minute, put, tell
from rolodex.model import NotFound
from rolodex.text import counted, shown

if TYPE_CHECKING:
    from rolodex.book.batches import Batch, RolledBack

_MOST_LINES = 20
"""People who stay that are told one by one. --json tells all."""


@click.group(invoke_without_command=True)
@click.option("--json", "json_", is_flag=True, help="As JSON, one import a line.")
@click.pass_context
def imports(context: click.Context, json_: bool) -> None:
    """List what was imported, newest first, or roll an import back.

    \b
    Examples:
      rolodex imports
      rolodex imports rollback "contacts.csv 2026-11-25"
    """
    if context.invoked_subcommand:
        return
    with context.obj.book() as book:
        found = book.imports()
    if json_:
        put(as_json.lines(map(imports_json.batch, found)))
    if not found:
        raise NotFound("Nothing was imported yet. `rolodex import FILE` brings people in.")
    if not json_:
        digits = len(str(found[0].change))
        put(_line(batch, digits) for batch in found)


@imports.command()
@click.argument("which", nargs=-1, required=True)
@click.option("--json", "json_", is_flag=True, help="As JSON.")
@click.pass_obj
def rollback(shell: Shell, which: tuple[str, ...], json_: bool) -> None:
    """Take back an import, but nothing that was written since.

    WHICH is its number, its name, or the file that it is called after. What is still as the import left it
    becomes what it was; people it brought in stay if anything was written about them since. One undo takes
    the roll back back.

    \b
    Examples:
      rolodex imports rollback 41
      rolodex imports rollback contacts.csv
    """
    with shell.book() as book:
        done = book.roll_back(" ".join(which))
    put(as_json.whole(imports_json.rolled_back(done)) if json_ else _kept(done))
    said = f"{counted(done.removed)} removed, {counted(done.restored)} set back, {len(done.kept):,} kept"
    if done.change is None:
        tell(f"Nothing was changed: {said}.")
    else:
        tell(f"Rolled back {shown(done.name)}: {said}. `rolodex undo {done.change.id}` brings it back.")


def _line(batch: Batch, digits: int) -> str:
    tag = f"  #{shown(batch.tag)}" if batch.tag else ""
    gone = "  (undone)" if batch.undone else f", {batch.still_there:,} still there" if batch.new else ""
    gone += "  (rolled back)" if batch.rolled_back and not batch.undone else ""
    return (
        f"{batch.change:>{digits}}  {local_minute(batch.at)}  {shown(batch.name)}{tag}"
        f"  {batch.new:,} new, {batch.changed:,} changed{gone}"
    )


def _kept(done: RolledBack) -> Iterator[str]:
    for person in islice(done.kept, _MOST_LINES):
        yield f"{shown(person.name)} {'stays' if person.is_new else 'stays in part'}: {shown(person.why)}"
    if len(done.kept) > _MOST_LINES:
        yield f"… and {len(done.kept) - _MOST_LINES:,} more; --json tells all"
