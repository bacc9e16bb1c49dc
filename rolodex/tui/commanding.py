"""The command line and its commands; the themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.message import Message

from rolodex.tui.actions import Action
from rolodex.tui.browsing import ORDER_WORDS
from rolodex.tui.dialogs.command_line import CommandLine, Given, PersonChosen
from rolodex.tui.dialogs.offers import rank
from rolodex.tui.dialogs.opening import hold_keys, opens_dialog, release_keys
from rolodex.tui.dialogs.theme_list import ThemeList
from rolodex.tui.entries import Entries
from rolodex.tui.places import Place


class Commanding(Entries):
    """What is done by typing its name."""

    BINDINGS: ClassVar = []

    class ThemeChosen(Message):
        """A theme to keep."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    @opens_dialog
    async def action_command_line(self) -> None:
        """Ask what to do or where to go, and do it."""
        tags, fields, groups = await self.read(lambda book: (book.tags(), book.fields(), book.group_names()))
        choices = {
            "sort": [*ORDER_WORDS.values(), *(field.name for field in fields)],
            "group": groups,
            "theme": sorted(self.app.available_themes),
            "category": [place.title for place in self.sidebar.places if place.kind == "category"],
        }
        asked = CommandLine(self.store, self.actions, self.sidebar.places, tags, choices)
        offer = await self.app.push_screen_wait(asked)
        if offer is None:
            return
        # what is typed behind Enter is for what Enter began, which may open a dialog of its own
        holder = hold_keys(self)
        try:
            await self._carry_out(offer.value)
        finally:
            await release_keys(self, holder)

    async def _carry_out(self, chosen: object) -> None:
        match chosen:
            case Action():
                await self.run_action(chosen.id)
            case Given():
                await getattr(self, f"command_{chosen.command.name}")(chosen.rest)
            case PersonChosen():
                await self.show_person(chosen.id)
            case Place():
                self.go(chosen)
                self.set_focus(self.people)

    async def show_person(self, id: int) -> None:
        """Put the cursor on a person, in everyone's view if need be."""
        self.going_to = id
        self.line.value = ""
        self.place = self.sidebar.places[0] if self.sidebar.places else self.place
        self.people.focus()
        self.refresh_book()

    # The commands: each is given what stands behind its name

    async def command_find(self, text: str) -> None:
        """Show those whom a query fits."""
        self.remove_class("-card", "-sidebar")
        self.line.value = text
        self.action_keep_filter()

    async def command_sort(self, text: str) -> None:
        """Sort by the order or the field of that name."""
        by_words = {words: order for order, words in ORDER_WORDS.items()}
        self.order = by_words.get(text, text)
        self.tell(f"Sorted by {text}")

    async def command_category(self, text: str) -> None:
        """Go to the category of that name."""
        place = _called(text, [place for place in self.sidebar.places if place.kind == "category"])
        if place is not None:
            self.go(place)
            self.set_focus(self.people)

    async def command_theme(self, text: str) -> None:
        """Take the theme of that name."""
        self.post_message(self.ThemeChosen(text))

    @opens_dialog
    async def action_theme(self) -> None:
        """Choose a theme."""
        offer = await self.app.push_screen_wait(ThemeList(self.app.theme))
        if offer is not None:
            self.post_message(self.ThemeChosen(str(offer.value)))
            await release_keys(self)


def _called(text: str, places: Sequence[Place]) -> Place | None:
    ranked = [(found, place) for place in places if (found := rank(text, place.title)) is not None]
    return min(ranked, key=lambda one: one[0])[1] if ranked else None
