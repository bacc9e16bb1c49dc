"""The journal told as a contact's history: which value changed from what to what."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from rolodex.model import Change, Edit
from rolodex.store.journal import named

_UNTOLD = frozenset({"id", "uid", "sort_name", "created_at", "updated_at"})
_LOGGED = ("on_day", "kind", "text")
_SPOKEN = {
    "snoozed_until": "no reminder until",
    "met_how": "how met",
    "met_where": "where met",
    "met_on": "when met",
    "met_via": "met via",
    "known_by": "known, by hand",
    "archived_why": "archived because",
}


def of_contact(connection: sqlite3.Connection, contact: int, limit: int) -> list[Edit]:
    """What changed of a contact, newest first, at most `limit` rows of the journal."""
    rows = connection.execute(
        "SELECT change_id, table_name, before, after FROM change_row WHERE id IN"
        " (SELECT id FROM change_row WHERE contact_id = ?"
        " UNION SELECT id FROM change_row WHERE table_name = 'interaction' AND before IS NOT NULL"
        " AND after IS NOT NULL AND row_id IN"
        " (SELECT interaction_id FROM interaction_contact WHERE contact_id = ?))"
        " ORDER BY id DESC LIMIT ?",
        (contact, contact, limit),
    ).fetchall()
    changes = named(connection, {row[0] for row in rows})
    told: list[Edit] = []
    for change, table, before, after in rows:
        told += _told(connection, table, _row(before), _row(after), changes[change])
    return told


def of_work(connection: sqlite3.Connection, contact: int, limit: int) -> list[Edit]:
    """From what to what the company and the title of a contact changed, newest first; not what was undone."""
    rows = connection.execute(
        "SELECT change_id, before, after FROM change_row JOIN change ON change.id = change_id"
        " WHERE contact_id = ? AND table_name = 'contact' AND before IS NOT NULL AND after IS NOT NULL"
        " AND NOT undone AND (json_extract(before, '$.company') <> json_extract(after, '$.company')"
        " OR json_extract(before, '$.title') <> json_extract(after, '$.title'))"
        " ORDER BY change_row.id DESC LIMIT ?",
        (contact, limit),
    ).fetchall()
    changes = named(connection, {row[0] for row in rows})
    return [
        edit
        for change, before, after in rows
        for edit in _told(connection, "contact", _row(before), _row(after), changes[change])
        if edit.what in ("company", "title")
    ]


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
        case "interaction":
            yield edit("interaction", _entry(before), _entry(after))
        case "interaction_contact":
            said = _last_entry(connection, "interaction", row["interaction_id"], _LOGGED)
            yield edit("interaction", said if before else "", said if after else "")
        case "follow_up_contact":
            said = _last_entry(connection, "follow_up", row["follow_up_id"], ("due_on", "text"))
            yield edit("follow-up", said if before else "", said if after else "")
        case "group_member":
            name = _name(connection, "people_group", row["group_id"])
            yield edit(f"in {name}", _in_group(before), _in_group(after))
        case "introduction_contact":
            said = _last_entry(connection, "introduction", row["introduction_id"], ("why", "outcome"))
            yield edit("introduction", _answer(before, said), _answer(after, said))
        case "link":
            said = f"{row['kind']} {_name(connection, 'contact', row['other_id'])}"
            yield edit("link", said if before else "", said if after else "")
        case "request":
            yield edit("request", _request(before), _request(after))
        case "favour":
            yield edit("favour", _favour(before), _favour(after))
        case "review":
            yield edit("next review", before.get("due_on", ""), after.get("due_on", ""))


def _name(connection: sqlite3.Connection, table: str, id: int) -> str:
    """A tag's or field's name now, or the last one it had when it is gone."""
    row = connection.execute(f"SELECT name FROM {table} WHERE id = ?", (id,)).fetchone()
    return str(row[0]) if row else str(_last_image(connection, table, id).get("name", ""))


def _last_entry(connection: sqlite3.Connection, table: str, id: int, parts: tuple[str, ...]) -> str:
    """What a row says now, or said last when it is gone."""
    row = connection.execute(f"SELECT {', '.join(parts)} FROM {table} WHERE id = ?", (id,)).fetchone()
    image = dict(zip(parts, row, strict=True)) if row else _last_image(connection, table, id)
    return _entry(image, parts)


def _entry(row: dict[str, Any], parts: tuple[str, ...] = _LOGGED) -> str:
    return " ".join(str(row[part]) for part in parts if row.get(part))


def _in_group(row: dict[str, Any]) -> str:
    said, missing = row.get("said", ""), row.get("missing_since", "")
    return " · ".join(part for part in (said, missing and f"missing since {missing}") if part)


def _answer(side: dict[str, Any], said: str) -> str:
    """What somebody said to an introduction, and what that was about: `agreed: compilers`."""
    if not side:
        return ""
    state = side["answer"] or ("asked" if side["asked_on"] else "wanted")
    return f"{state}: {said}" if said else str(state)


def _request(row: dict[str, Any]) -> str:
    """`asked to connect on linkedin, declined`."""
    if not row:
        return ""
    asked = "asked to connect" if row["direction"] == "in" else "you asked to connect"
    said = [asked + (f" on {row['service']}" if row["service"] else ""), row["state"]]
    said += [f"replied {row['replied_on']}"] * bool(row["replied_on"])
    return ", ".join([*said, *([f"answered {row['answered_on']}"] * bool(row["answered_on"]))])


def _favour(row: dict[str, Any]) -> str:
    """`asked of them twice: a reference, said no`."""
    if not row:
        return ""
    asked = f"asked of {row['whom']}" if row["times"] else f"promised by {row['whom']}"
    times = f" {row['times']} times" if row["times"] > 1 else ""
    ends = [f"said {row['answer']}"] * bool(row["answer"]) + [f"done {row['done_on']}"] * bool(row["done_on"])
    return ", ".join([f"{asked}{times}: {row['what']}", *ends])


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
