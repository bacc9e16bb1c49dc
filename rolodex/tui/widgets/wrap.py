"""Text behind a lead (a label, a day, a key), wrapped so that it stands together."""

from __future__ import annotations

from textual.content import Content

from rolodex.text import breaks


def hanging(lead: Content, said: Content, width: int, indent: int) -> list[Content]:
    """Text behind its lead, on as many lines as it takes, each after the first one indented."""
    first, rest = max(8, width - lead.cell_length), max(8, width - indent)
    lines = said.divide(breaks(said.plain, first, rest))
    return [(Content(" " * indent) if number else lead) + line for number, line in enumerate(lines)]
