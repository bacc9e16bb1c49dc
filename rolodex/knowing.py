"""How well one knows people: what is evidence of it, its words, and how far one trusts them.

A way of knowing somebody is found in the log, in how one met and in tags. What is said by hand wins: nothing
stronger counts then, and what is weaker stays, so that `never` is the end of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rolodex.model import BadInput
from rolodex.text import one_line, shown

TRUST: Mapping[str, str] = {
    "no": "do not know",
    "met": "met once",
    "know": "know",
    "vouch": "would vouch",
}
"""How far one trusts somebody, rising, and how it is said."""

TRUST_MARKS: Mapping[str, str] = {"no": "×", "met": "○", "know": "◐", "vouch": "●"}
"""The sign of each before a name in a list."""

WAYS: Mapping[str, str] = {
    "worked": "worked together",
    "met": "met in person",
    "talked": "talked",
    "wrote": "wrote",
    "recommended": "recommended",
}
"""The ways of knowing somebody, the strongest first, and how each is said."""

NEVER = "never"
"""No evidence of any of them."""

IN_TOUCH = ("worked", "met", "talked", "wrote")
"""The ways of which one at least there was with those whom one has not just heard of."""

MET, TALKED, WROTE = 4, 2, 1
"""What a log is evidence of, as the bits of a number."""

IN_PERSON_KINDS = (
    *("meeting", "event", "coffee", "lunch", "dinner", "breakfast", "drinks", "visit", "walk"),
    *("conference", "meetup", "workshop", "interview"),
)
"""Kinds of interactions that are meetings in person."""
SPOKEN_KINDS = ("call", "phone", "zoom", "video call")
"""Kinds in which one talked without meeting. Of any other that is not quiet one knows that one wrote."""

WORKED_FIELD = "worked together"
"""The name of the yes/no field that says so, folded."""
CONNECTED_FIELD = "LinkedIn since"
"""The field that holds the day of the connection. It is not the day you met: many never met at all."""

_WORKED_TAGS = frozenset(
    (
        *("colleague", "colleagues", "ex-colleague", "ex-colleagues", "former-colleague"),
        *("former-colleagues", "coworker", "coworkers", "co-worker", "co-workers", "worked-together"),
        "worked-with",
    )
)

# A place or a way to have met that is none in person, unless it was a gathering: LinkedIn, a Zoom call.
_AFAR = frozenset(
    (
        *("linkedin", "twitter", "facebook", "xing", "instagram", "mastodon", "bluesky", "reddit", "github"),
        *("gitlab", "discord", "slack", "telegram", "whatsapp", "skype", "zoom", "online", "email", "emails"),
        *("mail", "phone", "call", "webinar", "newsletter", "forum", "usenet", "irc"),
    )
)
_GATHERINGS = frozenset(
    (
        *("meetup", "conference", "conf", "summit", "party", "dinner", "lunch", "breakfast", "coffee"),
        *("office", "offsite", "hq", "universe", "event", "hallway", "workshop", "booth", "talk", "drinks"),
    )
)
_WORD = re.compile(r"[^\W_]+")

_ALSO = {"do not": "no", "not": "no", "don't know": "no", "met once": "met", "would": "vouch"}
_WAYS_ALSO = {"in person": "met", "colleague": "worked", "called": "talked", "none": NEVER}
_UNSAID = ("", "-", "unsaid", "not said")


def in_person(text: str) -> bool:
    """Whether a text about how or where one met tells of a meeting in person. Empty tells of none."""
    words = set(_WORD.findall(text.casefold()))
    return bool(words) and (words.isdisjoint(_AFAR) or not words.isdisjoint(_GATHERINGS))


def says_worked(tag: str) -> bool:
    """Whether a tag with this name says that one worked together: `#colleague`, `#acme/colleagues`."""
    return not _WORKED_TAGS.isdisjoint(tag.casefold().split("/"))


def ways(
    log: int,
    *,
    met_how: str = "",
    met_where: str = "",
    met_on: str = "",
    met_via: str = "",
    known_by: str = "",
    tags: Iterable[str] = (),
    fields: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """The keys of `WAYS` of which there is evidence, the strongest first.

    `log` has the bits `MET`, `TALKED` and `WROTE`; the rest is as in a Contact.
    """
    dated = bool(met_on) and not met_how and not met_where
    worked = any(map(says_worked, tags)) or any(
        name.casefold() == WORKED_FIELD and value == "yes" for name, value in (fields or {}).items()
    )
    found = {
        "worked": worked,
        "met": bool(log & MET) or dated or in_person(met_how) or in_person(met_where),
        "talked": bool(log & TALKED),
        "wrote": bool(log & WROTE),
        "recommended": bool(met_via),
    }
    return tuple(way for way in WAYS if way == known_by or (found[way] and way in weaker(known_by)))


def weaker(known_by: str) -> tuple[str, ...]:
    """The ways that still count beside what is said by hand; all of them where nothing is."""
    listed = tuple(WAYS)
    if not known_by:
        return listed
    return listed[listed.index(known_by) + 1 :] if known_by in WAYS else ()


def trust_words(trust: str) -> str:
    """How a trust is said; empty for none."""
    return TRUST.get(trust, "")


def way_words(way: str) -> str:
    """How a way that was said by hand is said, `never` too; empty for none."""
    return NEVER if way == NEVER else WAYS.get(way, "")


def known_words(known: Iterable[str]) -> str:
    """How the ways in which one knows somebody are said: `met in person, talked`; `never` for none."""
    return ", ".join(WAYS[way] for way in known) or NEVER


def read_trust(text: str) -> str:
    """A key of `TRUST`, or empty, of what somebody wrote. Raises BadInput."""
    return _read(text, TRUST, _ALSO, "trust", "no, met, know, vouch or - for not said")


def read_way(text: str) -> str:
    """A key of `WAYS`, `never`, or empty, of what somebody wrote. Raises BadInput."""
    return _read(
        text,
        {**WAYS, NEVER: NEVER},
        _WAYS_ALSO,
        "way of knowing somebody",
        "worked, met, talked, wrote, recommended, never or - for as the log says",
    )


def higher(values: Iterable[str], order: Iterable[str]) -> str:
    """Of some values the one that stands last in an order; empty where none stands there."""
    given = set(values)
    return next((one for one in reversed(list(order)) if one in given), "")


def _read(text: str, known: Mapping[str, str], also: Mapping[str, str], what: str, listed: str) -> str:
    wanted = one_line(text).casefold()
    if wanted in _UNSAID:
        return ""
    if wanted in known:
        return wanted
    said = {words: key for key, words in known.items()} | dict(also)
    if wanted not in said:
        raise BadInput(f"“{shown(one_line(text))}” is no {what}. Write {listed}.")
    return said[wanted]
