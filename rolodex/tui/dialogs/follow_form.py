"""The form for something to do about people by a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rolodex import dates
from rolodex.book import Book
from rolodex.model import BadInput, FollowUp
from rolodex.sentence.by_day import split_day
from rolodex.tui.dialogs.form import Form
from rolodex.tui.dialogs.line import Line
from rolodex.tui.dialogs.row import Row
from rolodex.tui.store import Store

WEEK = "1w"
"""When it is due where nothing else is said."""


class FollowForm(Form[FollowUp]):
    """What to do, by when, and whether it comes again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", key_display="Enter")]

    DEFAULT_CSS = """
    FollowForm .with {
        width: 100%; height: 1; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, store: Store, ids: Sequence[int], names: str, before: FollowUp | None = None) -> None:
        """`names` says in words whom it is about; with `before` it is that follow-up that is edited."""
        about = f"#{before.id}" if before else "-".join(map(str, ids[:20]))
        super().__init__("Edit the follow-up" if before else "Follow up", store, f"follow up {about}")
        self._before = before
        self._ids = ids
        self._names = names
        self._today = date.min

    def compose_body(self) -> ComposeResult:
        yield Static(f"about {self._names}", classes="with", markup=False)
        yield self.restored_line()
        before = self._before or FollowUp(due="")
        yield Row("text", "What", Line(before.text, placeholder="send CV, ask about the talk"))
        day = Line(before.due, placeholder="in a week; +2w, fri, 12 mar")
        yield Row("due", "When", day, check=self._meaning, settle=self._settled, beside=True)
        every = Line(before.every, placeholder="once; every 3 months")
        yield Row("every", "Again", every, check=lambda text: dates.read_cadence(text) and "")

    async def prepare(self) -> None:
        self._today = await self.store.call(lambda book: book.today)
        for row in self.rows():
            row.check()
        self.query_one(Line).focus()

    def write(self) -> Callable[[Book], FollowUp]:
        text = {row.key: row.text for row in self.rows()}
        if self._before is None and not text["due"].strip():
            text["text"], told = split_day(text["text"], self._today)
            text["due"] = told.isoformat() if told else ""
        due = self._day(text["due"])
        if self._before is not None:
            edited = replace(self._before, due=due.isoformat(), text=text["text"], every=text["every"])
            return lambda book: book.edit_follow_up(edited)
        return lambda book: book.follow_up(self._ids, text["text"], due=due, every=text["every"])

    def _meaning(self, text: str) -> str:
        return when(self._day(text), self._today) if self._today != date.min else ""

    def _settled(self, text: str) -> str:
        return self._day(text).isoformat() if text.strip() else ""

    def _day(self, text: str) -> date:
        return read_due(text, self._today)


def read_due(text: str, today: date) -> date:
    """The local day that a person means by when something is due; nothing typed is in a week.

    Raises BadInput.
    """
    return dates.read_day(text.strip() or WEEK, today, past=False)


def no_due(text: str, today: date) -> str | None:
    """What is wrong with a day that was typed, in a sentence; None where `read_due` understands it."""
    try:
        read_due(text, today)
    except BadInput as error:
        return str(error)
    return None


def when(day: date, today: date) -> str:
    """A day in full, with how far off it is: `Tue 24 Nov 2026, in 4d`."""
    return f"{dates.in_full(day)}, {dates.age(day, today)}"
