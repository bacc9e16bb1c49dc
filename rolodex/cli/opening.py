"""Verbs about the book as a whole: open it in the app, open the demo book, say where it is, copy it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from rolodex.cli.shell import Shell, put, tell
from rolodex.model import BadInput, CannotOpen
from rolodex.paths import demo_path
from rolodex.text import shown


def open_app(path: Path) -> None:
    """Open a book in the app, and make it where there is none; returns when the person quits."""
    # the only place that loads Textual, which takes longer than any other verb as a whole
    from rolodex.tui.app import run

    run(path)


@click.command()
@click.option("--path", "only_path", is_flag=True, help="Make the demo book and print where it is; don't open it.")
@click.pass_obj
def demo(shell: Shell, only_path: bool) -> None:
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
    else:
        open_app(path)


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
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup(shell: Shell, file: Path) -> None:
    """Copy the whole book, with its history, to FILE. Safe while the app is open.

    The copy is a book like any other: open it with --book FILE.

    \b
    Example:
      rolodex backup ~/backups/rolodex-$(date +%F).db
    """
    if file.exists():
        raise BadInput(f"{file} is there already, and was left as it is. Name a file that is not there yet.")
    with shell.book() as book:
        try:
            book.back_up(file)
        except OSError as error:
            with suppress(OSError):
                file.with_name(f"{file.name}.part").unlink()
            raise BadInput(f"Can't write {file}: {error.strerror or error}. Name a file in another folder.") from error
    tell(f"Copied {shell.path} to {file}.")
