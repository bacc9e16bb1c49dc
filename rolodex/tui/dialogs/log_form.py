"""The form in which an interaction is logged: a line and Enter, with everything else at hand below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rolodex import dates
from rolodex.book import Book, Told
from rolodex.book.telling import told_text
from rolodex.model import INTERACTION_KINDS, Contact, Interaction
from rolodex.sentence import MEETING, Sentence
from rolodex.text import shown
from rolodex.tui.dialogs.form import Form
from rolodex.tui.dialogs.kinds import Kinds
from rolodex.tui.dialogs.line import Line, TextBox
from rolodex.tui.dialogs.names_line import NamesLine, joined, people_in
from rolodex.tui.dialogs.row import Row
from rolodex.tui.dialogs.tag_words import TagLine
from rolodex.tui.store import Store

NAMED = 3
"""People named in the title; the others are counted."""

_TYPED = 20
"""People of an entry whose names stand in a row to be changed."""

_NOTHING = Sentence(line="")


class LogForm(Form[Interaction]):
    """Logs one interaction with one or several people, or edits one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", key_display="Enter")]

    DEFAULT_CSS = """
    LogForm {
        & > .frame { width: 80; }
        & .with {
            width: 100%; height: 1; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis;
        }
    }
    """

    def __init__(
        self,
        store: Store,
        people: Sequence[Contact],
        entry: Interaction | None = None,
        *,
        others: Sequence[int] = (),
        text: str = "",
        kind: str = "",
        said: Sentence | None = None,
    ) -> None:
        """`people` are those it is with, and `others` the ids of more, who are only counted.

        `entry` is the one to edit, `text` what a new one begins with, `kind` its kind at first, and `said` a
        line of the log that goes on here: whom it brings into the book and what it asks to follow are written
        with the entry.
        """
        whom = "-".join(map(str, [*(person.id for person in people), *others][:20]))
        about = entry.uid if entry else f"at length {said.line}" if said else whom
        super().__init__("Edit the entry" if entry else "Log", store, f"log {about}")
        self._people = people
        self._others = others
        self._entry = entry
        self._text = told_text(said) if said else text
        self._kind = (entry or said or _NOTHING).kind or kind or MEETING
        self._said = said
        self.told: Told | None = None
        """What was written, with what the line asked for."""
        self._today = date.min

    @property
    def _names_row(self) -> bool:
        """Whether whom it was with can be typed: of an entry of more than some people it can't."""
        return self._entry is not None and len(self._people) <= _TYPED and not self._others

    def compose_body(self) -> ComposeResult:
        entry, said = self._entry, self._said
        names = [
            *(person.name for person in self._people),
            *(new.name for new in (said.newcomers if said else ())),
        ]
        if not self._names_row:
            yield Static(_with(names, len(self._others)), classes="with", markup=False)
        yield self.restored_line()
        text = TextBox(
            entry.text if entry else self._text,
            placeholder="what was said, promised, asked",
            enter_begins_line=False,
        )
        yield Row("text", "What", text)
        yield Row("kind", "Kind", Kinds(INTERACTION_KINDS, self._kind))
        on = entry.on if entry else said.day.isoformat() if said and said.day else ""
        day = Line(on, placeholder="today")
        yield Row("on", "When", day, check=self._meaning, settle=self._settled, beside=True)
        tags = " ".join((entry or said or _NOTHING).tags)
        yield Row("tags", "Tags", TagLine(tags, placeholder="pycon compilers"))
        if self._names_row:
            yield Row("with", "With", NamesLine(self.store, joined(self._people)))

    async def prepare(self) -> None:
        kinds, tags, self._today = await self.store.call(lambda book: (book.kinds(), book.tags(), book.today))
        self.query_one(Kinds).offer(kinds)
        self.query_one(TagLine).tags = tags
        for row in self.rows():
            row.check()
        text = self.query_one(TextBox)
        text.focus()
        if self._said is not None:
            text.move_cursor(text.document.end)

    def write(self) -> Callable[[Book], Interaction]:
        text = {row.key: row.text for row in self.rows()}
        on, entry, said = self._day(text["on"]), self._entry, self._said
        tags, ids = text["tags"].split(), [*(person.id for person in self._people), *self._others]

        def save(book: Book) -> Interaction:
            if said is not None:
                at_length = replace(
                    said, text=text["text"], kind=text["kind"], tags=tuple(tags), day=on, until=None, time=""
                )
                self.told = book.log_said(at_length, with_ids=ids)
                assert self.told.entry is not None
                return self.told.entry
            if entry is None:
                return book.log(ids, text["text"], on=on, kind=text["kind"], tags=tags)
            contacts = entry.contacts
            if "with" in text and text["with"] != joined(self._people):
                contacts = tuple(people_in(book, text["with"], self._people))
            return book.edit_interaction(
                Interaction(
                    id=entry.id,
                    uid=entry.uid,
                    contacts=contacts,
                    on=on.isoformat(),
                    kind=text["kind"],
                    text=text["text"],
                    tags=tuple(tags),
                )
            )

        return save

    def on_kinds_submitted(self, event: Kinds.Submitted) -> None:
        event.stop()
        self.action_save()

    def _meaning(self, text: str) -> str:
        """The day that is meant, in full: `Tue 17 Nov 2026, 5d ago`. Nothing typed is today."""
        if self._today == date.min:
            return ""
        day = self._day(text)
        age = dates.age(day, self._today)
        ago = "" if day == self._today else f", {age}{' ago' if day < self._today else ''}"
        return f"{dates.in_full(day)}{ago}"

    def _settled(self, text: str) -> str:
        return self._day(text).isoformat() if text.strip() else ""

    def _day(self, text: str) -> date:
        return dates.read_day(text, self._today) if text.strip() else self._today


def _with(named: Sequence[str], others: int) -> str:
    names = ", ".join(shown(name[:60]) for name in named[:NAMED])
    more = max(0, len(named) - NAMED) + others
    return f"with {names} and {more:,} more" if more else f"with {names}"
