"""Text behind a lead (a label, a day, a key), wrapped so that it stands together."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content


def hanging(lead: Content, said: Content, width: int, indent: int) -> list[Content]:
    """Text behind its lead, on as many lines as it takes, each after the first one indented."""
    first, rest = max(8, width - lead.cell_length), max(8, width - indent)
    lines = said.divide(_breaks(said.plain, first, rest))
    return [(Content(" " * indent) if number else lead) + line for number, line in enumerate(lines)]


def _breaks(text: str, first: int, rest: int) -> list[int]:
    """Where to cut a text so that no line has more cells: after a space where there is one."""
    cuts: list[int] = []
    begin = after_space = used = 0
    for number, character in enumerate(text):
        used += cell_len(character)
        if used > (rest if cuts else first):
            cut = after_space if after_space > begin else number
            cuts.append(cut)
            begin, used = cut, cell_len(text[cut : number + 1])
        if character == " ":
            after_space = number + 1
    return cuts
