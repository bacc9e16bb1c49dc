"""One file brought into the book: its people found or added, compared and written, many at a time."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rolodex.book.choices import FileChoices
from rolodex.book.editions import Editions
from rolodex.book.fitting import Fitting
from rolodex.book.identity import Known, Remembered
from rolodex.book.matching import Person, people
from rolodex.book.progress import Done
from rolodex.book.reports import TOLD, FileReport, PersonReport, Tally, Update, What
from rolodex.book.threeway import Age, Said, merged, said_of, without
from rolodex.formats.linkedin import SINCE
from rolodex.formats.packing import each
from rolodex.match import sort_key
from rolodex.model import Contact, Interaction, Packed, Reading, Record
from rolodex.store import contact_rows, contacts, doubles, fields, interactions, sources, tags
from rolodex.store.behind import behind
from rolodex.store.bulk import Rows
from rolodex.store.file import Connection
from rolodex.store.ids import as_json

_CHUNK = 4000
"""People looked up, compared and written at a time; between two, the import can be stopped."""

_CHUNK_TEXT = 2_000_000
"""Characters that files say of people at a time: more, and the next ones have to wait."""

_GAPS_ONLY = ("linkedin-contacts", "facebook-contacts")
"""Address books of years ago that a service once took from a phone: they only fill what is empty."""

_LATER = 2
"""Connections in the book, made after the newest one of an export, that show it to be an older one. One alone
may have closed the account since."""


@dataclass(slots=True)
class _Told:
    """What the rows of one person say together, and what became of it."""

    person: Person
    contact: Contact
    entries: tuple[Interaction, ...]
    said: Said
    text: str
    """`said` as it is kept."""
    updates: tuple[Update, ...] = ()
    job: str = ""
    is_new: bool = False

    @property
    def line(self) -> int:
        """Where the first of the rows starts."""
        return self.person.records[0].line

    @property
    def sort_name(self) -> str:
        """The name of somebody new, as it is sorted."""
        person = self.person
        is_known = (
            person.name and len(person.records) == 1 and person.records[0].contact.name == self.contact.name
        )
        return person.name if is_known else sort_key(self.contact.name)

    @property
    def what(self) -> What:
        """What became of the person."""
        return "new" if self.is_new else "changed" if self.updates else "same"

    @property
    def card(self) -> str:
        """The lines of the vCard that the last of the rows was, if it was one."""
        return self.person.records[-1].card

    @property
    def lines(self) -> list[int]:
        """Where the rows start."""
        return [record.line for record in self.person.records]


class FileImport:
    """One file being brought in, inside an open change."""

    def __init__(
        self,
        connection: Connection,
        source: str,
        reading: Reading,
        known: Known,
        today: date,
        at: str,
        choices: FileChoices | None = None,
        *,
        most: int = TOLD,
        new_people: bool = False,
        is_tried: bool = False,
    ) -> None:
        """`source` names what the file is the next edition of; `at` is UTC; `most` people are told of each
        sort by name.

        With `new_people` those are made too of whom the file would tell only if they were in the book.
        `new` is filled where it `is_tried` only.
        """
        self._opened = connection
        self._source = source
        self._reading = reading
        self._known = known
        self._today = today
        self._at = at
        self._new_people = new_people
        self._is_tried = is_tried
        self._choices = choices or FileChoices()
        self._file = reading.file.rpartition("/")[2]
        self._until = sources.newest(connection)
        self._remembered = Remembered(sources.keys(connection, source))
        known.forget_accounts()
        self._fitting = Fitting(fields.listed(connection), reading.fields, today)
        self._next = contact_rows.next_id(connection)
        """The id of the next new contact."""
        self._is_shared = reading.records.is_shared if isinstance(reading.records, Packed) else None
        self._there: set[int] = set()
        """Those in the file who were in the book before."""
        self._field_of: dict[str, int] = {}
        self._tag_of: dict[str, int] = {}
        self._age = _age(connection, reading)
        self._tally = Tally(most)
        self.contacts: set[int] = set()
        """Everybody who was brought in so far."""
        self.new: dict[int, int] = {}
        """Those of them who were not in the book, with the line where the first of their rows starts."""

    def bring_in(self, tag: str, done: Done, editions: Editions | None = None) -> FileReport:
        """Write everybody in the file, and put the tag, if there is one, on them."""
        carriers = sources.carriers(self._opened, tag) if tag else set()
        said = sources.all_said(self._opened, self._source)
        fitted = each(self._reading.records, self._fit)
        persons = people(fitted, self._known, self._remembered, said, self._choices)
        with behind(self._opened) as self._book:
            for chunk in self._chunks(self._wanted(persons)):
                self._write(chunk, tag)
                if tag:
                    self._tag(tag, [told for told in chunk if told.person.id not in carriers])
                self._tell(chunk)
                done.add(sum(len(told.person.records) for told in chunk))
        if editions:
            missing = editions.missing(self._source, self._reading, self._age, self._there, self._until)
            self._tally.gone = missing
        return self._tally.report(self._reading, self._fitting.kept)

    def _chunks(self, persons: Iterable[Person]) -> Iterator[list[_Told]]:
        chunk: list[_Told] = []
        characters = 0
        for told in map(self._told, persons):
            chunk.append(told)
            characters += len(told.text) + len(told.card)
            if len(chunk) == _CHUNK or characters > _CHUNK_TEXT:
                yield chunk
                chunk, characters = [], 0
        if chunk:
            yield chunk

    def _tell(self, chunk: Sequence[_Told]) -> None:
        nameless = [told.person.id for told in chunk if not told.contact.name]
        called = contacts.identities(self._book.connection, nameless) if nameless else {}
        for told in chunk:
            if self._tally.count(told.what):
                name = told.contact.name or called[told.person.id].name
                self._tally.people.append(_report(told, name))
        self.contacts.update(told.person.id for told in chunk)

    def _wanted(self, persons: Iterable[Person]) -> Iterator[Person]:
        """Without those left out, and those not in the book for whom alone nobody is made: all counted."""
        for person in persons:
            if person.id:
                self._there.add(person.id)
            # of an account that is only a number nobody can be made, nor of anybody who may be oneself
            is_wanted = self._new_people and not self._reading.owner_unknown
            may_be_new = not person.only_known or (
                is_wanted and any(record.contact.name for record in person.records)
            )
            if not (person.id or may_be_new):
                self._tally.unknown += 1
            elif not self._choices.takes((record.line for record in person.records), not person.id):
                self._tally.left_out += 1
            else:
                yield person

    def _fit(self, record: Record) -> Record:
        contact = self._fitting.fit(record.contact)
        return record if contact is record.contact else replace(record, contact=contact)

    def _told(self, person: Person) -> _Told:
        first, *others = person.records
        contact, entries, alone = first.contact, first.interactions, []
        if others:
            for record in others:
                if record.contact != contact:
                    contact = merged(contact, record.contact, None, file=self._file, age="").contact
            entries = tuple(entry for record in person.records for entry in record.interactions)
            alone = [said_of(record.contact, record.interactions).as_text() for record in person.records]
        # how a mail calls somebody in the book is no news of them
        bare = replace(contact, name="", given="", family="") if person.only_known else contact
        said = said_of(bare, entries, alone)
        return _Told(person, bare if person.id else contact, entries, said, said.as_text())

    def _write(self, chunk: Sequence[_Told], tag: str) -> None:
        there = [told.person.id for told in chunk if told.person.id]
        before = sources.said(self._book.connection, self._source, as_json(there)) if there else {}
        differ = [told for told in chunk if told.text != before.get(told.person.id)]
        new = [told for told in differ if not told.person.id]
        updated = [told for told in differ if told.person.id]
        logged = self._logged(differ)
        rows = self._rows_of(new, tag) if new else []
        keys = self._new_keys(differ)
        keys += [sources.new_card(told.person.id, told.card) for told in new if told.card]
        self._book.insert((*rows, sources.rows_of(keys)))
        for told in new:
            if apart := self._choices.apart_of(told.lines):
                pairs = [(min(told.person.id, one), max(told.person.id, one)) for one in apart]
                doubles.tell_apart(self._book.connection, pairs)
            self._log(told, {}, logged)
        if updated:
            self._update_all(updated, before, logged)
        if cards := [(told.person.id, told.card) for told in chunk if told.card and not told.is_new]:
            sources.keep_cards(self._book.connection, cards)

    def _rows_of(self, chunk: Sequence[_Told], tag: str) -> list[Rows]:
        """The rows of people who are not in the book yet; they have their ids from here."""
        for told in chunk:
            told.is_new = True
            if refused := self._choices.refused_of(told.lines):
                told.contact = without(told.contact, refused)
            self._make_fields(told.contact)
            told.person.id = id = self._next
            self._next += 1
            if self._is_tried:
                self.new[id] = told.line
            if not self._is_shared:
                self._known.add(id, told.contact, told.sort_name)
        tagged = [self._tag_id(tag)] if tag else []
        for name in {name for told in chunk for name in told.contact.tags}:
            self._tag_id(name)
        named = [(told.person.id, str(uuid.uuid4()), told.contact, told.sort_name) for told in chunk]
        return contact_rows.rows_of(named, self._tag_of, self._field_of, tagged, at=self._at)

    def _update_all(
        self, chunk: Sequence[_Told], before: Mapping[int, str], logged: dict[str, Interaction]
    ) -> None:
        connection = self._book.connection
        current = {
            person.id: person for person in contacts.read(connection, [told.person.id for told in chunk])
        }
        for told in chunk:
            id = told.person.id
            self._update(told, current[id], before.get(id, ""), logged)
            if self._age == "older" and id in before:
                continue
            if not sources.say(connection, self._source, id, told.text):
                # all of the keys stand for others: the text is kept under one that no row has
                sources.remember(connection, self._source, [(id, f"contact:{id}", told.text)])

    def _update(self, told: _Told, current: Contact, before: str, logged: dict[str, Interaction]) -> None:
        id = current.id
        base = Said.parse(before) if before else None
        refused = self._choices.refused_of(told.lines)
        change = merged(current, told.contact, base, file=self._file, age=self._age, refused=refused)
        if change.contact is not current:
            self._make_fields(change.contact)
            contacts.update(self._book.connection, current, change.contact, at=self._at)
            self._known.add(id, change.contact)
        if change.job:
            entry = Interaction(
                on=self._today.isoformat(), kind="job change", text=change.job, contacts=(id,)
            )
            self._insert_entry(entry)
            told.job = change.job
        entries = self._log(told, base.interactions if base else {}, logged)
        told.updates = (*change.updates, *entries)

    def _new_keys(self, chunk: Iterable[_Told]) -> list[tuple[int, str, str, str]]:
        """The keys that stood for nobody yet; of somebody new, what the file says under the first."""
        rows = []
        for told in chunk:
            id = told.person.id
            keys = self._remembered.new_keys(id, told.person.keys, self._is_shared)
            said = (told.text if told.is_new else "", *[""] * len(keys))
            rows += [(id, self._source, key, text) for key, text in zip(keys, said, strict=False)]
        return rows

    def _make_fields(self, contact: Contact) -> None:
        for name in contact.fields:
            if name not in self._field_of:
                self._field_of[name] = fields.add(self._book.connection, name, self._fitting.type_of(name))

    def _tag_id(self, name: str) -> int:
        if name not in self._tag_of:
            self._tag_of[name] = tags.tag_id(self._book.connection, name)
        return self._tag_of[name]

    def _logged(self, chunk: Sequence[_Told]) -> dict[str, Interaction]:
        keys = [entry.source_key for told in chunk for entry in told.entries]
        if not keys:
            return {}
        there = sources.logged(self._book.connection, json.dumps(keys))
        return {entry.source_key: entry for entry in interactions.read(self._book.connection, there)}

    def _log(self, told: _Told, base: Mapping[str, str], logged: dict[str, Interaction]) -> list[Update]:
        """Log what is not logged yet, one entry for all who share a key; one changed or deleted stays so."""
        id = told.person.id
        refused = self._choices.choices.talks_refused
        updates = []
        for entry in told.entries:
            key = entry.source_key
            if key in refused:
                continue
            there = logged.get(key)
            if there is None:
                if key in base:
                    continue
                logged[key] = self._insert_entry(replace(entry, contacts=(id,)))
            elif key in base:
                text = _with_words(entry, there)
                if base[key] == entry.text or text == there.text or not _is_as_told(there, base[key], entry):
                    continue
                logged[key] = self._update_entry(there, replace(there, text=text))
            elif id not in there.contacts:
                logged[key] = self._update_entry(there, replace(there, contacts=(*there.contacts, id)))
            else:
                continue
            self._tally.log(entry, told.contact.name)
            updates.append(Update(f"log:{key}", f"{entry.kind} of {entry.on}", "", entry.text))
        return updates

    def _insert_entry(self, entry: Interaction) -> Interaction:
        id = interactions.insert(self._book.connection, entry, uid=str(uuid.uuid4()), at=self._at)
        return replace(entry, id=id)

    def _update_entry(self, old: Interaction, new: Interaction) -> Interaction:
        interactions.update(self._book.connection, old, new)
        return new

    def _tag(self, tag: str, untagged: Sequence[_Told]) -> None:
        there = [told for told in untagged if not told.is_new]
        if there:
            ids = as_json(told.person.id for told in there)
            tags.put_on(self._book.connection, self._tag_id(tag), ids)
        for told in there:
            told.updates = (*told.updates, Update(f"tag:{tag.casefold()}", "tag", "", tag))


def _report(told: _Told, name: str) -> PersonReport:
    if told.is_new:
        return PersonReport(name, told.line, "new", given=told.contact)
    return PersonReport(
        name, told.line, told.what, told.updates, told.person.id, told.job, by_name=told.person.by_name
    )


def _with_words(entry: Interaction, there: Interaction) -> str:
    """The text of an entry, with the words that are there: asked for heads alone, a mailbox tells none."""
    _, _, words = there.text.partition("\n")
    return (
        f"{entry.text}\n{words}" if entry.kind == "email" and words and "\n" not in entry.text else entry.text
    )


def _is_as_told(there: Interaction, before: str, entry: Interaction) -> bool:
    """Whether an entry is as the file told it before, or has words besides that the file tells now, too."""
    head, _, words = there.text.partition("\n")
    return there.text == before or (head == before and bool(words) and words in entry.text)


def _age(connection: Connection, reading: Reading) -> Age:
    if reading.format in _GAPS_ONLY:
        return "older"
    if not reading.format.startswith("linkedin-"):
        return ""
    if reading.newest and sources.with_later(connection, SINCE, reading.newest) >= _LATER:
        return "older"
    return "newest"
