"""The log: interactions with one or many people, and what a contact's timeline shows of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rolodex.book.attending import Attending
from rolodex.dates import last_months
from rolodex.model import INTERACTION_KINDS, BadInput, Chosen, Contact, Interaction, NotFound
from rolodex.store import contacts, interactions, tags
from rolodex.text import counted, one_line, shown, storable


class Logging(Attending):
    """The interactions of a book."""

    def log(
        self,
        ids: Sequence[int],
        text: str = "",
        *,
        on: date | None = None,
        kind: str = "meeting",
        tags: Sequence[str] = (),
    ) -> Interaction:
        """Log one interaction with one or several people; `on` is a local day, today when left out.

        Raises BadInput when there is nobody or the kind is no short word, NotFound for people who are gone.
        """
        day = (on or self.today).isoformat()
        entry = self._clean_entry(
            Interaction(on=day, kind=kind, text=text, tags=tuple(tags), contacts=tuple(ids))
        )
        with self._change("") as change:
            people = self._people_of([entry])
            name = people.names[0] if people.count == 1 else counted(people.count)
            change.label = shown(f"log {entry.kind} with {name}")
            [entry] = self._logged_here([entry])
            id = interactions.insert(self._connection, entry, uid=str(uuid.uuid4()), at=self._now())
        return self.entry(id)

    def log_many(self, entries: Iterable[Interaction]) -> int:
        """Log interactions that were kept elsewhere so far, as one change; how many there were.

        Each names its contacts by id. Raises BadInput or NotFound, and then nothing is logged.
        """
        clean = [self._clean_entry(entry) for entry in entries]
        with self._change(f"log {counted(len(clean), 'interaction', 'interactions')}"):
            self._people_of(clean)
            for entry in self._logged_here(clean):
                interactions.insert(self._connection, entry, uid=str(uuid.uuid4()), at=self._now())
        return len(clean)

    def edit_interaction(self, entry: Interaction) -> Interaction:
        """Make the stored interaction of the same id hold these values. Raises NotFound or BadInput."""
        clean = self._clean_entry(entry)
        with self._change(shown(f"edit {clean.kind} of {clean.on}")):
            self._people_of([clean])
            interactions.update(self._connection, self.entry(entry.id), clean)
        return self.entry(entry.id)

    def delete_interaction(self, id: int) -> None:
        """Delete an interaction; the people stay. Raises NotFound."""
        with self._change("") as change:
            entry = self.entry(id)
            change.label = shown(f"delete {entry.kind} of {entry.on}")
            interactions.delete(self._connection, id)

    def timeline(self, id: int, limit: int = 200) -> list[Interaction]:
        """A contact's interactions, newest first."""
        return interactions.of_contact(self._connection, id, limit)

    def with_months(self, people: Iterable[Contact]) -> list[Contact]:
        """The contacts with how many talks there were in each of the last 12 months."""
        people = list(people)
        months = last_months(self.today)
        talks = interactions.talks_by_month(
            self._connection,
            [person.id for person in people],
            months[0].isoformat(),
            self.today.isoformat(),
        )
        keys = [month.isoformat()[:7] for month in months]
        return [
            replace(person, months=tuple(talks.get(person.id, {}).get(key, 0) for key in keys))
            for person in people
        ]

    def talks_of_a_year(self, id: int) -> Mapping[date, int]:
        """How many talks there were with a contact on which local day of the last 12 months, this one too."""
        first, last = last_months(self.today)[0].isoformat(), self.today.isoformat()
        days = interactions.talks_by_day(self._connection, id, first, last)
        return {date.fromisoformat(day): talks for day, talks in days.items()}

    def kinds(self) -> list[str]:
        """The kinds of interaction: those in use, most used first, then the others that every book knows."""
        used = interactions.kinds(self._connection)
        return [*used, *(kind for kind in INTERACTION_KINDS if kind not in used)]

    def entry(self, id: int) -> Interaction:
        """One interaction of the log. Raises NotFound."""
        found = interactions.read(self._connection, [id])
        if not found:
            raise NotFound("That entry is no longer in the log.")
        return found[0]

    def _people_of(self, entries: Iterable[Interaction]) -> Chosen:
        wanted = {id for entry in entries for id in entry.contacts}
        people = contacts.chosen(self._connection, wanted, 1)
        if people.count < len(wanted):
            raise NotFound("Some of those people are no longer in the book.")
        return people

    def _clean_entry(self, entry: Interaction) -> Interaction:
        """The interaction as it can be stored. Raises BadInput with a sentence."""
        if not entry.contacts:
            raise BadInput("Say with whom.")
        kind = one_line(entry.kind).casefold()
        if not kind or len(kind) > 40:
            raise BadInput(
                f"A kind is a short word such as meeting, call or email, not “{shown(kind[:50])}”."
            )
        try:
            day = date.fromisoformat(entry.on)
        except ValueError:
            raise BadInput(f"“{shown(entry.on)}” is not a day. Write it as in 2026-05-12.") from None
        return replace(
            entry,
            on=day.isoformat(),
            kind=kind,
            text=storable(entry.text).strip(),
            tags=tuple(tags.tag_name(tag) for tag in entry.tags if tag.strip()),
        )
