"""The journal as two lists: every change of the book, to undo or redo any; and what changed of one person."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from rolodex import dates
from rolodex.book.batches import Batch
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
        Binding("enter,u", "turn", "undo or redo", key_display="Enter", priority=True),
        Binding("r", "roll_back", "roll back an import", priority=True),
    ]

    nothing = "Nothing was changed yet.\n\nWhat you do will stand here, and can be undone here."

    def __init__(self, store: Store, today: date) -> None:
        super().__init__("Every change", store, today)
        self._changes: list[Change] = []
        self._imports: dict[int, Batch] = {}
        """Those of the changes that are imports."""

    def on_mount(self) -> None:
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        self._changes, imports = await self.store.call(lambda book: (book.history(_MOST), book.imports()))
        self._imports = {one.change: one for one in imports}
        self.show_keys()
        self.fill([self._line(change) for change in self._changes])

    def _line(self, change: Change) -> Content:
        label = Content.styled(shown(change.label), "$foreground-muted strike" if change.undone else "")
        state = "  undone" if change.undone else ""
        batch = self._imports.get(change.id)
        if batch and not batch.undone:
            state = "  rolled back" if batch.rolled_back else ""
            if batch.still_there < batch.new:
                state += f"  {batch.still_there:,} of {batch.new:,} still there"
        number = f"{change.id:>{len(str(self._changes[0].id))}}  "
        return Content.assemble(
            _when(change, self.today),
            (number, "$foreground-muted"),
            label,
            (f"{state}  {change.origin}", "$foreground-muted"),
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only imports are rolled back, and without a change there is none to undo."""
        if action == "turn":
            return bool(self._changes)
        return action != "roll_back" or bool(self._imports)

    @work(group="turn")
    async def action_roll_back(self) -> None:
        """Take back the import at the cursor, but nothing that was written since."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        which = self._changes[at].id
        if which not in self._imports:
            self.say("That change is no import: Enter undoes it.")
            return
        self.say("")
        with self.telling():
            done = await self.store.call(lambda book: book.roll_back(str(which)))
            self._read()
            if done.kept:
                first = done.kept[0]
                others = f", and {len(done.kept) - 1:,} more" if len(done.kept) > 1 else ""
                self.say(f"Written about since, and kept: {first.name} ({first.why}){others}.")


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
