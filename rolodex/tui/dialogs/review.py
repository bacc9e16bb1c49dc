"""A review: one name after the other, how one knows them hidden until asked for, and three answers."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from rolodex import dates
from rolodex.book import Round
from rolodex.spacing import Answer
from rolodex.tui.dialogs.one_by_one import OneByOne, known
from rolodex.tui.dialogs.opening import Opened
from rolodex.tui.store import Store
from rolodex.tui.widgets.card import Card


class Review(OneByOne[Round]):
    """A round of people whom one is about to forget. Each answer is in the book at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
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
    ]

    DEFAULT_CSS = """
    Review {
        & .who { margin: 1 0; }
        & .asked { height: 1fr; }
        & Card { display: none; }
        &.-known .asked { display: none; }
        &.-known Card { display: block; }
    }
    """

    def __init__(self, store: Store, round: Round) -> None:
        super().__init__("Do you still know how you know them?", store, round)
        self._offering = False
        """Whether what to do about somebody unknown is being asked."""

    async def on_mount(self) -> None:  # type: ignore[override]
        await self._next()
        self.call_after_refresh(self.post_message, Opened())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the moment can be done."""
        if action in ("reveal", "look_up"):
            return self._hidden and self._offering == (action == "look_up")
        if action in ("knew_it", "vaguely", "no_idea", "skip"):
            return self.person is not None and not self._offering
        if action in ("follow_up", "archive", "go_on"):
            return self._offering
        if action == "take_back":
            return bool(self.round.done)
        return True

    @property
    def _hidden(self) -> bool:
        return self.person is not None and not self.has_class("-known")

    async def _next(self) -> None:
        """Ask about the next person who is still there."""
        self.person = None
        while self.person is None and (id := self.round.id) is not None:
            card = await self.store.call(lambda book, id=id: known(book, id))  # type: ignore[misc]
            self.query_one(Card).showing = card
            self.person = card.contact
            if self.person is None:
                self.round.leave_out()
        self._offering = False
        self.remove_class("-known")
        self._write()

    def _write(self) -> None:
        done, all_ = len(self.round.done), len(self.round.queue)
        if self.person is None:
            asked = "Esc closes." + (" u takes the last answer back." if done else "")
            self.write(done, done, all_, self.round.summary(), asked)
            return
        asked = (
            "No idea, then. l looks them up: all that the book knows is shown.\n"
            "f keeps a follow-up in a week, a archives them, Space goes on."
            if self._offering
            else "How do you know them? Where did you meet, what did you talk about last?\n"
            "Space shows what the book knows."
        )
        self.write(done if self._offering else done + 1, done, all_, self.person.name, asked)

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
        again = await self.done(lambda book: self.round.answer(book, answer))
        if again is None or self.person is None:
            return
        when = dates.spoken(again, self.store.today)
        self.last = f"{self.name_of_person} again {when}"
        if answer == "no idea":
            self._offering = True
            self._write()
        else:
            await self._next()

    async def action_skip(self) -> None:
        """Go on without an answer."""
        self.round.leave_out()
        await self._next()

    async def action_follow_up(self) -> None:
        """Keep a follow-up about somebody of whom one had no idea."""
        due = await self.done(self.round.follow_up)
        if due is not None:
            self.last = f"follow-up {dates.spoken(due, self.store.today)}"
            await self._next()

    async def action_archive(self) -> None:
        """Archive somebody of whom one had no idea."""
        if await self.done(self.round.archive) is not None:
            self.last = "archived"
            await self._next()

    async def action_go_on(self) -> None:
        """Do nothing about somebody of whom one had no idea."""
        await self._next()

    async def action_take_back(self) -> None:
        """Undo the last answer with what followed, and ask about that person again."""
        if await self.done(self.round.take_back) is not None:
            self.last = "taken back"
            await self._next()
