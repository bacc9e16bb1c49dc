"""The likely doubles of the book, found while one looks on: merged, told apart, or the sure ones at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
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
from rolodex.tui.dialogs.dialog_lines import DialogLines
from rolodex.tui.dialogs.doing import Doing
from rolodex.tui.dialogs.merging import MergeForm
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import fit

_MOST = 500
"""Pairs listed, the best: more than anybody goes through at once."""
_NAMED = 12
"""Pairs named before all sure ones are merged."""

_EMPTY = """No doubles: nobody looks like anybody else.

Two are one person all the same? Esc, mark both (Space), then m."""


class Pairs(DialogLines):
    """Likely doubles, a line each."""

    DEFAULT_CSS = """
    Pairs > .lines--accent { color: $primary; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.doubles: Sequence[Double] = ()
        self.people: Mapping[int, Contact] = {}

    def count(self) -> int:
        return len(self.doubles)

    def draw(self, row: int, width: int) -> Text:
        double = self.doubles[row]
        faint = self.style_of("faint")
        text = Text("● " if double.sure else "○ ")
        text.stylize(self.style_of("accent"))
        cells = max(12, (width - 4) * 3 // 10)
        for id in (double.one, double.other):
            person = self.people[id]
            about = person.company or person.city or next((e.value for e in person.emails), "")
            name = fit(shown(person.name), cells - 2).rstrip()
            text.append(name)
            text.append(fit(f"  {shown(about)}", cells - cell_len(name) - 2) + "  ", faint)
        text.append(shown(", ".join(double.reasons)), faint)
        return self.lined(text, width)


class DuplicatesScreen(Doing[bool]):
    """Dismissed with True when the book was changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,enter", "merge", "merge", key_display="m", priority=True),
        Binding("n", "not_same", "not the same", priority=True),
        Binding("S", "merge_sure", "merge all sure", priority=True),
        Binding("u", "take_back", "undo", priority=True),
    ]

    DEFAULT_CSS = """
    DuplicatesScreen {
        & .reasons { width: 100%; height: 2; margin-top: 1; color: $foreground-muted; }
        & .state { width: 100%; height: auto; color: $foreground-muted; margin-bottom: 1; }
        &.-empty .state, &.-empty .reasons { display: none; }
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
        self._changed = False

    def compose_body(self) -> ComposeResult:
        yield Static("Reading…", classes="state", markup=False)
        yield Pairs()
        yield Static(_EMPTY, classes="nothing", markup=False)
        yield Static(classes="reasons", markup=False)

    def on_mount(self) -> None:
        self.query_one(Pairs).focus()
        self._look()

    def on_unmount(self) -> None:
        self._stop.set()

    def can_do(self, action: str) -> bool:
        doubles = self.query_one(Pairs).doubles
        if action == "merge_sure":
            return any(double.sure for double in doubles)
        return bool(doubles) if action in ("merge", "not_same") else super().can_do(action)

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
            await self.show_anew()
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

    async def show(self) -> None:
        """List those that still are."""

        def ask(book: Book) -> tuple[list[Double], list[Contact]]:
            doubles = book.known_doubles(self._pairs)
            return doubles, book.contacts(list({id for d in doubles for id in (d.one, d.other)}))

        doubles, people = await self.store.call(ask)
        lines = self.query_one(Pairs)
        lines.doubles, lines.people = doubles, {person.id: person for person in people}
        lines.resized()
        sure = sum(double.sure for double in doubles)
        self.set_class(not doubles, "-empty")
        self._say_state(
            f"{len(doubles):,} likely, {sure:,} of them sure (●): they share an email or user name"
        )
        self._explain()

    def on_lines_moved(self) -> None:
        self._explain()

    def _explain(self) -> None:
        reasons = ", ".join(self._double.reasons) if self.query_one(Pairs).doubles else ""
        self.query_one(".reasons", Static).update(shown(reasons))

    @property
    def _double(self) -> Double:
        lines = self.query_one(Pairs)
        return lines.doubles[lines.cursor]

    @opens_dialog
    async def action_merge(self) -> None:
        """Make the two at the cursor one, after a look at both."""
        lines, double = self.query_one(Pairs), self._double
        people = [lines.people[double.one], lines.people[double.other]]
        if await self.app.push_screen_wait(MergeForm(self.store, people)):
            await self.did("")

    async def action_not_same(self) -> None:
        """Remember that the two at the cursor are two people."""
        double = self._double
        await self.do(lambda book: book.not_the_same([double.one, double.other]), "")

    @opens_dialog
    async def action_merge_sure(self) -> None:
        """Merge all that are sure, after they were named."""
        lines = self.query_one(Pairs)
        sure = [double for double in lines.doubles if double.sure]
        named = [f"{lines.people[d.one].name} = {lines.people[d.other].name}" for d in sure[:_NAMED]]
        more = [f"and {len(sure) - _NAMED:,} more"] if len(sure) > _NAMED else []
        question = "Merge this pair?" if len(sure) == 1 else f"Merge these {len(sure):,} pairs?"
        if await self.app.push_screen_wait(Confirm(question, "Merge", detail="\n".join([*named, *more]))):
            await self.do(lambda book: book.merge_sure(sure), "")

    def tell(self, said: str) -> None:
        """What is left says what came of it."""

    async def did(self, said: str) -> None:
        self._changed = True
        await super().did(said)

    def action_leave(self) -> None:
        """Stop looking and close."""
        self._stop.set()
        self.dismiss(self._changed)
