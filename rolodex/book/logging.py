"""The log: interactions with one or many people, and what a contact's timeline shows of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rolodex.book.base import Base, counted
from rolodex.model import INTERACTION_KINDS, BadInput, Interaction, NotFound
from rolodex.store import contacts, interactions, tags
from rolodex.text import one_line, shown, storable


class Logging(Base):
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

        Raises BadInput when there is nobody, or the kind is no short word; NotFound for people who are gone.
        """
        people = contacts.read(self._connection, list(dict.fromkeys(ids)))
        if not people or len(people) < len(set(ids)):
            raise NotFound("Those people are no longer in the book." if ids else "Say with whom.")
        entry = self._clean_entry(
            Interaction(
                on=(on or self.today).isoformat(),
                kind=kind,
                text=text,
                tags=tuple(tags),
                contacts=tuple(person.id for person in people),
            )
        )
        name = shown(people[0].name) if len(people) == 1 else counted(len(people))
        with self._change(f"log {entry.kind} with {name}"):
            id = interactions.insert(self._connection, entry, uid=str(uuid.uuid4()), at=self._now())
        return interactions.read(self._connection, [id])[0]

    def log_many(self, entries: Iterable[Interaction]) -> int:
        """Log interactions that were kept elsewhere so far, as one change; how many there were.

        Each names its contacts by id. Raises BadInput or NotFound, and then nothing is logged.
        """
        clean = [self._clean_entry(entry) for entry in entries]
        wanted = {id for entry in clean for id in entry.contacts}
        if not all(entry.contacts for entry in clean):
            raise BadInput("Say with whom.")
        if len(contacts.read(self._connection, sorted(wanted))) < len(wanted):
            raise NotFound("Some of those people are no longer in the book.")
        with self._change(f"log {counted(len(clean), 'interaction', 'interactions')}"):
            for entry in clean:
                interactions.insert(self._connection, entry, uid=str(uuid.uuid4()), at=self._now())
        return len(clean)

    def edit_interaction(self, entry: Interaction) -> Interaction:
        """Make the stored interaction of the same id hold these values. Raises NotFound or BadInput."""
        clean = self._clean_entry(entry)
        with self._change(f"edit {clean.kind} of {clean.on}"):
            interactions.update(self._connection, self._entry(entry.id), clean)
        return self._entry(entry.id)

    def delete_interaction(self, id: int) -> None:
        """Delete an interaction; the people stay. Raises NotFound."""
        entry = self._entry(id)
        with self._change(f"delete {entry.kind} of {entry.on}"):
            interactions.delete(self._connection, id)

    def timeline(self, id: int, limit: int = 200) -> list[Interaction]:
        """A contact's interactions, newest first."""
        return interactions.of_contact(self._connection, id, limit)

    def kinds(self) -> list[str]:
        """The kinds of interaction: those in use, most used first, then the others that every book knows."""
        used = interactions.kinds(self._connection)
        return [*used, *(kind for kind in INTERACTION_KINDS if kind not in used)]

    def _entry(self, id: int) -> Interaction:
        found = interactions.read(self._connection, [id])
        if not found:
            raise NotFound("That entry is no longer in the log.")
        return found[0]

    def _clean_entry(self, entry: Interaction) -> Interaction:
        kind = one_line(entry.kind).casefold()
        if not kind or len(kind) > 40:
            raise BadInput(
                f"A kind is a short word such as meeting, call or email, not “{shown(kind[:50])}”."
            )
        return replace(
            entry,
            kind=kind,
            text=storable(entry.text).strip(),
            tags=tuple(tags.tag_name(tag) for tag in entry.tags if tag.strip()),
        )
