"""The words of an entry in the demo book's log: a phrase that fits the person, filled in."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rolodex.demo.source import Circle, Phrase, Source
from rolodex.model import Contact

HOME = "Berlin"
"""Where the book's owner lives: people there are met in cafés, the others in their cities."""

_WITH = {"recruiter": "colleague", "client": "colleague", "supplier": "colleague", "stranger": "colleague"}
"""Of which circle {other} is, where it is not the person's own."""
_NO_COMPANY = ("", "Independent", "Self-employed", "Retired")
_BLANK = re.compile(r"\{([a-z]+)\}")
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Known:
    """One person of the book and how the owner knows them."""

    contact: Contact
    circle: Circle
    since: date
    """When the log about them begins."""

    @property
    def called(self) -> str:
        """What the owner calls them."""
        contact = self.contact
        return contact.nickname or contact.given or contact.name.split()[0]

    @property
    def at_home(self) -> bool:
        return self.contact.city == HOME

    def shares_a_tag(self, other: Known) -> bool:
        """Whether both carry one tag: of the same event, group or discipline."""
        return not set(self.contact.tags).isdisjoint(other.contact.tags)


@dataclass(slots=True)
class Teller:
    """Picks phrases so that nothing is said twice while something else is left to say."""

    source: Source
    people: Sequence[Known]
    rng: random.Random
    _used: Counter[str] = field(default_factory=Counter)
    _used_of: Counter[tuple[int, str]] = field(default_factory=Counter)
    _said: set[str] = field(default_factory=set)

    def tell(self, circle: str, person: Known, extra: Mapping[str, str]) -> tuple[Phrase, str]:
        """A phrase of a circle and its text for the person; `extra` are more words in braces."""
        phrases = self._fitting(circle, person)
        for phrase in phrases[:8]:
            for _ in range(_TRIES):
                text = self._filled(phrase.text, person, extra)
                if text not in self._said:
                    return phrase, self._noted(phrase, text, person)
        phrase = phrases[0]
        for _ in range(_TRIES):
            tail = self._filled(self.rng.choice(self.source.words[f"then {phrase.kind}"]), person, extra)
            text = f"{self._filled(phrase.text, person, extra)}. {tail[0].upper()}{tail[1:]}"
            if text not in self._said:
                break
        return phrase, self._noted(phrase, text, person)

    def about_one(self, phrase: Phrase) -> bool:
        """Whether the phrase says something that is true of one person only."""
        return not {"given", "company", "city", "other"}.isdisjoint(_BLANK.findall(phrase.text))

    def _noted(self, phrase: Phrase, text: str, person: Known) -> str:
        self._said.add(text)
        self._used[phrase.text] += 1
        self._used_of[person.contact.id, phrase.text] += 1
        return text

    def _fitting(self, circle: str, person: Known) -> list[Phrase]:
        """What may be said of the person, the least used first, and first what was not said of them yet."""
        where = "here" if person.at_home else "away"
        told = [*self.source.phrases.get(circle, ()), *self.source.phrases.get(f"{circle}-{where}", ())]
        notes = self.rng.random() < 0.3
        fitting = [p for p in told if self._fits(p, person) and (notes or p.kind != "note")]

        def worn(phrase: Phrase) -> tuple[int, int, float]:
            said_of = self._used_of[person.contact.id, phrase.text]
            return said_of, self._used[phrase.text], self.rng.random()

        return sorted(fitting, key=worn)

    def _fits(self, phrase: Phrase, person: Known) -> bool:
        blanks = set(_BLANK.findall(phrase.text))
        if ("place" in blanks and not person.at_home) or ("city" in blanks and not person.contact.city):
            return False
        if "city" in blanks and person.at_home:
            return False
        return "company" not in blanks or person.contact.company not in _NO_COMPANY

    def _filled(self, text: str, person: Known, extra: Mapping[str, str]) -> str:
        own = {"given": person.called, "company": person.contact.company, "city": person.contact.city}
        own |= extra

        def word(found: re.Match[str]) -> str:
            blank = found[1]
            if blank in own:
                return own[blank]
            if blank == "topic":
                return self.rng.choice(person.circle.topics)
            if blank == "other":
                return self._other(person)
            return self.rng.choice(self.source.words[blank])

        return _BLANK.sub(word, text)

    def _other(self, person: Known) -> str:
        """Somebody else whom the person may know."""
        circle = _WITH.get(person.circle.circle, person.circle.circle)
        around = [known for known in self.people if known.circle.circle == circle and known is not person]
        near = [known for known in around if known.shares_a_tag(person)]
        return self.rng.choice(near or around).contact.name
