"""Rows of tags, and of the tags on contacts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from rolodex.model import BadInput, Tag
from rolodex.store import groups
from rolodex.store.ids import IDS, as_json
from rolodex.text import one_line, shown

_ARCHIVED = "(SELECT id FROM contact WHERE archived = 1)"


def tag_name(text: str) -> str:
    """A tag as it is stored: no leading `#`, dashes for white space, no empty levels.

    Raises BadInput when nothing is left.
    """
    levels = ("-".join(level.split()).strip("#,") for level in one_line(text).split("/"))
    name = "/".join(level for level in levels if level)
    if not name:
        raise BadInput(
            f"“{shown(text)}” is not a tag. A tag has letters or digits, as in #pycon or #conference/pycon."
        )
    return name


def tag_id(connection: sqlite3.Connection, text: str) -> int:
    """The row of the tag, made if need be. Raises BadInput for text that is no tag."""
    name = tag_name(text)
    row = connection.execute("SELECT id FROM tag WHERE key = ?", (name.casefold(),)).fetchone()
    if row:
        return int(row[0])
    cursor = connection.execute("INSERT INTO tag (name, key) VALUES (?, ?)", (name, name.casefold()))
    return int(cursor.lastrowid or 0)


def find_tag(connection: sqlite3.Connection, text: str) -> tuple[int, str] | None:
    """The id and the name of a tag that exists."""
    row = connection.execute(
        "SELECT id, name FROM tag WHERE key = ?", (tag_name(text).casefold(),)
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def put_on(connection: sqlite3.Connection, tag: int, contacts: str) -> set[int]:
    """Put a tag on contacts (ids as a JSON array); those that did not have it before."""
    rows = connection.execute(
        f"INSERT INTO contact_tag (contact_id, tag_id) SELECT id, ? FROM contact WHERE id IN {IDS}"
        " AND NOT EXISTS (SELECT 1 FROM contact_tag WHERE contact_id = contact.id AND tag_id = ?)"
        " RETURNING contact_id",
        (tag, contacts, tag),
    )
    return {id for (id,) in rows.fetchall()}


def take_off(connection: sqlite3.Connection, tag: int, contacts: str) -> set[int]:
    """Take a tag off contacts (ids as a JSON array); those that had it."""
    rows = connection.execute(
        f"DELETE FROM contact_tag WHERE tag_id = ? AND contact_id IN {IDS} RETURNING contact_id",
        (tag, contacts),
    )
    return {id for (id,) in rows.fetchall()}


def below(connection: sqlite3.Connection, name: str) -> list[tuple[int, str]]:
    """The tag of that name and all below it, as id and name."""
    key = name.casefold()
    return connection.execute(
        "SELECT id, name FROM tag WHERE key = ? OR substr(key, 1, ?) = ? ORDER BY key",
        (key, len(key) + 1, key + "/"),
    ).fetchall()


def delete_tags(connection: sqlite3.Connection, ids: str) -> None:
    """Delete tags (ids as a JSON array), off every contact and interaction, and the groups that own them."""
    groups.delete_of_tags(connection, ids)
    connection.execute(f"DELETE FROM contact_tag WHERE tag_id IN {IDS}", (ids,))
    connection.execute(f"DELETE FROM interaction_tag WHERE tag_id IN {IDS}", (ids,))
    connection.execute(f"DELETE FROM tag WHERE id IN {IDS}", (ids,))


def carriers(connection: sqlite3.Connection, ids: str) -> int:
    """How many contacts carry one of the tags (ids as a JSON array), archived ones included."""
    row = connection.execute(
        f"SELECT count(DISTINCT contact_id) FROM contact_tag WHERE tag_id IN {IDS}", (ids,)
    )
    return int(row.fetchone()[0])


def carried(connection: sqlite3.Connection, contacts: str) -> dict[str, int]:
    """The tags on contacts (ids as a JSON array), each with how many of them have it."""
    rows = connection.execute(
        "SELECT tag.name, count(*) FROM contact_tag JOIN tag ON tag.id = tag_id"
        f" WHERE contact_id IN {IDS} GROUP BY tag.id ORDER BY tag.key",
        (contacts,),
    )
    return dict(rows.fetchall())


def rename(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Rename a tag and those below it; one of which there is such a tag already becomes that one."""
    depth = old.count("/") + 1
    for id, name in below(connection, old):
        renamed = "/".join((new, *name.split("/")[depth:]))
        there = find_tag(connection, renamed)
        if there and there[0] != id:
            _merge_into(connection, id, there[0])
        else:
            connection.execute(
                "UPDATE tag SET name = ?, key = ? WHERE id = ?", (renamed, renamed.casefold(), id)
            )


def set_cadence(connection: sqlite3.Connection, tag: int, cadence: str) -> None:
    """Set how often to be in touch with those who carry a tag."""
    connection.execute("UPDATE tag SET cadence = ? WHERE id = ?", (cadence, tag))


def _merge_into(connection: sqlite3.Connection, old: int, new: int) -> None:
    """Whatever carries `old` carries `new` instead; `old` is deleted."""
    for table, owner in (("contact_tag", "contact_id"), ("interaction_tag", "interaction_id")):
        connection.execute(
            f"DELETE FROM {table} WHERE tag_id = ?"
            f" AND {owner} IN (SELECT {owner} FROM {table} WHERE tag_id = ?)",
            (old, new),
        )
        connection.execute(f"UPDATE {table} SET tag_id = ? WHERE tag_id = ?", (new, old))
    connection.execute(
        "UPDATE tag SET cadence = (SELECT cadence FROM tag WHERE id = ?) WHERE id = ? AND cadence = ''",
        (old, new),
    )
    groups.retag(connection, old, new)
    connection.execute("DELETE FROM tag WHERE id = ?", (old,))


def counted(connection: sqlite3.Connection) -> list[Tag]:
    """Every tag and every level above one, with how many contacts it or one below it is on.

    Archived contacts are not counted.
    """
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    cadences = dict(connection.execute("SELECT key, cadence FROM tag WHERE cadence <> ''").fetchall())
    # read off an index, and then the few archived ones taken off: nobody else is looked up
    carried = dict(connection.execute("SELECT tag_id, count(*) FROM contact_tag GROUP BY tag_id").fetchall())
    gone = connection.execute(
        f"SELECT tag_id, count(*) FROM contact_tag WHERE contact_id IN {_ARCHIVED} GROUP BY tag_id"
    )
    for tag, count in gone:
        carried[tag] -= count
    rows = [(name, carried.get(id, 0)) for id, name in connection.execute("SELECT id, name FROM tag")]
    parents = {
        "/".join(name.split("/")[:n]).casefold() for name, _ in rows for n in range(1, name.count("/") + 1)
    }
    for name, count in rows:
        names[name.casefold()] = name
        counts[name.casefold()] = count
    # a person with two tags below one parent counts once: only those parents need the people themselves
    for parent in parents:
        names.setdefault(parent, _spelt(parent, rows))
        counts[parent] = _people_below(connection, parent)
    return [
        Tag(names[key], counts[key], cadences.get(key, ""))
        for key in sorted(names, key=lambda key: key.split("/"))
    ]


def _people_below(connection: sqlite3.Connection, key: str) -> int:
    ids = as_json(id for id, _ in below(connection, key))
    row = connection.execute(
        "SELECT count(DISTINCT contact_id) FROM contact_tag"
        f" WHERE contact_id NOT IN {_ARCHIVED} AND tag_id IN {IDS}",
        (ids,),
    )
    return int(row.fetchone()[0])


def _spelt(parent: str, rows: Iterable[Sequence[object]]) -> str:
    """A level that is no tag itself, spelt as in a tag below it."""
    depth = parent.count("/") + 1
    for name, _ in rows:
        level = "/".join(str(name).split("/")[:depth])
        if level.casefold() == parent:
            return level
    return parent
