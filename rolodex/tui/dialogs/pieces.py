"""The line into which the log is typed: what is understood of it is coloured in place."""

from __future__ import annotations

from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.widgets import Input

from rolodex.sentence import Sentence
from rolodex.text import shown
from rolodex.tui.dialogs.understood import COLOURS


def _class(role: str) -> str:
    return f"pieces--{role.replace(' ', '-')}"


def _rule(role: str, style: str) -> str:
    says = (f"color: {word};" if word.startswith("$") else f"text-style: {word};" for word in style.split())
    return f"& > .{_class(role)} {{ {' '.join(says)} }}"


class Pieces(Input):
    """One line of text. What is pasted or completed is text too, whatever it holds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_class(role) for role in COLOURS}

    DEFAULT_CSS = f"Pieces {{ {' '.join(_rule(role, style) for role, style in COLOURS.items())} }}"

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
