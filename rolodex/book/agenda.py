"""The agenda: what is due by when, with whom touch is lost, and whose day is near."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Literal

from rolodex import dates
from rolodex.book.due import GROUPS, Due
from rolodex.book.following import Following
from rolodex.book.found import Found, Heading
from rolodex.book.searching import Searching
from rolodex.model import NotFound
from rolodex.store import follow_ups, yearly
from rolodex.text import counted

AHEAD = 14
"""Days before a birthday or an anniversary from which on it is told."""

_MOST = 1000
"""Follow-ups read at a time: the later ones come up as the earlier are done."""


class Agenda(Following, Searching):
    """What a day begins with."""

    def agenda(self) -> list[Due]:
        """What is due, in the order of GROUPS and of the days in each.

        This week is the six days after today. Birthdays and anniversaries are told from AHEAD days before;
        one on 29 February is on the 28th in a year without (dates.next_birthday). Nothing about archived
        people alone is in it.
        """
        self._finish_index_for_touch()
        return self._lines()

    def _lines(self) -> list[Due]:
        """The agenda, as far as is known while the index is still being made."""
        dated = [*self._follow_ups(), *self._yearly()]
        dated.sort(key=lambda due: due.on)
        touch = [*self._touch()]
        touch.sort(key=lambda due: due.on)
        found = [*dated, *touch]
        return sorted(found, key=lambda due: GROUPS.index(due.group))

    def put_off(self, ids: Collection[int], until: date) -> tuple[int, int]:
        """Put off the next open follow-up with each of the people, of those who have none a talk that is due.

        How many follow-ups and how many talks, as one change. Raises NotFound when there is neither.
        """
        # before the change has its turn: what is counted under that turn must know of the change itself
        by = self.touch_by()
        with self._change("") as change:
            rows = self.next_follow_ups(ids)
            busy = {id for row in rows for id in row.contacts}
            waiting = [id for id in ids if id in by and id not in busy]
            if not rows and not waiting:
                raise NotFound("There is no follow-up with them, and no cadence to put off.")
            if rows:
                self.snooze([row.id for row in rows], until)
            if waiting:
                self.snooze_touch(waiting, until)
            people = counted(len(set(ids)))
            change.label = f"put off {people} until {dates.spoken(until, self.today)}"
        return len(rows), len(waiting)

    def agenda_found(self, text: str = "") -> Found:
        """The agenda as an answer to a query: one row a line of it, with the first person it is about."""
        asked = self.search(text, limit=0) if text.strip() else None
        fitting = set(asked.ids) if asked else None
        lines = [due for due in self._lines() if fitting is None or any(id in fitting for id in due.contacts)]
        headings = tuple(
            Heading(position, 0, due.group, sum(other.group == due.group for other in lines))
            for position, due in enumerate(lines)
            if not position or lines[position - 1].group != due.group
        )
        return Found(
            [due.contacts[0] for due in lines],
            headings,
            problems=asked.problems if asked else (),
            ready=asked.ready if asked else True,
            agenda=tuple(lines),
        )

    def _follow_ups(self) -> Iterator[Due]:
        for row in follow_ups.open_ones(self._connection, _MOST):
            on = date.fromisoformat(row.due)
            yield Due(
                kind="follow-up",
                on=on,
                text=row.text,
                contacts=row.contacts,
                group=self._group(on),
                follow_up=row.id,
                uid=row.uid,
                every=row.every,
            )

    def _yearly(self) -> Iterator[Due]:
        coming = [self.today + timedelta(days) for days in range(AHEAD + 1)]
        # somebody born on 29 February has their day on the 28th in most years
        days = sorted({day.strftime("%m-%d") for day in coming} | {"02-29"})
        for contact, born in yearly.birthdays(self._connection, days):
            yield from self._on_its_day("birthday", contact, "birthday", born)
        for contact, name, value in yearly.anniversaries(self._connection, days):
            yield from self._on_its_day("anniversary", contact, name, value)

    def _on_its_day(
        self, kind: Literal["birthday", "anniversary"], contact: int, what: str, value: str
    ) -> Iterator[Due]:
        on = dates.next_birthday(value, self.today)
        if on is None or (on - self.today).days > AHEAD:
            return
        years = dates.years_on(value, on)
        yield Due(
            kind=kind, on=on, text=what, contacts=(contact,), group=self._group(on), every="1y", years=years
        )

    def _touch(self) -> Iterator[Due]:
        by, cadences, today = self.touch_by(), self.cadences(), self.today
        for id, on in by.items():
            if on <= today:
                yield Due(
                    kind="touch", on=on, text="", contacts=(id,), group="Losing touch", every=cadences[id]
                )

    def _group(self, on: date) -> str:
        if on <= self.today:
            return "Today" if on == self.today else "Overdue"
        # not the calendar's week: on a Sunday evening Monday is what matters
        return "This week" if on < self.today + timedelta(7) else "Later"
