"""The journal told as a contact's history: which value changed from what to what."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from rolodex.model import Change, Edit
from rolodex.store.journal import as_change

_UNTOLD = frozenset({"id", "uid", "sort_name", "created_at", "updated_at"})
_SPOKEN = {"met_how": "how met", "met_where": "where met", "met_on": "when met", "met_via": "met via"}


def of_contact(connection: sqlite3.Connection, contact: int, limit: int) -> list[Edit]:
    """What changed of a contact, newest first, at most `limit` rows of the journal."""
    rows = connection.execute(
        "SELECT change_row.table_name, change_row.row_id, change_row.before, change_row.after,"
        " change.id, change.label, change.at, change.origin, 0, change.undone"
        " FROM change_row JOIN change ON change.id = change_row.change_id"
        " WHERE change_row.contact_id = ? ORDER BY change_row.id DESC LIMIT ?",
        (contact, limit),
    ).fetchall()
    told: list[Edit] = []
    for table, _, before, after, *change in rows:
        told += _told(
            connection, table, _row(before), _row(after), as_change((*change[:4], change[4], change[5]))
        )
    return told


def _told(
    connection: sqlite3.Connection, table: str, before: dict[str, Any], after: dict[str, Any], change: Change
) -> Iterator[Edit]:
    def edit(what: str, old: object, new: object) -> Edit:
        return Edit(change=change, what=what, before=_text(old), after=_text(new))

    row = after or before
    match table:
        case "contact":
            if not before or not after:
                yield edit("contact", before.get("name", ""), after.get("name", ""))
                return
            for column, new in after.items():
                if column not in _UNTOLD and new != before[column]:
                    yield edit(_SPOKEN.get(column, column), before[column], new)
        case "contact_point":
            old, new = before.get("value", ""), after.get("value", "")
            if old != new or before.get("label") != after.get("label"):
                yield edit(row["kind"], old, new)
        case "contact_tag":
            name = _name(connection, "tag", row["tag_id"])
            yield edit("tag", name if before else "", name if after else "")
        case "field_value":
            yield edit(
                _name(connection, "field", row["field_id"]), before.get("value", ""), after.get("value", "")
            )
        case "interaction_contact":
            said = _interaction(connection, row["interaction_id"])
            yield edit("interaction", said if before else "", said if after else "")


def _name(connection: sqlite3.Connection, table: str, id: int) -> str:
    """A tag's or field's name now, or the last one it had when it is gone."""
    row = connection.execute(f"SELECT name FROM {table} WHERE id = ?", (id,)).fetchone()
    return str(row[0]) if row else str(_last_image(connection, table, id).get("name", ""))


def _interaction(connection: sqlite3.Connection, id: int) -> str:
    row = connection.execute("SELECT on_day, kind, text FROM interaction WHERE id = ?", (id,)).fetchone()
    if row is None:
        image = _last_image(connection, "interaction", id)
        row = (image.get("on_day", ""), image.get("kind", ""), image.get("text", ""))
    return " ".join(str(part) for part in row if part)


def _last_image(connection: sqlite3.Connection, table: str, id: int) -> dict[str, Any]:
    row = connection.execute(
        "SELECT coalesce(after, before) FROM change_row WHERE table_name = ? AND row_id = ?"
        " ORDER BY id DESC LIMIT 1",
        (table, id),
    ).fetchone()
    return _row(row[0]) if row else {}


def _row(image: str | None) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(image) if image else {}
    return row


def _text(value: object) -> str:
    return {0: "no", 1: "yes"}.get(value, "") if isinstance(value, int) else str(value)
