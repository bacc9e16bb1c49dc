"""Queries as SQL and as kept sets agree with a plain reading of the same conditions, over random books."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rolodex.book import open_book
from rolodex.book.kept import Kept
from rolodex.dates import PartialDate
from rolodex.match import fold, sort_key
from rolodex.model import Contact, Handle, Interaction, Labelled
from rolodex.query import (
    HAS,
    IS,
    And,
    FieldCompare,
    Has,
    HasTag,
    Is,
    KindIs,
    Never,
    Node,
    Not,
    Or,
    SortBy,
    Text,
    When,
    Words,
)
from rolodex.store import file, select

ZONE = timezone(timedelta(hours=13))
"""Where a day begins while most of the world has yesterday."""

# few of each, so that conditions meet values; letters that differ by case and accent only
TEXTS = ("", "Zoë", "ZOE", "Acme Ltd", "acme", "straße", "50%_'\"")
TAGS = ("a", "A/b", "a/b/c", "ab", "a-b", "Straße/x")
DAYS = ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-30")
PARTIAL = ("", "2025", "2026", "2026-02", "2026-02-28", "2026-03", "--02-28", "--03", "9999-12", "0001")
FIELDS = {
    "number": ("-1", "0", "0.5", "10", "9"),
    "date": PARTIAL[1:],
    "yesno": ("yes", "no"),
    "text": TEXTS[1:],
}
KINDS = ("meeting", "note", "call")
PLAIN = ("name", "nickname", "company", "title", "city", "note")

texts = st.sampled_from(TEXTS)
days = st.sampled_from(DAYS).map(date.fromisoformat) | st.sampled_from([date.min, date.max])


def several(choices: Collection[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to two different ones."""
    return st.lists(st.sampled_from(sorted(choices)), max_size=2, unique=True).map(tuple)


def points(values: tuple[str, ...]) -> st.SearchStrategy[tuple[Labelled, ...]]:
    return several(values).map(lambda chosen: tuple(map(Labelled, chosen)))


people = st.builds(
    Contact,
    name=st.sampled_from(TEXTS[1:]),
    nickname=texts,
    company=texts,
    title=texts,
    city=texts,
    note=texts,
    emails=points(("zoe@example.org", "ACME@example.org")),
    phones=points(("+1 23", "123")),
    urls=points(("https://example.org/a",)),
    addresses=points(("1 Straße\nZoë",)),
    handles=several(("x/zoe", "github/acme")).map(
        lambda chosen: tuple(Handle(*handle.split("/")) for handle in chosen)
    ),
    tags=several(TAGS),
    met_how=texts,
    met_where=texts,
    met_via=texts,
    met_on=st.sampled_from(PARTIAL),
    birthday=st.sampled_from(PARTIAL),
    fields=st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(values) for name, values in FIELDS.items()}
    ),
    starred=st.booleans(),
    archived=st.sampled_from([False, False, True]),
)
added = st.sampled_from(
    [
        datetime(2026, 2, 28, 10, 59, 59, tzinfo=UTC),
        datetime(2026, 2, 28, 11, tzinfo=UTC),
        datetime(2025, 12, 31, tzinfo=UTC),
    ]
)
meetings = st.tuples(
    st.lists(st.integers(0, 5), min_size=1, max_size=3), st.sampled_from(DAYS), st.sampled_from(KINDS)
)


@dataclass
class Everybody:
    """Who is in a book, and the log."""

    people: list[Contact]
    log: list[Interaction] = field(default_factory=list)


def compare(name: str, values: tuple[str, ...]) -> st.SearchStrategy[Node]:
    """Comparisons as the query language makes them for a field of the type that it is named after."""
    value = st.sampled_from(values)
    if name == "number":
        between = st.tuples(value, value).map(lambda ends: sorted(ends, key=float))
        return st.builds(
            FieldCompare, st.just(name), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), value
        ) | (between.map(lambda ends: FieldCompare(name, "between", *ends)))
    if name == "date":
        day = days.map(date.isoformat)
        between = st.tuples(day, day).map(sorted)
        return st.builds(FieldCompare, st.just(name), st.sampled_from(["<=", ">="]), day) | (
            between.map(lambda ends: FieldCompare(name, "between", *ends))
        )
    if name == "yesno":
        return st.builds(FieldCompare, st.just(name), st.sampled_from(["=", "!="]), value)
    return st.builds(FieldCompare, st.just(name), st.sampled_from(["contains", "=", "!="]), value)


searched = st.sampled_from(
    ["zoe", "Zoë", "acme l", "STRASSE", "%", "_'\"", "x/zoe", "@example", "23", "/a", "absent"]
)
leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(HasTag, st.sampled_from([*TAGS, "STRASSE", "b", "a b", "#"])),
    st.builds(
        Text,
        st.sampled_from([*PLAIN, "email", "phone", "handle", "met", "via", "with"]),
        searched,
    ),
    st.tuples(st.sampled_from(["last", "met", "added"]), days, days).map(
        lambda span: When(span[0], *sorted(span[1:]))
    ),
    st.builds(When, st.sampled_from(["last", "met", "added"]), days, st.none()),
    st.builds(When, st.sampled_from(["met", "added"]), st.none(), days),
    st.builds(When, st.just("last"), st.none(), days.filter(lambda day: day < date.max), st.booleans()),
    st.just(Never("last")),
    st.builds(KindIs, st.sampled_from([*KINDS, "event"])),
    st.builds(Has, st.sampled_from([*HAS, *(f"field:{name}" for name in FIELDS)])),
    st.builds(Is, st.sampled_from(IS)),
    st.builds(Words, searched),
    st.one_of(*(compare(name, values) for name, values in FIELDS.items())),
)
nodes: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda part: st.one_of(
        st.lists(part, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(part, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        part.map(Not),
    ),
    max_leaves=5,
)


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
        case Text(column, value):
            return any(says(text, value) for text in texts_of(person, column))
        case When(column, start, end, or_never):
            if or_never and not person.last_interaction:
                return True
            first, last = days_of(person, column)
            return bool(first and last and (start or date.min) <= first and last <= (end or date.max))
        case Never():
            return not person.last_interaction
        case KindIs(kind):
            return any(entry.kind == kind for entry in mine)
        case Has(what):
            return bool(what_of(person, what))
        case Is("untagged"):
            return not person.tags
        case Is(what):
            return bool(getattr(person, what))
        case FieldCompare():
            return compares(node, person.fields.get(node.field, ""))
    raise AssertionError(node)


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
    many = {"email": "emails", "phone": "phones", "url": "urls", "address": "addresses", "handle": "handles"}
    named = {"tag": "tags", "interaction": "interactions"}
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
    return "Is(what='archived')" in repr(node)


def wanted(node: Node | None, book: Everybody) -> list[Contact]:
    """Whom a query fits: nobody who is archived, unless it names them."""
    return [
        person
        for person in book.people
        if (node is None or fits(node, person, book)) and (names_archived(node) or not person.archived)
    ]


SORTS = {
    "name": lambda person: sort_key(person.name),
    "last": lambda person: person.last_interaction,
    "added": lambda person: person.created_at,
    "met": lambda person: "" if person.met_on.startswith("--") else person.met_on,
    "when": lambda person: "" if person.met_on.startswith("--") else person.met_on[:4],
    "where": lambda person: person.met_where,
    "how": lambda person: person.met_how,
    "via": lambda person: person.met_via,
    "birthday": lambda person: (
        person.birthday[2:] if person.birthday.startswith("--") else person.birthday[5:]
    ),
    **{
        key: (lambda person, key=key: getattr(person, key))
        for key in ("nickname", "company", "title", "city")
    },  # type: ignore[misc]
    **{f"field:{name}": (lambda person, name=name: person.fields.get(name, "")) for name in FIELDS},  # type: ignore[misc]
}
"""What each key sorts by."""

CASELESS = {"nickname", "company", "title", "city", "where", "how", "via"}
ascii_lower = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def in_order(found: list[Contact], sort: list[SortBy]) -> list[int]:
    """Sorted as it is documented: what is empty last in either direction, by name among equals."""
    ordered = sorted(found, key=lambda person: (sort_key(person.name), person.id))
    for by in reversed(sort):

        def value(person: Contact, key: str = by.key) -> Any:
            text = SORTS[key](person)
            if key == "field:number":
                return float(text or 0)
            return text.translate(ascii_lower) if key in CASELESS else text

        ordered.sort(key=value, reverse=by.descending)
        if by.key != "last":
            ordered.sort(key=lambda person, key=by.key: SORTS[key](person) == "")  # type: ignore[misc]
    return [person.id for person in ordered]


with tempfile.TemporaryDirectory() as folder:
    with open_book(Path(folder) / "empty.db") as empty:
        for name in FIELDS:
            empty.add_field(name, name)  # type: ignore[arg-type]
    EMPTY = (Path(folder) / "empty.db").read_bytes()
    """A book with a field of each type, made once."""


@contextmanager
def made(contacts: list[tuple[Contact, datetime]], log: list[Any]) -> Iterator[tuple[Path, Everybody]]:
    """A book of these people and interactions."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        path.write_bytes(EMPTY)
        clock = [datetime(2026, 1, 1, tzinfo=UTC)]
        with open_book(path, clock=lambda: clock[0]) as book:
            ids = []
            for contact, clock[0] in contacts:
                ids.append(book.add(contact).id)
            for there, day, kind in log:
                with_ = [ids[number] for number in there if number < len(ids)]
                if with_:
                    book.log(with_, on=date.fromisoformat(day), kind=kind)
            everybody = Everybody(book.contacts(ids))
            everybody.log = list({entry.id: entry for id in ids for entry in book.timeline(id)}.values())
        yield path, everybody


@settings(max_examples=60, deadline=None)
@given(
    contacts=st.lists(st.tuples(people, added), max_size=6),
    log=st.lists(meetings, max_size=6),
    queries=st.lists(
        st.tuples(
            nodes, st.lists(st.builds(SortBy, st.sampled_from(sorted(SORTS)), st.booleans()), max_size=2)
        ),
        min_size=6,
        max_size=12,
    ),
)
def test_a_query_finds_whom_its_conditions_fit_in_the_order_asked_for(
    contacts: list[tuple[Contact, datetime]], log: list[Any], queries: list[tuple[Node, list[SortBy]]]
) -> None:
    with made(contacts, log) as (path, everybody), closing(file.open_file(path)) as connection:

        def find(words: Words) -> list[int]:
            return [person.id for person in everybody.people if says(person.name, words.text)]

        kept = Kept(connection, find)
        for node, sort in queries:
            right = in_order(wanted(node, everybody), sort)
            assert select.ids(connection, node, sort, find, zone=ZONE) == right, (node, sort)
            assert select.count(connection, node, find, zone=ZONE) == len(right)
            assert kept.ordered(node, sort, ZONE) == right, (node, sort)


GROUPS = {
    **{key: (lambda person, key=key: [SORTS[key](person)]) for key in ("company", "where", "how", "when")},  # type: ignore[misc]
    "field:yesno": lambda person: [person.fields.get("yesno", "")],
    "under:a": lambda person: below(person, "a"),
    "under:STRASSE": lambda person: below(person, "strasse"),
}


def below(person: Contact, tag: str) -> list[str]:
    above = f"{tag}/"
    return [tag.split("/", 1)[1] for tag in person.tags if tag.casefold().startswith(above)] or [""]


@settings(max_examples=40, deadline=None)
@given(
    contacts=st.lists(st.tuples(people, added), max_size=6),
    queries=st.lists(
        st.tuples(nodes, st.lists(st.sampled_from(sorted(GROUPS)), min_size=1, max_size=2, unique=True)),
        min_size=4,
        max_size=6,
    ),
)
def test_a_grouped_list_has_everybody_in_each_of_their_groups(
    contacts: list[tuple[Contact, datetime]], queries: list[tuple[Node, list[str]]]
) -> None:
    with made(contacts, []) as (path, everybody), closing(file.open_file(path)) as connection:

        def find(words: Words) -> list[int]:
            return [person.id for person in everybody.people if says(person.name, words.text)]

        for node, keys in queries:
            rows = [
                (groups, sort_key(person.name), person.id)
                for person in wanted(node, everybody)
                for groups in _combined(person, keys)
            ]
            rows.sort(
                key=lambda row: (
                    [(text == "", text.translate(ascii_lower), text) for text in row[0]],
                    row[1:],
                )
            )
            found = select.grouped(connection, node, (), keys, find, zone=ZONE)
            assert found == [(id, groups) for groups, _, id in rows], (node, keys)


def _combined(person: Contact, keys: list[str]) -> list[tuple[str, ...]]:
    combined: list[tuple[str, ...]] = [()]
    for key in keys:
        combined = [(*groups, text) for groups in combined for text in GROUPS[key](person)]
    return combined
