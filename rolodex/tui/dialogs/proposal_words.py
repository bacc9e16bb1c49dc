"""What the proposal of an import says: how many come in, what stands beside a name, the fields of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rolodex.book import ImportReport, PersonReport
from rolodex.book.reports import Gone, Talk
from rolodex.book.threeway import parts_of, updates_of
from rolodex.model import Contact, Skipped
from rolodex.text import counted, shown
from rolodex.text import fit as fit_within
from rolodex.tui.dialogs.deciding import Deciding, Item
from rolodex.tui.dialogs.merging import lines_of

_NAMES = 4
"""Columns that are told by name."""
_NAME = 24
"""Cells of such a name, at most."""


@dataclass(frozen=True, slots=True)
class Side:
    """One field: what the book holds and what the file says."""

    label: str
    book: str
    file: str
    id: str = ""
    """Of an update, by which it can be refused."""


def counts(report: ImportReport, less: tuple[int, int], *, with_text: bool) -> str:
    """How many people come in, `less` so many who are new and so many who are changed."""
    more = sum(file.more_people + file.more_talks for file in report.files)
    new, changed = report.new - less[0], report.changed - less[1]
    said = [f"{new:,} new", f"{changed:,} changed", f"{report.same:,} the same"]
    if report.unknown:
        said.append(f"{report.unknown:,} not in the book")
    if with_text:
        said.append("with the words of mails")
    if more:
        said.append(f"{more:,} more than are listed here, all taken")
    if report.cut:
        said.append(f"breaks off, so somebody may be missing: {_few([file.file for file in report.cut])}")
    return " · ".join(said)


def about_columns(report: ImportReport, is_said_now: bool) -> str:
    """What columns of sheets were taken for, as far as a person may want to say something else."""
    sheets = [file for file in report.files if file.format == "sheet"]
    said = []
    if any(file.columns_said for file in sheets):
        of = "just now" if is_said_now else "of an earlier file with this header"
        said.append(f"Columns mean what you said {of}")
    if kept := list(dict.fromkeys(name for file in sheets for name in file.kept)):
        said.append(f"Kept as {'a field' if len(kept) == 1 else 'fields'}: {_few(kept)}")
    return " · ".join(said)


def _few(names: Sequence[str]) -> str:
    some = ", ".join(fit_within(shown(name), _NAME) for name in names[:_NAMES])
    return some if len(names) <= _NAMES else f"{some} and {len(names) - _NAMES:,} more"


def about(item: Item, deciding: Deciding) -> str:
    """What stands behind the name of a line."""
    if item.likely:
        sign = {"": "like", "same": "=", "not the same": "≠"}[deciding.double(item)]
        return f"{sign} {item.likely.contact_name}"
    if isinstance(item.what, PersonReport):
        if item.what.given:
            refused = deciding.refused_of(item)
            less = f"without {counted(refused, 'field', 'fields')}" if refused else ""
            return less or item.what.given.company or item.what.given.city
        refused = sum(not deciding.takes_update(item, update.id) for update in item.what.updates)
        return item.what.job or counted(len(item.what.updates) - refused, "field", "fields")
    if isinstance(item.what, Talk):
        return ", ".join(item.what.names)
    return ""


def sides(item: Item, known: Contact | None, deciding: Deciding) -> list[Side]:
    """The fields of a line; `known` is whom of the book it is like."""
    what = item.what
    if not isinstance(what, PersonReport):
        return []
    if what.given is None:
        return [Side(one.what, one.before, one.after or "yes", one.id) for one in what.updates]
    double = deciding.double(item)
    if item.likely is None or double == "not the same":
        name = [Side("name", "", what.given.name)]
        return name + [Side(one.what, "", one.after or "yes", one.id) for one in parts_of(what.given)]
    if known is None:
        return [Side(_spoken(line.column), "", line.values[0]) for line in lines_of([what.given])]
    if double == "same":
        updates = updates_of(known, what.given, file=item.row[0])
        return [Side(one.what, one.before, one.after or "yes", one.id) for one in updates]
    return [Side(_spoken(line.column), *line.values) for line in lines_of([known, what.given])]


def _spoken(column: str) -> str:
    return column.removeprefix("field:").replace("_", " ")


def sentence(item: Item, deciding: Deciding) -> str:
    """What a line tells."""
    what, (file, line) = item.what, item.row
    if item.likely:
        reasons = ", ".join(item.likely.reasons)
        said = {
            "": "d says whether they are the same; else a new person is made:",
            "same": "The same, and these fields go into the one in the book:",
            "not the same": "Not the same, a new person is made, and it is not asked again:",
        }[deciding.double(item)]
        # first what is to be done: of a narrow screen the end is cut
        return f"{said} {item.likely.contact_name} in the book, {item.name} in the file: {reasons}."
    if isinstance(what, Gone):
        return (
            f"{what.name} was in the last edition of {file}, and is not in this one. They stay in the book."
        )
    if isinstance(what, Talk):
        return f"{what.kind} of {what.on} with {', '.join(what.names)}: {what.text}"
    if isinstance(what, PersonReport):
        more = (what.job, "by the name alone" if what.by_name else "")
        return " · ".join((what.name, f"{file}, line {line}", *filter(None, more)))
    # why a whole file was not read names the file
    return item.name if isinstance(what, Skipped) and not what.line else f"{file}, {item.name}"
