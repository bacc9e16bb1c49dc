"""The line in which people are added as fast as one meets them: a line each, and it stays for the next."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from rolodex.book.person_line import about, read_person
from rolodex.model import BadInput, Contact, Event, RolodexError
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.line import Line
from rolodex.tui.store import Store

_EXAMPLE = "Joe Armstrong, Erlang, joe@example.org, @joe #speaker"


class PersonLines(Dialog[int]):
    """Adds one person a line, each as a change of its own; gives how many it added."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", "add", key_display="Enter"),
        Binding("escape", "leave", "done", key_display="Esc"),
    ]

    DEFAULT_CSS = """
    PersonLines {
        & .understood { width: 100%; height: auto; min-height: 1; padding: 0 1; color: $text-muted; }
        & .known { display: none; width: 100%; padding: 0 1; color: $warning; &.-said { display: block; } }
        & VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
        & .added { width: 100%; height: auto; padding: 0 1; }
    }
    """

    def __init__(self, store: Store, event: Event | None) -> None:
        """`event` is the one that is on."""
        super().__init__(f"Add people at {event.where}" if event else "Add people, one a line")
        self.store = store
        self._added: list[Contact] = []
        self._count = 0
        self._warned = False

    def compose_body(self) -> ComposeResult:
        yield Line(placeholder=_EXAMPLE)
        yield Static("The name first; the rest in any order.", classes="understood", markup=False)
        yield Static(classes="known", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(classes="added", markup=False)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._warned = False
        self.say("")
        try:
            person = read_person(self.query_one(Line).text)
        except BadInput:
            person = None
        understood = about(person) if person else "The name first; the rest in any order."
        self.query_one(".understood", Static).update(understood)
        self._look_for(person)

    @work(exclusive=True, group="known")
    async def _look_for(self, person: Contact | None) -> None:
        """Say who in the book may be the same person."""
        known: list[Contact] = []
        if person is not None:
            with self.telling():
                known = await self.store.call(lambda book: book.like(person))
        line = self.query_one(".known", Static)
        line.update(f"In the book already: {about(known[0])}" if known else "")
        line.set_class(bool(known), "-said")
        self.fit()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_add()

    def action_add(self) -> None:
        """Add whom the line tells of, and clear it for the next."""
        line = self.query_one(Line)
        text = line.text
        if text.strip():
            with self.telling():
                person = read_person(text)
                # at once: what is typed ahead belongs to the next person
                line.text = ""
                self._count += 1
                self._add(person, text)

    @work(group="add")
    async def _add(self, person: Contact, text: str) -> None:
        try:
            added = await self.store.call(lambda book: book.add(person))
        except RolodexError as error:
            self._count -= 1
            line = self.query_one(Line)
            if not line.text:
                with self.prevent(Input.Changed):
                    line.text = text
            self.say(f"{text}: {error}")
            return
        self._added.insert(0, added)
        rows = [
            Content.assemble((f"{number:>3} ", "$text-muted"), about(person))
            for number, person in zip(range(len(self._added), 0, -1), self._added, strict=True)
        ]
        self.query_one(".added", Static).update(Content("\n").join(rows))
        self.fit()

    def action_leave(self) -> None:
        """Close; where a line stands that was not added, only when asked again."""
        if self.query_one(Line).text.strip() and not self._warned:
            self._warned = True
            self.say("This line is not added yet: Enter adds it, Esc again leaves without it.")
        else:
            self.dismiss(self._count)
