"""A list that draws only the lines that are seen: as fast with 100,000 rows as with ten."""

from __future__ import annotations

from itertools import chain
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rolodex.tui.widgets.scrolled import resize


class Lines(ScrollView, can_focus=True):
    """Rows with a cursor. A subclass says how many there are and draws one.

    The cursor skips rows that are not `selectable` (headings).
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--cursor",
        "lines--faint",
        "lines--heading",
        "lines--accent",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False, priority=True),
        Binding("k,up", "move(-1)", "Up", show=False, priority=True),
        Binding("g,home", "go_first", "First", show=False, priority=True),
        Binding("G,end", "go_last", "Last", show=False, priority=True),
        Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, priority=True),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, priority=True),
        Binding("ctrl+f,pagedown", "page(1)", "Page down", show=False, priority=True),
        Binding("ctrl+b,pageup", "page(-1)", "Page up", show=False, priority=True),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)
    """The row of the cursor; 0 in an empty list."""

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, lines: Lines) -> None:
            super().__init__()
            self.lines = lines

        @property
        def control(self) -> Lines:
            return self.lines

    class Chosen(Moved):
        """A row was double-clicked, or clicked where the cursor stood."""

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def selectable(self, row: int) -> bool:
        """Whether the cursor may stand on a row."""
        return True

    def draw(self, row: int, width: int) -> Text:
        """One row, at most `width` cells wide. Called for rows that are seen, often."""
        raise NotImplementedError

    def resized(self) -> None:
        """To be called when the rows changed: keeps the cursor and the scrolling inside."""
        resize(self, Size(self.scrollable_content_region.width, self.count()))
        self.cursor = self.nearest(self.cursor)
        self.refresh()

    def nearest(self, row: int) -> int:
        """The selectable row at `row`, or else the next one below, or above."""
        last = self.count() - 1
        start = max(0, min(row, last))
        below, above = range(start, min(start + 4, last + 1)), range(start - 1, -1, -1)
        return next((row for row in chain(below, above) if self.selectable(row)), start)

    def render_line(self, y: int) -> Strip:
        row = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if row >= self.count():
            return Strip.blank(width, base)
        text = self.draw(row, width)
        style = base
        if row == self.cursor and self.selectable(row):
            style = self.get_component_rich_style("lines--cursor")
        segments = list(text.render(self.app.console, end=""))
        drawn = [Segment(part.text, style + (part.style or Style.null())) for part in segments]
        used = sum(cell_len(part.text) for part in drawn)
        if used < width:
            drawn.append(Segment(" " * (width - used), style))
        return Strip(drawn).adjust_cell_length(width, style)

    def watch_cursor(self, old: int, new: int) -> None:
        self.redraw_row(old)
        self.redraw_row(new)
        first = new
        while first > 0 and not self.selectable(first - 1):
            first -= 1
        # a heading right above comes into sight with its first row
        self.scroll_to_region(
            Region(0, first, 1, new - first + 1), animate=False, force=True, immediate=True, x_axis=False
        )
        self.post_message(self.Moved(self))

    def redraw_row(self, row: int) -> None:
        """Draw one row again, if it is seen."""
        y = row - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def action_move(self, by: int) -> None:
        """Move the cursor by selectable rows; it stops at the ends."""
        row, step = self.cursor, 1 if by > 0 else -1
        for _ in range(abs(by)):
            following = row + step
            while 0 <= following < self.count() and not self.selectable(following):
                following += step
            if not 0 <= following < self.count():
                if step < 0:
                    self.scroll_to(y=0, animate=False)
                break
            row = following
        self.cursor = row

    def action_go_first(self) -> None:
        """To the first row."""
        self.cursor = self.nearest(0)
        self.scroll_to(y=0, animate=False)

    def action_go_last(self) -> None:
        """To the last row."""
        self.cursor = self.nearest(self.count() - 1)

    def action_page(self, pages: float) -> None:
        """Move by a page, or a part of one."""
        self.cursor = self.nearest(self.cursor + int(pages * max(1, self.size.height - 1)))

    def on_click(self, event: events.Click) -> None:
        inside = event.get_content_offset(self)
        if inside is None:
            return
        row = self.scroll_offset.y + inside.y
        if row >= self.count() or not self.selectable(row):
            return
        again = row == self.cursor
        self.cursor = row
        if event.chain > 1 or again:
            self.post_message(self.Chosen(self))

    def on_resize(self) -> None:
        self.resized()


def fit(text: str, cells: int) -> str:
    """The text in exactly that many cells: padded, or cut with an ellipsis. Wide characters count as two."""
    if cells <= 0:
        return ""
    length = cell_len(text)
    if length <= cells:
        return text + " " * (cells - length)
    return set_cell_size(text, cells - 1) + "…"
