"""The list of people: rows fetched as they are seen, grouped, marked, with what matched highlighted."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.reactive import reactive

from rolodex import match
from rolodex.book import Due, Found, Snippet
from rolodex.columns import Column, cell, due
from rolodex.knowing import TRUST_MARKS
from rolodex.model import Contact, FieldType
from rolodex.text import shown
from rolodex.tui.widgets.layout import GAP, NAME, room, widths
from rolodex.tui.widgets.lines import Lines, fit

_GUTTER = 3
_KEPT = 3000
"""Contacts kept for drawing: some screens full, so that scrolling back asks for nothing."""
_AHEAD = 60
"""Rows fetched beyond those that are seen."""


FOUND = Column("found", "Found in")
"""The column that says where the words of a search are."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a list shows of its people."""

    columns: tuple[Column, ...]
    """After the name."""
    types: Mapping[str, FieldType] = field(default_factory=dict)
    """Of the user-defined fields, by name."""
    today: date = date.min


class PeopleList(Lines):
    """The people found, one a line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "people--match",
        "people--mark",
        "people--star",
        "people--trust",
        "people--company",
        "people--tags",
        "people--snippet",
    }

    found: reactive[Found] = reactive(Found, repaint=False)
    look: reactive[Look] = reactive(lambda: Look(()), repaint=False)
    marks: reactive[Mapping[int, None]] = reactive(dict[int, None])

    class Wanted(Message):
        """Rows are seen whose contacts are not at hand."""

        def __init__(self, ids: Sequence[int]) -> None:
            super().__init__()
            self.ids = ids

    class Looked(Message):
        """The columns changed their places."""

        def __init__(self, heads: str) -> None:
            super().__init__()
            self.heads = heads

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._contacts: dict[int, Contact] = {}
        self._snippets: dict[int, Snippet] = {}
        self._founds: dict[int, Snippet] = {}
        self._asked: set[int] = set()
        self._rows: Sequence[int] = ()
        """For each row the position of a person, or -1 minus the number of a heading."""
        self._widths: list[int] = []
        self._stale: set[int] = set()
        self._anew = False

    def count(self) -> int:
        return len(self._rows)

    def selectable(self, row: int) -> bool:
        return 0 <= row < len(self._rows) and self._rows[row] >= 0

    @property
    def person(self) -> int | None:
        """The id of the person at the cursor."""
        return self.found.ids[self._rows[self.cursor]] if self.selectable(self.cursor) else None

    @property
    def due(self) -> Due | None:
        """The line of the agenda at the cursor, where the list is the agenda."""
        agenda = self.found.agenda
        return agenda[self._rows[self.cursor]] if agenda and self.selectable(self.cursor) else None

    def watch_found(self, before: Found, found: Found) -> None:
        """Show another answer with the cursor on the same person, if they are still in it."""
        anew, self._anew = self._anew, False
        at = 0 if anew else self.cursor
        person = before.ids[self._rows[at]] if 0 <= at < len(self._rows) and self._rows[at] >= 0 else None
        self._rows = _rows(found)
        if before.words != found.words:
            self._snippets.clear()
            self._founds.clear()
            self._asked.clear()
        row = self.row_of(person, near=at) if person is not None and not anew else None
        if row is None:
            # the best match is at the top; a list in another order keeps its place
            row = 0 if found.words != before.words else at
        self.set_reactive(Lines.cursor, self.nearest(row))
        self.resized()
        self.watch_cursor(self.cursor, self.cursor)

    def start_anew(self) -> None:
        """The next answer is another list: it is shown from its top."""
        self._anew = True

    def watch_look(self) -> None:
        self._lay_out()
        self.refresh()

    def row_of(self, person: int, near: int = 0) -> int | None:
        """The row on which a person is; in groups, of several the nearest to another row."""
        ids = self.found.ids
        if not self.found.headings:
            return ids.index(person) if person in ids else None
        there = (row for row, position in enumerate(self._rows) if position >= 0 and ids[position] == person)
        return min(there, key=lambda row: abs(row - near), default=None)

    def at(self, row: int) -> int | None:
        """The id of the person on a row."""
        return self.found.ids[self._rows[row]] if self.selectable(row) else None

    def between(self, row: int, other: int) -> list[int]:
        """The ids of the people from one row to another, both included."""
        low, high = sorted((row, other))
        ids = self.found.ids
        return [ids[position] for position in self._rows[low : high + 1] if position >= 0]

    def first(self, wanted: Container[int], rows: Iterable[int]) -> int | None:
        """The first of the rows on which one of the wanted is."""
        ids, positions = self.found.ids, self._rows
        return next((row for row in rows if positions[row] >= 0 and ids[positions[row]] in wanted), None)

    def forget(self) -> None:
        """The book changed: what is at hand is drawn until its newer state arrives."""
        self._asked.clear()
        self._stale = set(self._contacts)
        self._want(self.cursor)

    def supply(self, contacts: Iterable[Contact], snippets: Mapping[int, Snippet]) -> None:
        """Take the contacts that were wanted."""
        contacts = list(contacts)
        changed = {contact.id for contact in contacts if self._contacts.get(contact.id) != contact}
        if len(self._contacts) > _KEPT:
            self._contacts.clear()
            self._asked = {contact.id for contact in contacts}
        for contact in contacts:
            self._contacts[contact.id] = contact
            self._stale.discard(contact.id)
        self._snippets.update(snippets)
        self._founds.clear()
        if self.found.words:
            self.refresh()
            return
        for row in self._seen():
            if self.at(row) in changed:
                self.redraw_row(row)

    def _seen(self) -> range:
        first = self.scroll_offset.y
        return range(first, min(first + self.size.height, self.count()))

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        super().on_resize()
        self._lay_out()

    def _lay_out(self) -> None:
        columns = self.look.columns
        rooms = [NAME, *(room(column, self._type(column)) for column in columns)]
        self._widths = widths(rooms, self.scrollable_content_region.width - _GUTTER - 1)
        heads = [fit("Name", self._widths[0])] if self._widths else []
        for column, asked, cells in zip(columns, rooms[1:], self._widths[1:], strict=False):
            if cells:
                title = shown(column.title)
                heads.append(title[:cells].rjust(cells) if asked.right else fit(title, cells))
        self.post_message(self.Looked(" " * _GUTTER + (" " * GAP).join(heads)))

    def _type(self, column: Column) -> FieldType | None:
        return self.look.types.get(column.key[6:], "text") if column.key.startswith("field:") else None

    def draw(self, row: int, width: int) -> Text:
        position = self._rows[row]
        if position < 0:
            return self._draw_heading(-1 - position, width)
        id = self.found.ids[position]
        contact = self._contacts.get(id)
        # not once more for each row while an answer is awaited
        if id not in self._asked and (contact is None or id in self._stale or self.found.words):
            self._want(row)
        if contact is None:
            return Text(" " * _GUTTER + "…", self._style("lines--faint"))
        return self._draw_person(contact, self.found.agenda[position] if self.found.agenda else None)

    def _draw_heading(self, number: int, width: int) -> Text:
        heading = self.found.headings[number]
        name = shown(heading.text) or "not said"
        text = Text(" " * (1 + 2 * heading.level))
        text.append(fit(name, min(cell_len(name), width - 12)), self._style("lines--heading"))
        text.append(f"  {heading.count:,}", self._style("lines--faint"))
        return text

    def _draw_person(self, contact: Contact, line: Due | None) -> Text:
        marked = contact.id in self.marks
        text = Text()
        text.append(TRUST_MARKS.get(contact.trust, " "), self._style("people--trust"))
        text.append("◆" if marked else "★" if contact.starred else " ", self._mark_style(marked))
        text.append(" ")
        self._append(text, shown(contact.name), self._widths[0], Style(bold=marked or None))
        for column, cells in zip(self.look.columns, self._widths[1:], strict=False):
            if not cells:
                continue
            text.append(" " * GAP)
            if column == FOUND:
                snippet = self._found_in(contact)
                self._append(text, snippet.text, cells, self._style("people--snippet"), snippet.spans)
                continue
            said = self._said(contact, column, line)
            asked = room(column, self._type(column))
            if asked.right:
                said = said.rjust(cells)
            if asked.newest:
                said = said[-cells:]
            self._append(text, said, cells, self._column_style(column.key))
        return text

    def _said(self, contact: Contact, column: Column, line: Due | None) -> str:
        """The text of a cell; in the agenda a line's own day and words, not the person's next."""
        if line is not None and column.key == "due":
            return due(line.on, self.look.today)
        if line is not None and column.key == "next":
            others = len(line.contacts) - 1
            return shown(line.words) + (f" +{others}" if others else "")
        return shown(cell(contact, column, self.look.today, self.look.types))

    def _append(
        self, text: Text, said: str, cells: int, style: Style, spans: Sequence[tuple[int, int]] | None = None
    ) -> None:
        """Append one cell with what matched highlighted, and in sight however narrow the column is."""
        if spans is None:
            spans = match.spans(self.found.words, said) if self.found.words and said.strip() else ()
        cut = 0
        if spans and spans[0][1] > cells:
            cut = max(0, spans[0][0] - 3)
        start = len(text) - cut + bool(cut)
        text.append(fit(f"…{said[cut:]}" if cut else said, cells), style)
        for begin, end in spans:
            text.stylize(self._style("people--match"), start + begin, min(start + end, len(text)))

    def _found_in(self, contact: Contact) -> Snippet:
        """Where beside the name the words are: the first value that holds one, else an entry of the log."""
        if contact.id not in self._founds:
            self._founds[contact.id] = self._look_for(contact)
        return self._founds[contact.id]

    def _look_for(self, contact: Contact) -> Snippet:
        plain = shown(cell(contact, Column("tags", ""), self.look.today, self.look.types))
        if len(match.spans(self.found.words, shown(contact.name))) >= len(match.words(self.found.words)):
            return Snippet(plain, ())
        values = [contact.nickname, contact.title, *(f"#{tag}" for tag in contact.tags)]
        values += [f"{handle.service}/{handle.name}" for handle in contact.handles]
        values += [email.value for email in contact.emails]
        values += [contact.city, contact.met_where, contact.met_how, contact.met_via, contact.note]
        for value in values:
            said = shown(value)
            if said and (spans := match.spans(self.found.words, said)):
                return Snippet(said, tuple(spans))
        return self._snippets.get(contact.id) or Snippet(plain, ())

    def _mark_style(self, marked: bool) -> Style:
        return self._style("people--mark" if marked else "people--star")

    def _column_style(self, key: str) -> Style:
        if key in ("tags", "handles") or key.startswith("under:"):
            return self._style("people--tags")
        return self._style("people--company" if key == "company" else "lines--faint")

    def _style(self, name: str) -> Style:
        style = self.get_component_rich_style(name)
        # rows have the background of the cursor or of the list, never their own
        return style.without_color + Style(color=style.color)

    def _want(self, row: int) -> None:
        first = max(0, min(row, self.scroll_offset.y) - _AHEAD // 2)
        last = min(len(self._rows), self.scroll_offset.y + self.size.height + _AHEAD)
        ids = [id for n in range(first, last) if (id := self.at(n)) is not None]
        wanted = [
            id
            for id in ids
            if id not in self._asked and (self.found.words or id not in self._contacts or id in self._stale)
        ]
        if wanted:
            self._asked.update(wanted)
            self.post_message(self.Wanted(wanted))


def _rows(found: Found) -> Sequence[int]:
    if not found.headings:
        return range(len(found.ids))
    rows: list[int] = []
    headings = iter(enumerate(found.headings))
    number, heading = next(headings, (0, None))
    for position in range(len(found.ids)):
        while heading is not None and heading.position == position:
            rows.append(-1 - number)
            number, heading = next(headings, (0, None))
        rows.append(position)
    return rows
