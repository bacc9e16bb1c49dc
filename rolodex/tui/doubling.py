"""The actions on people who are likely one person."""

from __future__ import annotations

from rolodex.tui.browsing import Browsing
from rolodex.tui.dialogs.duplicates import DuplicatesScreen
from rolodex.tui.dialogs.merging import MergeForm
from rolodex.tui.dialogs.opening import opens_dialog

_MOST = 50
"""People that can be compared side by side."""


class Doubling(Browsing):
    """Merging the marked ones, and looking for doubles."""

    @opens_dialog
    async def action_merge(self) -> None:
        """Make one of the marked people; where nobody is marked, look for doubles."""
        ids = self.chosen()
        if len(ids) < 2:
            await self._look()
            return
        if len(ids) > _MOST:
            self.tell(f"{len(ids):,} people are marked: so many are not one person.")
            return
        people = await self.read(lambda book: book.contacts(ids))
        merged = await self.app.push_screen_wait(MergeForm(self.store, people))
        if merged is not None:
            self.marks = {}
            self.tell(f"Merged {len(people):,} people into {merged.name} · u undoes")
            self.refresh_book()

    @opens_dialog
    async def action_duplicates(self) -> None:
        """Look for people who are likely one person."""
        await self._look()

    async def _look(self) -> None:
        if await self.app.push_screen_wait(DuplicatesScreen(self.store)):
            self.refresh_book()
