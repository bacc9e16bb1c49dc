"""Entries of a timeline, and texts in the person's own editor: edited and deleted where they are shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import SuspendNotSupported

from rolodex import dates
from rolodex.book import Book
from rolodex.model import BadInput, Favour, FollowUp, Interaction, Request, RolodexError
from rolodex.tui import editor
from rolodex.tui.browsing import Browsing
from rolodex.tui.dialogs.follow_form import FollowForm
from rolodex.tui.dialogs.log_form import LogForm
from rolodex.tui.dialogs.opening import forget_keys, opens_dialog
from rolodex.tui.widgets.card import Card


class Entries(Browsing):
    """What is done with the entry at the card's cursor."""

    BINDINGS: ClassVar = []

    @property
    def entry(self) -> Interaction | None:
        """The entry that the keys are about: that of the card's cursor, while the card has the focus."""
        entry = self.card.entry if self.focused is self.card else None
        return entry if isinstance(entry, Interaction) else None

    @property
    def to_do(self) -> FollowUp | None:
        """The follow-up that the keys are about, where one is at the card's cursor."""
        entry = self.card.entry if self.focused is self.card else None
        return entry if isinstance(entry, FollowUp) else None

    @property
    def favour(self) -> Favour | None:
        """The favour that the keys are about, where one is at the card's cursor."""
        entry = self.card.entry if self.focused is self.card else None
        return entry if isinstance(entry, Favour) else None

    @property
    def request(self) -> Request | None:
        """The request that the keys are about, where one is at the card's cursor."""
        entry = self.card.entry if self.focused is self.card else None
        return entry if isinstance(entry, Request) else None

    @on(Card.Moved)
    def _entry_moved(self) -> None:
        self.show_keys()

    @on(Card.Chosen)
    async def _entry_chosen(self) -> None:
        await self.run_action("edit")

    def action_kind(self) -> None:
        """Show the entries of the next kind only."""
        kinds = self.card.showing.kinds
        if not self.card.display:
            self.tell("Open a card first, with Enter.")
        elif len(kinds) > 1:
            self.card.next_kind()
        else:
            self.tell(f"Every entry here is of one kind: {kinds[0]}" if kinds else "There is no entry yet.")

    async def edit_entry(self, entry: Interaction) -> None:
        """Edit an entry in the form."""
        found = await self.attempt(lambda book: (book.entry(entry.id), book.contacts(entry.contacts)))
        if found is None:
            self.refresh_book()
            return
        if await self.app.push_screen_wait(LogForm(self.store, found[1], found[0])):
            self.refresh_book()

    async def delete_entry(self, entry: Interaction) -> None:
        """Delete an entry; it is only an undo away, so nothing is asked."""

        def delete(book: Book) -> bool:
            book.delete_interaction(entry.id)
            return True

        if await self.attempt(delete):
            self.tell(f"Deleted {self._named(entry)} · u undoes")
        self.refresh_book()

    async def edit_to_do(self, row: FollowUp) -> None:
        """Edit a follow-up in the form."""
        names = ", ".join(row.names)
        if await self.app.push_screen_wait(FollowForm(self.store, row.contacts, names, row)):
            self.refresh_book()

    async def delete_to_do(self, row: FollowUp) -> None:
        """Delete a follow-up; it is only an undo away, so nothing is asked."""
        if await self.attempt(lambda book: book.delete_follow_ups([row.id])) is not None:
            self.tell(f"Deleted the follow-up {row.text} · u undoes")
        self.refresh_book()

    def _named(self, entry: Interaction) -> str:
        return f"{entry.kind} of {dates.spoken(date.fromisoformat(entry.on), self.today)}"

    @opens_dialog
    async def action_edit_text(self) -> None:
        """Edit the text of the entry at the card's cursor, else the note of the person at the cursor."""
        entry, person = self.entry, self.people.person
        if self.to_do is not None:
            self.tell("A follow-up is one line: e edits it.")
        elif self.favour is not None:
            self.tell("A favour is one line: e edits it.")
        elif self.request is not None:
            self.tell("A request stays as it came: r lists the requests.")
        elif entry is not None:
            id = entry.id
            await self._in_editor(
                lambda book: book.entry(id).text,
                lambda book, text: book.edit_interaction(replace(book.entry(id), text=text)),
                f"Edited {self._named(entry)}",
            )
        elif person is not None:
            await self._in_editor(
                lambda book: book.get(person).note,
                lambda book, text: book.edit(replace(book.get(person), note=text)),
                "Edited the note",
            )
        else:
            self.tell("Nobody is chosen: press a to add a person.")

    async def _in_editor(
        self, read: Callable[[Book], str], write: Callable[[Book, str], object], done: str
    ) -> None:
        text = await self.attempt(read)
        if text is None:
            return
        try:
            with editor.Sheet(text) as sheet:
                words = editor.command(os.environ)
                with self.app.suspend():
                    sheet.edit(words)
                forget_keys(self)
                new = sheet.text()
                if new is None:
                    self.tell("Nothing was changed.")
                    return
                try:
                    await self.store.call(lambda book: write(book, new))
                except RolodexError as error:
                    raise BadInput(f"{error} What you wrote is in {sheet.keep()}") from error
        except (RolodexError, OSError) as error:
            self.tell(str(error), severity="error")
        except SuspendNotSupported:
            self.tell("An editor can't be opened here: this is no terminal.", severity="error")
        else:
            self.tell(f"{done} · u undoes")
            self.refresh_book()
