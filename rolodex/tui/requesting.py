"""The actions about connection requests."""

from __future__ import annotations

from rolodex.book import request_words
from rolodex.tui.commanding import Commanding
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.requests import RequestsScreen


class Requests(Commanding):
    """The ledger of requests."""

    @opens_dialog
    async def action_requests(self) -> None:
        """List the requests."""
        await self._show_requests()

    async def command_request(self, text: str) -> None:
        """Write down a request, as `NAME` or `NAME: message`; without words list them."""
        if not text.strip():
            await self._show_requests()
            return
        asked = request_words.read_line(text)
        if await self.attempt(lambda book: book.request(asked)):
            self.tell(f"Written down: {asked.name} asks to connect · r lists the requests")
            self.refresh_book()

    async def _show_requests(self) -> None:
        person = await self.app.push_screen_wait(RequestsScreen(self.store))
        if person:
            await self.show_person(person)
        else:
            self.refresh_book()
