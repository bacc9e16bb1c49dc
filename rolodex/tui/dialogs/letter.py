"""One letter asked for, without a frame: the next key is the answer."""

from __future__ import annotations

from textual import events
from textual.screen import ModalScreen

from rolodex.tui.dialogs.opening import Opened


class Letter(ModalScreen[str]):
    """Dismissed with the next letter or digit pressed, or with an empty text by any other key."""

    DEFAULT_CSS = "Letter { background: transparent; }"

    def on_mount(self) -> None:
        self.post_message(Opened())

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.dismiss(event.character if event.is_printable and event.character else "")

    def on_click(self) -> None:
        self.dismiss("")
