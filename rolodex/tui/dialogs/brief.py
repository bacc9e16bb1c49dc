"""The brief before a meeting, on the screen: one person after the other, to read and to copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rolodex.book import Brief, brief_words
from rolodex.tui.dialogs.dialog import Dialog

_STEP = 2
"""Lines that j and k scroll by."""


class BriefScreen(Dialog[bool]):
    """What to remember of some people. Dismissed with True when it is to be copied."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,b", "leave", "close", key_display="Esc"),
        Binding("y", "copy", "copy"),
        Binding("j,down", f"scroll_by({_STEP})", show=False, priority=True),
        Binding("k,up", f"scroll_by(-{_STEP})", show=False, priority=True),
        Binding("ctrl+d,pagedown,space", "page(1)", show=False, priority=True),
        Binding("ctrl+u,pageup", "page(-1)", show=False, priority=True),
        Binding("g,home", "end(False)", show=False, priority=True),
        Binding("G,end", "end(True)", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    BriefScreen {
        & > .frame { width: 92; }
        & VerticalScroll {
            height: auto; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        }
        & Static { width: 100%; height: auto; }
    }
    """

    def __init__(self, briefs: Sequence[Brief], today: date) -> None:
        """`today` is the local day."""
        super().__init__("Before you meet" if len(briefs) == 1 else f"Before you meet these {len(briefs)}")
        self._briefs = briefs
        self._today = today

    def compose_body(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(markup=False, id="brief")

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._write)

    def _write(self) -> None:
        cells = max(20, self.query_one(VerticalScroll).scrollable_content_region.width)
        pages = [self._page(brief, cells) for brief in self._briefs]
        self.query_one("#brief", Static).update(Content("\n\n").join(pages))

    def _page(self, brief: Brief, cells: int) -> Content:
        lines = [
            Content.assemble((line.label, "$foreground-muted"), (line.lead, "$primary"), line.said)
            for line in brief_words.lines(brief, self._today, cells)
        ]
        return Content("\n").join([Content.styled(brief_words.title(brief), "bold $primary"), *lines])

    def action_copy(self) -> None:
        """Take it along as text."""
        self.dismiss(True)

    def action_scroll_by(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        """Scroll by a page."""
        scroll = self.query_one(VerticalScroll)
        self.action_scroll_by(pages * max(1, scroll.size.height - 1))

    def action_end(self, last: bool) -> None:
        """To the last line, or the first."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to(y=scroll.max_scroll_y if last else 0, animate=False, immediate=True)
