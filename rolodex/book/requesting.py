"""The ledger of connection requests: who asked, what is known of them, and what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import get_args

from rolodex import dates
from rolodex.book import request_words
from rolodex.book.people import People
from rolodex.book.replying import Replying
from rolodex.match import sort_key
from rolodex.model import (
    Asked,
    BadInput,
    Contact,
    Handle,
    NotFound,
    Request,
    RolodexError,
    Verdict,
)
from rolodex.model.requests import State
from rolodex.store import contacts, requests, settings
from rolodex.text import counted, one_line, shown, storable

UNDECIDED: tuple[State, ...] = ("open", "waiting")
STATES: tuple[State, ...] = get_args(State)

POLICY = ("-last:never or has:met", "-last:never")
"""Whom to accept if nothing else was said: who was met or talked to, or is recommended by such a person."""

_POLICY = "request policy"
_MOST = 1000
"""Requests listed at a time."""
_NAMESAKES = 3
_QUOTED = 200
"""Characters of a message that stand in how one met."""


class Requesting(People, Replying):
    """Connection requests."""

    def request(self, request: Request) -> Request:
        """Write down a request; as it was stored. Raises BadInput."""
        clean = self._clean_request(request)
        with self._change(f"request {_from_or_to(clean)} {shown(clean.name)}"):
            id = requests.insert(self._connection, clean, uid=str(uuid.uuid4()), at=self._now())
        return self.get_request(id)

    def get_request(self, id: int) -> Request:
        """The request of that id. Raises NotFound."""
        found = requests.read(self._connection, [id])
        if not found:
            raise NotFound("That request is no longer in the book.")
        return found[0]

    def open_requests(self) -> int:
        """How many came in that are not decided, nor put by."""
        return self.count_requests(("open",))

    def count_requests(self, states: Sequence[State] = UNDECIDED, *, outgoing: bool = False) -> int:
        """How many came in, or that one sent, that are in one of the states."""
        return requests.count(self._connection, states, "out" if outgoing else "in")

    def requests(
        self, states: Sequence[State] = UNDECIDED, *, outgoing: bool = False, limit: int = _MOST
    ) -> list[Asked]:
        """Those in one of the states with what is known of who asks: open ones, then the newest first."""
        direction = "out" if outgoing else "in"
        return self.asked(requests.in_state(self._connection, states, direction, limit))

    def asked(self, some: Sequence[Request]) -> list[Asked]:
        """Requests with what the book knows of who asks, and what the policy says of each."""
        known = self._who_asked(some)
        names = {sort_key(row.name): row.name for row in some if row.id not in known}
        alike = contacts.of_names(self._connection, names)
        wanted = {*known.values(), *(id for ids in alike.values() for id in ids[:_NAMESAKES])}
        people = {person.id: person for person in self.contacts(list(wanted))}
        judge = _Judge(self, some)
        found = []
        for row in some:
            person = people.get(known.get(row.id, 0))
            same = alike.get(sort_key(row.name), ())[:_NAMESAKES] if person is None else ()
            namesakes = tuple(people[id] for id in same if id in people)
            verdict = judge.verdict(row, person, namesakes) if row.direction == "in" else None
            found.append(Asked(request=row, known=person, namesakes=namesakes, verdict=verdict))
        return found

    def requests_of(self, contact: int) -> list[Request]:
        """Those that became a contact, and those of nobody from a user name that they have, newest first."""
        return requests.of_contact(self._connection, contact)

    def accept(self, id: int, *, same_as: int = 0) -> Contact:
        """Accept a request: who asks becomes a contact, or is the one who has their user name, or `same_as`.

        How you met is filled in from the request where it is not known. One change. Raises NotFound.
        """
        row = self.get_request(id)
        known = same_as or self._who_asked([row]).get(id, 0)
        with self._change(f"accept {shown(row.name)}"):
            if known:
                person = self.get(known)
                edited = _met(person, row)
                if edited != person:
                    contacts.update(self._connection, person, edited, at=self._now())
            else:
                known = self.add(_met(Contact(name=row.name), row)).id
            self._set(replace(row, state="accepted", decided_on=self._day(), contact=known))
        return self.get(known)

    def decide(self, ids: Collection[int], state: State) -> int:
        """Put requests into a state other than `accepted`; how many it changed. Raises BadInput."""
        if state == "accepted" or state not in STATES:
            raise BadInput(f"A request can't be put to “{shown(state)}”.")
        decided = "" if state in UNDECIDED else self._day()
        with self._change("") as change:
            rows = [row for row in requests.read(self._connection, ids) if row.state != state]
            for row in rows:
                self._set(replace(row, state=state, decided_on=decided))
            whom = shown(rows[0].name) if len(rows) == 1 else counted(len(rows), "request", "requests")
            change.label = f"{'decline' if state == 'declined' else state} {whom}"
        return len(rows)

    def replied(self, id: int, text: str, state: State | None = None, *, same_as: int = 0) -> Request:
        """Keep what was replied today, as it was written, and put the request into a state with it.

        One change. `same_as` is as for `accept`. Raises BadInput for an empty text, NotFound.
        """
        reply = storable(text).strip()
        if not reply:
            raise BadInput("The reply is empty.")
        row = self.get_request(id)
        with self._change(f"reply to {shown(row.name)}"):
            self._set(replace(row, reply=reply, replied_on=self._day()))
            if state == "accepted":
                self.accept(id, same_as=same_as)
            elif state:
                self.decide([id], state)
        return self.get_request(id)

    def answered(self, id: int) -> Request:
        """They wrote back today, or, where it says so already, they did not. Raises NotFound."""
        has = bool(self.get_request(id).answered_on)
        return self._changed(
            id, "no answer of" if has else "answer of", answered_on="" if has else self._day()
        )

    def delete_requests(self, ids: Collection[int]) -> int:
        """Delete requests; how many there were. The contacts they became stay."""
        with self._change("") as change:
            gone = requests.delete(self._connection, ids)
            change.label = f"delete {counted(gone, 'request', 'requests')}"
        return gone

    def policy(self) -> tuple[str, str]:
        """Whom to accept: the query that who asks fits, and the one that who recommends them fits."""
        said = settings.read(self._connection, _POLICY)
        return (said["who"], said["by"]) if said else POLICY

    def set_policy(self, who: str, by: str) -> None:
        """Accept whom `who` fits, or who is recommended by somebody whom `by` fits; both empty: no policy.

        Raises BadInput for a mistaken query; the policy then stays as it was.
        """
        for text in (who, by):
            if problems := self._parsed(text).problems:
                raise BadInput(problems[0].message)
        with self._change(""):
            settings.keep(self._connection, _POLICY, {"who": one_line(who), "by": one_line(by)})

    def _who_asked(self, rows: Iterable[Request]) -> dict[int, int]:
        """By id of a request the contact who asks: whom it became, else who has the user name."""
        rows = list(rows)
        became = {row.id: row.contact for row in rows if row.contact}
        accounts = [(row.service, row.handle) for row in rows if row.handle and row.id not in became]
        holders = requests.holders(self._connection, accounts) if accounts else {}
        for row in rows:
            holder = holders.get((row.service, row.handle.casefold()))
            if row.id not in became and holder:
                became[row.id] = holder
        return became

    def _clean_request(self, request: Request) -> Request:
        name = one_line(request.name)
        if not name:
            raise BadInput("Say who asks: a name.")
        on = dates.read_day(request.on, self.today).isoformat() if request.on else self._day()
        return replace(
            request,
            name=name,
            service=one_line(request.service).casefold(),
            handle=one_line(request.handle).removeprefix("@"),
            on=on,
            message=storable(request.message).strip(),
            by=one_line(request.by),
        )

    def _changed(self, id: int, verb: str, **values: str) -> Request:
        row = self.get_request(id)
        with self._change(f"{verb} {shown(row.name)}"):
            self._set(replace(row, **values))  # type: ignore[arg-type]
        return self.get_request(id)

    def _set(self, row: Request) -> None:
        requests.update(self._connection, row)

    def _day(self) -> str:
        return self.today.isoformat()


class _Judge:
    """What the policy says, each of its queries asked once."""

    def __init__(self, book: Requesting, rows: Sequence[Request]) -> None:
        self._book = book
        self._who, self._by = book.policy()
        self._fits: frozenset[int] = self._asked(self._who) if rows else frozenset()
        self._vouch: frozenset[int] = self._asked(self._by) if any(row.by for row in rows) else frozenset()
        self._recommenders: dict[str, Contact | None] = {}

    def _asked(self, text: str) -> frozenset[int]:
        return self._book.whom_fits(text) if text else frozenset()

    def verdict(self, row: Request, person: Contact | None, namesakes: Sequence[Contact]) -> Verdict | None:
        """What it says of one request; None where there is no policy."""
        if not self._who and not self._by:
            return None
        if person and person.id in self._fits:
            return Verdict(True, self._between(person))
        who = self._recommender(row.by) if row.by else None
        if who and who.id in self._vouch:
            return Verdict(True, f"recommended by {who.name}: {self._between(who)}")
        if who:
            return Verdict(False, f"recommended by {who.name}, whom “{self._by}” does not fit")
        if row.by:
            return Verdict(False, f"recommended by {row.by}, who is not in the book")
        if person:
            return Verdict(False, f"in the book, but “{self._who}” does not fit")
        if fitting := next((one for one in namesakes if one.id in self._fits), None):
            return Verdict(True, f"if it is the {fitting.name} of the book: {self._between(fitting)}")
        if namesakes:
            return Verdict(False, f"one of that name is in the book, but “{self._who}” does not fit")
        return Verdict(False, "not in the book, and nobody recommends them")

    def _between(self, person: Contact) -> str:
        return ", ".join(request_words.between(person, self._book.today)) or "in the book"

    def _recommender(self, name: str) -> Contact | None:
        if name not in self._recommenders:
            try:
                self._recommenders[name] = self._book.who(name, guess=False)
            except RolodexError:
                self._recommenders[name] = None
        return self._recommenders[name]


def _met(person: Contact, row: Request) -> Contact:
    """Who asked, with how you met where that was not known, and with the user name."""
    handle = Handle(row.service, row.handle)
    has = any((h.service, h.name.casefold()) == (row.service, row.handle.casefold()) for h in person.handles)
    values: dict[str, object] = {}
    if row.handle and not has:
        values["handles"] = (*person.handles, handle)
    if not (person.met_how or person.met_where or person.met_on):
        where = f" on {request_words.service(row)}" if row.service else ""
        who = "asked to connect" if row.direction == "in" else "I asked to connect"
        message = one_line(row.message)
        quoted = message if len(message) <= _QUOTED else f"{message[: _QUOTED - 1]}…"
        values["met_how"] = f"{who}{where}" + (f": {quoted}" if quoted else "")
        values["met_on"] = row.on
    if row.by and not person.met_via:
        values["met_via"] = row.by
    return replace(person, **values)  # type: ignore[arg-type]


def _from_or_to(row: Request) -> str:
    return "from" if row.direction == "in" else "to"
