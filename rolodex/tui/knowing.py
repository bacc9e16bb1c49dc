"""The actions on how well one knows people: trust, how one knows them, and letting some of them go."""

from __future__ import annotations

from rolodex.book import Pruned
from rolodex.knowing import trust_words, way_words
from rolodex.model import RolodexError
from rolodex.text import counted, shown
from rolodex.tui.browsing import Browsing
from rolodex.tui.dialogs.how_well import HowWell, Said
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.prune import Prune, say

_NOBODY = "Nobody is chosen: move the cursor to a person, or press a to add one."


class Knowing(Browsing):
    """Saying how well one knows whom is chosen, and pruning."""

    @opens_dialog
    async def action_how_well(self) -> None:
        """Ask how well one knows whom is chosen."""
        ids = self.chosen()
        people = await self.read(lambda book: book.contacts(ids[:1]))
        if not people:
            self.tell(_NOBODY)
            return
        one = len(ids) == 1
        names = shown(people[0].name) if one else counted(len(ids))
        asked = HowWell(names, people[0].trust, people[0].known_by) if one else HowWell(names, "?", "?")
        if said := await self.app.push_screen_wait(asked):
            await self._say(said)

    async def command_trust(self, text: str) -> None:
        """Say how far one trusts whom is chosen."""
        await self._say(Said("trust", text))

    async def command_known(self, text: str) -> None:
        """Say how one knows whom is chosen."""
        await self._say(Said("known_by", text))

    async def _say(self, said: Said) -> None:
        ids = self.chosen()
        if not ids:
            self.tell(_NOBODY)
            return
        changed = await self.attempt(lambda book: (say(book, ids, said),))
        if changed is not None:
            words = trust_words(said.value) or way_words(said.value) or shown(said.value) or "not said"
            self.tell(f"{counted(len(ids))}: {words} · u undoes")
            self.refresh_book()

    async def command_archive(self, text: str) -> None:
        """Archive whom is chosen, with a reason."""
        ids = self.chosen()
        if not ids:
            self.tell(_NOBODY)
            return
        changed = await self.attempt(lambda book: (book.archive(ids, why=text),))
        if changed is not None:
            self.tell(f"Archived {counted(changed[0])}: {shown(text)} · u undoes")
            self.refresh_book()

    async def command_prune(self, text: str) -> None:
        """Go through those whom a query fits, and say what becomes of each."""
        try:
            queue = await self.store.call(lambda book: book.prune_queue(text))
        except RolodexError as error:
            self.tell(str(error), severity="error")
            return
        if not queue:
            self.tell("Nobody to go through: you met, talked or wrote to all of them, or kept them lately.")
            return
        round = await self.app.push_screen_wait(Prune(self.store, Pruned(queue)))
        if round is not None and round.done:
            self.tell(round.summary())
        self.refresh_book()
