"""A person's card as a QR code on the screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from rolodex.formats.qr import fitting
from rolodex.model import BadInput, Contact
from rolodex.text import shown
from rolodex.tui.dialogs.dialog import Dialog

_FRAME = 4
"""Cells that the frame takes of the screen, each way."""


class QrCode(Dialog[None]):
    """The code, black on white in every theme; or a sentence when there is no room for it."""

    BINDINGS = [Binding("escape,enter,q,Q", "leave", "close", key_display="Esc")]  # noqa: RUF012

    DEFAULT_CSS = """
    QrCode {
        & > .frame { width: auto; padding: 0; }
        & #code { width: auto; height: auto; }
        & .problem { width: 62; padding: 0 1; }
    }
    """

    def __init__(self, person: Contact) -> None:
        super().__init__(person.name)
        self._person = person

    def compose_body(self) -> ComposeResult:
        yield Static(id="code", markup=False)

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        super().on_resize()
        self._draw()

    def _draw(self) -> None:
        picture = self.query_one("#code", Static)
        try:
            room = self.app.size.width - _FRAME, self.app.size.height - _FRAME
            lines, held = fitting(self._person, *room)
        except BadInput as error:
            picture.update("")
            self.say(str(error))
            return
        self.say("")
        title = f"{self._person.name} · {held}" if held else self._person.name
        self.query_one(".frame").border_title = Content(shown(title))
        picture.update(Content("\n").join(Content.styled(line, "#000000 on #ffffff") for line in lines))
