"""What of a contact stands in which row, and the rows that new contacts are."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import compress
from operator import attrgetter

from rolodex.model import Contact
from rolodex.store import bulk

PLAIN = (
    "name",
    "given",
    "family",
    "nickname",
    "company",
    "title",
    "city",
    "met_how",
    "met_where",
    "met_on",
    "met_via",
    "birthday",
    "note",
    "starred",
    "archived",
    "archived_why",
    "trust",
    "known_by",
    "cadence",
    "snoozed_until",
)
"""Columns of `contact` that hold one value of a Contact each, under the same name."""

LABELLED = (("email", "emails"), ("phone", "phones"), ("url", "urls"), ("address", "addresses"))

_values = attrgetter(*PLAIN)
"""The values of those columns."""


def points_of(contact: Contact) -> list[tuple[str, str, str]]:
    """(kind, label, value) of every email, phone, URL, address and handle, in the order they are kept."""
    labelled = [(kind, p.label, p.value) for kind, name in LABELLED for p in getattr(contact, name)]
    return labelled + [("handle", handle.service, handle.name) for handle in contact.handles]


def next_id(connection: sqlite3.Connection) -> int:
    """The id that the next new contact gets, if none is given."""
    row = connection.execute("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'contact'").fetchone()
    return int(row[0]) if row else 1


def rows_of(
    people: Sequence[tuple[int, str, Contact, str]],
    tag_of: Mapping[str, int],
    field_of: Mapping[str, int],
    more_tags: Sequence[int] = (),
    *,
    at: str,
) -> list[bulk.Rows]:
    """The rows that new contacts are, each given with its id, its uid, and its name as it is sorted: those on
    which others hang come first.

    `tag_of` and `field_of` tell the ids of their tags and fields by name, `more_tags` those of further tags
    of all of them. `at` is UTC; the contacts' own ids, uids and times are not looked at.
    """
    plain = [_values(contact) for _, _, contact, _ in people]
    # a value that is not given is empty: with most columns nobody has any
    used = [any(values) for values in zip(*plain, strict=True)]
    tagged = {
        (id, tag): None
        for id, _, contact, _ in people
        for tag in (*map(tag_of.get, contact.tags), *more_tags)
    }
    return [
        bulk.Rows(
            "contact",
            ("id", "uid", "sort_name", *compress(PLAIN, used), "created_at", "updated_at"),
            [
                (id, uid, sort_name, *compress(values, used), at, at)
                for (id, uid, _, sort_name), values in zip(people, plain, strict=True)
            ],
        ),
        bulk.Rows(
            "contact_point",
            ("contact_id", "kind", "label", "value", "position"),
            [
                (id, *point, place)
                for id, _, contact, _ in people
                for place, point in enumerate(points_of(contact))
            ],
        ),
        bulk.Rows("contact_tag", ("contact_id", "tag_id"), list(tagged)),
        bulk.Rows(
            "field_value",
            ("contact_id", "field_id", "value"),
            [
                (id, field_of[name], value)
                for id, _, contact, _ in people
                for name, value in contact.fields.items()
                if value
            ],
        ),
    ]
