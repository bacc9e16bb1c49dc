"""A review: one name after the other, how one knows them hidden until asked for, and three answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rolodex import bars, dates
from rolodex.book import Book, Round
from rolodex.model import Contact
from rolodex.spacing import Answer
from rolodex.text import fit, shown
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.opening import Opened
from rolodex.tui.store import Store
from rolodex.tui.widgets.card import Card
from rolodex.tui.widgets.card_text import Shown

Told = TypeVar("Told")

_NAME = 30
"""Cells of a name in what came of the last answer."""
_TALKS = 20
"""Entries of the timeline that are shown."""
_PROGRESS = 20
"""Cells of the bar that says how far one is."""


class Review(Dialog[Round]):
    """A round of people whom one is about to forget. Each answer is in the book at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "end", key_display="Esc"),
        Binding("space,enter", "reveal", "show", key_display="Space"),
        Binding("1,k", "knew_it", "knew it", key_display="1"),
        Binding("2,v", "vaguely", "vaguely", key_display="2"),
        Binding("3,n", "no_idea", "no idea", key_display="3"),
        Binding("s", "skip", "skip"),
        Binding("l", "look_up", "look up"),
        Binding("f", "follow_up", "follow up"),
        Binding("a", "archive", "archive"),
        Binding("space,enter", "go_on", "go on", key_display="Space"),
        Binding("u", "take_back", "take back"),
        Binding("down,pagedown,ctrl+d", "scroll_card(1)", show=False),
        Binding("up,pageup,ctrl+u", "scroll_card(-1)", show=False),
    ]

    DEFAULT_CSS = """
    Review {
        /* the card of the same person may stand below */
        background: $background;
        & > .frame { width: 90; height: 94%; padding: 1 2 0 2; }
        & .progress { width: 100%; height: 1; color: $foreground-muted; }
        & .who { width: 100%; height: auto; max-height: 4; margin: 1 0; text-style: bold; color: $primary; }
        & .asked { width: 100%; height: 1fr; color: $foreground-muted; }
        & Card { display: none; height: 1fr; background: $surface; scrollbar-size-vertical: 1; }
        &.-known .asked { display: none; }
        &.-known Card { display: block; }
    }
    """

    takes_keys_at_once = False

    def __init__(self, store: Store, round: Round) -> None:
        super().__init__("Do you still know how you know them?")
        self.store = store
        self._round = round
        self._person: Contact | None = None
        """Whom it is about; None at the end."""
        self._offering = False
        """Whether what to do about somebody unknown is being asked."""
        self._last = ""
        """What came of the last answer."""

    def compose_body(self) -> ComposeResult:
        yield Static(classes="progress", markup=False)
        yield Static(classes="who", markup=False)
        yield Static(classes="asked", markup=False)
        card = Card(id="known")
        # its keys are those of the answers
        card.can_focus = False
        yield card

    async def on_mount(self) -> None:  # type: ignore[override]
        await self._next()
        self.call_after_refresh(self.post_message, Opened())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the moment can be done."""
        if action in ("reveal", "look_up"):
            return self._hidden and self._offering == (action == "look_up")
        if action in ("knew_it", "vaguely", "no_idea", "skip"):
            return self._person is not None and not self._offering
        if action in ("follow_up", "archive", "go_on"):
            return self._offering
        if action == "take_back":
            return bool(self._round.done)
        return True

    @property
    def _hidden(self) -> bool:
        return self._person is not None and not self.has_class("-known")

    async def _next(self) -> None:
        """Ask about the next person who is still there."""
        self._person = None
        while self._person is None and (id := self._round.id) is not None:
            known = await self.store.call(lambda book, id=id: _known(book, id))  # type: ignore[misc]
            self.query_one(Card).showing = known
            self._person = known.contact
            if self._person is None:
                self._round.leave_out()
        self._offering = False
        self.remove_class("-known")
        self._write()

    def _write(self) -> None:
        done, all_ = len(self._round.done), len(self._round.queue)
        progress, who, asked = (self.query_one(f".{name}", Static) for name in ("progress", "who", "asked"))
        at = done if self._offering or self._person is None else done + 1
        bar = bars.across(done, all_, _PROGRESS)
        progress.update(
            Content.assemble(
                (bar, "$primary"),
                ("━" * (_PROGRESS - len(bar)), "$foreground 20%"),
                f"  {at:,} of {all_:,}",
                f" · {self._last}" if self._last else "",
            )
        )
        if self._person is None:
            who.update(shown(self._round.summary()))
            asked.update("Esc closes." + (" u takes the last answer back." if self._round.done else ""))
        else:
            who.update(shown(self._person.name))
            asked.update(
                "No idea, then. l looks them up: all that the book knows is shown.\n"
                "f keeps a follow-up in a week, a archives them, Space goes on."
                if self._offering
                else "How do you know them? Where did you meet, what did you talk about last?\n"
                "Space shows what the book knows."
            )
        self.show_keys()

    # The actions are awaited and no workers: what is pressed meanwhile is for the person who comes next

    def action_reveal(self) -> None:
        """Show what the book knows."""
        self.add_class("-known")
        self._write()

    def action_look_up(self) -> None:
        """Show what the book knows of somebody of whom one had no idea."""
        self.action_reveal()

    async def action_knew_it(self) -> None:
        """Say that one knew them."""
        await self._answer("knew it")

    async def action_vaguely(self) -> None:
        """Say that one knew them vaguely."""
        await self._answer("vaguely")

    async def action_no_idea(self) -> None:
        """Say that one had no idea, and be asked what to do about that."""
        await self._answer("no idea")

    async def _answer(self, answer: Answer) -> None:
        again = await self._done(lambda book: self._round.answer(book, answer))
        if again is None or self._person is None:
            return
        when = dates.spoken(again, self.store.today)
        self._last = f"{fit(shown(self._person.name), _NAME)} again {when}"
        if answer == "no idea":
            self._offering = True
            self._write()
        else:
            await self._next()

    async def action_skip(self) -> None:
        """Go on without an answer."""
        self._round.leave_out()
        await self._next()

    async def action_follow_up(self) -> None:
        """Keep a follow-up about somebody of whom one had no idea."""
        due = await self._done(self._round.follow_up)
        if due is not None:
            self._last = f"follow-up {dates.spoken(due, self.store.today)}"
            await self._next()

    async def action_archive(self) -> None:
        """Archive somebody of whom one had no idea."""
        if await self._done(self._round.archive) is not None:
            self._last = "archived"
            await self._next()

    async def action_go_on(self) -> None:
        """Do nothing about somebody of whom one had no idea."""
        await self._next()

    async def action_take_back(self) -> None:
        """Undo the last answer with what followed, and ask about that person again."""
        if await self._done(self._round.take_back) is not None:
            self._last = "taken back"
            await self._next()

    async def _done(self, act: Callable[[Book], Told]) -> Told | None:
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
        """End with what was answered so far."""
        self.dismiss(self._round)


def _known(book: Book, id: int) -> Shown:
    people = book.contacts([id])
    types = {field.name: field.type for field in book.fields()}
    return Shown(
        contact=people[0] if people else None,
        timeline=book.timeline(id, _TALKS),
        types=types,
        today=book.today,
        hints=False,
    )
