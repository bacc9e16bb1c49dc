"""Pruning: one connection after the other with all that is known, and a key for what becomes of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rolodex.book import Book, Pruned
from rolodex.text import shown
from rolodex.tui.dialogs.follow_form import FollowForm
from rolodex.tui.dialogs.how_well import TRUST_KEYS, HowWell, Said
from rolodex.tui.dialogs.one_by_one import OneByOne, known
from rolodex.tui.dialogs.opening import Opened, opens_dialog
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.dialogs.tag_form import TagForm
from rolodex.tui.store import Store
from rolodex.tui.widgets.card import Card
from rolodex.tui.widgets.card_text import Shown

_KEYS = Content.from_markup(
    "[b]v[/b] would vouch · [b]k[/b] know · [b]m[/b] met once · [b]n[/b] do not know\n"
    "[b]t[/b] tag · [b]e[/b] note · [b]f[/b] follow up"
)
_FOR_ONE = ("keep", "archive", "how_well", "tag", "note", "follow_up")


class Prune(OneByOne[Pruned]):
    """A round of people whom one may let go. Each step is in the book at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "keep", "keep", key_display="Space"),
        Binding("a", "archive", "archive"),
        *(Binding(key, f"trust('{trust}')", show=False) for key, trust in TRUST_KEYS.items()),
        Binding("w", "how_well", "how known"),
        Binding("t", "tag", show=False),
        Binding("e", "note", show=False),
        Binding("f", "follow_up", show=False),
        Binding("u", "take_back", "undo"),
    ]

    DEFAULT_CSS = """
    Prune {
        & .asked { height: auto; margin-bottom: 1; }
        &.-over Card { display: none; }
        &.-over .asked { height: 1fr; }
    }
    """

    def __init__(self, store: Store, round: Pruned) -> None:
        super().__init__("Do you want to keep them?", store, round)
        self._one_at_a_time = asyncio.Lock()
        """Held while something is done to the person, from the question on."""

    async def on_mount(self) -> None:  # type: ignore[override]
        await self._show(begin=True)
        self.call_after_refresh(self.post_message, Opened())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the moment can be done."""
        if action in (*_FOR_ONE, "trust"):
            return self.person is not None
        return True

    async def _show(self, *, begin: bool) -> None:
        """Show the person it is about: with `begin` the next one, else the same one anew, if still there."""

        def current(book: Book) -> Shown:
            id = self.round.id
            if begin or id is None or not book.contacts([id]):
                person = self.round.begin(book)
                id = person.id if person else None
            return Shown() if id is None else known(book, id)

        card = self.query_one(Card)
        card.showing = await self.store.call(current)
        self.person = card.showing.contact
        self.set_class(self.person is None, "-over")
        self._write()

    def _write(self) -> None:
        done, all_ = len(self.round.done), len(self.round.queue)
        if self.person is None:
            asked = "Esc closes." + (" u takes the last step back." if done else "")
            self.write(all_, done, all_, self.round.summary(), asked)
        else:
            self.write(done + 1, done, all_, self.person.name, _KEYS)

    # What goes on is awaited and no worker: what is pressed meanwhile is for the person who comes next

    async def action_keep(self) -> None:
        """Keep the person, and go on."""
        await self._step(self.round.keep)

    async def action_trust(self, trust: str) -> None:
        """Say how far one trusts the person, and go on."""
        await self._step(lambda book: self.round.trust(book, trust))

    async def _step(self, act: Callable[[Book], str]) -> None:
        # while something is being asked the key was meant for that
        if self.person is not None and not self._one_at_a_time.locked():
            await self._carry_out(act)

    async def _carry_out(self, act: Callable[[Book], str]) -> None:
        name = self.name_of_person
        if (what := await self.done(act)) is not None:
            self.last = f"{name}: {what}"
            await self._show(begin=True)

    async def action_take_back(self) -> None:
        """Undo what was done to this person, else the last step, and ask about its person again."""
        if self._one_at_a_time.locked():
            return
        if what := await self.done(self.round.take_back):
            self.last = f"taken back: {what}"
            await self._show(begin=True)

    # These ask first; the person stays, but for who is archived

    @opens_dialog
    async def action_archive(self) -> None:
        """Archive the person with a reason, and go on."""
        async with self._one_at_a_time:
            if self.person is None:
                return
            title = f"Archive {self.name_of_person}: why?"
            asked = Prompt(title, self.round.reason, "a stranger, sells things; may be empty")
            if (why := await self.app.push_screen_wait(asked)) is not None:
                await self._carry_out(lambda book: self.round.archive(book, why))

    @opens_dialog
    async def action_how_well(self) -> None:
        """Say how one knows the person."""
        async with self._one_at_a_time:
            if (person := self.person) is None:
                return
            asked = HowWell(shown(person.name), person.trust, person.known_by)
            if said := await self.app.push_screen_wait(asked):
                await self._changed(lambda book: say(book, [person.id], said))

    @opens_dialog
    async def action_tag(self) -> None:
        """Put tags on the person, or take them off."""
        async with self._one_at_a_time:
            if (person := self.person) is None:
                return
            current = await self.store.call(lambda book: book.tags_of([person.id]))
            asked = TagForm(self.store, [person.id], shown(person.name), current)
            if await self.app.push_screen_wait(asked):
                await self._changed()

    @opens_dialog
    async def action_note(self) -> None:
        """Add a line to the person's note."""
        async with self._one_at_a_time:
            if self.person is None:
                return
            asked = Prompt(f"Add to the note of {self.name_of_person}")
            if text := await self.app.push_screen_wait(asked):
                await self._changed(lambda book: self.round.note(book, text))

    @opens_dialog
    async def action_follow_up(self) -> None:
        """Keep in mind what to do about the person."""
        async with self._one_at_a_time:
            if (person := self.person) is None:
                return
            asked = FollowForm(self.store, [person.id], shown(person.name))
            if await self.app.push_screen_wait(asked):
                await self._changed()

    async def _changed(self, act: Callable[[Book], object] | None = None) -> None:
        if act is not None:
            await self.done(act)
        await self._show(begin=False)


def say(book: Book, ids: list[int], said: Said) -> int:
    """Say of people what was chosen; how many it changed."""
    return (book.trust if said.what == "trust" else book.know)(ids, said.value)
