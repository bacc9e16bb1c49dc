"""The line in which one searches: what is mistaken is underlined as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from rolodex.book import Completion
from rolodex.text import shown
from rolodex.tui.widgets.typed import Typed


class QueryLine(Typed):
    """The query. Up and Down move in the list below, Enter keeps the filter, Escape gives it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+j,ctrl+n", "screen.move_in_list(1)", "Down", show=False),
        Binding("up,ctrl+k", "screen.move_in_list(-1)", "Up", show=False),
        Binding("pagedown", "screen.page_in_list(1)", "Page down", show=False),
        Binding("pageup", "screen.page_in_list(-1)", "Page up", show=False),
        Binding("enter", "screen.keep_filter", "Keep the filter", show=False),
        Binding("escape", "screen.give_back", "Clear the search", show=False),
        Binding("tab", "complete", "Complete", show=False),
    ]

    problems: reactive[tuple[tuple[int, int], ...]] = reactive(())
    """Where the mistakes are."""

    def __init__(self, *, id: str) -> None:
        self._underline = _Underline()
        super().__init__(
            id=id,
            placeholder="/ find   ada · #pycon · company:acme · last:>90d",
            highlighter=self._underline,
            select_on_focus=False,
            compact=True,
        )

    def validate_value(self, value: str) -> str:
        """What is pasted or completed is text too, whatever it holds."""
        return shown(value)

    class Wanted(Message):
        """Tab was pressed: take the first completion, or go to the list where there is none."""

    def action_complete(self) -> None:
        """Complete what is being typed."""
        self.post_message(self.Wanted())

    def take(self, completion: Completion) -> None:
        """Put a completion in its place, with the cursor behind it."""
        text = completion.text if completion.text.endswith(":") else f"{completion.text} "
        self.value = self.value[: completion.start] + text + self.value[completion.end :].lstrip()
        self.cursor_position = completion.start + len(text)

    def watch_problems(self, problems: tuple[tuple[int, int], ...]) -> None:
        self._underline.spans = problems
        self.refresh()


class Completions(Static):
    """How the query can go on, on one line below it: Tab takes the first, a click any."""

    offered: reactive[Sequence[Completion]] = reactive(())

    class Taken(Message):
        """A completion was clicked."""

        def __init__(self, completion: Completion) -> None:
            super().__init__()
            self.completion = completion

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)

    def watch_offered(self, offered: Sequence[Completion]) -> None:
        self.set_class(bool(offered), "-shown")
        pieces = [self._piece(number, completion) for number, completion in enumerate(offered)]
        # one line high wherever it stands
        self.update(Content("").join(pieces), layout=False)

    def on_click(self, event: events.Click) -> None:
        x = 0
        for number, completion in enumerate(self.offered):
            x += self._piece(number, completion).cell_length
            if event.x < x:
                self.post_message(self.Taken(completion))
                return

    def _piece(self, number: int, completion: Completion) -> Content:
        more = f" {completion.about}" if completion.count is None and completion.about else ""
        count = more if completion.count is None else f" {completion.count:,}"
        lead = " Tab " if number == 0 else "  "
        return Content.assemble(
            (lead, "bold $primary"), (shown(completion.text), "$accent"), (count, "$foreground-muted"), "  "
        )


class _Underline(Highlighter):
    spans: tuple[tuple[int, int], ...] = ()

    def highlight(self, text: Text) -> None:
        for start, end in self.spans:
            text.stylize("underline red", start, max(end, start + 1))
