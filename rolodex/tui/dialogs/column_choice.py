"""Which columns a table gets, ticked in a list, in the order of that list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rolodex.columns import COLUMNS, read_column
from rolodex.model import BadInput, Field
from rolodex.text import shown
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.widgets.lines import Lines, fit

LIKE = "like "
"""Before the name of a table whose columns are taken."""

_NAME = 28
"""Cells of what a column is called in the book."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """One column that a table may have."""

    key: str
    written: str
    """As it is typed, with its title where that is another."""
    title: str
    """What stands above it in the table."""
    is_ticked: bool = False


def _choices(chosen: Sequence[str], fields: Sequence[Field]) -> list[_Choice]:
    """Those chosen first, in their order, then all others. Raises BadInput."""
    names = [field.name for field in fields]
    ticked = []
    for text in chosen:
        column = read_column(text, names)
        ticked.append(_Choice(column.key, text, column.title, True))
    there = {choice.key for choice in ticked}
    others = [_Choice(key, key, title) for key, (title, _) in COLUMNS.items()]
    # what can't be typed can't be chosen here: a comma would end it
    typed = [name for name in names if "," not in name and shown(name) == name]
    others += [_Choice(f"field:{name}", name if _is_plain(name) else f"field:{name}", name) for name in typed]
    return ticked + [choice for choice in others if choice.key not in there]


def _is_plain(name: str) -> bool:
    """Whether a field is meant by its name alone, and neither a column of ours nor another file."""
    return name.casefold() not in COLUMNS and not name.casefold().startswith(LIKE)


class _Choices(Lines):
    """Every column, with a tick."""

    DEFAULT_CSS = """
    _Choices {
        height: 1fr; margin-top: 1; background: $surface; scrollbar-size-vertical: 1;
        scrollbar-background: $surface; overflow-x: hidden;
        & > .lines--cursor { background: $primary 18%; }
        & > .lines--faint { color: $foreground-muted; }
        & > .lines--accent { color: $primary; text-style: bold; }
    }
    """

    def __init__(self, choices: list[_Choice]) -> None:
        super().__init__()
        self.choices = choices

    def count(self) -> int:
        return len(self.choices)

    def draw(self, row: int, width: int) -> Text:
        choice = self.choices[row]
        faint, accent = self._style("lines--faint"), self._style("lines--accent")
        text = Text(" ").append("● " if choice.is_ticked else "○ ", accent if choice.is_ticked else faint)
        name = min(_NAME, max(8, width // 2))
        called = choice.key.removeprefix("field:")
        text.append(fit(shown(called), name), "" if choice.is_ticked else faint)
        title = "" if choice.title.casefold() == called.casefold() else shown(choice.title)
        return text.append(f"  {fit(title, width - name - 5)}", faint)

    def _style(self, name: str) -> Style:
        style = self.get_component_rich_style(name)
        # the background is that of the list or of the cursor
        return style.without_color + Style(color=style.color, bold=style.bold)


class ColumnChoice(Dialog[tuple[str, ...]]):
    """Dismissed with the columns that are ticked, as an export takes them: none for all; or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take these", key_display="Enter", priority=True),
        Binding("space", "turn", "tick", key_display="Space", priority=True),
        Binding("J,shift+down", "carry_down", "down", key_display="J", priority=True),
        Binding("K,shift+up", "carry_up", "up", key_display="K", priority=True),
        Binding("escape,q", "leave", "back", key_display="Esc"),
    ]

    DEFAULT_CSS = """
    ColumnChoice {
        & > .frame { width: 64; height: 80%; }
        & .about { width: 100%; height: auto; color: $foreground-muted; }
    }
    """

    def __init__(self, chosen: Sequence[str], fields: Sequence[Field]) -> None:
        """`chosen` are ticked at first. Raises BadInput where one of them is no column."""
        super().__init__("Which columns")
        self._list = _Choices(_choices(chosen, fields))

    def compose_body(self) -> ComposeResult:
        yield Static(classes="about", markup=False)
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()
        self._tell()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self.action_turn()

    def action_turn(self) -> None:
        """Tick what is at the cursor, or take the tick off."""
        row = self._list.cursor
        choice = self._list.choices[row]
        self._list.choices[row] = replace(choice, is_ticked=not choice.is_ticked)
        self._tell()

    def action_carry_down(self) -> None:
        """Move the column at the cursor down by one."""
        self._carry(1)

    def action_carry_up(self) -> None:
        """Move the column at the cursor up by one."""
        self._carry(-1)

    def _carry(self, by: int) -> None:
        row, choices = self._list.cursor, self._list.choices
        if 0 <= row + by < len(choices):
            choices[row], choices[row + by] = choices[row + by], choices[row]
            self._list.action_move(by)
            self._tell()

    def action_take(self) -> None:
        """Take what is ticked."""
        self.dismiss(tuple(choice.written for choice in self._taken()))

    def _taken(self) -> list[_Choice]:
        return [choice for choice in self._list.choices if choice.is_ticked]

    def _tell(self) -> None:
        self._list.refresh()
        titles = [shown(choice.title) for choice in self._taken()]
        about = (
            f"The table: {' | '.join(titles)}" if titles else "Nothing is ticked: all that a table can hold."
        )
        self.query_one(".about", Static).update(about)


def chosen_columns(text: str, fields: Sequence[Field]) -> ColumnChoice:
    """The list to tick in, where `text` is what was typed of columns so far; what is none is not ticked."""
    known = []
    for part in text.split(","):
        try:
            read_column(part, [field.name for field in fields])
        except BadInput:
            continue
        known.append(part.strip())
    return ColumnChoice(known, fields)
