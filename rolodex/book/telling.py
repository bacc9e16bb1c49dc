"""One line that tells what happened: understood as it is typed, and written down with all that it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rolodex import sentence
from rolodex.book.following import Following
from rolodex.book.knowing import Known
from rolodex.book.logging import Logging
from rolodex.book.people import People
from rolodex.dates.names import MONTHS
from rolodex.model import BadInput, Contact, FollowUp, Interaction
from rolodex.sentence import MEETING, Sentence
from rolodex.store import interactions, journal
from rolodex.text import counted, shown

HALF_KNOWN = "half-known"
"""The tag of those who came into the book through a line of the log, until somebody completes them."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a line became in the book."""

    entry: Interaction | None
    """None when the line only asks for a follow-up."""
    follow_up: FollowUp | None = None
    added: tuple[Contact, ...] = ()
    """The half-known people that it brought."""


class Telling(Logging, Following, People):
    """The log, written in words."""

    _known_at: object = None
    _known: Known
    _own_kinds: tuple[str, ...] = ()
    _kinds_turn = -1

    def understand(self, line: str, *, picks: Mapping[str, int] | None = None, wait: bool = True) -> Sentence:
        """How a line of the log is understood today; raises nothing, what is not understood stays text.

        `picks` says whom a name as typed (case-folded) means, in place of the first candidate. Without `wait`
        only those are known who are in the index so far (see `index_more`).
        """
        if wait:
            self._finish_index()
        names = self._names_known()
        names.picks = picks or {}
        return sentence.read(_one_line(line), self.today, names, self._kind_words())

    def people_of(self, said: Sentence, with_ids: Sequence[int] = ()) -> tuple[int, ...]:
        """Whom an understood line is about, half-known people left out; `with_ids` when it names nobody.

        Nobody when it names somebody who is not in the book: those chosen are not meant then.
        """
        named = tuple(dict.fromkeys(mention.taken.id for mention in said.people))
        return named if named or said.newcomers or said.unknown else tuple(dict.fromkeys(with_ids))

    def log_line(
        self, line: str, *, with_ids: Sequence[int] = (), picks: Mapping[str, int] | None = None
    ) -> Told:
        """Write down what a line says, as one change: the entry, new half-known people, the follow-up.

        Raises BadInput when the line names nobody and nobody was chosen; then nothing is changed.
        """
        return self.log_said(self.understand(line, picks=picks), with_ids=with_ids)

    def log_lines(self, said: Sequence[Sentence]) -> list[Told]:
        """Write down several understood lines as one change, blank ones left out. All or nothing.

        Somebody new in several of them comes into the book once. Raises BadInput that names the line, counted
        from 1, which can't be taken.
        """
        told: list[Told] = []
        added: dict[str, Contact] = {}
        with self._change("") as change:
            for number, one in enumerate(said, start=1):
                try:
                    told += [self._log_said(one, (), added)] if one.line.strip() else []
                except BadInput as error:
                    raise BadInput(f"Line {number}: {error} Nothing was logged.") from error
            change.label = f"log {counted(len(told), 'line', 'lines')}"
        return told

    def log_said(self, said: Sentence, *, with_ids: Sequence[int] = ()) -> Told:
        """Write down an understood line as one change.

        Raises BadInput when there is nobody in it, a day on which nothing can have happened, or nothing but
        names; then nothing is changed.
        """
        with self._change("") as change:
            told = self._log_said(said, with_ids, {})
            row = told.entry or told.follow_up
            assert row is not None
            whom = self._names(row.contacts) or counted(len(row.contacts))
            change.label = shown(
                f"log {told.entry.kind} with {whom}" if told.entry else f"follow up with {whom}"
            )
        return told

    def _log_said(self, said: Sentence, with_ids: Sequence[int], known: dict[str, Contact]) -> Told:
        ids = list(self.people_of(said, with_ids))
        if not ids and not said.newcomers:
            raise BadInput(_nobody(said))
        if said.no_day and not (said.day or said.only_follow_up):
            raise BadInput(_no_day(said))
        if not (said.kind or said.day or said.tags or said.text or said.follow_up or said.newcomers):
            raise BadInput("Say what happened: coffee, call, yesterday, or a few words.")
        added = []
        for new in said.newcomers:
            person = known.get(new.name.casefold())
            if person is None:
                person = known[new.name.casefold()] = self._add_half_known(said, new)
                added.append(person)
            ids.append(person.id)
        entry = follow_up = None
        if not said.only_follow_up:
            entry = self.log(ids, told_text(said), on=said.day, kind=said.kind or MEETING, tags=said.tags)
        if ahead := said.follow_up:
            follow_up = self.follow_up(ids, ahead.text, due=ahead.due, every=ahead.every)
        return Told(entry, follow_up, tuple(added))

    def _add_half_known(self, said: Sentence, new: sentence.Newcomer) -> Contact:
        # whom a line only wants to meet was not met yet
        met_on = "" if said.only_follow_up else (said.day or self.today).isoformat()
        return self.add(Contact(name=new.name, note=new.note, tags=(HALF_KNOWN,), met_on=met_on))

    def _names_known(self) -> Known:
        self._catch_up()
        assert self._index is not None
        seen = (self._seen_turn, self._seen_version, self._indexed_to, self._complete, id(self._index))
        if seen != self._known_at:
            self._known_at, self._known = seen, Known(self._connection, self._index)
        return self._known

    def _kind_words(self) -> tuple[str, ...]:
        turn = journal.turn(self._connection)
        if turn != self._kinds_turn:
            self._own_kinds, self._kinds_turn = tuple(interactions.kinds_of_late(self._connection)), turn
        return self._own_kinds


def _one_line(line: str) -> str:
    """The line with a plain space for each white space and NUL: the places of its characters stay."""
    return "".join(" " if letter.isspace() or letter == "\0" else letter for letter in line)


def told_text(said: Sentence) -> str:
    """The text of the entry: what is left of the line, behind the time and the last of several days."""
    when = said.time
    if said.day and said.until:
        same = (said.day.year, said.day.month) == (said.until.year, said.until.month)
        first = str(said.day.day) if same else _day(said.day)
        when = ", ".join(part for part in (f"{first}–{_day(said.until)}", said.time) if part)
    return ": ".join(part for part in (when, said.text) if part)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _no_day(said: Sentence) -> str:
    why = shown(said.why_no_day)
    if said.to_come is None:
        return f"T{why[1:]}: write the day that it was, or put these words in quotes to keep them."
    return f"{why}: begin with +{said.to_come} for a follow-up, or put these words in quotes to keep them."


def _nobody(said: Sentence) -> str:
    if said.unknown:
        name = shown(said.unknown[0].removeprefix("@").strip('"“”'))
        return f"Nobody is called “{name}”: write **{name}** to add them, or another name."
    return "Say with whom: a name, a handle such as @ada, or **Joe** for somebody new."
