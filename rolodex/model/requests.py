"""Connection requests, as values: who asks whom on which service, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rolodex.model.contact import Contact

Direction = Literal["in", "out"]
"""Whether they asked you, or you them."""

State = Literal["open", "waiting", "accepted", "declined", "withdrawn"]
"""`waiting` is put by until later; `withdrawn` is one of yours that you took back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One connection request."""

    name: str
    """Of the other side, as the service shows it."""
    service: str = "linkedin"
    """Lower case, as in `Handle`; may be empty."""
    direction: Direction = "in"
    handle: str = ""
    """The user name on the service, as in `Handle`; may be empty."""
    on: str = ""
    """The local day, `YYYY-MM-DD`, or empty where it is not known."""
    message: str = ""
    by: str = ""
    """Who recommended them: a name, which need not be in the book."""
    state: State = "open"
    decided_on: str = ""
    """The local day on which it was accepted, declined or withdrawn."""
    reply: str = ""
    """What was answered last."""
    replied_on: str = ""
    """The local day of that, or empty."""
    answered_on: str = ""
    """The local day on which they wrote back, or empty."""
    contact: int = 0
    """Which contact it became, or was; 0 when none."""
    id: int = 0
    uid: str = ""
    source_key: str = ""
    """What makes an imported request the same one next time; empty for those written down by hand."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the person's own policy says of a request."""

    accept: bool
    why: str
    """A few words: `talked 3 times, last 2mo ago`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request with what the book knows of who asks."""

    request: Request
    known: Contact | None = None
    """The contact who asks: the one it became, or who has their user name."""
    namesakes: tuple[Contact, ...] = ()
    """Contacts of the very same name, who may be the same person, where nobody is known to be."""
    verdict: Verdict | None = None
    """None where there is no policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestNumbers:
    """All requests that came in, counted."""

    months: tuple[tuple[str, int, int], ...] = ()
    """Each of the last 24 months (`YYYY-MM`), how many came in and how many of those were accepted, the
    oldest first."""
    known: int = 0
    """From people with whom there was a talk before, or on the same day."""
    strangers: int = 0
    """From all others."""
    accepted: int = 0
    declined: int = 0
    replied: int = 0
    answered: int = 0
    """How many wrote back to a reply."""
    grown: tuple[str, ...] = ()
    """The names of those who were declined, and on a later day added, talked to or accepted."""
