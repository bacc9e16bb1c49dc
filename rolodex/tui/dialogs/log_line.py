"""The line in which what happened is told: understood while it is typed, written with Enter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from rolodex.book import Book, Completion, Told
from rolodex.model import Chosen, RolodexError
from rolodex.sentence import Sentence
from rolodex.text import one_line
from rolodex.tui.dialogs import understood
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.log_form import NAMED, LogForm
from rolodex.tui.dialogs.opening import Opened, opens_dialog
from rolodex.tui.dialogs.pieces import Pieces
from rolodex.tui.store import Store
from rolodex.tui.widgets.query_line import Completions

_KEPT_FROM = 4
"""Words of a line that is kept when it is left; fewer are typed again sooner than they are missed."""
_KEEP_AFTER = 0.3
"""Seconds from the last key until what is typed is kept."""
_AGAIN_AFTER = 0.2
"""Seconds until a line is understood anew while the index is still being made."""
_PLACEHOLDER = "coffee with ada yesterday re compilers #pycon +2w send the paper"
_RESTORED = "Restored what you had typed: type to replace it, → to go on, ctrl+r to start anew."


@dataclass(frozen=True, slots=True)
class Heard:
    """What the book says to the line as it was at a moment."""

    asked: tuple[str, int, Mapping[str, int]]
    """The line, its cursor, and the people picked for names."""
    said: Sentence
    offered: Sequence[Completion]
    ready: bool
    """Whether everybody could be understood."""


class LogLine(Dialog[Told]):
    """Logs what one line says, with whom it names, else with whom was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "log", "log", key_display="Enter"),
        Binding("tab", "complete", "complete", key_display="Tab", priority=True),
        Binding("ctrl+n", "another", "another", key_display="^n"),
        Binding("ctrl+o", "at_length", "at length", key_display="^o"),
        Binding("ctrl+r", "start_anew", "start anew", show=False),
    ]

    DEFAULT_CSS = """
    LogLine {
        & > .frame { width: 110; }
        & Completions { height: 1; width: 100%; text-wrap: nowrap; text-overflow: ellipsis; }
        & .understood { height: 6; width: 100%; padding: 0 1; text-wrap: nowrap; }
        & .restored { display: none; color: $warning; padding: 0 1; &.-said { display: block; } }
    }
    """

    takes_keys_at_once = False

    def __init__(
        self, store: Store, chosen: Sequence[int], line: str = "", *, behind: Callable[[], Awaitable[None]]
    ) -> None:
        """`chosen` are the ids of those it is about when it names nobody; `line` is what it begins with.

        `behind` brings up to date what stands behind the dialog, before it closes: to draw it as it was and
        then again takes twice as long.
        """
        super().__init__("Log")
        self.store = store
        self._ids = chosen
        self._begun = line
        self._bring_up_to_date = behind
        self._about = f"log line {'-'.join(map(str, chosen[:20]))}"
        self._chosen: Chosen | None = None
        self._picks: dict[str, int] = {}
        self._ranked: dict[str, list[int]] = {}
        """By name as typed: whom it may mean, in the order before any was picked."""
        self._heard: Heard | None = None
        self._asked = 0
        self._busy = False
        self._keeping: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(_RESTORED, classes="restored", markup=False)
        yield Pieces(self._begun, placeholder=_PLACEHOLDER)
        yield Completions(id="offered")
        yield Static(classes="understood", markup=False)

    @property
    def _line(self) -> Pieces:
        return self.query_one(Pieces)

    def on_mount(self) -> None:
        self._open()

    @work
    async def _open(self) -> None:
        with self.telling():
            self._chosen, draft = await self.store.call(
                lambda book: (book.chosen(self._ids), book.draft(self._about))
            )
            kept = draft.get("line") if draft else None
            if isinstance(kept, str) and kept and not self._begun:
                self._line.value = kept
                self.query_one(".restored").add_class("-said")
        self._line.focus()
        self._line.cursor_position = len(self._line.value)
        if self.query_one(".restored").has_class("-said"):
            # what is typed replaces it: it may be about something else by now
            self._line.select_all()
        self.watch(self._line, "selection", self._moved, init=False)
        self._ask()
        self.call_after_refresh(self.post_message, Opened())

    # Understanding

    @on(Input.Changed)
    def _typed(self) -> None:
        self.say("")
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(_KEEP_AFTER, self._keep)
        self._ask()

    @on(Pieces.Cut)
    def _cut(self, event: Pieces.Cut) -> None:
        self.say(f"Only the first of {event.lines:,} lines was taken: `rolodex log -` takes many.")

    def _moved(self) -> None:
        self._ask()

    @property
    def _asking(self) -> tuple[str, int, Mapping[str, int]]:
        return self._line.value, self._line.cursor_position, dict(self._picks)

    @work(exclusive=True, group="understand")
    async def _ask(self) -> None:
        """Show how the line is understood now; what was asked before is dropped."""
        self._asked += 1
        number, asking = self._asked, self._asking

        def answer(book: Book) -> Heard | None:
            return _understood(book, asking) if number == self._asked else None

        with self.telling():
            heard = await self.store.call(answer)
            if heard is not None and number == self._asked:
                self._show(heard)

    def _show(self, heard: Heard) -> None:
        self._heard = heard
        for mention in heard.said.people:
            name = mention.said.casefold()
            if name not in self._picks:
                self._ranked[name] = [candidate.id for candidate in mention.candidates]
        self._line.colour(heard.said)
        self.query_one(Completions).offered = heard.offered
        self._show_rows()
        if not heard.ready:
            self.set_timer(_AGAIN_AFTER, self._ask)

    def _show_rows(self) -> None:
        if self._heard is None:
            return
        said, widget = self._heard.said, self.query_one(".understood", Static)
        current = understood.current_mention(said, self._line.cursor_position)
        rows = understood.rows(said, self._chosen, self.store.today, current, widget.content_size.width)
        # as high as it is, whatever it says
        widget.update(Content("\n").join(rows), layout=False)

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._show_rows)

    # Keys

    async def _fresh(self) -> Heard:
        """What the book says to the line as it is now; keys that come meanwhile must be held."""
        if self._heard is None or self._heard.asked != self._asking:
            asking = self._asking
            self._show(await self.store.call(lambda book: _understood(book, asking)))
        assert self._heard is not None
        return self._heard

    @opens_dialog
    async def action_complete(self) -> None:
        """Take the first completion; where there is none, nothing happens."""
        with self.telling():
            heard = await self._fresh()
            if heard.offered:
                self._take(heard.offered[0])

    @on(Completions.Taken)
    def _clicked(self, event: Completions.Taken) -> None:
        self._take(event.completion)
        self._line.focus()

    def _take(self, completion: Completion) -> None:
        line = self._line
        if completion.person:
            name = one_line(completion.text).casefold()
            self._picks[name] = completion.person
        behind = line.value[completion.end :]
        text = completion.text if behind.startswith((" ", ",", ".", ";", ":")) else f"{completion.text} "
        line.value = line.value[: completion.start] + text + behind
        line.cursor_position = completion.start + len(text)

    @opens_dialog
    async def action_another(self) -> None:
        """Take the next of those whom the name at the cursor, or the one before it, may mean."""
        with self.telling():
            said = (await self._fresh()).said
            mention = understood.current_mention(said, self._line.cursor_position)
            if mention is None:
                self.say("No name here fits anybody else." if said.people else "")
                return
            name = mention.said.casefold()
            ranked = self._ranked.get(name) or [candidate.id for candidate in mention.candidates]
            at = ranked.index(mention.taken.id) if mention.taken.id in ranked else -1
            self._picks[name] = ranked[(at + 1) % len(ranked)]
            await self._fresh()

    @opens_dialog
    async def action_at_length(self) -> None:
        """Go on in the form, which has room for a long text, with what is understood."""
        with self.telling():
            said = (await self._fresh()).said
            ids = await self.store.call(lambda book: book.people_of(said, self._ids))
            people = await self.store.call(lambda book: book.contacts(ids[:NAMED]))
            form = LogForm(self.store, people, others=ids[NAMED:], said=said)
            if await self.app.push_screen_wait(form) is not None:
                await self._forget()
                self.dismiss(form.told)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_log()

    def action_log(self) -> None:
        """Write down what the line says, and close."""
        if not self._busy:
            self._busy = True
            self._log()

    @opens_dialog
    async def _log(self) -> None:
        asking, heard = self._asking, self._heard

        def write(book: Book) -> Told:
            if heard is not None and heard.ready and heard.asked == asking:
                told = book.log_said(heard.said, with_ids=self._ids)
            else:
                told = book.log_line(asking[0], with_ids=self._ids, picks=asking[2])
            # it is written: a draft that stays behind does no harm
            with suppress(RolodexError):
                book.drop_draft(self._about)
            return told

        self._stop_keeping()
        try:
            told = await self.store.call(write)
        except RolodexError as error:
            self._busy = False
            self.say(str(error))
        else:
            await self._bring_up_to_date()
            self.dismiss(told)

    # The draft

    # a draft that can't be kept must not end the line that it is for
    @work(exclusive=True, group="draft", exit_on_error=False)
    async def _keep(self) -> None:
        if not self._busy:
            await self._keep_draft()

    async def _keep_draft(self) -> None:
        self._stop_keeping()
        line = self._line.value
        if len(line.split()) < _KEPT_FROM:
            await self._forget()
        else:
            await self.store.call(lambda book: book.keep_draft(self._about, {"line": line}))

    async def _forget(self) -> None:
        self._stop_keeping()
        with suppress(RolodexError):
            await self.store.call(lambda book: book.drop_draft(self._about))

    def _stop_keeping(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    def action_start_anew(self) -> None:
        """Empty the line."""
        self._picks.clear()
        self._line.value = ""
        self.query_one(".restored").remove_class("-said")
        self.fit()

    def action_leave(self) -> None:
        """Close; a line of more than a few words is there again next time."""
        if not self._busy:
            self._busy = True
            self._leave()

    @work(group="draft")
    async def _leave(self) -> None:
        with suppress(RolodexError):
            await self._keep_draft()
        self.dismiss(None)


def _understood(book: Book, asking: tuple[str, int, Mapping[str, int]]) -> Heard:
    line, cursor, picks = asking
    said = book.understand(line, picks=picks, wait=False)
    return Heard(asking, said, book.complete_line(line, cursor), book.names_ready)
