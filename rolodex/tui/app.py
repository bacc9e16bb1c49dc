"""The app: opens the book on its thread, shows the main screen, remembers the theme."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from textual import events, on
from textual.app import App

from rolodex.book import Clock
from rolodex.book.base import local_now
from rolodex.model import BadInput, RolodexError
from rolodex.tui import settings
from rolodex.tui.actions import rebound
from rolodex.tui.dialogs.opening import KeyKeeper, Opened
from rolodex.tui.main import MainScreen
from rolodex.tui.store import Store
from rolodex.tui.themes import DARK, LIGHT

# with Python's 5 ms a key waits while the search index is made; `python -m tests.benchmarks` measures it
_SWITCH_SECONDS = 0.0005


class RolodexApp(App[None]):
    """The rolodex, full screen."""

    TITLE = "rolodex"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, path: Path, *, clock: Clock = local_now, settings_file: Path | None = None) -> None:
        super().__init__()
        self.clock = clock
        self.keeper = KeyKeeper()
        self.store = Store(path, clock)
        self._settings_file = settings_file or settings.settings_file()
        self._settings, self._settings_problem = settings.Settings(), ""
        try:
            self._settings = settings.load(self._settings_file)
        except BadInput as error:
            self._settings_problem = str(error)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.set_keymap(self._settings.keys)
        self._main = MainScreen(self.store, rebound(self._settings.keys))
        known = self._settings.theme in self.available_themes
        self.theme = self._settings.theme if known else DARK.name

    async def on_mount(self) -> None:
        try:
            await self.store.open()
        except RolodexError as error:
            self.exit(return_code=2, message=str(error))
            return
        await self.push_screen(self._main)
        if self._settings_problem:
            self._main.tell(self._settings_problem, severity="warning")

    async def on_unmount(self) -> None:
        await self.store.close()

    async def on_event(self, event: events.Event) -> None:
        if self.keeper.keep(event):
            return
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._main.hear(event.key)
        await self._handle(event)

    async def _handle(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and self._main.leaves_line(event.key):
            # the letters before it are still on their way to the line: what comes behind waits for them
            self.keeper.hold()
        await super().on_event(event)

    def action_help_quit(self) -> None:
        """Say how one leaves: ^c, which ends other programs, copies what is selected here."""
        quit = next(action for action in self._main.actions if action.id == "quit")
        self._main.tell(f"{quit.key} leaves the rolodex")

    async def release_keys(self) -> None:
        """Give the keys that were kept to whoever has the focus now."""
        await self.keeper.release(self._handle)

    async def on_opened(self, event: Opened) -> None:
        event.stop()
        await self.release_keys()

    @on(MainScreen.ThemeChosen)
    def _take_theme(self, event: MainScreen.ThemeChosen) -> None:
        """Show a theme from now on and remember it."""
        event.stop()
        theme = self.theme = event.name
        # a file that can't be read is somebody's work: it is not written over
        if theme != self._settings.theme and not self._settings_problem:
            self._settings = replace(self._settings, theme=theme)
            try:
                settings.save(self._settings_file, self._settings)
            except OSError as error:
                self._main.tell(f"The theme can't be remembered: {error.strerror}", severity="warning")


def run(path: Path, *, clock: Clock = local_now) -> int:
    """Run the app on the book at `path` until the person leaves; the exit code of the process."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = RolodexApp(path, clock=clock)
    app.run()
    return app.return_code or 0
