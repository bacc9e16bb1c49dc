"""Verbs about the book as a whole: open it in the app, open the demo book, say where it is, copy it."""

from __future__ import annotations

import sys
from os.path import lexists
from pathlib import Path

import click

from rolodex.cli.shell import FilePath, Shell, put, tell
from rolodex.model import BadInput, CannotOpen
from rolodex.paths import demo_path
from rolodex.text import shown


def open_app(path: Path) -> int:
    """Open a book in the app, and make it where there is none; the exit code, once the person quits.

    Raises BadInput where there is no terminal to show it on.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("The app needs a terminal. In a pipe or a script use a verb: `rolodex -h` lists them.")
    # the only place that loads Textual, which takes longer than any other verb as a whole
    from rolodex.tui.app import run

    return run(path)


@click.command()
@click.option(
    "--path", "only_path", is_flag=True, help="Make the demo book and print where it is; don't open it."
)
@click.pass_obj
def demo(shell: Shell, only_path: bool) -> int:
    """Open a book of 250 invented people to try everything on.

    It is made anew each day, in your cache folder; your own book is not touched.

    \b
    Examples:
      rolodex demo
      rolodex --book "$(rolodex demo --path)" find recruiter
    """
    path = demo_path(shell.clock().date())
    if not path.exists():
        _make_demo(path, shell)
    if only_path:
        put([shown(str(path))])
        return 0
    return open_app(path)


def _make_demo(path: Path, shell: Shell) -> None:
    from rolodex.demo import build

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for older in path.parent.glob("demo-*.db*"):
            older.unlink()
        part = path.with_name(f"{path.name}.part")
        build(part, clock=shell.clock)
        part.rename(path)
    except OSError as error:
        raise CannotOpen(
            f"Can't make the demo book at {path}: {error.strerror or error}. Check that folder's permissions."
        ) from error


@click.command()
@click.pass_obj
def path(shell: Shell) -> None:
    """Print where the book is.

    \b
    Example:
      ls -l "$(rolodex path)"
    """
    put([shown(str(shell.path))])


@click.command()
@click.argument("file", type=FilePath())
@click.pass_obj
def backup(shell: Shell, file: Path) -> None:
    """Copy the whole book, with its history, to FILE. Safe while the app is open.

    The copy is a book like any other: open it with --book FILE.

    \b
    Example:
      rolodex backup ~/backups/rolodex-$(date +%F).db
    """
    if lexists(file):
        raise BadInput(f"{file} is there already, and was left as it is. Name a file that is not there yet.")
    with shell.book() as book:
        book.back_up(file)
    tell(f"Copied {shell.path} to {file}.")
