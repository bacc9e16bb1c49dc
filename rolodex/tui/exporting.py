"""What the main screen hands out: files of whom it shows, and a card to be scanned."""

from __future__ import annotations

from rolodex.model import RolodexError
from rolodex.tui.browsing import Browsing
from rolodex.tui.dialogs.export_form import ExportForm, read_wanted, write
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.qr_code import QrCode


class Exports(Browsing):
    """The actions that write people out."""

    @opens_dialog
    async def action_export(self) -> None:
        """Ask for a file and its columns, and write to it the marked ones or all shown."""
        if said := await self.app.push_screen_wait(ExportForm(self.store, self._to_write())):
            self.tell(said)

    async def command_export(self, text: str) -> None:
        """Write the marked ones, else all shown, to the file of that name."""
        try:
            if said := await write(self.app, self.store, read_wanted(text), self._to_write()):
                self.tell(said)
        except RolodexError as error:
            self.tell(str(error), severity="error")

    def _to_write(self) -> list[int]:
        return self.chosen() if self.marks else list(dict.fromkeys(self.people.found.ids))

    @opens_dialog
    async def action_qr(self) -> None:
        """Show the card of the person at the cursor as a QR code."""
        person = self.people.person
        contact = await self.attempt(lambda book: book.get(person)) if person is not None else None
        if contact is not None:
            await self.app.push_screen_wait(QrCode(contact))
        elif person is None:
            self.tell("Nobody is chosen: move the cursor to a person.")
