"""The card: one person whole, and the timeline of what happened with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

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


class Card(VerticalScroll, can_focus=True):
    """A person and their timeline."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False),
        Binding("k,up", "scroll_up", "Up", show=False),
        Binding("ctrl+d", "page_down", "Page down", show=False),
        Binding("ctrl+u", "page_up", "Page up", show=False),
        Binding("g,home", "scroll_home", "Top", show=False),
        Binding("G,end", "scroll_end", "End", show=False),
    ]

    showing: reactive[Shown] = reactive(Shown)

    def compose(self) -> ComposeResult:
        yield Static(id="card-text", markup=False)

    def watch_showing(self, before: Shown, showing: Shown) -> None:
        if (before.contact and before.contact.id) != (showing.contact and showing.contact.id):
            self.scroll_home(animate=False)
        contact = showing.contact
        self.border_title = Content(_title(contact)) if contact else None
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        lines = _lines(self.showing, max(20, self.scrollable_content_region.width - 2))
        self.query_one("#card-text", Static).update(Content("\n").join(lines))


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
        lines += [Content(), *(Content(shown(line)) for line in contact.note.split("\n"))]
    lines += [Content(), _rule("Timeline", width)]
    if not showing.timeline:
        lines.append(Content.styled("Nothing yet. l logs a meeting.", "$foreground-muted"))
    days = [dates.spoken(date.fromisoformat(entry.on), showing.today) for entry in showing.timeline]
    room = max(map(len, days), default=0)
    for entry, day in zip(showing.timeline, days, strict=True):
        lines += _entry(entry, f"{day:<{room}} ", contact, width)
    if not showing.words:
        return lines
    return [_highlighted(line, showing.words) for line in lines]


def _work(contact: Contact, width: int) -> list[Content]:
    lines = []
    if len(contact.name) > 60:
        lines.append(Content.styled(shown(contact.name), "bold"))
    if contact.archived:
        lines.append(Content.styled("archived", "$text-warning"))
    if contact.title:
        lines.append(Content.styled(shown(contact.title), "bold"))
    where = " · ".join(part for part in (contact.company, contact.city) if part)
    if where:
        lines.append(Content(shown(where)))
    if contact.nickname:
        lines.append(Content.styled(f"“{shown(contact.nickname)}”", "italic"))
    if contact.tags:
        tagged = Content.styled(shown(" ".join(f"#{tag}" for tag in contact.tags)), "$accent")
        lines += hanging(Content(), tagged, width, 0)
    return lines


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
        lines += _labelled("Met", "no idea how · e to say", width, "$foreground-muted")
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
