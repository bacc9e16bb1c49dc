"""What a file says: a reading of people, and a whole book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from rolodex.model.arranging import Category, Field, Tag
from rolodex.model.clues import Clues
from rolodex.model.contact import Contact
from rolodex.model.favours import Favour
from rolodex.model.groups import Group, Membership
from rolodex.model.introductions import Introduction, Link
from rolodex.model.requests import Request
from rolodex.model.talks import FollowUp, Interaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One person as one row of a file tells of them, before it is held against the book."""

    contact: Contact
    """Its name may be empty for an account of which no more is known than a key, until the files of an import
    are held together: then it is `only_known`."""
    line: int
    """1-based line of the file where the row starts; in JSON the number of the entry."""
    keys: tuple[str, ...] = ()
    """Identities that stay the same in the next export, strongest first: `linkedin:ada-lovelace`,
    `email:ada@example.org`, `handle:x:ada`, `met:ada lovelace|2019-05-12`. Case-folded."""
    interactions: tuple[Interaction, ...] = ()
    """Each with a `source_key`; `contacts` is empty: they are with this person, and with everybody else in
    whose record the same `source_key` stands."""
    only_known: bool = False
    """It tells of somebody if they are in the book, and makes nobody new: of whom one only once had a mail,
    say. All records of a person must say so."""
    card: str = ""
    """The lines of the vCard that it was, kept so that an export loses none; empty for what is no vCard."""


class Packed(Sequence[Record]):
    """Records of a long file, made each time that one goes through them: all at once they would fill the
    memory. None of them is `only_known`, or tells of interactions."""

    def __init__(
        self, count: int, unpack: Callable[[], Iterator[Record]], is_shared: Callable[[str], bool]
    ) -> None:
        """`is_shared` tells of a key whether two of the records may have it."""
        self._count = count
        self._unpack = unpack
        self.is_shared = is_shared

    def each(self, change: Callable[[Record], Record]) -> Packed:
        """The same records, each changed when it is made; its keys stay."""
        return Packed(self._count, lambda: map(change, self._unpack()), self.is_shared)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Record]:
        return self._unpack()

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Record]: ...
    def __getitem__(self, place: int | slice) -> Record | Sequence[Record]:
        # nothing in the program asks for a record by its place, and who does has to wait for it
        return tuple(self)[place]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that became nothing, and why."""

    line: int
    """0 for the file as a whole."""
    why: str

    @property
    def told(self) -> str:
        """Both, in words."""
        return f"line {self.line}: {self.why}" if self.line else self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a format read from one file."""

    file: str
    """The file's name as the person would recognise it, the path inside a zip or folder included."""
    format: str
    """The format's name in the registry; empty when no format knows the file."""
    records: Sequence[Record] = ()
    fields: tuple[Field, ...] = ()
    """The fields that its unknown columns became, with the type all their values fit."""
    skipped: tuple[Skipped, ...] = ()
    broken: bool = False
    """Whether it can't be read, or not to its end; then nothing was, and `skipped` says why."""
    cut: bool = False
    """Whether it breaks off: who is not in it may have been behind that place."""
    header: tuple[str, ...] = ()
    """Of a sheet, the names of its columns."""
    columns_said: bool = False
    """Whether somebody said, now or of an earlier file with this header, what they mean."""
    date_only: int = 0
    """Rows of LinkedIn that hold a date and nothing else: hidden or closed accounts."""
    requests: tuple[Request, ...] = ()
    """Connection requests, each with a `source_key`."""
    whole: Whole | None = None
    """All of it, where the file is one that a book was written out to; then there are no records."""
    owner_unknown: bool = False
    """Whether nothing tells who of the people in it is oneself."""
    clues: Clues | None = None
    """What it says towards the other files of its archive; None once they were held together."""
    newest: str = ""
    """The day of the newest connection in an export of LinkedIn's, which tells how old it is; else empty."""

    @property
    def only_known(self) -> bool:
        """Whether it tells of people who are looked for in the book only."""
        return not isinstance(self.records, Packed) and any(record.only_known for record in self.records)

    @property
    def is_log(self) -> bool:
        """Whether it tells of interactions."""
        return not isinstance(self.records, Packed) and any(record.interactions for record in self.records)


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
    groups: tuple[Group, ...] = ()
    """Not counted."""
    memberships: tuple[Membership, ...] = ()
    requests: tuple[Request, ...] = ()
    """In the order in which they were written down; `contact` is an id as above, or 0."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """The person's own, texts by name."""
    introductions: tuple[Introduction, ...] = ()
    """In the order in which they were begun."""
    links: tuple[Link, ...] = ()
    favours: tuple[Favour, ...] = ()
    """In the order in which they were written down."""
    made: Mapping[str, str] = field(default_factory=dict)
    """By uid of a talk, follow-up, request, introduction or favour, when it was written down: UTC."""
