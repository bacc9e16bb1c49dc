"""Connection requests as a mail box: who asks, what is known of them, and a key for what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rolodex import dates
from rolodex.book import Book, request_words
from rolodex.model import Asked, Contact, Request
from rolodex.model.requests import State
from rolodex.text import counted, shown
from rolodex.tui.dialogs.confirm import Answer, Question
from rolodex.tui.dialogs.dialog_lines import DialogLines, drawn
from rolodex.tui.dialogs.doing import DoingList
from rolodex.tui.dialogs.opening import opens_dialog, release_keys
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.dialogs.reply import MeForm, PolicyForm, Replied, Reply
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import fit
from rolodex.tui.widgets.wrap import hanging

_SHOWN: tuple[tuple[str, tuple[State, ...], bool], ...] = (
    ("open", ("open", "waiting"), False),
    ("decided", ("accepted", "declined"), False),
    ("mine", ("open", "waiting", "accepted", "declined", "withdrawn"), True),
)
"""What Tab goes through: a word, the states, and whether they are those that one sent."""

_NAME, _SERVICE = 30, 10
"""The most cells of a name, and of a service."""

_EMPTY = {
    "open": "No request is open.\n\n+ writes one down. Esc, then i imports LinkedIn's Invitations.csv.",
    "decided": "Nothing was decided yet.\n\na accepts the request at the cursor, d declines it.",
    "mine": "You asked nobody, as far as the book knows.\n\nLinkedIn's Invitations.csv says whom you asked.",
}


class RequestLines(DialogLines):
    """Requests, a line each."""

    DEFAULT_CSS = """
    RequestLines > .lines--accent { color: $primary; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Asked] = ()
        self.today = date.min
        self._name_room = self._service_room = 0
        """Cells of the longest name, and of the longest service."""

    def set_requests(self, rows: Sequence[Asked], today: date) -> None:
        """Show these, in their order."""
        self.rows, self.today = rows, today
        self._name_room = max((cell_len(drawn(row.request.name)) for row in rows), default=0)
        self._service_room = max((len(request_words.service(row.request)) for row in rows), default=0)
        self.resized()

    @property
    def asked(self) -> Asked | None:
        """The request at the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def count(self) -> int:
        return len(self.rows)

    def draw(self, row: int, width: int) -> Text:
        asked = self.rows[row]
        request = asked.request
        faint, accent = self.style_of("faint"), self.style_of("accent")
        text = Text.assemble((f" {request_words.sign(asked)} ", accent))
        text.append(fit(drawn(request.name), min(self._name_room, _NAME, width // 3)))
        age = dates.age(date.fromisoformat(request.on), self.today) if request.on else ""
        text.append(f"  {age:>5}  ", faint)
        text.append(fit(drawn(request_words.service(request)), min(self._service_room, _SERVICE)), faint)
        text.append("  ")
        said = request_words.verdict(asked) or request_words.state(request, self.today)
        text.append(drawn(said), None if asked.verdict and asked.verdict.accept else faint)
        return self.lined(text, width)


class RequestsScreen(DoingList[int]):
    """The ledger. Dismissed with the id of somebody to go to, else with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "accept", priority=True),
        Binding("d", "decline", "decline", priority=True),
        Binding("w", "wait", "wait", priority=True),
        Binding("r", "reply", "reply", priority=True),
        Binding("y", "answered", "answered", priority=True),
        Binding("tab", "next_shown", "others", key_display="Tab", priority=True),
        Binding("plus", "add", "write down", key_display="+", priority=True),
        Binding("enter", "person", "person", key_display="Enter", priority=True),
        Binding("p", "policy", "policy", priority=True),
        Binding("D,delete", "delete", "delete", key_display="D", show=False, priority=True),
        Binding("M", "me", "my name", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    RequestsScreen {
        & > .frame { height: 90%; }
        & .state {
            width: 100%; height: 1; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis;
        }
        & .about { width: 100%; height: 9; margin-top: 1; }
        &.-empty .about { display: none; }
    }
    """

    def __init__(self, store: Store) -> None:
        super().__init__("Requests")
        self.store = store
        self._at = 0

    def compose_body(self) -> ComposeResult:
        yield Static(classes="state", markup=False)
        yield Static(classes="told", markup=False)
        yield RequestLines()
        yield Static(classes="nothing", markup=False)
        yield Static(classes="about", markup=False)

    @property
    def _lines(self) -> RequestLines:
        return self.query_one(RequestLines)

    def can_do(self, action: str) -> bool:
        asked = self._lines.asked
        if action == "answered":
            return asked is not None and bool(asked.request.reply)
        if action == "reply":
            return asked is not None and asked.request.direction == "in"
        if action in ("accept", "decline"):
            decided = {"accept": ("accepted",), "decline": ("declined", "withdrawn")}[action]
            return asked is not None and asked.request.state not in decided
        if action in ("wait", "delete"):
            return asked is not None
        if action == "person":
            return asked is not None and (asked.known is not None or bool(asked.namesakes))
        return super().can_do(action)

    async def show(self) -> None:
        word, states, outgoing = _SHOWN[self._at]

        def ask(book: Book) -> tuple[list[Asked], int, tuple[int, int], tuple[str, str]]:
            return (
                book.requests(states, outgoing=outgoing),
                book.count_requests(states, outgoing=outgoing),
                (book.open_requests(), book.count_requests(("waiting",))),
                book.policy(),
            )

        found, all_of_them, (open_ones, waiting), (who, by) = await self.store.call(ask)
        self._lines.set_requests(found, self.store.today)
        self.set_class(not found, "-empty")
        self.query_one(".nothing", Static).update(_EMPTY[word])
        policy = " or ".join(filter(None, (who, f"recommended by {by}" if by else "")))
        policy = f"accept if {policy}" if policy else "no policy"
        put_by = f", {waiting:,} put by" if waiting else ""
        listed = {"open": "", "decided": " · decided ones", "mine": " · those you sent"}[word]
        if all_of_them > len(found):
            listed += f" · {len(found):,} of {all_of_them:,} listed"
        self.query_one(".state", Static).update(shown(f"{open_ones:,} open{put_by}{listed} · {policy}"))
        self._explain()

    def on_lines_moved(self) -> None:
        super().on_lines_moved()
        self._explain()

    def _explain(self) -> None:
        asked = self._lines.asked
        about = request_words.about(asked, self.store.today) if asked else []
        panel = self.query_one(".about", Static)
        lines = [
            line
            for word, said in about
            for line in hanging(
                Content.styled(f"{word:<11}", "$foreground-muted"),
                Content(drawn(said)),
                panel.size.width,
                11,
            )
        ]
        panel.update(Content("\n").join(lines))

    async def _do(self, change: Callable[[Book], object], said: str) -> None:
        await self.do(change, f"{said} · u takes it back")

    @opens_dialog
    async def action_accept(self) -> None:
        """Make who asks a contact; of somebody of the same name ask first whether it is them."""
        asked = self._lines.asked
        if asked is None or (same := await self._same_person(asked)) is None:
            return
        request = asked.request
        there = "in the book already" if same or asked.known else "now in the book"
        await self._do(
            lambda book: book.accept(request.id, same_as=same), f"Accepted {request.name}: {there}"
        )

    async def _same_person(self, asked: Asked) -> int | None:
        """Who of the same name it is, 0 for none of them; None where one would not say."""
        if asked.known is not None or not asked.namesakes:
            return 0
        return await self.app.push_screen_wait(SamePerson(asked.request, asked.namesakes))

    @opens_dialog
    async def action_decline(self) -> None:
        """Decline the request at the cursor; one of one's own is taken back."""
        if (asked := self._lines.asked) is not None:
            request = asked.request
            state: State = "declined" if request.direction == "in" else "withdrawn"
            await self._do(lambda book: book.decide([request.id], state), f"{state.title()}: {request.name}")

    @opens_dialog
    async def action_wait(self) -> None:
        """Put the request at the cursor by, or among the open ones again."""
        if (asked := self._lines.asked) is not None:
            request = asked.request
            state: State = "open" if request.state == "waiting" else "waiting"
            said = "Open again" if state == "open" else "Put by"
            await self._do(lambda book: book.decide([request.id], state), f"{said}: {request.name}")

    @opens_dialog
    async def action_reply(self) -> None:
        """Reply from a template; what the template decides is decided with it."""
        asked = self._lines.asked
        if asked is None:
            return
        self.say("")
        with self.telling():
            templates = await self.store.call(lambda book: book.replies(asked.request))
            reply = await self.app.push_screen_wait(Reply(asked, templates))
            if reply is not None:
                await self._replied(asked, reply)
        # the reply held them, for the request that comes next
        await release_keys(self)

    async def _replied(self, asked: Asked, reply: Replied) -> None:
        request = asked.request
        state = reply.decides if request.state in ("open", "waiting") else None
        same = await self._same_person(asked) if state == "accepted" else 0
        if same is None:
            state = None
        becomes = {"accepted": ", accepted", "declined": ", declined", "waiting": ", put by"}
        await self._do(
            lambda book: book.replied(request.id, reply.text, state, same_as=same or 0),
            f"{reply.done} the reply to {request.name}{becomes.get(state or '', '')}",
        )

    async def action_answered(self) -> None:
        """They wrote back, or they did not after all."""
        if (asked := self._lines.asked) is not None:
            request = asked.request
            said = "No answer after all" if request.answered_on else "Answered"
            await self._do(lambda book: book.answered(request.id), f"{said}: {request.name}")

    async def action_delete(self) -> None:
        """Delete the request at the cursor."""
        if (asked := self._lines.asked) is not None:
            request = asked.request
            await self._do(
                lambda book: book.delete_requests([request.id]), f"Deleted the request of {request.name}"
            )

    @opens_dialog
    async def action_add(self) -> None:
        """Write a request down."""
        example = "Mary Somerville: we met at the fair"
        typed = await self.app.push_screen_wait(Prompt("Write down a request", "", example, check=_nobody))
        if typed:
            request = request_words.read_line(typed)
            await self._do(lambda book: book.request(request), f"Written down: {request.name}")

    @opens_dialog
    async def action_policy(self) -> None:
        """Change whom to accept."""
        if await self.app.push_screen_wait(PolicyForm(self.store)):
            await self.show_anew()

    @opens_dialog
    async def action_me(self) -> None:
        """Say one's own name and email, as templates have them."""
        if await self.app.push_screen_wait(MeForm(self.store)):
            self.say("")
            self.tell("Kept for every template")

    def action_person(self) -> None:
        """Go to who asks, or to the first of their name."""
        asked = self._lines.asked
        if asked is not None and (person := asked.known or next(iter(asked.namesakes), None)):
            self.dismiss(person.id)

    async def action_next_shown(self) -> None:
        """List the decided ones, then those that one sent, then the open ones again."""
        self._at = (self._at + 1) % len(_SHOWN)
        self._lines.cursor = 0
        self.tell("")
        await self.show_anew()


class SamePerson(Question[int]):
    """Whether who asks is somebody of the same name. The id, 0 for somebody else, None to leave it."""

    def __init__(self, request: Request, people: Sequence[Contact]) -> None:
        answers: list[Answer[int]] = [
            Answer(str(number), f"{one.name[:30]}{', ' + one.company[:24] if one.company else ''}", one.id)
            for number, one in enumerate(people, start=1)
        ]
        super().__init__(
            f"Is {request.name} somebody in the book?",
            [*answers, Answer("n", "Somebody new", 0)],
            f"{counted(len(people))} of that name {'is' if len(people) == 1 else 'are'} there.",
        )

    def action_leave(self) -> None:
        self.dismiss(None)


def _nobody(text: str) -> str | None:
    return None if request_words.read_line(text).name else "Say who asks: a name."
