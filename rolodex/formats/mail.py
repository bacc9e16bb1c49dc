"""Address books of mail programs in a terminal: abook's file, and aliases for mutt, neomutt and aerc."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rolodex.formats.mail_books import ALIAS
from rolodex.formats.naming import slug, unique
from rolodex.model import Contact, Whole
from rolodex.text import one_line, shown

_KEYS_OF_PHONES = {"mobile": "mobile", "cell": "mobile", "work": "workphone", "fax": "fax", "work fax": "fax"}
_ADDRESS = re.compile(r"[^\s<>\"\\`$#;,()\[\]|&]+@[^\s<>\"\\`$#;,()\[\]|&]+")
# In a file of mutt's settings these quote, comment, run a command or stand for a variable.
_ACTS = re.compile(r"[\"\\`$#;<>]")


def abook(whole: Whole) -> bytes:
    """An address book of abook 0.6: one line a value, in the order of the people.

    The keys are those of abook's database.c. It knows one phone of a kind: of others the first is there.
    """
    parts = ["# abook addressbook file\n\n[format]\nprogram=abook\nversion=0.6.1\n\n"]
    for number, person in enumerate(whole.people):
        lines = [f"{key}={shown(one_line(value))}" for key, value in _abook_values(person) if value]
        parts.append("\n".join((f"\n[{number}]", *lines, "")))
    return "".join(parts).encode()


def _abook_values(person: Contact) -> Iterator[tuple[str, str]]:
    yield "name", person.name
    yield "email", ",".join(_addresses(person))
    phones: dict[str, str] = {}
    for phone in person.phones:
        phones.setdefault(_KEYS_OF_PHONES.get(phone.label.casefold(), "phone"), phone.value)
    yield from phones.items()
    if person.addresses:
        first, _, rest = person.addresses[0].value.partition("\n")
        yield "address", first
        yield "address2", rest
    yield "city", person.city
    yield "nick", person.nickname
    yield "url", person.urls[0].value if person.urls else ""
    yield "groups", ",".join(person.tags)
    yield "notes", person.note


def aliases(whole: Whole) -> bytes:
    """A line `alias KEY "NAME" <ADDRESS>` for each email, the key that an alias file gave or one of the name.

    What mutt would run or take for something else is left out of names; an address that holds such is left
    out itself. (mutt 2.2, commands.dox; parse_alias of its source.)
    """
    rows = [(person, address) for person in whole.people for address in _addresses(person)]
    keys = unique((slug(_called(person)) for person, _ in rows), "person")
    lines = []
    for key, (person, address) in zip(keys, rows, strict=True):
        name = " ".join(_ACTS.sub(" ", shown(person.name)).split())
        lines.append(
            f'alias {key} "{name}" <{shown(address)}>\n' if name else f"alias {key} {shown(address)}\n"
        )
    return "".join(lines).encode()


def reachable(whole: Whole) -> int:
    """How many people have an alias."""
    return sum(1 for person in whole.people if any(_addresses(person)))


def _addresses(person: Contact) -> Iterator[str]:
    return (email.value for email in person.emails if _ADDRESS.fullmatch(email.value))


def _called(person: Contact) -> str:
    return person.fields.get(ALIAS) or person.nickname or person.name
