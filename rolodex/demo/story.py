"""Three years of the demo book's log: who was met when, and with whom."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rolodex.demo.source import Circle, Event, Source
from rolodex.demo.telling import Known, Teller
from rolodex.model import Contact, Interaction

DAYS = 3 * 365
"""How far back the log goes."""

_WEIGHTS = {
    **{"friend": 11.0, "client": 10.0, "colleague": 8.0, "recruiter": 8.0, "supplier": 6.0},
    **{"group": 5.0, "conference": 5.0, "peer": 3.5, "stranger": 0.1},
}
"""How often one hears of somebody, by circle; of those in none of them, never."""
_AT_WORK = ("recruiter", "client", "colleague", "supplier")
_SHARED = ("meeting", "call", "event")
"""Kinds of which several people are part."""
_ALONE = ("recruiter", "peer", "stranger", "supplier")
_BETWEEN_EVENINGS = 28
"""Days from one evening of a group to the next."""


def known_people(
    people: Iterable[tuple[Contact, Circle]], events: Iterable[Event], today: date, rng: random.Random
) -> list[Known]:
    """The people, each with the day on which the log about them begins: the day you met, if it is known."""
    held = {event.name: event.on for event in events}
    return [
        Known(contact, circle, _begins(contact, held.get(contact.met_where), today, rng))
        for contact, circle in people
    ]


def _begins(contact: Contact, held: date | None, today: date, rng: random.Random) -> date:
    first, last = today - timedelta(days=DAYS), today - timedelta(days=1)
    met = contact.met_on or contact.fields.get("LinkedIn since", "")
    if len(met) == len("2019-05-12"):
        day = date.fromisoformat(met)
    elif held:
        day = held
    elif met[:4].isdigit():
        year, month = int(met[:4]), int(met[5:7] or rng.randint(1, 9))
        day = date(year, month, rng.randint(1, 28))
    else:
        day = first + timedelta(days=rng.randrange(DAYS - 60))
    return min(max(day, first), last)


class Story:
    """Makes the entries of the log. The same random numbers tell the same story."""

    def __init__(self, source: Source, people: Sequence[Known], today: date, rng: random.Random) -> None:
        self._source = source
        self._people = people
        self._today = today
        self._rng = rng
        self._teller = Teller(source, people, rng)
        self._events = {event.name for event in source.events}
        self._taken: set[tuple[int, date]] = set()

    def entries(self, number: int) -> list[Interaction]:
        """So many entries, oldest first, none of them after today."""
        told = [*self._jobs(), *self._firsts(), *self._evenings()]
        told += [self._any(person) for person in self._drawn(number - len(told))]
        return sorted(told, key=lambda entry: entry.on)

    def _jobs(self) -> Iterator[Interaction]:
        named = {person.contact.name: person.contact for person in self._people}
        for job in self._source.jobs:
            contact = named[job.name]
            on = self._today - timedelta(days=30 * job.months_ago + self._rng.randrange(20))
            text = f"changed job: {job.before} to {contact.company}"
            yield Interaction(on=on.isoformat(), kind="job change", text=text, contacts=(contact.id,))

    def _firsts(self) -> Iterator[Interaction]:
        """How it began, if it did so within the years of the log."""
        for person in self._people:
            at_event = person.contact.met_where in self._events
            circle = "conference-first" if at_event else f"{person.circle.circle}-first"
            begun = person.since > self._today - timedelta(days=DAYS)
            known = circle in self._source.phrases and (at_event or not circle.startswith("conference"))
            # a good third of the strangers were accepted without a word
            if begun and known and (person.circle.circle != "stranger" or self._rng.random() < 0.6):
                yield self._entry(circle, [person], person.since)

    def _evenings(self) -> Iterator[Interaction]:
        """The evenings of each group, with those one talked to."""
        groups = [circle for circle in self._source.phrases if circle.startswith("group/")]
        for number, group in enumerate(groups):
            members = [person for person in self._people if group in person.contact.tags]
            for ago in range(3 + 5 * number, DAYS, _BETWEEN_EVENINGS):
                on = self._today - timedelta(days=ago)
                there = [person for person in members if person.since <= on]
                if len(there) > 1:
                    met = self._rng.sample(there, min(len(there), self._rng.randint(2, 4)))
                    yield self._entry(group, met, on)

    def _drawn(self, number: int) -> list[Known]:
        """Whom the other entries are about: some people are heard of far more often than others."""
        weights = []
        for person in self._people:
            weight = _WEIGHTS.get(person.circle.circle, 0.0) * self._rng.uniform(0.3, 1.7)
            years = (self._today - person.since).days / 365
            weights.append(weight * (0.6 + years) * (1.5 if person.circle.flag == "starred" else 1))
        return self._rng.choices(self._people, weights, k=number)

    def _any(self, person: Known) -> Interaction:
        on = self._day(person)
        for _ in range(6):
            if (person.contact.id, on) not in self._taken:
                break
            on = self._day(person)
        return self._entry(person.circle.circle, [person], on)

    def _day(self, person: Known) -> date:
        """A day since you met; more of them are recent, as people who keep a log get better at it."""
        after = (self._today - person.since).days
        on = self._today - timedelta(days=int(after * self._rng.random() ** 1.4))
        if person.circle.circle in _AT_WORK and on.weekday() > 4:
            on = max(on - timedelta(days=on.weekday() - 4), person.since)
        return on

    def _entry(self, circle: str, people: list[Known], on: date) -> Interaction:
        person = people[0]
        phrase, text = self._teller.tell(circle, person, {"person": person.called})
        if circle == person.circle.circle and phrase.kind in _SHARED and not self._teller.about_one(phrase):
            people = [person, *self._others_there(person, on)]
        ids = tuple(known.contact.id for known in people)
        self._taken.update((id, on) for id in ids)
        return Interaction(on=on.isoformat(), kind=phrase.kind, text=text, contacts=ids)

    def _others_there(self, person: Known, on: date) -> list[Known]:
        """Who else was there, now and then: up to three from the same city, with the same tag or firm."""
        if person.circle.circle in _ALONE or self._rng.random() > 0.35:
            return []
        contact = person.contact
        around = [
            known
            for known in self._people
            if known is not person
            and known.since <= on
            and known.contact.city == contact.city
            and (known.shares_a_tag(person) or known.contact.company == contact.company)
        ]
        return self._rng.sample(around, min(len(around), self._rng.choice((1, 1, 1, 2, 3))))
