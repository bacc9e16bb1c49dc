"""A contact as plain values with documented names, as `--json` and exports write it and imports read it.

The names are stable: they may be added to, never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolodex.model import Contact, Handle, Labelled
from rolodex.text import one_line, storable

_TEXTS = ("name", "given", "family", "nickname", "company", "title", "city")
_POINTS = ("emails", "phones", "urls", "addresses")
_MET = ("how", "where", "on", "via")
_DAYS = ("birthday", "cadence", "snoozed_until", "created_at", "updated_at")
_KNOWN = ("archived_why", "trust", "known_by")
_LATER = ("note", "starred", "archived", *_KNOWN, *_DAYS)


def as_plain(person: Contact) -> dict[str, Any]:
    """A contact without what is derived. Days are `YYYY-MM-DD` or as partial as is known, times UTC."""
    values: dict[str, Any] = {"uid": person.uid} | {name: getattr(person, name) for name in _TEXTS}
    for name in _POINTS:
        values[name] = [{"value": point.value, "label": point.label} for point in getattr(person, name)]
    values["handles"] = [{"service": handle.service, "name": handle.name} for handle in person.handles]
    values["tags"] = list(person.tags)
    values["fields"] = dict(person.fields)
    values["met"] = {part: getattr(person, f"met_{part}") for part in _MET}
    return values | {name: getattr(person, name) for name in _LATER}


def from_plain(values: Mapping[str, Any], id: int) -> Contact:
    """The contact of such values; what is missing is empty. Days are not looked at.

    Raises ValueError with a few words for what is of the wrong kind, or when there is no name.
    """
    met = _table(values, "met")
    texts: dict[str, Any] = {name: line(values, name) for name in ("uid", *_TEXTS, *_KNOWN, *_DAYS)}
    texts |= {f"met_{part}": line(met, part) for part in _MET}
    texts |= {name: _points(values, name) for name in _POINTS}
    person = Contact(
        **texts,
        id=id,
        handles=tuple(
            Handle(line(one, "service").casefold(), name)
            for one in several(values, "handles")
            if (name := line(one, "name").removeprefix("@"))
        ),
        tags=tuple(map(_text, values.get("tags") or ())),
        fields={one_line(name): _text(value) for name, value in _table(values, "fields").items() if value},
        note=_text(values.get("note", "")),
        starred=values.get("starred") is True,
        archived=values.get("archived") is True,
    )
    if not person.name:
        raise ValueError("it has no name")
    return person


def line(values: Mapping[str, Any], name: str) -> str:
    """One of the values as a text on one line. Raises ValueError when it is none."""
    return one_line(_text(values.get(name) or ""))


def several(values: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """One of the values as a list of objects. Raises ValueError when it is none."""
    found = values.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError(f"“{name}” is no list of objects")
    return found


def _points(values: Mapping[str, Any], name: str) -> tuple[Labelled, ...]:
    found = ((_text(one.get("value", "")).strip(), line(one, "label")) for one in several(values, name))
    return tuple(Labelled(value, label) for value, label in found if value)


def _table(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = values.get(name) or {}
    if not isinstance(found, dict):
        raise ValueError(f"“{name}” is no object")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r:.40} is no text")
    return storable(value)
