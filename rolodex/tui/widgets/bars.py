"""The line at the top that says which book this is, and that at the bottom: what was done, and the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from rolodex.model import Event
from rolodex.text import counted, fit, shown, width
from rolodex.tui.actions import Action
from rolodex.tui.widgets.wrap import hanging

_SECONDS = {False: 5.0, True: 12.0}
"""How long something done, and trouble, is told."""


class TopBar(Widget):
    """The program, how many people, what is going on, and the book."""

    people: reactive[int | None] = reactive(None)
    due: reactive[int] = reactive(0)
    """About how many of them something is due today or overdue."""
    requests: reactive[int] = reactive(0)
    """How many connection requests are open."""
    marked: reactive[str] = reactive("")
    """How many are marked, in words; empty for none."""
    doing: reactive[str] = reactive("")
    """What goes on in the background; empty when nothing does."""
    book: reactive[str] = reactive("")
    event: reactive[Event | None] = reactive(None)
    """The event that is on."""
    event_key: reactive[str] = reactive("")
    """The key that ends it."""

    def render(self) -> Content:
        people = "" if self.people is None else f"   {counted(self.people)}"
        left = Content.assemble(
            (" rolodex", "bold $primary"),
            (people, "$foreground-muted"),
            (f"   {self.due:,} due" if self.due else "", "$warning"),
            (f"   {counted(self.requests, 'request', 'requests')}" if self.requests else "", "$primary"),
            (f"   ◆ {self.marked}" if self.marked else "", "bold $warning"),
            (f"   {self.doing}" if self.doing else "", "$foreground-muted"),
        )
        right = shown(self.book)
        room = self.size.width - left.cell_length - cell_len(right) - 1
        if self.event:
            left += _event_on(self.event, self.event_key, room - 1)
            room = self.size.width - left.cell_length - cell_len(right) - 1
        return left + Content.styled(" " * max(1, room) + right, "$foreground-muted")


@dataclass(frozen=True, slots=True)
class Said:
    """Something the person is told."""

    text: str
    severity: SeverityLevel = "information"

    @property
    def is_trouble(self) -> bool:
        """Whether it is to be read before one goes on."""
        return self.severity != "information"

    @property
    def style(self) -> str:
        """Its colour."""
        return f"bold ${self.severity}" if self.is_trouble else "$success"


def _event_on(event: Event, key: str, room: int) -> Content:
    """` ● PyCon 2026 · Pittsburgh · 7 people   @ ends it`, as much of it as fits into that many cells."""
    where = shown(" · ".join(part for part in (event.name, event.place) if part))
    many = f" · {counted(event.people)}"
    ends = f"  {key} ends it"
    # the two spaces before it, its margins, and its dot
    left = room - 2 - 2 - 2
    if width(where + many) + width(ends) > left:
        ends = ""
    if width(where + many) > left:
        many = ""
    on = f" ● {fit(where, max(left, 1))}{many} "
    return Content.assemble("  ", (on, "bold $background on $success"), (ends, "$foreground-muted"))


_LEADING = 2
"""Keys at the end of the bar that stay however narrow it is: the command line and the help."""


class KeyBar(Widget):
    """What was just done, and the keys that matter here, as they can be pressed or clicked.

    What was done is gone with the next key. Trouble is told whole, on more lines where it takes them, and
    stays: Escape takes it away.
    """

    DEFAULT_CSS = "KeyBar { height: auto; max-height: 6; }"

    actions: reactive[Sequence[Action]] = reactive(())
    hint: reactive[str] = reactive("")
    """Said in place of the keys, while a key is waited for."""
    said: reactive[Said | None] = reactive(None)

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__()
        self._silence: Timer | None = None
        self._lines = 1

    def watch_said(self) -> None:
        # laying everything out again takes longer than all else that follows a change
        if (lines := self._lines_needed(self.size.width)) != self._lines:
            self._lines = lines
            self.refresh(layout=True)

    def say(self, text: str, severity: SeverityLevel) -> None:
        """Tell something for some seconds, in place of what was told before."""
        self.said = Said(shown(text), severity)
        if self._silence is not None:
            self._silence.stop()
        self._silence = self.set_timer(_SECONDS[self.said.is_trouble], self._fall_silent)

    def hear(self, key: str) -> None:
        """A key was pressed: what was told is read."""
        if self.said is not None and (not self.said.is_trouble or key == "escape"):
            self.said = None

    def _fall_silent(self) -> None:
        self.said = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._lines_needed(width)

    def _lines_needed(self, width: int) -> int:
        return len(self._trouble(width)) or 1

    def render(self) -> Content:
        if self.hint:
            return Content.styled(f" {self.hint}", "bold $warning")
        if trouble := self._trouble(self.size.width):
            return Content("\n").join(trouble)
        return Content("").join([self._done(), *(self._piece(action) for action in self._fitting())])

    def on_click(self, event: events.Click) -> None:
        x = self._done().cell_length
        if self.hint or self._trouble(self.size.width) or event.x < x:
            self.said = None
            return
        for action in self._fitting():
            x += self._piece(action).cell_length
            if event.x < x:
                self.post_message(self.Pressed(action))
                return

    def _trouble(self, width: int) -> list[Content]:
        """The lines of trouble that takes more than one."""
        if self.said is None or not self.said.is_trouble or cell_len(self.said.text) <= width - 2:
            return []
        return hanging(Content(" "), Content.styled(self.said.text, self.said.style), max(10, width - 1), 1)

    def _done(self) -> Content:
        if self.said is None:
            return Content()
        return Content.styled(f" {fit(self.said.text, self.size.width - 2)}  ", self.said.style)

    def _fitting(self) -> list[Action]:
        """Those for which there is room: the last ones, which lead to all others, and then from the left."""
        room = self.size.width - self._done().cell_length
        leading = list(self.actions[-_LEADING:])
        while self.said and leading and sum(self._piece(one).cell_length for one in leading) > room:
            del leading[0]
        room -= sum(self._piece(action).cell_length for action in leading)
        fitting = []
        for action in self.actions[:-_LEADING]:
            room -= self._piece(action).cell_length
            if room < 0:
                break
            fitting.append(action)
        return [*fitting, *leading]

    def _piece(self, action: Action) -> Content:
        return Content.assemble(
            (f" {action.key}", "bold $primary"), (f" {action.label}  ", "$foreground-muted")
        )
