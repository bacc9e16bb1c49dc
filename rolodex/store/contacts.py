"""Rows of contacts: read as values, written as the smallest set of row changes."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from rolodex import owing
from rolodex.knowing import ways
from rolodex.match import fold, sort_key
from rolodex.model import Chosen, Contact, Favour, Handle, Identity, Labelled
from rolodex.store import bulk, contact_rows, favours, fields, follow_ups, tags
from rolodex.store.contact_rows import LABELLED, PLAIN, points_of
from rolodex.store.ids import IDS, as_json


def read(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Contact]:
    """The contacts of those ids, in that order; ids that are no longer there are left out."""
    wanted = as_json(ids)
    rows = connection.execute(
        f"SELECT id, uid, {', '.join(PLAIN)}, created_at, updated_at, last_on, talks, ways FROM contact"
        f" LEFT JOIN summary ON contact_id = id WHERE id IN {IDS}",
        (wanted,),
    ).fetchall()
    points = _grouped(
        connection.execute(
            f"SELECT contact_id, kind, label, value FROM contact_point WHERE contact_id IN {IDS}"
            " ORDER BY contact_id, position, id",
            (wanted,),
        )
    )
    tagged = _grouped(
        connection.execute(
            "SELECT contact_id, tag.name FROM contact_tag JOIN tag ON tag.id = tag_id"
            f" WHERE contact_id IN {IDS} ORDER BY tag.key",
            (wanted,),
        )
    )
    valued = _grouped(
        connection.execute(
            "SELECT contact_id, field.name, value FROM field_value JOIN field ON field.id = field_id"
            f" WHERE contact_id IN {IDS} ORDER BY field.id",
            (wanted,),
        )
    )
    next_due = follow_ups.next_of(connection, wanted)
    asked = favours.of_contacts(connection, wanted)
    found = {
        id: _as_contact(row, points[id], tagged[id], valued[id], next_due.get(id, ("", "")), asked[id])
        for row in rows
        for id in row[:1]
    }
    return [found[id] for id in ids if id in found]


def identities(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Identity]:
    """Who those of the contacts are that are there."""
    rows = connection.execute(f"SELECT id, name, uid FROM contact WHERE id IN {IDS}", (as_json(ids),))
    return {id: Identity(name, uid) for id, name, uid in rows}


def of_names(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, list[int]]:
    """By name, as it is sorted, the contacts who are called so."""
    found: dict[str, list[int]] = {}
    rows = connection.execute(
        f"SELECT sort_name, id FROM contact WHERE sort_name IN {IDS} ORDER BY id",
        (json.dumps(list(names)),),
    )
    for name, id in rows:
        found.setdefault(name, []).append(id)
    return found


def insert(connection: sqlite3.Connection, contact: Contact, *, uid: str, at: str) -> int:
    """Write a new contact; its id. `at` is UTC; the contact's own id, uid and times are not looked at.

    Raises NotFound for an unknown field.
    """
    id = contact_rows.next_id(connection)
    tag_of = {tag: tags.tag_id(connection, tag) for tag in contact.tags}
    field_of = {field: fields.field_id(connection, field) for field in contact.fields}
    for rows in contact_rows.rows_of([(id, uid, contact, sort_key(contact.name))], tag_of, field_of, at=at):
        bulk.insert(connection, rows)
    return id


def update(connection: sqlite3.Connection, old: Contact, new: Contact, *, at: str) -> None:
    """Make the stored contact `old` into `new`; only what differs is written. `at` is UTC."""
    changed = [column for column in PLAIN if _stored(old, column) != _stored(new, column)]
    points_differ = points_of(old) != points_of(new)
    valued = [
        name
        for name in dict.fromkeys((*old.fields, *new.fields))
        if old.fields.get(name, "") != new.fields.get(name, "")
    ]
    if changed or points_differ or valued:
        sets = "".join(f"{column} = ?, " for column in changed)
        values = [_stored(new, column) for column in changed]
        connection.execute(
            f"UPDATE contact SET {sets}sort_name = ?, updated_at = ? WHERE id = ?",
            (*values, sort_key(new.name), at, old.id),
        )
    if points_differ:
        _replace_points(connection, old.id, points_of(new))
    for name in valued:
        fields.set_value(connection, old.id, name, new.fields.get(name, ""))
    had, wanted = ({tag.casefold(): tag for tag in contact.tags} for contact in (old, new))
    for key, tag in had.items():
        if key not in wanted and (found := tags.find_tag(connection, tag)):
            tags.take_off(connection, found[0], f"[{old.id}]")
    for key, tag in wanted.items():
        if key not in had:
            tags.put_on(connection, tags.tag_id(connection, tag), f"[{old.id}]")


def exactly(connection: sqlite3.Connection, text: str) -> list[int]:
    """Whose name, nickname, email, handle (with or without its service) or uid is just this text.

    Case does not matter, nor do accents in names.
    """
    bare = text.removeprefix("@")
    service, slash, name = bare.partition("/")
    rows = connection.execute(
        "SELECT id FROM contact WHERE sort_name = ? OR uid = ?"
        " UNION SELECT id FROM contact WHERE nickname <> '' AND folded(nickname) = ?"
        " UNION SELECT contact_id FROM contact_point WHERE kind IN ('email', 'handle')"
        " AND value = ? COLLATE NOCASE"
        " UNION SELECT contact_id FROM contact_point WHERE ? AND kind = 'handle'"
        " AND label = ? COLLATE NOCASE AND value = ? COLLATE NOCASE",
        (sort_key(text), text, fold(text), bare, bool(slash), service, name.removeprefix("@")),
    )
    return [id for (id,) in rows]


def star(connection: sqlite3.Connection, ids: Iterable[int], on: bool, *, at: str) -> int:
    """Star contacts, or take their stars; how many it changed."""
    return connection.execute(
        f"UPDATE contact SET starred = ?, updated_at = ? WHERE id IN {IDS} AND starred <> ?",
        (on, at, as_json(ids), on),
    ).rowcount


def archive(connection: sqlite3.Connection, ids: Iterable[int], on: bool, why: str, *, at: str) -> int:
    """Archive contacts with a reason, or bring them back; how many it changed.

    An empty reason leaves those as they are who are archived already.
    """
    return connection.execute(
        f"UPDATE contact SET archived = ?1, archived_why = ?2, updated_at = ?3"
        f" WHERE id IN {IDS.replace('?', '?4')} AND (archived <> ?1 OR (?2 <> '' AND archived_why <> ?2))",
        (on, why if on else "", at, as_json(ids)),
    ).rowcount


def set_values(
    connection: sqlite3.Connection,
    ids: Iterable[int],
    texts: Mapping[str, str],
    valued: Mapping[str, str],
    points: Sequence[tuple[str, str, str]] = (),
    *,
    at: str,
) -> int:
    """Give contacts the same values; how many of them it changed. `at` is UTC.

    `texts` are columns of `contact`, `valued` user-defined fields in canonical form; empty removes.
    `points` (kind, label, value) are put behind those they have. Raises NotFound for an unknown field.
    """
    if unknown := texts.keys() - set(PLAIN):
        raise ValueError(sorted(unknown))
    wanted = as_json(ids)
    columns = dict(texts) | ({"sort_name": sort_key(texts["name"])} if "name" in texts else {})
    changed: set[int] = set()
    if columns:
        rows = connection.execute(
            f"UPDATE contact SET {', '.join(f'{column} = ?' for column in columns)}, updated_at = ?"
            f" WHERE id IN {IDS} AND ({' OR '.join(f'{column} <> ?' for column in columns)}) RETURNING id",
            (*columns.values(), at, wanted, *columns.values()),
        )
        changed.update(id for (id,) in rows.fetchall())
    of_fields = {
        id for name, value in valued.items() for id in fields.set_for_all(connection, wanted, name, value)
    }
    of_points = {id for point in points for id in _add_point(connection, wanted, *point)}
    beside = of_fields | of_points
    connection.execute(
        f"UPDATE contact SET updated_at = ? WHERE id IN {IDS}", (at, as_json(beside - changed))
    )
    return len(changed | beside)


def _add_point(connection: sqlite3.Connection, wanted: str, kind: str, label: str, value: str) -> list[int]:
    """Give contacts (ids as JSON) an email or the like; those who did not have it, whatever its case."""
    rows = connection.execute(
        "INSERT INTO contact_point (contact_id, kind, label, value, position)"
        " SELECT contact.id, ?1, ?2, ?3, (SELECT coalesce(max(position) + 1, 0) FROM contact_point AS last"
        " WHERE last.contact_id = contact.id) FROM contact"
        f" WHERE contact.id IN {IDS.replace('?', '?4')} AND NOT EXISTS (SELECT 1 FROM contact_point AS same"
        " WHERE same.contact_id = contact.id AND same.kind = ?1 AND (?1 <> 'handle' OR same.label = ?2)"
        " AND same.value = ?3 COLLATE NOCASE) RETURNING contact_id",
        (kind, label, value, wanted),
    )
    return [id for (id,) in rows.fetchall()]


def chosen(connection: sqlite3.Connection, ids: Collection[int], named: int) -> Chosen:
    """The contacts of those ids, counted, with the first `named` of their names in order."""
    wanted = as_json(ids)
    count, starred, archived = connection.execute(
        "SELECT count(*), coalesce(sum(starred), 0), coalesce(sum(archived), 0)"
        f" FROM contact WHERE id IN {IDS}",
        (wanted,),
    ).fetchone()
    names = connection.execute(
        f"SELECT name FROM contact WHERE id IN {IDS} ORDER BY sort_name, id LIMIT ?", (wanted, named)
    ).fetchall()
    return Chosen(ids, count, tuple(name for (name,) in names), starred, archived)


def met_where(connection: sqlite3.Connection, ids: Iterable[int]) -> str:
    """The place or event where all of these contacts were met, or empty."""
    rows = connection.execute(
        f"SELECT DISTINCT met_where FROM contact WHERE id IN {IDS} LIMIT 2", (as_json(ids),)
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else ""


def never_met(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """Those of the contacts of whom nothing says how one met, and with whom there was no talk."""
    rows = connection.execute(
        f"SELECT id FROM contact WHERE id IN {IDS} AND met_how = '' AND met_where = '' AND met_on = ''"
        " AND met_via = '' AND id NOT IN (SELECT contact_id FROM summary)",
        (as_json(ids),),
    )
    return [id for (id,) in rows.fetchall()]


def _stored(contact: Contact, column: str) -> str | int:
    value: str | bool = getattr(contact, column)
    return int(value) if isinstance(value, bool) else value


def _replace_points(connection: sqlite3.Connection, id: int, wanted: list[tuple[str, str, str]]) -> None:
    """Keep the rows that stay, so that the journal holds what really changed."""
    rows = connection.execute(
        "SELECT kind, label, value, id, position FROM contact_point WHERE contact_id = ? ORDER BY position",
        (id,),
    )
    left: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for kind, label, value, row, position in rows:
        left[kind, label, value].append((row, position))
    added = []
    for position, point in enumerate(wanted):
        if left[point]:
            row, before = left[point].pop(0)
            if before != position:
                connection.execute("UPDATE contact_point SET position = ? WHERE id = ?", (position, row))
        else:
            added.append((id, *point, position))
    for rest in left.values():
        connection.executemany("DELETE FROM contact_point WHERE id = ?", [(row,) for row, _ in rest])
    connection.executemany(
        "INSERT INTO contact_point (contact_id, kind, label, value, position) VALUES (?, ?, ?, ?, ?)", added
    )


def _grouped(rows: Iterable[Sequence[Any]]) -> defaultdict[int, list[Any]]:
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for id, *rest in rows:
        groups[id].append(rest)
    return groups


def _as_contact(
    row: Sequence[Any],
    points: list[Any],
    tagged: list[Any],
    valued: list[Any],
    due: tuple[str, str],
    asked: list[Favour],
) -> Contact:
    id, uid, *plain, created_at, updated_at, last_on, talks, log = row
    values = dict(zip(PLAIN, plain, strict=True))
    values |= {"starred": bool(values["starred"]), "archived": bool(values["archived"])}
    for kind, name in LABELLED:
        values[name] = tuple(Labelled(value, label) for k, label, value in points if k == kind)
    tags_, fields_ = tuple(name for (name,) in tagged), dict(valued)
    said = {name: values[name] for name in ("met_how", "met_where", "met_on", "met_via", "known_by")}
    return Contact(
        **values,
        handles=tuple(Handle(label, value) for kind, label, value in points if kind == "handle"),
        tags=tags_,
        fields=fields_,
        known=ways(log or 0, **said, tags=tags_, fields=fields_),
        id=id,
        uid=uid,
        created_at=created_at,
        updated_at=updated_at,
        last_interaction=last_on or "",
        interactions=talks or 0,
        due=due[0],
        due_text=due[1],
        favours=tuple(favour for favour in asked if favour.is_open),
        answers=owing.answers(asked),
    )
