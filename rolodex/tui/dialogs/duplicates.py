"""The likely doubles of the book, found while one looks on: merged, told apart, or the sure ones at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from rolodex.book import Book, Double
from rolodex.match.doubles import Pair, Record, find
from rolodex.model import Cancelled, Contact, RolodexError
from rolodex.text import shown
from rolodex.tui.dialogs.confirm import Confirm
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.merging import MergeForm
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import Lines, fit

_MOST = 500
"""Pairs listed, the best: more than anybody goes through at once."""
_NAMED = 12
"""Pairs named before all sure ones are merged."""


class Pairs(Lines):
    """Likely doubles, a line each."""

    DEFAULT_CSS = """
    Pairs {
        height: 1fr; background: $surface; scrollbar-size-vertical: 1;
        & > .lines--cursor { background: $primary 18%; }
        & > .lines--faint { color: $foreground-muted; }
        & > .lines--accent { color: $primary; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.doubles: Sequence[Double] = ()
        self.people: Mapping[int, Contact] = {}

    def count(self) -> int:
        return len(self.doubles)

    def draw(self, row: int, width: int) -> Text:
        double = self.doubles[row]
        faint = self._style("lines--faint")
        text = Text("● " if double.sure else "○ ")
        text.stylize(self._style("lines--accent"))
        cells = max(12, (width - 4) * 3 // 10)
        for id in (double.one, double.other):
            person = self.people[id]
            about = person.company or person.city or next((e.value for e in person.emails), "")
            name = fit(shown(person.name), cells - 2).rstrip()
            text.append(name)
            text.append(fit(f"  {shown(about)}", cells - cell_len(name) - 2) + "  ", faint)
        text.append(shown(", ".join(double.reasons)), faint)
        text.truncate(width, overflow="ellipsis")
        return text

    def _style(self, name: str) -> Style:
        style = self.get_component_rich_style(name)
        # rows have the background of the cursor or of the list, never their own
        return style.without_color + Style(color=style.color)


class DuplicatesScreen(Dialog[bool]):
    """Dismissed with True when the book was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "close", key_display="Esc"),
        Binding("m,enter", "merge", "merge", key_display="m", priority=True),
        Binding("n", "not_same", "not the same", priority=True),
        Binding("S", "merge_sure", "merge all sure", priority=True),
        Binding("u", "take_back", "undo", priority=True),
    ]

    DEFAULT_CSS = """
    DuplicatesScreen {
        & > .frame { width: 116; height: 80%; }
        & .reasons { width: 100%; height: 2; margin-top: 1; color: $foreground-muted; }
        & .state { width: 100%; height: auto; color: $foreground-muted; margin-bottom: 1; }
    }
    """

    class Compared(Message):
        """So many pairs were compared."""

        def __init__(self, pairs: int) -> None:
            super().__init__()
            self.pairs = pairs

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, DuplicatesScreen.Compared)

    def __init__(self, store: Store) -> None:
        super().__init__("Likely doubles")
        self.store = store
        self._stop = threading.Event()
        self._looking = True
        self._pairs: Sequence[Pair] = ()
        self._changes = 0
        """How many changes were made here, which `u` can take back."""
        self._changed = False

    def compose_body(self) -> ComposeResult:
        yield Static("Reading…", classes="state", markup=False)
        yield Pairs()
        yield Static(classes="reasons", markup=False)

    def on_mount(self) -> None:
        self.query_one(Pairs).focus()
        self._look()

    def on_unmount(self) -> None:
        self._stop.set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the moment can be done."""
        if not self.is_mounted or action not in ("merge", "not_same", "merge_sure", "take_back"):
            return True
        if action == "take_back":
            return self._changes > 0
        doubles = self.query_one(Pairs).doubles
        return any(double.sure for double in doubles) if action == "merge_sure" else bool(doubles)

    @work(exclusive=True)
    async def _look(self) -> None:
        """Read in slices on the store's thread, compare on another: keys are answered in between."""
        records: list[Record] = []

        def more(book: Book) -> list[Record]:
            return book.compared(records[-1].id if records else 0)

        try:
            while some := await self.store.call(more):
                records += some
                self._say_state(f"Read {len(records):,} people · Esc stops")
            self._pairs = (await asyncio.to_thread(find, records, progress=self._progress))[:_MOST]
            self._looking = False
            await self._show()
        except Cancelled:
            return
        except RolodexError as error:
            self.say(str(error))

    def _progress(self, compared: int) -> None:
        """On the thread that compares."""
        if self._stop.is_set():
            raise Cancelled("Stopped.")
        self.post_message(self.Compared(compared))

    def on_duplicates_screen_compared(self, event: Compared) -> None:
        if self._looking:
            self._say_state(f"Compared {event.pairs:,} pairs · Esc stops")

    def _say_state(self, sentence: str) -> None:
        self.query_one(".state", Static).update(sentence)

    async def _show(self) -> None:
        """List those that still are."""

        def ask(book: Book) -> tuple[list[Double], list[Contact]]:
            doubles = book.known_doubles(self._pairs)
            return doubles, book.contacts(list({id for d in doubles for id in (d.one, d.other)}))

        doubles, people = await self.store.call(ask)
        lines = self.query_one(Pairs)
        lines.doubles, lines.people = doubles, {person.id: person for person in people}
        lines.resized()
        sure = sum(double.sure for double in doubles)
        said = f"{len(doubles):,} likely, {sure:,} of them sure (●): they share an email or user name"
        self._say_state(said if doubles else "No doubles: nobody looks like anybody else. Esc closes.")
        self._explain()
        self.show_keys()

    def on_lines_moved(self) -> None:
        self._explain()

    def _explain(self) -> None:
        reasons = ", ".join(self._double.reasons) if self.query_one(Pairs).doubles else ""
        self.query_one(".reasons", Static).update(shown(reasons))

    @property
    def _double(self) -> Double:
        lines = self.query_one(Pairs)
        return lines.doubles[lines.cursor]

    @work(group="do")
    async def action_merge(self) -> None:
        """Make the two at the cursor one, after a look at both."""
        lines, double = self.query_one(Pairs), self._double
        people = [lines.people[double.one], lines.people[double.other]]
        if await self.app.push_screen_wait(MergeForm(self.store, people)):
            await self._did()

    async def action_not_same(self) -> None:
        """Remember that the two at the cursor are two people."""
        double = self._double
        await self._do(lambda book: book.not_the_same([double.one, double.other]))

    @work(group="do")
    async def action_merge_sure(self) -> None:
        """Merge all that are sure, after they were named."""
        lines = self.query_one(Pairs)
        sure = [double for double in lines.doubles if double.sure]
        named = [f"{lines.people[d.one].name} = {lines.people[d.other].name}" for d in sure[:_NAMED]]
        more = [f"and {len(sure) - _NAMED:,} more"] if len(sure) > _NAMED else []
        question = "Merge this pair?" if len(sure) == 1 else f"Merge these {len(sure):,} pairs?"
        if await self.app.push_screen_wait(Confirm(question, "Merge", detail="\n".join([*named, *more]))):
            await self._do(lambda book: book.merge_sure(sure))

    async def action_take_back(self) -> None:
        """Undo what was done here last."""
        with self.telling():
            await self.store.call(lambda book: book.undo())
            self._changes -= 1
            await self._show()

    async def _do(self, change: Callable[[Book], object]) -> None:
        self.say("")
        with self.telling():
            await self.store.call(change)
            await self._did()

    async def _did(self) -> None:
        self._changes += 1
        self._changed = True
        await self._show()

    def action_leave(self) -> None:
        """Stop looking and close."""
        self._stop.set()
        self.dismiss(self._changed)
