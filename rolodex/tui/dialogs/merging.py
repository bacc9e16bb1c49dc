"""People side by side, about to be made one: field by field of whom it is taken, or of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rolodex.book.merging import RISING
from rolodex.book.people import TEXTS
from rolodex.match import fold
from rolodex.model import Contact
from rolodex.text import shown
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import Lines, fit

_LABEL = 12
_MOST_SHOWN = 3
"""People beside each other; of more, those around the one that is picked."""


@dataclass(slots=True)
class Line:
    """One field of everybody."""

    column: str
    """As `Doubling.merge` knows it."""
    values: Sequence[str]
    """What each has, in a line; may be empty."""
    joins: bool
    """Whether all of it is kept beside each other (emails, tags), and not in the note."""
    picked: int | None = None
    """Of whom it is taken; None for all."""

    @property
    def differs(self) -> bool:
        """Whether there is anything to pick."""
        return len({fold(value) for value in self.values}) > 1


class Fields(Lines):
    """The fields of some people in columns."""

    DEFAULT_CSS = """
    Fields {
        height: auto; max-height: 1fr; background: $surface; scrollbar-size-vertical: 1;
        & > .lines--cursor { background: $primary 18%; }
        & > .lines--faint { color: $foreground-muted; }
        & > .lines--accent { color: $primary; text-style: bold; }
    }
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.lines = lines

    @property
    def line(self) -> Line:
        """That at the cursor."""
        return self.lines[self.cursor]

    def count(self) -> int:
        return len(self.lines)

    def draw(self, row: int, width: int) -> Text:
        line = self.lines[row]
        shown_now = min(_MOST_SHOWN, len(line.values))
        first = max(0, min((line.picked or 0) - 1, len(line.values) - shown_now))
        cells = (width - _LABEL) // shown_now
        faint = self._style("lines--faint")
        accent = self._style("lines--accent")
        label = shown(line.column.removeprefix("field:").replace("_", " "))
        text = Text().append(fit(label, _LABEL - 1) + " ", faint)
        for place in range(first, first + shown_now):
            kept = line.picked in (None, place) and bool(line.values[place])
            sign = "● " if kept and line.differs else "  "
            text.append(sign, accent if kept else faint)
            text.append(fit(line.values[place], cells - 3) + " ", "" if kept else faint)
        return text

    def _style(self, name: str) -> Style:
        style = self.get_component_rich_style(name)
        # rows have the background of the cursor or of the list, never their own
        return style.without_color + Style(color=style.color)


class MergeForm(Dialog[Contact]):
    """Some people become one: dismissed with the contact that is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "merge", "merge", key_display="Enter", priority=True),
        Binding("left,h", "pick_left", "left", key_display="←", priority=True),
        Binding("right,l", "pick_right", "right", key_display="→", priority=True),
        Binding("space", "both", "keep both", key_display="Space", priority=True),
    ]

    DEFAULT_CSS = """
    MergeForm {
        & > .frame { width: 116; height: auto; }
        & .meaning { width: 100%; height: 2; margin-top: 1; color: $foreground-muted; }
    }
    """

    def __init__(self, store: Store, people: Sequence[Contact]) -> None:
        """The first of the people is the one that is kept, with its uid."""
        super().__init__(
            "Make these two one" if len(people) == 2 else f"Make these {len(people):,} people one"
        )
        self.store = store
        self._people = people
        self._fields = Fields(lines_of(people))

    def compose_body(self) -> ComposeResult:
        yield self._fields
        yield Static(classes="meaning", markup=False)

    def on_mount(self) -> None:
        self._fields.focus()
        self._explain()

    def on_lines_moved(self) -> None:
        self._explain()

    def on_resize(self) -> None:
        super().on_resize()
        self._fields.styles.height = min(self._fields.count(), max(3, self.size.height * 94 // 100 - 6))

    def action_pick_left(self) -> None:
        """Take the field at the cursor of the person further left."""
        self._pick(-1)

    def action_pick_right(self) -> None:
        """Take the field at the cursor of the person further right."""
        self._pick(1)

    def _pick(self, by: int) -> None:
        line = self._fields.line
        if line.differs:
            last = len(line.values) - 1
            before = line.picked if line.picked is not None else (last + 1 if by < 0 else -1)
            if len(line.values) == 2:
                line.picked = 0 if by < 0 else 1
            else:
                line.picked = max(0, min(last, before + by))
            self._changed()

    def action_both(self) -> None:
        """Keep what everybody has in the field at the cursor."""
        self._fields.line.picked = None
        self._changed()

    def _changed(self) -> None:
        self._fields.refresh()
        self._explain()

    def _explain(self) -> None:
        self.query_one(".meaning", Static).update(meaning_of(self._fields.line))

    async def action_merge(self) -> None:
        """Make them one."""
        whose = {
            line.column: self._people[line.picked].id
            for line in self._fields.lines
            if line.picked is not None
        }
        keep, *others = [person.id for person in self._people]
        with self.telling():
            self.dismiss(await self.store.call(lambda book: book.merge(keep, others, whose=whose)))


def meaning_of(line: Line) -> str:
    """What becomes of a field, in a sentence."""
    if not line.differs:
        return "All have the same here. Their log, follow-ups and tags come together."
    if line.picked is not None:
        return f"“{line.values[line.picked] or 'nothing'}” is kept here. The rest goes, until you undo."
    if line.joins:
        return "All of it is kept. ← or → takes it of one alone."
    first, *rest = dict.fromkeys(value for value in line.values if value)
    if not rest:
        return f"“{first}” is kept. ← or → takes what one has alone, even if that is nothing."
    others = f"“{'”, “'.join(rest)}” {'stands' if len(rest) == 1 else 'stand'} in the note"
    return f"“{first}” is kept, and {others}. ← or → takes one alone."


def lines_of(people: Sequence[Contact]) -> list[Line]:
    """The fields of which anybody has something, in words."""

    def line(column: str, of: Callable[[Contact], Iterable[str]], joins: bool = False) -> Line:
        return Line(column, [shown(", ".join(of(person))) for person in people], joins)

    found = [
        line(column, lambda person, column=column: [getattr(person, column)], column == "note")  # type: ignore[misc]
        for column in TEXTS
        if column not in RISING
    ]
    for points in ("emails", "phones", "urls", "addresses"):
        values = line(points, lambda person, p=points: [one.value for one in getattr(person, p)], True)  # type: ignore[misc]
        found.append(values)
    found.append(line("handles", lambda person: [f"{h.service}/{h.name}" for h in person.handles], True))
    found.append(line("tags", lambda person: [f"#{tag}" for tag in person.tags], True))
    for name in dict.fromkeys(name for person in people for name in person.fields):
        found.append(line(f"field:{name}", lambda person, name=name: [person.fields.get(name, "")]))  # type: ignore[misc]
    return [line for line in found if any(line.values)]
