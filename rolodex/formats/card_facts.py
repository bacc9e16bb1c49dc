"""What each line of a vCard says of a contact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rolodex import dates
from rolodex.formats.content_lines import Line, split, unescaped
from rolodex.formats.handles import SERVICES, handle_in, handle_in_url
from rolodex.formats.own_lines import AS_URL, OWN
from rolodex.formats.table import flat
from rolodex.knowing import read_trust, read_way
from rolodex.model import FIELD_TYPES, BadInput, FieldType
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

SEVERAL = frozenset(("email", "phone", "url", "address", "handle", "tag", "field"))
"""What a contact has any number of. Of all else it takes the first; notes are put together."""

MOST_FACTS = 2_000
"""Of one card, its tags among them. Each takes some 200 bytes, and an entry of the book."""

# Types that say nothing for a reader: https://www.rfc-editor.org/rfc/rfc2426#section-3.3.1
_SAY_NOTHING = frozenset(
    ("pref", "internet", "voice", "x400", "msg", "text", "other", "intl", "parcel", "postal", "email")
)
_LABELS = {"cell": "mobile", "iphone": "mobile", "mobil": "mobile"}
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
# Handles that vCards of desktop programs have lines of their own for.
_IM = {f"X-{name.upper()}": service for name, service in SERVICES.items()} | {"X-SKYPE-USERNAME": "skype"}
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)|(\d{4})-(\d\d)|(\d{4})|--(\d\d)-?(\d\d)|--(\d\d)")


class Fact(NamedTuple):
    """One thing that a line says of a contact."""

    what: str
    """The name of what a contact has one of; `email`, `phone`, `url`, `address`, `handle`, `tag`, `field`."""
    value: str
    label: str = ""
    """Of a handle the service, of a field its type and name with a space between."""


DEPARTMENT = "text Department"
"""The label of the field for what ORG says behind the company (RFC 6350, section 6.6.4)."""
_UNITS = 5
_FIELDS = {
    "ROLE": "Role",
    "X-MAIDENNAME": "maiden name",
    "X-MANAGERSNAME": "manager",
    "X-MS-IMADDRESS": "IM address",
    "X-KADDRESSBOOK-X-SPOUSENAME": "spouse",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-KADDRESSBOOK-X-PROFESSION": "profession",
    "X-KADDRESSBOOK-X-OFFICE": "office",
    **{name: name.lower() for name in ("HOBBY", "INTEREST", "EXPERTISE")},
    **{
        f"X-{program}{role}": role.lower()
        for program in ("", "EVOLUTION-", "MS-")
        for role in ("SPOUSE", "MANAGER", "ASSISTANT")
    },
}
"""Lines that say a field, in the words that Google has for relations; of Apple, Evolution, KDE, Nextcloud,
Outlook and RFC 6715."""
_ANDROID = "vnd.android.cursor.item/"
_ANDROID_RELATIONS = (
    *("", "assistant", "brother", "child", "domestic partner", "father", "friend", "manager", "mother"),
    *("parent", "partner", "referred by", "relative", "sister", "spouse"),
)
_ANDROID_EVENTS = ("", "anniversary", "other date", "birthday")
"""As they are numbered; of 0 a word of the person's own stands behind it."""
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)


class FieldNames:
    """What the fields of one card are called. Of two children the second is `child 2`."""

    def __init__(self) -> None:
        self._called: dict[tuple[str, str], str] = {}
        """By name and value."""
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}
        """The last number that a name was given."""

    def named(self, fact: Fact) -> Fact:
        """The next fact of the card, as it is to be called; what was said before is called the same."""
        if fact.what != "field":
            return fact
        type_, _, name = fact.label.partition(" ")
        called = self._called.get((name, fact.value))
        if called is None:
            called = self._called[name, fact.value] = self._free(name)
        return fact if called == name else fact._replace(label=f"{type_} {called}")

    def _free(self, name: str) -> str:
        called, number = name, self._last.get(name, 1)
        while called in self._taken:
            number += 1
            called = f"{name} {number}"
        self._last[name] = number
        self._taken.add(called)
        return called


def facts(line: Line, labels: Mapping[str, str]) -> list[Fact]:
    """What a line says that a contact has a place for, all or nothing; `labels` are those of groups."""
    read = _READ.get(line.name)
    if read is not None:
        return read(line, labels.get(line.group, "") if line.group else "")
    if line.name in TEXTS:
        return _if(TEXTS[line.name], flat(line.text))
    if line.name in _FIELDS:
        return _if("field", flat(line.text), f"text {_FIELDS[line.name]}")
    if line.name in _IM:
        return _handle(line.text, _IM[line.name])
    return []


def labels_of(lines: Iterable[Line]) -> dict[str, str]:
    """What Apple and Google call the lines of a group, by group."""
    named = [line for line in lines if line.name == "X-ABLABEL" and line.group]
    return {line.group: _plain_label(flat(line.text)) for line in named}


# What each line says. All of it is one line of text, but for notes, addresses and fields.


def _if(what: str, value: str, label: str = "") -> list[Fact]:
    return [Fact(what, value, label)] if value else []


def _plain_label(text: str) -> str:
    """Apple's own labels are words of English between signs; the others are as the person wrote them."""
    own = _APPLE_LABEL.fullmatch(text)
    return _LABELS.get(own[1].lower(), own[1].lower()) if own else text


def _label(line: Line, called: str) -> str:
    return called or _kind(line.parameter("TYPE"))


@lru_cache(maxsize=256)
def _kind(types: str) -> str:
    """One label for the types of a line."""
    said = [plain for kind in types.split(",") if (plain := kind.strip().removeprefix("x-"))]
    known = dict.fromkeys(_LABELS.get(kind, kind) for kind in said if kind not in _SAY_NOTHING)
    place = [kind for kind in known if kind in ("work", "home")]
    other = [kind for kind in known if kind in ("fax", "mobile", "pager", "main", "car")]
    if "mobile" in other:
        return "mobile"
    return " ".join((*place[:1], *other[:1])) or next(iter(known), "")


def _n(line: Line, _called: str) -> list[Fact]:
    family, given, middle = map(flat, line.first(3))
    given = given or ("" if family else middle)
    return _if("given", given) + _if("family", family)


def _org(line: Line, _called: str) -> list[Fact]:
    company, *units = map(flat, line.first(_UNITS))
    return _if("company", company) + _if("field", "; ".join(filter(None, units)), DEPARTMENT)


def _of_android(line: Line, _called: str) -> list[Fact]:
    """What Android has no line for; names are those of its ContactsContract.CommonDataKinds."""
    kind, value, number, own = map(flat, line.first(4))
    names = {"relation": _ANDROID_RELATIONS, "contact_event": _ANDROID_EVENTS}.get(
        kind.removeprefix(_ANDROID)
    )
    if kind == f"{_ANDROID}nickname":
        return _if("nickname", value)
    at = int(number) if names and number in map(str, range(len(names))) else 0
    if not names or not (name := names[at] or own):
        return []
    if names is _ANDROID_RELATIONS:
        return _if("field", value, f"text {name}")
    return _if("birthday", _day(value)) if name == "birthday" else _if("field", _day(value), f"date {name}")


def _related(line: Line, called: str) -> list[Fact]:
    value = flat(line.text)
    kind = line.parameter("TYPE").split(",")[0].strip().lower()
    # another card is no name
    return [] if _URI.match(value) else _if("field", value, f"text {flat(called) or kind or 'related'}")


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
    box, extended, street, city, region, postcode, country = line.first(7)
    place = " ".join(filter(None, (postcode, city)))
    lines = [street, extended, box, ", ".join(filter(None, (place, region))), country]
    text = "\n".join(part.strip() for part in lines if part.strip())
    said = _if("city", flat(city))
    # only a city is no address
    return said if text == city.strip() and said else [*_if("address", text, _label(line, called)), *said]


def _bday(line: Line, _called: str) -> list[Fact]:
    omitted = line.parameter("X-APPLE-OMIT-YEAR")
    return _if("birthday", _day(line.text, omitted))


def _anniversary(line: Line, _called: str) -> list[Fact]:
    return _if("field", _day(line.text), "date anniversary")


def _abdate(line: Line, called: str) -> list[Fact]:
    if called.lower() == "anniversary":
        return _anniversary(line, "")
    return _if("field", _day(line.text, "1604"), f"date {flat(called)}") if called.strip() else []


def _day(text: str, omitted: str = "") -> str:
    """A day in the form of the book, which may lack the year; empty when it is none."""
    text = text.strip()
    found = _DAY.match(text)
    if not found or text[found.end() : found.end() + 1] not in ("", "T", " "):
        return ""
    year = found[1] or found[4] or found[6]
    month, day = found[2] or found[5] or found[7] or found[9], found[3] or found[8]
    if year == omitted:
        year = None
    try:
        return str(dates.PartialDate(*(int(part) if part else None for part in (year, month, day))))
    except BadInput:
        return ""


def _categories(line: Line, _called: str) -> list[Fact]:
    names = (flat(unescaped(part)).strip("#/ ") for part in split(line.value, ",", MOST_FACTS + 1))
    return [Fact("tag", name) for name in names if name]


def _social(line: Line, _called: str) -> list[Fact]:
    service = line.parameter("SERVICE-TYPE") or line.parameter("TYPE").split(",")[0]
    return _handle(line.parameter("X-USER") or line.text, SERVICES.get(service, service))


def _impp(line: Line, _called: str) -> list[Fact]:
    scheme, _, name = line.text.partition(":")
    service = line.parameter("X-SERVICE-TYPE") or scheme.lower().removeprefix("x-apple:")
    return _handle(name.removeprefix("//"), SERVICES.get(service, service)) if name else []


def _handle(text: str, service: str) -> list[Fact]:
    found = handle_in(flat(text), service) if service else None
    return [Fact("handle", found.name, found.service)] if found else []


def _own_handle(line: Line, _called: str) -> list[Fact]:
    service, name = map(flat, line.first(2))
    return _if("handle", name, service.casefold())


def _field(line: Line, _called: str) -> list[Fact]:
    type_, name, value = line.first(3)
    if not flat(name) or not value:
        return []
    known: FieldType = next((known for known in FIELD_TYPES if known == type_), "text")
    return [Fact("field", value, f"{known if _holds(known, value) else 'text'} {flat(name)}")]


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
    "FN": lambda line, _: _if("name", flat(line.text)),
    "N": _n,
    "NICKNAME": lambda line, _: _if("nickname", flat(line.text)),
    "X-ANDROID-CUSTOM": _of_android,
    "ORG": _org,
    "EMAIL": _email,
    "TEL": _tel,
    "URL": _url,
    "ADR": _adr,
    "BDAY": _bday,
    "ANNIVERSARY": _anniversary,
    "X-ANNIVERSARY": _anniversary,
    "X-EVOLUTION-ANNIVERSARY": _anniversary,
    "X-MS-ANNIVERSARY": _anniversary,
    "X-KADDRESSBOOK-X-ANNIVERSARY": _anniversary,
    "X-ABDATE": _abdate,
    "X-ABRELATEDNAMES": _related,
    "RELATED": _related,
    "X-EVOLUTION-BLOG-URL": lambda line, _: _if("url", line.text.strip(), "blog"),
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
