"""The command `rolodex`: its verbs, and how each way to end becomes an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import click

from rolodex import __version__
from rolodex.cli.shell import Shell, tell
from rolodex.model import Ambiguous, Contact, NotFound, RolodexError
from rolodex.paths import BOOK_VARIABLE
from rolodex.text import fit, shown, width

DONE, NOTHING_FOUND, WRONG_USE, STOPPED = 0, 1, 2, 130


VERBS = {
    "demo": "opening",
    "import": "importing",
    "imports": "imports",
    "export": "exporting",
    "qr": "exporting",
    "add": "changing",
    "show": "finding",
    "find": "finding",
    "brief": "briefing",
    "tag": "changing",
    "star": "bulk",
    "archive": "bulk",
    "trust": "standing",
    "known": "standing",
    "set": "bulk",
    "delete": "bulk",
    "log": "telling",
    "due": "agenda",
    "follow": "agenda",
    "done": "agenda",
    "snooze": "agenda",
    "keep": "agenda",
    "review": "reviewing",
    "stats": "stats",
    "favour": "favouring",
    "category": "arranging",
    "event": "attending",
    "request": "requesting",
    "group": "grouping",
    "intro": "introducing",
    "link": "introducing",
    "paths": "reaching",
    "pairs": "reaching",
    "around": "reaching",
    "duplicates": "doubles",
    "merge": "doubles",
    "not-same": "doubles",
    "undo": "undoing",
    "redo": "undoing",
    "history": "undoing",
    "path": "opening",
    "backup": "opening",
}
"""Every verb in the order of the help, and the module in which it is. One that is a word of Python or hides
something built in has an underscore behind its name there."""


class Program(click.Group):
    """A group that loads the verb it is asked for, and ends with the codes of the help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of a name; the others are not loaded."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"rolodex.cli.{VERBS[cmd_name]}")
        name = cmd_name.replace("-", "_")
        verb = getattr(module, f"{name}_", None) or getattr(module, name)
        assert isinstance(verb, click.Command)
        return verb

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb. A reader that has closed its end of the pipe has had enough: that is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return DONE

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line and exit with what the verb returns; click.Command.main says what goes in."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except RolodexError as error:
            _tell_of(error)
            code = NOTHING_FOUND if isinstance(error, NotFound) else WRONG_USE
        except click.ClickException as error:
            if isinstance(error, click.UsageError) and error.ctx:
                tell(f"{error.ctx.get_usage()}\nSee `{error.ctx.command_path} -h`.")
            tell(error.format_message())
            code = error.exit_code
        except click.Abort:
            tell("Stopped.")
            code = STOPPED
        sys.exit(code or DONE)


def _tell_of(error: RolodexError) -> None:
    tell(str(error))
    if isinstance(error, Ambiguous):
        tell("\n".join(_candidates(error.candidates)))
        tell("Say which: type more of the name, an email, or the uid that stands behind it.")


def _candidates(people: Iterable[Contact]) -> Iterable[str]:
    for person in people:
        name = fit(shown(person.name), 30)
        about = fit(" · ".join(part for part in map(shown, (person.company, person.city)) if part), 36)
        yield f"  {name}{' ' * (30 - width(name))}  {about}{' ' * (36 - width(about))}  {person.uid}"


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Exit codes:
  0    done
  1    nothing found: nobody fits, or there is nothing to undo
  2    wrong use: a value that can't be taken, a name that fits several people,
       a book that can't be opened, an undo that would overwrite a newer change
  130  stopped with Ctrl-C
\b
Data goes to stdout and messages to stderr. With --json, data is JSON.
\b
Completion of verbs, options and tags; add the line to your shell's startup:
  bash   eval "$(_ROLODEX_COMPLETE=bash_source rolodex)"
  zsh    eval "$(_ROLODEX_COMPLETE=zsh_source rolodex)"
  fish   _ROLODEX_COMPLETE=fish_source rolodex | source""",
)
@click.option(
    "--book",
    "given",
    metavar="PATH",
    default="",
    help=f"The book to work on (else ${BOOK_VARIABLE}, else your own).",
)
@click.version_option(__version__, prog_name="rolodex", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context, given: str) -> int | None:
    """Your people, with how you know them and what you last talked about.

    Without a verb, opens the app. WHO is a name as you would type it, a nickname, an email, a handle or a
    uid; where people are changed it may be a query with a term in it, and means everybody whom that fits.

    \b
    Examples:
      rolodex import ~/Downloads/linkedin-export.zip
      rolodex find compilers --tag conference
      rolodex log "coffee with ada yesterday, she sends the draft +2w"
    """
    before = ctx.obj if isinstance(ctx.obj, Shell) else Shell()
    ctx.obj = Shell(given or before.given, before.clock)
    if ctx.invoked_subcommand is not None:
        return None
    from rolodex.cli.opening import open_app

    return open_app(ctx.obj.path)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal that can't show a letter shows a question mark, and the rest of the line
            stream.reconfigure(errors="replace")
    program(prog_name="rolodex")
