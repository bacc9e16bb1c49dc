"""The brief before a meeting: of each person what one wants to remember, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from rolodex.book.searching import Searching
from rolodex.columns import met
from rolodex.model import QUIET_KINDS, BadInput, Contact, FollowUp, Interaction
from rolodex.store import acquaintances, contacts, edits, fields, follow_ups, interactions
from rolodex.text import counted

MOST = 50
"""People of whom one brief can be."""
FAVOURS = ("favour asked", "favour given")

_TALKS = 3
_FAVOURS = 4
_DONE = 2
_WORK = 3
_COMMON = 5
_FIRST_FIELDS = ("looking for", "can help with")
"""Names of fields that come first among what somebody cares about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Somebody whom both of you know."""

    id: int
    name: str
    company: str = ""
    brought: bool = False
    """You met the person through them."""
    through: bool = False
    """You met them through the person."""
    times: int = 0
    """How often they were there together, as the log has it."""
    last: str = ""
    """The local day of the newest of those times, or empty."""
    colleague: bool = False
    """They work at the same company."""


@dataclass(frozen=True, slots=True)
class WorkChange:
    """Something that changed in somebody's work."""

    on: str
    """The local day on which it came into the book."""
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What to know of a person before meeting them."""

    contact: Contact
    met: str = ""
    """How, where, when and through whom; empty where that is not known."""
    days_since_talk: int | None = None
    """None when there never was a talk."""
    touch_by: date | None = None
    """The local day by which their cadence wants you to be in touch."""
    talks: tuple[Interaction, ...] = ()
    """The last three, newest first; favours stand apart."""
    owed: tuple[FollowUp, ...] = ()
    """What is still to be done about them, the earliest due first."""
    done: tuple[FollowUp, ...] = ()
    """What was done last, newest first."""
    favours: tuple[Interaction, ...] = ()
    """Those asked of them and given to them, newest first."""
    cares: tuple[tuple[str, str], ...] = ()
    """Their fields of text: name and value, `looking for` and `can help with` first."""
    common: tuple[Common, ...] = ()
    """Whom both of you know, the nearest first."""
    colleagues: int = 0
    """How many others in the book work at the same company."""
    work: tuple[WorkChange, ...] = ()
    """What changed in their work, newest first."""


class Briefing(Searching):
    """Briefs."""

    def brief(self, ids: Sequence[int]) -> tuple[Brief, ...]:
        """A brief of each of those people, in that order, without those who are no longer in the book.

        Raises BadInput for more than 50: nobody prepares for so many.
        """
        if len(ids) > MOST:
            raise BadInput(
                f"A brief is for the people of a meeting, {MOST} at most; these are {counted(len(ids))}."
            )
        people = contacts.read(self._connection, ids)
        self._finish_index_for_touch()
        around = acquaintances.around(
            self._connection,
            {name for person in people for name in _names(person)},
            {person.company for person in people if person.company},
        )
        return tuple(self._brief_of(person, around) for person in people)

    def _brief_of(self, person: Contact, around: Iterable[acquaintances.Around]) -> Brief:
        every = follow_ups.of_contact(self._connection, person.id)
        done = sorted((row for row in every if row.done_on), key=lambda row: row.done_on, reverse=True)
        last = person.last_interaction
        common, colleagues = self._common(person, around)
        return Brief(
            contact=person,
            met=met(person, self.today),
            days_since_talk=(self.today - date.fromisoformat(last)).days if last else None,
            touch_by=self.touch_by().get(person.id),
            talks=tuple(
                interactions.of_other_kinds(self._connection, person.id, (*QUIET_KINDS, *FAVOURS), _TALKS)
            ),
            owed=tuple(row for row in every if not row.done_on),
            done=tuple(done[:_DONE]),
            favours=tuple(interactions.of_kinds(self._connection, person.id, FAVOURS, _FAVOURS)),
            cares=tuple(self._cares(person)),
            common=common,
            colleagues=colleagues,
            work=tuple(self._work(person)[:_WORK]),
        )

    def _cares(self, person: Contact) -> list[tuple[str, str]]:
        types = {field.name: field.type for field in fields.listed(self._connection)}
        texts = [(name, value) for name, value in person.fields.items() if types.get(name) == "text"]
        first = {name: place for place, name in enumerate(_FIRST_FIELDS)}
        return sorted(texts, key=lambda text: first.get(text[0].casefold(), len(first)))

    def _work(self, person: Contact) -> list[WorkChange]:
        entries = interactions.of_kinds(self._connection, person.id, ("job change",), _WORK)
        found = [WorkChange(entry.on, entry.text or entry.kind) for entry in entries]
        zone = self._clock().tzinfo
        for edit in edits.of_work(self._connection, person.id, 2 * _WORK):
            # an import that brought another job has written it into the log as well
            logged = any(edit.before in entry.text and edit.after in entry.text for entry in entries)
            if edit.before and edit.after and not logged:
                day = datetime.fromisoformat(edit.change.at).astimezone(zone).date()
                found.append(WorkChange(day.isoformat(), f"{edit.what}: {edit.before} to {edit.after}"))
        return sorted(found, key=lambda change: change.on, reverse=True)

    def _common(
        self, person: Contact, around: Iterable[acquaintances.Around]
    ) -> tuple[tuple[Common, ...], int]:
        known: dict[int, Common] = {}
        for row in acquaintances.together(self._connection, person.id, _COMMON):
            known[row.id] = Common(
                id=row.id, name=row.name, company=row.company, times=row.times, last=row.last_on
            )
        if person.met_via:
            for id, name, company in acquaintances.called(self._connection, person.met_via):
                before = known.get(id, Common(id=id, name=name, company=company))
                known[id] = replace(before, brought=True)
        names = {name.casefold() for name in _names(person)}
        colleagues = 0
        for other in around:
            through = other.met_via.casefold() in names
            colleague = bool(other.company) and other.company.casefold() == person.company.casefold()
            if other.id == person.id or not (through or colleague):
                continue
            colleagues += colleague
            if other.id in known or through or len(known) < _COMMON:
                before = known.get(other.id, Common(id=other.id, name=other.name, company=other.company))
                known[other.id] = replace(before, through=through, colleague=colleague)
        nearest = sorted(known.values(), key=lambda one: (not one.brought, -one.times, not one.through))
        return tuple(nearest[:_COMMON]), colleagues


def _names(person: Contact) -> Collection[str]:
    """What others may have written of whom they met through this person."""
    return [name for name in (person.name, person.nickname) if name]
