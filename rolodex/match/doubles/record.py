"""What is compared of a person: names, keys such as an email, and facts by column, ready to be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rolodex.match.folding import fold, romanised, words

_TITLES = frozenset(
    ["dr", "prof", "mr", "mrs", "ms", "miss", "sir", "dame", "phd", "md", "jr", "sr", "ii", "iii"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One person as a book or a table tells of them. Everything may be missing."""

    id: int
    name: str = ""
    """In full; looked at only where `given` and `family` are both empty."""
    given: str = ""
    family: str = ""
    nickname: str = ""
    keys: Sequence[str] = ()
    """What is nearly always one person's: `email:ada@example.org`, `handle:x:ada`, `phone:+442079460000`,
    `url:example.org/ada`."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Anything else by column: company, city, birthday, postcode, ..."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record, folded."""

    id: int
    given: str
    """Folded words with single spaces, as are all texts here."""
    family: str
    nickname: str
    keys: frozenset[str]
    facts: Mapping[str, str]


def prepare(record: Record) -> Prepared:
    """The record as it is compared: without case, accents, titles and punctuation, in Latin letters."""
    given, family = _plain(record.given), _plain(record.family)
    if not given and not family:
        given, family = parted(record.name)
    facts = {column: text for column, value in record.facts.items() if (text := _plain(value))}
    return Prepared(record.id, given, family, _plain(record.nickname), frozenset(record.keys), facts)


def parted(name: str) -> tuple[str, str]:
    """Given and family name of a full name, folded: `Lovelace, Ada` and `Dr. Ada Lovelace` are the same.

    A single word is a given name: the family name is missing.
    """
    last, comma, first = name.partition(",")
    found = [word for word in _plain(first).split() if word not in _TITLES] if comma else []
    if found:
        return " ".join(found), " ".join(word for word in _plain(last).split() if word not in _TITLES)
    plain = _plain(last).split()
    found = [word for word in plain if word not in _TITLES] or plain
    return (" ".join(found[:-1]), found[-1]) if len(found) > 1 else ("".join(found), "")


def _plain(text: str) -> str:
    if text.isascii():
        return " ".join(words(text))
    return " ".join(words(romanised(text) or fold(text)))
