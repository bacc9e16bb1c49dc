"""The line in which a favour or a promise is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from rolodex import dates
from rolodex.model import Favour
from rolodex.sentence.favour_line import BEGINNING, WAYS, FavourLine, Way, read_favour
from rolodex.text import shown
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.line import Line
from rolodex.tui.store import Store

_EXAMPLE = "asked for a reference · promised the slides by fri"
_SAID: dict[Way, str] = {
    "asked them": "You asked {}",
    "promised": "You promised {}",
    "asked me": "{} asked you",
    "promised me": "{} promised you",
}
_NEXT = {way: WAYS[(number + 1) % len(WAYS)] for number, way in enumerate(WAYS)}


class _WayLine(Line):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "screen.turn", show=False)]


class FavourLineDialog(Dialog[list[Favour]]):
    """Keeps one favour of each of some people. Tab turns who asked or promised whom."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keep", key_display="Enter"),
        Binding("tab", "turn", "who of whom", key_display="Tab"),
    ]

    DEFAULT_CSS = """
    FavourLineDialog .understood { width: 100%; height: auto; min-height: 2; padding: 0 1; }
    """

    def __init__(self, store: Store, ids: Sequence[int], names: str, text: str = "") -> None:
        """`names` says in words whom it is of; `text` stands in the line at first."""
        super().__init__(f"Favour or promise · {names}")
        self.store = store
        self._ids = ids
        self._names = names
        self._text = text
        self._way: Way = WAYS[0]
        """What is meant where the line does not say it."""
        self._keeping = False

    def compose_body(self) -> ComposeResult:
        yield _WayLine(self._text, placeholder=_EXAMPLE)
        yield Static(classes="understood", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    @property
    def _read(self) -> FavourLine:
        return read_favour(self.query_one(Line).text, self.store.today, self._way)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.say("")
        self._show()

    def _show(self) -> None:
        """Say what the line means."""
        read = self._read
        lead = _SAID[read.way].format(shown(self._names))
        text = Content.assemble((lead, "$primary"), f" · {shown(read.what)}" if read.what else "")
        if read.by:
            word = "ask again" if read.way == "asked them" else "due"
            by = f"\n▲ {word} {dates.in_full(read.by)}, {dates.age(read.by, self.store.today)}"
            text += Content.styled(by, "$text-muted")
        self.query_one(".understood", Static).update(text)
        self.fit()

    def action_turn(self) -> None:
        """Begin the line with the next way."""
        read, line = self._read, self.query_one(Line)
        self._way = _NEXT[read.way]
        line.text = BEGINNING[self._way] + read.rest

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep what the line says."""
        if not self._keeping:
            self._keeping = True
            self._keep(self._read)

    @work
    async def _keep(self, read: FavourLine) -> None:
        with self.telling():
            self.dismiss(await self.store.call(lambda book: book.add_favours(self._ids, read)))
        self._keeping = False
