"""How many people, talks and tags there are, counted by SQLite."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rolodex.model import QUIET_KINDS

_KINDS = (
    # each kind is looked up in the index after the one before it, past half a million entries
    "WITH RECURSIVE kinds (kind) AS (SELECT min(kind) FROM interaction UNION ALL"
    " SELECT (SELECT min(kind) FROM interaction WHERE kind > kinds.kind) FROM kinds WHERE kind IS NOT NULL)"
    " SELECT kind FROM kinds WHERE kind IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Heads:
    """The people of a book, counted."""

    total: int
    """Archived people left out, here and below."""
    archived: int
    starred: int
    by_met: Counter[str]
    """By the year in which they were met, `2019`; without those of whom it is not known."""
    by_added: dict[str, int]
    """By the month (UTC) in which they were added, `2026-11`."""


def heads(connection: sqlite3.Connection, months: Sequence[str]) -> Heads:
    """Count the people; those who were added in each of the months."""
    total, archived = (
        _count(connection, "SELECT count(*) FROM contact WHERE archived = ?", flag) for flag in (0, 1)
    )
    by_met = connection.execute(
        "SELECT substr(met_on, 1, 4), count(*) FROM contact"
        " WHERE NOT archived AND met_on <> '' AND met_on NOT LIKE '--%' GROUP BY 1"
    )
    by_added = {
        month: _count(
            connection,
            "SELECT count(*) FROM contact WHERE archived = 0 AND created_at >= ? AND created_at < ?",
            f"{month}-01",
            f"{month}-99",
        )
        for month in months
    }
    starred = _count(connection, "SELECT count(*) FROM contact WHERE starred AND NOT archived")
    return Heads(total, archived, starred, Counter(dict(by_met.fetchall())), by_added)


def untagged(connection: sqlite3.Connection) -> int:
    """How many people carry no tag, archived ones left out."""
    return _count(
        connection,
        "SELECT count(*) FROM contact WHERE NOT archived"
        " AND NOT EXISTS (SELECT 1 FROM contact_tag WHERE contact_id = contact.id)",
    )


def talked(connection: sqlite3.Connection) -> int:
    """How many people one has talked to, archived ones left out."""
    archived = "SELECT count(*) FROM contact CROSS JOIN summary ON contact_id = contact.id WHERE archived = 1"
    return _count(connection, "SELECT count(*) FROM summary") - _count(connection, archived)


def talks(connection: sqlite3.Connection, months: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """How many talks there are of each kind, and how many were in each month of local days, `2026-11`."""
    by_kind: Counter[str] = Counter()
    by_month: Counter[str] = Counter(dict.fromkeys(months, 0))
    kinds = [kind for (kind,) in connection.execute(_KINDS) if kind not in QUIET_KINDS]
    for kind in kinds:
        by_kind[kind] = _count(connection, "SELECT count(*) FROM interaction WHERE kind = ?", kind)
        for month in months:
            by_month[month] += _count(
                connection,
                "SELECT count(*) FROM interaction WHERE kind = ? AND on_day >= ? AND on_day < ?",
                kind,
                f"{month}-01",
                f"{month}-99",
            )
    return by_kind, by_month


def longest_silent(connection: sqlite3.Connection, limit: int) -> list[tuple[str, str, str]]:
    """Uid, name and last day of those with whom the last talk is longest ago, archived people left out."""
    return connection.execute(
        "SELECT uid, name, last_on FROM summary CROSS JOIN contact ON contact.id = contact_id"
        " WHERE NOT archived ORDER BY last_on, contact_id LIMIT ?",
        (limit,),
    ).fetchall()


def _count(connection: sqlite3.Connection, statement: str, *parameters: str | int) -> int:
    return int(connection.execute(statement, parameters).fetchone()[0])
