"""A list with a cursor inside a dialog, of which only the rows that are seen are drawn."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from rolodex.text import shown
from rolodex.tui.widgets.lines import Lines

_DRAWN = 300
"""Characters of a text that are measured and drawn; no row has room for more."""


def drawn(text: str) -> str:
    """The beginning of a text, harmless to show."""
    return shown(text[:_DRAWN])


class DialogLines(Lines):
    """A list in a dialog."""

    DEFAULT_CSS = """
    DialogLines {
        height: 1fr; background: $surface; scrollbar-size-vertical: 1;
        & > .lines--cursor { background: $primary 18%; }
        & > .lines--faint { color: $foreground-muted; }
        & > .lines--heading { color: $primary; text-style: bold; }
        & > .lines--accent { color: $warning; }
    }
    """

    def style_of(self, part: str) -> Style:
        """The style of a part of a row, which has the background of the cursor or of the list."""
        style = self.get_component_rich_style(f"lines--{part}")
        return style.without_color + Style(color=style.color)

    def lined(self, row: Text, width: int) -> Text:
        """A row no wider than the list."""
        row.truncate(width, overflow="ellipsis")
        return row
