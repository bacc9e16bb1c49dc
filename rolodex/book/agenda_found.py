"""The agenda as an answer to a query, for lists of people."""

from __future__ import annotations

from rolodex.book.agenda import Agenda
from rolodex.book.found import Found, Heading
from rolodex.book.searching import Searching


class AgendaFound(Agenda, Searching):
    """What a day begins with, and who of those in it a query fits."""

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
