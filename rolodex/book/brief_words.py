"""A brief in words, on lines of so many cells: what the app draws and the command line prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rolodex import dates, owing
from rolodex.book.briefing import Brief, Common
from rolodex.model import Contact, FollowUp, Interaction
from rolodex.text import breaks, counted, fit, shown, width

_LABEL = 11
"""Cells of the labels at the left."""
_LONGEST = 160
"""Cells of one text: more than that is not read on the way in."""
_IN_DAYS = 62
"""How many days are told as days; more as months or years."""
_NOTE = 3
"""Lines of a note."""
_COLLEAGUES = 3
"""Names of those who only work at the same company."""
_FAVOUR = {"favour asked": "you asked", "favour given": "you gave"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief, harmless to show. The label and the lead are padded, so that texts stand below."""

    label: str
    lead: str
    said: str

    @property
    def text(self) -> str:
        """The whole line."""
        return f"{self.label}{self.lead}{self.said}".rstrip()


@dataclass(frozen=True, slots=True)
class _Part:
    label: str
    rows: Sequence[tuple[str, str]]
    """A day or nothing, and what is to be said of it; neither is made harmless yet."""


def title(brief: Brief) -> str:
    """Whom the brief is of, harmless to show."""
    person = brief.contact
    called = f" ({person.nickname})" if person.nickname else ""
    return shown(f"{person.name}{called}{' ★' * person.starred}{' (archived)' * person.archived}")


def lines(brief: Brief, today: date, cells: int) -> Iterator[Line]:
    """What stands below the title, on lines of at most so many cells. `today` is the local day."""
    person = brief.contact
    about = " · ".join(part for part in (person.title, person.company, person.city) if part)
    for text in _wrapped(shown(about), cells) if about else ():
        yield Line("", "", text)
    for part in _parts(brief, today):
        room = max((width(shown(lead)) for lead, _ in part.rows), default=0)
        room += 2 * bool(room)
        left = max(8, cells - _LABEL - room)
        label = f"{part.label:<{_LABEL}}"
        for lead, said in part.rows:
            padded = shown(lead) + " " * (room - width(shown(lead)))
            for text in _wrapped(fit(shown(said), _LONGEST), left):
                yield Line(label, padded, text)
                label, padded = " " * _LABEL, " " * room


def as_text(briefs: Iterable[Brief], today: date, cells: int) -> str:
    """Briefs as plain text, one below the other."""
    return "\n\n".join(
        "\n".join([title(brief), *(line.text for line in lines(brief, today, cells))]) for brief in briefs
    )


def _wrapped(text: str, cells: int) -> Iterator[str]:
    for begin, end in pairwise([0, *breaks(text, cells, cells), len(text)]):
        yield text[begin:end].rstrip()


def _parts(brief: Brief, today: date) -> Iterator[_Part]:
    person = brief.contact
    yield _Part("Met", [("", brief.met or "no idea how")])
    yield _Part("Last talk", [("", _since(brief, today))])
    yield from _part("Talks", [(_day(entry.on, today), _entry(entry, person)) for entry in brief.talks])
    told = {favour.follow_up for favour in person.favours}
    owed = [
        (f"▲ {_day(row.due, today)}", _to_do(row, person, today)) for row in brief.owed if row.uid not in told
    ]
    owed += [("▷", owing.beside_label(favour, today)) for favour in person.favours if favour.whom == "me"]
    theirs: dict[str, list[tuple[str, str]]] = {"Owed": [], "Asked": []}
    for favour in person.favours:
        if favour.whom == "them":
            theirs[owing.label(favour)].append(("◁", owing.beside_label(favour, today)))
    done = [(f"✓ {_day(row.done_on, today)}", _to_do(row, person, today)) for row in brief.done]
    yield from _part("You owe" if owed else "Done", [*owed, *done])
    yield from _part("They owe", theirs["Owed"])
    yield from _part("Asked", theirs["Asked"])
    yield from _part("Favours", [(_day(entry.on, today), _entry(entry, person)) for entry in brief.favours])
    yield from _part("Cares for", [("", said) for said in _cares(brief)])
    yield from _part("Both know", [("", said) for said in _known(brief, today)])
    yield from _part("Work", [(_day(change.on, today), change.said) for change in brief.work])


def _part(label: str, rows: Sequence[tuple[str, str]]) -> Iterator[_Part]:
    if rows:
        yield _Part(label, rows)


def _since(brief: Brief, today: date) -> str:
    person, days = brief.contact, brief.days_since_talk
    if days is None:
        said = "never"
    else:
        last = date.fromisoformat(person.last_interaction)
        ago = f", {f'{days} days' if days <= _IN_DAYS else dates.age(last, today)} ago" if days > 1 else ""
        talks = counted(person.interactions, "talk", "talks")
        said = f"{_day(person.last_interaction, today)}{ago} · {talks} in all"
    if brief.touch_by:
        late = " (gone by)" if brief.touch_by < today else ""
        said += f" · be in touch by {dates.spoken(brief.touch_by, today)}{late}"
    return said


def _day(day: str, today: date) -> str:
    return dates.spoken(date.fromisoformat(day), today)


def _entry(entry: Interaction, person: Contact) -> str:
    kind = _FAVOUR.get(entry.kind, entry.kind)
    said = f"{kind}: {entry.text}" if entry.text else kind
    tags = "".join(f" #{tag}" for tag in entry.tags)
    return said + tags + _others(entry, person, " · with ")


def _to_do(row: FollowUp, person: Contact, today: date) -> str:
    late = " · overdue" if not row.done_on and row.due < today.isoformat() else ""
    again = f" · every {row.every}" if row.every else ""
    return (row.text or "follow up") + late + again + _others(row, person, " · also ")


def _others(entry: Interaction | FollowUp, person: Contact, word: str) -> str:
    names = [name for id, name in zip(entry.contacts, entry.names, strict=True) if id != person.id]
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return f"{word}{', '.join(names[:3])}{more}" if names else ""


def _cares(brief: Brief) -> Iterator[str]:
    for name, value in brief.cares:
        yield f"{name}: {value}"
    if brief.contact.tags:
        yield " ".join(f"#{tag}" for tag in brief.contact.tags)
    written = [line for line in brief.contact.note.split("\n") if line.strip()]
    yield from written[:_NOTE]


def _known(brief: Brief, today: date) -> Iterator[str]:
    person = brief.contact
    only_colleagues = []
    for one in brief.common:
        if why := _why(one, person, today):
            company = ["same company"] if one.colleague else [one.company] if one.company else []
            yield " · ".join([one.name, *company, *why])
        else:
            only_colleagues.append(one.name)
    hidden = brief.colleagues - sum(one.colleague for one in brief.common)
    names = ", ".join(only_colleagues[:_COLLEAGUES])
    more = hidden + len(only_colleagues[_COLLEAGUES:])
    if names:
        yield f"at {person.company}: {names}{f' and {more:,} more' if more else ''}"
    elif more:
        yield f"{more:,} more at {person.company}"


def _why(one: Common, person: Contact, today: date) -> list[str]:
    why = []
    called = person.given or person.name
    if one.brought:
        why.append(f"through whom you met {called}")
    if one.through:
        why.append(f"whom you met through {called}")
    if one.times:
        often = "once" if one.times == 1 else f"{one.times:,} times"
        why.append(f"{often} together, last {_day(one.last, today)}")
    return why
