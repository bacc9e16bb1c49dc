"""The line at the top that says which book this is, and that at the bottom: the keys that matter here."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rolodex.text import shown
from rolodex.tui.actions import Action


class TopBar(Widget):
    """The program, how many people, what is going on, and the book."""

    people: reactive[int | None] = reactive(None)
    due: reactive[int] = reactive(0)
    """About how many of them something is due today or overdue."""
    marked: reactive[str] = reactive("")
    """How many are marked, in words; empty for none."""
    doing: reactive[str] = reactive("")
    """What goes on in the background; empty when nothing does."""
    book: reactive[str] = reactive("")

    def render(self) -> Content:
        people = (
            "" if self.people is None else f"   {self.people:,} {'person' if self.people == 1 else 'people'}"
        )
        left = Content.assemble(
            (" rolodex", "bold $primary"),
            (people, "$foreground-muted"),
            (f"   {self.due:,} due" if self.due else "", "$warning"),
            (f"   ◆ {self.marked}" if self.marked else "", "bold $warning"),
            (f"   {self.doing}" if self.doing else "", "$foreground-muted"),
        )
        right = shown(self.book)
        room = self.size.width - left.cell_length - cell_len(right) - 1
        return left + Content.styled(" " * max(1, room) + right, "$foreground-muted")


class KeyBar(Widget):
    """The keys that matter here, as they can be pressed or clicked."""

    actions: reactive[Sequence[Action]] = reactive(())
    hint: reactive[str] = reactive("")
    """Said in place of the keys, while a key is waited for."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def render(self) -> Content:
        if self.hint:
            return Content.styled(f" {self.hint}", "bold $warning")
        return Content("").join([self._piece(action) for action in self._fitting()])

    def on_click(self, event: events.Click) -> None:
        x = 0
        for action in self._fitting():
            x += self._piece(action).cell_length
            if event.x < x:
                self.post_message(self.Pressed(action))
                return

    def _fitting(self) -> list[Action]:
        room, fitting = self.size.width, []
        for action in self.actions:
            room -= self._piece(action).cell_length
            if room < 0:
                break
            fitting.append(action)
        return fitting

    def _piece(self, action: Action) -> Content:
        return Content.assemble(
            (f" {action.key}", "bold $primary"), (f" {action.label}  ", "$foreground-muted")
        )
