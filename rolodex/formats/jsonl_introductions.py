"""Introductions and links as lines of a written-out book, which name people by their uids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rolodex.model import Introduction, Link, Side, Whole
from rolodex.plain import line

_DAYS = ("begun_on", "made_on")
_TEXTS = ("why", "outcome", "follow_up", "entry")
_SIDE_DAYS = ("asked_on", "answered_on")


def written(whole: Whole, uids: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """The lines of all of them. `uids` are those of the people, by id."""
    for one in whole.introductions:
        yield {
            "what": "introduction",
            "uid": one.uid,
            **{name: getattr(one, name) for name in (*_TEXTS, *_DAYS)},
            "asked_by": uids.get(one.asked_by, ""),
            "people": [
                {
                    "uid": uids[side.contact],
                    "answer": side.answer,
                    **{name: getattr(side, name) for name in _SIDE_DAYS},
                }
                for side in one.sides
            ],
            "created_at": whole.made.get(one.uid, ""),
        }
    for link in whole.links:
        yield {"what": "link", "kind": link.kind, "with": [uids[link.one], uids[link.other]]}


def read_introduction(value: Mapping[str, Any], ids: Mapping[str, int]) -> Introduction:
    """The introduction of a line. Raises ValueError for what is none."""
    uid, people = line(value, "uid"), value.get("people")
    if not uid or not isinstance(people, list):
        raise ValueError("it is an introduction of nobody")
    sides = tuple(_side(one, ids) for one in people if isinstance(one, dict) and line(one, "uid") in ids)
    if len({side.contact for side in sides}) < 2:
        raise ValueError("fewer than two of those whom it is about stand above it")
    texts = {name: line(value, name) for name in _TEXTS}
    days = {name: _day(line(value, name)) for name in _DAYS}
    if not days["begun_on"]:
        raise ValueError("the day on which it was begun is missing")
    one = Introduction(uid=uid, sides=sides, asked_by=ids.get(line(value, "asked_by"), 0))
    known: dict[str, Any] = {**texts, **days}
    return replace(one, **known)


def read_link(value: Mapping[str, Any], ids: Mapping[str, int]) -> Link:
    """The link of a line. Raises ValueError for what is none."""
    both = value.get("with")
    found = [ids[uid] for uid in both if uid in ids] if isinstance(both, list) else []
    kind = line(value, "kind")
    if len(set(found)) != 2 or len(found) != 2 or not kind:
        raise ValueError("it does not link two of those who stand above it")
    return Link(found[0], found[1], kind)


def _side(value: Mapping[str, Any], ids: Mapping[str, int]) -> Side:
    answer = line(value, "answer")
    if answer not in ("", "agreed", "declined"):
        raise ValueError("an answer in it is neither agreed nor declined")
    days = {name: _day(line(value, name)) for name in _SIDE_DAYS}
    return Side(contact=ids[line(value, "uid")], answer=answer, **days)  # type: ignore[arg-type]


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if text else ""
