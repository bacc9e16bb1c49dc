"""One person as text: the card and the timeline that `show` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rolodex import dates, knowing, owing
from rolodex.book import group_words
from rolodex.cli.shell import paint
from rolodex.columns import met
from rolodex.model import Contact, Field, In, Interaction, Labelled
from rolodex.text import shown, shown_lines, width
from rolodex.values import shown_value


def card(
    person: Contact,
    timeline: Sequence[Interaction],
    fields: Sequence[Field],
    today: date,
    groups: Sequence[In] = (),
) -> Iterator[str]:
    """The lines about a person, harmless to print. `today` is the local day."""
    nickname = f" ({shown(person.nickname)})" if person.nickname else ""
    marks = " ★" * person.starred + " (archived)" * person.archived
    yield paint(shown(person.name), bold=True) + nickname + marks
    if about := " · ".join(shown(part) for part in (person.title, person.company, person.city) if part):
        yield about
    if person.tags:
        told = {one.group.tag: group_words.beside(one.group, today) for one in groups}
        tags = (
            paint(f"#{shown(tag)}", fg="cyan") + (f" ({shown(told[tag])})" if told.get(tag) else "")
            for tag in person.tags
        )
        yield " ".join(tags)
    kept = [
        ("There", f"{one.group.name}: {said}") for one in groups if (said := group_words.kept(one, today))
    ]
    rows = [*_rows(person, fields, today), *((label, shown(text)) for label, text in kept)]
    room = max(width(label) for label, _ in rows)
    yield ""
    for label, text in rows:
        yield paint(label, dim=True) + " " * (room - width(label) + 2) + text
    if person.note:
        yield ""
        yield shown_lines(person.note)
    if timeline:
        yield ""
        yield from _entries(person, timeline, today)


def _rows(person: Contact, fields: Sequence[Field], today: date) -> Iterator[tuple[str, str]]:
    yield from _points("Email", person.emails)
    yield from _points("Phone", person.phones)
    yield from _points("URL", person.urls)
    yield from _points("Address", person.addresses)
    for handle in person.handles:
        yield "Handle", shown(f"{handle.service}/{handle.name}")
    if person.birthday:
        yield "Birthday", shown(shown_value(person.birthday, "date", today))
    if said := met(person, today):
        yield "Met", shown(said)
    if person.known:
        yield "Known", knowing.known_words(person.known)
    if person.trust:
        yield "Trust", knowing.trust_words(person.trust)
    if person.archived_why:
        yield "Archived", shown(person.archived_why)
    types = {field.name: field.type for field in fields}
    for name, value in person.fields.items():
        yield shown(name), shown(shown_value(value, types.get(name, "text"), today))
    if person.last_interaction:
        often = f"{person.interactions:,} time{'s' * (person.interactions != 1)}"
        yield "Talked", f"{often}, last {dates.spoken(date.fromisoformat(person.last_interaction), today)}"
    if person.due:
        day = dates.spoken(date.fromisoformat(person.due), today)
        yield "Next", shown(f"{day} {person.due_text}".rstrip())
    for favour in person.favours:
        yield owing.label(favour), shown(owing.beside_label(favour, today))
    if said := owing.in_a_line(person.answers):
        yield "Answers", said
    if person.cadence:
        yield "In touch", dates.how_often(person.cadence)
    yield "Uid", shown(person.uid)


def _points(label: str, points: Sequence[Labelled]) -> Iterator[tuple[str, str]]:
    for point in points:
        yield label, shown(point.value) + (f" ({shown(point.label)})" if point.label else "")


def _entries(person: Contact, timeline: Sequence[Interaction], today: date) -> Iterator[str]:
    days = [dates.spoken(date.fromisoformat(entry.on), today) for entry in timeline]
    day_room = max(map(len, days))
    kind_room = max(width(shown(entry.kind)) for entry in timeline)
    for day, entry in zip(days, timeline, strict=True):
        kind = shown(entry.kind)
        gap = " " * (kind_room - width(kind) + 2)
        others = [
            shown(name) for id, name in zip(entry.contacts, entry.names, strict=True) if id != person.id
        ]
        lines = [line for line in map(shown, entry.text.split("\n")) if line.strip()]
        parts = [" · ".join(lines), " ".join(f"#{shown(tag)}" for tag in entry.tags)]
        if others:
            parts.append(f"with {', '.join(others)}")
        said = "  ".join(part for part in parts if part)
        yield f"{paint(day.ljust(day_room), dim=True)}  {kind}{gap}{said}".rstrip()
