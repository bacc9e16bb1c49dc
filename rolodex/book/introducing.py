"""Introductions: begun, asked for, answered, made, and what came of them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rolodex.book import introduction_drafts as drafts
from rolodex.book import introduction_words as words_of
from rolodex.book.introduction_drafts import Draft
from rolodex.book.replying import Replying
from rolodex.book.telling import Telling
from rolodex.match import words
from rolodex.model import (
    INTRODUCTION,
    Answer,
    BadInput,
    Contact,
    FollowUp,
    Introduction,
    NotFound,
    Side,
)
from rolodex.sentence import Candidate
from rolodex.store import contacts, follow_ups, interactions, introductions, templates
from rolodex.templates import filled
from rolodex.text import one_line, shown, storable

_REMIND_AFTER = {"new": 3, "asking": 7, "ready": 1, "made": 28}
"""Days from a step to the follow-up that reminds of the next one, by the state that it led to."""

_TO = re.compile(r"\s+to\s+", re.IGNORECASE)
_RE = re.compile(r"\s+(?:re|about|regarding)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a typed name means, and whom else it could."""

    person: Contact
    others: tuple[str, ...] = ()
    """Names of others whom it fits, with their work and city."""


def read_introduction(line: str) -> tuple[tuple[str, ...], str]:
    """The names and the reason of a line: `ada to grace and emmy re compilers`.

    Raises BadInput for a line that does not say who is to be introduced to whom.
    """
    names, *why = _RE.split(one_line(line), maxsplit=1)
    first, *others = _TO.split(names, maxsplit=1)
    typed = (first.strip(), *(name for name in _AND.split("".join(others)) if name))
    if not typed[0] or len(typed) < 2:
        raise BadInput("Say who is to be introduced to whom: ada to grace re compilers.")
    return typed, " ".join(why).strip()


class Introducing(Telling, Replying):
    """The introductions of a book."""

    def introductions(self) -> list[Introduction]:
        """Every introduction: open ones by when they are due, then the others, the newest first."""
        every = introductions.listed(self._connection)
        ahead = sorted((one for one in every if one.is_open), key=lambda one: (one.due or "~", one.id))
        return [*ahead, *(one for one in reversed(every) if not one.is_open)]

    def introductions_of(self, contact: int) -> list[Introduction]:
        """Those in which somebody is one of the sides, in the order in which they were begun."""
        return introductions.of_contact(self._connection, contact)

    def introduction(self, id: int) -> Introduction:
        """The introduction of that id. Raises NotFound."""
        found = introductions.read(self._connection, id)
        if found is None:
            raise NotFound(f"There is no introduction {id}. `rolodex intro` lists them.")
        return found

    def people_meant(self, names: Sequence[str], about: str = "") -> list[Meant]:
        """Whom typed names mean, chosen together as those of a line of the log are.

        A first name that several have is the one met most, and met with the others; `about` are words that
        may speak for somebody. A misspelt name is never guessed. Raises NotFound, or Ambiguous with whom it
        could mean.
        """
        self._finish_index()
        known = self._names_known()
        known.picks = {}
        chosen = known.choose([one_line(name) for name in names], words(about))
        meant = []
        for name, candidates in zip(map(one_line, names), chosen, strict=True):
            exact = contacts.exactly(self._connection, name) if name else []
            if len(exact) == 1 or not name or not candidates or known.fit(name) is None:
                meant.append(Meant(self.get(exact[0]) if len(exact) == 1 else self.who(name, guess=False)))
                continue
            first, *others = [one for one in candidates if not exact or one.id in exact]
            meant.append(Meant(self.get(first.id), tuple(map(_named, others))))
        return meant

    def introduce(
        self, ids: Sequence[int], why: str = "", *, asked_by: int = 0, due: date | None = None
    ) -> Introduction:
        """Begin to introduce people to each other, with a follow-up about them by a local day.

        Who asked for it and is one of them agrees already. Raises BadInput for fewer than two, or where
        that was begun already; NotFound for people who are gone.
        """
        sides = [Side(contact=id) for id in dict.fromkeys(ids)]
        if len(sides) < 2:
            raise BadInput("It takes two people to introduce them to each other.")
        today = self.today.isoformat()
        begun = Introduction(
            sides=tuple(
                replace(side, answer="agreed", answered_on=today) if side.contact == asked_by else side
                for side in sides
            ),
            why=_re(why),
            asked_by=asked_by,
            begun_on=today,
        )
        for one in self.introductions_of(sides[0].contact):
            if one.is_open and {side.contact for side in one.sides} == set(ids):
                said = words_of.state(one, self.today)
                raise BadInput(f"Introduction {one.id} is of the same people: {shown(said)}.")
        with self._change("") as change:
            for id in (*ids, *([asked_by] if asked_by else [])):
                self.get(id)
            id = introductions.insert(self._connection, begun, uid=str(uuid.uuid4()), at=self._now())
            self._remind(id, due)
            change.label = shown(f"introduce {words_of.to(self.introduction(id))}")
        return self.introduction(id)

    def edit_introduction(self, introduction: Introduction) -> Introduction:
        """Make the stored introduction of the same id hold this reason and asker. Raises NotFound."""
        before = self.introduction(introduction.id)
        after = replace(before, why=_re(introduction.why), asked_by=introduction.asked_by)
        return self._step(before, after, f"edit the introduction of {words_of.to(before)}", moves=False)

    def ask_about_introduction(self, id: int, asked: Collection[int] = ()) -> Introduction:
        """Sides were asked today; without any all who were not asked. Raises NotFound or BadInput."""
        before = self.introduction(id)
        wanted = asked or [s.contact for s in before.sides if not s.asked_on and not s.answer]
        if not wanted:
            raise BadInput(f"All of them were asked: {words_of.state(before, self.today)}.")
        return self._with_sides(before, wanted, "asked", asked_on=self.today.isoformat())

    def answer_introduction(self, id: int, contact: int, answer: Answer) -> Introduction:
        """A side agreed or declined, today; empty takes the answer back. Raises NotFound or BadInput."""
        day = self.today.isoformat() if answer else ""
        return self._with_sides(
            self.introduction(id), [contact], answer or "no answer of", answer=answer, answered_on=day
        )

    def make_introduction(self, id: int) -> Introduction:
        """The introduction was made, today: a talk with all of them stands in the log.

        Raises NotFound, or BadInput where it was made already or somebody declined.
        """
        before = self.introduction(id)
        if before.state in ("made", "declined"):
            said = words_of.state(before, self.today)
            raise BadInput(f"It can't be made: {shown(said)}.")
        with self._change(shown(f"introduced {words_of.to(before)}")):
            ids = [side.contact for side in before.sides]
            entry = self.log(ids, before.why, kind=INTRODUCTION)
            after = replace(before, made_on=self.today.isoformat(), entry=entry.uid)
            return self._step(before, after, "")

    def tell_outcome(self, id: int, text: str) -> Introduction:
        """Say what came of an introduction; it stands behind the text of its entry in the log too.

        An empty text takes it back. Raises NotFound, or BadInput where it was not made.
        """
        before = self.introduction(id)
        if not before.made_on:
            raise BadInput("It was not made yet: first say that it was.")
        after = replace(before, outcome=one_line(text))
        with self._change(shown(f"what came of introducing {words_of.to(before)}")):
            for entry in interactions.of_uid(self._connection, before.entry):
                kept = entry.text.removesuffix(before.outcome).rstrip()
                said = "\n".join(part for part in (kept, after.outcome) if part)
                interactions.update(self._connection, entry, replace(entry, text=said))
            return self._step(before, after, "")

    def remind_of_introduction(self, id: int, due: date) -> Introduction:
        """Put the follow-up of an introduction on a local day. Raises NotFound, BadInput when it is over."""
        before = self.introduction(id)
        if not before.is_open:
            raise BadInput("There is nothing left to do about it.")
        with self._change(shown(f"remind of introducing {words_of.to(before)}")):
            self._remind(id, due)
        return self.introduction(id)

    def delete_introduction(self, id: int) -> None:
        """Delete an introduction with its follow-up; what the log says of it stays. Raises NotFound."""
        gone = self.introduction(id)
        with self._change(shown(f"delete the introduction of {words_of.to(gone)}")):
            follow_ups.delete(self._connection, introductions.reminders(self._connection, [id]))
            introductions.delete(self._connection, [id])

    def introduction_draft(self, id: int, contact: int = 0) -> Draft:
        """The message that asks a side, or without one the message to all that makes the introduction.

        Raises NotFound, or BadInput for somebody who is none of them.
        """
        one = self.introduction(id)
        people = {p.id: p for p in contacts.read(self._connection, [s.contact for s in one.sides])}
        ask, made = self.introduction_templates().values()
        if not contact:
            return drafts.making(one, people, made, self.me())
        self._check_sides(one, [contact])
        return drafts.asking(one, people, contact, ask, self.me())

    def introduction_templates(self) -> dict[str, str]:
        """The texts of the messages by name, as the person changed them: the one that asks comes first."""
        own = templates.listed(self._connection)
        return {name: own.get(name, text) for name, text in drafts.TEMPLATES.items()}

    def keep_introduction_template(self, name: str, text: str) -> None:
        """Write the messages so from now on; an empty text takes one's own away.

        Raises BadInput for a name that is none of them, or a placeholder that there is not.
        """
        if name not in drafts.TEMPLATES:
            raise BadInput(f"There is no template “{shown(name)}”: {', '.join(drafts.TEMPLATES)}.")
        kept = storable(text).strip()
        filled(kept, dict.fromkeys(drafts.PLACEHOLDERS, ""))
        with self._change(f"{'keep' if kept else 'forget'} the template {name}"):
            templates.keep(self._connection, name, kept)

    def side_of(self, introduction: Introduction, name: str) -> Side:
        """The side that a name means, of which the beginnings of words are enough. Raises BadInput."""
        typed = words(name)
        found = [
            side
            for side in introduction.sides
            if typed and all(any(own.startswith(word) for own in words(side.name)) for word in typed)
        ]
        if len(found) != 1:
            names = shown(words_of.joined([side.name for side in introduction.sides]))
            raise BadInput(f"“{shown(one_line(name))}” does not say which of them: {names}.")
        return found[0]

    def _with_sides(
        self, before: Introduction, wanted: Collection[int], said: str, **values: str
    ) -> Introduction:
        """The sides of those contacts with other values, as a change."""
        self._check_sides(before, wanted)
        if before.made_on:
            raise BadInput("It was made already.")
        sides = tuple(
            replace(side, **values) if side.contact in wanted else side  # type: ignore[arg-type]
            for side in before.sides
        )
        whom = words_of.joined([side.name for side in before.sides if side.contact in wanted])
        doing = f"asked {whom}" if said == "asked" else f"{whom} {said}"
        return self._step(before, replace(before, sides=sides), f"{doing}: introduce {words_of.to(before)}")

    def _check_sides(self, introduction: Introduction, wanted: Iterable[int]) -> None:
        if not {side.contact for side in introduction.sides}.issuperset(wanted):
            names = shown(words_of.joined([side.name for side in introduction.sides]))
            raise BadInput(f"The introduction is one of {names}, and of nobody else.")

    def _step(
        self, before: Introduction, after: Introduction, label: str, *, moves: bool = True
    ) -> Introduction:
        """Write an introduction and keep its follow-up in step; one that `moves` on is due anew."""
        with self._change(shown(label)):
            introductions.update(self._connection, after)
            self._remind(after.id, None if moves or not before.due else date.fromisoformat(before.due))
        return self.introduction(after.id)

    def _remind(self, id: int, due: date | None) -> None:
        """Have the follow-up say what is to be done next, and when; done where there is nothing left."""
        one = self.introduction(id)
        rows = follow_ups.read(self._connection, introductions.reminders(self._connection, [id]))
        if not one.is_open:
            for row in rows:
                follow_ups.update(self._connection, replace(row, done_on=self.today.isoformat()))
            return
        day = (due or self.today + timedelta(_REMIND_AFTER[one.state])).isoformat()
        text = one_line(words_of.reminder(one, self.today))
        for row in rows:
            follow_ups.update(self._connection, replace(row, due=day, since=day, text=text))
        if not rows:
            about = tuple(side.contact for side in one.sides)
            uid = str(uuid.uuid4())
            row = FollowUp(due=day, text=text, contacts=about)
            follow_ups.insert(self._connection, row, uid=uid, at=self._now())
            introductions.update(self._connection, replace(one, follow_up=uid))


def _named(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.about})" if candidate.about else candidate.name


def _re(why: str) -> str:
    """What they have to do with each other, without a `re` before it: every message writes its own."""
    line = one_line(why)
    return line[3:].strip() if line.casefold().startswith("re ") else line
