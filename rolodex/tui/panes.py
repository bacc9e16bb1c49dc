"""Sidebar, list and card side by side, and the state that they show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import ClassVar, TypeVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from rolodex import query
from rolodex.book import RANKED, Book, Found
from rolodex.columns import read_column
from rolodex.model import BadInput, Category, Favour, Field, Interaction, Request, RolodexError, Tag
from rolodex.text import shown, shown_lines
from rolodex.tui import index_slices
from rolodex.tui.actions import ACTIONS, Action, bindings, in_footer
from rolodex.tui.places import DUE, EVERYONE, Place, listed
from rolodex.tui.showing import of_person
from rolodex.tui.store import Store
from rolodex.tui.widgets.bars import KeyBar, TopBar
from rolodex.tui.widgets.card import Card
from rolodex.tui.widgets.card_text import Shown
from rolodex.tui.widgets.lines import Lines
from rolodex.tui.widgets.people import FOUND, Look, PeopleList
from rolodex.tui.widgets.query_line import Completions, QueryLine
from rolodex.tui.widgets.sidebar import Sidebar

Answer = TypeVar("Answer")

_COUNT_AFTER = 0.05
"""Seconds from an answer to the counting of the sidebar."""

_PREPARE_AFTER = 0.3
"""Seconds from an answer to the reading of texts for terms: what was asked for is painted first."""

_HINT_AFTER = 0.2
"""Seconds without a key after which it is looked up what an answerless query meant: it can take 50 ms."""


class Panes(Screen[None]):
    """The panes, what they show, and how it is kept true."""

    CSS_PATH = "panes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(),
        Binding("tab", "pane(1)", "Next pane", show=False, priority=True),
        Binding("shift+tab", "pane(-1)", "Previous pane", show=False, priority=True),
        *[
            Binding(str(digit), f"place({digit})", f"View {digit}", show=False, priority=True)
            for digit in range(1, 10)
        ],
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (70, "-medium"), (100, "-wide"), (170, "-huge")]  # noqa: RUF012

    place: reactive[Place] = reactive(EVERYONE, init=False)
    marks: reactive[Mapping[int, None]] = reactive(dict[int, None])
    """Who is marked, in the order of marking, which a set would not keep."""
    order: reactive[str] = reactive("", init=False)
    """The column that the person sorts by; empty for the place's own order."""

    sidebar = getters.query_one("#sidebar", Sidebar)
    people = getters.query_one("#people", PeopleList)
    card = getters.query_one("#card", Card)
    line = getters.query_one("#query", QueryLine)
    top = getters.query_one(TopBar)
    keys = getters.query_one(KeyBar)

    def __init__(self, store: Store, actions: Sequence[Action] = ACTIONS) -> None:
        """`actions` have the keys that the person gave them."""
        super().__init__()
        self.store = store
        self.actions = actions
        self.fields: Sequence[Field] = ()
        self._asked = 0
        self._uncounted = False
        self._preparing: Timer | None = None
        self.going_to: int | None = None
        """Whom to put the cursor on when the next answer arrives."""

    def compose(self) -> ComposeResult:
        yield TopBar()
        with Horizontal(id="panes"):
            yield Sidebar(id="sidebar")
            with Vertical(id="middle"):
                yield QueryLine(id="query")
                yield Completions(id="completions")
                yield Static(id="problem", markup=False)
                yield Static(id="heads", markup=False)
                yield PeopleList(id="people")
                yield Static(id="empty", markup=False)
            yield Card(id="card")
        yield KeyBar()

    def on_mount(self) -> None:
        self.top.book = self.store.path.stem
        self.top.event_key = next(action.key for action in self.actions if action.id == "event")
        self.people.focus()
        self.refresh_book()
        self.set_interval(1.0, self._look_for_news)

    # What is shown

    @work(exclusive=True, group="book")
    async def refresh_book(self) -> None:
        """Show the book as it is now: after a change by this app or by any other program."""
        categories, self.fields, self.top.event, _ = await self.read(
            lambda book: (book.categories(), book.fields(), book.event(), book.news())
        )
        self.sidebar.places = listed(categories)
        self.place = next((p for p in self.sidebar.places if p.id == self.place.id), self.place)
        self._uncounted = True
        # what was changed is mostly on the card: the list is not read while that is drawn
        await self.read_card()
        self.call_after_refresh(self._read_list)

    def _read_list(self) -> None:
        self.people.forget()
        self._show_columns()
        self.ask()

    @work(exclusive=True, group="count")
    async def _count(self) -> None:
        """Count the sidebar, one query a call, so that a key in between is answered first."""
        tags: list[Tag] = await self.read(lambda book: book.tags())
        self.sidebar.tags = tags
        counts: dict[tuple[str, str], int] = {}
        for place in self.sidebar.places:
            counts[place.id] = await self.read(lambda book, text=place.query: book.count(text))  # type: ignore[misc]
            self.sidebar.counts = {**self.sidebar.counts, **counts}
        self.sidebar.counts = counts
        self.show_card()  # the cadences are counted by now
        self.top.people = counts.get(EVERYONE.id)
        self.top.due = await self.attempt(lambda book: book.count("due:<=0d")) or 0
        self.top.requests = await self.attempt(lambda book: book.open_requests()) or 0
        self.sidebar.requests = self.top.requests
        self._show_state()

    @work(exclusive=True, group="ask")
    async def ask(self) -> None:
        """Ask the book whom the place and the typed query fit."""
        self._asked += 1
        number, asking = self._asked, self.asking()

        def answer(book: Book) -> Found | None:
            return asking(book) if number == self._asked else None

        found = await self.attempt(answer)
        if found is None or number != self._asked:
            return
        searching = bool(found.words) != bool(self.people.found.words)
        self.people.found = found
        if self.going_to is not None:
            row, self.going_to = self.people.row_of(self.going_to), None
            self.people.cursor = self.people.cursor if row is None else row
        if searching:
            self._show_columns()
        self._show_state()
        self.make_index()
        if self._uncounted:
            self._uncounted = False
            # after the rows that are now asked for: counting all tags takes longer than reading them
            self.set_timer(_COUNT_AFTER, self._count)

    def asking(self, limit: int = RANKED) -> Callable[[Book], Found]:
        """What asks a book whom the place and the typed query fit; with words at most `limit`, 0 is all."""
        text, place, order = self.line.value, self.place, self.order
        if place.id == DUE.id and not order:
            return lambda book: book.agenda_found(text)
        sort, group_by = order or place.sort, () if order else place.group_by
        return lambda book: book.search(text, base=place.query, sort=sort, group_by=group_by, limit=limit)

    def ask_again(self) -> None:
        """Answer anew what was asked while not everybody was in the index."""
        if self.line.value or not self.people.found.ready:
            self.ask()

    @work(exclusive=True, group="index")
    async def make_index(self) -> None:
        """Make the search index in slices between other calls, then answer again what was asked meanwhile."""
        if self._preparing is not None:
            self._preparing.stop()  # it would end this
        slices = await index_slices.make(lambda: self.read(lambda book: book.index_more()), self._say_making)
        self.top.doing = ""
        # also where a newer call took over the last slice of an older one
        if slices or not self.people.found.ready:
            self.ask_again()
        self._preparing = self.set_timer(_PREPARE_AFTER, self._prepare)

    def _say_making(self) -> None:
        self.top.doing = "reading names …"

    @work(exclusive=True, group="index")
    async def _prepare(self) -> None:
        """Read the texts that terms look into, in slices too."""
        while await self.read(lambda book: book.prepare_more()):
            pass

    @work(exclusive=True, group="card")
    async def show_card(self) -> None:
        """Show whom the cursor is on."""
        await self.read_card()

    async def read_card(self) -> None:
        """Bring the card up to date."""
        person, found = self.people.person, self.people.found
        shown_now = Shown(None)
        if person is not None:
            read = await self.read(lambda book: of_person(book, person))
            look = self.people.look
            shown_now = replace(read, types=look.types, today=look.today, words=found.words)
        self.card.show(shown_now)

    @on(PeopleList.Wanted)
    def _supply(self, event: PeopleList.Wanted) -> None:
        self.run_worker(self._supply_rows(event.ids, self.people.found.words))

    async def _supply_rows(self, ids: Sequence[int], words: str) -> None:
        contacts, snippets = await self.read(
            lambda book: (
                book.with_cadences(book.with_months(book.contacts(ids))),
                book.snippets(words, ids) if words else {},
            )
        )
        if words == self.people.found.words:
            self.people.supply(contacts, snippets)

    async def _look_for_news(self) -> None:
        if await self.read(lambda book: book.news()):
            self.refresh_book()

    # State

    def watch_place(self, before: Place, place: Place) -> None:
        self.sidebar.current = place
        if before.id != place.id:
            self.set_reactive(Panes.order, "")
            self.sidebar.show(place)
        self._show_columns()
        self.ask()

    def watch_order(self) -> None:
        self.ask()

    def watch_marks(self, marks: Mapping[int, None]) -> None:
        if self.is_mounted:
            self.people.marks = marks
            self._show_state()

    def go(self, place: Place) -> None:
        """Show a place from its top, without what was typed."""
        self.people.start_anew()
        self.line.value = ""
        self.place = place
        self.remove_class("-sidebar", "-card")

    def category(self) -> Category | None:
        """The category in view."""
        return self.place.category

    async def read(self, ask: Callable[[Book], Answer]) -> Answer:
        """What the book answers. Where there is no answer this is told, and the worker ends."""
        answer = await self.attempt(ask)
        if answer is None:
            raise asyncio.CancelledError
        return answer

    async def attempt(self, ask: Callable[[Book], Answer]) -> Answer | None:
        """What the book answers; a refusal is told, and the answer is None."""
        answer = None
        try:
            answer = await self.store.call(ask)
        except RolodexError as error:
            if self.is_current:
                self.tell(str(error), severity="error")
        # the app is being left: the panes go one after the other, before their workers are stopped
        if len(self.query("#sidebar, #query, #people, #card")) < 4:
            raise asyncio.CancelledError
        return answer

    def tell(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Say something at the foot of the screen: for some seconds, or till the next key if all is well."""
        self.keys.say(text, severity)

    def hear(self, key: str) -> None:
        """A key was pressed, here or in a dialog above: what was told is read."""
        # there is no bar before the screen is composed, and none any more while the app is being left
        for bar in self.query(KeyBar):
            bar.hear(key)

    def _show_columns(self) -> None:
        names = [field.name for field in self.fields]
        columns = []
        for text in self.place.columns:
            # a field may have been deleted since: the other columns are still worth showing
            with suppress(BadInput):
                columns.append(read_column(text, names))
        if self.people.found.words:
            columns = [column for column in columns if column.key in ("company", "last")] + [FOUND]
        types = {field.name: field.type for field in self.fields}
        self.people.look = Look(tuple(columns), types, self.today)

    @property
    def today(self) -> date:
        """The local day."""
        return self.store.today

    def _show_state(self) -> None:
        found = self.people.found
        middle = self.query_one("#middle")
        asked = f" ── {self.place.query}" if self.place.kind == "category" else ""
        middle.border_title = Content(shown(f"{self.place.title}{asked}"))
        number = len(set(found.ids)) if found.headings else len(found.ids)
        of = f" of {all_:,}" if (all_ := self.sidebar.counts.get(EVERYONE.id, 0)) > number else ""
        by = f" · by {self.order.removeprefix('-')}" if self.order else ""
        middle.border_subtitle = Content(f"{number:,}{'+' if found.more else ''}{of}{by}")
        hidden = len(self.marks.keys() - found.ids) if self.marks else 0
        marked = f"{len(self.marks):,} marked" if self.marks else ""
        self.top.marked = f"{marked}, {hidden:,} hidden" if hidden else marked
        middle.set_class(not found.ids, "-empty")
        if not found.ids:
            self._say_why_empty(found)
            self.card.show(Shown(None))
        self._show_problems(found.problems)
        self.show_keys()

    @work(exclusive=True, group="empty")
    async def _say_why_empty(self, found: Found) -> None:
        """Say at once that nobody fits, and when no key has come for a moment what was meant."""
        typed, empty = self.line.value.strip(), self.query_one("#empty", Static)
        empty.update(self._why_empty(found, typed))
        if typed and found.ready:
            await asyncio.sleep(_HINT_AFTER)
            empty.update(self._why_empty(found, typed, await self.read(lambda book: book.hint(typed))))

    def _why_empty(self, found: Found, typed: str, hint: str = "") -> str:
        if not found.ready:
            return "Reading names …"
        if typed:
            where = "" if self.place.id == EVERYONE.id else f" in {shown(self.place.title)}"
            nobody = f"Nobody{where} fits “{shown(typed)}”. {hint}".rstrip()
            return f"{nobody}\n\nEsc clears the search, a adds a person."
        is_new = self.sidebar.counts.get(EVERYONE.id) == 0
        return shown_lines(EVERYONE.empty if is_new else self.place.empty)

    def _show_problems(self, problems: Sequence[query.Problem]) -> None:
        widget = self.query_one("#problem", Static)
        if problems or widget.has_class("-shown"):
            widget.set_class(bool(problems), "-shown")
            widget.update(problems[0].message if problems else "")
        self.line.problems = tuple((problem.start, problem.end) for problem in problems)

    # Focus and keys

    def on_descendant_focus(self) -> None:
        self.show_keys()

    def show_keys(self) -> None:
        """Write the keys that matter where the focus is."""
        where = (self.focused.id if self.focused else None) or "people"
        if where == "people" and self.marks:
            where = "two" if len(self.marks) == 2 else "marked"
        elif where == "people" and self.people.found.agenda:
            where = "due"
        elif where == "card" and self.card.entry is not None:
            kinds = {Interaction: "entry", Favour: "favour", Request: "request"}
            where = kinds.get(type(self.card.entry), "to_do")
        self.keys.actions = in_footer(where, self.actions)

    @on(KeyBar.Pressed)
    async def _key_clicked(self, event: KeyBar.Pressed) -> None:
        await self.run_action(event.action.id)

    @on(PeopleList.Looked)
    def _heads(self, event: PeopleList.Looked) -> None:
        self.query_one("#heads", Static).update(event.heads, layout=False)

    @on(Lines.Moved, "#people")
    def _moved(self) -> None:
        self.show_card()

    @on(Lines.Chosen, "#people")
    async def _person_chosen(self) -> None:
        await self.run_action("open")

    @on(Lines.Chosen, "#sidebar")
    async def _place_chosen(self) -> None:
        await self.run_action("open")
