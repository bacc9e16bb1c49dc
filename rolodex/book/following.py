"""Follow-ups: what is to be done about whom by a day, once or again and again."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from rolodex import dates
from rolodex.book.base import Base
from rolodex.model import BadInput, FollowUp, NotFound
from rolodex.store import contacts, favours, follow_ups
from rolodex.store.ids import as_json
from rolodex.text import counted, fit, one_line, shown

_LABEL = 60
"""Cells of a follow-up's text in the journal's words."""


class Following(Base):
    """The follow-ups of a book."""

    def follow_up(self, ids: Sequence[int], text: str = "", *, due: date, every: str = "") -> FollowUp:
        """Keep in mind something to do about people by a local day, and with `every` again and again.

        `every` is a length as people write it: `90d`, `every 3 months`. Raises BadInput when there is nobody
        or `every` is no length, NotFound for people who are gone.
        """
        if not ids:
            raise BadInput("Say about whom.")
        wanted = FollowUp(
            due=due.isoformat(),
            text=one_line(text),
            every=dates.read_cadence(every),
            contacts=tuple(dict.fromkeys(ids)),
        )
        with self._change("") as change:
            people = contacts.read(self._connection, wanted.contacts)
            if len(people) < len(wanted.contacts):
                raise NotFound("Some of those people are no longer in the book.")
            whom = people[0].name if len(people) == 1 else counted(len(people))
            change.label = shown(f"follow up with {whom} {dates.spoken(due, self.today)}")
            id = follow_ups.insert(self._connection, wanted, uid=str(uuid.uuid4()), at=self._now())
        return self._follow_up(id)

    def edit_follow_up(self, follow_up: FollowUp) -> FollowUp:
        """Make the stored follow-up of the same id hold this day, text and repetition.

        Raises NotFound, or BadInput for a day or a length that is none.
        """
        try:
            due = date.fromisoformat(follow_up.due).isoformat()
        except ValueError:
            raise BadInput(
                f"“{shown(follow_up.due)}” is not a day. Write it as in {self.today.isoformat()}."
            ) from None
        text, every = one_line(follow_up.text), dates.read_cadence(follow_up.every)
        with self._change("") as change:
            before = self._follow_up(follow_up.id)
            again = due != before.due or every != before.every
            since = due if again else before.since
            wanted = replace(before, due=due, text=text, every=every, since=since)
            change.label = f"edit {_named(wanted)}"
            follow_ups.update(self._connection, wanted)
        return self._follow_up(follow_up.id)

    def finish(self, ids: Collection[int]) -> list[FollowUp]:
        """Follow-ups are done, today; what comes next of those that come again.

        The next day of one that comes every month is counted from its first, so that the 31st stays the
        31st where the month has one; days that are gone already are left out. A promise that one of them
        reminds of is done with it. Raises NotFound.
        """
        coming = []
        with self._change("") as change:
            done = self._open_ones(ids)
            change.label = f"done: {_named_or_counted(done)}"
            for row in done:
                follow_ups.update(self._connection, replace(row, done_on=self.today.isoformat()))
                if row.every and (day := self._next_day(row)):
                    after, uid = (
                        replace(row, due=day.isoformat(), since=row.since or row.due),
                        str(uuid.uuid4()),
                    )
                    coming.append(follow_ups.insert(self._connection, after, uid=uid, at=self._now()))
                    favours.remind_again(self._connection, row.uid, uid)
                else:
                    favours.settle(self._connection, row.uid, self.today.isoformat())
        return follow_ups.read(self._connection, coming)

    def snooze(self, ids: Collection[int], until: date) -> int:
        """Put open follow-ups off to a local day; how many. Raises NotFound when none of them is open."""
        with self._change("") as change:
            rows = self._open_ones(ids)
            said = dates.spoken(until, self.today)
            change.label = shown(f"snooze {_named_or_counted(rows)} until {said}")
            for row in rows:
                follow_ups.update(self._connection, replace(row, due=until.isoformat()))
        return len(rows)

    def delete_follow_ups(self, ids: Collection[int]) -> int:
        """Delete follow-ups, done or not; how many there were."""
        with self._change("") as change:
            rows = follow_ups.read(self._connection, ids)
            change.label = f"delete {_named_or_counted(rows)}"
            follow_ups.delete(self._connection, [row.id for row in rows])
        return len(rows)

    def next_follow_ups(self, ids: Collection[int]) -> list[FollowUp]:
        """The earliest open follow-up about each of the people, each once, the earliest due first."""
        found = follow_ups.next_ids(self._connection, as_json(ids))
        return follow_ups.read(self._connection, set(found.values()))

    def follow_ups(self, contact: int) -> list[FollowUp]:
        """All follow-ups about a contact, done ones too, the earliest due first."""
        return follow_ups.of_contact(self._connection, contact)

    def _follow_up(self, id: int) -> FollowUp:
        found = follow_ups.read(self._connection, [id])
        if not found:
            raise NotFound("That follow-up is no longer there.")
        return found[0]

    def _open_ones(self, ids: Collection[int]) -> list[FollowUp]:
        rows = [row for row in follow_ups.read(self._connection, ids) if not row.done_on]
        if not rows:
            raise NotFound("That follow-up is done already, or no longer there.")
        return rows

    def _next_day(self, row: FollowUp) -> date | None:
        """The day on which it comes again; None where the calendar ends before."""
        first = date.fromisoformat(row.since or row.due)
        after = max(self.today, date.fromisoformat(row.due))
        times = 1
        while (day := dates.later(first, row.every, times)) <= after < date.max:
            times += 1
        return day if day > after else None


def _named_or_counted(rows: Sequence[FollowUp]) -> str:
    return _named(rows[0]) if len(rows) == 1 else counted(len(rows), "follow-up", "follow-ups")


def _named(row: FollowUp) -> str:
    """A follow-up as the journal's labels have it: its text, else whom it is about."""
    return fit(shown(row.text or f"follow up with {', '.join(row.names) or 'nobody'}"), _LABEL).rstrip()
