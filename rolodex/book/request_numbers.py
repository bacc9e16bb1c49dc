"""Connection requests counted: by month, by who was known before, and what grew out of declined ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from rolodex.book.requesting import Requesting
from rolodex.dates import last_months
from rolodex.match import sort_key
from rolodex.model import Contact, Request, RequestNumbers
from rolodex.store import contacts, interactions, requests

_MONTHS = 24


class RequestCounting(Requesting):
    """The ledger in numbers."""

    def request_numbers(self) -> RequestNumbers:
        """All that came in, counted.

        Who asked is whom the request became, or who has the user name; of a request without a user name,
        as in LinkedIn's files up to 2021, the only contact of that name.
        """
        rows = [row for row in requests.everyone(self._connection) if row.direction == "in"]
        known = self._who_asked(rows) | self._only_ones_called(rows)
        people = {person.id: person for person in self.contacts(list(set(known.values())))}
        talked = interactions.first_talks(self._connection, people)
        before = sum(_was_known(row, talked.get(known.get(row.id, 0), "")) for row in rows)
        came_in = Counter(row.on[:7] for row in rows)
        accepted = Counter(row.on[:7] for row in rows if row.state == "accepted")
        months = [month.isoformat()[:7] for month in last_months(self.today, _MONTHS)]
        return RequestNumbers(
            months=tuple((month, came_in[month], accepted[month]) for month in months),
            known=before,
            strangers=len(rows) - before,
            accepted=sum(row.state == "accepted" for row in rows),
            declined=sum(row.state == "declined" for row in rows),
            replied=sum(bool(row.reply) for row in rows),
            answered=sum(bool(row.answered_on) for row in rows),
            grown=self._grown(rows, known, people),
        )

    def _only_ones_called(self, rows: Sequence[Request]) -> dict[int, int]:
        """By id of a request without a user name, and of nobody yet, the only contact of its name."""
        bare = {row.id: sort_key(row.name) for row in rows if not row.handle and not row.contact}
        alike = contacts.of_names(self._connection, set(bare.values()))
        return {id: alike[name][0] for id, name in bare.items() if len(alike.get(name, ())) == 1}

    def _grown(
        self, rows: Collection[Request], known: Mapping[int, int], people: Mapping[int, Contact]
    ) -> tuple[str, ...]:
        """The names of those who were declined and came after all, each once."""
        became = [row.contact for row in rows if row.state == "accepted" and row.contact]
        first_declined = requests.declined_before(self._connection, became)
        grown = {}
        for row in rows:
            person = people.get(known.get(row.id, 0))
            if person is None:
                continue
            later = row.state == "declined" and row.decided_on < max(
                self._local_day(person.created_at), person.last_interaction
            )
            if later or (row.state == "accepted" and row.id in first_declined):
                grown[person.id] = person.name
        return tuple(grown.values())

    def _local_day(self, at: str) -> str:
        """The local day of a time in UTC."""
        return datetime.fromisoformat(at).astimezone(self._clock().tzinfo).date().isoformat()


def _was_known(row: Request, first_talk: str) -> bool:
    """Whether there was a talk before the request, or on its day."""
    return bool(first_talk) and (not row.on or first_talk <= row.on)
