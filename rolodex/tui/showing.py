"""What a card shows of somebody, read from the book in one call."""

from __future__ import annotations

from rolodex.book import Book
from rolodex.tui.widgets.card_text import OLDEST, Shown


def of_person(book: Book, id: int) -> Shown:
    """All about a person; of nobody where they are gone. What was searched for, and types, are not in it."""
    contacts = book.with_cadences(book.contacts([id]))
    if not contacts:
        return Shown(None)
    timeline = book.timeline(id, OLDEST + 1)
    return Shown(
        contacts[0],
        timeline[:OLDEST],
        more=len(timeline) > OLDEST,
        today=book.today,
        follow_ups=book.follow_ups(id),
        talks=book.talks_of_a_year(id),
        groups=book.groups_of(id),
        favours=book.favours(id),
        requests=book.requests_of(id),
    )
