"""Steering the app in tests: keys in, what is on the screen out. It waits for states, never for a time."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from rolodex.book import Clock
from rolodex.tui.app import RolodexApp
from rolodex.tui.main import MainScreen
from tests.conftest import now
from tests.tui.rules import Rules

_MOST_WAITS = 5000
_CALM = 3


class Steered:
    """A running app."""

    def __init__(self, app: RolodexApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        """The main screen, whatever stands over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    async def press(self, *keys: str) -> None:
        """Press keys, each after everything that the one before it asked for is shown."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.pilot.press(*("space" if character == " " else character for character in text))
        await self.settled()

    async def open_view(self, key: str) -> None:
        """Open a view by its place in the sidebar."""
        places = [row.place for row in self.main.sidebar._rows]
        self.main.sidebar.focus()
        self.main.sidebar.cursor = next(n for n, place in enumerate(places) if place and place.key == key)
        await self.press("enter")

    async def settled(self) -> None:
        """Wait until every answer is on the screen. A worker that waits for a dialog counts as done."""
        calm = 0
        for _ in range(_MOST_WAITS):
            # each turn draws what came with the one before, and what is drawn may ask for more
            await self.pilot.pause()
            calm = calm + 1 if self._quiet() else 0
            if calm == _CALM:
                return
        raise AssertionError(f"never settled; on the screen:\n{self.text()}")

    def _quiet(self) -> bool:
        if self.main._uncounted or self.main.top.people is None:
            return False
        waiting = max(0, len(self.app.screen_stack) - 2)
        return sum(worker.is_running for worker in self.app.workers) <= waiting

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a state; fails after many turns of the event loop."""
        for _ in range(_MOST_WAITS):
            if condition():
                return
            await asyncio.sleep(0.002)
        raise AssertionError(f"never became true; on the screen:\n{self.text()}")

    def text(self) -> str:
        """The whole screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    def names(self) -> list[str]:
        """The names in the list, from top to bottom."""
        people = self.main.people
        ids = [id for row in range(people.count()) if (id := people.at(row)) is not None]
        return [people._contacts[id].name for id in ids]

    @property
    def name(self) -> str:
        """The name at the cursor of the list."""
        people = self.main.people
        assert people.person is not None
        return people._contacts[people.person].name

    @property
    def card(self) -> str:
        """What the card says."""
        return self.main.card.text


def harmless(screen: str) -> bool:
    """Whether a terminal would take all of it for letters."""
    return not any(
        unicodedata.category(character) in ("Cc", "Cs", "Cn") or character in "\u202e\u202d\u2066\u2067\u2068"
        for character in screen.replace("\n", "")
    )


@asynccontextmanager
async def running(
    path: Path, *, size: tuple[int, int] = (120, 36), settings: Path | None = None, clock: Clock = now
) -> AsyncIterator[Steered]:
    """The app on a book, once its first answer is on the screen."""
    app = RolodexApp(path, clock=clock, settings_file=settings or path.with_name("settings.json"))
    app.stylesheet = Rules(variables=app.get_css_variables())
    async with app.run_test(size=size) as pilot:
        steered = Steered(app, pilot)
        await steered.until(lambda: any(isinstance(screen, MainScreen) for screen in app.screen_stack))
        await steered.settled()
        yield steered
