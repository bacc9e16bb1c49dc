"""How people are arranged: tags, fields and categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["text", "number", "date", "yesno", "url"]
FIELD_TYPES: tuple[FieldType, ...] = ("text", "number", "date", "yesno", "url")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with the number of contacts that carry it or one of its children."""

    name: str
    """The full name, `conference/pycon-2026`."""
    count: int
    """Contacts with this tag itself or a tag below it, archived ones left out."""
    cadence: str = ""
    """How often to be in touch with those who carry it; may be empty."""


@dataclass(frozen=True, slots=True)
class Field:
    """A user-defined, typed, named column."""

    name: str
    type: FieldType = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A named view: a query, its own columns, a grouping, and the fields that belong to it."""

    name: str
    query: str
    """Query text; `#recruiter`, say."""
    columns: tuple[str, ...] = ()
    """Column keys, left to right, after the name: see `columns.py`; `field:NAME` for a user-defined field."""
    group_by: tuple[str, ...] = ()
    """Column keys; rows are grouped by the first, then by the second."""
    sort: str = "name"
    """A column key, `-` before it for descending."""
    fields: tuple[str, ...] = ()
    """Names of the fields that belong to it: the form of its members offers them."""
    cadence: str = ""
    """How often to be in touch with its people; may be empty."""
    id: int = 0
