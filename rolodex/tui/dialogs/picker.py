"""One line to type in, and below it what that may mean, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.line import Line
from rolodex.tui.dialogs.offers import Offer, Offers
from rolodex.tui.dialogs.opening import hold_keys, release_keys
from rolodex.tui.widgets.lines import Lines


class PickerLine(Line):
    """The line of a picker. Moving in the list below leaves the cursor here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n,ctrl+j", "screen.move(1)", show=False),
        Binding("up,ctrl+p,ctrl+k", "screen.move(-1)", show=False),
        Binding("pagedown", "screen.move(10)", show=False),
        Binding("pageup", "screen.move(-10)", show=False),
        Binding("tab", "screen.fill", show=False),
    ]


class Picker(Dialog[Offer]):
    """Dismissed with the offer that was chosen. A subclass says what a text may mean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "choose", key_display="Enter"),
        Binding("tab", "fill", "complete", key_display="Tab"),
        Binding("escape", "leave", "close", key_display="Esc"),
    ]

    DEFAULT_CSS = """
    Picker {
        & > .frame { width: 112; height: 72%; }
        & Offers {
            height: 1fr; margin-top: 1; background: $surface;
            scrollbar-size-vertical: 1; scrollbar-background: $surface; overflow-x: hidden;
        }
    }
    """

    nothing = "Nothing is called so."
    """What to say when nothing fits what is typed."""

    def __init__(self, title: str, *, text: str = "", placeholder: str = "") -> None:
        """`text` is what stands in the line at first."""
        super().__init__(title)
        self._text = text
        self._placeholder = placeholder
        self._answered: str | None = None
        """The text that the offers are for."""
        self._whole: str | None = None
        """The text for which what takes longer is among them."""

    def offers(self, text: str) -> Sequence[Offer]:
        """What a text may mean, as far as that is known at once."""
        raise NotImplementedError

    async def more(self, text: str) -> Sequence[Offer]:
        """What it may mean besides."""
        return ()

    def compose_body(self) -> ComposeResult:
        yield PickerLine(self._text, placeholder=self._placeholder)
        yield Offers(id="offers")

    def on_mount(self) -> None:
        self.query_one(Line).focus()
        self._offer()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.say("")
        self._offer()

    def _offer(self) -> None:
        """Show what the line may mean, unless that is shown."""
        text = self.query_one(Line).text
        if text == self._answered:
            return
        self._answered = text
        self.query_one(Offers).show(sorted(self.offers(text), key=lambda offer: offer.rank), text, 0)
        self._read_more()

    @work(exclusive=True, group="more")
    async def _read_more(self) -> None:
        await self._complete()

    async def _complete(self) -> None:
        text = self._answered or ""
        found = await self.more(text) if self._whole != text else ()
        if text != self._answered or text == self._whole:
            return
        self._whole = text
        listed = self.query_one(Offers)
        if found:
            merged = sorted([*listed.offers, *found], key=lambda offer: offer.rank)
            # who has moved already stays where they are
            at = merged.index(listed.offer) if listed.offer is not None and listed.cursor else 0
            listed.show(merged, text, at)

    def action_move(self, by: int) -> None:
        """Move in the list."""
        self._offer()
        self.query_one(Offers).action_move(by)

    def action_fill(self) -> None:
        """Make the line what stands at the cursor."""
        self._offer()
        offer = self.query_one(Offers).offer
        if offer is not None:
            self.query_one(Line).text = offer.fills or offer.label

    @on(Lines.Chosen)
    @on(Input.Submitted)
    def _entered(self, event: Lines.Chosen | Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Choose what stands at the cursor."""
        self._offer()
        hold_keys(self)
        self._choose()

    @work(exclusive=True, group="choose")
    async def _choose(self) -> None:
        await self._complete()
        offer = self.query_one(Offers).offer
        if offer is not None and not offer.is_begun:
            # keys stay held: they are for what was chosen
            self.dismiss(offer)
            return
        if offer is None:
            self.say(self.nothing)
        else:
            self.action_fill()
        await release_keys(self)
