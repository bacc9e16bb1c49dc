"""A dialog in which the book is changed: it tells what a key did, and `u` takes back what was done there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from rolodex.book import Book
from rolodex.tui.dialogs.dialog import Dialog, Result
from rolodex.tui.dialogs.dialog_lines import DialogLines, drawn
from rolodex.tui.dialogs.opening import Opened
from rolodex.tui.store import Store


class Doing(Dialog[Result]):
    """A subclass has the `store`, a line of the class `told`, and shows the book as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "close", key_display="Esc"),
        Binding("u", "take_back", "undo", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    Doing {
        & .told { width: 100%; height: 1; color: $primary; text-wrap: nowrap; text-overflow: ellipsis; }
        & > .frame { width: 96%; max-width: 150; height: 84%; }
        &.-empty DialogLines { display: none; }
    }
    """

    store: Store

    _since: int | None = None
    """The newest change of the book when the dialog opened."""
    _mine: Sequence[int] = ()
    """What was changed since and not undone, the newest first."""

    async def show(self) -> None:
        """Show the book as it is now."""
        raise NotImplementedError

    async def show_anew(self) -> None:
        """Show the book as it is now, and find what of it `u` can take back."""
        since = self._since

        def mine(book: Book) -> tuple[int, Sequence[int]]:
            first = book.last_change() if since is None else since
            return first, book.changes_since(first)

        with self.telling():
            self._since, self._mine = await self.store.call(mine)
            await self.show()
        self.show_keys()

    def can_do(self, action: str) -> bool:
        """Whether an action fits the moment: only such a one has its key at the foot, and is carried out."""
        return action != "take_back" or bool(self._mine)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.can_do(action) if self.is_mounted else True

    def tell(self, said: str) -> None:
        """Tell what came of a key, till the next one is done."""
        self.query_one(".told", Static).update(drawn(said))

    async def did(self, said: str) -> None:
        """Something was changed: show it, and tell what it was."""
        await self.show_anew()
        self.tell(said)

    async def do(self, change: Callable[[Book], object], said: str) -> bool:
        """Change the book and tell what was done, or say why that can't be; whether it was."""
        self.say("")
        with self.telling():
            await self.store.call(change)
            await self.did(said)
            return True
        return False

    async def action_take_back(self) -> None:
        """Undo what was done here last."""
        self.say("")
        with self.telling():
            undone = await self.store.call(lambda book: book.undo(self._mine[0]))
            await self.did(f"Undid: {undone.label}")


class DoingList(Doing[Result]):
    """One with a list that its keys are about, and a text of the class `nothing` for when that is empty."""

    takes_keys_at_once = False

    async def on_mount(self) -> None:  # type: ignore[override]
        self.query_one(DialogLines).focus()
        await self.show_anew()
        self.call_after_refresh(self.post_message, Opened())

    def on_lines_moved(self) -> None:
        self.show_keys()
