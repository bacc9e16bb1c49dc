"""Who should know each other: one is looking for what the other has, and nobody has introduced them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rolodex.book.introduction_words import first_name
from rolodex.book.people import People
from rolodex.model import Contact
from rolodex.store import contacts, journal, ties, wishes
from rolodex.store.wishes import Place

if TYPE_CHECKING:
    from rolodex.match.pairs import Meeting, Offer, Wants

LOOKING_FOR, CAN_HELP_WITH = "looking for", "can help with"
"""The names of the two fields, case-folded, that say it."""

_CARRIED = 0.6
"""What a word of a tag or a company weighs, beside one of what somebody can help with."""
_SAME_COMPANY, _SAME_CITY, _SAME_TAG = 0.4, 0.4, 0.2
"""What it adds that they have that in common: little, for it is no reason by itself."""
_SHARED_TAGS = 3
_AT_ONCE = 100
"""Pairs that are looked at together for whether they know each other already."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who should know each other."""

    one: Contact
    """Who is looking for something that the other has."""
    other: Contact
    reasons: tuple[str, ...]
    """The first says what one is looking for, and what the other has."""
    score: float


class Pairing(People):
    """Pairs of people."""

    _wants: tuple[dict[int, str], dict[int, str], Wants] | None = None
    _wants_turn = -1

    def pairs(self, limit: int = 20, *, within: Collection[int] | None = None) -> list[Pair]:
        """At most `limit` pairs, the best first; of `within` one of each pair at least.

        One is `looking for` what the other `can help with`, or has a tag or works at a company of that name;
        words are compared without endings, and rare ones weigh more. The same company, city or tags add a
        little. Who has to do with each other already, or was to be introduced, is left out.
        """
        needs, gives, wants = self._wanted_now()
        found: list[tuple[float, Meeting]] = []
        ranked = wants.likely(within)
        for start in range(0, len(ranked), _AT_ONCE):
            found += self._strangers(ranked[start : start + _AT_ONCE])
            if len(found) >= limit:
                break
        found.sort(key=lambda one: -one[0])
        best = found[:limit]
        ids = [id for _, meeting in best for id in (meeting.one, meeting.other)]
        people = {person.id: person for person in contacts.read(self._connection, ids)}
        return [self._pair(people[m.one], people[m.other], needs, gives, score) for score, m in best]

    def _wanted_now(self) -> tuple[dict[int, str], dict[int, str], Wants]:
        """What is looked for and offered, by contact, and by its words; kept until the book changes."""
        turn = journal.turn(self._connection)
        if self._wants is None or turn != self._wants_turn:
            from rolodex.match.pairs import Wants

            needs = wishes.of_field(self._connection, LOOKING_FOR)
            gives = wishes.of_field(self._connection, CAN_HELP_WITH)
            self._wants = needs, gives, Wants(needs, list(self._offers(needs, gives)))
            self._wants_turn = turn
        return self._wants

    def _offers(self, needs: dict[int, str], gives: dict[int, str]) -> Iterator[Offer]:
        from rolodex.match.pairs import Offer, keys

        for id, text in gives.items():
            yield Offer(text, (id,))
        wanted = {key for text in needs.values() for key in keys(text)}
        named = {id: name for id, name in wishes.tags(self._connection) if keys(_spaced(name)) & wanted}
        for tag, carriers in wishes.carriers(self._connection, named).items():
            yield Offer(_spaced(named[tag]), carriers, _CARRIED)
        for company, staff in wishes.companies(self._connection, lambda name: keys(name) & wanted):
            yield Offer(company, staff, _CARRIED)

    def _strangers(self, some: Sequence[Meeting]) -> Iterator[tuple[float, Meeting]]:
        """Those who have nothing to do with each other yet, with what else they have in common added."""
        ids = {id for meeting in some for id in (meeting.one, meeting.other)}
        acquainted = {
            (tie.one, tie.other) for of in ties.around(self._connection, ids).values() for tie in of
        }
        acquainted.update(ties.to_be_introduced(self._connection, ids))
        places = wishes.places(self._connection, ids)
        for meeting in some:
            if (meeting.one, meeting.other) not in acquainted:
                one, other = places[meeting.one], places[meeting.other]
                extra = sum(weight for weight, _ in _in_common(one, other))
                yield meeting.score + extra, meeting

    def _pair(
        self, one: Contact, other: Contact, needs: dict[int, str], gives: dict[int, str], score: float
    ) -> Pair:
        said = _has(one, other, needs, gives)
        if not said:
            one, other = other, one
            said = _has(one, other, needs, gives)
        back = _has(other, one, needs, gives)
        shared = _in_common(_place(one), _place(other))
        return Pair(one, other, tuple(filter(None, (said, back, *(words for _, words in shared)))), score)


def _has(needer: Contact, giver: Contact, needs: dict[int, str], gives: dict[int, str]) -> str:
    """In words what one is looking for and the other has; empty where there is nothing."""
    from rolodex.match.pairs import meets

    need = needs.get(needer.id, "")
    give = gives.get(giver.id, "")
    if not need:
        return ""
    names = [needer.name, giver.name]
    who, whom = (first_name(name, names) for name in names)
    looking = f"{who} is looking for {_short(need)}"
    if meets(need, give):
        return f"{looking}, {whom} can help with {_short(give)}"
    tags = [tag for tag in giver.tags if meets(need, _spaced(tag))]
    if tags:
        return f"{looking}, {whom} is #{tags[0]}"
    return f"{looking}, {whom} is at {giver.company}" if meets(need, giver.company) else ""


def _in_common(one: Place, other: Place) -> list[tuple[float, str]]:
    found = []
    if one.company and one.company.casefold() == other.company.casefold():
        found.append((_SAME_COMPANY, f"both at {one.company}"))
    if one.city and one.city.casefold() == other.city.casefold():
        found.append((_SAME_CITY, f"both in {one.city}"))
    shared = [tag for tag in one.tags if tag in other.tags][:_SHARED_TAGS]
    if shared:
        found.append((_SAME_TAG * len(shared), f"both {' '.join(f'#{tag}' for tag in shared)}"))
    return found


def _place(person: Contact) -> Place:
    return Place(person.company, person.city, person.tags)


def _spaced(tag: str) -> str:
    """The words of a tag."""
    return tag.replace("/", " ").replace("-", " ")


def _short(text: str) -> str:
    return " ".join(text.split())
