"""Moving about: places, panes, the search line, marks, order, letters. Nothing here changes the book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events, on, work
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import WorkerCancelled

from rolodex import query
from rolodex.tui.actions import ACTIONS
from rolodex.tui.dialogs.help import HelpScreen
from rolodex.tui.dialogs.letter import Letter
from rolodex.tui.dialogs.opening import Opened, opens_dialog
from rolodex.tui.panes import Panes
from rolodex.tui.places import UNMET, UNTAGGED, Place, digits
from rolodex.tui.widgets.lines import Lines
from rolodex.tui.widgets.query_line import Completions, QueryLine

_NOT_IN_THE_LINE = frozenset({*(action.id for action in ACTIONS), "pane", "place"})

ORDERS = ("name", "-last", "company", "-met", "-added")
ORDER_WORDS = {
    "name": "name",
    "-last": "last contact",
    "company": "company",
    "-met": "when met",
    "-added": "added",
}


class Browsing(Panes):
    """The actions that only look."""

    BINDINGS: ClassVar = []

    _before_search: int | None = None
    """Whom the cursor was on when the search began: Escape goes back to them."""
    _range_from: int | None = None
    _range_marks: Mapping[int, None] = {}
    _last_query = ""
    """What `n` and `N` go on with."""
    _recent: Sequence[str] = ()
    _recalled: int | None = None
    """Which of the earlier queries stands in the line; None for one that was typed."""

    # Places and panes

    def action_place(self, digit: int) -> None:
        """Show the view or category of a digit."""
        if place := digits(self.sidebar.places).get(str(digit)):
            self.go(place)
            self.set_focus(self.people)

    def action_untagged(self) -> None:
        """Those without a tag."""
        self.go(UNTAGGED)

    def action_unmet(self) -> None:
        """Those of whom one does not know how one met."""
        self.go(UNMET)

    def action_pane(self, by: int) -> None:
        """To the next pane, or the one before; on a small screen the sidebar opens."""
        if self.has_class("-small") and not self.has_class("-card"):
            self.toggle_class("-sidebar")
            (self.sidebar if self.has_class("-sidebar") else self.people).focus()
            return
        panes: list[Widget] = [pane for pane in (self.sidebar, self.people, self.card) if pane.display]
        at = panes.index(self.focused) if self.focused in panes else panes.index(self.people)
        panes[(at + by) % len(panes)].focus()

    async def action_open(self) -> None:
        """Open the place at the sidebar's cursor, or the card of the person at the cursor."""
        if self.focused is self.sidebar:
            if self.sidebar.place is not None and self.sidebar.place.kind == "screen":
                await self.run_action(self.sidebar.place.key)
            elif self.sidebar.place is not None:
                self.go(self.sidebar.place)
                self.set_focus(self.people)
        elif self.people.person is not None:
            if not self.has_class("-wide", "-huge"):
                self.add_class("-card")
            self.card.focus()

    def action_back(self) -> None:
        """One step back: to the list, then the search is cleared, then the marks, then everyone is shown."""
        self._stop_waiting()
        if self.has_class("-card") or self.has_class("-sidebar") or self.focused is not self.people:
            self.remove_class("-card", "-sidebar")
            self.set_focus(self.people)
        elif self.line.value:
            self.line.value = ""
        elif self.marks:
            self.marks = {}
        elif self.sidebar.places:
            self.place = self.sidebar.places[0]

    # The search line

    @work(exclusive=True, group="recent")
    async def _read_recent(self) -> None:
        self._recent = await self.read(lambda book: book.recent_queries())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the search line the keys of the actions are letters like any others."""
        return not (self.focused is self.line and action in _NOT_IN_THE_LINE)

    def action_search(self) -> None:
        """Type a query."""
        self._read_recent()
        self._recalled = None
        self._before_search = self.people.person
        self.remove_class("-card", "-sidebar")
        # at once and not with the next message: what is typed ahead belongs to the line
        self.set_focus(self.line)
        self.line.cursor_position = len(self.line.value)

    def leaves_line(self, key: str) -> bool:
        """Whether a key now takes the focus from the query line to the list."""
        return self.is_current and self.focused is self.line and key in ("enter", "escape")

    def action_keep_filter(self) -> None:
        """Leave the line; the list stays as it is."""
        text = self.line.value
        if text.strip():
            self._last_query = text.strip()
            self.run_worker(self.attempt(lambda book: book.remember_query(text)))
        self._leave_line()

    def action_give_back(self) -> None:
        """Leave the line and forget what was typed, back to the person where the search began."""
        self._last_query = self.line.value.strip() or self._last_query
        self.going_to = self._before_search
        self.line.value = ""
        self._leave_line()

    @work(exclusive=True, group="leave")
    async def _leave_line(self) -> None:
        """Go to the list; the keys typed behind the query are for the list that it leads to."""
        self.set_focus(self.people)
        answered = False
        while not answered:
            with suppress(WorkerCancelled):  # the last letter asked once more meanwhile
                await self.ask().wait()
                answered = True
        self.post_message(Opened())

    def action_move_in_list(self, by: int) -> None:
        """Move the cursor of the list while typing; in an empty line go through the earlier queries."""
        if not self.line.value or self._recalled is not None:
            self._recall(-by)
        else:
            self.people.action_move(by)

    def _recall(self, by: int) -> None:
        at = (-1 if self._recalled is None else self._recalled) + by
        if at >= len(self._recent):
            return
        self._recalled = at if at >= 0 else None
        text = self._recent[at] if at >= 0 else ""
        with self.prevent(Input.Changed):
            self.line.value = text
        self.line.cursor_position = len(text)
        self.ask()

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        self._offer()

    @on(Input.Changed, "#query")
    def _typed(self) -> None:
        self._recalled = None
        self.ask()
        self._offer()

    @work(exclusive=True, group="offer")
    async def _offer(self) -> None:
        text, cursor = self.line.value, self.line.cursor_position
        offered = await self.read(lambda book: book.complete(text, cursor)) if self.line.has_focus else []
        self.query_one(Completions).offered = offered

    @on(QueryLine.Wanted)
    async def _complete(self) -> None:
        offered = self.query_one(Completions).offered
        if offered:
            self.line.take(offered[0])
        else:
            self.people.focus()

    @on(Completions.Taken)
    def _take(self, event: Completions.Taken) -> None:
        self.line.take(event.completion)
        self.line.focus()

    def action_page_in_list(self, by: int) -> None:
        """Page the list while typing."""
        self.people.action_page(by)

    def action_next_match(self) -> None:
        """To the next person below whom the last query fits."""
        self._go_to_match(1)

    def action_previous_match(self) -> None:
        """To the next person above whom the last query fits."""
        self._go_to_match(-1)

    @work(exclusive=True, group="match")
    async def _go_to_match(self, step: int) -> None:
        text, base = self._last_query, self.place.query
        if not text:
            self.tell("Search for something first, with /")
            return
        found = await self.read(lambda book: frozenset(book.search(text, base=base).ids))
        count = self.people.count()
        rows = ((self.people.cursor + step * n) % count for n in range(1, count))
        row = self.people.first(found, rows)
        if row is None:
            self.tell(f"Nobody else here fits {text}")
        else:
            self.people.cursor = row

    # Marks

    def chosen(self) -> list[int]:
        """Whom an action is about: the marked ones in the order of marking, else the person at the cursor."""
        if self.marks:
            return list(self.marks)
        return [self.people.person] if self.people.person is not None else []

    def action_mark(self) -> None:
        """Mark the person and move on; in the sidebar add the tag to the filter, or take it off."""
        if self.focused is self.sidebar:
            self._filter_by(self.sidebar.place)
        elif self.people.person is not None:
            self.marks = _toggled(self.marks, [self.people.person])
            self.people.action_move(1)

    def _filter_by(self, place: Place | None) -> None:
        if place is None or place.kind in ("view", "screen"):
            return
        term = f"#{query.quoted(place.key)}" if place.kind == "tag" else place.query
        text = f" {self.line.value.strip()} "
        self.line.value = (
            text.replace(f" {term} ", " ").strip()
            if f" {term} " in text
            else f"{text.strip()} {term}".strip()
        )

    @opens_dialog
    async def action_mark_all(self) -> None:
        """Mark all whom the place and the query fit; when all are marked, unmark them.

        The book is asked: the list may end before they do, or still show what was asked before. Keys wait.
        """
        found = await self.read(self.asking(limit=0))
        self.marks = _toggled(self.marks, found.ids)
        if not found.ready:
            self.tell("Names are still being read: those read so far are marked")

    def action_mark_range(self) -> None:
        """Mark from here on as the cursor moves; again to end."""
        if self._range_from is None and self.people.person is not None:
            self._range_from, self._range_marks = self.people.cursor, self.marks
            self.keys.hint = "marking a range: move, then v or Esc"
            self._mark_range()
        else:
            self._stop_waiting()

    @on(Lines.Moved, "#people")
    def _mark_range(self) -> None:
        if self._range_from is not None:
            between = self.people.between(self._range_from, self.people.cursor)
            self.marks = {**self._range_marks, **dict.fromkeys(between)}

    # Order and letters

    def action_sort(self) -> None:
        """Sort by the next order."""
        at = ORDERS.index(self.order) if self.order in ORDERS else ORDERS.index("name")
        self.order = ORDERS[(at + 1) % len(ORDERS)]
        self.tell(f"Sorted by {ORDER_WORDS[self.order]}")

    @opens_dialog
    async def action_jump(self) -> None:
        """Wait for a letter and go to the first name with it."""
        self.keys.hint = "jump to which letter?  Esc: none"
        letter = await self.app.push_screen_wait(Letter())
        self.keys.hint = ""
        if not letter:
            return
        ids = await self.read(lambda book: book.starting_with(letter))
        row = self.people.first(ids, range(self.people.count()))
        if row is None:
            self.tell(f"No name here begins with {letter.upper()}")
        else:
            self.people.cursor = row
            self.people.scroll_to(y=row, animate=False)

    def _stop_waiting(self) -> None:
        self._range_from = None
        self.keys.hint = ""

    # The program

    def action_help(self) -> None:
        """All keys, and the query language."""
        self.app.push_screen(HelpScreen(self.actions))

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()


def _toggled(marks: Mapping[int, None], ids: Iterable[int]) -> Mapping[int, None]:
    """With these marked behind the others, or without them where all of them were."""
    wanted = dict.fromkeys(ids)
    if wanted.keys() <= marks.keys():
        return {id: None for id in marks if id not in wanted}
    return {**marks, **wanted}
