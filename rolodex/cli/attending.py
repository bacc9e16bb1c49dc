"""The verb that says at which event one is."""

from __future__ import annotations

import click

from rolodex.cli.completing import tags_so_far
from rolodex.cli.shell import Shell, put, tell
from rolodex.model import Event, NotFound
from rolodex.text import counted, shown


@click.command()
@click.argument("words", nargs=-1, metavar="[EVENT | off]")
@click.option(
    "--tag", metavar="TAG", default="", shell_complete=tags_so_far, help="The tag that everybody there gets."
)
@click.pass_obj
def event(shell: Shell, words: tuple[str, ...], tag: str) -> None:
    """Be at an event: whoever is added or logged until `off` gets it.

    They get its tag, and those who were not met before its name and place as where you met, and the day.
    In the app and in the shell alike; imports are left out. Without a tag it is the tag of the book that
    ends in the event's name, else event/NAME. Without words, prints the event that is on.

    \b
    Examples:
      rolodex event PyCon 2026 @Pittsburgh --tag conference/pycon-2026
      rolodex event off
    """
    from rolodex.book.event_line import write_event

    line = " ".join(words)
    if line.strip().casefold() == "off":
        with shell.book() as book:
            ended = book.end_event()
        tell(f"{ended.where} is over: {counted(ended.people)}." if ended else "No event was on.")
    elif line.strip() or tag:
        named = tag.replace('"', "")
        with shell.book(create=True) as book:
            begun = book.start_event(f'{line} #"{named}"' if named else line)
        tell(
            f"You are at {begun.where}: whoever you add or log gets it and #{begun.tag}."
            " `rolodex event off` ends it."
        )
    else:
        with shell.book() as book:
            on = book.event()
        if on is None:
            raise NotFound("No event is on. Put one on with `rolodex event PyCon 2026 @Pittsburgh`.")
        put([shown(write_event(on))])
        tell(f"On since {on.since}: {counted(on.people)}.")


def at(event: Event | None) -> str:
    """What was put on somebody, in a message: ` at PyCon 2026, Pittsburgh (#conference/pycon-2026)`."""
    return f" at {event.where} (#{event.tag})" if event else ""
