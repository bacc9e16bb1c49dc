"""What a query means, read word by word over contacts: what the fast ways to answer it are held against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from rolodex.dates import PartialDate
from rolodex.match import fold, sort_key
from rolodex.model import Contact, Favour
from rolodex.query import (
    And,
    FieldCompare,
    Has,
    HasTag,
    Is,
    KindIs,
    Known,
    Never,
    Node,
    Not,
    Or,
    SortBy,
    Text,
    Trusted,
    When,
    Words,
)
from tests.unit.random_books import FIELDS, ZONE, Everybody


def fits(node: Node, person: Contact, book: Everybody) -> bool:
    """Whether a condition holds for a person, read word by word."""
    mine = [entry for entry in book.log if person.id in entry.contacts]
    match node:
        case And(parts):
            return all(fits(part, person, book) for part in parts)
        case Or(parts):
            return any(fits(part, person, book) for part in parts)
        case Not(part):
            return not fits(part, person, book)
        case Words(text):
            return says(person.name, text)
        case HasTag(name):
            return any(tag in tags_named(name, book) for tag in person.tags)
        case Text("with", value):
            others = {id for entry in mine for id in entry.contacts} - {person.id}
            return any(says(other.name, value) for other in book.people if other.id in others)
        case Text("favour", value):
            favours = book.favours.get(person.id, ())
            return any(says(text, value) for favour in favours for text in (favour.what, favour.note))
        case Text(column, value):
            return any(says(text, value) for text in texts_of(person, column))
        case When("due", start, end):
            low, high = (start or date.min).isoformat(), (end or date.max).isoformat()
            return any(low <= day <= high for day in book.due.get(person.id, ()))
        case When(column, start, end, or_never):
            if or_never and not person.last_interaction:
                return True
            first, last = days_of(person, column)
            return bool(first and last and (start or date.min) <= first and last <= (end or date.max))
        case Never():
            return not person.last_interaction
        case KindIs(kind):
            return any(entry.kind == kind for entry in mine)
        case Has("favour"):
            return bool(book.favours.get(person.id))
        case Has(what):
            return bool(what_of(person, what))
        case Is("untagged"):
            return not person.tags
        case Is("losing-touch"):
            return bool(person.cadence)
        case Is("never-met"):
            return not set(person.known) & {"worked", "met", "talked", "wrote"}
        case Trusted(levels):
            return person.trust in levels
        case Known(ways):
            return bool(set(ways) & set(person.known)) if ways else not person.known
        case Is("owing" | "owed" | "unanswered" | "never-answered" as what):
            return owes(what, book.favours.get(person.id, ()))
        case Is(what):
            return bool(getattr(person, what))
        case FieldCompare():
            return compares(node, person.fields.get(node.field, ""))
    raise AssertionError(node)


def owes(what: str, favours: Sequence[Favour]) -> bool:
    """Whether one of these states holds, read favour by favour."""
    if what == "never-answered":
        asked = [favour for favour in favours if favour.whom == "them" and favour.times]
        return bool(asked) and not any(favour.answer for favour in asked)
    meant = {"owing": ("me", ("", "yes")), "owed": ("them", ("yes",)), "unanswered": ("them", ("",))}
    whom, answers = meant[what]
    return any(favour.whom == whom and favour.answer in answers and not favour.done_on for favour in favours)


def tags_named(name: str, book: Everybody) -> set[str]:
    """The tag and those below it; where there is none, those of which a level begins so."""
    key = name.casefold().replace(" ", "-")
    known = {tag for person in book.people for tag in person.tags}
    exact = {tag for tag in known if f"{tag.casefold()}/".startswith(f"{key}/")}
    begun = {tag for tag in known if key != "#" and f"/{key}" in f"/{tag.casefold()}"}
    return exact or begun


def says(text: str, value: str) -> bool:
    return fold(value) in fold(text)


def texts_of(person: Contact, column: str) -> list[str]:
    if column == "met":
        return [person.met_how, person.met_where, person.met_via]
    if column == "via":
        return [person.met_via]
    if column == "why":
        return [person.archived_why]
    if column == "handle":
        return [f"{handle.service}/{handle.name}" for handle in person.handles]
    if column in ("email", "phone"):
        return [point.value for point in (person.emails if column == "email" else person.phones)]
    return [getattr(person, column)]


def days_of(person: Contact, column: str) -> tuple[date | None, date | None]:
    """The first and the last day that a date may mean."""
    if column == "added":
        day = datetime.fromisoformat(person.created_at).astimezone(ZONE).date()
        return day, day
    return span(person.last_interaction if column == "last" else person.met_on)


def span(partial: str) -> tuple[date | None, date | None]:
    given = PartialDate.parse(partial) if partial else None
    return (given.first(), given.last()) if given else (None, None)


def what_of(person: Contact, what: str) -> object:
    if what.startswith("field:"):
        return person.fields.get(what[6:])
    if what == "met":
        return person.met_how or person.met_where or person.met_via
    if what == "connection":
        return person.handles or person.fields.get("LinkedIn since")
    many = {"email": "emails", "phone": "phones", "url": "urls", "address": "addresses", "handle": "handles"}
    named = {"tag": "tags", "interaction": "interactions", "follow-up": "due"}
    return getattr(person, many.get(what) or named.get(what) or what)


def compares(node: FieldCompare, value: str) -> bool:
    if not value:
        return False
    if node.field == "date":
        first, last = span(value)
        low = date.min if node.op == "<=" else date.fromisoformat(node.value)
        high = {"<=": node.value, ">=": "9999-12-31"}.get(node.op, node.high)
        return bool(first and last and low <= first and last <= date.fromisoformat(high))
    if node.op == "contains":
        return says(value, node.value)
    if node.op == "between":
        return float(node.value) <= float(value) <= float(node.high)
    one: Any = float(value) if node.field == "number" else fold(value)
    other: Any = float(node.value) if node.field == "number" else fold(node.value)
    return bool(
        {
            "=": one == other,
            "!=": one != other,
            "<": one < other,
            "<=": one <= other,
            ">": one > other,
            ">=": one >= other,
        }[node.op]
    )


def names_archived(node: Node | None) -> bool:
    return "Is(what='archived')" in repr(node) or "Text(column='why'" in repr(node)


def wanted(node: Node | None, book: Everybody) -> list[Contact]:
    """Whom a query fits: nobody who is archived, unless it names them."""
    return [
        person
        for person in book.people
        if (node is None or fits(node, person, book)) and (names_archived(node) or not person.archived)
    ]


SORTS = (
    *("name", "last", "added", "due", "met", "when", "where", "how", "via", "birthday"),
    *("trust", "nickname", "company", "title", "city", *(f"field:{name}" for name in FIELDS)),
)


def sorted_by(person: Contact, key: str) -> str:
    """What a key sorts a person by; empty when there is nothing."""
    year_known = "" if person.met_on.startswith("--") else person.met_on
    born = person.birthday[2:] if person.birthday.startswith("--") else person.birthday[5:]
    special = {
        "name": sort_key(person.name),
        "last": person.last_interaction,
        "added": person.created_at,
        "due": person.due,
        "met": year_known,
        "when": year_known[:4],
        "where": person.met_where,
        "how": person.met_how,
        "via": person.met_via,
        "birthday": born,
        "trust": {"no": "1", "met": "2", "know": "3", "vouch": "4"}.get(person.trust, ""),
    }
    if key.startswith("field:"):
        return person.fields.get(key[6:], "")
    return special[key] if key in special else str(getattr(person, key))


CASELESS = {"nickname", "company", "title", "city", "where", "how", "via"}
ascii_lower = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def in_order(found: list[Contact], sort: list[SortBy]) -> list[int]:
    """Sorted as it is documented: what is empty last in either direction, by name among equals."""
    ordered = sorted(found, key=lambda person: (sort_key(person.name), person.id))
    for by in reversed(sort):

        def value(person: Contact, key: str = by.key) -> Any:
            text = sorted_by(person, key)
            if key == "field:number":
                return float(text or 0)
            return text.translate(ascii_lower) if key in CASELESS else text

        def is_empty(person: Contact, key: str = by.key) -> bool:
            return not sorted_by(person, key)

        ordered.sort(key=value, reverse=by.descending)
        # whom you never talked to is whom you talked to longest ago
        if by.key != "last":
            ordered.sort(key=is_empty)
    return [person.id for person in ordered]


GROUPS = ("company", "where", "how", "when", "field:yesno", "under:a", "under:STRASSE")


def groups_of(person: Contact, key: str) -> list[str]:
    """The groups of one column that a person is in; one without a name when there is none."""
    return below(person, key[6:]) if key.startswith("under:") else [sorted_by(person, key)]


def below(person: Contact, tag: str) -> list[str]:
    above = f"{tag}/".casefold()
    return [tag.split("/", 1)[1] for tag in person.tags if tag.casefold().startswith(above)] or [""]
