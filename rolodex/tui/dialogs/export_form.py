"""Export in the app: a file, and for a table its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from rolodex.book import Book
from rolodex.book.exporting import AlreadyThere, Written
from rolodex.model import BadInput
from rolodex.paths import expanded
from rolodex.text import counted
from rolodex.tui.dialogs.column_choice import LIKE, chosen_columns
from rolodex.tui.dialogs.confirm import Confirm
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.line import Line
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.path_suggester import Paths
from rolodex.tui.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is written, and where."""

    path: Path
    columns: tuple[str, ...] = ()
    like: Path | None = None


class ExportForm(Dialog[str]):
    """Where to write people, and which columns; dismissed with what was written, in words."""

    # at once and not with a line's next message: what is typed behind Enter is for what comes next
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "write", key_display="Enter", priority=True),
        Binding("tab", "next", "complete, next", key_display="Tab", priority=True),
        Binding("ctrl+o", "columns", "columns", key_display="^o", priority=True),
    ]

    DEFAULT_CSS = """
    ExportForm {
        & .ask { color: $foreground-muted; &.-second { margin-top: 1; } }
    }
    """

    def __init__(self, store: Store, ids: Sequence[int]) -> None:
        """`ids` are the people to be written."""
        super().__init__(f"Export {counted(len(ids))}")
        self.store = store
        self._ids = ids
        self._working = False

    def compose_body(self) -> ComposeResult:
        yield Static("To which file? Its ending says what is written.", classes="ask")
        file = Line(placeholder="~/people.csv, .xlsx, .vcf, .jsonl, .md or .ics", id="file")
        file.suggester = Paths()
        yield file
        yield Static("Of a table, which columns? Empty for all.", classes="ask -second")
        columns = Line(placeholder="name, email, fee as Fee; or: like ~/contacts.csv", id="columns")
        columns.suggester = Paths(behind=LIKE)
        yield columns

    def on_mount(self) -> None:
        self.query_one("#file").focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.say("")

    def action_next(self) -> None:
        """Take the path that is suggested, or go to the other line."""
        line = self.focused
        before = line.text if isinstance(line, Line) else ""
        if isinstance(line, Line):
            line.action_cursor_right()
        if not isinstance(line, Line) or line.text == before:
            self.focus_next(Line)

    @opens_dialog
    async def action_columns(self) -> None:
        """Choose the columns in a list."""
        line = self.query_one("#columns", Line)
        with self.telling():
            fields = await self.store.call(lambda book: book.fields())
            chosen = await self.app.push_screen_wait(chosen_columns(line.text, fields))
            if chosen is not None:
                line.text = ", ".join(chosen)
                line.focus()

    def action_write(self) -> None:
        """Write the file, or say what is wrong."""
        if not self._working:
            self._working = True
            self._write()

    @work
    async def _write(self) -> None:
        try:
            with self.telling():
                wanted = read_wanted(*(self.query_one(key, Line).text for key in ("#file", "#columns")))
                if said := await write(self.app, self.store, wanted, self._ids):
                    self.dismiss(said)
        finally:
            self._working = False


def read_wanted(file: str, columns: str = "") -> Wanted:
    """What was typed. Raises BadInput."""
    if not file.strip():
        raise BadInput("Type the name of a file: its ending says what is written.")
    columns = columns.strip()
    if columns.casefold().startswith(LIKE):
        return Wanted(expanded(file.strip()), like=expanded(columns[len(LIKE) :].strip()))
    chosen = tuple(part for piece in columns.split(",") if (part := piece.strip()))
    return Wanted(expanded(file.strip()), chosen)


async def write(app: App[object], store: Store, wanted: Wanted, ids: Sequence[int]) -> str:
    """Write those people, what is there already only after asking; what was written, in words, or nothing.

    May raise a RolodexError.
    """
    export = partial(_export, wanted, ids)
    try:
        written = await store.call(export)
    except AlreadyThere as error:
        there = str(error)
        if not await app.push_screen_wait(Confirm("Write over it?", "Write over it", detail=there)):
            return ""
        written = await store.call(partial(export, force=True))
    return written.told(wanted.path.name)


def _export(wanted: Wanted, ids: Sequence[int], book: Book, *, force: bool = False) -> Written:
    return book.export(wanted.path, ids=ids, columns=wanted.columns, like=wanted.like, force=force)
