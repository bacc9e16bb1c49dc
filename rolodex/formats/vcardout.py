"""People as vCards 3.0 and 4.0: the lines that came in and are still true, and lines for all else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Literal

from rolodex.formats.card_facts import DEPARTMENT, SEVERAL, TEXTS, Fact, FieldNames, facts, labels_of
from rolodex.formats.content_lines import Line, as_text, escaped, folded
from rolodex.formats.handles import handle_in_url
from rolodex.formats.own_lines import AS_GIVEN, AS_URL, OWN
from rolodex.formats.vcard import lines_of
from rolodex.model import Contact, Field, Handle, Whole

Version = Literal["3.0", "4.0"]

CARD = "vcard"
"""Stands in the book as the source of the lines of a card."""

_LINES = {part: name for name, part in TEXTS.items()} | {"name": "FN", "nickname": "NICKNAME", "note": "NOTE"}
_TYPES = {
    **{"home": "HOME", "work": "WORK", "mobile": "CELL", "fax": "FAX", "pager": "PAGER", "main": "MAIN"},
    **{"work fax": "WORK,FAX", "home fax": "HOME,FAX"},
}
_POINTS = {"email": "EMAIL", "phone": "TEL", "url": "URL", "address": "ADR"}
_DATA_URI = re.compile(r"data:image/(\w+);base64,(.*)", re.IGNORECASE | re.DOTALL)
# Written anew in the form that the version asks for, whatever form they came in.
_ANEW = ("BDAY", "NOTE")
# Lines that stand in every card once.
_ONCE = ("UID", "VERSION", "BEGIN", "END")


def written(whole: Whole, version: Version) -> bytes:
    """One file of all the cards."""
    return b"".join(files(whole, version).values())


def files(whole: Whole, version: Version) -> dict[str, bytes]:
    """Each card as a file of its own, named after the uid, as a vdir wants it.

    https://vdirsyncer.pimutils.org/en/stable/vdir.html
    """
    kept: dict[int, list[str]] = {}
    for source in whole.sources:
        if source.source == CARD:
            kept.setdefault(source.contact, []).append(source.said)
    types = {field.name: field for field in whole.fields}
    found: dict[str, bytes] = {}
    for person in whole.people:
        name = re.sub(r"[^\w.-]", "-", person.uid).strip(".") or "card"
        while f"{name}.vcf" in found:
            name += "-"
        lines = _card(person, kept.get(person.id, ()), types, version)
        found[f"{name}.vcf"] = "".join(map(folded, lines)).encode()
    return found


def short(person: Contact, version: Version = "3.0") -> str:
    """A card to hand around: name, work, ways to reach them; nothing that was written down about them."""
    told = Contact(
        name=person.name,
        given=person.given,
        family=person.family,
        company=person.company,
        title=person.title,
        emails=person.emails,
        phones=person.phones,
        urls=person.urls,
    )
    urls = [f"URL:{url}" for handle in person.handles if (url := _profile(handle))]
    lines = [*_fresh(_facts(told, {}), told, version), *urls]
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def _profile(handle: Handle) -> str:
    """The page of a user name, where the service has one that is surely known."""
    known = {
        "linkedin": "https://www.linkedin.com/in/",
        "github": "https://github.com/",
        "x": "https://x.com/",
    }
    plain = re.fullmatch(r"[\w.-]+", handle.name, re.ASCII)
    return f"{known[handle.service]}{handle.name}" if plain and handle.service in known else ""


def _card(person: Contact, kept: Sequence[str], types: dict[str, Field], version: Version) -> Iterator[str]:
    wanted = _facts(person, types)
    still_true = _StillTrue(wanted, version)
    raw: list[Line] = []
    uid = ""
    for text in kept:
        came_as, lines = lines_of(text)
        uid = uid or next((line.value for line in lines if line.name == "UID"), "")
        raw += still_true.of(lines, came_as)
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"UID:{uid or escaped(person.uid)}"
    taken = {line.group.casefold() for line in raw if line.group}
    yield from _fresh(wanted, person, version, taken, has_n=any(line.name == "N" for line in raw))
    yield from map(as_text, raw)
    yield "END:VCARD"


def _facts(person: Contact, types: dict[str, Field]) -> dict[Fact, None]:
    """All that a contact has and a card can say, in the order of lines."""
    one = ("name", "given", "family", "nickname", "company", *TEXTS.values(), "birthday", "note")
    found = [Fact(what, value) for what in one if (value := getattr(person, what))]
    if not person.given and not person.family:
        found.append(Fact("given", person.name))
    points = (("email", "emails"), ("phone", "phones"), ("url", "urls"), ("address", "addresses"))
    for what, several in points:
        found += [Fact(what, point.value, point.label) for point in getattr(person, several)]
    found += [Fact("handle", handle.name, handle.service) for handle in person.handles]
    found += [Fact("tag", tag) for tag in person.tags]
    for name, value in person.fields.items():
        found.append(Fact("field", value, f"{types[name].type if name in types else 'text'} {name}"))
    if person.starred:
        found.append(Fact("starred", "yes"))
    return dict.fromkeys(found)


class _StillTrue:
    """Takes from cards the lines that say nothing of a contact, and those that say what still holds."""

    def __init__(self, wanted: dict[Fact, None], version: Version) -> None:
        """`wanted` loses what the lines say that are taken."""
        self._wanted = wanted
        self._all = frozenset(wanted)
        self._points = {(fact.what, fact.value.casefold()) for fact in wanted if fact.what in SEVERAL}
        self._tags = {_as_tag(fact.value): fact for fact in wanted if fact.what == "tag"}
        self._named = {fact for fact in wanted if fact.what in ("given", "family")}
        self._version = version

    def of(self, lines: Sequence[Line], came_as: str) -> Iterator[Line]:
        """The lines of one card, as the version has them."""
        labels = labels_of(lines)
        taken: list[Line] = []
        dropped: set[str] = set()
        seen: set[tuple[str, str]] = set()
        names = FieldNames()
        for line in lines:
            read = [names.named(fact) for fact in facts(line, labels)]
            said = [self._as_here(fact) for fact in read if self._was_read(fact, seen)]
            if line.name in _ONCE:
                continue
            if (said or line.name == "N") and (
                line.name in _ANEW or self._is_old(line, came_as) or not self._holds(line, said, seen)
            ):
                dropped.add(line.group)
                continue
            for fact in said:
                self._wanted.pop(fact, None)
                seen.add((fact.what, fact.value.casefold()))
            taken.append(_in_version(line, self._version))
        used = {line.group for line in taken if line.name != "X-ABLABEL"}
        for line in taken:
            if line.name != "X-ABLABEL" or line.group in used or line.group not in dropped:
                yield line

    def _as_here(self, fact: Fact) -> Fact:
        return self._tags.get(_as_tag(fact.value), fact) if fact.what == "tag" else fact

    @staticmethod
    def _was_read(fact: Fact, seen: set[tuple[str, str]]) -> bool:
        """Whether reading took it: of what a contact has one of, the first line counts."""
        if fact.what in SEVERAL or fact.what == "note":
            return True
        first = (fact.what, "") not in seen
        seen.add((fact.what, ""))
        return first

    def _holds(self, line: Line, said: Sequence[Fact], seen: set[tuple[str, str]]) -> bool:
        if line.name == "N" and not self._named <= set(said):
            return False
        # a city that a contact was given since says nothing against the address
        needed = [fact for fact in said if fact.what != "city"] or said
        return all(fact in self._all or self._is_second(fact, seen) for fact in needed)

    def _is_second(self, fact: Fact, seen: set[tuple[str, str]]) -> bool:
        """Whether an earlier line said the value with another label, and the contact has it still."""
        point = (fact.what, fact.value.casefold())
        return point in seen and point in self._points

    def _is_old(self, line: Line, came_as: str) -> bool:
        """Whether the value is written as only 4.0 has it, and the other is asked for."""
        return came_as == "4.0" != self._version and line.name == "TEL" and line.parameter("VALUE") == "uri"


def _as_tag(name: str) -> str:
    return "-".join(name.split()).casefold()


def _in_version(line: Line, version: str) -> Line:
    if line.name in ("FN", "TITLE"):
        # Gmail leaves commas as they are, and other programs cut the name there
        return Line(line.group, line.name, line.parameters, escaped(line.text))
    if line.name not in ("PHOTO", "LOGO"):
        return line
    if version == "3.0" and (uri := _DATA_URI.fullmatch(line.value.replace("\\,", ",").replace("\\;", ";"))):
        return Line(line.group, line.name, f";ENCODING=b;TYPE={uri[1].upper()}", uri[2])
    if version == "4.0" and line.parameter("ENCODING") == "b":
        kind = line.parameter("TYPE") or "jpeg"
        return Line(line.group, line.name, "", f"data:image/{kind};base64,{line.value}")
    return line


def _fresh(
    wanted: Iterable[Fact],
    person: Contact,
    version: Version,
    taken: Iterable[str] = (),
    *,
    has_n: bool = False,
) -> Iterator[str]:
    """Lines for facts; N is there in any case, since 3.0 asks for it."""
    facts_left = list(wanted)
    taken = set(taken)
    groups = (f"item{number}" for number in count(1) if f"item{number}" not in taken)
    named = any(fact.what in ("given", "family") for fact in facts_left)
    for fact in facts_left:
        if fact.what in _LINES and (fact.what != "city" or person.addresses):
            yield f"{_LINES[fact.what]}:{escaped(fact.value)}"
        elif fact.what in _POINTS:
            yield from _point(fact, groups)
    if named or not has_n:
        given = person.given if person.given or person.family else person.name
        as_given = f";{AS_GIVEN}=yes" if person.given == person.name and not person.family else ""
        yield f"N{as_given}:{escaped(person.family)};{escaped(given)};;;"
    yield from _others(facts_left, person, version)


def _others(wanted: Sequence[Fact], person: Contact, version: Version) -> Iterator[str]:
    has_company = any(fact.what == "company" for fact in wanted)
    units = (fact for fact in wanted if fact.label == DEPARTMENT and "\n" not in fact.value)
    unit = next(units, None) if has_company else None
    for fact in wanted:
        value = escaped(fact.value)
        match fact.what:
            case "company":
                yield f"ORG:{value};{escaped(unit.value)}" if unit else f"ORG:{value}"
            case "field" if fact is unit:
                pass
            case "city" if not person.addresses:
                yield f"ADR:;;;{value};;;"
            case "birthday":
                yield _birthday(fact.value, version)
            case "handle":
                yield f"{OWN}HANDLE:{escaped(fact.label)};{value}"
            case "field":
                type_, _, name = fact.label.partition(" ")
                yield f"{OWN}FIELD:{type_};{escaped(name)};{value}"
            case "starred":
                yield f"{OWN}STARRED:yes"
    if tags := [escaped(fact.value) for fact in wanted if fact.what == "tag"]:
        yield f"CATEGORIES:{','.join(tags)}"


def _point(fact: Fact, groups: Iterator[str]) -> Iterator[str]:
    name, label = _POINTS[fact.what], fact.label
    value = f";;{escaped(fact.value)};;;;" if name == "ADR" else escaped(fact.value)
    if not label:
        as_url = f";{AS_URL}=yes" if name == "URL" and handle_in_url(fact.value) else ""
        yield f"{name}{as_url}:{value}"
    elif label in _TYPES:
        yield f"{name};TYPE={_TYPES[label]}:{value}"
    else:
        group = next(groups)
        yield f"{group}.{name}:{value}"
        yield f"{group}.X-ABLabel:{escaped(label)}"


def _birthday(day: str, version: Version) -> str:
    """RFC 6350, section 4.3.1; 3.0 knows no day without a year, and Apple's way is the one that is read."""
    if not day.startswith("--"):
        return f"BDAY:{day}"
    if version == "4.0":
        return f"BDAY:{day[:4]}{day[5:]}"
    return f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{day[2:]}"
