"""A contact as the texts of a form, and the typed texts as changes of a contact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from rolodex import dates
from rolodex.formats.handles import SERVICES, handle_in_url
from rolodex.model import BadInput, Contact, Field, Handle, Labelled
from rolodex.text import one_line, shown, shown_lines

PLAIN = ("name", "nickname", "company", "title", "city", "met_how", "met_where", "met_via", "cadence")
"""Rows of one line that hold a value of the contact as it is."""

DATES = ("met_on", "birthday")
LABELLED = ("emails", "phones", "urls", "addresses")

_LABEL = re.compile(r"(?P<label>[^:@/]{1,40}):(?P<space>\s*)(?P<value>.+)")
_SPACED = frozenset({"urls", "addresses"})
"""Kinds whose values hold colons: a label there needs a space after its colon."""


def texts(contact: Contact, fields: Sequence[Field]) -> dict[str, str]:
    """What stands in each row of the form; the rows of fields have the key `field:NAME`."""
    found = {key: shown(getattr(contact, key)) for key in PLAIN}
    found |= {key: date_text(getattr(contact, key)) for key in DATES}
    for kind in LABELLED:
        found[kind] = "\n".join(map(_labelled_line, getattr(contact, kind)))
    found["handles"] = "\n".join(map(_handle_line, contact.handles))
    found["tags"] = shown(" ".join(contact.tags))
    found["note"] = shown_lines(contact.note)
    for field in fields:
        found[f"field:{field.name}"] = field_text(contact.fields.get(field.name, ""), field)
    return found


def date_text(value: str) -> str:
    """A canonical partial date as it can be typed: `12 May 2019`, never `yesterday`."""
    try:
        return dates.PartialDate.parse(value).shown(date.min) if value else ""
    except BadInput:
        return shown(value)


def field_text(value: str, field: Field) -> str:
    """A canonical value of a field as it can be typed."""
    return date_text(value) if field.type == "date" else shown_lines(value)


def changed(now: Contact, seen: Contact, typed: Mapping[str, str]) -> Contact:
    """The contact `now` in the book with what was typed over the values of `seen`, as the form showed them.

    What was not typed over stays as it is in the book by now. Raises BadInput for a line that can't be read.
    """
    values: dict[str, object] = {key: typed[key] for key in (*PLAIN, *DATES, "note") if key in typed}
    for kind in LABELLED:
        if kind in typed:
            values[kind] = _labelled(kind, typed[kind], getattr(seen, kind))
    if "handles" in typed:
        values["handles"] = read_handles(typed["handles"], seen.handles)
    if "tags" in typed:
        values["tags"] = _tags(typed["tags"], seen.tags, now.tags)
    if "name" in typed:
        values |= _parts(one_line(typed["name"]), now)
    fields = {key.removeprefix("field:"): text for key, text in typed.items() if key.startswith("field:")}
    if fields:
        values["fields"] = {**now.fields, **fields}
    return replace(now, **values)  # type: ignore[arg-type]


def read_handles(text: str, seen: Sequence[Handle] = ()) -> tuple[Handle, ...]:
    """One user name a line: `x/ada`, `github: ada`, the URL of a profile.

    `@ada` is one on x, `@ada@server` one on mastodon. Lines that stand for one of `seen`
    are that one. Raises BadInput for a line that names no service.
    """
    known = {_handle_line(handle): handle for handle in seen}
    return tuple(known.get(line) or _handle(line) for line in _lines(text))


def _handle(line: str) -> Handle:
    if found := handle_in_url(line):
        return found
    service, mark, name = line.partition("/")
    if line.startswith("@"):
        service, name = ("mastodon" if "@" in line[1:] else "x"), line
    elif not mark:
        service, mark, name = line.partition(":") if ":" in line else line.partition(" ")
    service, name = one_line(service).casefold(), one_line(name).removeprefix("@")
    if not service or not name:
        raise BadInput(f"“{line}” does not say on which service: write it as x/ada, github/ada or @ada.")
    return Handle(SERVICES.get(service, service), name)


def _labelled(kind: str, text: str, seen: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The values of the lines; a line that stands for one of `seen` is that one, line ends in it and all."""
    known = {_labelled_line(point): point for point in seen}
    return tuple(known.get(line) or _point(kind, line) for line in _lines(text))


def _point(kind: str, line: str) -> Labelled:
    found = _LABEL.fullmatch(line)
    if found and (found["space"] or kind not in _SPACED):
        return Labelled(found["value"], one_line(found["label"]))
    return Labelled(line)


def _tags(text: str, seen: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """The tags now, with those added that were typed, and without those that were seen and taken out."""
    typed = text.split()
    before = {shown(tag).casefold(): tag for tag in seen}
    left = {tag.lstrip("#").casefold() for tag in typed}
    gone = {tag for key, tag in before.items() if key not in left}
    new = [tag for tag in typed if tag.lstrip("#").casefold() not in before]
    return tuple(dict.fromkeys([*(tag for tag in now if tag not in gone), *new]))


def _parts(name: str, now: Contact) -> dict[str, object]:
    """The given and the family name, emptied when the new name no longer holds them."""
    return {part: value if (value := getattr(now, part)) in name else "" for part in ("given", "family")}


def _labelled_line(point: Labelled) -> str:
    value = shown(", ".join(point.value.split("\n")))
    return f"{shown(point.label)}: {value}" if point.label else value


def _handle_line(handle: Handle) -> str:
    return shown(f"{handle.service}/{handle.name}" if handle.service else handle.name)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def date_meaning(text: str, today: date) -> str:
    """What a partial date as typed means: `12 May 2019`, `yesterday`. Raises BadInput."""
    canonical = dates.read_partial(text, today)
    return dates.PartialDate.parse(canonical).shown(date.min) if canonical else ""
