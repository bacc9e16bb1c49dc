"""What a card says of a person, line by line: who they are, how they are reached, what happened with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from textual.content import Content

from rolodex import dates, knowing, match, owing
from rolodex.book import group_words, request_words
from rolodex.columns import due, met
from rolodex.model import Contact, Favour, FieldType, FollowUp, In, Interaction, Request
from rolodex.text import shown
from rolodex.tui.widgets.timeline import Entry, day, kind, mixed
from rolodex.tui.widgets.wrap import hanging
from rolodex.tui.widgets.year import year
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

_FAVOURS = 3
"""Open favours that are told above the timeline."""

_SEEN = 9
"""Lines of the timeline that are to be seen without scrolling."""

OLDEST = 200
"""Entries of a timeline that a card shows, the newest."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card shows."""

    contact: Contact | None = None
    timeline: Sequence[Interaction] = ()
    more: bool = False
    """Whether the book holds older entries than these."""
    types: Mapping[str, FieldType] = field(default_factory=dict)
    today: date = date.min
    words: str = ""
    """What was searched for: highlighted here too."""
    kind: str = ""
    """The only kind of entries to show; empty for all."""
    hints: bool = True
    """Whether what is lacking names the key that adds it: those of the main screen."""
    follow_ups: Sequence[FollowUp] = ()
    talks: Mapping[date, int] = field(default_factory=dict)
    """How many there were on which local day of the last 12 months."""
    groups: Sequence[In] = ()
    favours: Sequence[Favour] = ()
    requests: Sequence[Request] = ()

    @property
    def all(self) -> list[Entry]:
        """What is to be done, and then everything that was, newest first."""
        return mixed(self.timeline, self.follow_ups, self.favours, self.requests, more=self.more)

    @property
    def entries(self) -> list[Entry]:
        """Those of the kind to show."""
        return [entry for entry in self.all if self.kind in ("", kind(entry))]

    @property
    def kinds(self) -> list[str]:
        """The kinds that are there, the most frequent first."""
        return [name for name, _ in Counter(map(kind, self.all)).most_common()]


@dataclass(frozen=True, slots=True)
class Written:
    """A card as lines of one width."""

    lines: Sequence[Content] = ()
    entries: Sequence[range] = ()
    """The lines of each entry, by its position among those shown."""

    def entry_at(self, line: int) -> int | None:
        """Which entry a line belongs to."""
        return next((number for number, lines in enumerate(self.entries) if line in lines), None)


def title(contact: Contact) -> str:
    """The name as it stands in the frame."""
    name = shown(contact.name)
    return f"{name if len(name) <= 60 else name[:59] + '…'}{' ★' if contact.starred else ''}"


def written(showing: Shown, width: int, height: int) -> Written:
    """All that a card says, in lines of so many cells.

    The map of the year stands above the timeline where enough of that is still seen on a card of so many
    lines, else below it.
    """
    contact = showing.contact
    if contact is None:
        return Written([Content.styled("Nobody to show.", "$foreground-muted")])
    lines = [
        *_work(contact, showing, width),
        *_points(contact, width),
        *_known(contact, showing, width),
        *_fields(contact, showing, width),
    ]
    if contact.note:
        lines.append(Content())
        for line in contact.note.split("\n"):
            lines += _wrapped(line, width)
    talks = year(showing.talks, showing.today, width)
    above = len(lines) + len(talks) + _SEEN <= height
    if talks and above:
        lines += [Content(), *talks]
    lines += [Content(), _rule(_timeline_title(showing), width)]
    shown_ones = showing.entries
    if not shown_ones:
        hint = " l logs a meeting." if showing.hints else ""
        lines += _wrapped(f"Nothing yet.{hint}", width, "$foreground-muted")
    entries = []
    days = [dates.spoken(date.fromisoformat(day(entry)), showing.today) for entry in shown_ones]
    room = max(map(len, days), default=0)
    for entry, said in zip(shown_ones, days, strict=True):
        begin = len(lines)
        lines += _entry(entry, f"{said:<{room}} ", contact, showing.today, width)
        entries.append(range(begin, len(lines)))
    if showing.more:
        lines += _wrapped(f"The newest {OLDEST} are shown.", width, "$foreground-muted")
    if talks and not above:
        lines += [Content(), *talks]
    return Written(lines, entries)


def _timeline_title(showing: Shown) -> str:
    if not showing.kind:
        return "Timeline"
    of = f"{len(showing.all)}{'+' if showing.more else ''}"
    return f"Timeline · {shown(showing.kind)} {len(showing.entries)} of {of}"


def _work(contact: Contact, showing: Shown, width: int) -> list[Content]:
    lines = []
    if len(contact.name) > 60:
        lines += _wrapped(contact.name, width, "bold")
    if contact.archived:
        why = f"archived: {contact.archived_why}" if contact.archived_why else "archived"
        lines += _wrapped(why, width, "$text-warning")
    if contact.title:
        lines += _wrapped(contact.title, width, "bold")
    where = " · ".join(part for part in (contact.company, contact.city) if part)
    if where:
        lines += _wrapped(where, width)
    if contact.nickname:
        lines += _wrapped(f"“{contact.nickname}”", width, "italic")
    if contact.tags:
        lines += hanging(Content(), _tags(contact, showing), width, 0)
    return lines


def _tags(contact: Contact, showing: Shown) -> Content:
    """The tags; behind one that a group owns what one is there oneself, and when it is or was."""
    told = {one.group.tag: one.group for one in showing.groups}
    if not told:
        return Content.styled(" ".join(f"#{shown(tag)}" for tag in contact.tags), "$accent")
    parts: list[Content | tuple[str, str]] = []
    for tag in contact.tags:
        parts.append((f"{' ' if parts else ''}#{shown(tag)}", "$accent"))
        if group := told.get(tag):
            said = shown(group_words.beside(group, showing.today))
            parts.append((f" ({said})" if said else "", "$foreground-muted"))
    return Content.assemble(*parts)


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
    lines += _labelled("Known", _how_known(contact), width, "" if contact.known else "$foreground-muted")
    if contact.trust:
        mark = knowing.TRUST_MARKS.get(contact.trust, "")
        lines += _labelled("Trust", f"{mark} {knowing.trust_words(contact.trust)}", width)
    if contact.last_interaction:
        day = date.fromisoformat(contact.last_interaction)
        times = f"{contact.interactions:,} {'talk' if contact.interactions == 1 else 'talks'}"
        lines += _labelled("Last", f"{dates.spoken(day, showing.today)} · {times}", width)
    if contact.due:
        day = date.fromisoformat(contact.due)
        text = f"▲ {due(day, showing.today)}  {contact.due_text}".rstrip()
        lines += _labelled("Next", text, width, "$text-warning" if day <= showing.today else "")
    lines += _owed(contact, showing.today, width)
    if contact.cadence:
        lines += _labelled("Every", contact.cadence, width)
    for one in showing.groups:
        if said := group_words.kept(one, showing.today):
            lines += _labelled("There", f"{one.group.name}: {said}", width)
    if contact.birthday:
        lines += _labelled("Born", dates.PartialDate.parse(contact.birthday).shown(showing.today), width)
    return [Content(), *lines]


def _owed(contact: Contact, today: date, width: int) -> list[Content]:
    """What is open between you, the oldest first, and how they answer where that can be told."""
    lines = []
    for favour in contact.favours[:_FAVOURS]:
        lines += _labelled(owing.label(favour), owing.beside_label(favour, today), width)
    if more := len(contact.favours) - _FAVOURS:
        lines += _labelled("", f"and {more:,} more", width, "$foreground-muted") if more > 0 else []
    if contact.answers.asked > 1:
        lines += _labelled("Answers", owing.in_a_line(contact.answers), width)
    return lines


def _how_known(contact: Contact) -> str:
    if not contact.known:
        return "never met, talked or wrote"
    return knowing.known_words(contact.known) + (" · so you say" if contact.known_by else "")


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


def _entry(entry: Entry, said: str, contact: Contact, today: date, width: int) -> list[Content]:
    if isinstance(entry, Favour):
        return _favour(entry, said, today, width)
    if isinstance(entry, Request):
        sign = "←" if entry.direction == "in" else "→"
        lead = Content.assemble((said, "$foreground-muted"), (f"{sign} ", "$primary"))
        return hanging(lead, Content(shown(request_words.told(entry))), width, 2)
    others = [name for id, name in zip(entry.contacts, entry.names, strict=True) if id != contact.id]
    names = f"{', '.join(others[:3])}{' …' if len(others) > 3 else ''}"
    if isinstance(entry, Interaction):
        sign, style, text = GLYPHS.get(entry.kind, "·"), "$primary", entry.text or entry.kind
        beside = f" · with {names}" if others else ""
        tagged = " ".join(f"#{tag}" for tag in entry.tags)
    else:
        late = not entry.done_on and entry.due < today.isoformat()
        sign, style = ("✓", "$success") if entry.done_on else ("▲", "$error" if late else "$warning")
        text, tagged = entry.text or "follow up", ""
        again = f" · every {entry.every}" if entry.every else ""
        beside = again + (f" · also {names}" if others else "")
    lead = Content.assemble((said, "$foreground-muted"), (f"{sign} ", style))
    after = Content.assemble(
        (shown(beside), "$foreground-muted"), (f" {shown(tagged)}" if tagged else "", "$accent")
    )
    paragraphs = [Content(shown(line)) for line in text.split("\n")]
    paragraphs[-1] += after
    lines: list[Content] = []
    for paragraph in paragraphs:
        lines += hanging(Content("  ") if lines else lead, paragraph, width, 2)
    return lines


def _favour(favour: Favour, said: str, today: date, width: int) -> list[Content]:
    sign = "▷" if favour.whom == "me" else "◁"
    style = "$warning" if favour.is_open else "$success" if favour.done_on else "$foreground-muted"
    note = f" · {favour.note}" if favour.note else ""
    text = Content.assemble(
        shown(favour.what), (f" · {owing.state(favour, today)}{shown(note)}", "$foreground-muted")
    )
    lead = Content.assemble((said, "$foreground-muted"), (f"{sign} ", style))
    return hanging(lead, text, width, 2)


def highlighted(line: Content, words: str) -> Content:
    """The line with what the words found in it marked."""
    for begin, end in match.spans(words, line.plain):
        line = line.stylize("bold $text-warning", begin, end)
    return line
