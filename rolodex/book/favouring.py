"""Favours: asked, asked again, answered, done; of them and of oneself."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from rolodex.book.following import Following
from rolodex.model import BadInput, Favour, FollowUp, NotFound, YesNo
from rolodex.sentence.favour_line import FavourLine
from rolodex.store import contacts, favours, follow_ups, shipped
from rolodex.store.ids import as_json
from rolodex.text import counted, fit, one_line, shown

_LABEL = 50
"""Cells of a favour in the journal's words."""


class Favouring(Following):
    """The favours of a book.

    A favour that has a day has a follow-up: that is due in the agenda, is put off and exported like every
    other. A promise is done with its follow-up, and the follow-up with the favour.
    """

    def add_favours(
        self, ids: Sequence[int], line: FavourLine, *, on: date | None = None, note: str = ""
    ) -> list[Favour]:
        """Keep what a line tells of each of some people, as one change; `on` is the local day, else today.

        Raises BadInput when there is nobody or nothing, or for a day to come; NotFound for people who are
        gone.
        """
        what, on = one_line(line.what), on or self.today
        if not ids:
            raise BadInput("Say of whom.")
        if not what:
            raise BadInput("Say what it is: asked for a reference, promised the slides by fri.")
        if on > self.today:
            raise BadInput("That day is still to come. Put it behind the favour to be reminded: by fri, +2w.")
        day = on.isoformat()
        told = Favour(
            what=what,
            whom=line.whom,
            asked_on=day,
            times=line.times,
            last_asked_on=day if line.times else "",
            answer=line.answer,
            answered_on=day if line.answer else "",
            note=one_line(note),
        )
        made = []
        with self._change("") as change:
            people = contacts.read(self._connection, list(dict.fromkeys(ids)))
            if len(people) < len(set(ids)):
                raise NotFound("Some of those people are no longer in the book.")
            whom = people[0].name if len(people) == 1 else counted(len(people))
            change.label = f"{_VERBS[line.way]} {shown(whom)}: {fit(shown(what), _LABEL).rstrip()}"
            for person in people:
                one = replace(told, contact=person.id, name=person.name)
                if line.by:
                    one = replace(one, follow_up=self._reminder(one, line.by).uid)
                made.append(favours.insert(self._connection, one, uid=str(uuid.uuid4()), at=self._now()))
        return favours.read(self._connection, made)

    def favours(self, contact: int) -> list[Favour]:
        """All with a contact, done and refused ones too, the oldest first."""
        return favours.of_contacts(self._connection, as_json([contact]))[contact]

    def open_favours(self) -> list[Favour]:
        """Of which something is still to come, the oldest first; not those of archived contacts."""
        return favours.open_ones(self._connection)

    def all_favours(self) -> list[Favour]:
        """Every favour, in the order in which they were written down."""
        return favours.listed(self._connection)

    def favour(self, id: int) -> Favour:
        """The favour of that number. Raises NotFound."""
        found = favours.read(self._connection, [id])
        if not found:
            raise NotFound(f"There is no favour {id}. `rolodex favour list` lists them.")
        return found[0]

    def ask_again(self, ids: Collection[int]) -> list[Favour]:
        """What is open was asked once more, today. Raises NotFound when none of it is open."""
        today = self.today.isoformat()
        return self._all(
            ids,
            "asked again",
            lambda one: replace(
                one, times=one.times + 1, asked_on=one.asked_on or today, last_asked_on=today
            ),
        )

    def answer_favours(self, ids: Collection[int], answer: YesNo) -> list[Favour]:
        """Yes or no was answered, today; an empty answer takes one back.

        What was refused is open no more, and its follow-up goes. Raises NotFound when none of it is open.
        """
        on = self.today.isoformat() if answer else ""

        def answered(one: Favour) -> Favour:
            return self._closed(replace(one, answer=answer, answered_on=on), done=False)

        return self._all(ids, f"answered {answer}" if answer else "not answered", answered)

    def finish_favours(self, ids: Collection[int]) -> list[Favour]:
        """What is open is done, today, and so is the follow-up that reminds of it.

        What was not answered was answered with it. Raises NotFound when none of it is open.
        """
        on = self.today.isoformat()

        def done(one: Favour) -> Favour:
            answered_on = one.answered_on or on
            return self._closed(replace(one, done_on=on, answer="yes", answered_on=answered_on), done=True)

        return self._all(ids, "done", done)

    def remind_of_favours(self, ids: Collection[int], due: date) -> list[Favour]:
        """Have a follow-up remind of each, on a local day. Raises NotFound when none of it is open."""
        return self._all(ids, "reminder of", lambda one: self._reminded(one, due))

    def edit_favour(self, favour: Favour) -> Favour:
        """Make the stored favour of the same id say this, with this note.

        Raises NotFound, or BadInput where it says nothing.
        """
        what = one_line(favour.what)
        if not what:
            raise BadInput("Say what it is.")
        with self._change(f"edit favour: {fit(shown(what), _LABEL).rstrip()}"):
            wanted = replace(self.favour(favour.id), what=what, note=one_line(favour.note))
            favours.update(self._connection, wanted)
        return self.favour(favour.id)

    def delete_favours(self, ids: Collection[int]) -> int:
        """Delete favours, with the follow-ups that remind of them; how many there were."""
        with self._change("") as change:
            rows = favours.read(self._connection, ids)
            change.label = f"delete {_named(rows)}"
            favours.delete(self._connection, [row.id for row in rows])
        return len(rows)

    def add_for_recruiters(self) -> list[str]:
        """Add the fields and categories for recruiters of a new book that this one lacks; their names."""
        with self._change("add what new books have for recruiters"):
            return shipped.add_for_recruiters(self._connection)

    def _all(self, ids: Collection[int], label: str, changed: Callable[[Favour], Favour]) -> list[Favour]:
        with self._change("") as change:
            rows = [row for row in favours.read(self._connection, ids) if row.is_open]
            if not rows:
                raise NotFound("That favour is done or refused already, or no longer there.")
            change.label = f"{label}: {_named(rows)}"
            for row in rows:
                favours.update(self._connection, changed(row))
        return favours.read(self._connection, [row.id for row in rows])

    def _reminder(self, favour: Favour, due: date) -> FollowUp:
        text = favour.what if favour.whom == "me" or favour.answer else f"ask again: {favour.what}"
        return self.follow_up([favour.contact], text, due=due)

    def _reminded(self, favour: Favour, due: date) -> Favour:
        if reminder := self._reminder_of(favour):
            follow_ups.update(self._connection, replace(reminder, due=due.isoformat(), since=due.isoformat()))
            return favour
        return replace(favour, follow_up=self._reminder(favour, due).uid)

    def _closed(self, favour: Favour, *, done: bool) -> Favour:
        """The favour; where nothing more is to come of it its follow-up is done, or goes."""
        if not favour.is_open and (reminder := self._reminder_of(favour)):
            if done:
                follow_ups.update(self._connection, replace(reminder, done_on=self.today.isoformat()))
            else:
                follow_ups.delete(self._connection, [reminder.id])
        return favour

    def _reminder_of(self, favour: Favour) -> FollowUp | None:
        """The follow-up that reminds of it, while that is open."""
        mine = follow_ups.of_contact(self._connection, favour.contact) if favour.due else []
        return next((row for row in mine if row.uid == favour.follow_up), None)


_VERBS = {
    "asked them": "ask",
    "asked me": "asked by",
    "promised": "promise",
    "promised me": "promised by",
}


def _named(rows: Sequence[Favour]) -> str:
    if len(rows) != 1:
        return counted(len(rows), "favour", "favours")
    return f"{fit(shown(rows[0].what), _LABEL).rstrip()} ({shown(rows[0].name)})"
