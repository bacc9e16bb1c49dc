"""Email addresses with their names, as mails, calendars and aliases have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses
from itertools import chain

from rolodex.text import one_line

# no address that a person has is longer, and no mail to more people is a talk with each of them
LONGEST = 64 * 2**10
"""Characters of a list of addresses that are read."""

_EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+$")
# Exchange puts the address into the name once more, or twice.
_IN_BRACKETS = re.compile(r"\s*[<(][^\s<>()@]+@[^\s<>()]+[>)]")
_GIVEN = re.compile(r"\s*[^\W\d_][^,;()@]{0,60}")
# What stands behind a comma and is no name.
_BEHIND = re.compile(
    r"\s*(?:[js]r|ph\.? ?d|m\.?d|m\.?a|b\.?a|mba|esq|ii+|iv|inc|ltd|llc|gmbh|ag|co|sir)\.?\s*", re.IGNORECASE
)
_ENCODED = re.compile(
    r"=\?[^?\s]{1,60}\?[bq]\?[^?]*\?=(?:\s*=\?[^?\s]{1,60}\?[bq]\?[^?]*\?=)*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a list."""

    name: str
    """On one line; empty where there is none, or only the address once more."""
    email: str


def addresses_in(text: str) -> list[Address]:
    """The addresses of a header or an alias: `Ada <ada@x>, "Hopper, Grace" <grace@y>, alan@z (Alan)`.

    Names in RFC 2047's encoded words are decoded. What is no address is left out.
    """
    try:
        found = getaddresses([text[:LONGEST]])
    # comments within comments, and a list that ends in the middle of a word
    except (RecursionError, IndexError, ValueError):
        return []
    addresses = []
    for name, email in found:
        email = one_line(email)
        if _EMAIL.match(email):
            name = name_in(name)
            addresses.append(Address("" if name.casefold() == email.casefold() else name, email))
    return addresses


def name_in(text: str) -> str:
    """The name beside an address, decoded, without quotes, the given name first: `"Hopper, Grace"`."""
    name = decoded(text).strip("'\" ")
    name = _IN_BRACKETS.sub("", name).strip("'\" ") or name
    family, comma, given = name.partition(",")
    swapped = comma and family.strip() and _GIVEN.fullmatch(given) and not _BEHIND.fullmatch(given)
    return f"{given.strip()} {family.strip()}" if swapped else name


def decoded(text: str) -> str:
    """A header on one line, its encoded words (RFC 2047) as what they stand for."""
    return one_line(_ENCODED.sub(lambda found: _words(found[0]), text)) if "=?" in text else one_line(text)


def _words(text: str) -> str:
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(part if isinstance(part, str) else _in_charset(part, charset) for part, charset in parts)


def _in_charset(data: bytes, charset: str | None) -> str:
    try:
        return data.decode(charset or "ascii", "replace")
    # a charset that nobody knows, or one of Python's that is none of text
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def owners(
    talks: Iterable[Iterable[str]], named: Iterable[tuple[str, str]], told: Collection[str] = ()
) -> frozenset[str]:
    """The addresses of whoever's talks these are: those `told`, or of who stands out, and what other ones
    have their name.

    `talks` are the addresses in each, `named` addresses and names as they stand beside each other. Of a name
    of one word there are many people. Addresses are case-folded.
    """
    names: dict[str, str] = {}
    for email, name in named:
        if len(name.split()) > 1:
            names.setdefault(email, name.casefold())
    own = set(told) or _standing_out({names.get(email, email) for email in talk} for talk in talks)
    called = {names.get(email, email) for email in own}
    return frozenset(own.difference(names.values()) | {at for at, name in names.items() if name in called})


def _standing_out(talks: Iterable[set[str]]) -> set[str]:
    """Whoever's talks these are, told by who stands in them; nobody where that is not sure.

    They stand in more of them than any other, in three at least, and in half of all; in most together with
    others, of whom there are three at least: else it may be a person of whom the file is.
    """
    groups = list(talks)
    (first, most), (_, next_most) = (*Counter(chain(*groups)).most_common(2), ("", 0), ("", 0))[:2]
    with_others = [talk - {first} for talk in groups if first in talk and len(talk) > 1]
    sure = most > next_most and most >= 3 and most * 2 >= len(groups)
    sure = sure and len(with_others) * 2 >= most and len(set(chain(*with_others))) >= 3
    return {first} if sure else set()
