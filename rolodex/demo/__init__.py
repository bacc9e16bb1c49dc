"""The demo book: a network of people who never lived, made from the files that a newcomer can import too."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from rolodex.book import Book, Clock, open_book
from rolodex.demo.source import Circle, Event, Source, Step, data_folder, read_source
from rolodex.demo.steps import do
from rolodex.demo.story import Story, known_people
from rolodex.model import Category, Contact, Group

__all__ = ["SAMPLES", "build", "data_folder"]

SAMPLES = ("contacts.csv", "handles-by-discipline.csv", "Basic_LinkedInDataExport_11-20-2026.zip")
"""The files in `data_folder()` that anybody can import."""
_ENTRIES = 1480
"""Beside the notes that LinkedIn's export brings and what was logged in the last days."""
_OWNER = {"my_name": "Robin Achterberg", "work_email": "robin@achterberg.example"}
"""Whose book it is, as LinkedIn's export has it."""
_DISCIPLINES = Category(
    name="Disciplines",
    query="#discipline",
    columns=("handles", "city", "field:Why", "last"),
    group_by=("under:discipline",),
)


def build(path: Path, *, clock: Clock) -> None:
    """Make the demo book at `path`, where there is no file yet; for one local day always the same.

    Its log ends on the local day of `clock`, with changes of the last days. Raises CannotOpen when it
    can't be written or the files it is made from are missing.
    """
    folder = data_folder()
    source = read_source(folder / "demo")
    moment = _Moment(clock())
    with open_book(path, clock=moment, origin="app") as book:
        _fill(book, moment, folder, source)
        _log(book, moment, source)
        for asked in source.requests:
            book.request(asked.since(moment.now.date()))
        _do_all(book, moment, source.lately)


@dataclass(slots=True)
class _Moment:
    """A clock that says when each change of the demo book was made."""

    now: datetime
    ago: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.now - self.ago


def _fill(book: Book, moment: _Moment, folder: Path, source: Source) -> None:
    """Bring in the sample files, and make of them what no export knows."""
    book.say_me(**_OWNER)
    for days, file in zip((20, 12, 2), SAMPLES, strict=True):
        if file == SAMPLES[-1]:
            _do_all(book, moment, source.earlier)
        moment.ago = timedelta(days=days, hours=2)
        book.import_([folder / file])
    book.import_([folder / "demo" / "remembered.csv"])
    people = book.find("")
    _tag_events(book, people, source.events)
    for discipline, ids in _by_field(people, "Discipline").items():
        book.tag(ids, add=[f"discipline/{discipline.lower()}"])
    book.save_category(_DISCIPLINES)
    for group in [*map(_conference, source.events), *source.groups]:
        book.add_group(group)


def _do_all(book: Book, moment: _Moment, steps: Iterable[Step]) -> None:
    for step in steps:
        moment.ago = timedelta(minutes=step.minutes_ago)
        do(book, step)


def _tag_events(book: Book, people: Sequence[Contact], events: Iterable[Event]) -> None:
    for event in events:
        book.tag([person.id for person in people if person.met_where == event.name], add=[event.tag])


def _conference(event: Event) -> Group:
    day = event.on.isoformat()
    return Group(name=event.name, tag=event.tag, kind="conference", starts_on=day, place=event.city)


def _by_field(people: Iterable[Contact], name: str) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for person in people:
        if value := person.fields.get(name):
            found.setdefault(value, []).append(person.id)
    return found


def _log(book: Book, moment: _Moment, source: Source) -> None:
    """Log three years, then star and archive."""
    today = moment.now.date()
    # seeded by the day, so that every screen of a day shows the same book
    rng = random.Random(today.toordinal())
    known = known_people(_in_circles(book.find(""), source.circles), source.events, today, rng)
    book.log_many(Story(source, known, book.today, rng).entries(_ENTRIES))
    book.star([person.contact.id for person in known if person.circle.flag == "starred"])
    book.archive([person.contact.id for person in known if person.circle.flag == "archived"])


def _in_circles(people: Iterable[Contact], circles: Iterable[Circle]) -> list[tuple[Contact, Circle]]:
    found = {(person.name, person.company): person for person in people}
    return [
        (found[circle.name, circle.company], circle)
        for circle in circles
        if (circle.name, circle.company) in found
    ]
