"""A round of people, one after the other: how far one is, a name, their card, and what came of the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rolodex import bars
from rolodex.book import Book
from rolodex.model import Contact
from rolodex.text import fit, shown
from rolodex.tui.dialogs.dialog import Dialog, Result
from rolodex.tui.store import Store
from rolodex.tui.widgets.card import Card
from rolodex.tui.widgets.card_text import Shown

Told = TypeVar("Told")

_NAME = 30
"""Cells of a name in what came of the last step, and in a question."""
_TALKS = 20
"""Entries of the timeline that are shown."""
_PROGRESS = 20
"""Cells of the bar that says how far one is."""


class OneByOne(Dialog[Result]):
    """Dismissed with the round. A subclass says which keys do what to whom it is about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "end", key_display="Esc"),
        Binding("down,pagedown,ctrl+d", "scroll_card(1)", show=False),
        Binding("up,pageup,ctrl+u", "scroll_card(-1)", show=False),
    ]

    DEFAULT_CSS = """
    OneByOne {
        /* the card of the same person may stand below */
        background: $background;
        & > .frame { width: 90; height: 94%; padding: 1 2 0 2; }
        & .progress { width: 100%; height: 1; color: $foreground-muted; }
        & .who { width: 100%; height: auto; max-height: 4; margin-top: 1; text-style: bold; color: $primary; }
        & .asked { width: 100%; color: $foreground-muted; }
        & Card { height: 1fr; background: $surface; scrollbar-size-vertical: 1; }
    }
    """

    takes_keys_at_once = False

    def __init__(self, title: str, store: Store, round: Result) -> None:
        super().__init__(title)
        self.store = store
        self.round = round
        self.person: Contact | None = None
        """Whom it is about; None at the end."""
        self.last = ""
        """What came of the last step."""

    def compose_body(self) -> ComposeResult:
        yield Static(classes="progress", markup=False)
        yield Static(classes="who", markup=False)
        yield Static(classes="asked", markup=False)
        card = Card(id="known")
        # its keys are those of the answers
        card.can_focus = False
        yield card

    @property
    def name_of_person(self) -> str:
        """The person's name, short and harmless to show."""
        return fit(shown(self.person.name), _NAME) if self.person else ""

    def write(self, at: int, done: int, all_: int, who: str, asked: str | Content) -> None:
        """Write that one is `at` which of all with so many done, whom it is about and what is asked."""
        bar = bars.across(done, all_, _PROGRESS)
        self.query_one(".progress", Static).update(
            Content.assemble(
                (bar, "$primary"),
                ("━" * (_PROGRESS - len(bar)), "$foreground 20%"),
                f"  {at:,} of {all_:,}",
                f" · {self.last}" if self.last else "",
            )
        )
        self.query_one(".who", Static).update(shown(who))
        self.query_one(".asked", Static).update(asked)
        self.show_keys()

    async def done(self, act: Callable[[Book], Told]) -> Told | None:
        """What changing the book tells; None, and said why, where it refuses."""
        self.say("")
        with self.telling():
            return await self.store.call(act)
        return None

    def action_scroll_card(self, by: int) -> None:
        """Scroll what is shown by half a page."""
        card = self.query_one(Card)
        card.scroll_relative(y=by * max(1, card.size.height // 2), animate=False)

    def action_leave(self) -> None:
        """End with what was done so far."""
        self.dismiss(self.round)


def known(book: Book, id: int) -> Shown:
    """The card of a person; empty where they are gone."""
    people = book.contacts([id])
    types = {field.name: field.type for field in book.fields()}
    return Shown(
        contact=people[0] if people else None,
        timeline=book.timeline(id, _TALKS),
        types=types,
        today=book.today,
        hints=False,
    )
