"""Pruning: one connection after the other with all that is known, and a key for what becomes of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rolodex import bars
from rolodex.book import Book, Pruned
from rolodex.model import Contact
from rolodex.text import fit, shown
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.follow_form import FollowForm
from rolodex.tui.dialogs.how_well import TRUST_KEYS, HowWell, Said
from rolodex.tui.dialogs.opening import Opened, opens_dialog
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.dialogs.tag_form import TagForm
from rolodex.tui.store import Store
from rolodex.tui.widgets.card import Card
from rolodex.tui.widgets.card_text import Shown

Told = TypeVar("Told")

_NAME = 30
"""Cells of a name in what came of the last step."""
_TALKS = 20
"""Entries of the timeline that are shown."""
_PROGRESS = 20
"""Cells of the bar that says how far one is."""
_KEYS = "v would vouch · k know · m met once · n do not know\nt tag · e note · f follow up"
_FOR_ONE = ("keep", "archive", "how_well", "tag", "note", "follow_up")


class Prune(Dialog[Pruned]):
    """A round of people whom one may let go. Each step is in the book at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "end", key_display="Esc"),
        Binding("space,enter", "keep", "keep", key_display="Space"),
        Binding("a", "archive", "archive"),
        *(Binding(key, f"trust('{trust}')", show=False) for key, trust in TRUST_KEYS.items()),
        Binding("w", "how_well", "how known"),
        Binding("t", "tag", show=False),
        Binding("e", "note", show=False),
        Binding("f", "follow_up", show=False),
        Binding("u", "take_back", "undo"),
        Binding("down,pagedown,ctrl+d", "scroll_card(1)", show=False),
        Binding("up,pageup,ctrl+u", "scroll_card(-1)", show=False),
    ]

    DEFAULT_CSS = """
    Prune {
        background: $background;
        & > .frame { width: 90; height: 94%; padding: 1 2 0 2; }
        & .progress { width: 100%; height: 1; color: $foreground-muted; }
        & .who { width: 100%; height: auto; max-height: 4; margin-top: 1; text-style: bold; color: $primary; }
        & .asked { width: 100%; height: auto; margin-bottom: 1; color: $foreground-muted; }
        & Card { height: 1fr; background: $surface; scrollbar-size-vertical: 1; }
        &.-over Card { display: none; }
        &.-over .asked { height: 1fr; }
    }
    """

    takes_keys_at_once = False

    def __init__(self, store: Store, round: Pruned) -> None:
        super().__init__("Do you want to keep them?")
        self.store = store
        self._round = round
        self._person: Contact | None = None
        """Whom it is about; None at the end."""
        self._last = ""
        """What came of the last step."""
        self._one_at_a_time = asyncio.Lock()
        """Held while something is done to the person, from the question on."""

    def compose_body(self) -> ComposeResult:
        yield Static(classes="progress", markup=False)
        yield Static(classes="who", markup=False)
        yield Static(classes="asked", markup=False)
        card = Card(id="known")
        # its keys are those of the answers
        card.can_focus = False
        yield card

    async def on_mount(self) -> None:  # type: ignore[override]
        await self._show(begin=True)
        self.call_after_refresh(self.post_message, Opened())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the moment can be done."""
        if action in (*_FOR_ONE, "trust"):
            return self._person is not None
        return True

    async def _show(self, *, begin: bool) -> None:
        """Show the person it is about: with `begin` the next one, else the same one anew."""

        def known(book: Book) -> Shown:
            person = self._round.begin(book) if begin else book.get(self._round.queue[len(self._round.done)])
            if person is None:
                return Shown()
            types = {field.name: field.type for field in book.fields()}
            talks = book.timeline(person.id, _TALKS)
            return Shown(contact=person, timeline=talks, types=types, today=book.today, hints=False)

        shown_now = await self.store.call(known)
        self._person = shown_now.contact
        card = self.query_one(Card)
        card.showing = shown_now
        self.set_class(self._person is None, "-over")
        self._write()

    def _write(self) -> None:
        done, all_ = len(self._round.done), len(self._round.queue)
        progress, who, asked = (self.query_one(f".{name}", Static) for name in ("progress", "who", "asked"))
        bar = bars.across(done, all_, _PROGRESS)
        progress.update(
            Content.assemble(
                (bar, "$primary"),
                ("━" * (_PROGRESS - len(bar)), "$foreground 20%"),
                f"  {min(done + 1, all_):,} of {all_:,}",
                f" · {self._last}" if self._last else "",
            )
        )
        if self._person is None:
            who.update(shown(self._round.summary()))
            asked.update("Esc closes." + (" u takes the last step back." if done else ""))
        else:
            who.update(shown(self._person.name))
            asked.update(_KEYS)
        self.show_keys()

    # What goes on is awaited and no worker: what is pressed meanwhile is for the person who comes next

    async def action_keep(self) -> None:
        """Keep the person, and go on."""
        await self._step(self._round.keep)

    async def action_trust(self, trust: str) -> None:
        """Say how far one trusts the person, and go on."""
        await self._step(lambda book: self._round.trust(book, trust))

    async def _step(self, act: Callable[[Book], str]) -> None:
        # while something is being asked the key was meant for that
        if self._person is not None and not self._one_at_a_time.locked():
            await self._carry_out(act)

    async def _carry_out(self, act: Callable[[Book], str]) -> None:
        name = fit(shown(self._person.name), _NAME) if self._person else ""
        if (what := await self._done(act)) is not None:
            self._last = f"{name}: {what}"
            await self._show(begin=True)

    async def action_take_back(self) -> None:
        """Undo what was done to this person, else the last step, and ask about its person again."""
        if self._one_at_a_time.locked():
            return
        if what := await self._done(self._round.take_back):
            self._last = f"taken back: {what}"
            await self._show(begin=True)

    async def _done(self, act: Callable[[Book], Told]) -> Told | None:
        """What changing the book tells; None, and said why, where it refuses."""
        self.say("")
        with self.telling():
            return await self.store.call(act)
        return None

    # These ask first; the person stays, but for who is archived

    @opens_dialog
    async def action_archive(self) -> None:
        """Archive the person with a reason, and go on."""
        async with self._one_at_a_time:
            if (person := self._person) is None:
                return
            title = f"Archive {fit(shown(person.name), _NAME)}: why?"
            asked = Prompt(title, self._round.reason, "a stranger, sells things; may be empty")
            if (why := await self.app.push_screen_wait(asked)) is not None:
                await self._carry_out(lambda book: self._round.archive(book, why))

    @opens_dialog
    async def action_how_well(self) -> None:
        """Say how one knows the person."""
        async with self._one_at_a_time:
            if (person := self._person) is None:
                return
            asked = HowWell(shown(person.name), person.trust, person.known_by)
            if said := await self.app.push_screen_wait(asked):
                await self._changed(lambda book: say(book, [person.id], said))

    @opens_dialog
    async def action_tag(self) -> None:
        """Put tags on the person, or take them off."""
        async with self._one_at_a_time:
            if (person := self._person) is None:
                return
            current = await self.store.call(lambda book: book.tags_of([person.id]))
            asked = TagForm(self.store, [person.id], shown(person.name), current)
            if await self.app.push_screen_wait(asked):
                await self._changed()

    @opens_dialog
    async def action_note(self) -> None:
        """Add a line to the person's note."""
        async with self._one_at_a_time:
            if (person := self._person) is None:
                return
            asked = Prompt(f"Add to the note of {fit(shown(person.name), _NAME)}")
            if text := await self.app.push_screen_wait(asked):
                await self._changed(lambda book: self._round.note(book, text))

    @opens_dialog
    async def action_follow_up(self) -> None:
        """Keep in mind what to do about the person."""
        async with self._one_at_a_time:
            if (person := self._person) is None:
                return
            asked = FollowForm(self.store, [person.id], shown(person.name))
            if await self.app.push_screen_wait(asked):
                await self._changed()

    async def _changed(self, act: Callable[[Book], object] | None = None) -> None:
        if act is not None:
            await self._done(act)
        await self._show(begin=False)

    def action_scroll_card(self, by: int) -> None:
        """Scroll what is shown by half a page."""
        card = self.query_one(Card)
        card.scroll_relative(y=by * max(1, card.size.height // 2), animate=False)

    def action_leave(self) -> None:
        """End with what was done so far."""
        self.dismiss(self._round)


def say(book: Book, ids: list[int], said: Said) -> int:
    """Say of people what was chosen; how many it changed."""
    return (book.trust if said.what == "trust" else book.know)(ids, said.value)
