"""All introductions, each a line with how far it is, and the keys for its next step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rolodex.book import Book, introduction_words
from rolodex.dates import spoken
from rolodex.model import Answer as Said
from rolodex.model import Introduction, Side
from rolodex.tui.dialogs.confirm import Answer, Question
from rolodex.tui.dialogs.dialog_lines import DialogLines, drawn
from rolodex.tui.dialogs.doing import DoingList
from rolodex.tui.dialogs.follow_form import no_due, read_due
from rolodex.tui.dialogs.intro_form import DraftScreen, IntroForm, ReasonForm
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import fit

_NUMBER, _NAMES, _STATE, _DUE, _WHY = 6, 44, 40, 14, 18
"""The most cells of each column, with the gap before it; the least of the reason."""

_EMPTY = """Nobody was introduced yet.

n begins one, and so does i with two people marked.
Both are asked, both agree, you bring them together:
each step is kept, and the next one is due."""


class IntroductionLines(DialogLines):
    """Introductions, a line each."""

    DEFAULT_CSS = """
    IntroductionLines {
        & > .lines--step { color: $primary; }
        & > .lines--ready { color: $success; }
        & > .lines--due { color: $warning; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--step", "lines--ready", "lines--due"}

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Introduction] = ()
        self._today = date.min
        self._names = self._states = 0
        """Cells of the longest names, and of how far it is."""

    def set_introductions(self, rows: Sequence[Introduction], today: date) -> None:
        """Show these, in their order."""
        self._rows, self._today = rows, today
        self._names = max((cell_len(_between(one)) for one in rows), default=0)
        self._states = max((cell_len(self._state(one)) for one in rows), default=0)
        self.resized()

    @property
    def one(self) -> Introduction | None:
        """The one at the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def go_to(self, id: int) -> None:
        """Put the cursor on an introduction."""
        for number, one in enumerate(self._rows):
            if one.id == id:
                self.cursor = number

    def count(self) -> int:
        return len(self._rows)

    def draw(self, row: int, width: int) -> Text:
        one = self._rows[row]
        faint = self.style_of("faint")
        room = width - _NUMBER - _DUE - 2
        states = min(self._states, _STATE, room // 2)
        # where the reason has no room it stands only below
        has_why = room - states - _WHY > _NAMES // 2
        names = room - states - (_WHY if has_why else 0)
        due = f"▲ {spoken(date.fromisoformat(one.due), self._today)}" if one.due else ""
        late = bool(due) and one.due <= self._today.isoformat()
        text = Text.assemble((f" {one.id:>3}  ", faint))
        text.append(fit(_between(one), min(names, self._names, _NAMES)), None if one.is_open else faint)
        text.append(f"  {fit(self._state(one), states)}", self._colour(one))
        text.append(f"  {fit(due, _DUE - 2)}", self.style_of("due") if late else faint)
        text.append(f"  {drawn(one.why)}" if has_why else "", faint)
        return self.lined(text, width)

    def _state(self, one: Introduction) -> str:
        return drawn(introduction_words.state(one, self._today))

    def _colour(self, one: Introduction) -> Style:
        if one.state == "ready":
            return self.style_of("ready")
        return self.style_of("faint" if one.state in ("made", "declined") else "step")


class IntroductionsScreen(DoingList[int]):
    """Every introduction. Dismissed with the id of somebody to go to, else with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,w", "write", "write", key_display="Enter", priority=True),
        Binding("s", "asked", "asked", priority=True),
        Binding("a", "answer('agreed')", "agreed", priority=True),
        Binding("d", "answer('declined')", "declined", priority=True),
        Binding("o", "outcome", "what came of it", priority=True),
        Binding("n", "new", "new", priority=True),
        Binding("m", "made", "made", priority=True),
        Binding("f", "remind", "remind", priority=True),
        Binding("p", "person", "go to", priority=True),
        Binding("e", "edit", "edit", show=False, priority=True),
        Binding("D,delete", "delete", "delete", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    IntroductionsScreen {
        & .steps { width: 100%; height: auto; max-height: 8; margin-top: 1; color: $foreground-muted; }
        &.-empty .steps { display: none; }
    }
    """

    def __init__(self, store: Store) -> None:
        super().__init__("Introductions")
        self.store = store
        self._last = 0
        """The introduction that was changed last, on which the cursor is put."""

    def compose_body(self) -> ComposeResult:
        yield Static(classes="told", markup=False)
        yield IntroductionLines()
        yield Static(_EMPTY, classes="nothing", markup=False)
        yield Static(classes="steps", markup=False)

    @property
    def _lines(self) -> IntroductionLines:
        return self.query_one(IntroductionLines)

    @property
    def one(self) -> Introduction | None:
        """The introduction at the cursor."""
        return self._lines.one

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
        found = await self.store.call(lambda book: book.introductions())
        self._lines.set_introductions(found, self.store.today)
        self._lines.go_to(self._last)
        self.set_class(not found, "-empty")
        self._tell_steps()

    def on_lines_moved(self) -> None:
        super().on_lines_moved()
        self._tell_steps()

    async def on_lines_chosen(self) -> None:
        await self.run_action("write")

    def _tell_steps(self) -> None:
        """What was done so far of the one at the cursor, the names in a column."""
        lines: list[Content] = []
        if (one := self.one) is not None:
            about = f" re {one.why}" if one.why else ""
            lines.append(Content.styled(f"{_between(one)}{drawn(about)}", "$foreground"))
            lines += [Content(drawn(line)) for line in introduction_words.told(one, self.store.today)]
        self.query_one(".steps", Static).update(Content("\n").join(lines))

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
                "Remind of it",
                "",
                "in a week; tomorrow, fri, +1mo",
                lambda text: no_due(text, self.store.today),
            )
        )
        if text is not None:
            day = read_due(text, self.store.today)
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
        state = introduction_words.state(after, self.store.today)
        said = f"{introduction_words.between(after)}: {state} · u undoes"
        await self.did(f"{first}. {said}" if first else said)


def _between(one: Introduction) -> str:
    return drawn(introduction_words.between(one))


def _unasked(one: Introduction) -> list[Side]:
    return [] if one.made_on else [side for side in one.sides if not side.asked_on and not side.answer]


def _next_side(one: Introduction) -> Side | None:
    """Who is to be asked next; where all were asked, whose answer is still missing."""
    if one.state in ("made", "declined"):
        return None
    waiting = [side for side in one.sides if not side.answer]
    return next((side for side in waiting if not side.asked_on), waiting[0] if waiting else None)
