"""What a person decided about a proposed import: rows left out, edits refused, who a row is and is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rolodex.model import BadInput, Reading
from rolodex.text import shown

Row = tuple[str, int]
"""A file as its report names it, and the line where a row of it starts. Without a file: that line of any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is decided about an import. As it is: everything is brought in."""

    left_out: frozenset[Row] = frozenset()
    """Nothing is done with the people of these rows, and nothing remembered: the next import asks again."""
    refused: frozenset[tuple[Row, str]] = frozenset()
    """Updates, by their id, that are not made. The file's word is remembered: it is not asked again."""
    talks_refused: frozenset[str] = frozenset()
    """Interactions, by source key, that are not logged, now or by the next import of the file."""
    same: Mapping[Row, int] = field(default_factory=dict)
    """The contact whom a row tells of, whatever else speaks for somebody else or for nobody."""
    apart: frozenset[tuple[Row, int]] = frozenset()
    """A contact whom a row does not tell of. It is remembered of the two, once the row's person is stored."""
    new: bool = True
    """Whether people who are not in the book are brought in."""
    known: bool = True
    """Whether people who are in the book are changed."""


@dataclass(frozen=True, slots=True)
class FileChoices:
    """What is decided about one file, by line."""

    choices: Choices = field(default_factory=Choices)
    left_out: frozenset[int] = frozenset()
    refused: Mapping[int, Collection[str]] = field(default_factory=dict)
    same: Mapping[int, int] = field(default_factory=dict)
    apart: Mapping[int, Collection[int]] = field(default_factory=dict)

    def takes(self, lines: Iterable[int], is_new: bool) -> bool:
        """Whether the person of these rows is brought in."""
        wanted = self.choices.new if is_new else self.choices.known
        return wanted and self.left_out.isdisjoint(lines)

    def refused_of(self, lines: Iterable[int]) -> frozenset[str]:
        """The ids of the updates that the person of these rows does not get."""
        if not self.refused:
            return frozenset()
        return frozenset(id for line in lines for id in self.refused.get(line, ()))

    def apart_of(self, lines: Iterable[int]) -> frozenset[int]:
        """The contacts whom these rows do not tell of."""
        if not self.apart:
            return frozenset()
        return frozenset(id for line in lines for id in self.apart.get(line, ()))


def of_file(choices: Choices, reading: Reading) -> FileChoices:
    """What of the choices is about one file."""
    here = {"", reading.file}
    refused: dict[int, set[str]] = {}
    for (file, line), id in choices.refused:
        if file in here:
            refused.setdefault(line, set()).add(id)
    apart: dict[int, set[int]] = {}
    for (file, line), contact in choices.apart:
        if file in here:
            apart.setdefault(line, set()).add(contact)
    return FileChoices(
        choices,
        frozenset(line for file, line in choices.left_out if file in here),
        refused,
        {line: contact for (file, line), contact in choices.same.items() if file in here},
        apart,
    )


def check(choices: Choices, readings: Sequence[Reading]) -> None:
    """Raises BadInput for a row that no file has, and when nobody is left to bring in."""
    if not choices.new and not choices.known:
        raise BadInput("Neither new people nor those in the book: nobody would be left. Nothing was changed.")
    rows = {*choices.left_out, *choices.same}
    rows.update(row for row, _ in (*choices.refused, *choices.apart))
    if not rows:
        return
    there = {(file, record.line) for one in readings for record in one.records for file in ("", one.file)}
    for file, line in sorted(rows - there):
        place = f"line {line} of {shown(file)}" if file else f"line {line}"
        raise BadInput(f"No row starts at {place}: --dry-run tells the lines. Nothing was changed.")
