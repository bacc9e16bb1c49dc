"""A connection request, and a template of one's own, as a line of JSON has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from rolodex.model import Request, Whole
from rolodex.model.requests import State
from rolodex.plain import line
from rolodex.text import storable

_LINES = ("name", "service", "direction", "handle", "on", "by", "state", "decided_on", "replied_on")
_DAYS = ("on", "decided_on", "replied_on", "answered_on")


def values(whole: Whole, uids: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """The requests, each with the uid of the contact it became, and the templates."""
    for row in whole.requests:
        yield {
            "what": "request",
            "uid": row.uid,
            **{name: getattr(row, name) for name in (*_LINES, "answered_on")},
            "message": row.message,
            "reply": row.reply,
            "contact": uids.get(row.contact, ""),
            "source_key": row.source_key,
            "created_at": whole.made.get(row.uid, ""),
        }
    for name, text in whole.templates.items():
        yield {"what": "template", "name": name, "text": text}


def read(value: Mapping[str, Any], ids: Mapping[str, int]) -> Request:
    """The request of such a value. Raises ValueError with a few words for what can't be one."""
    texts: dict[str, Any] = {name: line(value, name) for name in (*_LINES, "answered_on", "uid")}
    if not texts["uid"] or not texts["name"]:
        raise ValueError("its “uid” or its “name” is missing")
    if texts["direction"] not in ("in", "out") or texts["state"] not in get_args(State):
        raise ValueError("its direction or its state is none that is known here")
    for day in _DAYS:
        texts[day] = date.fromisoformat(texts[day]).isoformat() if texts[day] else ""
    return Request(
        **texts,
        message=storable(str(value.get("message", ""))),
        reply=storable(str(value.get("reply", ""))),
        contact=ids.get(line(value, "contact"), 0),
        source_key=storable(str(value.get("source_key", ""))),
    )


def read_template(value: Mapping[str, Any]) -> tuple[str, str]:
    """Name and text of a template. Raises ValueError with a few words for what can't be one."""
    name, text = line(value, "name"), storable(str(value.get("text", ""))).strip()
    if not name or not text:
        raise ValueError("its “name” or its “text” is missing")
    return name, text
