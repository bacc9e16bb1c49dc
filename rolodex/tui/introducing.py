"""The actions about who knows whom: introductions, paths, pairs, links, surroundings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rolodex.book import Book
from rolodex.book.introducing import read_introduction
from rolodex.model import LINK_KINDS, BadInput, Contact, Introduction, RolodexError
from rolodex.tui.commanding import Commanding
from rolodex.tui.dialogs.intro_form import IntroForm
from rolodex.tui.dialogs.introductions import IntroductionsScreen
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.reaching import PairsScreen, PathsScreen, SurroundingsScreen

_MOST_PAIRS = 100
"""Pairs that are listed."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a line says of an introduction."""

    people: Sequence[Contact] = ()
    notice: str = ""


class Introductions(Commanding):
    """Bringing people together."""

    @opens_dialog
    async def action_introductions(self) -> None:
        """List the introductions."""
        person = await self.app.push_screen_wait(IntroductionsScreen(self.store))
        await self._then(person)

    async def introduce_marked(self) -> None:
        """Begin to introduce the two who are marked."""
        ids = self.chosen()
        people = await self.read(lambda book: book.contacts(ids))
        await self._introduce(IntroForm(self.store, people))

    async def command_intro(self, text: str) -> None:
        """Begin the introduction that a line tells of; without one list them."""
        if not text.strip():
            await self._then(await self.app.push_screen_wait(IntroductionsScreen(self.store)))
            return
        try:
            names, why = read_introduction(text)
        except BadInput as error:
            self.tell(str(error), severity="error")
            return
        begun = await self.read(lambda book: _begun(book, names, why))
        typed = "" if begun.people else ", ".join(names)
        await self._introduce(IntroForm(self.store, begun.people, typed, why, begun.notice))

    async def _introduce(self, form: IntroForm) -> None:
        begun: Introduction | None = await self.app.push_screen_wait(form)
        if begun is not None:
            names = " to ".join(side.name for side in begun.sides)
            self.tell(f"Introduce {names} · I shows the next step · u undoes")
            self.marks = {}
            self.refresh_book()

    @opens_dialog
    async def action_paths(self) -> None:
        """Who can introduce you to the person at the cursor."""
        await self.command_paths("")

    async def command_paths(self, text: str) -> None:
        """Who can introduce you to the one of that name, or to somebody of that company."""
        at = self.people.person
        if not text.strip() and at is None:
            self.tell("Nobody is chosen: move the cursor to a person, or name one: :paths ada.")
            return
        found = await self.attempt(
            lambda book: book.whom_to_reach(text) if text.strip() else book.contacts([at or 0])
        )
        if not found:
            return
        name = found[0].name if len(found) == 1 else text.strip()
        paths = await self.read(lambda book: book.paths_to([person.id for person in found]))
        await self._then(await self.app.push_screen_wait(PathsScreen(self.store, name, paths)))

    async def command_pairs(self, text: str) -> None:
        """Who should know each other, of all or of those whom a query fits."""

        def ask(book: Book) -> list[int] | None:
            return [person.id for person in book.whom(text)] if text.strip() else None

        found = await self.attempt(lambda book: (book.pairs(_MOST_PAIRS, within=ask(book)),))
        if found is None:
            return
        (pairs,) = found
        number = await self.app.push_screen_wait(PairsScreen(self.store, pairs))
        if number is not None:
            pair = pairs[number]
            why = pair.one.fields.get("looking for", "")
            await self._introduce(IntroForm(self.store, (pair.one, pair.other), why=" ".join(why.split())))

    async def command_link(self, text: str) -> None:
        """Link two people: `ada to grace as knows`; without a kind they worked together."""
        names, _, kind = text.partition(" as ")
        one, _, other = names.partition(" to ")
        if not one.strip() or not other.strip():
            self.tell("Say who: link ada to grace, or link ada to grace as knows.")
            return

        def link(book: Book) -> str:
            first, second = book.who(one, guess=False), book.who(other, guess=False)
            said = kind.strip() or LINK_KINDS[0]
            book.link(first.id, second.id, said)
            return f"{first.name} {said} {second.name} · u undoes"

        said = await self.attempt(link)
        if said is not None:
            self.tell(said)
            self.refresh_book()

    @opens_dialog
    async def action_surroundings(self) -> None:
        """Who came through whom, around the person at the cursor."""
        at = self.people.person
        if at is None:
            self.tell("Nobody is chosen: move the cursor to a person.")
            return
        found = await self.attempt(lambda book: (book.get(at), book.around(at)))
        if found is not None:
            person, tree = found
            screen = SurroundingsScreen(self.store, person.name, tree)
            await self._then(await self.app.push_screen_wait(screen))

    async def _then(self, person: int | None) -> None:
        """Go to the person that was chosen, or show the book as it is now."""
        if person:
            await self.show_person(person)
        else:
            self.refresh_book()


def _begun(book: Book, names: Sequence[str], why: str) -> _Begun:
    try:
        meant = book.people_meant(names, why)
    except RolodexError as error:
        return _Begun(notice=str(error))
    said = [
        f"“{name}” is taken for {one.person.name}; it also fits {', '.join(one.others[:5])}."
        for name, one in zip(names, meant, strict=True)
        if one.others
    ]
    return _Begun([one.person for one in meant], " ".join(said))
