"""Reviews: whom one is about to forget, how well one still knew them, and when to ask again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rolodex.book.searching import Searching
from rolodex.model import BadInput, NotFound
from rolodex.spacing import ANSWERS, Answer, ask_again, box_after
from rolodex.store import contacts, reviews
from rolodex.text import counted, shown

if TYPE_CHECKING:
    from rolodex.book import Book

FRESH = timedelta(days=30)
"""Nobody is asked about so soon after a talk, or after one has met them."""

FOLLOW_UP_AFTER = timedelta(days=7)
"""When the follow-up is due that a review offers about somebody one has no idea of."""


class Reviewing(Searching):
    """The reviews of a book."""

    def review_queue(self, limit: int = 20, query: str = "") -> list[int]:
        """Whom one is about to forget, at most `limit` of those whom a query fits.

        First those whose day to be asked about has come, the longest waiting first; then those never asked
        about: with whom one talked, or whom one met, longest ago, then whom one talked to least, then who is
        longest in the book. Never archived people, nor whom one talked to or met within the last 30 days.
        Raises BadInput for a query with a mistake.
        """
        within = None
        if query.strip():
            asked = self._parsed(query)
            if asked.problems:
                raise BadInput(asked.problems[0].message)
            self._finish_index_for(asked.where)
            within = self._fitting(query)
        return reviews.queue(
            self._connection,
            today=self.today,
            seen_before=self.today - FRESH,
            limit=limit,
            within=within,
        )

    def reviewed(self, id: int, answer: Answer) -> date:
        """Keep how well one knew a person; the local day on which to ask about them again.

        Raises NotFound when they are gone, BadInput for an answer that is none.
        """
        if answer not in ANSWERS:
            raise BadInput(f"“{shown(answer)}” is no answer. Answers are: {', '.join(ANSWERS)}.")
        with self._change("") as change:
            people = contacts.read(self._connection, [id])
            if not people:
                raise NotFound("That person is no longer in the book.")
            change.label = f"review {shown(people[0].name)}: {answer}"
            box = box_after(reviews.box(self._connection, id), answer)
            again = ask_again(box, self.today)
            reviews.put(self._connection, id, box, again.isoformat())
        return again


@dataclass(slots=True)
class Answered:
    """One person of a round who was asked about."""

    answer: Answer
    changes: int = 1
    """How many changes of the book it took so far, all of this round."""
    then: str = ""
    """What was done about somebody of whom one had no idea: `followed up` or `archived`."""


@dataclass(slots=True)
class Round:
    """A review as one goes through it, answer by answer; each is in the book at once.

    While it lasts nothing else may be changed through the same Book: taking an answer back undoes the newest
    changes of this process.
    """

    queue: list[int]
    done: list[Answered] = field(default_factory=list)
    """In the order of the queue."""

    @property
    def id(self) -> int | None:
        """Whom it is about now; None at the end."""
        return self.queue[len(self.done)] if len(self.done) < len(self.queue) else None

    def answer(self, book: Book, answer: Answer) -> date:
        """Keep an answer about the next person, and go on; raises what `reviewed` raises."""
        again = book.reviewed(self.queue[len(self.done)], answer)
        self.done.append(Answered(answer))
        return again

    def leave_out(self) -> None:
        """Go on without an answer about the next person: not today, or they are gone."""
        del self.queue[len(self.done)]

    def follow_up(self, book: Book) -> date:
        """Keep a follow-up in a week about the person last answered about; its local day."""
        due = book.today + FOLLOW_UP_AFTER
        book.follow_up([self._last], "find out who this is", due=due)
        self._then("followed up")
        return due

    def archive(self, book: Book) -> int:
        """Archive the person last answered about; 0 when they were archived meanwhile."""
        archived = book.archive([self._last])
        if archived:
            self._then("archived")
        return archived

    def take_back(self, book: Book) -> Answer:
        """Undo the last answer with what followed from it, and return it; its person is the next again.

        Raises Conflict when somebody changed the same since.
        """
        for _ in range(self.done[-1].changes):
            book.undo()
            self.done[-1].changes -= 1
        return self.done.pop().answer

    @property
    def _last(self) -> int:
        return self.queue[len(self.done) - 1]

    def _then(self, what: str) -> None:
        self.done[-1].changes += 1
        self.done[-1].then = what

    def summary(self) -> str:
        """What came of it, in a sentence."""
        if not self.done:
            return "Nobody was reviewed."
        given = [one.answer for one in self.done]
        said = [f"{given.count(answer):,} {answer}" for answer in ANSWERS if answer in given]
        then = [one.then for one in self.done]
        said += [f"{then.count(what):,} {what}" for what in ("followed up", "archived") if what in then]
        return f"Reviewed {counted(len(self.done))}: {', '.join(said)}."
