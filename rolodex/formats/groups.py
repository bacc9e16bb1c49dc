"""A group as a line of JSON has it, with what is kept of people in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rolodex import dates
from rolodex.model import GROUP_KINDS, Group, Membership, Whole
from rolodex.plain import line, several
from rolodex.text import storable

_LINES = ("name", "tag", "kind", "link", "starts_on", "ends_on", "place", "role")


def values(whole: Whole, uids: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """The groups, each with whom something is kept of by their uids."""
    for group in whole.groups:
        yield {
            "what": "group",
            **{name: getattr(group, name) for name in _LINES},
            "note": group.note,
            "people": [
                {"uid": uids[row.contact], "said": row.said, "missing_since": row.missing_since}
                for row in whole.memberships
                if row.group == group.name
            ],
        }


def read(value: Mapping[str, Any], ids: Mapping[str, int]) -> tuple[Group, list[Membership]]:
    """The group of such a value; people whose uid is not among `ids` are left out.

    Raises ValueError with a few words, or BadInput, for what can't be one.
    """
    texts: dict[str, Any] = {name: line(value, name) for name in _LINES}
    if not texts["name"] or not texts["tag"]:
        raise ValueError("its “name” or its “tag” is missing")
    if texts["kind"] not in GROUP_KINDS:
        texts["kind"] = "other"
    for day in (texts["starts_on"], texts["ends_on"]):
        if day:
            dates.PartialDate.parse(day)
    group = Group(**texts, note=storable(str(value.get("note", ""))))
    kept = []
    for one in several(value, "people"):
        missing = line(one, "missing_since")
        if (uid := line(one, "uid")) in ids:
            kept.append(
                Membership(
                    group=group.name,
                    contact=ids[uid],
                    said=storable(str(one.get("said", ""))),
                    missing_since=date.fromisoformat(missing).isoformat() if missing else "",
                )
            )
    return group, kept
