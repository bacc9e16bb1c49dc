"""The card: one person whole, and a cursor over the timeline of what happened with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from rolodex.tui.widgets.card_text import Shown, Written, highlighted, title, written
from rolodex.tui.widgets.scrolled import resize
from rolodex.tui.widgets.timeline import Entry, identity


class Card(ScrollView, can_focus=True):
    """A person and their timeline. Only the lines that are seen are drawn: a log can be long.

    Down scrolls until the timeline is in sight and then goes from entry to entry; up goes back the same way.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--cursor"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False, priority=True),
        Binding("k,up", "move(-1)", "Up", show=False, priority=True),
        Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, priority=True),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, priority=True),
        Binding("ctrl+f,pagedown", "page(1)", "Page down", show=False, priority=True),
        Binding("ctrl+b,pageup", "page(-1)", "Page up", show=False, priority=True),
        Binding("g,home", "go_top", "Top", show=False, priority=True),
        Binding("G,end", "go_last", "Last entry", show=False, priority=True),
    ]

    showing: reactive[Shown] = reactive(Shown, repaint=False)
    cursor: reactive[int | None] = reactive(None, repaint=False)
    """The position of the entry at the cursor; None above the timeline."""

    class Moved(Message):
        """The cursor is on another entry, or on none."""

    class Chosen(Message):
        """An entry was double-clicked."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._written = Written()
        self._words = ""

    @property
    def text(self) -> str:
        """All that it says, on lines as wide as the card."""
        return "\n".join(line.plain for line in self._written.lines)

    @property
    def entry(self) -> Entry | None:
        """The entry at the cursor."""
        return None if self.cursor is None else self.showing.entries[self.cursor]

    def show(self, showing: Shown) -> None:
        """Show a person: another one from the top, the same one with the kind and the cursor as they are."""
        before, contact = self.showing, showing.contact
        if (before.contact and before.contact.id) != (contact and contact.id):
            self.cursor = None
            self.scroll_home(animate=False)
            self.showing = showing
            return
        kept = replace(showing, kind=before.kind if before.kind in showing.kinds else "")
        at, here = self.cursor, self.entry
        now = at
        if at is not None and here is not None:
            ids = [identity(entry) for entry in kept.entries]
            # where an entry was deleted the next one moves up to the cursor
            same = identity(here)
            now = ids.index(same) if same in ids else min(at, len(ids) - 1) if ids else None
        self.set_reactive(Card.cursor, now)
        self.showing = kept
        if now != at:
            self.watch_cursor()

    def next_kind(self) -> None:
        """Show only the entries of one kind, then of the next, and after the last kind all of them."""
        kinds = ["", *self.showing.kinds]
        kind = kinds[(kinds.index(self.showing.kind) + 1) % len(kinds)]
        here = self.entry
        self.cursor = None
        self.showing = replace(self.showing, kind=kind)
        if here is not None:
            ids = [identity(entry) for entry in self.showing.entries]
            self.cursor = ids.index(identity(here)) if identity(here) in ids else 0

    def watch_showing(self, showing: Shown) -> None:
        name = Content(title(showing.contact)) if showing.contact else None
        if self.border_title != name:
            # to set it draws everything again
            self.border_title = name
        self._write()

    def watch_cursor(self) -> None:
        self.refresh()
        if self.cursor is not None:
            lines = self._written.entries[self.cursor]
            self.scroll_to_region(
                Region(0, lines.start, 1, min(len(lines), max(1, self._view_height))),
                animate=False,
                force=True,
                immediate=True,
                x_axis=False,
            )
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        width, before, at = self.scrollable_content_region.width, self._written.lines, self.scroll_offset.y
        self._written = written(self.showing, max(20, width), self._view_height)
        resize(self, Size(width, len(self._written.lines)))
        same = _same_start(before, self._written.lines)
        if same <= at or at != self.scroll_offset.y or self._words != self.showing.words:
            self.refresh()
        else:
            # what stands above the first change is not drawn again
            self.refresh(Region(0, same - at, width, max(1, self._view_height - same + at)))
        self._words = self.showing.words

    # Moving

    @property
    def _view_height(self) -> int:
        return self.scrollable_content_region.height

    def _in_view(self) -> range:
        return range(self.scroll_offset.y, self.scroll_offset.y + self._view_height)

    def _scroll(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False, force=True, immediate=True)

    def action_move(self, by: int) -> None:
        """Down or up: by a line above the timeline and within a long entry, else by an entry."""
        view, entries = self._in_view(), self._written.entries
        if self.cursor is None:
            seen = [number for number, lines in enumerate(entries) if lines.start in view]
            if by > 0 and seen:
                self.cursor = seen[0]
            else:
                self._scroll(by)
            return
        lines = entries[self.cursor]
        begun_above, ends_below = lines.start < view.start, lines.stop > view.stop
        if (by > 0 and ends_below and lines.start <= view.start) or (
            by < 0 and begun_above and lines.stop >= view.stop
        ):
            self._scroll(by)
        elif self.cursor + by < 0:
            self.cursor = None
        elif self.cursor + by < len(entries):
            self.cursor += by

    def action_page(self, pages: float) -> None:
        """Move by a page or a part of one, the cursor with it once it is in the timeline."""
        by = int(pages * max(1, self._view_height - 1))
        entries = self._written.entries
        if self.cursor is None:
            end = self.max_scroll_y
            if by > 0 and self.scroll_offset.y >= end and entries:
                self.action_go_last()
            else:
                self._scroll(by)
            return
        aim = entries[self.cursor].start + by
        if aim < entries[0].start:
            self.cursor = None
            self._scroll(by)
        else:
            at = self._written.entry_at(aim)
            self.cursor = len(entries) - 1 if at is None else at

    def action_go_top(self) -> None:
        """To the first line."""
        self.cursor = None
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def action_go_last(self) -> None:
        """To the last entry."""
        if self._written.entries:
            self.cursor = len(self._written.entries) - 1
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        inside = event.get_content_offset(self)
        if inside is None:
            return
        self.cursor = self._written.entry_at(self.scroll_offset.y + inside.y)
        if event.chain > 1 and self.cursor is not None:
            self.post_message(self.Chosen())

    # Drawing

    def render_line(self, y: int) -> Strip:
        number, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        if number >= len(self._written.lines):
            return Strip.blank(width, self.rich_style)
        line = self._written.lines[number]
        if self.showing.words:
            line = highlighted(line, self.showing.words)
        if (selected := self.text_selection) and (span := selected.get_span(number)):
            style = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(style, span[0], None if span[1] == -1 else span[1])
        whole, base = self.visual_style, self.rich_style
        if self.cursor is not None and number in self._written.entries[self.cursor]:
            whole, base = self.get_visual_style("card--cursor"), self.get_component_rich_style("card--cursor")
        drawn = Visual.to_strips(self, line, width, 1, whole, apply_selection=False)
        strip = drawn[0] if drawn else Strip.blank(0)
        return strip.adjust_cell_length(width, base).apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract(self.text), "\n"


def _same_start(before: Sequence[Content], after: Sequence[Content]) -> int:
    """How many lines are the same from the first one on."""
    pairs = zip(before, after, strict=False)
    return next(
        (n for n, (old, new) in enumerate(pairs) if not old.is_same(new)), min(len(before), len(after))
    )
