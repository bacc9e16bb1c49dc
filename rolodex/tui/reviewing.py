"""The actions that look at the book as a whole: reviews, and the book in numbers."""

from __future__ import annotations

from rolodex import query
from rolodex.book import Round
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.review import Review
from rolodex.tui.dialogs.statistics import StatisticsScreen
from rolodex.tui.knowing import Knowing
from rolodex.tui.places import NEVER_MET

ROUND = 20
"""How many people a review asks about."""


class Reviews(Knowing):
    """Reviews, and the book in numbers."""

    @opens_dialog
    async def action_review(self) -> None:
        """Go through those shown whom one is about to forget, or in their view those one never met."""
        if self.place.id == NEVER_MET.id:
            await self.command_prune(query.both(NEVER_MET.query, self.line.value.strip()))
            return
        shown_now = query.both(self.place.query, self.line.value.strip())
        queue = await self.read(lambda book: book.review_queue(ROUND, shown_now))
        if not queue:
            self.tell("Nobody here is about to be forgotten: you know all of them from lately.")
            return
        round = await self.app.push_screen_wait(Review(self.store, Round(queue)))
        if round is not None and round.done:
            self.tell(round.summary())
        self.refresh_book()

    @opens_dialog
    async def action_statistics(self) -> None:
        """The book in numbers."""
        await self.app.push_screen_wait(StatisticsScreen(self.store))
