"""What the columns of a sheet mean, said before it is brought in: one row a column, one screen a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rolodex.book.sheets import Sheet, SheetColumn, Sheets, names_people
from rolodex.text import counted, shown
from rolodex.text import width as cells
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.meanings import LEFT_OUT, MeaningPicker, in_words, named
from rolodex.tui.dialogs.opening import keep_key, opens_dialog, release_keys
from rolodex.tui.widgets.lines import Lines, fit

NO_SHEET = "Nothing here is a sheet whose columns somebody could name."

_BETWEEN = 7
"""Cells between the three, and before them."""
_LEAST = 16
"""Cells of what a column becomes, at least: it may become something longer."""
_NOBODY = "No column says who a row is about: make one of them a name, an email or a handle."


def _sampled(column: SheetColumn) -> str:
    return " · ".join(map(shown, column.samples))


class Columns(Lines):
    """The columns of one sheet: name, some values, and what it becomes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"columns--unknown"}

    DEFAULT_CSS = """
    Columns {
        height: 1fr; margin-top: 1; background: $surface; scrollbar-size-vertical: 1;
        scrollbar-background: $surface; overflow-x: hidden;
        & > .lines--cursor { background: $primary 18%; }
        & > .lines--faint { color: $foreground-muted; }
        & > .lines--accent { color: $primary; text-style: bold; }
        & > .columns--unknown { color: $warning; text-style: bold; }
    }
    """

    def __init__(self, sheet: Sheet, meant: Mapping[str, str]) -> None:
        """`meant` is what was picked here, by the place of the column; it may grow."""
        super().__init__()
        self.sheet = sheet
        self._meant = meant

    @property
    def column(self) -> SheetColumn:
        """That at the cursor."""
        return self.sheet.columns[self.cursor]

    def meaning(self, column: SheetColumn) -> str:
        """What a column means now."""
        return self._meant.get(column.place, column.meaning)

    def is_unknown(self, column: SheetColumn) -> bool:
        """Whether neither a rule nor a person knows what it means."""
        return not column.why and column.place not in self._meant

    def count(self) -> int:
        return len(self.sheet.columns)

    def draw(self, row: int, width: int) -> Text:
        column = self.sheet.columns[row]
        name, samples, becomes = self._widths(width)
        meaning, faint = self.meaning(column), self._style("lines--faint")
        text = Text(" ").append(fit(named(column), name), faint if meaning == LEFT_OUT else "")
        text.append(f"  {fit(_sampled(column), samples)}  ", faint)
        unknown = self.is_unknown(column)
        style: str | Style = ""
        if unknown:
            style = self._style("columns--unknown")
        elif meaning == LEFT_OUT:
            style = faint
        elif column.place in self._meant:
            style = self._style("lines--accent")
        text.append("? " if unknown else "→ ", style if unknown else faint)
        return text.append(fit(in_words(meaning, column), becomes), style)

    def _widths(self, width: int) -> tuple[int, int, int]:
        """The cells of the names, of their values and of what they become: what the longest needs, as far as
        there is room."""
        columns, room = self.sheet.columns, max(30, width - _BETWEEN)
        name = min(room // 3, max(cells(named(column)) for column in columns))
        words = max(cells(in_words(self.meaning(column), column)) for column in columns)
        becomes = min(room // 3, max(words, _LEAST))
        samples = max(cells(_sampled(column)) for column in columns)
        return name, min(samples, room - name - becomes), becomes

    def _style(self, name: str) -> Style:
        style = self.get_component_rich_style(name)
        # the background is that of the list or of the cursor
        return style.without_color + Style(color=style.color, bold=style.bold)


class ColumnsForm(Dialog[dict[str, str]]):
    """Dismissed with what was said of columns, by their place, as an import takes it; or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "pick", key_display="Enter", priority=True),
        Binding("space", "leave_out", "leave out", key_display="Space", priority=True),
        Binding("backspace", "as_before", "reset", key_display="Bksp", priority=True),
        Binding("tab", "sheet(1)", "next", key_display="Tab", priority=True),
        Binding("shift+tab", "sheet(-1)", show=False, priority=True),
        Binding("ctrl+s", "apply", "apply", key_display="^s", priority=True),
        Binding("escape", "leave", "back", key_display="Esc"),
    ]

    DEFAULT_CSS = """
    ColumnsForm {
        background: $background;
        & > .frame { width: 100%; max-width: 100%; height: 100%; max-height: 100%; }
        & .about { width: 100%; height: auto; max-height: 2; color: $foreground-muted; }
        & .meaning { width: 100%; height: 2; margin-top: 1; color: $foreground-muted; }
    }
    """

    def __init__(self, sheets: Sheets) -> None:
        """There is at least one sheet."""
        super().__init__("What the columns are")
        self._sheets = sheets
        self._at = 0
        self._meant: dict[str, str] = {}
        self._seen = {0}
        self._columns = Columns(sheets.sheets[0], self._meant)

    def compose_body(self) -> ComposeResult:
        yield Static(classes="about", markup=False)
        yield self._columns
        yield Static(classes="meaning", markup=False)

    def on_mount(self) -> None:
        self._show(0)
        self._columns.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only of several sheets is there a next one, and only what was picked is taken back."""
        if action == "as_before":
            return self._columns.column.place in self._meant
        return not action.startswith("sheet") or len(self._sheets.sheets) > 1

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self._explain()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self.action_pick()

    def on_key(self, event: events.Key) -> None:
        """A letter begins to say what the column is."""
        if event.character and event.character.isalnum():
            event.stop()
            if not keep_key(self, event):
                self._pick(event.character)

    def action_sheet(self, by: int) -> None:
        """Go to another sheet."""
        self._show((self._at + by) % len(self._sheets.sheets))

    def action_pick(self) -> None:
        """Say what the column at the cursor is."""
        self._pick("")

    @opens_dialog
    async def _pick(self, text: str) -> None:
        column = self._columns.column
        offer = await self.app.push_screen_wait(MeaningPicker(column, self._sheets.meanings, text))
        if offer is not None:
            self._mean(column, str(offer.value))
            self._columns.action_move(1)
        # the picker held them when something was chosen
        await release_keys(self)

    def action_leave_out(self) -> None:
        """Leave the column at the cursor out, or take it back."""
        column = self._columns.column
        if self._columns.meaning(column) != LEFT_OUT:
            self._mean(column, LEFT_OUT)
        elif column.meaning != LEFT_OUT:
            self.action_as_before()
        else:
            self._mean(column, column.known if column.known != LEFT_OUT else "field")

    def action_as_before(self) -> None:
        """Take what the column at the cursor was taken for at first."""
        self._meant.pop(self._columns.column.place, None)
        self._said()

    def _mean(self, column: SheetColumn, meaning: str) -> None:
        self._meant[column.place] = meaning
        self._said()

    def _said(self) -> None:
        self.say("")
        self._columns.refresh()
        self._explain()

    def _show(self, at: int) -> None:
        self._at = at
        self._seen.add(at)
        self._columns.sheet = self._sheets.sheets[at]
        self._columns.resized()
        self._columns.action_go_first()
        self._explain()

    def _explain(self) -> None:
        sheet = self._columns.sheet
        unknown = sum(map(self._columns.is_unknown, sheet.columns))
        self.query_one(".about", Static).update(shown(self._about(sheet, unknown)))
        self.query_one(".meaning", Static).update(shown(self._sentence(self._columns.column)))
        self.show_keys()

    def _about(self, sheet: Sheet, unknown: int) -> str:
        first, *others = sheet.files
        alike = f" and {counted(len(others), 'other', 'others')} with the same columns" if others else ""
        said = [f"{first}{alike}"]
        if len(self._sheets.sheets) > 1:
            said.append(f"sheet {self._at + 1} of {len(self._sheets.sheets):,}")
        said.append(counted(len(sheet.columns), "column", "columns"))
        if unknown:
            said.append(f"{unknown:,} not understood")
        if sheet.is_said:
            said.append("as you said before")
        return " · ".join(said)

    def _sentence(self, column: SheetColumn) -> str:
        meaning = self._columns.meaning(column)
        if meaning == LEFT_OUT:
            return f"{named(column)}: left out, nothing of it comes in."
        if column.place in self._meant:
            why = "as you say"
        else:
            why = {
                "said": "as you said before",
                "name": "as it is called",
                "values": "as its values look",
                "": f"no rule knows it, so it is kept as it is ({column.type})",
            }[column.why]
        return f"{named(column)}: {in_words(meaning, column)}, {why}."

    def action_apply(self) -> None:
        """Take it, unless a sheet would bring in nobody."""
        said: dict[str, str] = {}
        named = False
        for at, sheet in enumerate(self._sheets.sheets):
            meanings = [self._columns.meaning(column) for column in sheet.columns]
            if names_people(meanings):
                named = True
                if at in self._seen:
                    said |= self._said_of(sheet)
            elif any(column.place in self._meant for column in sheet.columns):
                self._show(at)
                self.say(_NOBODY)
                return
        if not named:
            self.say(_NOBODY)
            return
        self.dismiss(said)

    def _said_of(self, sheet: Sheet) -> dict[str, str]:
        """Of each column what was said anew, and what was guessed and left so; nothing to forget what was."""
        said = {}
        for column in sheet.columns:
            meaning = self._columns.meaning(column)
            if column.why in ("", "values") or meaning != column.meaning:
                is_forgotten = column.why == "said" and meaning == column.known != "field"
                said[column.place] = "" if is_forgotten else meaning
        return said
