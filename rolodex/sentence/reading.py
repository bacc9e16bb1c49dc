"""A line of the log, read: who, what kind, when, which tags, what is to follow; the rest is its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rolodex.sentence import rest, who
from rolodex.sentence.ahead import Asked, find_ahead, find_plan, is_plan
from rolodex.sentence.doubtful import doubtful
from rolodex.sentence.kinds import Said, find_kind
from rolodex.sentence.marks import TAKEN, Line, marked
from rolodex.sentence.values import Ahead, Mention, Names, Piece, Sentence
from rolodex.sentence.when import Days, find_dates_to_come, find_days, find_no_day, find_time

LONGEST = 2000
"""Characters of a line that are read; the text keeps what stands behind them."""

_HINT = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*")


def read(line: str, today: date, names: Names, kinds: Sequence[str] = ()) -> Sentence:
    """What a line means on a local day.

    `kinds` are the kinds that the book knows beside the words built in: each is a word for itself. Raises
    nothing: what can't be understood stays in the text.
    """
    read_of, behind = line[:LONGEST], line[LONGEST:]
    work = marked(read_of)
    asked = find_ahead(work.plain, today)
    main = _without(work, asked)

    def is_name(word: str) -> bool:
        return names.fit(word) is not None

    days = find_days(main, today, is_name)
    if asked and days is None:
        days = _day_behind(work, asked, today)
        if days and not main.strip(f" {TAKEN},.:"):
            # the follow-up came first and the entry after it
            asked = replace(asked, end=asked.due[1], head=asked.due[0])
            main = _without(work, asked)
    dates = find_dates_to_come(main, today, is_name)
    if days and dates and (dates.start, dates.end) != (days.start, days.end):
        dates = None
    if (
        not (asked or behind)
        and (dates or days is None)
        and (planned := _planned(work, today, names, kinds, dates))
    ):
        return planned
    follow_up_only = asked is not None and not main.strip(f" {TAKEN},.:;")
    none = None if days else (dates.start, dates.end) if dates else find_no_day(main, is_name)
    if none:
        main = _hide(main, none)
        work.pieces.append(Piece(*none, "unknown"))
    said = _Reading(work, today, names, kinds).sentence(main, asked, days, follow_up_only, behind)
    if not none:
        return said
    return replace(said, no_day=line[slice(*none)], to_come=dates.first if dates else None)


def _planned(
    work: Line, today: date, names: Names, kinds: Sequence[str], dates: Days | None
) -> Sentence | None:
    """`lunch with ada tomorrow` did not happen yet: it is a follow-up of that day.

    `dates` are those to come that the line names.
    """
    if work.tags or work.newcomers:
        return None
    plan = find_plan(work.plain, today)
    if plan is None and dates and dates.first == dates.last and is_plan(work.plain, dates.start, dates.end):
        plan = dates.start, dates.end, dates.first
    if plan is None:
        return None
    start, end, due = plan
    again = marked(work.text)
    again.take(Piece(start, end, "follow-up"))
    reading = _Reading(again, today, names, kinds)
    said = reading.sentence(again.plain, None, None, False, "")
    if reading.tells_of_past or (said.text and not said.kind):
        return None
    is_said = _word_of_kind(said) in said.text.split()
    text = said.text if is_said else f"{_word_of_kind(said)} {said.text}".strip()
    text = " ".join(filter(None, (text, said.time and f"at {said.time}")))
    return replace(said, kind="", text="", time="", follow_up=Ahead(due, text))


def _word_of_kind(said: Sentence) -> str:
    return next((said.line[piece.start : piece.end] for piece in said.pieces if piece.role == "kind"), "")


def _without(work: Line, asked: Asked | None) -> str:
    if asked is None:
        return work.plain
    return work.plain[: asked.start] + TAKEN * (asked.end - asked.start) + work.plain[asked.end :]


def _day_behind(work: Line, asked: Asked, today: date) -> Days | None:
    """A day that is gone, in sure words, behind the follow-up: `+2w yesterday`."""
    hidden = TAKEN * asked.due[1] + work.plain[asked.due[1] : asked.end]
    found = find_days(hidden, today, lambda word: False)
    return found if found and found.sure and found.first < today else None


class _Reading:
    """One line while it is read."""

    def __init__(self, work: Line, today: date, names: Names, kinds: Sequence[str]) -> None:
        self._work = work
        self._today = today
        self._names = names
        self._kinds = kinds
        self.tells_of_past = False
        """Whether its kind is said with a verb: `met`, `called`."""

    def sentence(
        self, main: str, asked: Asked | None, days: Days | None, follow_up_only: bool, behind: str
    ) -> Sentence:
        work = self._work
        whole = work.plain
        work.plain = main
        times, time = find_time(main, days)
        if days:
            work.take(Piece(days.start, days.end, "day"))
        for start, end in times:
            work.take(Piece(start, end, "time"))
        if follow_up_only and asked:
            work.plain = TAKEN * asked.head + whole[asked.head :]
            work.plain = _hide(work.plain, asked.due)
        found = who.names_in(work, self._names)
        kind = None if work.kind or follow_up_only else self._kind_beside(found)
        unknown: list[tuple[int, int]] = []
        if not follow_up_only:
            doubts = doubtful(work, found, kind, self._names, self._kinds)
            found, unknown = doubts.names, doubts.unknown
            kind = None if work.kind else self._kind_beside(found)
            self.tells_of_past = kind is not None and kind.is_verb
        people = who.once_each(work, who.people_among(work, found, kind))
        # `ada, grace` in a follow-up of its own are whom it is about; its text keeps them
        mentions = self._mentions(people, found)
        self._take(people, mentions, kind, follow_up_only)
        ahead = self._ahead(whole, asked, days)
        text = rest.text_of(work)
        for name in people:
            work.pieces.append(Piece(name.start, name.end, "person"))
        work.pieces += [Piece(start, end, "unknown") for start, end in unknown]
        if kind:
            work.pieces.append(Piece(kind.start, kind.end, "kind"))
        return Sentence(
            line=work.text + behind,
            kind=work.kind or (kind.kind if kind else ""),
            people=tuple(mentions),
            newcomers=tuple(new for _, _, new in sorted(work.newcomers, key=lambda new: new[0])),
            unknown=tuple(work.text[start:end] for start, end in unknown),
            day=days.first if days else None,
            until=days.last if days and days.last > days.first else None,
            time=time,
            tags=tuple(dict.fromkeys(work.tags)),
            follow_up=ahead,
            text=f"{text}{behind}",
            pieces=_apart(work.pieces),
        )

    def _kind_beside(self, found: Sequence[who.Name]) -> Said | None:
        spans = [(name.start, name.end) for name in found] + [new[:2] for new in self._work.newcomers]
        return find_kind(self._work.plain, self._kinds, spans)

    def _mentions(self, people: Sequence[who.Name], found: Sequence[who.Name]) -> list[Mention]:
        if not people:
            return []
        plain = self._work.plain
        for name in people:
            plain = _hide(plain, (name.start, name.end))
        hints = [match[0] for match in _HINT.finditer(plain)] + [f"#{tag}" for tag in self._work.tags]
        chosen = self._names.choose([name.said for name in people], hints)
        return [
            Mention(name.start, name.end, name.said, tuple(candidates), name.is_guess)
            for name, candidates in zip(people, chosen, strict=True)
            if candidates
        ]

    def _take(
        self,
        people: Sequence[who.Name],
        mentions: Sequence[Mention],
        kind: Said | None,
        follow_up_only: bool,
    ) -> None:
        """Take out of the text what need not stay there."""
        work = self._work
        for mention in mentions:
            self._take_about(mention)
        everybody = sorted(
            [(name.start, name.end) for name in people] + [(start, end) for start, end, _ in work.newcomers]
        )
        together = who.groups(work, everybody)
        if follow_up_only:
            rest.take_people(work, together, kind, listed_only=True)
            return
        if kind and kind.kind in ("email", "message", "call") and not kind.keeps_names:
            kind = self._with_direction(kind)
        rest.take_people(work, together, kind)
        rest.take_kind(work, kind, everybody)

    def _with_direction(self, kind: Said) -> Said:
        """In `mail from grace` the name says who wrote to whom: it stays."""
        towards = re.match(r"\s+(?:from|to|for)\b", self._work.plain[kind.end :])
        return replace(kind, keeps_names=True) if towards else kind

    def _take_about(self, mention: Mention) -> None:
        """`from acme` behind a name goes where it says which of that name."""
        after = re.match(
            r" (?:from|of) ([^\s,;:.\x00]+(?: [^\s,;:.\x00]+)?)|\s*\(([^)\x00]+)\)",
            self._work.plain[mention.end :],
        )
        if after is None:
            return
        said = after[1] or after[2]
        for words in (said, said.partition(" ")[0]):
            if self._names.tells(mention.taken.id, words):
                start = mention.end
                end = start + after.start(1 if after[1] else 2) + len(words) + (1 if after[2] else 0)
                self._work.gone.append((start, end))
                self._work.plain = self._work.plain[:start] + TAKEN * (end - start) + self._work.plain[end:]
                return

    def _ahead(self, whole: str, asked: Asked | None, days: Days | None) -> Ahead | None:
        if asked is None:
            return None
        work = self._work
        work.gone.append((asked.start, asked.end))
        within = Line(work.text, whole)
        within.gone = [*work.gone[:-1], (0, asked.head), asked.due, (asked.end, len(work.text))]
        text = rest.text_of(within)
        for opening in ("to ", "that i ", "about to "):
            if text.lower().startswith(opening):
                text = text[len(opening) :]
        if asked.head < asked.due[0]:
            work.pieces.append(Piece(asked.start, asked.head, "follow-up"))
        start = asked.start if asked.head >= asked.due[0] else asked.due[0]
        work.pieces.append(Piece(start, asked.due[1], "follow-up"))
        return replace(asked.ahead, text=text)


def _hide(plain: str, span: tuple[int, int]) -> str:
    return plain[: span[0]] + TAKEN * (span[1] - span[0]) + plain[span[1] :]


def _apart(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """In the order of the line, each without what an earlier one has already."""
    ordered: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        start = max(piece.start, ordered[-1].end if ordered else 0)
        if start < piece.end:
            ordered.append(replace(piece, start=start))
    return tuple(ordered)
