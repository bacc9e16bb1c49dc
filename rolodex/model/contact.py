"""People as values, whole or as much of them as is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from rolodex.model.favours import NO_ANSWERS, Answers, Favour


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
    archived_why: str = ""
    """Why they were archived; empty for who is not."""
    trust: str = ""
    """How far one trusts them: a key of knowing.TRUST, or empty where nothing is said."""
    known_by: str = ""
    """How one knows them, as said by hand: a key of knowing.WAYS, `never`, or empty where the log says."""
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
    known: tuple[str, ...] = ()
    """How one knows them, by hand or by the log: keys of knowing.WAYS, the strongest first. Derived."""
    due: str = ""
    """The local day of the earliest follow-up that is open, or empty. Derived."""
    due_text: str = ""
    """What is to be done then. Derived."""
    favours: tuple[Favour, ...] = ()
    """Those of which something is still to come, the oldest first. Derived."""
    answers: Answers = NO_ANSWERS
    """How they answer what is asked of them. Derived."""


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
