"""The help: every key and the query language, from the tables that the program itself works by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from rolodex.query import GRAMMAR
from rolodex.sentence import EXAMPLES
from rolodex.tui.actions import COMMANDS, MOVES, Action
from rolodex.tui.widgets.wrap import hanging

LOG_KEYS: tuple[tuple[str, str], ...] = (
    ("Tab", "complete a person, a tag or a kind"),
    ("^n", "another of those whom the name at the cursor fits"),
    ("^o", "go on in the form, for a long text"),
)
"""Keys of the line of the log."""


class HelpScreen(ModalScreen[None]):
    """All keys, and the query language."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 86; max-width: 96%; height: 92%;
        border: round $primary; background: $surface; padding: 1 2;
        border-title-color: $primary; border-subtitle-color: $text-muted;
        scrollbar-size-vertical: 1;
    }
    HelpScreen Static { width: 100%; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Close"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        with VerticalScroll() as scroll:
            scroll.border_title = "Help"
            scroll.border_subtitle = "j k to scroll · Esc closes"
            yield Static(markup=False)

    def on_resize(self) -> None:
        width = self.query_one(VerticalScroll).scrollable_content_region.width
        self.query_one(Static).update(_text(self._actions, width - 1))

    def action_scroll(self, by: int) -> None:
        """Scroll by a line or two."""
        self.query_one(VerticalScroll).scroll_relative(y=2 * by, animate=False, immediate=True)


def _text(actions: Sequence[Action], width: int) -> Content:
    lines: list[Content] = []
    for group in dict.fromkeys(action.group for action in actions):
        rows = [(action.key, action.about) for action in actions if action.group == group]
        lines += [*_table(group, [*MOVES, *rows] if group == "Move" else rows, 18, width), Content()]
    rows = [(f"{command.name} {command.takes}", command.about) for command in COMMANDS]
    lines += [*_table("The command line", rows, 18, width), Content()]
    rows = [(example.line, example.meaning) for example in EXAMPLES]
    rows += [(keys, about) for keys, about in LOG_KEYS]
    lines += [*_table("The line of the log", rows, 33, width), Content()]
    rows = [(example.text, example.meaning) for example in GRAMMAR]
    lines += _table("The query language", rows, 33, width)
    return Content("\n").join(lines)


def _table(title: str, rows: list[tuple[str, str]], room: int, width: int) -> list[Content]:
    lines = [Content.styled(title, "bold $primary")]
    for key, about in rows:
        lead = Content.styled(f"  {key:<{room}}", "bold")
        lines += hanging(lead, Content.styled(about, "$foreground-muted"), width, room + 2)
    return lines
