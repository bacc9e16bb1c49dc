"""A dialog of lines with a cursor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rolodex.tui.dialogs.dialog import Dialog, Result
from rolodex.tui.store import Store


class Listing(Dialog[Result]):
    """A dialog of lines with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "close", key_display="Esc"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("g", "end(False)", show=False),
        Binding("G", "end(True)", show=False),
    ]

    DEFAULT_CSS = """
    Listing {
        & > .frame { width: 96; height: 80%; }
        & OptionList {
            height: 1fr; border: none; background: $surface; padding: 0; scrollbar-size-vertical: 1;
            text-wrap: nowrap; text-overflow: ellipsis;
            &:focus { background-tint: $foreground 0%; }
            &:focus > .option-list--option-highlighted { background: $primary 18%; color: $foreground; }
        }
        &.-empty OptionList { display: none; }
    }
    """

    nothing = ""
    """What to say when there are no lines."""

    def __init__(self, title: str, store: Store, today: date) -> None:
        super().__init__(title)
        self.store = store
        self.today = today

    def compose_body(self) -> ComposeResult:
        yield OptionList(compact=True, markup=False)
        yield Static(self.nothing, classes="nothing", markup=False)

    @property
    def at(self) -> int | None:
        """Which line the cursor is on."""
        return self.query_one(OptionList).highlighted

    def fill(self, lines: Sequence[Content], off: Collection[int] = ()) -> None:
        """Show these lines, the cursor where it was; it skips those that are `off`."""
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.set_options([Option(line, disabled=number in off) for number, line in enumerate(lines)])
        on = [number for number in range(len(lines)) if number not in off]
        if on:
            options.highlighted = min(on, key=lambda number: abs(number - at))
        self.set_class(not lines, "-empty")

    def action_move(self, by: int) -> None:
        """Move the cursor by a line."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_end(self, last: bool) -> None:
        """Move the cursor to the last line, or the first."""
        options = self.query_one(OptionList)
        options.action_last() if last else options.action_first()
