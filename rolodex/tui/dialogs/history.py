"""The journal as two lists: every change of the book, to undo or redo any; and what changed of one person."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from rolodex import dates
from rolodex.model import Change, Contact, Edit
from rolodex.text import shown
from rolodex.tui.dialogs.listing import Listing
from rolodex.tui.store import Store

_MOST = 500
"""Changes listed: more than anybody reads, and a list that opens at once."""


class HistoryScreen(Listing[bool]):
    """Every change of the book, newest first."""

    # before the list sees Enter: its own answer to it is the same as to a click, and a click only looks
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,u", "turn", "undo or redo", key_display="Enter", priority=True)
    ]

    nothing = "Nothing was changed yet. What you do will stand here, and can be undone here."

    def __init__(self, store: Store, today: date) -> None:
        super().__init__("Every change", store, today)
        self._changes: list[Change] = []

    def on_mount(self) -> None:
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        self._changes = await self.store.call(lambda book: book.history(_MOST))
        self.fill([self._line(change) for change in self._changes])

    def _line(self, change: Change) -> Content:
        label = Content.styled(shown(change.label), "$foreground-muted strike" if change.undone else "")
        state = "  undone" if change.undone else ""
        return Content.assemble(
            _when(change, self.today), label, (f"{state}  {change.origin} · {change.id}", "$foreground-muted")
        )

    @work(group="turn")
    async def action_turn(self) -> None:
        """Undo the change at the cursor, or redo it when it is undone."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        change = self._changes[at]
        self.say("")
        with self.telling():
            await self.store.call(
                lambda book: book.redo(change.id) if change.undone else book.undo(change.id)
            )
            self._read()


class ContactHistory(Listing[bool]):
    """What changed of one person, newest first."""

    nothing = "Nothing of this person was changed yet."

    def __init__(self, store: Store, contact: Contact, today: date) -> None:
        super().__init__(f"What changed of {contact.name}", store, today)
        self._contact = contact

    def on_mount(self) -> None:
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        edits = await self.store.call(lambda book: book.history_of(self._contact.id, _MOST))
        self.fill([self._line(edit) for edit in edits])

    def _line(self, edit: Edit) -> Content:
        if edit.before and edit.after:
            said = f"{shown(edit.before)} → {shown(edit.after)}"
        else:
            said = f"{'+' if edit.after else '−'} {shown(edit.after or edit.before)}"
        return Content.assemble(
            _when(edit.change, self.today),
            (f"{shown(edit.what):<12} ", "$primary"),
            (said, "strike" if edit.change.undone else ""),
            (f"  {shown(edit.change.label)}", "$foreground-muted"),
        )


def _when(change: Change, today: date) -> Content:
    """How long ago a change was made, in a column of its own."""
    at = datetime.fromisoformat(change.at).astimezone()
    day = min(at.date(), today)
    said = f"{at:%H:%M}" if day == today else dates.age(day, today)
    return Content.styled(f" {said:<6} ", "$foreground-muted")
