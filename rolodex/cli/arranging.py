"""The verb about categories: list them, and add those that new books have."""

from __future__ import annotations

import click

from rolodex.cli.shell import Shell, on_terminal, paint, put, tell
from rolodex.text import fit, shown, width

_NAME = 26
"""Cells of a name."""


@click.group(invoke_without_command=True)
@click.pass_context
def category(ctx: click.Context) -> None:
    """List the categories, or add those for recruiters that new books have.

    \b
    Examples:
      rolodex category
      rolodex category recruiters
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@category.command("list")
@click.option("--json", "json_", is_flag=True, help="As JSON, one category a line.")
@click.pass_obj
def list_(shell: Shell, json_: bool = False) -> None:
    """List the categories with how many people each holds, in the order of the app.

    In a pipe a category is a line of name, people and query, with tabs between.
    """
    from rolodex.cli import as_json

    with shell.book() as book:
        found = [(row, book.count(row.query)) for row in book.categories()]
    if json_:
        put(as_json.lines(as_json.category(row, count) for row, count in found))
    elif on_terminal():
        for row, count in found:
            name = fit(shown(row.name), _NAME)
            put([f"{name}{' ' * (_NAME - width(name))}  {count:>7,}  {paint(shown(row.query), dim=True)}"])
    else:
        put("\t".join((shown(row.name), str(count), shown(row.query))) for row, count in found)


@category.command()
@click.pass_obj
def recruiters(shell: Shell) -> None:
    """Add the fields and categories for recruiters that new books have and this one lacks.

    Fields: CV version, checked the firm, check result. Categories: who has an old CV, and who never answered.
    What is there already stays as it is.
    """
    with shell.book() as book:
        added = book.add_for_recruiters()
    if added:
        tell(f"Added {', '.join(added)}. `rolodex undo` takes it back.")
    else:
        tell("All of it is there already.")
