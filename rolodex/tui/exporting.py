"""What the main screen hands out: files of whom it shows, and a card to be scanned."""

from __future__ import annotations

from pathlib import Path

from rolodex.book.exporting import AlreadyThere
from rolodex.model import RolodexError
from rolodex.paths import expanded
from rolodex.text import counted
from rolodex.tui.browsing import Browsing
from rolodex.tui.dialogs.confirm import Confirm
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.dialogs.qr_code import QrCode


class Exports(Browsing):
    """The actions that write people out."""

    @opens_dialog
    async def action_export(self) -> None:
        """Ask for a file, and write to it the marked ones or all shown."""
        typed = await self.app.push_screen_wait(
            Prompt(
                "Write to which file?", placeholder="~/people.csv, .vcf, .jsonl, .md or .ics", check=_wrong
            )
        )
        if typed:
            await self.command_export(typed)

    async def command_export(self, text: str) -> None:
        """Write the marked ones, else all shown, to the file of that name."""
        try:
            path = expanded(text.strip())
            ids = self.chosen() if self.marks else list(dict.fromkeys(self.people.found.ids))
            number = await self._export(path, ids)
        except RolodexError as error:
            self.tell(str(error), severity="error")
            return
        if number:
            self.tell(f"Wrote {counted(number)} to {path}")

    async def _export(self, path: Path, ids: list[int]) -> int:
        try:
            return await self.store.call(lambda book: book.export(path, ids=ids))
        except AlreadyThere as error:
            there = str(error)
        if not await self.app.push_screen_wait(Confirm("Write over it?", "Write over it", detail=there)):
            return 0
        return await self.store.call(lambda book: book.export(path, ids=ids, force=True))

    @opens_dialog
    async def action_qr(self) -> None:
        """Show the card of the person at the cursor as a QR code."""
        person = self.people.person
        contact = await self.attempt(lambda book: book.get(person)) if person is not None else None
        if contact is not None:
            await self.app.push_screen_wait(QrCode(contact))
        elif person is None:
            self.tell("Nobody is chosen: move the cursor to a person.")


def _wrong(text: str) -> str | None:
    return None if text.strip() else "Type the name of a file: its ending says what is written."
