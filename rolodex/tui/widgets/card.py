"""The card: one person whole, and the timeline of what happened with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from rolodex import dates, match
from rolodex.columns import met
from rolodex.model import Contact, FieldType, Interaction
from rolodex.text import shown
from rolodex.tui.widgets.wrap import hanging
from rolodex.values import shown_value

GLYPHS: Mapping[str, str] = {
    "meeting": "◇",
    "call": "☎",
    "email": "✉",
    "message": "✎",
    "event": "◈",
    "note": "¶",
    "favour asked": "◁",
    "favour given": "▷",
    "job change": "↗",
}
"""A sign for each kind; any other kind has a dot."""

_LABEL = 7
"""Cells of the labels at the left."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card shows."""

    contact: Contact | None = None
    timeline: Sequence[Interaction] = ()
    types: Mapping[str, FieldType] = field(default_factory=dict)
    today: date = date.min
    words: str = ""
    """What was searched for: highlighted here too."""
    hints: bool = True
    """Whether what is lacking names the key that adds it: those of the main screen."""


class Card(ScrollView, can_focus=True):
    """A person and their timeline. Only the lines that are seen are drawn: a log can be long."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False),
        Binding("k,up", "scroll_up", "Up", show=False),
        Binding("ctrl+d", "page_down", "Page down", show=False),
        Binding("ctrl+u", "page_up", "Page up", show=False),
        Binding("g,home", "scroll_home", "Top", show=False),
        Binding("G,end", "scroll_end", "End", show=False),
    ]

    showing: reactive[Shown] = reactive(Shown, repaint=False)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: list[Content] = []

    @property
    def text(self) -> str:
        """All that it says, on lines as wide as the card."""
        return "\n".join(line.plain for line in self._lines)

    def watch_showing(self, before: Shown, showing: Shown) -> None:
        if (before.contact and before.contact.id) != (showing.contact and showing.contact.id):
            self.scroll_home(animate=False)
        contact = showing.contact
        self.border_title = Content(_title(contact)) if contact else None
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = _lines(self.showing, max(20, width))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        number, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        if self.showing.words:
            line = _highlighted(line, self.showing.words)
        if (selected := self.text_selection) and (span := selected.get_span(number)):
            style = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(style, span[0], None if span[1] == -1 else span[1])
        drawn = Visual.to_strips(self, line, width, 1, self.visual_style, apply_selection=False)
        strip = drawn[0] if drawn else Strip.blank(0)
        return strip.adjust_cell_length(width, self.rich_style).apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract(self.text), "\n"


def _title(contact: Contact) -> str:
    name = shown(contact.name)
    return f"{name if len(name) <= 60 else name[:59] + '…'}{' ★' if contact.starred else ''}"


def _lines(showing: Shown, width: int) -> list[Content]:
    contact = showing.contact
    if contact is None:
        return [Content.styled("Nobody to show.", "$foreground-muted")]
    lines = [
        *_work(contact, width),
        *_points(contact, width),
        *_known(contact, showing, width),
        *_fields(contact, showing, width),
    ]
    if contact.note:
        lines.append(Content())
        for line in contact.note.split("\n"):
            lines += _wrapped(line, width)
    lines += [Content(), _rule("Timeline", width)]
    if not showing.timeline:
        hint = " l logs a meeting." if showing.hints else ""
        lines.append(Content.styled(f"Nothing yet.{hint}", "$foreground-muted"))
    days = [dates.spoken(date.fromisoformat(entry.on), showing.today) for entry in showing.timeline]
    room = max(map(len, days), default=0)
    for entry, day in zip(showing.timeline, days, strict=True):
        lines += _entry(entry, f"{day:<{room}} ", contact, width)
    return lines


def _work(contact: Contact, width: int) -> list[Content]:
    lines = []
    if len(contact.name) > 60:
        lines += _wrapped(contact.name, width, "bold")
    if contact.archived:
        lines.append(Content.styled("archived", "$text-warning"))
    if contact.title:
        lines += _wrapped(contact.title, width, "bold")
    where = " · ".join(part for part in (contact.company, contact.city) if part)
    if where:
        lines += _wrapped(where, width)
    if contact.nickname:
        lines += _wrapped(f"“{contact.nickname}”", width, "italic")
    if contact.tags:
        lines += _wrapped(" ".join(f"#{tag}" for tag in contact.tags), width, "$accent")
    return lines


def _wrapped(text: str, width: int, style: str = "") -> list[Content]:
    return hanging(Content(), Content.styled(shown(text), style), width, 0)


def _points(contact: Contact, width: int) -> list[Content]:
    points = [("✉", p.value, p.label) for p in contact.emails] + [
        ("☎", p.value, p.label) for p in contact.phones
    ]
    points += [("@", f"{h.service}/{h.name}", "") for h in contact.handles]
    points += [("↗", p.value, p.label) for p in contact.urls]
    points += [("⌂", " ".join(p.value.split()), p.label) for p in contact.addresses]
    lines: list[Content] = []
    for sign, value, label in points:
        said = Content.assemble(shown(value), (f"  {shown(label)}" if label else "", "$foreground-muted"))
        lines += hanging(Content.styled(f"{sign} ", "$foreground-muted"), said, width, 2)
    return [Content(), *lines] if lines else []


def _known(contact: Contact, showing: Shown, width: int) -> list[Content]:
    lines = []
    said = met(contact, showing.today)
    if said:
        lines += _labelled("Met", said, width)
    else:
        hint = " · e to say" if showing.hints else ""
        lines += _labelled("Met", f"no idea how{hint}", width, "$foreground-muted")
    if contact.last_interaction:
        day = date.fromisoformat(contact.last_interaction)
        times = f"{contact.interactions:,} {'talk' if contact.interactions == 1 else 'talks'}"
        lines += _labelled("Last", f"{dates.spoken(day, showing.today)} · {times}", width)
    if contact.birthday:
        lines += _labelled("Born", dates.PartialDate.parse(contact.birthday).shown(showing.today), width)
    return [Content(), *lines]


def _fields(contact: Contact, showing: Shown, width: int) -> list[Content]:
    lines = []
    for name, value in contact.fields.items():
        lines += _labelled(name, shown_value(value, showing.types.get(name, "text"), showing.today), width)
    return [Content(), *lines] if lines else []


def _labelled(label: str, value: str, width: int, style: str = "") -> list[Content]:
    lead = Content.styled(f"{shown(label):<{_LABEL}}  ", "$foreground-muted")
    return hanging(lead, Content.styled(shown(value), style), width, lead.cell_length)


def _rule(title: str, width: int) -> Content:
    return Content.styled(f"── {title} " + "─" * max(0, width - len(title) - 4), "$foreground-muted")


def _entry(entry: Interaction, day: str, contact: Contact, width: int) -> list[Content]:
    others = [name for id, name in zip(entry.contacts, entry.names, strict=True) if id != contact.id]
    beside = f" · with {', '.join(others[:3])}{' …' if len(others) > 3 else ''}" if others else ""
    tagged = " ".join(f"#{tag}" for tag in entry.tags)
    lead = Content.assemble(
        (day, "$foreground-muted"),
        (f"{GLYPHS.get(entry.kind, '·')} ", "$primary"),
    )
    said = Content.assemble(
        shown(entry.text or entry.kind),
        (shown(beside), "$foreground-muted"),
        (f" {shown(tagged)}" if tagged else "", "$accent"),
    )
    return hanging(lead, said, width, 2)


def _highlighted(line: Content, words: str) -> Content:
    for begin, end in match.spans(words, line.plain):
        line = line.stylize("bold $text-warning", begin, end)
    return line
