"""Address books of mail programs in a terminal as people: abook's file, aliases of mutt and neomutt."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rolodex.formats.addresses import Address, addresses_in
from rolodex.formats.days import read_day
from rolodex.formats.decode import decode
from rolodex.formats.draft import AddressPart, Draft, folded, records
from rolodex.formats.format import Format
from rolodex.formats.handles import handle_in_url
from rolodex.formats.sources import Source
from rolodex.formats.table import flat
from rolodex.model import BadInput, Labelled, Reading, Skipped
from rolodex.text import storable

ALIAS = "Alias"
"""The field that keeps by what short name a person is known to mutt."""

_LOOKED_AT = 64 * 2**10

_SECTION = re.compile(r"\[(.{1,100})\]\s*$")
# abook's database.c; `phone` and `fax` say nothing of what they are for, or only that
_PHONES = {"phone": "", "workphone": "work", "mobile": "mobile", "fax": "fax"}
_ADDRESS = ("address", "address2", "city", "state", "zip", "country")
_ONE = {"name": "name", "nick": "nickname"}
_ALIAS = re.compile(r"\s*alias\s+(?P<groups>(?:-group\s+\S+\s+)*)(?P<key>\S+)\s+(?P<rest>\S.*)$", re.DOTALL)
_TAGS = re.compile(r"\btags:([^\s]+)")


def recognises_abook(source: Source) -> bool:
    """Whether the file says that it is an address book of abook."""
    start = decode(source.data[:_LOOKED_AT])
    return start.startswith("# abook addressbook file") or bool(
        re.match(r"(?:\s*#[^\n]*\n|\s*\n)*\[format\]\s*\nprogram=abook", start)
    )


def recognises_aliases(source: Source) -> bool:
    """Whether a line of the file's beginning is an alias with an address."""
    start = decode(source.data[:_LOOKED_AT])
    found = (_ALIAS.match(line) for line in start.split("\n"))
    return any(line and "@" in line["rest"] for line in found)


def read_abook(source: Source, today: date) -> Reading:
    """The people of an abook addressbook. Keys that its settings added become fields.

    Raises BadInput where the file is none.
    """
    if not recognises_abook(source):
        raise BadInput(f"{source.name} is no address book of abook: its first line does not say so.")
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    for line, values in _sections(storable(decode(source.data)), skipped):
        draft = _abook_person(line, values, today)
        if draft.name():
            drafts.append(draft)
        else:
            skipped.append(Skipped(line, "nothing to call them by: no name, email or phone"))
    people, fields = records(drafts, today)
    return Reading(file=source.name, format="abook", records=people, fields=fields, skipped=tuple(skipped))


def _sections(text: str, skipped: list[Skipped]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each person with the line of their section, and their values by key."""
    values: dict[str, str] | None = None
    at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _SECTION.match(line):
            if values is not None:
                yield at, values
            values, at = (None if found[1] == "format" else {}), number
        elif line.strip() and not line.startswith("#") and values is not None:
            key, equals, value = line.partition("=")
            if equals:
                values[key.strip()] = value.strip()
            else:
                skipped.append(Skipped(number, "neither a section nor a key with its value"))
    if values is not None:
        yield at, values


def _abook_person(line: int, values: dict[str, str], today: date) -> Draft:
    draft = Draft(line)
    address: list[str] = []
    for key, value in values.items():
        if not value:
            continue
        if key in _ONE:
            draft.say(_ONE[key], key, flat(value))
        elif key == "email":
            points = dict.fromkeys(filter(None, map(flat, value.split(","))))
            draft.emails = tuple(map(Labelled, points))
        elif key in _PHONES:
            draft.phones += (Labelled(flat(value), _PHONES[key]),)
        elif key == "url":
            handle = handle_in_url(value)
            draft.handles += (handle,) if handle else ()
            draft.urls += () if handle else (Labelled(value),)
        elif key == "groups":
            draft.tags = tuple(filter(None, (flat(tag).strip("#/ ") for tag in value.split(","))))
        elif key == "notes":
            draft.say("note", key, value)
        elif key not in _ADDRESS:
            # a birthday is none of its own keys, but one that its manual gives as an example of a new one
            day = read_day(value, today) if key == "birthday" else None
            draft.say("birthday", key, day) if day else draft.keep(key.capitalize(), value)
    if values.get("city"):
        draft.say("city", "city", flat(values["city"]))
    for key in _ADDRESS:
        # rolodex writes the city into the address as well
        if (part := values.get(key, "")) and part not in "\n".join(address):
            address.append(part)
    if address and address != [values.get("city", "")]:
        draft.addresses = (AddressPart("", "whole", "\n".join(address), ""),)
    return draft


def read_aliases(source: Source, today: date) -> Reading:
    """The people of a file of aliases; lines of other settings are left out.

    The short name becomes a field, or where it stands for several people their tag; groups and neomutt's
    `tags:` are tags. Of two aliases of one name the later one counts. Raises BadInput where there is none.
    """
    if not recognises_aliases(source):
        raise BadInput(f"{source.name} holds no alias: no line of it is `alias KEY ADDRESS`.")
    aliases: dict[str, tuple[int, list[Address], list[str]]] = {}
    skipped: list[Skipped] = []
    for number, line in _lines(storable(decode(source.data))):
        if not (found := _ALIAS.match(line)):
            continue
        rest, _, comment = _without_comment(found["rest"])
        people = [one for one in addresses_in(rest.replace('\\"', '"').replace("\\", "")) if one.email]
        groups = re.findall(r"-group\s+(\S+)", found["groups"])
        groups += [tag for tags in _TAGS.findall(comment) for tag in tags.split(",") if tag]
        if people:
            aliases.pop(found["key"], None)
            aliases[found["key"]] = number, people, groups
        else:
            skipped.append(Skipped(number, "an alias without an address: other aliases are not followed"))
    return _aliased(source, aliases, skipped, today)


def _aliased(
    source: Source,
    aliases: dict[str, tuple[int, list[Address], list[str]]],
    skipped: Sequence[Skipped],
    today: date,
) -> Reading:
    drafts: dict[str, Draft] = {}
    by_email: dict[str, Draft] = {}
    for key, (line, people, groups) in aliases.items():
        tags = [*groups, key] if len(people) > 1 else groups
        for person in people:
            # a second address of the same person is another alias, with a number behind its key
            stem = _stem(key, aliases) if len(people) == 1 else ""
            email = person.email.casefold()
            same = f"{folded(person.name)}\t{stem}" if person.name and stem else email
            draft = by_email.get(email) or drafts.setdefault(same, Draft(line))
            by_email[email] = draft
            if person.name:
                draft.values.setdefault("name", person.name)
            if email not in {known.value.casefold() for known in draft.emails}:
                draft.emails += (Labelled(person.email),)
            draft.tags += tuple(tag.strip("#/ ") for tag in tags)
            if len(people) == 1:
                draft.fields.setdefault(ALIAS, key)
    found, fields = records(list(drafts.values()), today)
    text = tuple(replace(field, type="text") for field in fields)
    return Reading(file=source.name, format="mutt", records=found, fields=text, skipped=tuple(skipped))


def _stem(key: str, aliases: Collection[str]) -> str:
    """The alias that a key with a number behind it is one more of."""
    while (bare := re.sub("-[0-9]+$", "", key)) != key and bare in aliases:
        key = bare
    return key


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with the number at which it starts; a backslash at its end joins the next one to it."""
    start = 1
    parts: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not parts:
            start = number
        if line.endswith("\\"):
            parts.append(line[:-1])
            continue
        yield start, "".join((*parts, line))
        parts = []
    if parts:
        yield start, "".join(parts)


def _without_comment(text: str) -> tuple[str, str, str]:
    """What stands before and behind the first `#` that is outside of quotes."""
    quoted = False
    for at, character in enumerate(text):
        if character == '"' and text[at - 1 : at] != "\\":
            quoted = not quoted
        elif character == "#" and not quoted:
            return text[:at], "#", text[at + 1 :]
    return text, "", ""


ABOOK = Format("abook", "the address book of abook", recognises_abook, read_abook)
ALIASES = Format("mutt", "aliases of mutt and neomutt", recognises_aliases, read_aliases)
