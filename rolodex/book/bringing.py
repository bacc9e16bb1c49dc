"""One file brought into the book: its people found or added, compared and written, some hundred at a time."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from rolodex.book.choices import FileChoices
from rolodex.book.editions import Editions
from rolodex.book.fitting import Fitting
from rolodex.book.identity import Known, Remembered
from rolodex.book.matching import Person, people
from rolodex.book.reports import TOLD, FileReport, PersonReport, Tally, Update, What
from rolodex.book.threeway import Age, Said, merged, said_of, without
from rolodex.formats.linkedin import SINCE
from rolodex.model import Cancelled, Contact, Field, Interaction, Reading, Record
from rolodex.store import contacts, doubles, fields, interactions, sources, tags
from rolodex.store.file import Connection
from rolodex.store.ids import as_json

Progress = Callable[[int, int], bool]
"""Called with the rows done and the rows in all; False stops the import, and nothing is changed."""

_CHUNK = 500
"""People looked up, compared and written at a time; between two, the import can be stopped."""


_MAILS = 1000
"""Mails read at a time; between two such, the import can be stopped."""

_GAPS_ONLY = ("linkedin-contacts", "facebook-contacts")
"""Address books of years ago that a service once took from a phone: they only fill what is empty."""

_LATER = 2
"""Connections in the book, made after the newest one of an export, that show it to be an older one. One alone
may have closed the account since."""


class Done:
    """How far an import is, told to whoever waits for it."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._rows = 0
        self.add(0)

    def add(self, rows: int) -> None:
        """Raises Cancelled when the person has had enough."""
        self._rows += rows
        _ask(self._progress, self._rows, self._total)


def watched(mails: Iterable[bytes], progress: Progress | None) -> Iterator[bytes]:
    """The mails of a mailbox, which may be read for minutes, told as rows to be brought in.

    Raises Cancelled when the person has had enough.
    """
    for number, mail in enumerate(mails):
        if number % _MAILS == 0:
            _ask(progress, 0, number)
        yield mail


def _ask(progress: Progress | None, rows: int, total: int) -> None:
    if progress and not progress(rows, total):
        raise Cancelled("The import was stopped. Nothing was changed.")


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
    ) -> None:
        """`source` names what the file is the next edition of; `at` is UTC; `most` people are told of each
        sort by name.

        With `new_people` those are made too of whom the file would tell only if they were in the book.
        """
        self._connection = connection
        self._source = source
        self._reading = reading
        self._known = known
        self._today = today
        self._at = at
        self._new_people = new_people
        self._choices = choices or FileChoices()
        self._file = reading.file.rpartition("/")[2]
        self._until = sources.newest(connection)
        self._remembered = Remembered(sources.keys(connection, source))
        known.forget_accounts()
        there = fields.listed(connection)
        self._made = {field.name for field in there}
        self._fitting = Fitting(there, reading.fields, today)
        self._age = _age(connection, reading)
        self._tally = Tally(most)
        self.contacts: set[int] = set()
        """Everybody who was brought in so far."""
        self.new: dict[int, int] = {}
        """Those of them who were not in the book, with the line where the first of their rows starts."""

    def bring_in(self, tag: str, done: Done, editions: Editions | None = None) -> FileReport:
        """Write everybody in the file, and put the tag, if there is one, on them."""
        carriers = sources.carriers(self._connection, tag) if tag else set()
        records = [self._fitted(record) for record in self._reading.records]
        said = sources.all_said(self._connection, self._source)
        persons = people(records, self._known, self._remembered, said, self._choices)
        found = iter(self._wanted(persons))
        while chunk := [self._told(person) for person in islice(found, _CHUNK)]:
            self._write(chunk)
            if tag:
                self._tag(tag, [told for told in chunk if told.person.id not in carriers])
            nameless = [told.person.id for told in chunk if not told.contact.name]
            called = contacts.identities(self._connection, nameless)
            for told in chunk:
                name = told.contact.name or called[told.person.id].name
                self._tally.add(_report(told, name))
            self.contacts.update(told.person.id for told in chunk)
            done.add(sum(len(told.person.records) for told in chunk))
        there = {person.id for person in persons if person.id}
        if editions:
            self._tally.gone = editions.missing(self._source, self._reading, self._age, there, self._until)
        return self._tally.report(self._reading, self._fitting.kept)

    def _wanted(self, persons: Iterable[Person]) -> Iterator[Person]:
        """Without those left out, and those not in the book for whom alone nobody is made: all counted."""
        for person in persons:
            if not (person.id or self._new_people or not person.only_known):
                self._tally.unknown += 1
            elif not self._choices.takes((record.line for record in person.records), not person.id):
                self._tally.left_out += 1
            else:
                yield person

    def _fitted(self, record: Record) -> Record:
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

    def _write(self, chunk: Sequence[_Told]) -> None:
        known = as_json(told.person.id for told in chunk if told.person.id)
        before = sources.said(self._connection, self._source, known)
        differ = [told for told in chunk if told.text != before.get(told.person.id)]
        ids = [told.person.id for told in differ if told.person.id]
        current = {contact.id: contact for contact in contacts.read(self._connection, ids)}
        logged = self._logged(differ)
        there = [told for told in differ if told.person.id]
        self._insert([told for told in differ if not told.person.id], logged)
        for told in there:
            self._update(told, current[told.person.id], before.get(told.person.id, ""), logged)
        self._remember(differ, before)
        last = ((told.person.id, told.person.records[-1].card) for told in chunk)
        sources.keep_cards(self._connection, ((id, card) for id, card in last if card))

    def _insert(self, chunk: Sequence[_Told], logged: dict[str, Interaction]) -> None:
        for told in chunk:
            told.is_new = True
            if refused := self._choices.refused_of(told.lines):
                told.contact = without(told.contact, refused)
            self._make_fields(told.contact)
        people = [(str(uuid.uuid4()), told.contact) for told in chunk]
        for id, told in zip(contacts.insert_all(self._connection, people, at=self._at), chunk, strict=True):
            told.person.id = id
            self.new[id] = told.line
            self._known.add(id, told.contact, told.person.name)
            if apart := self._choices.apart_of(told.lines):
                doubles.tell_apart(self._connection, [(min(id, one), max(id, one)) for one in apart])
            self._log(told, {}, logged)

    def _update(self, told: _Told, current: Contact, before: str, logged: dict[str, Interaction]) -> None:
        id = current.id
        base = Said.parse(before) if before else None
        refused = self._choices.refused_of(told.lines)
        change = merged(current, told.contact, base, file=self._file, age=self._age, refused=refused)
        if change.contact is not current:
            self._make_fields(change.contact)
            contacts.update(self._connection, current, change.contact, at=self._at)
            self._known.add(id, change.contact)
        if change.job:
            entry = Interaction(
                on=self._today.isoformat(), kind="job change", text=change.job, contacts=(id,)
            )
            self._insert_entry(entry)
            told.job = change.job
        entries = self._log(told, base.interactions if base else {}, logged)
        told.updates = (*change.updates, *entries)

    def _remember(self, chunk: Sequence[_Told], before: Mapping[int, str]) -> None:
        """Keep the keys that are new, and what the file says now, for the next comparison."""
        rows: list[tuple[int, str, str]] = []
        for told in chunk:
            id = told.person.id
            keys = self._remembered.new_keys(id, told.person.keys)
            said = (told.text if told.is_new else "", *[""] * len(keys))
            rows += [(id, key, text) for key, text in zip(keys, said, strict=False)]
        sources.remember(self._connection, self._source, rows)
        for told in chunk:
            id = told.person.id
            if told.is_new or (self._age == "older" and id in before):
                continue
            if not sources.say(self._connection, self._source, id, told.text):
                # all of the keys stand for others: the text is kept under one that no row has
                sources.remember(self._connection, self._source, [(id, f"contact:{id}", told.text)])

    def _make_fields(self, contact: Contact) -> None:
        for name in contact.fields:
            if name not in self._made:
                fields.add(self._connection, name, self._fitting.type_of(name))
                self._made.add(name)

    def _logged(self, chunk: Sequence[_Told]) -> dict[str, Interaction]:
        keys = [entry.source_key for told in chunk for entry in told.entries]
        there = sources.logged(self._connection, json.dumps(keys)) if keys else []
        return {entry.source_key: entry for entry in interactions.read(self._connection, there)}

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
        id = interactions.insert(self._connection, entry, uid=str(uuid.uuid4()), at=self._at)
        return replace(entry, id=id)

    def _update_entry(self, old: Interaction, new: Interaction) -> Interaction:
        interactions.update(self._connection, old, new)
        return new

    def _tag(self, tag: str, untagged: Sequence[_Told]) -> None:
        if untagged:
            ids = as_json(told.person.id for told in untagged)
            tags.put_on(self._connection, tags.tag_id(self._connection, tag), ids)
        for told in untagged:
            told.updates = (*told.updates, Update(f"tag:{tag.casefold()}", "tag", "", tag))


def _report(told: _Told, name: str) -> PersonReport:
    if told.is_new:
        return PersonReport(name, told.line, "new", given=told.contact)
    what: What = "changed" if told.updates else "same"
    return PersonReport(
        name, told.line, what, told.updates, told.person.id, told.job, by_name=told.person.by_name
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


def newest_day(reading: Reading) -> str:
    """The day of the newest connection in an export of LinkedIn's, which tells how old it is; else empty."""
    if Field(SINCE, "date") not in reading.fields:
        return ""
    return max(record.contact.fields.get(SINCE, "") for record in reading.records)


def _age(connection: Connection, reading: Reading) -> Age:
    if reading.format in _GAPS_ONLY:
        return "older"
    if not reading.format.startswith("linkedin-"):
        return ""
    day = newest_day(reading)
    if day and sources.with_later(connection, SINCE, day) >= _LATER:
        return "older"
    return "newest"
