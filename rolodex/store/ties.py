"""Rows that tie people to each other: who met through whom, introductions, links, talks together."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from rolodex.match import sort_key
from rolodex.model import QUIET_KINDS
from rolodex.store.ids import IDS, as_json
from rolodex.through import Known, Tie

_CROWD = 8
"""Who was in an entry with more people than this need not know the others."""


def around(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, list[Tie]]:
    """By each of the contacts what ties them to others; to archived ones too."""
    wanted = as_json(ids)
    found: defaultdict[int, list[Tie]] = defaultdict(list)
    for ties in (_met_through, _introduced, _linked, _together):
        for tie in ties(connection, wanted):
            found[tie.one].append(tie)
    return found


def to_be_introduced(connection: sqlite3.Connection, ids: Iterable[int]) -> list[tuple[int, int]]:
    """Each of the contacts with those to whom they were introduced, or were to be: whatever came of it."""
    return connection.execute(
        "SELECT mine.contact_id, theirs.contact_id FROM introduction_contact AS mine"
        " JOIN introduction_contact AS theirs USING (introduction_id)"
        f" WHERE mine.contact_id IN {IDS} AND theirs.contact_id <> mine.contact_id",
        (as_json(ids),),
    ).fetchall()


def known(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Known]:
    """How well one knows each of the contacts oneself; archived ones are left out."""
    rows = connection.execute(
        "SELECT id, CASE WHEN trust = '' AND known_by = 'never' THEN 'no' ELSE trust END,"
        " coalesce(last_on, ''), met_how <> '' OR met_where <> '' OR met_on <> '' FROM contact"
        f" LEFT JOIN summary ON contact_id = id WHERE id IN {IDS} AND NOT archived",
        (as_json(ids),),
    )
    return {id: Known(trust, last, bool(met)) for id, trust, last, met in rows}


def through(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, int]:
    """For those of the contacts whom one met through somebody of the book: through whom.

    A name that several have says nobody.
    """
    rows = connection.execute(
        f"SELECT id, met_via FROM contact WHERE id IN {IDS} AND met_via <> ''", (as_json(ids),)
    ).fetchall()
    one_of = _only_ones(connection, {sort_key(via) for _, via in rows})
    return {id: one_of[key] for id, via in rows if (key := sort_key(via)) in one_of and one_of[key] != id}


def came_through(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, list[int]]:
    """By each of the contacts whom one met through them, by name; archived ones are left out."""
    names = connection.execute(
        f"SELECT id, name, sort_name FROM contact WHERE id IN {IDS}", (as_json(ids),)
    ).fetchall()
    only = _only_ones(connection, {sort_name for _, _, sort_name in names})
    by_name = {name.casefold(): id for id, name, sort_name in names if only.get(sort_name) == id}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for id, via in connection.execute(
        "SELECT id, met_via FROM contact INDEXED BY contact_by_via WHERE met_via <> '' AND NOT archived"
        " AND met_via COLLATE NOCASE IN (SELECT value FROM json_each(?)) ORDER BY sort_name, id",
        (json.dumps([name for _, name, _ in names]),),
    ):
        brought = by_name.get(via.casefold(), id)
        if brought != id:
            found[brought].append(id)
    return found


def at_company(connection: sqlite3.Connection, company: str) -> list[int]:
    """Who works at a company of just that name, whatever its case; archived ones are left out."""
    rows = connection.execute(
        "SELECT id FROM contact WHERE NOT archived AND company <> '' AND company = ? COLLATE NOCASE",
        (company,),
    )
    return [id for (id,) in rows]


def _only_ones(connection: sqlite3.Connection, sort_names: Collection[str]) -> dict[str, int]:
    """By name as it is sorted the contact of that name, where there is only one."""
    rows = connection.execute(
        "SELECT sort_name, min(id) FROM contact WHERE sort_name IN (SELECT value FROM json_each(?))"
        " GROUP BY sort_name HAVING count(*) = 1",
        (json.dumps(sorted(sort_names)),),
    )
    return dict(rows.fetchall())


def _met_through(connection: sqlite3.Connection, wanted: str) -> Iterator[Tie]:
    ids = json.loads(wanted)
    for one, other in through(connection, ids).items():
        yield Tie(one, other, "brought")
    for one, others in came_through(connection, ids).items():
        for other in others:
            yield Tie(one, other, "via")


def _introduced(connection: sqlite3.Connection, wanted: str) -> Iterator[Tie]:
    rows = connection.execute(
        "SELECT mine.contact_id, theirs.contact_id, made_on FROM introduction_contact AS mine"
        " JOIN introduction_contact AS theirs USING (introduction_id)"
        " JOIN introduction ON introduction.id = introduction_id"
        f" WHERE mine.contact_id IN {IDS} AND theirs.contact_id <> mine.contact_id AND made_on <> ''",
        (wanted,),
    )
    return (Tie(one, other, "introduced", on=on) for one, other, on in rows)


def _linked(connection: sqlite3.Connection, wanted: str) -> Iterator[Tie]:
    rows = connection.execute(
        f"SELECT contact_id, other_id, kind FROM link WHERE contact_id IN {IDS}", (wanted,)
    )
    return (Tie(one, other, "linked", said=kind) for one, other, kind in rows)


def _together(connection: sqlite3.Connection, wanted: str) -> Iterator[Tie]:
    quiet = ", ".join("?" * len(QUIET_KINDS))
    rows = connection.execute(
        "SELECT mine.contact_id, theirs.contact_id, max(on_day), count(*) FROM interaction_contact AS mine"
        " JOIN interaction_contact AS theirs ON theirs.interaction_id = mine.interaction_id"
        " AND theirs.contact_id <> mine.contact_id"
        " JOIN interaction ON interaction.id = mine.interaction_id"
        f" WHERE mine.contact_id IN {IDS} AND kind NOT IN ({quiet})"
        " AND (SELECT count(*) FROM (SELECT 1 FROM interaction_contact AS there"
        f" WHERE there.interaction_id = mine.interaction_id LIMIT {_CROWD + 1})) <= {_CROWD}"
        " GROUP BY 1, 2",
        (wanted, *QUIET_KINDS),
    )
    return (Tie(one, other, "together", on=on, times=times) for one, other, on, times in rows)
