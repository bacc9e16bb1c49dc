"""How well people are known, as SQL and as answered from memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from rolodex.knowing import MET, TALKED, TRUST, WAYS, WORKED_FIELD, WROTE, in_person, weaker
from rolodex.store.held import Held, part

_LOG = {"met": MET, "talked": TALKED, "wrote": WROTE}
_WORKED = (
    "contact.id IN (SELECT contact_id FROM contact_tag WHERE tag_id IN"
    " (SELECT id FROM tag WHERE says_worked(key)))"
    " OR contact.id IN (SELECT contact_id FROM field_value JOIN field ON field.id = field_id"
    f" WHERE field.key = '{WORKED_FIELD}' AND value = 'yes')"
)
_TRUST_RANK = " ".join(f"WHEN '{level}' THEN {rank}" for rank, level in enumerate(TRUST))

RANK = f"CASE trust {_TRUST_RANK} END"
"""SQL: how far one trusts somebody, rising."""
SAID = "CASE trust {} ELSE '' END".format(
    " ".join(f"WHEN '{level}' THEN '{words}'" for level, words in TRUST.items())
)
"""SQL: how that is said."""


def trusted(levels: Sequence[str]) -> str:
    """SQL: whether one trusts somebody so far. The levels are keys of TRUST."""
    return f"trust IN ({_listed(levels)})"


def known(ways: Sequence[str]) -> str:
    """SQL: whether there is evidence of one of the ways, keys of WAYS; of none at all where none is given."""
    if not ways:
        return f"NOT {known(tuple(WAYS))}"
    return f"({' OR '.join(map(_known, ways))})"


def _known(way: str) -> str:
    # what is said by hand leaves only what is weaker
    wins = [said for said in WAYS if way in weaker(said)]
    return f"(known_by = '{way}' OR (known_by IN ({_listed(['', *wins])}) AND ({_evidence(way)})))"


def _evidence(way: str) -> str:
    if way == "worked":
        return _WORKED
    if way == "recommended":
        return "met_via <> ''"
    logged = f"contact.id IN (SELECT contact_id FROM summary WHERE ways & {_LOG[way]})"
    if way != "met":
        return logged
    told = " OR ".join(
        f"{column} IN (WITH said (text) AS MATERIALIZED (SELECT DISTINCT {column} FROM contact)"
        " SELECT text FROM said WHERE in_person(text))"
        for column in ("met_how", "met_where")
    )
    return f"{logged} OR {told} OR (met_on <> '' AND met_how = '' AND met_where = '')"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def held_known(held: Held, ways: Sequence[str], connection: sqlite3.Connection, *, unlike: bool) -> bytes:
    """By contact id whether there is evidence of one of the ways; with `unlike` whether there is none."""
    found = 0
    for way in ways:
        said = _flags(held, "known_by", lambda by, way=way: by == way)  # type: ignore[misc]
        open_ = _flags(held, "known_by", lambda by, way=way: way in weaker(by))  # type: ignore[misc]
        found |= said | (open_ & _held_evidence(held, way, connection))
    if unlike:
        found ^= _flags(held, "known_by", lambda _: True)
    return found.to_bytes(max(1, (found.bit_length() + 7) // 8), "little")


def _held_evidence(held: Held, way: str, connection: sqlite3.Connection) -> int:
    if way == "worked":
        return _held_worked(held, connection)
    if way == "recommended":
        return _flags(held, "met_via", bool)
    bit = _LOG[way]
    logged = _flags(held, "ways", lambda ways: bool(ways) and bool(int(ways) & bit))
    if way != "met":
        return logged
    how, where = _flags(held, "met_how", in_person), _flags(held, "met_where", in_person)
    told = _flags(held, "met_how", bool) | _flags(held, "met_where", bool)
    dated = _flags(held, "met_on", bool)
    return logged | how | where | (dated & ~told)


def _held_worked(held: Held, connection: sqlite3.Connection) -> int:
    tags = [part(str(id)) for (id,) in connection.execute("SELECT id FROM tag WHERE says_worked(key)")]
    found = _flags(held, "tags", lambda carried: any(tag in carried for tag in tags)) if tags else 0
    for (id,) in connection.execute("SELECT id FROM field WHERE key = ?", (WORKED_FIELD,)):
        found |= _flags(held, f"field:{id}", lambda value: value == "yes")
    return found


def _flags(held: Held, column: str, fits: Callable[[str], bool]) -> int:
    return int.from_bytes(held.column(column).where(fits), "little")
