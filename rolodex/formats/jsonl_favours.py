"""Favours as lines of a written-out book, which name people by their uids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rolodex.model import Favour, Whole
from rolodex.plain import line

_DAYS = ("asked_on", "last_asked_on", "answered_on", "done_on")
_KEPT = ("whom", "answer", "note", "follow_up", "times")


def written(whole: Whole, uids: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """The lines of all of them. `uids` are those of the people, by id."""
    for favour in whole.favours:
        yield {
            "what": "favour",
            "uid": favour.uid,
            "with": [uids[favour.contact]],
            "favour": favour.what,
            **{name: getattr(favour, name) for name in (*_KEPT, *_DAYS)},
            "created_at": whole.made.get(favour.uid, ""),
        }


def read(value: Mapping[str, Any], ids: Mapping[str, int]) -> Favour:
    """The favour of a line; `ids` are those of the people by uid. Raises ValueError for what is none."""
    uid, what, people = line(value, "uid"), line(value, "favour"), value.get("with")
    found = [ids[one] for one in people if one in ids] if isinstance(people, list) else []
    if not uid or not what:
        raise ValueError("its “uid” or its “favour” is missing")
    if len(found) != 1:
        raise ValueError("it is a favour of nobody above it, or of several")
    whom, answer, times = line(value, "whom"), line(value, "answer"), value.get("times", 1)
    if whom not in ("them", "me") or answer not in ("", "yes", "no"):
        raise ValueError("it does not say who was asked, or what was answered")
    if not isinstance(times, int) or not 0 <= times < 10**6:
        raise ValueError("how often it was asked is no number")
    days: dict[str, Any] = {name: _day(line(value, name)) for name in _DAYS}
    if not days["asked_on"]:
        raise ValueError("its “asked_on” is missing")
    return Favour(
        uid=uid,
        contact=found[0],
        what=what,
        whom="me" if whom == "me" else "them",
        answer="yes" if answer == "yes" else "no" if answer else "",
        times=int(times),
        note=line(value, "note"),
        follow_up=line(value, "follow_up"),
        **days,
    )


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if text else ""
