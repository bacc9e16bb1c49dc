"""Pruning: connections one never met, one after the other, to be kept, said more of, or archived."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from rolodex import knowing
from rolodex.book.trusting import Trusting
from rolodex.model import BadInput, Contact
from rolodex.store import contacts, reviews
from rolodex.text import counted, shown

if TYPE_CHECKING:
    from rolodex.book import Book

NEVER_MET = "is:never-met has:connection"
"""Who is pruned where no other query is given: those whom one only connected with."""

REST = timedelta(days=180)
"""How long somebody who was kept is not asked about again."""


class Pruning(Trusting):
    """The pruning of a book."""

    def prune_queue(self, query: str = NEVER_MET) -> list[int]:
        """Whom a query fits, in its order, without those who were kept or reviewed lately, and the archived.

        Raises BadInput for a query with a mistake.
        """
        asked = self._parsed(query)
        if asked.problems:
            raise BadInput(asked.problems[0].message)
        self._finish_index_for(asked.where)
        found = self.search(query, sort="name", limit=0).ids
        resting = reviews.resting(self._connection, self.today)
        return [id for id in dict.fromkeys(found) if id not in resting]

    def keep(self, id: int, *, trust: str = "") -> int:
        """Keep a person, and say how far one trusts them: they are not asked about again for `REST`.

        How many there are, 1 or 0. Raises BadInput for what is no trust; then nothing is changed.
        """
        with self._change("") as change:
            if trust:
                self.trust([id], trust)
            people = contacts.read(self._connection, [id])
            for person in people:
                change.label = f"keep {shown(person.name)}"
                box = max(1, reviews.box(self._connection, id))
                reviews.put(self._connection, id, box, (self.today + REST).isoformat())
        return len(people)


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one person."""

    what: str
    """`kept` or `archived`, or how one trusts them now."""
    since: int
    """The newest change of the book when they came up."""


@dataclass(slots=True)
class Pruned:
    """A pruning as one goes through it; each step is in the book at once."""

    queue: list[int]
    done: list[Step] = field(default_factory=list)
    """In the order of the queue."""
    reason: str = ""
    """Why somebody was archived last: offered for the next."""
    _since: int = 0

    @property
    def id(self) -> int | None:
        """Whom it is about now; None at the end."""
        return self.queue[len(self.done)] if len(self.done) < len(self.queue) else None

    def begin(self, book: Book) -> Contact | None:
        """The person it is about now; whoever is gone or archived meanwhile is left out. None at the end."""
        self._since = book.last_change()
        while (id := self.id) is not None:
            people = [person for person in book.contacts([id]) if not person.archived]
            if people:
                return people[0]
            del self.queue[len(self.done)]
        return None

    def keep(self, book: Book) -> str:
        """Keep the person, and go on; what became of them."""
        book.keep(self.queue[len(self.done)])
        return self._go_on("kept")

    def trust(self, book: Book, trust: str) -> str:
        """Say how far one trusts the person, keep them, and go on. Raises BadInput for what is no trust."""
        book.keep(self.queue[len(self.done)], trust=trust)
        return self._go_on(knowing.trust_words(knowing.read_trust(trust)) or "kept")

    def archive(self, book: Book, why: str) -> str:
        """Archive the person with a reason, and go on."""
        book.archive([self.queue[len(self.done)]], why=why)
        self.reason = why
        return self._go_on("archived")

    def note(self, book: Book, text: str) -> bool:
        """Put a line below the person's note; whether there was one to put."""
        person = book.get(self.queue[len(self.done)])
        if text.strip():
            book.set_values([person.id], {"note": f"{person.note}\n{text}".strip()})
        return bool(text.strip())

    def take_back(self, book: Book) -> str:
        """Undo what was done to the person it is about, else the last step, whose person is the next again.

        What was taken back. Raises Conflict when somebody changed the same since.
        """
        changes = book.changes_since(self._since)
        step = None if changes or not self.done else self.done[-1]
        for change in changes if step is None else book.changes_since(step.since):
            book.undo(change)
        if step is not None:
            self.done.pop()
            return step.what
        return "what you did here" if changes else ""

    def summary(self) -> str:
        """What came of it, in a sentence."""
        if not self.done:
            return "Nobody was pruned."
        archived = sum(step.what == "archived" for step in self.done)
        kept = len(self.done) - archived
        return f"Went through {counted(len(self.done))}: {kept:,} kept, {archived:,} archived."

    def _go_on(self, what: str) -> str:
        self.done.append(Step(what, self._since))
        return what
