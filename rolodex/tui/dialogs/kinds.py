"""The kind of an interaction, picked with one key, a click, or by typing one that is not there yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from rolodex.text import shown


class Kinds(Static, can_focus=True):
    """Kinds side by side. A letter picks the next begun so; more letters narrow it or make a new kind."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("backspace", "shorten", show=False),
    ]

    DEFAULT_CSS = """
    Kinds {
        width: 100%;
        height: auto;
        padding: 0 1;
        &:focus { background: $primary 18%; }
    }
    """

    class Changed(Message):
        """Another kind is picked."""

    class Submitted(Message):
        """Enter was pressed."""

    def __init__(self, kinds: Sequence[str], kind: str) -> None:
        super().__init__(classes="kinds")
        self._kinds = list(kinds)
        self._kind = kind
        self._typed = ""

    @property
    def text(self) -> str:
        """The kind that is picked."""
        return self._kind

    @text.setter
    def text(self, kind: str) -> None:
        if kind != self._kind:
            self._kind = kind
            self.post_message(self.Changed())
        self._draw()

    def offer(self, kinds: Sequence[str]) -> None:
        """Show these kinds."""
        self._kinds = list(kinds)
        self._draw()

    def on_mount(self) -> None:
        self._draw()

    def on_focus(self) -> None:
        self._typed = ""

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            self.post_message(self.Submitted())
        elif event.character and event.is_printable:
            event.stop()
            event.prevent_default()
            self._type(event.character.casefold())

    def on_click(self, event: events.Click) -> None:
        picked = event.style.meta.get("kind")
        if isinstance(picked, int) and picked < len(self._offered):
            self._typed = ""
            self.text = self._offered[picked]

    def action_step(self, by: int) -> None:
        """Pick the neighbour."""
        self._typed = ""
        self.text = self._offered[(self._offered.index(self._kind) + by) % len(self._offered)]

    def action_shorten(self) -> None:
        """Take back a letter of what was typed."""
        self._typed = self._typed[:-1]
        if self._typed:
            self.text = self._begun(self._typed) or self._typed

    def _type(self, letter: str) -> None:
        typed = self._typed + letter
        found = self._begun(typed) if self._typed else self._next(letter)
        if found is None and len(self._typed) <= 1 and (found := self._next(letter)):
            # a second letter that begins another kind is a second thought, not a new kind
            typed = letter
        self._typed = typed
        self.text = found or typed

    def _begun(self, typed: str) -> str | None:
        return next((kind for kind in self._kinds if kind.casefold().startswith(typed)), None)

    def _next(self, letter: str) -> str | None:
        """The kind with that initial that comes after the one picked, and after the last the first."""
        begun = [kind for kind in self._kinds if kind.casefold().startswith(letter)]
        if self._kind in begun:
            return begun[(begun.index(self._kind) + 1) % len(begun)]
        return begun[0] if begun else None

    @property
    def _offered(self) -> list[str]:
        return self._kinds if self._kind in self._kinds else [*self._kinds, self._kind]

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        lines, used = [Content()], 0
        for number, kind in enumerate(self._offered):
            word = Content(f" {shown(kind)} ").stylize(Style.from_meta({"kind": number}))
            if kind == self._kind:
                word = word.stylize("bold reverse $primary")
            # wrapped here and not by the widget, so that a kind of two words stays whole
            if used and used + word.cell_length > self.size.width:
                lines.append(Content())
                used = 0
            lines[-1] = lines[-1].append(word).append(" ")
            used += word.cell_length + 1
        self.update(Content("\n").join(lines))
