"""Random small books and random conditions of the query language, with few values, so that they meet."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from rolodex.book import Book, open_book
from rolodex.knowing import TRUST, WAYS
from rolodex.model import Contact, Favour, FieldType, Handle, Interaction, Labelled
from rolodex.query import (
    HAS,
    IS,
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
    Text,
    Trusted,
    When,
    Words,
)
from rolodex.sentence.favour_line import FavourLine, Way

ZONE = timezone(timedelta(hours=13))
"""Where a day begins while most of the world has yesterday."""

# few of each, so that conditions meet values; letters that differ by case and accent only
TEXTS = ("", "Zoë", "ZOE", "Acme Ltd", "acme", "straße", "50%_'\"")
TAGS = ("a", "A/b", "a/b/c", "ab", "a-b", "Straße/x", "acme/colleague")
DAYS = ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-30")
PARTIAL = ("", "2025", "2026", "2026-02", "2026-02-28", "2026-03", "--02-28", "--03", "9999-12", "0001")
FIELDS = {
    "number": ("-1", "0", "0.5", "10", "9"),
    "date": PARTIAL[1:],
    "yesno": ("yes", "no"),
    "text": TEXTS[1:],
    "worked together": ("yes", "no"),
    "LinkedIn since": PARTIAL[1:],
}
TYPES: dict[str, FieldType] = {"worked together": "yesno", "LinkedIn since": "date"}
"""Of the fields that are not named after theirs."""
KINDS = ("meeting", "note", "call", "email")
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
    archived_why=texts,
    trust=st.sampled_from(["", *TRUST]),
    known_by=st.sampled_from(["", "", "", "never", *WAYS]),
    cadence=st.sampled_from(["", "90d"]),
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
    due: dict[int, list[str]] = field(default_factory=dict)
    """For each person the days on which something open is due."""
    favours: dict[int, list[Favour]] = field(default_factory=dict)
    """Of each person, done and refused ones too."""


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
        st.sampled_from([*PLAIN, "email", "phone", "handle", "met", "via", "with", "why", "favour"]),
        searched,
    ),
    st.tuples(st.sampled_from(["last", "met", "added", "due"]), days, days).map(
        lambda span: When(span[0], min(span[1:]), max(span[1:]))
    ),
    st.builds(When, st.sampled_from(["last", "met", "added", "due"]), days, st.none()),
    st.builds(When, st.sampled_from(["met", "added", "due"]), st.none(), days),
    st.builds(When, st.just("last"), st.none(), days.filter(lambda day: day < date.max), st.booleans()),
    st.just(Never("last")),
    st.builds(KindIs, st.sampled_from([*KINDS, "event"])),
    st.builds(Has, st.sampled_from([*HAS, *(f"field:{name}" for name in FIELDS)])),
    st.builds(Is, st.sampled_from(IS)),
    st.builds(Trusted, several(TRUST)),
    st.builds(Known, several(WAYS)),
    st.builds(Words, searched),
    st.one_of(*(compare(name, values) for name, values in FIELDS.items() if name not in TYPES)),
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


@cache
def _empty() -> bytes:
    """A book with a field of each type, made once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        with open_book(path) as book:
            for name in FIELDS:
                book.add_field(name, TYPES.get(name, name))  # type: ignore[arg-type]
        return path.read_bytes()


def _favour(book: Book, ids: list[int], day: date, kind: str) -> None:
    """One of each of them on that day, which becomes something else for each kind and day."""
    way: Way = "promised" if kind == "note" else "asked them"
    by = day if kind == "note" else None
    asked = [row.id for row in book.add_favours(ids, FavourLine(way, f"{kind} Zoë", by), on=date(2025, 1, 1))]
    if kind == "call":
        book.answer_favours(asked, "no" if day.month == 2 else "yes")
    if day.month == 1:
        book.ask_again(asked)
    elif day.month == 3 and kind != "meeting":
        book.finish_favours(asked)


@contextmanager
def made(contacts: list[tuple[Contact, datetime]], log: list[Any]) -> Iterator[tuple[Path, Everybody]]:
    """A book of these people and interactions."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        path.write_bytes(_empty())
        clock = [datetime(2026, 1, 1, tzinfo=UTC)]
        with open_book(path, clock=lambda: clock[0]) as book:
            ids = []
            for contact, clock[0] in contacts:
                ids.append(book.add(contact).id)
            for there, day, kind in log:
                with_ = [ids[number] for number in there if number < len(ids)]
                if with_:
                    book.log(with_, on=date.fromisoformat(day), kind=kind)
                    due = book.follow_up(with_, due=date.fromisoformat(day))
                    if kind == "call":
                        book.finish([due.id])
                    _favour(book, with_, date.fromisoformat(day), kind)
            everybody = Everybody(book.contacts(ids))
            for id in ids:
                everybody.favours[id] = book.favours(id)
                everybody.due[id] = [row.due for row in book.follow_ups(id) if not row.done_on]
            everybody.log = list({entry.id: entry for id in ids for entry in book.timeline(id)}.values())
        yield path, everybody
