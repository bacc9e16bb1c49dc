"""Invitations.csv of LinkedIn's data export: who asked whom to connect, with what words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rolodex.formats.days import read_day
from rolodex.formats.format import Format
from rolodex.formats.handles import handle_in_url
from rolodex.formats.headers import key_of
from rolodex.formats.sources import Source
from rolodex.formats.table import find_table, flat, has_table
from rolodex.model import BadInput, Reading, Request, Skipped

_COLUMNS = ("from", "to", "sentat", "message", "direction", "inviterprofileurl", "inviteeprofileurl")
"""The last two are there since 2026. Of 2018 and 2021 there are names alone."""
_NEEDED = {"from", "to", "sentat", "direction"}


def recognises(source: Source) -> bool:
    """Whether the file has the header of Invitations.csv, of whichever year."""
    return has_table(source.data, _names_invitations)


def read(source: Source, today: date) -> Reading:
    """The invitations, sent and received. Raises BadInput when there is no such header.

    What tells one from the others the next time is the profile, or else the name, with the time it was sent.
    """
    table = find_table(source.data, _names_invitations)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “From”, “To”, “Sent At” and “Direction”.")
    header = [key_of(name) for name in table.header]
    at = [header.index(column) if column in header else -1 for column in _COLUMNS]
    times: Counter[str] = Counter()
    found = []
    for line, cells in table:
        values = [cells[i] if 0 <= i < len(cells) else "" for i in at]
        request = _request(values, today)
        if isinstance(request, str):
            table.skipped.append(Skipped(line, request))
            continue
        key = f"linkedin-invitation:{request.direction}:{request.handle or request.name}:{flat(values[2])}"
        times[key.casefold()] += 1
        again = times[key.casefold()]
        key = key.casefold() + (f":{again}" if again > 1 else "")
        found.append(replace(request, source_key=key))
    return Reading(
        file=source.name,
        format="linkedin-invitations",
        requests=tuple(found),
        skipped=tuple(skipped for skipped in table.skipped if skipped.line > table.line),
    )


def _request(values: Sequence[str], today: date) -> Request | str:
    """The request of a row, or why it is none."""
    sender, receiver, sent, message, direction, from_url, to_url = values
    came_in = flat(direction).upper() != "OUTGOING"
    if flat(direction).upper() not in ("INCOMING", "OUTGOING"):
        return f"“{flat(direction)}” is neither INCOMING nor OUTGOING"
    name, url = (flat(sender), from_url) if came_in else (flat(receiver), to_url)
    handle = handle_in_url(url)
    if not name and not handle:
        return "neither a name nor a profile: a closed account"
    day = read_day(sent, today, "month first")
    return Request(
        name=name or (handle.name if handle else ""),
        service="linkedin",
        direction="in" if came_in else "out",
        handle=handle.name if handle and handle.service == "linkedin" else "",
        on=day if day and len(day) == len("2026-01-29") else "",
        message=message.strip(),
    )


def _names_invitations(cells: Sequence[str]) -> int:
    return int(set(map(key_of, cells)) >= _NEEDED)


FORMAT = Format(
    "linkedin-invitations",
    "Invitations.csv of LinkedIn's data export: the ledger of requests",
    recognises,
    read,
)
