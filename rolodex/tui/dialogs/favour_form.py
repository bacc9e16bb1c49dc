"""The form of one favour: what it is, when it is due, and a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rolodex import owing
from rolodex.book import Book
from rolodex.model import Favour
from rolodex.text import shown
from rolodex.tui.dialogs.follow_form import read_due, when
from rolodex.tui.dialogs.form import Form
from rolodex.tui.dialogs.line import Line
from rolodex.tui.dialogs.row import Row
from rolodex.tui.store import Store


class FavourForm(Form[Favour]):
    """Edits a favour."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", key_display="Enter")]

    DEFAULT_CSS = """
    FavourForm .with {
        width: 100%; height: 1; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, store: Store, favour: Favour) -> None:
        super().__init__(f"Favour · {favour.name}", store, f"favour #{favour.id}")
        self._favour = favour
        self._today = date.min

    def compose_body(self) -> ComposeResult:
        said = owing.state(self._favour, self.store.today)
        yield Static(shown(said), classes="with", markup=False)
        yield self.restored_line()
        yield Row("what", "What", Line(self._favour.what, placeholder="a reference, the slides"))
        if self._favour.is_open:
            day = Line(self._favour.due, placeholder="no day; fri, +2w")
            yield Row("due", "When", day, check=self._meaning, settle=self._settled, beside=True)
        yield Row("note", "Note", Line(self._favour.note, placeholder="what they said, where it stands"))

    async def prepare(self) -> None:
        self._today = await self.store.call(lambda book: book.today)
        for row in self.rows():
            row.check()
        self.query_one(Line).focus()

    def write(self) -> Callable[[Book], Favour]:
        text = {row.key: row.text for row in self.rows()}
        due = self._settled(text["due"]) if "due" in text else self._favour.due
        edited = replace(self._favour, what=text["what"], note=text["note"], due=due)
        return lambda book: book.edit_favour(edited)

    def _meaning(self, text: str) -> str:
        return when(read_due(text, self._today), self._today) if text.strip() else ""

    def _settled(self, text: str) -> str:
        return read_due(text, self._today).isoformat() if text.strip() else ""
