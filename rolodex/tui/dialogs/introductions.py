"""All introductions, each a line with how far it is, and the keys for its next step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from rolodex.book import Book, introduction_words
from rolodex.dates import spoken
from rolodex.model import Answer as Said
from rolodex.model import Introduction, Side
from rolodex.text import shown
from rolodex.tui.dialogs.confirm import Answer, Question
from rolodex.tui.dialogs.doing import Doing
from rolodex.tui.dialogs.follow_form import no_due, read_due
from rolodex.tui.dialogs.intro_form import DraftScreen, IntroForm, ReasonForm
from rolodex.tui.dialogs.listing import Listing
from rolodex.tui.dialogs.opening import Opened, opens_dialog
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import fit

_NAMES, _STATE, _DUE = 40, 36, 12
"""The most cells of the names, of how far it is, and of the day."""

_EMPTY = """Nobody was introduced yet.

n begins one, and so does i with two people marked, or :intro ada to grace re compilers.
Both are asked, both agree, you bring them together: each step is kept, and the next one is due."""

_COLOURS = {"ready": "$success", "made": "$foreground-muted", "declined": "$foreground-muted"}


class IntroductionsScreen(Doing[int], Listing[int]):
    """Every introduction. Dismissed with the id of somebody to go to, else with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,w", "write", "write", key_display="Enter", priority=True),
        Binding("s", "asked", "asked", priority=True),
        Binding("a", "answer('agreed')", "agreed", priority=True),
        Binding("d", "answer('declined')", "declined", priority=True),
        Binding("m", "made", "made", priority=True),
        Binding("o", "outcome", "what came of it", priority=True),
        Binding("f", "remind", "remind", show=False, priority=True),
        Binding("n", "new", "new", priority=True),
        Binding("e", "edit", "edit", show=False, priority=True),
        Binding("D,delete", "delete", "delete", show=False, priority=True),
        Binding("p", "person", "go to", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    IntroductionsScreen {
        & > .frame { width: 116; height: 84%; }
        & .steps { width: 100%; height: auto; max-height: 8; margin: 1 0 0 1; color: $foreground-muted; }
        &.-empty .steps { display: none; }
    }
    """

    nothing = _EMPTY
    takes_keys_at_once = False

    def __init__(self, store: Store) -> None:
        super().__init__("Introductions", store, store.today)
        self._all: Sequence[Introduction] = ()
        self._last = 0
        """The introduction that was changed last, on which the cursor is put."""

    def compose_body(self) -> ComposeResult:
        yield Static(classes="told", markup=False)
        yield from super().compose_body()
        yield Static(classes="steps", markup=False)

    async def on_mount(self) -> None:  # type: ignore[override]
        await self.show_anew()
        self.call_after_refresh(self.post_message, Opened())

    @property
    def one(self) -> Introduction | None:
        """The introduction at the cursor."""
        return self._all[self.at] if self.at is not None and self.at < len(self._all) else None

    def can_do(self, action: str) -> bool:
        one = self.one
        match action:
            case "asked":
                return one is not None and bool(_unasked(one))
            case "answer":
                return one is not None and not one.made_on
            case "made":
                return one is not None and one.state not in ("made", "declined")
            case "write":
                return one is not None and bool(_next_side(one) or one.state == "ready")
            case "outcome":
                return one is not None and bool(one.made_on)
            case "remind":
                return one is not None and one.is_open
            case "edit" | "delete" | "person":
                return one is not None
        return super().can_do(action)

    async def show(self) -> None:
        self._all = await self.store.call(lambda book: book.introductions())
        self._draw()
        for number, one in enumerate(self._all):
            if one.id == self._last:
                self.query_one(OptionList).highlighted = number
        self._tell_steps()

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        """The lines in columns as wide as their texts and the frame allow."""
        texts = [(introduction_words.between(o), introduction_words.state(o, self.today)) for o in self._all]
        cells = max(40, self.query_one(".frame").content_size.width - _DUE - 12)
        names, states = (
            (
                min(most, max((cell_len(shown(text)) for text in column), default=0), cells // 2)
                for most, column in zip((_NAMES, _STATE), zip(*texts, strict=True), strict=True)
            )
            if texts
            else (0, 0)
        )
        self.fill([self._line(one, names, states) for one in self._all])

    def _line(self, one: Introduction, names: int, states: int) -> Content:
        state = introduction_words.state(one, self.today)
        faint = "$foreground-muted"
        due, style = "", faint
        if one.due:
            due = f"▲ {spoken(date.fromisoformat(one.due), self.today)}"
            style = "$warning" if one.due <= self.today.isoformat() else faint
        return Content.assemble(
            (f"{one.id:>3} ", faint),
            (fit(shown(introduction_words.between(one)), names), "" if one.is_open else faint),
            (f"  {fit(shown(state), states)}  ", _COLOURS.get(one.state, "$primary")),
            (f"{due:<{_DUE}}  ", style),
            (shown(one.why), faint),
        )

    @on(OptionList.OptionHighlighted)
    def _tell_steps(self) -> None:
        one = self.one
        lines: list[str] = []
        if one is not None:
            about = f" re {one.why}" if one.why else ""
            told = introduction_words.told(one, self.today)
            lines = [shown(line) for line in (f"{introduction_words.between(one)}{about}", *told)]
        self.query_one(".steps", Static).update("\n".join(lines))
        self.show_keys()

    # The steps

    @opens_dialog
    async def action_write(self) -> None:
        """Show the message that is to be written next; copied, it counts as sent."""
        one = self.one
        if one is None:
            return
        side = _next_side(one)
        with self.telling():
            draft = await self.store.call(
                lambda book: book.introduction_draft(one.id, side.contact if side else 0)
            )
            text = await self.app.push_screen_wait(DraftScreen(draft))
            if text is None:
                return
            self.app.copy_to_clipboard(text)
            if side is not None:
                asked = [side.contact]
                await self._do(lambda book: book.ask_about_introduction(one.id, asked), "Copied")
            else:
                await self._do(lambda book: book.make_introduction(one.id), "Copied")

    @opens_dialog
    async def action_asked(self) -> None:
        """Say that somebody was asked."""
        one = self.one
        if one is not None and (side := await self._which(_unasked(one), "Who was asked?")):
            await self._do(lambda book: book.ask_about_introduction(one.id, [side.contact]))

    @opens_dialog
    async def action_answer(self, said: Said) -> None:
        """Say that somebody agreed or declined."""
        one = self.one
        if one is None:
            return
        waiting = [side for side in one.sides if side.asked_on and not side.answer]
        others = [side for side in one.sides if side.answer != said]
        if side := await self._which(waiting or others, f"Who {said}?"):
            await self._do(lambda book: book.answer_introduction(one.id, side.contact, said))

    @opens_dialog
    async def action_made(self) -> None:
        """Say that the introduction was made."""
        if (one := self.one) is not None:
            await self._do(lambda book: book.make_introduction(one.id))

    @opens_dialog
    async def action_outcome(self) -> None:
        """Keep what came of it."""
        if (one := self.one) is None:
            return
        text = await self.app.push_screen_wait(
            Prompt("What came of it?", one.outcome, "they write a paper together; nothing")
        )
        if text is not None:
            await self._do(lambda book: book.tell_outcome(one.id, text))

    @opens_dialog
    async def action_remind(self) -> None:
        """Put its follow-up on another day."""
        if (one := self.one) is None:
            return
        text = await self.app.push_screen_wait(
            Prompt(
                "Remind of it", "", "in a week; tomorrow, fri, +1mo", lambda text: no_due(text, self.today)
            )
        )
        if text is not None:
            day = read_due(text, self.today)
            await self._do(lambda book: book.remind_of_introduction(one.id, day))

    # Beside the steps

    @opens_dialog
    async def action_new(self) -> None:
        """Begin an introduction."""
        begun = await self.app.push_screen_wait(IntroForm(self.store, ()))
        if begun is not None:
            await self._did(begun, "")

    @opens_dialog
    async def action_edit(self) -> None:
        """Edit its reason and who asked for it."""
        if (one := self.one) is None:
            return
        with self.telling():
            asker = await self.store.call(lambda book: book.contacts([one.asked_by]))
            after = await self.app.push_screen_wait(ReasonForm(self.store, one, asker))
            if after is not None:
                await self._did(after, "")

    async def action_delete(self) -> None:
        """Delete it; nobody is deleted, and it is only an undo away."""
        if (one := self.one) is not None:
            await self.do(
                lambda book: book.delete_introduction(one.id),
                f"Deleted: {introduction_words.between(one)} · u brings it back",
            )

    @opens_dialog
    async def action_person(self) -> None:
        """Go to one of its people."""
        if (one := self.one) is not None and (side := await self._which(one.sides, "Go to whom?")):
            self.dismiss(side.contact)

    async def _which(self, sides: Sequence[Side], question: str) -> Side | None:
        """The only one, or the one who is picked by a number."""
        if len(sides) < 2:
            return sides[0] if sides else None
        answers: list[Answer[Side | None]] = [
            Answer(f"{number}", side.name, side) for number, side in enumerate(sides[:9], start=1)
        ]
        answers.append(Answer("n", "Nobody", None))
        asked: Question[Side | None] = Question(question, answers)
        return await self.app.push_screen_wait(asked)

    async def _do(self, step: Callable[[Book], Introduction], first: str = "") -> None:
        self.say("")
        with self.telling():
            await self._did(await self.store.call(step), first)

    async def _did(self, after: Introduction, first: str) -> None:
        self._last = after.id
        state = introduction_words.state(after, self.today)
        said = f"{introduction_words.between(after)}: {state} · u undoes"
        await self.did(f"{first}. {said}" if first else said)


def _unasked(one: Introduction) -> list[Side]:
    return [] if one.made_on else [side for side in one.sides if not side.asked_on and not side.answer]


def _next_side(one: Introduction) -> Side | None:
    """Who is to be asked next; where all were asked, whose answer is still missing."""
    if one.state in ("made", "declined"):
        return None
    waiting = [side for side in one.sides if not side.answer]
    return next((side for side in waiting if not side.asked_on), waiting[0] if waiting else None)
