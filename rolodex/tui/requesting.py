"""The actions about connection requests."""

from __future__ import annotations

from rolodex.book import request_words
from rolodex.model import Request
from rolodex.tui.commanding import Commanding
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.requests import RequestsScreen


class Requests(Commanding):
    """The ledger of requests."""

    @opens_dialog
    async def action_requests(self) -> None:
        """List the requests."""
        await self.show_requests()

    async def command_request(self, text: str) -> None:
        """Write down a request, as `NAME` or `NAME: message`; without words list them."""
        if not text.strip():
            await self.show_requests()
            return
        asked = request_words.read_line(text)
        if await self.attempt(lambda book: book.request(asked)):
            self.tell(f"Written down: {asked.name} asks to connect · r lists the requests")
            self.refresh_book()

    async def delete_request(self, request: Request) -> None:
        """Delete a request; it is only an undo away, so nothing is asked."""
        if await self.attempt(lambda book: book.delete_requests([request.id])) is not None:
            self.tell(f"Deleted the request of {request.name} · u undoes")
        self.refresh_book()

    async def show_requests(self) -> None:
        """The list of requests, and then whom was gone to from there."""
        person = await self.app.push_screen_wait(RequestsScreen(self.store))
        if person:
            await self.show_person(person)
        else:
            self.refresh_book()
