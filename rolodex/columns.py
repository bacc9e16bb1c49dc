"""Columns of lists: what each key means, how it is written in a category, and the text of its cell.

A column is written `KEY` or `KEY as Title`. Keys are those of `COLUMNS`, `field:NAME` for a user-defined
field, and `under:TAG` for the tags below a tag (`under:group` shows `python-users` for #group/python-users).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rolodex import dates
from rolodex.model import BadInput, Contact, FieldType
from rolodex.values import shown_value

_WRITTEN = re.compile(r"(?P<key>.+?)(?:\s+as\s+(?P<title>.+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    key: str
    title: str


def _last(contact: Contact, today: date) -> str:
    return dates.age(date.fromisoformat(contact.last_interaction), today) if contact.last_interaction else ""


def _partial(value: str, today: date) -> str:
    return dates.PartialDate.parse(value).shown(today) if value else ""


def met(contact: Contact, today: date) -> str:
    """How, where, when and through whom, as one line: `PyCon 2026, hallway · May 2026 · via Grace Hopper`."""
    place = ", ".join(part for part in (contact.met_where, contact.met_how) if part)
    via = f"via {contact.met_via}" if contact.met_via else ""
    return " · ".join(part for part in (place, _partial(contact.met_on, today), via) if part)


COLUMNS: Mapping[str, tuple[str, Callable[[Contact, date], str]]] = {
    "name": ("Name", lambda c, _: c.name),
    "nickname": ("Nickname", lambda c, _: c.nickname),
    "company": ("Company", lambda c, _: c.company),
    "title": ("Title", lambda c, _: c.title),
    "city": ("City", lambda c, _: c.city),
    "email": ("Email", lambda c, _: c.emails[0].value if c.emails else ""),
    "phone": ("Phone", lambda c, _: c.phones[0].value if c.phones else ""),
    "handles": ("Handles", lambda c, _: " ".join(f"{h.service}/{h.name}" for h in c.handles)),
    "tags": ("Tags", lambda c, _: " ".join(f"#{tag}" for tag in c.tags)),
    "last": ("Last", _last),
    "met": ("Met", met),
    "how": ("How met", lambda c, _: c.met_how),
    "where": ("Where met", lambda c, _: c.met_where),
    "when": ("When met", lambda c, today: _partial(c.met_on, today)),
    "via": ("Via", lambda c, _: c.met_via),
    "birthday": ("Birthday", lambda c, today: _partial(c.birthday, today)),
    "note": ("Note", lambda c, _: " ".join(c.note.split())),
    "added": ("Added", lambda c, today: dates.age(date.fromisoformat(c.created_at[:10]), today)),
}
"""Key -> title, and the text of the cell on a local day."""

DEFAULT = ("company", "last", "tags")
"""The columns of a list that has none of its own."""


def read_column(text: str, fields: Iterable[str]) -> Column:
    """A column as it is written in a category. Raises BadInput with the known keys.

    `fields` are the names of the user-defined fields; one may be given without `field:`.
    """
    matched = _WRITTEN.fullmatch(text.strip())
    if matched is None:
        raise BadInput("A column needs a name: company, last, tags or a field.")
    key, title = matched["key"].strip(), matched["title"]
    names = {name.casefold(): name for name in fields}
    bare = key.casefold().removeprefix("field:").strip()
    if key.casefold() in COLUMNS:
        return Column(key.casefold(), title or COLUMNS[key.casefold()][0])
    if bare in names:
        return Column(f"field:{names[bare]}", title or names[bare])
    if key.casefold().startswith("under:") and key[6:].strip():
        tag = key[6:].strip().lstrip("#")
        return Column(f"under:{tag}", title or tag.rsplit("/", 1)[-1].capitalize())
    known = ", ".join((*COLUMNS, *names.values(), "under:TAG"))
    raise BadInput(f"There is no column “{key}”. Columns are: {known}.")


def cell(contact: Contact, column: Column, today: date, types: Mapping[str, FieldType]) -> str:
    """The text of one cell. `types` are the types of the user-defined fields by name; `today` is local."""
    if column.key.startswith("field:"):
        name = column.key[6:]
        return shown_value(contact.fields.get(name, ""), types.get(name, "text"), today)
    if column.key.startswith("under:"):
        above = column.key[6:].casefold() + "/"
        return ", ".join(tag[len(above) :] for tag in contact.tags if tag.casefold().startswith(above))
    return COLUMNS[column.key][1](contact, today)
