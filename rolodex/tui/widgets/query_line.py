"""The line in which one searches: what is mistaken is underlined as it is typed."""

from __future__ import annotations

from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Input


class QueryLine(Input):
    """The query. Up and Down move in the list below, Enter keeps the filter, Escape gives it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+j,ctrl+n", "screen.move_in_list(1)", "Down", show=False),
        Binding("up,ctrl+k", "screen.move_in_list(-1)", "Up", show=False),
        Binding("pagedown", "screen.page_in_list(1)", "Page down", show=False),
        Binding("pageup", "screen.page_in_list(-1)", "Page up", show=False),
        Binding("enter", "screen.keep_filter", "Keep the filter", show=False),
        Binding("escape", "screen.give_back", "Clear the search", show=False),
        Binding("tab", "screen.keep_filter", "To the list", show=False),
    ]

    problems: reactive[tuple[tuple[int, int], ...]] = reactive(())
    """Where the mistakes are."""

    def __init__(self, *, id: str) -> None:
        self._underline = _Underline()
        super().__init__(
            id=id,
            placeholder="/ find   ada · #pycon · company:acme · last:>90d · has:email",
            highlighter=self._underline,
            select_on_focus=False,
            compact=True,
        )

    def watch_problems(self, problems: tuple[tuple[int, int], ...]) -> None:
        self._underline.spans = problems
        self.refresh()


class _Underline(Highlighter):
    spans: tuple[tuple[int, int], ...] = ()

    def highlight(self, text: Text) -> None:
        for start, end in self.spans:
            text.stylize("underline red", start, max(end, start + 1))
