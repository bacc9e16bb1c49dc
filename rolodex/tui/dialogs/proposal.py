"""An import before it is made: who is new, changed, a double or gone, and field by field what is taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from rolodex.book import ImportReport
from rolodex.book.choices import Choices
from rolodex.book.sheets import Sheets
from rolodex.model import BadInput, Contact, RolodexError
from rolodex.text import shown
from rolodex.tui.dialogs.columns import NO_SHEET, ColumnsForm
from rolodex.tui.dialogs.deciding import Deciding, Item, items
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.proposal_words import Side, about, about_columns, counts, sentence, sides
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import Lines, fit

_LABEL = 12


class ProposalLines(Lines):
    """A list of a proposal."""

    DEFAULT_CSS = """
    ProposalLines {
        height: 1fr; background: $surface; scrollbar-size-vertical: 1;
        & > .lines--cursor { background: $foreground 6%; }
        &:focus > .lines--cursor { background: $primary 18%; }
        & > .lines--faint { color: $foreground-muted; }
        & > .lines--accent { color: $primary; text-style: bold; }
        & > .lines--heading { color: $primary; text-style: bold; }
    }
    """

    def style_of(self, name: str) -> Style:
        """A style without a background of its own: rows have that of the cursor or of the list."""
        style = self.get_component_rich_style(name)
        return style.without_color + Style(color=style.color, bold=style.bold)


class Proposed(ProposalLines):
    """The lines of a proposal below the names of their groups."""

    def __init__(self, groups: Mapping[str, Sequence[Item]], deciding: Deciding) -> None:
        super().__init__(id="proposed")
        self.groups = groups
        self._deciding = deciding
        self._rows: list[Item | str] = []
        for group, lines in groups.items():
            self._rows += [*([""] if self._rows else []), group, *lines]
        self.cursor = 1

    @property
    def item(self) -> Item | None:
        """That at the cursor."""
        row = self._rows[self.cursor] if self._rows else ""
        return row if isinstance(row, Item) else None

    def count(self) -> int:
        return len(self._rows)

    def selectable(self, row: int) -> bool:
        return isinstance(self._rows[row], Item)

    def draw(self, row: int, width: int) -> Text:
        item = self._rows[row]
        if isinstance(item, str):
            # a text that is all of one style is drawn without it
            return Text().append(self._heading(item) if item else "", self.style_of("lines--heading"))
        faint = self.style_of("lines--faint")
        taken = self._deciding.takes(item)
        sign = ("● " if taken else "○ ") if item.can_be_left_out else "  "
        text = Text().append(sign, self.style_of("lines--accent") if taken else faint)
        text.append(shown(item.name), "" if taken else faint)
        if beside := about(item, self._deciding):
            text.append(f"  {shown(beside)}", faint)
        text.truncate(width, overflow="ellipsis")
        return text

    def _heading(self, group: str) -> str:
        lines = self.groups[group]
        if not lines[0].can_be_left_out:
            return f"{group} {len(lines):,}"
        taken = sum(map(self._deciding.takes, lines))
        return f"{group} {len(lines):,}" if taken == len(lines) else f"{group} {taken:,} of {len(lines):,}"


class Sides(ProposalLines):
    """The fields of one person."""

    def __init__(self, deciding: Deciding) -> None:
        super().__init__(id="sides")
        self._deciding = deciding
        self.item: Item | None = None
        self.sides: Sequence[Side] = ()

    def show(self, item: Item | None, sides: Sequence[Side]) -> None:
        """Show these fields."""
        if item is not self.item:
            self.cursor = 0
        self.item, self.sides = item, sides
        self.resized()

    def count(self) -> int:
        return len(self.sides)

    def draw(self, row: int, width: int) -> Text:
        side = self.sides[row]
        faint = self.style_of("lines--faint")
        taken = not side.id or (self.item is not None and self._deciding.takes_update(self.item, side.id))
        text = Text().append(fit(shown(side.label), _LABEL - 1) + " ", faint)
        cells = (width - _LABEL - 2) // 2
        if self.item is not None and self.item.group == "New":
            # who stands beside nobody
            cells = width - _LABEL - 2
        else:
            text.append(fit(shown(side.book), cells - 1) + " ", faint if side.id and taken else "")
        sign = ("● " if taken else "○ ") if side.id else "  "
        text.append(sign, self.style_of("lines--accent") if taken else faint)
        return text.append(fit(shown(side.file), cells), "" if taken else faint)


@dataclass(frozen=True, slots=True)
class Anew:
    """The same files are to be read once more, and proposed."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """What was said of columns, as an import takes it."""
    other_text: bool = False
    """Whether the words of mails are wanted where they were not, or not where they were."""
    other_people: bool = False
    """Whether those of whom a calendar or mails tell are wanted who are not in the book, or not any more."""


class Proposal(Dialog[Choices | Anew]):
    """Dismissed with what is taken of it, with how it is to be read anew, or with None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "leave", key_display="Esc"),
        Binding("enter", "take", "import", key_display="Enter", priority=True),
        Binding("space", "turn", "leave out", key_display="Space", priority=True),
        Binding("asterisk", "turn_all", "group", key_display="*", priority=True),
        Binding("d", "double", "same?", priority=True),
        Binding("c", "columns", "columns", priority=True),
        Binding("t", "text", "mail texts", priority=True),
        Binding("n", "new_people", "new people", priority=True),
        Binding("tab,shift+tab", "other_pane", "fields", key_display="Tab", priority=True),
    ]

    DEFAULT_CSS = """
    Proposal {
        background: $background;
        & > .frame { width: 100%; max-width: 100%; height: 100%; max-height: 100%; }
        & Horizontal { height: 1fr; margin-top: 1; }
        & #left { width: 2fr; margin-right: 2; }
        & #right { width: 3fr; }
        & .who {
            width: 100%; height: auto; max-height: 3; margin-bottom: 1;
            &.-whole { max-height: 100%; }
        }
        & .counts {
            width: 100%; height: 1; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis;
        }
    }
    """

    def __init__(
        self,
        store: Store,
        report: ImportReport,
        title: str,
        sheets: Callable[[], Awaitable[Sheets]],
        *,
        is_said_now: bool = False,
        with_text: bool = False,
        new_people: bool = False,
    ) -> None:
        """`sheets` are those of what is imported; `is_said_now` tells that their columns were just said,
        `with_text` that the words of mails were read, `new_people` that nobody was only looked for."""
        super().__init__(title)
        self.store = store
        self._report = report
        self._sheets = sheets
        self._is_said_now = is_said_now
        self._with_text = with_text
        self._new_people = new_people
        self._deciding = Deciding()
        self._proposed = Proposed(items(report), self._deciding)
        self._sides = Sides(self._deciding)
        self._people: dict[int, Contact | None] = {}
        """Those of the book that were looked at; None for one who is gone."""

    def compose_body(self) -> ComposeResult:
        yield Static(self._counts(), classes="counts", id="counts", markup=False)
        if columns := about_columns(self._report, self._is_said_now):
            yield Static(shown(columns), classes="counts", markup=False)
        with Horizontal():
            with Vertical(id="left"):
                yield self._proposed
            with Vertical(id="right"):
                yield Static(classes="who", markup=False)
                yield self._sides

    def on_mount(self) -> None:
        super().on_mount()
        self._proposed.resized()
        self._proposed.focus()
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the line at the cursor can be done."""
        if action == "columns":
            return any(file.format in ("sheet", "") for file in self._report.files)
        if action == "new_people":
            return self._new_people or self._report.unknown > 0
        if action == "text":
            return any(file.format == "email" for file in self._report.files)
        if not self.is_mounted or action not in ("turn", "turn_all", "double"):
            return True
        item = self._proposed.item
        return item is not None and (item.likely is not None if action == "double" else item.can_be_left_out)

    def on_lines_moved(self, event: Lines.Moved) -> None:
        if event.lines is self._proposed:
            self._look()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self.action_turn()

    @work(exclusive=True)
    async def _look(self) -> None:
        """Show the fields of the line at the cursor, and whom of the book it is about."""
        item = self._proposed.item
        if item is None:
            return
        contact = item.likely.contact if item.likely else 0
        if contact and contact not in self._people:
            try:
                found = await self.store.call(lambda book: book.contacts([contact]))
            except RolodexError as error:
                self.say(str(error))
                return
            self._people[contact] = found[0] if found else None
        self._sides.show(item, sides(item, self._people.get(contact), self._deciding))
        who = self.query_one(".who", Static)
        who.update(shown(sentence(item, self._deciding)))
        # where there are no fields below it there is room for all of it
        who.set_class(not self._sides.sides, "-whole")
        self.show_keys()

    def action_other_pane(self) -> None:
        """Between the people and the fields."""
        (self._proposed if self._sides.has_focus else self._sides).focus()

    def action_turn(self) -> None:
        """Leave out what is at the cursor, a person or a field, or take it back."""
        item = self._proposed.item
        if item is None:
            return
        side = self._sides.sides[self._sides.cursor] if self._sides.has_focus and self._sides.sides else None
        if side is None:
            self._deciding.turn(item)
        elif side.id:
            self._deciding.turn_update(item, side.id)
        self._decided()

    def action_turn_all(self) -> None:
        """Leave out all of the group at the cursor, or take all of it back."""
        if item := self._proposed.item:
            self._deciding.turn_all(self._proposed.groups[item.group])
            self._decided()

    def action_double(self) -> None:
        """Decide whether two are the same."""
        if item := self._proposed.item:
            self._deciding.turn_double(item)
            self._decided()

    @opens_dialog
    async def action_columns(self) -> None:
        """Say what the columns of its sheets mean; then it is proposed anew."""
        with self.telling():
            sheets = await self._sheets()
            if not sheets.sheets:
                raise BadInput(NO_SHEET)
            said = await self.app.push_screen_wait(ColumnsForm(sheets))
            if said:
                self.dismiss(Anew(said))

    def action_text(self) -> None:
        """Read the words of mails too, or only their heads again."""
        self.dismiss(Anew(other_text=True))

    def action_new_people(self) -> None:
        """Add those who are not in the book, or leave them out again."""
        self.dismiss(Anew(other_people=True))

    def _counts(self) -> str:
        people = [item for lines in self._proposed.groups.values() for item in lines]
        return counts(self._report, self._deciding.less(people), with_text=self._with_text)

    def _decided(self) -> None:
        self.query_one("#counts", Static).update(self._counts())
        self._proposed.refresh()
        self._sides.refresh()
        self._look()

    def action_take(self) -> None:
        """Import what is taken."""
        self.dismiss(self._deciding.choices())
