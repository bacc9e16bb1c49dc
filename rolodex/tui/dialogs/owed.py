"""What is open between you and others, both ways, the oldest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rolodex import dates, owing
from rolodex.book import Book
from rolodex.model import Favour
from rolodex.tui.dialogs.dialog_lines import DialogLines, drawn
from rolodex.tui.dialogs.doing import DoingList
from rolodex.tui.dialogs.favour_form import FavourForm
from rolodex.tui.dialogs.follow_form import no_due, read_due
from rolodex.tui.dialogs.log_form import LogForm
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import fit

_EMPTY = """Nothing is open: you owe nobody, and nobody owes you.

p on a person keeps what you asked of them or promised."""
_HEADS = {"them": "Asked of others", "me": "Promised, or asked of you"}
_NAME = 24
"""The most cells of a name."""


class OwedList(DialogLines):
    """Favours, a line each, below who is to do them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Favour | str] = ()
        self._today = date.min
        self._name_room = self._what_room = self._state_room = 0

    def set_favours(self, favours: Sequence[Favour], today: date) -> None:
        """Show these, in their order."""
        rows: list[Favour | str] = []
        for whom, head in _HEADS.items():
            mine = [favour for favour in favours if favour.whom == whom]
            if mine:
                rows += [*([""] if rows else []), head, *mine]
        self._rows, self._today = rows, today
        self._name_room = min(_NAME, max((cell_len(drawn(row.name)) for row in favours), default=0))
        self._what_room = max((cell_len(drawn(row.what)) for row in favours), default=0)
        self._state_room = max((len(self._state(row)) for row in favours), default=0)
        self.resized()

    @property
    def favour(self) -> Favour | None:
        """The one at the cursor."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else ""
        return row if isinstance(row, Favour) else None

    def _state(self, favour: Favour) -> str:
        """How it stands; the heading says who is to do it."""
        return owing.state(favour, self._today).replace("asked of you", "asked", 1)

    def count(self) -> int:
        return len(self._rows)

    def selectable(self, row: int) -> bool:
        return isinstance(self._rows[row], Favour)

    def draw(self, row: int, width: int) -> Text:
        favour = self._rows[row]
        if isinstance(favour, str):
            return Text.assemble((favour, self.style_of("heading")))
        name = min(self._name_room, max(8, width // 4))
        room = min(self._what_room, max(18, width - name - self._state_room - 6))
        line = Text(f"  {fit(drawn(favour.name), name)}  ")
        line.append(fit(drawn(favour.what), room))
        late = bool(favour.due) and favour.due < self._today.isoformat()
        line.append(f"  {self._state(favour)}", self.style_of("accent" if late else "faint"))
        if favour.note:
            line.append(f" · {drawn(favour.note)}", self.style_of("faint"))
        return self.lined(line, width)


class OwedScreen(DoingList[int]):
    """Everything that is open. Dismissed with the id of somebody to go to, else with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "person", key_display="Enter", show=False, priority=True),
        Binding("a", "again", "again"),
        Binding("y", "yes", "yes"),
        Binding("n", "no", "no"),
        Binding("x", "done", "done"),
        Binding("f", "follow_up", "when"),
        Binding("e", "edit", "edit"),
        Binding("D,delete", "delete", "delete", show=False),
    ]

    def __init__(self, store: Store) -> None:
        super().__init__("What is owed")
        self.store = store

    def compose_body(self) -> ComposeResult:
        yield Static(classes="told", markup=False)
        yield OwedList()
        yield Static(_EMPTY, classes="nothing", markup=False)

    @property
    def _list(self) -> OwedList:
        return self.query_one(OwedList)

    def can_do(self, action: str) -> bool:
        favour = self._list.favour
        if action in ("yes", "no"):
            return favour is not None and not favour.answer
        mine = ("go", "again", "done", "follow_up", "edit", "delete")
        return favour is not None if action in mine else super().can_do(action)

    async def show(self) -> None:
        """Show the book as it is now."""
        favours = await self.store.call(lambda book: book.open_favours())
        self._list.set_favours(favours, self.store.today)
        self.set_class(not favours, "-empty")

    def on_lines_chosen(self) -> None:
        self.action_go()

    def action_go(self) -> None:
        """Go to the person at the cursor."""
        if favour := self._list.favour:
            self.dismiss(favour.contact)

    # The changes are awaited and no workers: what is pressed meanwhile is for the row that comes next

    async def action_again(self) -> None:
        """It was asked for once more."""
        await self._change(lambda book, id: book.ask_again([id]))

    async def action_yes(self) -> None:
        """The answer was yes."""
        await self._change(lambda book, id: book.answer_favours([id], "yes"))

    async def action_no(self) -> None:
        """The answer was no."""
        await self._change(lambda book, id: book.answer_favours([id], "no"))

    async def action_delete(self) -> None:
        """Delete it; it is only an undo away, so nothing is asked."""
        if favour := self._list.favour:
            await self.do(lambda book: book.delete_favours([favour.id]), f"Deleted {favour.what} · u undoes")

    @opens_dialog
    async def action_done(self) -> None:
        """It is done; then it can be logged."""
        favour = self._list.favour
        if favour is None or not await self._change(lambda book, id: book.finish_favours([id])):
            return
        with self.telling():
            people = await self.store.call(lambda book: book.contacts([favour.contact]))
            form = LogForm(self.store, people, text=favour.what, kind=logged_as(favour))
            if await self.app.push_screen_wait(form):
                await self.show_anew()

    @opens_dialog
    async def action_follow_up(self) -> None:
        """Set or move the day on which it is due."""
        favour = self._list.favour
        if favour is None:
            return
        when = Prompt(
            f"When: {favour.what}",
            "",
            "in a week; fri, +2w, 12 mar",
            lambda text: no_due(text, self.store.today),
        )
        told = await self.app.push_screen_wait(when)
        if told is not None:
            due = read_due(told, self.store.today)
            said = self._said(favour, f"due {dates.in_full(due)}")
            await self.do(lambda book: book.remind_of_favours([favour.id], due), said)

    @opens_dialog
    async def action_edit(self) -> None:
        """Edit it."""
        favour = self._list.favour
        if favour is None:
            return
        edited = await self.app.push_screen_wait(FavourForm(self.store, favour))
        if edited is not None:
            await self.show_anew()

    async def _change(self, change: Callable[[Book, int], Sequence[Favour]]) -> bool:
        """Change the favour at the cursor, and tell how it stands then; whether that could be done."""
        favour = self._list.favour
        if favour is None:
            return False
        self.say("")
        with self.telling():
            (after,) = await self.store.call(lambda book: change(book, favour.id))
            await self.did(self._said(favour, owing.state(after, self.store.today)))
            return True
        return False

    def _said(self, favour: Favour, what: str) -> str:
        return f"{favour.name}: {favour.what} · {what} · u undoes"


def logged_as(favour: Favour) -> str:
    """The kind under which a favour that is done is offered to be logged."""
    return "favour given" if favour.whom == "me" else "favour asked"
