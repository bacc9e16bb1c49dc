"""Keeping in touch: by which day to talk to whom again, as contacts, tags and categories ask for it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from rolodex import dates
from rolodex.book.base import Base
from rolodex.model import Contact, Identity
from rolodex.store import cadences, categories, contacts, journal
from rolodex.text import counted, shown


class Touching(Base):
    """Cadences: how often to be in touch, and with whom touch is being lost."""

    _touch_seen: object = None
    _touch_by: Mapping[int, date]
    _cadence_of: Mapping[int, str] = MappingProxyType({})
    _reading_touch = False

    def touch_by(self) -> Mapping[int, date]:
        """The local day by which to be in touch with each who has a cadence, archived people left out.

        The nearest cadence wins, a `never` too: a contact's own, else that of the deepest of their tags, else
        the shortest of their categories'. It is counted from the last talk, and before the first from when
        they were added; a snooze puts the day off. Those whose day is today or gone are `is:losing-touch`.
        """
        seen = (journal.turn(self._connection), self.today, self._knows_everybody)
        if seen != self._touch_seen:
            self._touch_by, self._touch_seen = self._read_touch(), seen
        return self._touch_by

    def cadence_of(self, id: int) -> str:
        """The cadence that wins for a contact, `90d`; empty for one who has none, or is archived."""
        if not self._knows_everybody:
            self._finish_index_for_touch()
        return self.cadences().get(id, "") if id in self.touch_by() else ""

    def cadences(self) -> Mapping[int, str]:
        """The cadence that wins for each contact who has one, `90d`; archived people may be among them."""
        self.touch_by()
        return self._cadence_of

    def with_cadences(self, people: Iterable[Contact]) -> list[Contact]:
        """The contacts as lists show them: those without a cadence of their own with the one that wins.

        That is as it was when it was counted last (by `touch_by`, which a count of who is losing touch asks):
        a row does not wait for everybody to be counted.
        """
        known = self._cadence_of
        return [
            person if person.cadence else replace(person, cadence=known.get(person.id, ""))
            for person in people
        ]

    def identities(self, ids: Collection[int]) -> dict[int, Identity]:
        """Who those of the contacts are that are still there, by id: quicker than the whole of them."""
        return contacts.identities(self._connection, ids)

    def set_cadence(self, ids: Collection[int], every: str) -> int:
        """How often to be in touch with people: `90d`, `every 3 months`, `never`, or as their tags say.

        How many it changed; an empty text is as their tags and categories say. Raises BadInput for a text
        that is no length of time.
        """
        cadence = dates.read_cadence(every, or_never=True)
        with self._change("") as change:
            changed = cadences.set_own(self._connection, ids, cadence, at=self._now())
            change.label = f"keep in touch with {counted(changed)} {dates.how_often(cadence)}"
        return changed

    def snooze_touch(self, ids: Collection[int], until: date) -> int:
        """Remind of people no earlier than a local day, without pretending a talk; how many it changed."""
        with self._change("") as change:
            changed = cadences.snooze(self._connection, ids, until.isoformat())
            change.label = shown(f"snooze {counted(changed)} until {dates.spoken(until, self.today)}")
        return changed

    @property
    def _knows_everybody(self) -> bool:
        """Whether queries with words in them can be answered in full already."""
        raise NotImplementedError

    def _fitting(self, text: str) -> Collection[int]:
        """Whom a query fits, as far as is known yet."""
        raise NotImplementedError

    def _finish_index_for_touch(self) -> None:
        """See to it that `touch_by` is the whole answer."""
        raise NotImplementedError

    def _losing_touch(self) -> Collection[int]:
        if self._reading_touch:
            # the query of a category with a cadence asks for it: it can't say whom itself is about
            return ()
        return [id for id, day in self.touch_by().items() if day <= self.today]

    def _read_touch(self) -> dict[int, date]:
        self._reading_touch = True
        try:
            found = self._cadence_of = self._read_cadences()
        finally:
            self._reading_touch = False
        by: dict[int, date] = {}
        # very many people share a day and a cadence
        days: dict[tuple[str, str], date] = {}
        for contact, last_on, created_at, snoozed_until in cadences.since(self._connection, found):
            key = last_on or self._local_day(created_at), found[contact]
            if key not in days:
                days[key] = dates.later(date.fromisoformat(key[0]), key[1])
            by[contact] = days[key]
            if snoozed_until:
                by[contact] = max(days[key], date.fromisoformat(snoozed_until))
        return by

    def _local_day(self, at: str) -> str:
        return datetime.fromisoformat(at).astimezone(self._clock().tzinfo).date().isoformat()

    def _touch_queries(self) -> list[str]:
        """The queries of the categories that have a cadence."""
        return [row.query for row in categories.listed(self._connection) if row.cadence]

    def _read_cadences(self) -> dict[int, str]:
        """The cadence that wins for each contact who has one."""
        found: dict[int, str] = {}
        asking = [category for category in categories.listed(self._connection) if category.cadence]
        # what is written last wins: the longest before the shortest, and the lowest tags last
        for category in sorted(asking, key=lambda category: -_days(category.cadence)):
            found.update(dict.fromkeys(self._fitting(category.query), category.cadence))
        tagged = cadences.of_tags(self._connection)
        for _, cadence, ids in sorted(tagged, key=lambda row: (row[0].count("/"), -_days(row[1]))):
            found.update(dict.fromkeys(ids, cadence))
        found.update(cadences.of_contacts(self._connection))
        return {id: cadence for id, cadence in found.items() if cadence != dates.NEVER}


def _days(cadence: str) -> int:
    """For putting cadences in order: never is the longest."""
    return sys.maxsize if cadence == dates.NEVER else dates.read_length(cadence)
