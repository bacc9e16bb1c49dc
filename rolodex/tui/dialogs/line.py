"""The texts a person types into: one line or several, in which nothing pasted can act on the terminal."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from rolodex.text import shown, shown_lines
from rolodex.tui.widgets.typed import Typed


class Line(Typed):
    """One line. Up and Down go to the neighbours, Enter tells the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(shown(text), placeholder, id=id, classes="line", compact=True, select_on_focus=False)

    @property
    def text(self) -> str:
        """What stands in it now."""
        return self.value

    @text.setter
    def text(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(self.value)

    def validate_value(self, value: str) -> str:
        return shown(value)


class TextBox(TextArea):
    """Some lines, as high as they need. Up on the first and Down on the last go to the neighbours."""

    DEFAULT_CSS = """
    TextBox { height: auto; min-height: 1; max-height: 6; }
    """

    class Submitted(Message):
        """Enter was pressed where it does not begin a line."""

    def __init__(
        self, text: str = "", *, placeholder: str = "", id: str | None = None, enter_begins_line: bool = True
    ) -> None:
        """Without `enter_begins_line` Enter tells the dialog, and ctrl+j begins a line."""
        super().__init__(
            shown_lines(text),
            placeholder=placeholder,
            id=id,
            classes="lines",
            compact=True,
            highlight_cursor_line=False,
        )
        self._enter_begins_line = enter_begins_line

    def load_text(self, text: str) -> None:
        super().load_text(shown_lines(text))

    def edit(self, edit: Edit) -> EditResult:
        edit.text = shown_lines(edit.text.replace("\r\n", "\n").replace("\r", "\n"))
        return super().edit(edit)

    def on_key(self, event: events.Key) -> None:
        if self._enter_begins_line or event.key not in ("enter", "ctrl+j"):
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self.post_message(self.Submitted())
        else:
            self.replace("\n", *self.selection, maintain_selection_offset=False)

    def action_cursor_up(self, select: bool = False) -> None:
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)
