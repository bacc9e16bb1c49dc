"""Connection requests of a file brought into the ledger: each once, with what came of it since."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from rolodex.formats.linkedin import SINCE
from rolodex.match import sort_key
from rolodex.model import Contact, Request
from rolodex.store import contacts, requests
from rolodex.store.file import Connection


def bring_in(connection: Connection, given: Sequence[Request], at: str) -> int:
    """Write those that are not in the book yet; how many. `at` is UTC.

    One that is there stays as it is. A new one is accepted where who asked, or was asked, is a connection by
    now: has that user name or, where the file says no user names, is the only connection of that name.
    """
    there = requests.keys(connection)
    new = [row for row in given if row.source_key not in there]
    connected = _connected(connection, new)
    for row in new:
        person = connected.get(row.source_key)
        if person is not None:
            since = person.fields.get(SINCE, "")
            # a person may have written the year alone
            since = since if len(since) == len("2026-01-31") else ""
            row = replace(row, state="accepted", contact=person.id, decided_on=since)
        requests.insert(connection, row, uid=str(uuid.uuid4()), at=at)
    return len(new)


def _connected(connection: Connection, rows: Sequence[Request]) -> dict[str, Contact]:
    """By source key who is a connection by now."""
    holders = requests.holders(connection, [(row.service, row.handle) for row in rows if row.handle])
    alike = contacts.of_names(connection, {sort_key(row.name) for row in rows if not row.handle})
    candidates = {*holders.values(), *(id for ids in alike.values() for id in ids)}
    people = {person.id: person for person in contacts.read(connection, list(candidates))}
    found: dict[str, Contact] = {}
    for row in rows:
        if row.handle:
            id = holders.get((row.service, row.handle.casefold()))
            person = people.get(id) if id else None
        else:
            same = [people[id] for id in alike.get(sort_key(row.name), ())]
            there = [one for one in same if _is_connection(one, row.service)]
            person = there[0] if len(there) == 1 else None
        if person is not None and _is_connection(person, row.service):
            found[row.source_key] = person
    return found


def _is_connection(person: Contact, service: str) -> bool:
    if service == "linkedin":
        return SINCE in person.fields
    return any(handle.service == service for handle in person.handles)
