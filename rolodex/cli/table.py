"""Lists of people as text: aligned for a person who reads them, tab-separated for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click

from rolodex.columns import COLUMNS
from rolodex.model import Contact
from rolodex.text import fit, shown, width

_COLUMNS = ("name", "company", "last", "tags")
_STYLES: tuple[dict[str, Any], ...] = ({"bold": True}, {}, {"dim": True}, {"fg": "cyan"})
_GAP = "  "
_NARROWEST = 6


def tab_separated(person: Contact) -> str:
    """Name, company, title, first email, day of the last interaction, tags and uid, with tabs between."""
    email = person.emails[0].value if person.emails else ""
    tags = " ".join(f"#{tag}" for tag in person.tags)
    values = (person.name, person.company, person.title, email, person.last_interaction, tags, person.uid)
    return "\t".join(map(shown, values))


def aligned(people: Sequence[Contact], today: date, cells: int, colour: bool) -> Iterator[str]:
    """A line a person, in columns as wide as their texts and a terminal of that many cells allow."""
    rows = [[shown(COLUMNS[key][1](person, today)) for key in _COLUMNS] for person in people]
    widths = _shared(rows, cells - len(_GAP) * (len(_COLUMNS) - 1))
    for row in rows:
        line = []
        for text, room, style in zip(row, widths, _STYLES, strict=True):
            cut = fit(text, room)
            padding = " " * (room - width(cut))
            line.append((click.style(cut, **style) if colour and cut and style else cut) + padding)
        yield _GAP.join(line).rstrip()


def _shared(rows: Sequence[Sequence[str]], cells: int) -> list[int]:
    """How wide each column is: as its widest text, and where that is too much the widest columns give way."""
    widths = [min(cells, max(map(width, column))) for column in zip(*rows, strict=True)]
    while sum(widths) > cells and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths
