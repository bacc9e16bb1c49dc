"""Favours and promises: kept of whom is chosen, settled where they stand, and all that is owed."""

from __future__ import annotations

from textual.worker import Worker

from rolodex import owing
from rolodex.model import Favour
from rolodex.sentence.favour_line import read_favour
from rolodex.tui.commanding import Commanding
from rolodex.tui.dialogs.favour_form import FavourForm
from rolodex.tui.dialogs.favour_line import FavourLineDialog
from rolodex.tui.dialogs.log_form import LogForm
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.owed import OwedScreen, logged_as
from rolodex.tui.following import Following


class Favours(Commanding, Following):
    """The actions on favours."""

    @opens_dialog
    async def action_favour(self) -> None:
        """Keep what was asked of whom is chosen, or promised."""
        ids = self.chosen()
        if not ids:
            self.tell("Nobody is chosen: move the cursor to a person, or press a to add one.")
            return
        names = await self._called(ids)
        self._kept(await self.app.push_screen_wait(FavourLineDialog(self.store, ids, names)))

    async def command_favour(self, text: str) -> None:
        """Keep what the line says of whom is chosen; without one ask for it."""
        if not text.strip():
            await self.run_action("favour")
            return
        ids = self.chosen()
        self._kept(await self.attempt(lambda book: book.add_favours(ids, read_favour(text, book.today))))

    def _kept(self, rows: list[Favour] | None) -> None:
        if rows:
            whose = rows[0].name if len(rows) == 1 else f"{len(rows):,} people"
            state = owing.state(rows[0], self.today)
            self.tell(f"{whose}: {rows[0].what} · {state} · u undoes")
            self.refresh_book()

    @opens_dialog
    async def action_owed(self) -> None:
        """All that is open, both ways."""
        person = await self.app.push_screen_wait(OwedScreen(self.store))
        if person:
            await self.show_person(person)
        else:
            self.refresh_book()

    def action_done(self) -> Worker[None]:
        """The favour at the card's cursor is done, else what is due next of whom is chosen."""
        return super().action_done() if self.favour is None else self._finish_favour()

    @opens_dialog
    async def _finish_favour(self) -> None:
        favour = self.favour
        if favour is None or await self.attempt(lambda book: book.finish_favours([favour.id])) is None:
            return
        self.tell(f"Done: {favour.what} · u undoes")
        self.refresh_book()
        people = await self.read(lambda book: book.contacts([favour.contact]))
        form = LogForm(self.store, people, text=favour.what, kind=logged_as(favour))
        if await self.app.push_screen_wait(form):
            self.refresh_book()

    async def edit_favour(self, favour: Favour) -> None:
        """Edit a favour in the form."""
        edited = await self.app.push_screen_wait(FavourForm(self.store, favour))
        if edited is not None:
            self.refresh_book()

    async def delete_favour(self, favour: Favour) -> None:
        """Delete a favour; it is only an undo away, so nothing is asked."""
        if await self.attempt(lambda book: book.delete_favours([favour.id])) is not None:
            self.tell(f"Deleted the favour {favour.what} · u undoes")
        self.refresh_book()
