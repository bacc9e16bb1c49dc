"""The line into which the log is typed: what is understood of it is coloured in place."""

from __future__ import annotations

from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.events import Paste
from textual.message import Message

from rolodex.sentence import Sentence
from rolodex.text import shown
from rolodex.tui.dialogs.understood import COLOURS
from rolodex.tui.widgets.typed import Typed


def _class(role: str) -> str:
    return f"pieces--{role.replace(' ', '-')}"


def _rule(role: str, style: str) -> str:
    says = (f"color: {word};" if word.startswith("$") else f"text-style: {word};" for word in style.split())
    return f"& > .{_class(role)} {{ {' '.join(says)} }}"


class Pieces(Typed):
    """One line of text. What is pasted or completed is text too, whatever it holds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_class(role) for role in COLOURS}

    DEFAULT_CSS = f"Pieces {{ {' '.join(_rule(role, style) for role, style in COLOURS.items())} }}"

    class Cut(Message):
        """Of several lines that were pasted only the first was taken."""

        def __init__(self, lines: int) -> None:
            super().__init__()
            self.lines = lines

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        self._colouring = _Colouring(self)
        super().__init__(
            shown(text),
            placeholder,
            classes="line",
            compact=True,
            select_on_focus=False,
            highlighter=self._colouring,
        )

    def validate_value(self, value: str) -> str:
        return shown(value)

    def _on_paste(self, event: Paste) -> None:
        # an Input takes the first line, be it blank
        lines = [line for line in event.text.splitlines() if line.strip()]
        super()._on_paste(Paste(lines[0] if lines else ""))
        event.prevent_default()
        event.stop()
        if len(lines) > 1:
            self.post_message(self.Cut(len(lines)))

    def colour(self, said: Sentence) -> None:
        """Colour what was understood of the text that stands here."""
        self._colouring.spans = [(piece.start, piece.end, piece.role) for piece in said.pieces]
        self.refresh()


class _Colouring(Highlighter):
    """Colours stay where they were until the next answer: most keys are typed at the end."""

    def __init__(self, line: Pieces) -> None:
        self._line = line
        self.spans: list[tuple[int, int, str]] = []

    def highlight(self, text: Text) -> None:
        for start, end, role in self.spans:
            text.stylize(self._line.get_component_rich_style(_class(role), partial=True), start, end)
