"""What is done to the demo book beside its imports and its log, a step at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rolodex import values
from rolodex.book import Book
from rolodex.demo.source import Step
from rolodex.model import Contact
from rolodex.sentence.favour_line import read_favour


def do(book: Book, step: Step) -> None:
    """Do what one line of lately.csv or earlier.csv says. Raises ValueError for what is no such thing."""
    verb, _, rest = step.do.partition(" ")
    if verb == "category":
        (category,) = [c for c in book.categories() if c.name in step.who]
        book.save_category(replace(category, cadence=rest))
        return
    people = [book.who(name) for name in step.who]
    ids = [person.id for person in people]
    match verb:
        case "follow":
            days, _, every = rest.partition(" ")
            book.follow_up(ids, step.what, due=book.today + timedelta(int(days)), every=every)
        case "favour":
            book.add_favours(ids, read_favour(step.what, book.today), on=book.today - timedelta(int(rest)))
        case "again":
            book.ask_again([person.favours[0].id for person in people])
        case "cadence":
            book.set_cadence(ids, rest)
        case "trust":
            book.trust(ids, rest)
        case "log":
            book.log(ids, step.what, kind=rest)
        case "tag" | "untag":
            book.tag(ids, **{"add" if verb == "tag" else "remove": [step.what]})
        case "star":
            book.star(ids)
        case "archive":
            book.archive(ids)
        case "set":
            for person in people:
                book.edit(_with(book, person, rest, step.what))
        case "link":
            book.link(ids[0], ids[1], rest)
        case "say":
            book.say_in_group(book.group(rest).id, ids[0], step.what)
        case "introduce":
            book.introduce(ids, step.what, asked_by=ids[0] if rest == "asked" else 0)
        case "introduction":
            _go_on(book, rest, ids, step.what)
        case _:
            raise ValueError(f"a step of the demo book can't be {step.do}")


def _go_on(book: Book, how: str, ids: list[int], what: str) -> None:
    """Take the newest introduction of the first of them a step further."""
    one = max(book.introductions_of(ids[0]), key=lambda found: found.id)
    match how:
        case "asked":
            book.ask_about_introduction(one.id, ids)
        case "agreed" | "declined":
            for id in ids:
                book.answer_introduction(one.id, id, "agreed" if how == "agreed" else "declined")
        case "made":
            book.make_introduction(one.id)
        case "outcome":
            book.tell_outcome(one.id, what)


def _with(book: Book, person: Contact, column: str, value: str) -> Contact:
    """The person with another city, or another value of a field."""
    types = {field.name: field.type for field in book.fields()}
    if column in types:
        text = values.canonical(value, types[column], book.today)
        return replace(person, fields={**person.fields, column: text})
    if column == "city":
        return replace(person, city=value)
    raise ValueError(f"a step of the demo book can't set {column}")
