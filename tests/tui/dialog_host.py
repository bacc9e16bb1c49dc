"""An app that holds nothing but one dialog over a real book."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.form import Form
from rolodex.tui.dialogs.row import Row
from rolodex.tui.store import Store
from tests.conftest import now
from tests.tui.rules import Rules

OPEN = object()
"""The result of a dialog that was not dismissed yet."""


class Host(App[None]):
    """A dialog over an empty screen."""

    def __init__(self, path: Path, make: Callable[[Store], Screen[Any]]) -> None:
        super().__init__()
        self.stylesheet = Rules(variables=self.get_css_variables())
        self.store = Store(path, now)
        self._make = make
        self.result: object = OPEN

    async def on_mount(self) -> None:
        await self.store.open()
        await self.push_screen(self._make(self.store), self._done)

    async def on_unmount(self) -> None:
        await self.store.close()

    def _done(self, result: object) -> None:
        self.result = result


@dataclass
class Shown:
    """A dialog on the screen, as a person deals with it."""

    app: Host
    pilot: Pilot[None]
    dialog: Screen[Any]

    @property
    def result(self) -> object:
        """What it was dismissed with, or OPEN."""
        return self.app.result

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for a state; fail when it does not come."""
        end = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            await self.pilot.pause()

    async def closed(self) -> object:
        """The result, once there is one."""
        await self.until(lambda: self.result is not OPEN)
        return self.result

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type a text, key by key."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))

    def row(self, key: str) -> Row:
        """The row of that key of a form."""
        return next(row for row in self.dialog.query(Row) if row.key == key)

    async def write(self, key: str, text: str) -> None:
        """Put a text into a row of a form, as pasting does."""
        self.row(key).text = text
        await self.pilot.pause()

    def meaning(self, key: str) -> str:
        """The sentence about what stands in a row."""
        return str(self.row(key).query_one(".meaning", Static).content)

    @property
    def problem(self) -> str:
        """What the dialog says went wrong."""
        return str(self.dialog.query_one(".problem", Static).content)

    @property
    def on_screen(self) -> str:
        """Every character that the terminal is sent, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)


@asynccontextmanager
async def shown(
    path: Path, make: Callable[[Store], Screen[Any]], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Shown]:
    """The dialog that `make` makes, ready for the first key."""
    app = Host(path, make)
    async with app.run_test(size=size) as pilot:
        here = Shown(app, pilot, app.screen)
        await here.until(lambda: isinstance(app.screen, Dialog) and app.screen.is_mounted)
        here.dialog = app.screen
        if isinstance(here.dialog, Form):
            form = here.dialog
            await here.until(lambda: form._ready)
        await pilot.pause()
        yield here
