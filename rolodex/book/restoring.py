"""A book that was written out, brought into this one: into an empty book all of it as it was."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from rolodex.book.fitting import Fitting
from rolodex.book.identity import WEAK, Known, key_of
from rolodex.book.progress import Done
from rolodex.book.reports import FileReport, PersonReport, Tally, What
from rolodex.book.threeway import merged
from rolodex.match import sort_key
from rolodex.model import BadInput, Contact, Field, Interaction, Link, Reading, Whole
from rolodex.store import (
    categories,
    contacts,
    favours,
    fields,
    follow_ups,
    groups,
    interactions,
    introductions,
    links,
    requests,
    tags,
    templates,
    whole,
)
from rolodex.store.file import Connection


class Restoring:
    """One written-out book being brought in, inside an open change.

    Somebody of the same uid, the same user name, or the same name and email is the same person: what the
    book knows of them stays, and what it lacks is filled in. Everybody else is added as they were, with their
    uid. What was logged comes once, fields and categories of the same name stay as the book has them.
    """

    def __init__(self, connection: Connection, reading: Reading, known: Known, today: date, at: str) -> None:
        """`at` is UTC."""
        self._connection = connection
        self._reading = reading
        self._whole = reading.whole or Whole()
        self._known = known
        self._at = at
        self._tally = Tally()
        self._ids: dict[int, int] = {}
        """Who of the file is whom of the book."""
        if whole.empty(connection):
            whole.forget_shipped(connection)
        self._made = {field.name.casefold() for field in fields.listed(connection)}
        for field in self._whole.fields:
            if field.name.casefold() not in self._made:
                fields.add(connection, field.name, field.type)
                self._made.add(field.name.casefold())
        self._fitting = Fitting(fields.listed(connection), self._columns(), today)

    @property
    def contacts(self) -> set[int]:
        """Everybody who was brought in so far."""
        return set(self._ids.values())

    def _columns(self) -> list[Field]:
        told = {field.name: field for field in self._whole.fields}
        for person in self._whole.people:
            for name in person.fields:
                told.setdefault(name, Field(name, "text"))
        return list(told.values())

    def bring_in(self, tag: str, done: Done) -> FileReport:
        """Write all of it, and put the tag, if there is one, on everybody in it."""
        for one in self._whole.tags:
            with suppress(BadInput):
                id = tags.tag_id(self._connection, one.name)
                if one.cadence:
                    tags.set_cadence(self._connection, id, one.cadence)
        by_uid = whole.uids(self._connection)
        taken: set[int] = set()
        used: set[str] = set()
        for given in self._whole.people:
            person = self._fitting.fit(given)
            id = by_uid.get(person.uid, 0)
            if id in taken:
                id = 0
            id = id or next((id for id in self._like(person) if id not in taken), 0)
            free = person.uid and person.uid not in by_uid and person.uid not in used
            used.add(person.uid)
            taken.add(self._put(person, id, person.uid if free else str(uuid.uuid4())))
            done.add(1)
        self._log()
        self._request()
        self._introduce()
        self._keep_rest()
        if tag:
            ids = f"[{','.join(map(str, self._ids.values()))}]"
            tags.put_on(self._connection, tags.tag_id(self._connection, tag), ids)
        return self._tally.report(self._reading, self._fitting.kept)

    def _like(self, person: Contact) -> Iterator[int]:
        """Those of the book, as it was, who must be the same; nobody is held against others of the file."""
        name = sort_key(person.name)
        keys = [key_of("handle", handle.service, handle.name) for handle in person.handles]
        keys += [key_of("email", "", email.value) for email in person.emails]
        for key in keys:
            holders = self._known.holders(key, person)
            if key.startswith(("email:", *WEAK)):
                holders = [id for id in holders if self._known.names[id] == name]
            if len(holders) == 1:
                yield holders[0]
        alone = self._known.by_name.get(name)
        if len(alone) == 1 and not self._known.contradicts(alone[0], person):
            yield alone[0]

    def _put(self, person: Contact, id: int, uid: str) -> int:
        for name in person.fields:
            if name.casefold() not in self._made:
                fields.add(self._connection, name, self._fitting.type_of(name))
                self._made.add(name.casefold())
        if id:
            (current,) = contacts.read(self._connection, [id])
            newer = person.updated_at > current.updated_at
            file = self._reading.file.rpartition("/")[2]
            change = merged(current, person, None, file=file, age="newest" if newer else "older")
            if change.contact is not current:
                contacts.update(self._connection, current, change.contact, at=self._at)
            what: What = "changed" if change.updates else "same"
            self._tally.add(PersonReport(person.name, person.id, what, change.updates, id, change.job))
        else:
            id = whole.insert(self._connection, person, uid=uid, at=self._at)
            self._tally.add(PersonReport(person.name, person.id, "new", given=person))
        self._ids[person.id] = id
        return id

    def _log(self) -> None:
        there = whole.logged(self._connection)
        for talk in self._whole.interactions:
            if there.isdisjoint({talk.uid, talk.source_key} - {""}):
                row = self._tagged(replace(talk, contacts=self._here(talk.contacts)))
                at = self._whole.made.get(talk.uid) or self._at
                interactions.insert(self._connection, row, uid=talk.uid, at=at)
                there |= {talk.uid, talk.source_key}
            elif talk.uid in there and talk.tags:
                # a tag that was deleted since comes back on the log as it does on people
                interactions.add_tags(self._connection, talk.uid, self._tagged(talk).tags)
        for due in self._whole.follow_ups:
            if due.uid not in there:
                at = self._whole.made.get(due.uid) or self._at
                about = replace(due, contacts=self._here(due.contacts))
                follow_ups.insert(self._connection, about, uid=due.uid, at=at)
                there.add(due.uid)
        kept = whole.made_at(self._connection, "favour")
        for favour in self._whole.favours:
            if favour.uid not in kept:
                at = self._whole.made.get(favour.uid) or self._at
                mine = replace(favour, contact=self._ids[favour.contact])
                favours.insert(self._connection, mine, uid=favour.uid, at=at)

    def _request(self) -> None:
        there = {*whole.made_at(self._connection, "request"), *requests.keys(self._connection)}
        for row in self._whole.requests:
            if there.isdisjoint({row.uid, row.source_key} - {""}):
                at = self._whole.made.get(row.uid) or self._at
                became = replace(row, contact=self._ids.get(row.contact, 0))
                requests.insert(self._connection, became, uid=row.uid, at=at)
                there |= {row.uid, row.source_key}
        own = templates.listed(self._connection)
        for name, text in self._whole.templates.items():
            if name not in own:
                templates.keep(self._connection, name, text)

    def _introduce(self) -> None:
        there = whole.made_at(self._connection, "introduction")
        for one in self._whole.introductions:
            sides = {self._ids[side.contact]: side for side in reversed(one.sides)}
            # two sides that are one person here are not introduced to themselves
            if one.uid not in there and len(sides) > 1:
                here = tuple(replace(side, contact=id) for id, side in reversed(sides.items()))
                row = replace(one, sides=here, asked_by=self._ids.get(one.asked_by, 0))
                at = self._whole.made.get(one.uid) or self._at
                introductions.insert(self._connection, row, uid=one.uid, at=at)
        links.add(
            self._connection,
            [Link(self._ids[link.one], self._ids[link.other], link.kind) for link in self._whole.links],
        )

    def _here(self, ids: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._ids[id] for id in ids))

    def _tagged(self, talk: Interaction) -> Interaction:
        names = []
        for tag in talk.tags:
            with suppress(BadInput):
                names.append(tags.tag_name(tag))
        return replace(talk, tags=tuple(names))

    def _keep_rest(self) -> None:
        for review in self._whole.reviews:
            whole.add_review(self._connection, self._ids[review.contact], review)
        for text in self._whole.sources:
            id = self._ids[text.contact]
            whole.add_source(self._connection, id, replace(text, key=text.key or f"contact:{id}"))
        self._keep_groups()
        known = {category.name.casefold() for category in categories.listed(self._connection)}
        for category in self._whole.categories:
            if category.name.casefold() not in known:
                names = tuple(name for name in category.fields if name.casefold() in self._made)
                categories.save(self._connection, replace(category, fields=names))
                known.add(category.name.casefold())

    def _keep_groups(self) -> None:
        """A group of the same name, or with the same tag, stays as the book has it."""
        ids: dict[str, int] = {}
        for group in self._whole.groups:
            with suppress(BadInput):
                tag = tags.tag_id(self._connection, group.tag)
                there = groups.called(self._connection, group.name) or groups.of_tag(
                    self._connection, tags.tag_name(group.tag)
                )
                ids[group.name] = there.id if there else groups.insert(self._connection, group, tag)
        for row in self._whole.memberships:
            if row.group in ids and (row.said or row.missing_since):
                groups.add(self._connection, ids[row.group], self._ids[row.contact], row)
