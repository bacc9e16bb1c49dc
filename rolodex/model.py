"""The words of the program as values: contacts, interactions, tags, fields, changes; and its errors."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

FieldType = Literal["text", "number", "date", "yesno", "url"]
FIELD_TYPES: tuple[FieldType, ...] = ("text", "number", "date", "yesno", "url")

INTERACTION_KINDS: tuple[str, ...] = (
    "meeting",
    "call",
    "email",
    "message",
    "event",
    "note",
    "favour asked",
    "favour given",
)
"""The kinds every book knows. A book may hold others: a kind is a short word, not a closed list."""


QUIET_KINDS: tuple[str, ...] = ("note", "job change")
"""Kinds that stand in the timeline and are no talk with anybody: they are never the last interaction."""


class RolodexError(Exception):
    """Something the person can be told: its text is a sentence that says what, where and what to do."""


class NotABook(RolodexError):
    """The file exists and is not a rolodex book. It was left as it is."""


class NewerBook(RolodexError):
    """The book was made by a newer rolodex. It was left as it is."""


class CannotOpen(RolodexError):
    """The folder or the file can't be read or written."""


class BadInput(RolodexError):
    """A value, a file or a command that can't be taken. Nothing was changed."""


class Cancelled(RolodexError):
    """The person stopped a long job. Nothing was changed."""


class NotFound(RolodexError):
    """Nobody and nothing of that name is in the book."""


class Ambiguous(RolodexError):
    """A name fits several contacts."""

    def __init__(self, message: str, candidates: tuple[Contact, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class Conflict(RolodexError):
    """An undo or redo would overwrite a newer change. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An email, a phone, a URL or an address, with what it is for."""

    value: str
    label: str = ""
    """`work`, `home`, `mobile`, or any word; may be empty."""


@dataclass(frozen=True, slots=True)
class Handle:
    """A user name on a service."""

    service: str
    """Lower case: `linkedin`, `x`, `github`, `mastodon`, ..."""
    name: str
    """Without a leading `@`; for LinkedIn the slug after `/in/`, percent-decoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person. Dates are partial (see dates.PartialDate for the string form), times are UTC."""

    name: str
    """As the person is called in full. Never empty in the book."""
    given: str = ""
    family: str = ""
    nickname: str = ""
    company: str = ""
    title: str = ""
    city: str = ""
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    urls: tuple[Labelled, ...] = ()
    addresses: tuple[Labelled, ...] = ()
    handles: tuple[Handle, ...] = ()
    tags: tuple[str, ...] = ()
    """Full names, `/` between levels, sorted."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """User-defined fields by name, each value in the canonical form of its type (see values.py)."""
    met_how: str = ""
    met_where: str = ""
    """A place or an event."""
    met_on: str = ""
    """A partial date: `2019`, `2019-05`, `2019-05-12`, `--04-12` or empty."""
    met_via: str = ""
    """Through whom: a name, which need not be in the book."""
    birthday: str = ""
    """A partial date, often without a year."""
    note: str = ""
    starred: bool = False
    archived: bool = False
    cadence: str = ""
    """How often to be in touch, in the canonical form of dates.read_cadence: `90d`, `3mo`; may be empty."""
    snoozed_until: str = ""
    """The local day before which nobody is to be reminded to be in touch, or empty."""
    id: int = 0
    """The row in this book; 0 before it is stored. Not stable between books."""
    uid: str = ""
    """Stable everywhere; made when first stored."""
    created_at: str = ""
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    updated_at: str = ""
    """UTC. When this contact's own values last changed; tags and interactions do not count."""
    last_interaction: str = ""
    """The local day of the newest interaction that is of no quiet kind, or empty. Derived."""
    interactions: int = 0
    """How many there are of them. Derived."""
    months: tuple[int, ...] = ()
    """How many there are in each of the last 12 months, oldest first, this month last. Derived, for lists:
    empty where nobody asked for it."""
    due: str = ""
    """The local day of the earliest follow-up that is open, or empty. Derived."""
    due_text: str = ""
    """What is to be done then. Derived."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some people, counted: enough to say to whom something is about to be done."""

    ids: Collection[int]
    """As they were asked for: some may be gone from the book."""
    count: int
    """How many of them are in the book."""
    names: tuple[str, ...]
    """Those of the first few, by name."""
    starred: int
    archived: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a contact is, where no more than that is asked."""

    name: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Something that happened with one or more contacts at a time."""

    on: str
    """The local day, `YYYY-MM-DD`."""
    kind: str = "meeting"
    text: str = ""
    tags: tuple[str, ...] = ()
    contacts: tuple[int, ...] = ()
    """Ids of the contacts who were there."""
    names: tuple[str, ...] = ()
    """Their names, in the order of `contacts`. Read from the book, not written."""
    id: int = 0
    uid: str = ""
    source_key: str = ""
    """What makes an imported interaction the same one next time; empty for those logged by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Something to do about one or several contacts by a day."""

    due: str
    """The local day, `YYYY-MM-DD`."""
    text: str = ""
    contacts: tuple[int, ...] = ()
    """Ids of the contacts it is about, archived ones last."""
    names: tuple[str, ...] = ()
    """Their names, in the order of `contacts`. Read from the book, not written."""
    every: str = ""
    """How often it comes again, in the canonical form of dates.read_cadence; empty for once."""
    since: str = ""
    """The first day of one that comes again, from which the later ones are counted; else `due`."""
    done_on: str = ""
    """The local day on which it was done; empty while it is open."""
    id: int = 0
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with the number of contacts that carry it or one of its children."""

    name: str
    """The full name, `conference/pycon-2026`."""
    count: int
    """Contacts with this tag itself or a tag below it, archived ones left out."""
    cadence: str = ""
    """How often to be in touch with those who carry it; may be empty."""


@dataclass(frozen=True, slots=True)
class Event:
    """Where one is among people: while it is on, everybody added or logged was met or talked to there."""

    name: str
    place: str = ""
    """A city or a house; may be empty."""
    tag: str = ""
    """The full name of the tag that everybody there gets."""
    since: str = ""
    """The local day on which it was put on."""
    people: int = 0
    """How many carry its tag or one below it. Derived."""

    @property
    def where(self) -> str:
        """As it stands in `Contact.met_where`: `PyCon 2026, Pittsburgh`."""
        return f"{self.name}, {self.place}" if self.place else self.name


@dataclass(frozen=True, slots=True)
class Field:
    """A user-defined, typed, named column."""

    name: str
    type: FieldType = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A named view: a query, its own columns, a grouping, and the fields that belong to it."""

    name: str
    query: str
    """Query text; `#recruiter`, say."""
    columns: tuple[str, ...] = ()
    """Column keys, left to right, after the name: see `columns.py`; `field:NAME` for a user-defined field."""
    group_by: tuple[str, ...] = ()
    """Column keys; rows are grouped by the first, then by the second."""
    sort: str = "name"
    """A column key, `-` before it for descending."""
    fields: tuple[str, ...] = ()
    """Names of the fields that belong to it: the form of its members offers them."""
    cadence: str = ""
    """How often to be in touch with its people; may be empty."""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the journal, which can be undone and redone."""

    id: int
    label: str
    """As a person would say it: `tag 37 people #pycon`."""
    at: str
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    origin: str
    """`app`, `shell` or `library`."""
    rows: int
    """How many rows of the book it changed."""
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What one change did to one value of a contact: one line of the contact's history."""

    change: Change
    what: str
    """`company`, `email`, `tag`, `fee`, `interaction`, ..."""
    before: str
    """Empty when it was added."""
    after: str
    """Empty when it was removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One person as one row of a file tells of them, before it is held against the book."""

    contact: Contact
    line: int
    """1-based line of the file where the row starts."""
    keys: tuple[str, ...] = ()
    """Identities that stay the same in the next export, strongest first: `linkedin:ada-lovelace`,
    `email:ada@example.org`, `handle:x:ada`, `met:ada lovelace|2019-05-12`. Case-folded."""
    interactions: tuple[Interaction, ...] = ()
    """Each with a `source_key`; `contacts` is empty: they are with this person."""
    card: str = ""
    """The lines of the vCard that it was, kept so that an export loses none; empty for what is no vCard."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that became nothing, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a format read from one file."""

    file: str
    """The file's name as the person would recognise it, the path inside a zip or folder included."""
    format: str
    """The format's name in the registry; empty when no format knows the file."""
    records: tuple[Record, ...] = ()
    fields: tuple[Field, ...] = ()
    """The fields that its unknown columns became, with the type all their values fit."""
    skipped: tuple[Skipped, ...] = ()
    date_only: int = 0
    """Rows of LinkedIn that hold a date and nothing else: hidden or closed accounts."""
    whole: Whole | None = None
    """All of it, where the file is one that a book was written out to; then there are no records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How well somebody is remembered who was asked about."""

    contact: int
    box: int
    """From 1; the higher, the longer until they are asked about again."""
    due: str
    """The local day on which they are asked about again."""
    times: int
    """How often they were asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """What a file said of a contact, or a key by which it knows them."""

    contact: int
    source: str
    key: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """People with everything that is about them: what a book is written out as, and read from again.

    The ids of the people are those by which the rest speaks of them, and mean nothing in another book.
    """

    people: tuple[Contact, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    """In the order in which they were logged."""
    follow_ups: tuple[FollowUp, ...] = ()
    reviews: tuple[Review, ...] = ()
    sources: tuple[SourceText, ...] = ()
    fields: tuple[Field, ...] = ()
    tags: tuple[Tag, ...] = ()
    """Not counted."""
    categories: tuple[Category, ...] = ()
    made: Mapping[str, str] = field(default_factory=dict)
    """By uid of an interaction or follow-up, when it was written down: UTC."""
