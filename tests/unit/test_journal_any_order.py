"""Random changes, undone and redone in any order through two open books, leave a book that holds together."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rolodex.book import Book, open_book
from rolodex.model import Category, Conflict, Contact, Field, Handle, Labelled, RolodexError
from rolodex.spacing import ANSWERS, Answer
from tests.conftest import NOW, now
from tests.unit.rows import Rows, dump

# few of each, so that changes meet
NAMES = ("Ada Lovelace", "Grace Hopper", "Emmy Noether", "Alan Turing", "Sofja Kowalewskaja", "Bob")
TAGS = ("a", "a/b", "a/b/b", "a/c", "B", "b/a")
SAID = ("compilers", "tea and moths", "moths\nand “engines”", "", "déjà vu")
SEARCHES = ("moths", "ada moths", "#a tea", "compilrs", "engines or kowalewskaja", "-tea", "#b/a", "deja")

tags = st.lists(st.sampled_from(TAGS), max_size=3, unique=True)
which = st.integers(min_value=0, max_value=9)
days = st.integers(min_value=0, max_value=400).map(lambda age: NOW.date() - timedelta(age))
contacts = st.builds(
    Contact,
    name=st.sampled_from(NAMES),
    company=st.sampled_from(("", "Navy", "Analytical Engines")),
    tags=tags.map(tuple),
    emails=st.lists(
        st.sampled_from([Labelled("a@example.org"), Labelled("b@example.org", "work")]), max_size=3
    ).map(tuple),
    handles=st.lists(st.just(Handle("x", "moths")), max_size=1).map(tuple),
    fields=st.dictionaries(st.sampled_from(("fee", "responsive")), st.sampled_from(("", "1")), max_size=2),
    note=st.sampled_from(("", "likes tea")),
    starred=st.booleans(),
)


class TwoBooks(RuleBasedStateMachine):
    """Two open books on one file, and the journal of what each did and undid."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "book.db"
        self.books = [open_book(self.path, clock=now), open_book(self.path, clock=now)]
        self.events: list[tuple[int, bool]] = []
        """The changes done or redone (True) and undone (False), oldest first."""
        self.dumps: list[Rows] = [dump(self.path)]
        """The rows before each event, and now."""

    @initialize(first=contacts, second=contacts)
    def two_people(self, first: Contact, second: Contact) -> None:
        self.add(False, first)
        self.add(True, second)

    def do(self, book: Book, change: Callable[[Book], Any]) -> None:
        """Make a change; one that is refused must change nothing."""
        known = {done.id for done in book.history(1000)}
        try:
            change(book)
        except RolodexError as error:
            assert str(error).endswith(".")
            assert dump(self.path) == self.dumps[-1]
            return
        new = [done.id for done in book.history(1000) if done.id not in known]
        assert len(new) <= 1
        if new:
            self.events.append((new[0], True))
            self.dumps.append(dump(self.path))
        else:
            assert dump(self.path) == self.dumps[-1]

    def turn(self, ask: Callable[[], Any]) -> None:
        """Undo or redo something; when it is refused it must change nothing and say so."""
        try:
            change = ask()
        except RolodexError as error:
            assert str(error).endswith(".")
            if isinstance(error, Conflict):
                assert "Nothing was changed." in str(error)
            assert dump(self.path) == self.dumps[-1]
            return
        self.events.append((change.id, not change.undone))
        self.dumps.append(dump(self.path))

    def person(self, book: Book, number: int) -> Contact | None:
        ids = book.search("").ids
        return book.get(ids[number % len(ids)]) if ids else None

    def people(self, book: Book, numbers: list[int]) -> list[int]:
        return [person.id for number in numbers if (person := self.person(book, number))]

    def entry(self, book: Book, number: int) -> Any:
        person = self.person(book, number)
        entries = book.timeline(person.id) if person else []
        return entries[number % len(entries)] if entries else None

    @rule(side=st.booleans(), contact=contacts)
    def add(self, side: bool, contact: Contact) -> None:
        # nobody is called like anybody else, so that search has one right order
        named = replace(contact, name=f"{contact.name} {len(self.events)}")
        self.do(self.books[side], lambda book: book.add(named))

    @rule(side=st.booleans(), number=which, contact=contacts)
    def edit(self, side: bool, number: int, contact: Contact) -> None:
        if person := self.person(self.books[side], number):
            new = replace(contact, id=person.id, name=person.name)
            self.do(self.books[side], lambda book: book.edit(new))

    @rule(side=st.booleans(), numbers=st.lists(which, min_size=2, max_size=3))
    def merge(self, side: bool, numbers: list[int]) -> None:
        if ids := self.people(self.books[side], numbers):
            self.do(self.books[side], lambda book: book.merge(ids[0], ids[1:]))

    @rule(side=st.booleans(), numbers=st.lists(which, min_size=2, max_size=3))
    def not_the_same(self, side: bool, numbers: list[int]) -> None:
        ids = set(self.people(self.books[side], numbers))
        self.do(self.books[side], lambda book: book.not_the_same(ids))

    @rule(side=st.booleans(), numbers=st.lists(which, min_size=1, max_size=3))
    def delete(self, side: bool, numbers: list[int]) -> None:
        self.do(self.books[side], lambda book: book.delete(self.people(book, numbers)))

    @rule(side=st.booleans(), numbers=st.lists(which, max_size=3), on=st.booleans(), star=st.booleans())
    def flag(self, side: bool, numbers: list[int], on: bool, star: bool) -> None:
        self.do(
            self.books[side],
            lambda book: (book.star if star else book.archive)(self.people(book, numbers), on),
        )

    @rule(side=st.booleans(), numbers=st.lists(which, max_size=4), add=tags, remove=tags)
    def tag(self, side: bool, numbers: list[int], add: list[str], remove: list[str]) -> None:
        self.do(self.books[side], lambda book: book.tag(self.people(book, numbers), add=add, remove=remove))

    @rule(side=st.booleans(), tag=st.sampled_from(TAGS))
    def delete_tag(self, side: bool, tag: str) -> None:
        self.do(self.books[side], lambda book: book.delete_tag(tag))

    @rule(side=st.booleans(), old=st.sampled_from(TAGS), new=st.sampled_from((*TAGS, "A")))
    def rename_tag(self, side: bool, old: str, new: str) -> None:
        self.do(self.books[side], lambda book: book.rename_tag(old, new))

    @rule(
        side=st.booleans(),
        numbers=st.lists(which, min_size=1, max_size=3),
        text=st.sampled_from(SAID),
        on=days,
        kind=st.sampled_from(("meeting", "call", "note")),
        tags=tags,
    )
    def log(self, side: bool, numbers: list[int], text: str, on: date, kind: str, tags: list[str]) -> None:
        self.do(
            self.books[side],
            lambda book: book.log(self.people(book, numbers), text, on=on, kind=kind, tags=tags),
        )

    @rule(
        side=st.booleans(),
        number=which,
        with_=st.lists(which, max_size=2),
        text=st.sampled_from(SAID),
        on=days,
        tags=tags,
    )
    def edit_entry(
        self, side: bool, number: int, with_: list[int], text: str, on: date, tags: list[str]
    ) -> None:
        book = self.books[side]
        if entry := self.entry(book, number):
            there = tuple(dict.fromkeys(self.people(book, with_))) or entry.contacts
            new = replace(entry, text=text, on=on.isoformat(), tags=tuple(tags), contacts=there)
            self.do(book, lambda book: book.edit_interaction(new))

    @rule(side=st.booleans(), number=which, answer=st.sampled_from(ANSWERS))
    def review(self, side: bool, number: int, answer: Answer) -> None:
        if person := self.person(self.books[side], number):
            self.do(self.books[side], lambda book: book.reviewed(person.id, answer))

    @rule(side=st.booleans(), number=which)
    def delete_entry(self, side: bool, number: int) -> None:
        if entry := self.entry(self.books[side], number):
            self.do(self.books[side], lambda book: book.delete_interaction(entry.id))

    @rule(
        side=st.booleans(), name=st.sampled_from(("fee", "born")), type_=st.sampled_from(("number", "text"))
    )
    def add_field(self, side: bool, name: str, type_: Any) -> None:
        self.do(self.books[side], lambda book: book.add_field(name, type_))

    @rule(side=st.booleans(), name=st.sampled_from(("fee", "born", "responsive")))
    def delete_field(self, side: bool, name: str) -> None:
        self.do(self.books[side], lambda book: book.delete_field(name))

    @rule(side=st.booleans(), number=which, name=st.sampled_from(("Poets", "Group members")))
    def save_category(self, side: bool, number: int, name: str) -> None:
        known = self.books[side].categories()
        old = known[number % len(known)] if known and number % 2 else Category(name="", query="")
        new = replace(old, name=name, query="#a", columns=("born",), fields=("born",))
        self.do(self.books[side], lambda book: book.save_category(new, (Field("born"),)))

    @precondition(lambda self: self.books[0].categories())
    @rule(side=st.booleans(), number=which)
    def delete_category(self, side: bool, number: int) -> None:
        known = self.books[side].categories()
        self.do(self.books[side], lambda book: book.delete_category(known[number % len(known)].id))

    @rule(side=st.booleans())
    def undo(self, side: bool) -> None:
        self.turn(self.books[side].undo)

    @rule(side=st.booleans())
    def redo(self, side: bool) -> None:
        self.turn(self.books[side].redo)

    @rule(side=st.booleans(), back=st.integers(min_value=0, max_value=12))
    def turn_any(self, side: bool, back: int) -> None:
        changes = self.books[side].history(1000)
        if changes:
            change = changes[back % len(changes)]
            ask = self.books[side].redo if change.undone else self.books[side].undo
            self.turn(lambda: ask(change.id))

    @rule(side=st.booleans())
    def open_again(self, side: bool) -> None:
        self.books[side].close()
        self.books[side] = open_book(self.path, clock=now)

    @invariant()
    def the_journal_is_told_alike(self) -> None:
        assert self.books[0].history() == self.books[1].history()

    @rule(text=st.sampled_from(SEARCHES))
    def search(self, text: str) -> None:
        with open_book(self.path, clock=now) as fresh:
            wanted = [person.uid for person in fresh.find(text)]
        for book in self.books:
            assert [person.uid for person in book.find(text)] == wanted

    def teardown(self) -> None:
        try:
            for text in SEARCHES:
                self.search(text)
            # the opposite of the last event is always possible, down to an empty journal
            for before, (id, done) in zip(reversed(self.dumps[:-1]), reversed(self.events), strict=True):
                (self.books[0].undo if done else self.books[1].redo)(id)
                assert dump(self.path) == before
        finally:
            for book in self.books:
                book.close()
            self.folder.cleanup()


TestTwoBooks = TwoBooks.TestCase
TestTwoBooks.settings = settings(
    max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
