"""How far one trusts people and how one knows them, as said by hand."""

from __future__ import annotations

from collections.abc import Collection

from rolodex import knowing
from rolodex.book.people import People
from rolodex.store import contacts
from rolodex.text import counted


class Trusting(People):
    """Trust, and what wins over the evidence of the log."""

    def trust(self, ids: Collection[int], text: str) -> int:
        """Say how far one trusts people: `vouch`, `would vouch`, or `-` for not said; how many it changed.

        Raises BadInput for what is no trust; then nothing is changed.
        """
        trust = knowing.read_trust(text)
        return self._say(ids, "trust", trust, "trust of", knowing.trust_words(trust) or "not said")

    def know(self, ids: Collection[int], text: str) -> int:
        """Say how one knows people: `met`, `never`, or `-` for as the log says; how many it changed.

        Nothing stronger counts then, and what is weaker stays. Raises BadInput for what is no way of knowing
        somebody; then nothing is changed.
        """
        way = knowing.read_way(text)
        said = knowing.way_words(way) or "as the log says"
        return self._say(ids, "known_by", way, "how you know", said)

    def _say(self, ids: Collection[int], column: str, value: str, what: str, said: str) -> int:
        with self._change("") as change:
            changed = contacts.set_values(self._connection, ids, {column: value}, {}, at=self._now())
            change.label = f"{what} {self._names(ids) or counted(changed)}: {said}"
        return changed
