"""Links: who worked with whom, who knows whom; and around somebody, who came into the book through whom."""

from __future__ import annotations

from rolodex.book.people import People
from rolodex.model import LINK_KINDS, BadInput, Link
from rolodex.store import links
from rolodex.text import one_line, shown

_LONGEST = 40
"""Characters of a kind of link."""


class Linking(People):
    """The links of a book."""

    def link(self, one: int, other: int, kind: str = LINK_KINDS[0]) -> bool:
        """Link two people; whether they were not linked so before.

        Raises NotFound for people who are gone, BadInput for one person or a kind that is no short word.
        """
        said = read_kind(kind)
        first, second = self.get(one), self.get(other)
        if one == other:
            raise BadInput("A link is between two people.")
        with self._change(shown(f"{first.name} {said} {second.name}")):
            return links.add(self._connection, [Link(one, other, said)]) > 0

    def unlink(self, one: int, other: int, kind: str = "") -> int:
        """Take away the links of two people, of one kind or all of them; how many there were."""
        said = read_kind(kind) if kind else ""
        first, second = self.get(one), self.get(other)
        with self._change(shown(f"unlink {first.name} and {second.name}")):
            return links.delete(self._connection, one, other, said)

    def links_of(self, contact: int) -> list[tuple[int, str, str]]:
        """Id and name of whom somebody is linked with, and the kind; by name."""
        return links.of_contact(self._connection, contact)


def read_kind(text: str) -> str:
    """A kind of link as it is kept. Raises BadInput for what is no short word."""
    kind = one_line(text).casefold()
    if not kind or len(kind) > _LONGEST:
        raise BadInput(f"A link is a few words such as {' or '.join(LINK_KINDS)}, not “{shown(kind[:50])}”.")
    return kind
