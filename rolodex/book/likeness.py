"""What of a contact doubles are found by, and what was found, in words."""

from __future__ import annotations

from dataclasses import dataclass

from rolodex.match import fold
from rolodex.match.doubles import Evidence, Level, Pair
from rolodex.match.phones import phone_keys
from rolodex.model import Contact
from rolodex.text import shown


@dataclass(frozen=True, slots=True)
class Double:
    """Two contacts that are likely one person."""

    one: int
    """The contact that has been in the book longer."""
    other: int
    bits: float
    """How sure it is; each bit doubles the odds."""
    reasons: tuple[str, ...]
    """What speaks for it and against it, in words: `same email`, `Bob is Robert`, `other city`."""
    sure: bool
    """An email or user name in common, names that agree, and nothing against it."""


def keys_of(kind: str, label: str, value: str) -> list[str]:
    """What an email, phone, URL or handle is known by; nothing for an address."""
    text = value.strip().casefold()
    if kind == "phone":
        return [f"phone:{key}" for key in phone_keys(value)]
    if kind == "email" and "@" in text:
        return [f"email:{text}"]
    if kind == "handle":
        return [f"handle:{label.casefold()}:{text}"]
    if kind == "url":
        bare = text.partition("://")[2] or text
        return [f"url:{bare.removeprefix('www.').rstrip('/')}"]
    return []


def in_words(pair: Pair, one: Contact, other: Contact) -> Double:
    """What was found of two contacts, as a person is told it."""
    levels: dict[str, Level] = {evidence.column: evidence.level for evidence in pair.evidence}
    names = [levels[column] for column in ("given", "family") if column in levels]
    sure = (
        any(levels.get(kind) is Level.SAME for kind in ("email", "handle"))
        and bool(names)
        and Level.DIFFERENT not in names
        and "name" not in levels
        and all(levels.get(column) is not Level.DIFFERENT for column in ("handle", "birthday"))
    )
    by_weight = sorted(pair.evidence, key=lambda evidence: (evidence.bits < 0, -abs(evidence.bits)))
    reasons = [_reason(evidence, one, other) for evidence in by_weight]
    first, second = sorted((pair.one, pair.other))
    return Double(first, second, pair.bits, tuple(dict.fromkeys(reasons)), sure)


def _reason(evidence: Evidence, one: Contact, other: Contact) -> str:
    column = evidence.column.removeprefix("field:")
    if column == "name":
        return "given and family name swapped"
    if column in ("given", "family"):
        if evidence.level is Level.SAME:
            return "same name" if fold(one.name) == fold(other.name) else f"same {column} name"
        if evidence.level is Level.DIFFERENT:
            return f"other {column} name"
        return f"{shown(one.name)} is like {shown(other.name)}"
    if column == "handle":
        return "same user name" if evidence.level is Level.SAME else "two accounts on one service"
    if evidence.level is Level.SAME:
        return f"same {column}"
    return f"other {column}" if evidence.level is Level.DIFFERENT else f"{column} nearly the same"
