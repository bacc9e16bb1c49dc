"""Whom a first name in a line means, among 3,459 invented people of whom many share one."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.match import fold
from rolodex.model import Contact, Interaction
from tests.benchmarks.invented_people import document, names
from tests.conftest import now

_COUNT = 3459
_LINES = 150
"""Of each kind of hint."""


@dataclass(frozen=True)
class Circle:
    """The people of the book, and what was done with them."""

    book: Book
    namesakes: list[list[Contact]]
    """Those who share a first name, group by group; only groups of two and more."""
    friends: frozenset[int]
    """One of each group, met four times in the last weeks; the others not for a year."""
    met_with: dict[int, Contact]
    """By person somebody of another name whom they were met with once, two years ago."""


@pytest.fixture(scope="module")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Circle]:
    folder = tmp_path_factory.mktemp("circle")
    _write_people(folder / "people.csv")
    rng = random.Random(7)
    with open_book(folder / "book.db", clock=now) as book:
        book.import_([folder / "people.csv"])
        people = book.find("")
        by_name: dict[str, list[Contact]] = defaultdict(list)
        for person in people:
            by_name[fold(_given(person))].append(person)
        groups = [group for group in by_name.values() if len(group) > 1]
        friends = frozenset(rng.choice(group).id for group in groups)
        met_with = {}
        entries = []
        for group in groups:
            for person in group:
                if person.id in friends:
                    entries += [_talk(rng.randrange(1, 60), person.id) for _ in range(4)]
                    continue
                entries += [_talk(rng.randrange(370, 1500), person.id) for _ in range(rng.randrange(3))]
                other = rng.choice(people)
                if fold(_given(other)) != fold(_given(person)):
                    entries.append(_talk(730, person.id, other.id))
                    met_with[person.id] = other
        book.log_many(entries)
        book.find("anybody")
        yield Circle(book, groups, friends, met_with)


def _write_people(path: Path) -> None:
    rng = random.Random(3)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Name", "Company", "Title", "City", "Tags", "Email"))
        for number, name in enumerate(names(_COUNT, seed=5)):
            known = document(name, rng)
            email = f"{number}.{known.addresses[-1]}"
            tags = ", ".join(known.tags)
            writer.writerow((name, known.company, known.title, known.city, tags, email))


def _given(person: Contact) -> str:
    return person.name.split()[0]


def _talk(days_ago: int, *ids: int) -> Interaction:
    day = now().date() - timedelta(days_ago)
    return Interaction(on=day.isoformat(), text="talked", contacts=ids)


def _by_company(circle: Circle, group: list[Contact], person: Contact) -> str:
    word = person.company.split()[0]
    return f"from {word}" if sum(word in other.company for other in group) == 1 else ""


def _by_whole_company(circle: Circle, group: list[Contact], person: Contact) -> str:
    same = [other for other in group if other.company == person.company]
    return f"re hiring at {person.company}" if same == [person] else ""


def _by_city(circle: Circle, group: list[Contact], person: Contact) -> str:
    return f"in {person.city.lower()}" if _told_by(circle, group, person, _city) else ""


def _by_tag(circle: Circle, group: list[Contact], person: Contact) -> str:
    return f"#{person.tags[0]}" if person.tags and _told_by(circle, group, person, _tag) else ""


def _by_friendship(circle: Circle, group: list[Contact], person: Contact) -> str:
    return "re the usual" if person.id in circle.friends else ""


def _by_other(circle: Circle, group: list[Contact], person: Contact) -> str:
    return f"and {circle.met_with[person.id].name}" if person.id in circle.met_with else ""


def _city(person: Contact) -> str:
    return person.city


def _tag(person: Contact) -> str:
    return person.tags[0] if person.tags else ""


def _told_by(circle: Circle, group: list[Contact], person: Contact, value: Callable[[Contact], str]) -> bool:
    """Whether a hint says whom: it fits nobody else of the name, or the one friend among others."""
    fitting = [other for other in group if value(person) in (*other.tags, other.city)]
    return fitting == [person] or person.id in circle.friends


@pytest.mark.parametrize(
    "hint", [_by_company, _by_whole_company, _by_city, _by_tag, _by_friendship, _by_other]
)
def test_a_first_name_and_a_hint_mean_the_right_person(
    circle: Circle, hint: Callable[[Circle, list[Contact], Contact], str]
) -> None:
    rng = random.Random(11)
    asked = right = 0
    members = [(group, person) for group in circle.namesakes for person in group]
    rng.shuffle(members)
    for group, person in members:
        words = hint(circle, group, person)
        if not words:
            continue
        asked += 1
        said = circle.book.understand(f"coffee with {_given(person).lower()} {words} yesterday")
        right += bool(said.people) and said.people[0].taken.id == person.id
        if asked == _LINES:
            break
    assert asked >= 60
    assert right / asked >= 0.95, f"{right} of {asked}"


def test_whom_else_a_name_fits_is_listed_after_the_one_taken(circle: Circle) -> None:
    group = max(circle.namesakes, key=len)
    (mention,) = circle.book.understand(f"coffee with {_given(group[0])}").people
    assert len(mention.candidates) > 5
    assert {candidate.id for candidate in mention.candidates} <= {person.id for person in group}


def test_a_pick_goes_before_everything(circle: Circle) -> None:
    group = max(circle.namesakes, key=len)
    name = _given(group[0])
    picked = next(person.id for person in group if person.id not in circle.friends)
    (mention,) = circle.book.understand(f"coffee with {name}", picks={name.casefold(): picked}).people
    assert mention.taken.id == picked


def test_who_is_called_just_so_goes_before_those_who_only_may_be(tmp_path: Path) -> None:
    with open_book(tmp_path / "book.db", clock=now) as book:
        short, long = book.add(Contact(name="Anna S")), book.add(Contact(name="Anna Schmidt"))
        for _ in range(3):
            book.log([long.id], "coffee")
        said = book.understand("call with Anna S yesterday")
        assert [candidate.id for mention in said.people for candidate in mention.candidates] == [short.id]
        book.delete([short.id])
        said = book.understand("call with Anna S yesterday")
        assert [candidate.id for mention in said.people for candidate in mention.candidates] == [long.id]


def test_a_whole_name_of_one_word_goes_before_a_given_name(tmp_path: Path) -> None:
    with open_book(tmp_path / "book.db", clock=now) as book:
        short, long = book.add(Contact(name="Anna")), book.add(Contact(name="Anna Schmidt", company="Acme"))
        for _ in range(3):
            book.log([long.id], "coffee")
        (mention,) = book.understand("call Anna yesterday").people
        assert [candidate.id for candidate in mention.candidates] == [short.id, long.id]
        (mention,) = book.understand("call Anna from Acme yesterday").people
        assert mention.taken.id == long.id
