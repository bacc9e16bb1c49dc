"""The agenda: what is due by when, with whom touch is lost, and whose day is near."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Literal

from rolodex import dates, query
from rolodex.book.base import Clock, local_now
from rolodex.book.due import GROUPS, Due
from rolodex.book.following import Following
from rolodex.book.touching import Touching
from rolodex.model import NotFound
from rolodex.store import fields, follow_ups, select, yearly
from rolodex.text import counted

AHEAD = 14
"""Days before a birthday or an anniversary from which on it is told."""

_MOST = 1000
"""Follow-ups read at a time: the later ones come up as the earlier are done."""


def open_agenda(path: Path, *, clock: Clock = local_now, origin: str = "library") -> Agenda:
    """The agenda of the book at `path`, and no more: it is there before the rest of the book is loaded.

    Raises CannotOpen where there is no book, NotABook or NewerBook.
    """
    alone = _Alone(path, clock=clock, origin=origin, create=False)
    if alone.suffices:
        return alone
    alone.close()
    from rolodex.book.agenda_found import AgendaFound

    return AgendaFound(path, clock=clock, origin=origin, create=False)


class Agenda(Following, Touching):
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


class _Alone(Agenda):
    """The agenda without search, which few categories with a cadence need."""

    _knows_everybody = True

    @property
    def suffices(self) -> bool:
        """Whether the rows alone say whom each category with a cadence is about."""
        leaves = [leaf for text in self._touch_queries() for leaf in query.leaves(self._parsed(text).where)]
        return not any(isinstance(leaf, query.Words) or leaf == query.LOSING_TOUCH for leaf in leaves)

    def _finish_index_for_touch(self) -> None:
        """There is nothing to finish."""

    def _fitting(self, text: str) -> Collection[int]:
        zone = self._clock().tzinfo or UTC
        return select.present(self._connection, self._parsed(text).where, lambda _: (), zone=zone)

    def _parsed(self, text: str) -> query.Query:
        return query.parse(text, fields=fields.listed(self._connection), today=self.today)
