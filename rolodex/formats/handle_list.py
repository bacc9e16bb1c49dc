"""Lists of user names: one a line, and the members of a list on X as `t` writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rolodex.formats.decode import decode
from rolodex.formats.format import Format
from rolodex.formats.handles import account_key, handle_alone
from rolodex.formats.headers import key_of
from rolodex.formats.json_text import is_markup
from rolodex.formats.sources import Source
from rolodex.formats.table import find_table, flat, has_table
from rolodex.model import BadInput, Clues, Contact, Field, Handle, Labelled, Reading, Record, Skipped
from rolodex.text import fit, shown, storable

_BARE = re.compile(r"\w{1,30}", re.ASCII)
# sferik/t, lib/t/printable.rb: the columns of `t list members NAME --csv`
_T_COLUMNS = {"id", "screenname", "lasttweetedat", "followers"}
_T_FIELDS = {"bio": "X bio", "location": "X location"}
_MOST_BYTES = 16 * 2**20
"""A million handles."""
_NO_LINE = "it is no handle and no URL of a profile"


def recognises(source: Source) -> bool:
    """Whether every line that is not blank is `@handle`, `github/handle` or the URL of a profile."""
    if is_markup(source.data) or len(source.data) > _MOST_BYTES:
        return False
    # most files end here at their first lines
    return _is_list(_lines(source.data[:4096])[:3]) and _is_list(_lines(source.data))


def _lines(data: bytes) -> list[str]:
    return storable(decode(data)).split("\n")


def _is_list(lines: Sequence[str]) -> bool:
    given = [line for line in map(str.strip, lines) if line]
    return bool(given) and all(handle_alone(line) is not None for line in given)


def read(source: Source, today: date) -> Reading:
    """A person for each line: `@ada` (on X), `@ada@social.example`, the URL of a profile; `github/ada` too.

    A bare `ada` is a handle on X. What is none of these is among the skipped. Raises BadInput when nothing is
    a handle.
    """
    records, skipped = [], []
    if len(source.data) > _MOST_BYTES:
        raise BadInput(f"{source.name} is too large for a list of handles: import a part of it.")
    for number, line in enumerate(_lines(source.data), start=1):
        if not (line := line.strip()):
            continue
        if handle := _any(line):
            contact = Contact(name=handle.name, handles=(handle,))
            records.append(Record(contact=contact, line=number, keys=(account_key(handle),)))
        else:
            skipped.append(Skipped(number, f"“{fit(shown(line[:80]), 60)}”: {_NO_LINE}"))
    if not records:
        raise BadInput(f"{source.name} can't be read as a list of handles: no line of it is one.")
    return Reading(file=source.name, format="handles", records=tuple(records), skipped=tuple(skipped))


def _any(line: str) -> Handle | None:
    return Handle("x", line) if _BARE.fullmatch(line) else handle_alone(line)


def recognises_members(source: Source) -> bool:
    """Whether it has the columns of `t list members --csv`, `t followings --csv` and their like."""
    return has_table(source.data, _names_members)


def _names_members(cells: Sequence[str]) -> int:
    return int(set(map(key_of, cells)) >= _T_COLUMNS)


def read_members(source: Source, today: date) -> Reading:
    """The people of a table that `t` wrote, by number and handle; its counts of today are left out.

    An archive of X that is imported with it or later is told the names of its numbers. Raises BadInput for
    another table.
    """
    table = find_table(source.data, _names_members)
    if table is None:
        raise BadInput(f"{source.name} has no row with the columns “ID”, “Screen name” and “Followers”.")
    at = {key_of(name): index for index, name in enumerate(table.header)}
    records, accounts = [], {}
    for line, cells in table:
        said = {name: flat(cells[index]) for name, index in at.items() if index < len(cells)}
        handle = said.get("screenname", "").removeprefix("@")
        if not _BARE.fullmatch(handle):
            table.skipped.append(Skipped(line, "it has no screen name"))
            continue
        url = said.get("url", "")
        contact = Contact(
            name=said.get("name") or handle,
            handles=(Handle("x", handle),),
            urls=(Labelled(url),) if url and url not in ("-", "N/A") else (),
            fields={field: said[name] for name, field in _T_FIELDS.items() if said.get(name)},
        )
        keys: tuple[str, ...] = (account_key(contact.handles[0]),)
        if (id := said.get("id", "")).isdecimal() and id.isascii():
            keys = (f"x-id:{id}", *keys)
            accounts[keys[0]] = Contact(name=contact.name, handles=contact.handles)
        records.append(Record(contact=contact, line=line, keys=keys))
    return Reading(
        file=source.name,
        format="x-list",
        records=tuple(records),
        fields=tuple(
            Field(name) for name in dict.fromkeys(field for r in records for field in r.contact.fields)
        ),
        skipped=tuple(table.skipped),
        clues=Clues(service="x", accounts=accounts),
    )


MEMBERS = Format(
    "x-list",
    "members of a list on X with their numbers, as `t list members --csv` writes them",
    recognises_members,
    read_members,
)
HANDLES = Format("handles", "@handles and URLs of profiles, one a line and nothing else", recognises, read)
