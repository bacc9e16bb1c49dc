"""Verbs over the journal: undo, redo, and what was changed when."""

from __future__ import annotations

import click

from rolodex.cli import as_json
from rolodex.cli.shell import Shell, local_minute, paint, put, tell
from rolodex.model import Change, Edit, NotFound
from rolodex.text import fit, shown, width


@click.command()
@click.argument("change", type=int, required=False)
@click.pass_obj
def undo(shell: Shell, change: int | None) -> None:
    """Take back the newest change, or any other.

    CHANGE is a number that `rolodex history` lists: made here or in the app, today or last month.

    \b
    Examples:
      rolodex undo
      rolodex undo 41
    """
    with shell.book() as book:
        undone = book.undo(change)
    tell(f"Undid change {undone.id}: {undone.label}. `rolodex redo {undone.id}` does it again.")


@click.command()
@click.argument("change", type=int, required=False)
@click.pass_obj
def redo(shell: Shell, change: int | None) -> None:
    """Do again what was undone last.

    CHANGE is the number of an undone change in `rolodex history`.

    \b
    Example:
      rolodex redo
    """
    with shell.book() as book:
        redone = book.redo(change)
    tell(f"Did change {redone.id} again: {redone.label}. `rolodex undo {redone.id}` takes it back.")


@click.command()
@click.argument("who", nargs=-1)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=20, show_default=True, help="At most so many."
)
@click.option("--json", "json_", is_flag=True, help="As JSON.")
@click.pass_obj
def history(shell: Shell, who: tuple[str, ...], limit: int, json_: bool) -> None:
    """List what was changed in the book, or of WHO, newest first.

    \b
    Examples:
      rolodex history
      rolodex history Ada Lovelace --limit 5
    """
    with shell.book() as book:
        if who:
            edits = book.history_of(book.who(" ".join(who)).id, limit)
            put(as_json.lines(map(as_json.edit, edits)) if json_ else map(_edit_line, edits))
            return
        changes = book.history(limit)
    if not changes:
        if json_:
            put(as_json.lines([]))
        raise NotFound("Nothing was changed in this book yet.")
    if json_:
        put(as_json.lines(map(as_json.change, changes)))
        return
    digits = len(str(changes[0].id))
    put(_change_line(change, digits) for change in changes)


def _change_line(change: Change, digits: int) -> str:
    undone = "  (undone)" if change.undone else ""
    line = (
        f"{change.id:>{digits}}  {local_minute(change.at)}  {change.origin:<7}  {shown(change.label)}{undone}"
    )
    return paint(line, dim=True) if change.undone else line


def _edit_line(edit: Edit) -> str:
    what = fit(shown(edit.what), 14)
    before, after = fit(shown(edit.before), 200), fit(shown(edit.after), 200)
    said = f"{before} → {after}" if before and after else f"+ {after}" if after else f"- {before}"
    gap = " " * (16 - width(what))
    undone = "  (undone)" if edit.change.undone else ""
    line = f"{edit.change.id:>4}  {local_minute(edit.change.at)}  {what}{gap}{said}{undone}"
    return paint(line, dim=True) if edit.change.undone else line
