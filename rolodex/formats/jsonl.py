"""A book as JSON Lines: one object a line, each saying `what` it is; complete, and read back as it was.

The first line is `{"what": "book", ...}`. Then come fields, tags, categories, contacts, groups, interactions,
follow-ups, requests, templates, introductions, links and favours; from the groups on people are named by
their uids. The journal, drafts and the event that is on stay behind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from rolodex import dates, knowing
from rolodex.formats import groups, jsonl_favours, jsonl_introductions, ledger
from rolodex.formats.format import Format
from rolodex.formats.sources import Source
from rolodex.model import (
    FIELD_TYPES,
    BadInput,
    Category,
    Favour,
    Field,
    FollowUp,
    Group,
    Interaction,
    Introduction,
    Link,
    Membership,
    Reading,
    Request,
    Review,
    Skipped,
    SourceText,
    Tag,
    Whole,
)
from rolodex.plain import as_plain, from_plain, line, several
from rolodex.text import storable

VERSION = 1
_OWN_KEY = "contact"
"""Stands in a file for the key of a source text that names its contact by id, which no other book knows."""


def written(whole: Whole) -> bytes:
    """The file. Everything in it is ASCII, other letters escaped."""
    return "".join(f"{json.dumps(value)}\n" for value in _values(whole)).encode("ascii")


def _values(whole: Whole) -> Iterator[dict[str, Any]]:
    yield {"what": "book", "rolodex": VERSION, "people": len(whole.people)}
    for field in whole.fields:
        yield {"what": "field", "name": field.name, "type": field.type}
    for tag in whole.tags:
        yield {"what": "tag", "name": tag.name, "cadence": tag.cadence}
    for category in whole.categories:
        yield {
            "what": "category",
            "name": category.name,
            "query": category.query,
            "columns": list(category.columns),
            "group_by": list(category.group_by),
            "sort": category.sort,
            "fields": list(category.fields),
            "cadence": category.cadence,
        }
    reviews = {review.contact: review for review in whole.reviews}
    sources: dict[int, list[dict[str, str]]] = {}
    for text in whole.sources:
        key = _OWN_KEY if text.key == f"contact:{text.contact}" else text.key
        said = {"source": text.source, "key": key, "said": text.said}
        sources.setdefault(text.contact, []).append(said)
    for person in whole.people:
        value = {"what": "contact", **as_plain(person)}
        if review := reviews.get(person.id):
            value["review"] = {"box": review.box, "due": review.due, "times": review.times}
        if person.id in sources:
            value["sources"] = sources[person.id]
        yield value
    uids = {person.id: person.uid for person in whole.people}
    yield from groups.values(whole, uids)
    for talk in whole.interactions:
        yield {
            "what": "interaction",
            "uid": talk.uid,
            "on": talk.on,
            "kind": talk.kind,
            "text": talk.text,
            "tags": list(talk.tags),
            "with": [uids[id] for id in talk.contacts],
            "source_key": talk.source_key,
            "created_at": whole.made.get(talk.uid, ""),
        }
    for row in whole.follow_ups:
        yield {
            "what": "follow-up",
            "uid": row.uid,
            "due": row.due,
            "text": row.text,
            "every": row.every,
            "since": row.since,
            "done_on": row.done_on,
            "with": [uids[id] for id in row.contacts],
            "created_at": whole.made.get(row.uid, ""),
        }
    yield from ledger.values(whole, uids)
    yield from jsonl_introductions.written(whole, uids)
    yield from jsonl_favours.written(whole, uids)


def recognises(source: Source) -> bool:
    """Whether the first line says that the file is a book."""
    first = source.data.lstrip(b"\xef\xbb\xbf \r\n")[:200]
    return first.startswith(b"{") and b'"what"' in first and b'"book"' in first and b'"rolodex"' in first


def read(source: Source, today: date) -> Reading:
    """A book as it was written. A line that can't be read is among the skipped, and so is a newer version.

    Raises BadInput when the file is no such book.
    """
    if not recognises(source):
        raise BadInput(f"{source.name} is no book written out by rolodex: its first line does not say so.")
    reader = _Reader()
    for number, text in enumerate(source.data.decode("utf-8-sig", "replace").split("\n"), start=1):
        if text.strip():
            reader.take(number, text)
    whole = Whole(
        people=tuple(reader.people),
        interactions=tuple(reader.interactions),
        follow_ups=tuple(reader.follow_ups),
        reviews=tuple(reader.reviews),
        sources=tuple(reader.sources),
        fields=tuple(reader.fields),
        tags=tuple(reader.tags),
        categories=tuple(reader.categories),
        requests=tuple(reader.requests),
        templates=reader.templates,
        groups=tuple(reader.groups),
        memberships=tuple(reader.memberships),
        introductions=tuple(reader.introductions),
        links=tuple(reader.links),
        favours=tuple(reader.favours),
        made=reader.made,
    )
    # every line is written with its end
    cut = not source.data.endswith(b"\n") and any(row.line == number for row in reader.skipped)
    return Reading(file=source.name, format="jsonl", skipped=tuple(reader.skipped), cut=cut, whole=whole)


class _Reader:
    """The lines read so far; people have the number of their line as id."""

    def __init__(self) -> None:
        self.people: list[Any] = []
        self.interactions: list[Interaction] = []
        self.follow_ups: list[FollowUp] = []
        self.reviews: list[Review] = []
        self.sources: list[SourceText] = []
        self.fields: list[Field] = []
        self.tags: list[Tag] = []
        self.categories: list[Category] = []
        self.groups: list[Group] = []
        self.memberships: list[Membership] = []
        self.requests: list[Request] = []
        self.templates: dict[str, str] = {}
        self.introductions: list[Introduction] = []
        self.links: list[Link] = []
        self.favours: list[Favour] = []
        self.made: dict[str, str] = {}
        self.skipped: list[Skipped] = []
        self._ids: dict[str, int] = {}
        self._take: dict[str, Callable[[int, dict[str, Any]], None]] = {
            "book": self._book,
            "field": self._field,
            "tag": self._tag,
            "category": self._category,
            "contact": self._contact,
            "group": self._group,
            "interaction": self._interaction,
            "follow-up": self._follow_up,
            "request": self._request,
            "template": self._template,
            "introduction": self._introduction,
            "link": self._link,
            "favour": self._favour,
        }

    def take(self, number: int, text: str) -> None:
        """Read one line, or note why it can't be."""
        try:
            value = json.loads(text)
            if not isinstance(value, dict) or value.get("what") not in self._take:
                raise ValueError("it does not say what it is in a way known here")
            self._take[value["what"]](number, value)
        except (ValueError, TypeError, RecursionError, BadInput) as error:
            why = "it is no JSON" if isinstance(error, json.JSONDecodeError) else str(error)
            self.skipped.append(Skipped(number, why))

    def _book(self, number: int, value: dict[str, Any]) -> None:
        if value.get("rolodex") != VERSION:
            raise ValueError("it was written by a newer rolodex: what is new in it is left out")

    def _field(self, number: int, value: dict[str, Any]) -> None:
        if value.get("type") not in FIELD_TYPES:
            raise ValueError("it is a field of no known type")
        self.fields.append(Field(_needed(value, "name"), value["type"]))

    def _tag(self, number: int, value: dict[str, Any]) -> None:
        self.tags.append(
            Tag(_needed(value, "name"), 0, dates.read_cadence(line(value, "cadence"), or_never=True))
        )

    def _category(self, number: int, value: dict[str, Any]) -> None:
        self.categories.append(
            Category(
                name=_needed(value, "name"),
                query=line(value, "query"),
                columns=_texts(value, "columns"),
                group_by=_texts(value, "group_by"),
                sort=line(value, "sort") or "name",
                fields=_texts(value, "fields"),
                cadence=dates.read_cadence(line(value, "cadence"), or_never=True),
            )
        )

    def _contact(self, number: int, value: dict[str, Any]) -> None:
        person = from_plain(value, number)
        for day in (person.met_on, person.birthday):
            if day:
                dates.PartialDate.parse(day)
        dates.read_cadence(person.cadence, or_never=True)
        knowing.read_trust(person.trust)
        knowing.read_way(person.known_by)
        if person.snoozed_until:
            date.fromisoformat(person.snoozed_until)
        for at in (person.created_at, person.updated_at):
            _moment(at)
        self.people.append(person)
        self._ids.setdefault(person.uid, number)
        if review := value.get("review"):
            box, times = int(review["box"]), int(review["times"])
            due = date.fromisoformat(_needed(review, "due")).isoformat()
            self.reviews.append(Review(contact=number, box=max(1, box), due=due, times=times))
        for said in several(value, "sources"):
            key = storable(str(said.get("key", "")))
            self.sources.append(
                SourceText(
                    contact=number,
                    source=_needed(said, "source"),
                    key="" if key == _OWN_KEY else key,
                    said=storable(str(said.get("said", ""))),
                )
            )

    def _group(self, number: int, value: dict[str, Any]) -> None:
        group, memberships = groups.read(value, self._ids)
        self.groups.append(group)
        self.memberships += memberships

    def _interaction(self, number: int, value: dict[str, Any]) -> None:
        uid = _needed(value, "uid")
        self.interactions.append(
            Interaction(
                uid=uid,
                on=date.fromisoformat(_needed(value, "on")).isoformat(),
                kind=_needed(value, "kind"),
                text=storable(str(value.get("text", ""))),
                tags=_texts(value, "tags"),
                contacts=self._with(value),
                source_key=storable(str(value.get("source_key", ""))),
            )
        )
        self.made[uid] = _moment(line(value, "created_at"))

    def _follow_up(self, number: int, value: dict[str, Any]) -> None:
        uid = _needed(value, "uid")
        done, since = line(value, "done_on"), line(value, "since") or line(value, "due")
        self.follow_ups.append(
            FollowUp(
                uid=uid,
                due=date.fromisoformat(_needed(value, "due")).isoformat(),
                text=storable(str(value.get("text", ""))),
                every=dates.read_cadence(line(value, "every")),
                since=date.fromisoformat(since).isoformat(),
                done_on=date.fromisoformat(done).isoformat() if done else "",
                contacts=self._with(value),
            )
        )
        self.made[uid] = _moment(line(value, "created_at"))

    def _request(self, number: int, value: dict[str, Any]) -> None:
        request = ledger.read(value, self._ids)
        self.requests.append(request)
        self.made[request.uid] = _moment(line(value, "created_at"))

    def _template(self, number: int, value: dict[str, Any]) -> None:
        name, text = ledger.read_template(value)
        self.templates[name] = text

    def _introduction(self, number: int, value: dict[str, Any]) -> None:
        one = jsonl_introductions.read_introduction(value, self._ids)
        self.introductions.append(one)
        self.made[one.uid] = _moment(line(value, "created_at"))

    def _link(self, number: int, value: dict[str, Any]) -> None:
        self.links.append(jsonl_introductions.read_link(value, self._ids))

    def _favour(self, number: int, value: dict[str, Any]) -> None:
        favour = jsonl_favours.read(value, self._ids)
        self.favours.append(favour)
        self.made[favour.uid] = _moment(line(value, "created_at"))

    def _with(self, value: dict[str, Any]) -> tuple[int, ...]:
        found = tuple(self._ids[uid] for uid in _texts(value, "with") if uid in self._ids)
        if not found:
            raise ValueError("nobody of those whom it is about stands above it")
        return found


def _moment(text: str) -> str:
    """A time of the book, or nothing. Raises ValueError for what the app would fall over later."""
    if text:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    return text


def _needed(value: Mapping[str, Any], name: str) -> str:
    if not (text := line(value, name)):
        raise ValueError(f"its “{name}” is missing")
    return text


def _texts(value: dict[str, Any], name: str) -> tuple[str, ...]:
    found = value.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError(f"“{name}” is no list of texts")
    return tuple(map(storable, found))


FORMAT = Format("jsonl", "a book that `rolodex export` wrote out", recognises, read)
