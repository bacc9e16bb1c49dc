"""Rows with a day that comes again every year: birthdays, and fields that are called anniversaries."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

# 04-12 of both 1990-04-12 and --04-12; empty where the day is not known
_DAY = (
    "CASE WHEN {0} LIKE '--__-__' THEN substr({0}, 3) WHEN length({0}) = 10 THEN substr({0}, 6) ELSE '' END"
)
_DAYS = "(SELECT value FROM json_each(?))"


def birthdays(connection: sqlite3.Connection, days: Sequence[str]) -> list[tuple[int, str]]:
    """Contact and birthday, of those whose birthday is on one of the days (`MM-DD`); none of the archived."""
    return connection.execute(
        f"SELECT id, birthday FROM contact WHERE birthday <> '' AND NOT archived"
        f" AND {_DAY.format('birthday')} IN {_DAYS}",
        (json.dumps(days),),
    ).fetchall()


def anniversaries(connection: sqlite3.Connection, days: Sequence[str]) -> list[tuple[int, str, str]]:
    """Contact, field and date, of the date fields with `anniversary` in their names; none of the archived."""
    return connection.execute(
        # in this order: hardly any field is an anniversary, and very many values are of others
        "SELECT contact_id, field.name, value FROM field CROSS JOIN field_value ON field_id = field.id"
        " CROSS JOIN contact ON contact.id = contact_id WHERE type = 'date' AND key LIKE '%anniversary%'"
        f" AND NOT archived AND {_DAY.format('value')} IN {_DAYS}",
        (json.dumps(days),),
    ).fetchall()
