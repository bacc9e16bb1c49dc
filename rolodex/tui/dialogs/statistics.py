"""The book in numbers: bars for categories, tags and kinds, plots for years and months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import dropwhile, zip_longest
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rolodex import bars, dates
from rolodex.book import Statistics, request_words
from rolodex.dates.names import MONTHS
from rolodex.model import RequestNumbers, RolodexError
from rolodex.text import fit, shown, width
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.store import Store

_TWO_COLUMNS = 100
"""From this width on there are two columns."""
_BETWEEN = 4
_EMPTY = "Nobody is here yet.\n\nEsc, then a adds a person, and i imports a LinkedIn export or any sheet."
_GROWN = 5
"""Names of those who grew out of declined requests."""
_ROWS = 6
"""How high a plot is."""
_WIDEST = 5
"""Cells of the widest bar of a plot, its gap included."""


class StatisticsScreen(Dialog[None]):
    """The book in numbers, as wide as there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,number_sign", "leave", "close", key_display="Esc"),
        Binding("j,down", "scroll_by(1)", show=False),
        Binding("k,up", "scroll_by(-1)", show=False),
        Binding("g,home", "scroll_to_end(False)", show=False),
        Binding("G,end", "scroll_to_end(True)", show=False),
        Binding("ctrl+d,pagedown,space", "scroll_by(10)", show=False),
        Binding("ctrl+u,pageup", "scroll_by(-10)", show=False),
    ]

    DEFAULT_CSS = """
    StatisticsScreen {
        & > .frame { width: 150; height: 94%; padding: 1 1 0 1; }
        & VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
        & VerticalScroll > Static { width: 100%; height: auto; }
        &.-empty VerticalScroll { display: none; }
    }
    """

    def __init__(self, store: Store) -> None:
        super().__init__("The book in numbers")
        self.store = store
        self._told: tuple[Statistics, Mapping[str, int], Mapping[str, int], RequestNumbers] | None = None

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("Counting…", id="numbers", markup=False)
        yield Static(_EMPTY, classes="nothing", markup=False)

    def on_mount(self) -> None:
        self._count()

    @work
    async def _count(self) -> None:
        try:
            # one by one, so that whatever else the app asks for is answered in between
            told = await self.store.call(lambda book: book.statistics())
            by_category = await self.store.call(lambda book: book.people_by_category())
            by_tag = await self.store.call(lambda book: book.people_by_tag())
            requests = await self.store.call(lambda book: book.request_numbers())
        except RolodexError as error:
            self.say(str(error))
            return
        self._told = told, by_category, by_tag, requests
        self._write()

    def on_resize(self) -> None:
        super().on_resize()
        self.call_after_refresh(self._write)

    def _write(self) -> None:
        if self._told is None:
            return
        room = self.query_one(VerticalScroll).scrollable_content_region.width - 1
        lines = numbers(*self._told, self.store.today, max(30, room))
        self.query_one("#numbers", Static).update(Content("\n").join(lines))
        self.set_class(not lines, "-empty")

    def action_scroll_by(self, lines: int) -> None:
        """Scroll by that many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False, immediate=True)

    def action_scroll_to_end(self, last: bool) -> None:
        """Scroll to the first line or the last."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_end(animate=False) if last else scroll.scroll_home(animate=False)


def numbers(
    told: Statistics,
    by_category: Mapping[str, int],
    by_tag: Mapping[str, int],
    requests: RequestNumbers,
    today: date,
    room: int,
) -> list[Content]:
    """The statistics as lines, none wider than `room` cells; none of an empty book."""
    asked = request_words.in_numbers(requests)
    if not told.people + told.archived and not asked:
        return []
    wide = room >= _TWO_COLUMNS
    column = (room - _BETWEEN) // 2 if wide else room
    left = [
        *_people(told, column),
        *_bars("People by category", by_category, column),
        *_bars("People by tag", {f"#{tag}": count for tag, count in by_tag.items()}, column),
        *_bars("Talks by kind", told.talks_by_kind, column),
        *_silent(told, today, column),
    ]
    right = [
        *_plot("Talks by month", told.talks_by_month, column),
        *_plot("People by year met", told.met_by_year, column),
        *_plot("People by month added", told.added_by_month, column),
        *_plot("Introductions made by month", told.introductions_by_month, column),
        *_plot("Requests by month", request_words.by_month(requests), column),
        *_bars("Requests that came in", asked, column),
        *_grown(requests, column),
    ]
    if not wide:
        return [*left, *right]
    return [
        Content.assemble(one, " " * (column + _BETWEEN - one.cell_length), other)
        for one, other in zip_longest(left, right, fillvalue=Content())
    ]


def _people(told: Statistics, room: int) -> Iterator[Content]:
    yield _title("People")
    counts = {
        "people": told.people,
        "with a star": told.starred,
        "without a tag": told.untagged,
        "never talked to": told.never_talked,
        "archived": told.archived,
        "talks": told.talks,
    }
    number_room = max(len(f"{count:,}") for count in counts.values())
    for label, count in counts.items():
        yield Content.assemble(f"{count:>{number_room},}", (f"  {label}", "$foreground-muted"))
    yield Content()


def _bars(title: str, counts: Mapping[str, int], room: int) -> Iterator[Content]:
    if not any(counts.values()):
        return
    labels = {key: fit(shown(key), max(8, room // 2 - 4)) for key in counts}
    label_room = max(map(width, labels.values()))
    most = max(counts.values())
    number_room = len(f"{most:,}")
    yield _title(title)
    for key, count in counts.items():
        bar = bars.across(count, most, max(1, room - label_room - number_room - 4))
        yield Content.assemble(
            labels[key] + " " * (label_room - width(labels[key])),
            (f"  {count:>{number_room},}  ", "$foreground-muted"),
            (bar, "$primary"),
        )
    yield Content()


def _plot(title: str, counts: Mapping[str, int], room: int) -> Iterator[Content]:
    """Upright bars over a time line, the highest number at their left; of many the last ones."""
    begun = dict(dropwhile(lambda one: not one[1], counts.items()))
    if not begun:
        return
    if len(begun) == 1:
        # one bar says nothing
        ((key, count),) = begun.items()
        yield _title(title)
        yield Content.assemble(f"{count:,}", (f"  in {_said(key)}", "$foreground-muted"))
        yield Content()
        return
    scale = len(f"{max(begun.values()):,}") + 1
    each = max(1, min(_WIDEST, (room - scale) // len(begun)))
    keys = list(begun)[-((room - scale) // each) :]
    values = [begun[key] for key in keys]
    yield _title(title)
    for number, row in enumerate(bars.upright(values, _ROWS, each)):
        label = f"{max(values):,}" if number == 0 else "0" if number == _ROWS - 1 else ""
        yield Content.assemble((f"{label:>{scale - 1}} ", "$foreground-muted"), (row, "$primary"))
    yield Content.styled(" " * scale + _time_line(keys, each, room - scale), "$foreground-muted")
    yield Content()


def _time_line(keys: list[str], each: int, room: int) -> str:
    """The years below their bars, as many as have room; each begins where its first bar does.

    Months that begin within a year begin with their own name: `Nov 2026`.
    """
    years = {number: key[:4] for number, key in enumerate(keys) if len(key) == 4 or key.endswith("-01")}
    line = ""
    if 0 not in years:
        free = each * min(years, default=room) - 1
        said = _said(keys[0])
        line = next((text for text in (said, said[:3]) if len(text) <= min(free, room)), "")
    for number, year in years.items():
        at = number * each
        if (not line or at > len(line)) and at + len(year) <= room:
            line = line.ljust(at) + year
    return line


def _said(key: str) -> str:
    """A year, or a month as `Nov 2026`."""
    year, _, month = key.partition("-")
    return f"{MONTHS[int(month) - 1][:3]} {year}" if month else year


def _grown(requests: RequestNumbers, room: int) -> Iterator[Content]:
    if not requests.grown:
        return
    yield _title("Grew out of declined requests")
    for name in requests.grown[:_GROWN]:
        yield Content(fit(shown(name), room))
    if (more := len(requests.grown) - _GROWN) > 0:
        yield Content.styled(f"and {more:,} more", "$foreground-muted")
    yield Content()


def _silent(told: Statistics, today: date, room: int) -> Iterator[Content]:
    if not told.longest_silent:
        return
    yield _title("Longest since you talked")
    for one in told.longest_silent:
        day = dates.spoken(date.fromisoformat(one.last), today)
        name = fit(shown(one.name), room - len(day) - 2)
        gap = " " * (room - width(name) - len(day))
        yield Content.assemble(name, gap, (day, "$foreground-muted"))
    yield Content()


def _title(text: str) -> Content:
    return Content.styled(text, "bold $secondary")
