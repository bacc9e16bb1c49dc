"""The sidebar: views, categories, and the tags as a tree, with how many people each holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from rolodex.model import Tag
from rolodex.text import shown
from rolodex.tui.places import DUE, EVERYONE, REQUESTS, Place, digits, of_tag
from rolodex.tui.widgets.lines import Lines, fit


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sidebar: a place, or a heading."""

    heading: str = ""
    place: Place | None = None
    count: int | None = None
    """None while it is not known yet."""
    key: str = ""
    """The digit or letter that leads there."""
    depth: int = 0
    sign: str = ""
    """`▸` folded, `▾` unfolded."""


class Sidebar(Lines):
    """Views, categories and tags."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "fold", "Fold", show=False, priority=True),
        Binding("right", "unfold", "Unfold", show=False, priority=True),
    ]

    places: reactive[Sequence[Place]] = reactive((), repaint=False)
    """Views and categories, in the order of their digits."""
    tags: reactive[Sequence[Tag]] = reactive((), repaint=False)
    counts: reactive[Mapping[tuple[str, str], int]] = reactive(dict, repaint=False)
    requests: reactive[int] = reactive(0, repaint=False)
    """How many connection requests are open."""
    current: reactive[Place] = reactive(EVERYONE)
    """The place that the list shows."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._unfolded: set[str] = set()
        self._unfolded_categories: set[str] = set()

    def count(self) -> int:
        return len(self._rows)

    def selectable(self, row: int) -> bool:
        return 0 <= row < len(self._rows) and self._rows[row].place is not None

    @property
    def place(self) -> Place | None:
        """The place at the cursor."""
        return self._rows[self.cursor].place if self.selectable(self.cursor) else None

    def watch_places(self) -> None:
        self._rebuild()

    def watch_tags(self) -> None:
        self._rebuild()

    def watch_counts(self) -> None:
        self._rebuild()

    def watch_requests(self) -> None:
        self._rebuild()

    def show(self, place: Place) -> None:
        """Put the cursor on a place, unfolding the tags above it."""
        if place.kind == "tag":
            levels = place.key.split("/")
            self._unfolded |= {"/".join(levels[:n]).casefold() for n in range(1, len(levels))}
            self._rebuild()
        elif place.above:
            self._unfolded_categories |= {one.key for one in self._above(place)}
            self._rebuild()
        for number, row in enumerate(self._rows):
            if row.place is not None and row.place.id == place.id:
                self.cursor = number

    def action_fold(self) -> None:
        """Fold the tag at the cursor, or go to the one above it."""
        place = self.place
        if place is not None and place.kind == "category":
            self._fold_category(place)
            return
        if place is None or place.kind != "tag":
            return
        if place.key.casefold() in self._unfolded:
            self._unfolded.discard(place.key.casefold())
            self._rebuild()
        elif "/" in place.key:
            above = place.key.rsplit("/", 1)[0].casefold()
            self.cursor = next(
                (n for n, row in enumerate(self._rows) if row.place and row.place.key.casefold() == above),
                self.cursor,
            )

    def _fold_category(self, place: Place) -> None:
        if place.key in self._unfolded_categories:
            self._unfolded_categories.discard(place.key)
            self._rebuild()
        elif place.above:
            above = self._above(place)[0]
            self.cursor = next(n for n, row in enumerate(self._rows) if row.place is above)

    def _above(self, place: Place) -> list[Place]:
        """The categories that one stands below, the nearest first."""
        found = [one for one in self.places if one.kind == "category" and one.key == place.above]
        return [*found, *(self._above(found[0]) if found else ())]

    def action_unfold(self) -> None:
        """Show the tags or the categories below the one at the cursor."""
        if self.place is not None and self.place.kind == "category":
            self._unfolded_categories.add(self.place.key)
            self._rebuild()
        if self.place is not None and self.place.kind == "tag":
            self._unfolded.add(self.place.key.casefold())
            self._rebuild()

    def _rebuild(self) -> None:
        before = self.place
        views = [place for place in self.places if place.kind == "view"]
        categories = [place for place in self.places if place.kind == "category"]
        rows = [Row("Views"), *self._keyed(views)]
        if self.requests:
            due = next((n for n, row in enumerate(rows) if row.place and row.place.id == DUE.id), 0)
            rows.insert(due + 1, Row(place=REQUESTS, count=self.requests, key=REQUESTS.letter))
        rows += [Row(), Row("Categories"), *self._keyed(categories)]
        if not categories:
            rows.append(Row("  C makes one"))
        tagged = list(self._tagged())
        rows += [Row(), Row("Tags"), *(tagged or [Row("  t tags a person")])]
        self._rows = rows
        if before is not None:
            at = next(
                (n for n, row in enumerate(rows) if row.place and row.place.id == before.id), self.cursor
            )
            self.set_reactive(Lines.cursor, at)
        self.resized()

    def _keyed(self, places: Sequence[Place]) -> list[Row]:
        keys = {place.id: digit for digit, place in digits(self.places).items()}
        parents = {place.above for place in places}
        rows = []
        for place in places:
            above = [one.key for one in self._above(place)]
            if self._unfolded_categories.issuperset(above):
                folded = "▾" if place.key in self._unfolded_categories else "▸"
                sign = folded if place.key in parents else ""
                key = keys.get(place.id, place.letter)
                rows.append(Row("", place, self.counts.get(place.id), key, len(above), sign))
        return rows

    def _tagged(self) -> list[Row]:
        rows = []
        parents = {
            tag.name.rsplit("/", 1)[0].casefold() for tag in self.tags if "/" in tag.name and tag.count
        }
        for tag in self.tags:
            levels = tag.name.casefold().split("/")
            above = {"/".join(levels[:n]) for n in range(1, len(levels))}
            # tags that only interactions carry have nobody to show
            if not tag.count or not above <= self._unfolded:
                continue
            key = tag.name.casefold()
            sign = "" if key not in parents else "▾" if key in self._unfolded else "▸"
            rows.append(Row(place=of_tag(tag), count=tag.count, depth=len(above), sign=sign))
        return rows

    def draw(self, row: int, width: int) -> Text:
        entry = self._rows[row]
        if entry.place is None:
            style = "lines--heading" if not entry.heading.startswith(" ") else "lines--faint"
            return Text(f" {entry.heading}", self._style(style))
        count = "" if entry.count is None else f"{entry.count:,}"
        title = entry.place.short or entry.place.title
        if entry.place.kind == "tag":
            title = entry.place.key.rsplit("/", 1)[-1]
        lead = f" {entry.key or entry.sign or ' '} " + "  " * entry.depth
        if entry.key and entry.sign:
            title += f" {entry.sign}"
        room = width - cell_len(lead) - cell_len(count) - 2
        text = Text()
        text.append(lead, self._style("lines--faint"))
        here = entry.place.id == self.current.id
        text.append(fit(shown(title), room), self._style("lines--accent") if here else Style())
        text.append(f" {count} ", self._style("lines--accent" if here else "lines--faint"))
        return text

    def _style(self, name: str) -> Style:
        style = self.get_component_rich_style(name)
        return style.without_color + Style(color=style.color)
