"""What the main screen does about events: put one on, end it, and add people a line each while it lasts."""

from __future__ import annotations

from rolodex.book.event_line import read_event, write_event
from rolodex.model import RolodexError
from rolodex.text import counted
from rolodex.tui.browsing import Browsing
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.person_lines import PersonLines
from rolodex.tui.dialogs.prompt import Prompt

_OFF = ("", "off")


class Attending(Browsing):
    """The actions about the event one is at."""

    @opens_dialog
    async def action_event(self) -> None:
        """Say at which event one is, or that it is over."""
        on = await self.read(lambda book: (book.event(),))
        event = on[0]
        title = f"You are at {event.where}: empty this line to end it" if event else "Be at an event"
        line = write_event(event) if event else ""
        example = "PyCon 2026 @Pittsburgh #conference/pycon-2026"
        typed = await self.app.push_screen_wait(Prompt(title, line, example, check=_wrong))
        if typed is not None:
            await self.command_event(typed)

    async def command_event(self, text: str) -> None:
        """Put on the event of a line; an empty one, and `off`, ends the one that is on."""
        if text.strip().casefold() in _OFF:
            ended = await self.attempt(lambda book: (book.end_event(),))
            if ended and ended[0]:
                self.tell(f"{ended[0].where} is over")
            elif ended:
                self.tell("No event was on")
        elif begun := await self.attempt(lambda book: book.start_event(text)):
            self.tell(f"Whoever you add or log gets {begun.where} and #{begun.tag}")
        self.refresh_book()

    @opens_dialog
    async def action_add_lines(self) -> None:
        """Add people, a line each."""
        on = await self.read(lambda book: (book.event(),))
        added = await self.app.push_screen_wait(PersonLines(self.store, on[0]))
        if added:
            self.tell(f"Added {counted(added)} · u undoes one")
            self.refresh_book()


def _wrong(text: str) -> str | None:
    if text.strip().casefold() in _OFF:
        return None
    try:
        read_event(text)
    except RolodexError as error:
        return str(error)
    return None
