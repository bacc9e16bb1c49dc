"""Rows of groups, and of what is kept of people in them. Who carries a group's tag is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from rolodex.model import GROUP_KINDS, Group, In, Member, Membership
from rolodex.store.ids import IDS, as_json

_PLAIN = ("name", "kind", "link", "starts_on", "ends_on", "place", "role", "note")
"""Columns of `people_group` under the names of a Group."""

_READ = (
    f"SELECT people_group.id, tag.name, {', '.join(f'people_group.{column}' for column in _PLAIN)}"
    " FROM people_group JOIN tag ON tag.id = people_group.tag_id"
)
# `0` is the sign after `/`: so what lies below a tag is read off the index
_IS_IN = "(carried.key = own.key OR carried.key > own.key || '/' AND carried.key < own.key || '0')"
_TAGS = f"JOIN tag AS own ON own.id = people_group.tag_id JOIN tag AS carried ON {_IS_IN}"
"""From groups to the tags by which one is in them."""
_BELOW = f"{_TAGS} JOIN contact_tag ON contact_tag.tag_id = carried.id"


def key_of(name: str) -> str:
    """What two spellings of one group's name have in common."""
    return name.casefold()


def listed(connection: sqlite3.Connection) -> list[Group]:
    """Every group, counted: by kind, then the newest first, those without dates last, then by name."""
    counts = {
        id: (people, missing)
        for id, people, missing in connection.execute(
            "SELECT people_group.id, count(DISTINCT contact.id),"
            " count(DISTINCT CASE WHEN missing_since <> '' THEN contact.id END)"
            f" FROM people_group {_BELOW}"
            " JOIN contact ON contact.id = contact_tag.contact_id AND NOT archived"
            " LEFT JOIN group_member ON group_id = people_group.id AND group_member.contact_id = contact.id"
            " GROUP BY people_group.id"
        )
    }
    groups = [_group(row, *counts.get(row[0], (0, 0))) for row in connection.execute(_READ).fetchall()]
    groups.sort(key=lambda group: group.name.casefold())
    # dates without a year begin with a dash and come after all others
    groups.sort(key=lambda group: group.starts_on.lstrip("-"), reverse=True)
    return sorted(groups, key=lambda group: GROUP_KINDS.index(group.kind))


def written(connection: sqlite3.Connection) -> list[Group]:
    """Every group in the order in which it was written, not counted."""
    return [_group(row) for row in connection.execute(f"{_READ} ORDER BY people_group.id").fetchall()]


def called(connection: sqlite3.Connection, name: str) -> Group | None:
    """The group of that name, whatever its letters' case; not counted."""
    row = connection.execute(f"{_READ} WHERE people_group.key = ?", (key_of(name),)).fetchone()
    return _group(row) if row else None


def of_id(connection: sqlite3.Connection, id: int) -> Group | None:
    """The group of that id; not counted."""
    row = connection.execute(f"{_READ} WHERE people_group.id = ?", (id,)).fetchone()
    return _group(row) if row else None


def of_tag(connection: sqlite3.Connection, tag: str) -> Group | None:
    """The group that owns the tag of that name; not counted."""
    row = connection.execute(f"{_READ} WHERE tag.key = ?", (tag.casefold(),)).fetchone()
    return _group(row) if row else None


def insert(connection: sqlite3.Connection, group: Group, tag: int) -> int:
    """Write a new group that owns a tag; its id."""
    cursor = connection.execute(
        f"INSERT INTO people_group (key, tag_id, {', '.join(_PLAIN)}) VALUES (?, ?{', ?' * len(_PLAIN)})",
        (key_of(group.name), tag, *(getattr(group, column) for column in _PLAIN)),
    )
    return int(cursor.lastrowid or 0)


def update(connection: sqlite3.Connection, group: Group, tag: int) -> None:
    """Make the stored group of the same id hold these values."""
    connection.execute(
        f"UPDATE people_group SET key = ?, tag_id = ?, {', '.join(f'{column} = ?' for column in _PLAIN)}"
        " WHERE id = ?",
        (key_of(group.name), tag, *(getattr(group, column) for column in _PLAIN), group.id),
    )


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete groups with what is kept of people in them; the tags stay on everybody."""
    wanted = as_json(ids)
    connection.execute(f"DELETE FROM group_member WHERE group_id IN {IDS}", (wanted,))
    connection.execute(f"DELETE FROM people_group WHERE id IN {IDS}", (wanted,))


def delete_of_tags(connection: sqlite3.Connection, tags: str) -> None:
    """Delete the groups that own one of the tags (ids as a JSON array)."""
    rows = connection.execute(f"SELECT id FROM people_group WHERE tag_id IN {IDS}", (tags,)).fetchall()
    delete(connection, [id for (id,) in rows])


def retag(connection: sqlite3.Connection, old: int, new: int) -> None:
    """A tag becomes another: its group owns that one; where that has a group already they become one."""
    groups = dict(
        connection.execute("SELECT tag_id, id FROM people_group WHERE tag_id IN (?, ?)", (old, new))
    )
    if old in groups and new in groups:
        for contact, said, missing in connection.execute(
            "SELECT contact_id, said, missing_since FROM group_member WHERE group_id = ?", (groups[old],)
        ).fetchall():
            _add(connection, groups[new], contact, said, missing)
        delete(connection, [groups[old]])
    connection.execute("UPDATE people_group SET tag_id = ? WHERE tag_id = ?", (new, old))


# People in groups


def members(connection: sqlite3.Connection, group: int) -> list[Member]:
    """Who is in a group, without their talks: those who are there, then the missing, each by name."""
    rows = connection.execute(
        "SELECT DISTINCT contact.id, contact.name, company, archived, coalesce(said, ''),"
        f" coalesce(missing_since, ''), sort_name FROM people_group {_BELOW}"
        " JOIN contact ON contact.id = contact_tag.contact_id"
        " LEFT JOIN group_member ON group_id = people_group.id AND group_member.contact_id = contact.id"
        " WHERE people_group.id = ? ORDER BY coalesce(missing_since, '') <> '', sort_name, contact.id",
        (group,),
    )
    return [
        Member(
            contact=id, name=name, company=company, archived=bool(archived), said=said, missing_since=missing
        )
        for id, name, company, archived, said, missing, _ in rows
    ]


def talks(connection: sqlite3.Connection, group: int) -> list[int]:
    """The interactions with a group's tag or one below it."""
    rows = connection.execute(
        f"SELECT DISTINCT interaction_id FROM people_group {_TAGS}"
        " JOIN interaction_tag ON interaction_tag.tag_id = carried.id WHERE people_group.id = ?",
        (group,),
    )
    return [id for (id,) in rows]


def talks_on(connection: sqlite3.Connection, contacts: Iterable[int], first: str, last: str) -> list[int]:
    """The interactions with any of some people from one local day to another."""
    rows = connection.execute(
        "SELECT DISTINCT interaction.id FROM interaction JOIN interaction_contact"
        " ON interaction_id = interaction.id"
        f" WHERE on_day BETWEEN ? AND ? AND contact_id IN {IDS}",
        (first, last, as_json(contacts)),
    )
    return [id for (id,) in rows]


def of_contact(connection: sqlite3.Connection, contact: int) -> list[In]:
    """The groups that somebody is in, not counted, with what is kept of them there; by tag."""
    rows = connection.execute(
        f"SELECT DISTINCT people_group.id, own.name, {', '.join(f'people_group.{c}' for c in _PLAIN)},"
        " coalesce(said, ''), coalesce(missing_since, '')"
        # from the few tags of one contact to the groups, for every card that is shown
        " FROM contact_tag CROSS JOIN tag AS carried ON carried.id = contact_tag.tag_id"
        " CROSS JOIN people_group CROSS JOIN tag AS own ON own.id = people_group.tag_id"
        " LEFT JOIN group_member ON group_id = people_group.id"
        " AND group_member.contact_id = contact_tag.contact_id"
        f" WHERE contact_tag.contact_id = ? AND {_IS_IN} ORDER BY own.key",
        (contact,),
    )
    return [In(_group(row), *row[-2:]) for row in rows.fetchall()]


def say(connection: sqlite3.Connection, group: int, contact: int, said: str) -> None:
    """Keep what somebody said or did in a group; an empty text forgets it."""
    connection.execute(
        "INSERT INTO group_member (group_id, contact_id, said) VALUES (?, ?, ?)"
        " ON CONFLICT (group_id, contact_id) DO UPDATE SET said = excluded.said",
        (group, contact, said),
    )
    _tidy(connection, group)


def set_missing(connection: sqlite3.Connection, group: int, contacts: Iterable[int], day: str) -> None:
    """Say since which local day people are missing in a group; with an empty one, that they are there.

    Whose day is known keeps it.
    """
    wanted = as_json(contacts)
    if day:
        connection.execute(
            "INSERT INTO group_member (group_id, contact_id, missing_since)"
            " SELECT ?, value, ? FROM json_each(?) WHERE true"
            " ON CONFLICT (group_id, contact_id) DO UPDATE SET missing_since = excluded.missing_since"
            " WHERE missing_since = ''",
            (group, day, wanted),
        )
        return
    connection.execute(
        "UPDATE group_member SET missing_since = ''"
        f" WHERE missing_since <> '' AND group_id = ? AND contact_id IN {IDS}",
        (group, wanted),
    )
    _tidy(connection, group)


def memberships(connection: sqlite3.Connection, contacts: str) -> list[Membership]:
    """What is kept of people (ids as a JSON array) in groups, in the order in which it was written."""
    rows = connection.execute(
        "SELECT people_group.name, contact_id, said, missing_since FROM group_member"
        f" JOIN people_group ON people_group.id = group_id WHERE contact_id IN {IDS}"
        " ORDER BY group_member.id",
        (contacts,),
    )
    return [
        Membership(group=group, contact=contact, said=said, missing_since=missing)
        for group, contact, said, missing in rows
    ]


def add(connection: sqlite3.Connection, group: int, contact: int, row: Membership) -> None:
    """Write what is kept of somebody in a group, unless something is kept already."""
    connection.execute(
        "INSERT INTO group_member (group_id, contact_id, said, missing_since) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (group, contact, row.said, row.missing_since),
    )


def forget(connection: sqlite3.Connection, contacts: str) -> None:
    """Delete what is kept of people (ids as a JSON array) in groups."""
    connection.execute(f"DELETE FROM group_member WHERE contact_id IN {IDS}", (contacts,))


def move(connection: sqlite3.Connection, keep: int, gone: str) -> None:
    """Give one contact what is kept of others (ids as a JSON array): texts about one group as lines of one.

    Missing is who is missing of all of them.
    """
    rows = connection.execute(
        "SELECT group_id, said, missing_since FROM group_member"
        f" WHERE contact_id IN {IDS} ORDER BY group_member.id",
        (gone,),
    ).fetchall()
    there = _present(connection, keep, gone)
    forget(connection, gone)
    for group, said, missing in rows:
        _add(connection, group, keep, said, "" if group in there else missing)
    for group in there:
        _tidy(connection, group)


def _present(connection: sqlite3.Connection, keep: int, gone: str) -> set[int]:
    """The groups in which one of the contacts is and is not missing: who carries the tag or one below it."""
    rows = connection.execute(
        "SELECT DISTINCT people_group.id FROM people_group JOIN tag AS own ON own.id = people_group.tag_id"
        " JOIN tag AS worn ON worn.key = own.key OR substr(worn.key, 1, length(own.key) + 1) = own.key || '/'"
        " JOIN contact_tag ON contact_tag.tag_id = worn.id"
        f" WHERE (contact_tag.contact_id = ? OR contact_tag.contact_id IN {IDS}) AND NOT EXISTS"
        " (SELECT 1 FROM group_member WHERE group_id = people_group.id"
        " AND group_member.contact_id = contact_tag.contact_id AND missing_since <> '')",
        (keep, gone),
    )
    return {id for (id,) in rows}


def _add(connection: sqlite3.Connection, group: int, contact: int, said: str, missing: str) -> None:
    """Add to what is kept of somebody in a group."""
    before = connection.execute(
        "SELECT said, missing_since FROM group_member WHERE group_id = ? AND contact_id = ?",
        (group, contact),
    ).fetchone()
    if before:
        said = "\n".join(dict.fromkeys(text for text in (before[0], said) if text))
        missing = min(before[1], missing)
        connection.execute(
            "UPDATE group_member SET said = ?, missing_since = ? WHERE group_id = ? AND contact_id = ?",
            (said, missing, group, contact),
        )
        return
    connection.execute(
        "INSERT INTO group_member (group_id, contact_id, said, missing_since) VALUES (?, ?, ?, ?)",
        (group, contact, said, missing),
    )


def _tidy(connection: sqlite3.Connection, group: int) -> None:
    """Rows that keep nothing go."""
    connection.execute(
        "DELETE FROM group_member WHERE group_id = ? AND said = '' AND missing_since = ''", (group,)
    )


def _group(row: Sequence[Any], people: int = 0, missing: int = 0) -> Group:
    id, tag, *rest = row
    values = dict(zip(_PLAIN, rest[: len(_PLAIN)], strict=True))
    if values["kind"] not in GROUP_KINDS:
        # other programs write to the book too
        values["kind"] = "other"
    return Group(**values, id=id, tag=tag, people=people, missing=missing)
