"""One line asked for."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding

from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.line import Line


class Prompt(Dialog[str]):
    """One line of text. Enter gives it, once `check` has no sentence against it."""

    # at once and not with the line's next message: what is typed behind Enter is for what comes next
    BINDINGS = [Binding("enter", "give", "done", key_display="Enter", priority=True)]  # noqa: RUF012

    def __init__(
        self,
        title: str,
        value: str = "",
        placeholder: str = "",
        check: Callable[[str], str | None] = lambda text: None,
    ) -> None:
        """`check` says what is wrong with a text, or None."""
        super().__init__(title)
        self._value = value
        self._placeholder = placeholder
        self._check = check

    def compose_body(self) -> ComposeResult:
        yield Line(self._value, placeholder=self._placeholder)

    def on_input_changed(self) -> None:
        self.say("")

    def action_give(self) -> None:
        """Close with the text, or say what is wrong with it."""
        text = self.query_one(Line).text
        wrong = self._check(text)
        if wrong:
            self.say(wrong)
        else:
            self.dismiss(text)
