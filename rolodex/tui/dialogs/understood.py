"""How a line of the log was understood, said in rows that keep their places while it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from rolodex import dates
from rolodex.book import Told
from rolodex.model import Chosen
from rolodex.sentence import MEETING, Ahead, Candidate, Mention, Role, Sentence
from rolodex.text import fit, shown, width

COLOURS: dict[Role, str] = {
    "person": "bold $primary",
    "new": "bold $success",
    "unknown": "underline $warning",
    "kind": "$accent",
    "day": "$accent",
    "time": "$accent",
    "tag": "$secondary",
    "follow-up": "$success",
    "follow-up text": "",
}
"""Of the pieces of the line; what is said of them below it has the same."""

_LABEL = 6
_MUTED = "$foreground-muted"
_ANOTHER = " — ^n another"
_LONGEST_NAME = 40
_NAMED = 3
"""People named in what is said once it is written; the others are counted."""

Part = tuple[str, str]
"""A text, and its style."""


def rows(
    said: Sentence, chosen: Chosen | None, today: date, current: Mention | None, room: int
) -> list[Content]:
    """Six lines of at most `room` cells: with whom, what, when, tags, what then, and the text.

    `chosen` are those it is about when it names nobody; of `current` the other candidates are named.
    """
    own: list[Sequence[Part]] = [
        _with(said, chosen, current, room - _LABEL),
        () if said.only_follow_up else _kind(said),
        () if said.only_follow_up else _when(said, today),
        [(" ".join(f"#{shown(tag)}" for tag in said.tags), COLOURS["tag"])],
        _then(said.follow_up, today) if said.follow_up else (),
        [(shown(said.text), "")],
    ]
    labels = ("With", "What", "When", "Tags", "Then", "Text")
    return [_row(label, parts, room) for label, parts in zip(labels, own, strict=True)]


def current_mention(said: Sentence, cursor: int) -> Mention | None:
    """Of the names that fit several people the one at the cursor, else the one before it, else the first."""
    open_ones = [mention for mention in said.people if len(mention.candidates) > 1]
    before = [mention for mention in open_ones if mention.start <= cursor]
    return before[-1] if before else open_ones[0] if open_ones else None


def logged(told: Told, today: date) -> str:
    """What a line became, in one sentence: `Logged meeting with Ada Lovelace, yesterday`."""
    parts = []
    row = told.entry or told.follow_up
    assert row is not None
    whom = _joined(row.names)
    if told.entry:
        day = dates.spoken(date.fromisoformat(told.entry.on), today)
        parts.append(f"Logged {told.entry.kind} with {whom}, {day}")
    if told.follow_up:
        due = dates.spoken(date.fromisoformat(told.follow_up.due), today)
        parts.append(f"follow up {due}" if parts else f"Follow up with {whom}, {due}")
    if told.added:
        parts.append(f"{_joined([person.name for person in told.added])} added")
    return shown(" · ".join([*parts, "u undoes"]))


def _with(said: Sentence, chosen: Chosen | None, current: Mention | None, room: int) -> Sequence[Part]:
    if not (said.people or said.newcomers):
        return _nobody_named(said, chosen)
    names = _named(said, current)
    if current is not None:
        is_one_of_many = len(said.people) + len(said.newcomers) > 1
        whose = f"“{_short(current.said)}” " if is_one_of_many else ""
        left = room - sum(width(text) for text, _ in names) - len(_ANOTHER)
        others = _others(current, whose, left) + _ANOTHER
        # the key is in sight, whatever there is no room for
        return [*_cut(names, room - width(others)), (others, _MUTED)]
    if said.unknown:
        names.append(_unknown(said))
    return names


def _nobody_named(said: Sentence, chosen: Chosen | None) -> Sequence[Part]:
    parts: list[Part] = []
    if said.unknown:
        return [("nobody yet", _MUTED), _unknown(said)]
    if chosen is not None and chosen.count:
        names = ", ".join(_short(name) for name in chosen.names)
        more = chosen.count - len(chosen.names)
        count = f"{chosen.count:,} people: " if chosen.count > 1 else ""
        parts.append((f"{count}{names}{f' and {more:,} more' if more else ''}", "bold"))
        parts.append((", as chosen", _MUTED))
    else:
        parts.append(("nobody yet", _MUTED))
    return parts


def _unknown(said: Sentence) -> Part:
    name = _short(said.unknown[0].removeprefix("@").strip('"“”'))
    return (f"  nobody is called “{name}”: **{name}** adds them", "$warning")


def _named(said: Sentence, current: Mention | None) -> list[Part]:
    """Everybody once, the one whose name fits others too with what tells them apart."""
    parts: list[Part] = []
    seen: set[int] = set()
    for mention in said.people:
        taken = mention.taken
        if taken.id in seen:
            continue
        seen.add(taken.id)
        parts += [(", ", _MUTED)] if parts else []
        parts.append((f"{_short(taken.name)}{'?' if mention.guessed else ''}", COLOURS["person"]))
        if mention.guessed:
            parts.append((f" for “{_short(mention.said)}”", "$warning"))
        if mention is current:
            parts.append((_where(taken), _MUTED))
        elif len(mention.candidates) > 1:
            parts.append((f" (or {len(mention.candidates) - 1} more)", _MUTED))
    for new in said.newcomers:
        parts += [(", ", _MUTED)] if parts else []
        parts.append((_short(new.name), COLOURS["new"]))
        parts.append((f" new{f', {shown(new.note)}' if new.note else ''}", _MUTED))
    return parts


def _others(current: Mention, whose: str, room: int) -> str:
    """` · also Ada Yonath, Ada Byron`: as many as there is room for, else how many there are."""
    others = current.candidates[1:]
    alike = {current.taken.name}
    told: list[str] = []
    for other in others:
        about = _where(other) if other.name in alike else ""
        alike.add(other.name)
        told.append(f"{_short(other.name)}{about}")
    for number in range(len(told), 0, -1):
        more = f" and {len(told) - number} more" if number < len(told) else ""
        text = f" · {whose}also {', '.join(told[:number])}{more}"
        if width(text) <= room:
            return text
    return f" · {whose}or {len(told)} more"


def _kind(said: Sentence) -> Sequence[Part]:
    return [(shown(said.kind), COLOURS["kind"])] if said.kind else [(MEETING, _MUTED)]


def _when(said: Sentence, today: date) -> Sequence[Part]:
    if said.day is None:
        return [
            ("today", _MUTED),
            (f", {said.time}" if said.time else "", COLOURS["time"]),
            (f"  {shown(said.why_no_day)}" if said.no_day else "", "$warning"),
        ]
    until = f" – {dates.in_full(said.until)}" if said.until else ""
    return [
        (f"{dates.in_full(said.day)}{until}", COLOURS["day"]),
        (_near(said.day, today), _MUTED),
        (f", {said.time}" if said.time else "", COLOURS["time"]),
    ]


def _then(ahead: Ahead, today: date) -> Sequence[Part]:
    return [
        (dates.in_full(ahead.due), COLOURS["follow-up"]),
        (_near(ahead.due, today), _MUTED),
        (f", every {ahead.every}" if ahead.every else "", COLOURS["follow-up"]),
        (f"  {shown(ahead.text)}" if ahead.text else "", ""),
    ]


def _near(day: date, today: date) -> str:
    """How far off it is: `, yesterday`, `, 3d ago`, `, in 2w`."""
    away = (day - today).days
    if -1 <= away <= 1:
        return f", {dates.spoken(day, today)}"
    return f", {dates.age(day, today)}{' ago' if away < 0 else ''}"


def _row(label: str, parts: Iterable[Part], room: int) -> Content:
    """The row, cut to the room; where there is nothing to say its label is not there either."""
    cut = _cut(parts, room - _LABEL)
    return Content.assemble((f"{label:<{_LABEL}}", _MUTED), *cut) if cut else Content("")


def _cut(parts: Iterable[Part], room: int) -> list[Part]:
    """The parts that there is room for, the last of them cut."""
    cut: list[Part] = []
    for text, style in parts:
        text = fit(text, room)
        room -= width(text)
        if text:
            cut.append((text, style))
        if room <= 0:
            break
    return cut


def _joined(names: Sequence[str]) -> str:
    """`Ada Lovelace and Grace Hopper`; of more than a few the first, and how many more."""
    named = [_short(name) for name in names[:_NAMED]]
    more = len(names) - len(named)
    named += [f"{more:,} more"] if more else []
    return " and ".join(part for part in (", ".join(named[:-1]), named[-1]) if part) if named else "nobody"


def _where(candidate: Candidate) -> str:
    return f" ({fit(shown(candidate.about), 24)})" if candidate.about else ""


def _short(name: str) -> str:
    return fit(shown(name), _LONGEST_NAME)
