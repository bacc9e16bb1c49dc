"""vCards 2.1, 3.0 and 4.0 as people: what a contact has a place for is taken, and every line is kept.

The lines go into the book beside the contact (`Record.card`), so that vcardout writes back what is still true
and what nobody here understood: photos, departments, keys, the X- lines of every program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rolodex import dates
from rolodex.formats.content_lines import Card, Line, cards, parsed, split, unescaped
from rolodex.formats.draft import Draft
from rolodex.formats.format import Format
from rolodex.formats.handles import SERVICES, handle_in, handle_in_url
from rolodex.formats.own_lines import AS_GIVEN, AS_URL, OWN
from rolodex.formats.sources import Source
from rolodex.knowing import read_trust, read_way
from rolodex.model import (
    FIELD_TYPES,
    BadInput,
    Contact,
    Field,
    FieldType,
    Handle,
    Labelled,
    Reading,
    Record,
    Skipped,
)
from rolodex.text import one_line
from rolodex.values import canonical

TEXTS = {
    "TITLE": "title",
    f"{OWN}CITY": "city",
    f"{OWN}MET-HOW": "met_how",
    f"{OWN}MET-WHERE": "met_where",
    f"{OWN}MET-ON": "met_on",
    f"{OWN}MET-VIA": "met_via",
    f"{OWN}TRUST": "trust",
    f"{OWN}KNOWN": "known_by",
    f"{OWN}CADENCE": "cadence",
}
"""Lines that are one text of a contact."""

SEVERAL = ("email", "phone", "url", "address", "handle", "tag", "field")
"""What a contact has any number of. Of all else it takes the first; notes are put together."""
_NAMING = ("name", "given", "family", "nickname", "company")

# Types that say nothing for a reader: https://www.rfc-editor.org/rfc/rfc2426#section-3.3.1
_SAY_NOTHING = frozenset(
    ("pref", "internet", "voice", "x400", "msg", "text", "other", "intl", "parcel", "postal")
)
_LABELS = {"cell": "mobile", "iphone": "mobile", "x-mobil": "mobile"}
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
# Handles that vCards of desktop programs have lines of their own for.
_IM = {f"X-{name.upper()}": service for name, service in SERVICES.items()} | {"X-SKYPE-USERNAME": "skype"}
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)|(\d{4})-(\d\d)|(\d{4})|--(\d\d)-?(\d\d)|--(\d\d)")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a line says of a contact."""

    what: str
    """The name of what a contact has one of; `email`, `phone`, `url`, `address`, `handle`, `tag`, `field`."""
    value: str
    label: str = ""
    """Of a handle the service, of a field its type and name with a space between."""


def facts(line: Line, labels: Mapping[str, str]) -> list[Fact]:
    """What a line says that a contact has a place for, all or nothing; `labels` are those of groups."""
    read = _READ.get(line.name)
    if read is not None:
        return read(line, labels.get(line.group, "") if line.group else "")
    if line.name in TEXTS:
        return _if(TEXTS[line.name], one_line(line.text))
    if line.name in _IM:
        return _handle(line.text, _IM[line.name])
    return []


def labels_of(lines: Iterable[Line]) -> dict[str, str]:
    """What Apple and Google call the lines of a group, by group."""
    found = ((line.group, one_line(line.text)) for line in lines if line.name == "X-ABLABEL" and line.group)
    return {group: _plain_label(text) for group, text in found}


def recognises(source: Source) -> bool:
    """Whether the file begins a card."""
    start = source.data[:4000].replace(b"\0", b"").upper()
    return b"BEGIN:VCARD" in start or (
        source.base_name.lower().endswith((".vcf", ".vcard")) and b"BEGIN:VCARD" in source.data.upper()
    )


def read(source: Source, today: date) -> Reading:
    """The people of a file of cards. Groups of Apple's become tags of their members.

    Raises BadInput when there is no card in it.
    """
    people: list[Record] = []
    skipped: list[Skipped] = []
    groups: list[Card] = []
    types: dict[str, FieldType] = {}
    card = None
    for card in cards(source.data):
        if card.is_cut:
            skipped.append(Skipped(card.at, "a card that is not ended: the file is cut off"))
        elif _is_group(card):
            groups.append(card)
        elif record := _record(card, types):
            people.append(record)
        else:
            skipped.append(Skipped(card.at, "nothing to call them by: no name, email, phone or company"))
    if card is None:
        raise BadInput(f"{source.name} holds no vCard: no line of it says BEGIN:VCARD.")
    return Reading(
        file=source.name,
        format="vcard",
        cut=card.is_cut,
        records=tuple(_tagged(people, groups)),
        fields=tuple(Field(name, type_) for name, type_ in types.items()),
        skipped=tuple(skipped),
    )


def _record(card: Card, types: dict[str, FieldType]) -> Record | None:
    labels = labels_of(card.lines)
    values: dict[str, str] = {}
    several: dict[str, list[Fact]] = {}
    for line in card.lines:
        for fact in facts(line, labels):
            if fact.what in SEVERAL:
                several.setdefault(fact.what, []).append(fact)
            elif fact.what == "note" and "note" in values:
                values["note"] += f"\n{fact.value}"
            else:
                values.setdefault(fact.what, fact.value)
    if values.get("given") == values.get("name") and "family" not in values and not _says_given(card):
        values.pop("given", None)
    points = {what: _points(several.get(what, ())) for what in ("email", "phone", "url", "address")}
    handles = dict.fromkeys(Handle(fact.label, fact.value) for fact in several.get("handle", ()))
    draft = Draft(
        card.at,
        {part: values[part] for part in _NAMING if part in values},
        emails=points["email"],
        phones=points["phone"],
        handles=tuple(handles),
    )
    # a card is of somebody, be it a company
    name = one_line(draft.name() or draft.values.get("company", ""))
    if not name:
        return None
    fields: dict[str, str] = {}
    for fact in several.get("field", ()):
        type_, _, field = fact.label.partition(" ")
        if field not in fields:
            fields[field] = fact.value
            types.setdefault(field, type_)  # type: ignore[arg-type]
    contact = Contact(
        name=name,
        emails=points["email"],
        phones=points["phone"],
        urls=points["url"],
        addresses=points["address"],
        handles=tuple(handles),
        tags=tuple(sorted({fact.value for fact in several.get("tag", ())})),
        fields=fields,
        starred=values.pop("starred", "") == "yes",
        **{part: value for part, value in values.items() if part != "name"},  # type: ignore[arg-type]
    )
    uid = next((one_line(line.text).casefold() for line in card.lines if line.name == "UID"), "")
    keys = (f"vcard:{uid}", *draft.keys(name)) if uid else draft.keys(name)
    text = "\n".join((f"VERSION:{card.version}", *map(str, card.lines)))
    return Record(contact=contact, line=card.at, keys=keys, card=text)


def _says_given(card: Card) -> bool:
    return any(line.name == "N" and line.parameter(AS_GIVEN) for line in card.lines)


def lines_of(text: str) -> tuple[str, list[Line]]:
    """The version and the lines of a card, as a Record has them."""
    version, *rest = text.split("\n")
    return version.partition(":")[2], [line for line in map(parsed, rest) if line]


def _points(found: Iterable[Fact]) -> tuple[Labelled, ...]:
    """Each value once, with its first label."""
    points: dict[str, Labelled] = {}
    for fact in found:
        points.setdefault(fact.value.casefold(), Labelled(fact.value, fact.label))
    return tuple(points.values())


def _is_group(card: Card) -> bool:
    kinds = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
    return any(line.name in kinds and line.value.strip().lower() == "group" for line in card.lines)


def _tagged(people: Sequence[Record], groups: Iterable[Card]) -> Sequence[Record]:
    by_uid = {key: at for at, one in enumerate(people) for key in one.keys[:1] if key.startswith("vcard:")}
    tagged = list(people)
    for group in groups:
        name = next((one_line(line.text) for line in group.lines if line.name == "FN"), "")
        for line in group.lines:
            member = line.text.strip().casefold().removeprefix("urn:uuid:")
            at = by_uid.get(f"vcard:{member}", by_uid.get(f"vcard:urn:uuid:{member}"))
            if name and at is not None and line.name.removeprefix("X-ADDRESSBOOKSERVER-") == "MEMBER":
                contact = tagged[at].contact
                tags = tuple(sorted({*contact.tags, name}))
                tagged[at] = replace(tagged[at], contact=replace(contact, tags=tags))
    return tagged


# What each line says. All of it is one line of text, but for notes, addresses and fields.


def _if(what: str, value: str, label: str = "") -> list[Fact]:
    return [Fact(what, value, label)] if value else []


def _plain_label(text: str) -> str:
    """Apple's own labels are words of English between signs; the others are as the person wrote them."""
    own = _APPLE_LABEL.fullmatch(text)
    return _LABELS.get(own[1].lower(), own[1].lower()) if own else text


def _label(line: Line, called: str) -> str:
    if called:
        return called
    types = [kind for kind in line.parameter("TYPE").split(",") if kind and kind not in _SAY_NOTHING]
    known = dict.fromkeys(_LABELS.get(kind, kind) for kind in types)
    place = [kind for kind in known if kind in ("work", "home")]
    other = [kind for kind in known if kind in ("fax", "mobile", "pager", "main", "car")]
    if "mobile" in other:
        return "mobile"
    return " ".join((*place[:1], *other[:1])) or next(iter(known), "")


def _n(line: Line, _called: str) -> list[Fact]:
    family, given, middle = (*map(one_line, line.parts), "", "", "")[:3]
    given = given or ("" if family else middle)
    return _if("given", given) + _if("family", family)


def _email(line: Line, called: str) -> list[Fact]:
    value = line.text.strip()
    return _if("email", re.sub("^mailto:", "", value, flags=re.IGNORECASE), _label(line, called))


def _tel(line: Line, called: str) -> list[Fact]:
    value = line.text.strip()
    if value.lower().startswith("tel:"):
        value = value[4:].replace(";ext=", " ext. ")
    return _if("phone", value, _label(line, called))


def _url(line: Line, called: str) -> list[Fact]:
    value = line.text.strip()
    label = _label(line, called)
    is_profile = (not label or label.lower() == "profile") and not line.parameter(AS_URL)
    handle = handle_in_url(value) if is_profile else None
    return [Fact("handle", handle.name, handle.service)] if handle else _if("url", value, label)


def _adr(line: Line, called: str) -> list[Fact]:
    box, extended, street, city, region, postcode, country = (*line.parts, *[""] * 7)[:7]
    place = " ".join(filter(None, (postcode, city)))
    lines = [street, extended, box, ", ".join(filter(None, (place, region))), country]
    text = "\n".join(part.strip() for part in lines if part.strip())
    said = _if("city", one_line(city))
    # only a city is no address
    return said if text == city.strip() and said else [*_if("address", text, _label(line, called)), *said]


def _bday(line: Line, _called: str) -> list[Fact]:
    omitted = line.parameter("X-APPLE-OMIT-YEAR")
    return _if("birthday", _day(line.text, omitted))


def _anniversary(line: Line, _called: str) -> list[Fact]:
    return _if("field", _day(line.text), "date anniversary")


def _abdate(line: Line, called: str) -> list[Fact]:
    return _anniversary(line, "") if called.lower() == "anniversary" else []


def _day(text: str, omitted: str = "") -> str:
    """A day in the form of the book, which may lack the year; empty when it is none."""
    found = _DAY.match(text.strip())
    if not found or (found.end() < len(text.strip()) and text.strip()[found.end()] not in "T "):
        return ""
    year = found[1] or found[4] or found[6]
    month, day = found[2] or found[5] or found[7] or found[9], found[3] or found[8]
    if year and year == omitted:
        year = None
    whole = "-".join(part for part in (year or "-", month, day) if part)
    try:
        return str(dates.PartialDate.parse(whole))
    except BadInput:
        return ""


def _categories(line: Line, _called: str) -> list[Fact]:
    names = (one_line(unescaped(part)).strip("#/ ") for part in split(line.value, ","))
    return [Fact("tag", name) for name in names if name]


def _social(line: Line, _called: str) -> list[Fact]:
    service = line.parameter("SERVICE-TYPE") or line.parameter("TYPE").split(",")[0]
    return _handle(line.parameter("X-USER") or line.text, SERVICES.get(service, service))


def _impp(line: Line, _called: str) -> list[Fact]:
    scheme, _, name = line.text.partition(":")
    service = line.parameter("X-SERVICE-TYPE") or scheme.lower().removeprefix("x-apple:")
    return _handle(name.removeprefix("//"), SERVICES.get(service, service)) if name else []


def _handle(text: str, service: str) -> list[Fact]:
    found = handle_in(one_line(text), service) if service else None
    return [Fact("handle", found.name, found.service)] if found else []


def _own_handle(line: Line, _called: str) -> list[Fact]:
    service, name = (*map(one_line, line.parts), "", "")[:2]
    return _if("handle", name, service.casefold())


def _field(line: Line, _called: str) -> list[Fact]:
    type_, name, value = (*line.parts, "", "", "")[:3]
    if not one_line(name) or not value:
        return []
    known: FieldType = next((known for known in FIELD_TYPES if known == type_), "text")
    return [Fact("field", value, f"{known if _holds(known, value) else 'text'} {one_line(name)}")]


def _holds(type_: FieldType, value: str) -> bool:
    """Whether the value is in the form of the type."""
    try:
        return type_ == "text" or canonical(value, type_, date.min) == value
    except (BadInput, OverflowError):
        return False


def _cadence(line: Line, _called: str) -> list[Fact]:
    try:
        return _if("cadence", dates.read_cadence(line.text, or_never=True))
    except BadInput:
        return []


def _known(what: str, read: Callable[[str], str], line: Line) -> list[Fact]:
    try:
        return _if(what, read(line.text))
    except BadInput:
        return []


_READ: dict[str, Callable[[Line, str], list[Fact]]] = {
    "FN": lambda line, _: _if("name", one_line(line.text)),
    "N": _n,
    "NICKNAME": lambda line, _: _if("nickname", one_line(line.text)),
    "ORG": lambda line, _: _if("company", one_line(line.parts[0])),
    "EMAIL": _email,
    "TEL": _tel,
    "URL": _url,
    "ADR": _adr,
    "BDAY": _bday,
    "ANNIVERSARY": _anniversary,
    "X-ANNIVERSARY": _anniversary,
    "X-EVOLUTION-ANNIVERSARY": _anniversary,
    "X-MS-ANNIVERSARY": _anniversary,
    "X-ABDATE": _abdate,
    "NOTE": lambda line, _: _if("note", line.text.strip()),
    "CATEGORIES": _categories,
    "X-SOCIALPROFILE": _social,
    "SOCIALPROFILE": _social,
    "IMPP": _impp,
    f"{OWN}HANDLE": _own_handle,
    f"{OWN}FIELD": _field,
    f"{OWN}CADENCE": _cadence,
    f"{OWN}TRUST": lambda line, _: _known("trust", read_trust, line),
    f"{OWN}KNOWN": lambda line, _: _known("known_by", read_way, line),
    f"{OWN}MET-ON": lambda line, _: _if("met_on", _day(line.text)),
    f"{OWN}STARRED": lambda line, _: _if("starred", line.text.strip()),
}


FORMAT = Format("vcard", "vCards 2.1, 3.0 and 4.0, of any program", recognises, read)
