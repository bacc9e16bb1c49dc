"""A line of names with commas between them: the one being typed is completed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from rolodex.book import Book
from rolodex.match import fold
from rolodex.model import Contact
from rolodex.text import shown
from rolodex.tui.dialogs.line import Line
from rolodex.tui.store import Store

_LOOKED_AT = 20
"""People found for what is typed of a name, of whom the first whose name begins so is suggested."""


class NamesLine(Line):
    """Names with commas between them. Tab and Right take the name that is suggested."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self, store: Store, text: str = "") -> None:
        super().__init__(text, placeholder="ada lovelace, grace hopper")
        self._store = store
        self.suggester = _Completion(self)

    async def completed(self, text: str) -> str | None:
        """The text with its last name written out; None where nobody's begins so."""
        begun = text.rpartition(",")[2].lstrip()
        if not begun.strip():
            return None
        found = await self._store.call(lambda book: book.find(begun, limit=_LOOKED_AT))
        names = [shown(person.name) for person in found]
        for name in names:
            if fold(name).startswith(fold(begun)) and len(name) > len(begun):
                return text + name[len(begun) :]
        return None

    async def action_complete(self) -> None:
        """Take the suggestion, or go on when there is none."""
        full = await self.completed(self.value) if self.cursor_at_end else None
        if full is None:
            self.screen.focus_next()
        else:
            self.text = full


class _Completion(Suggester):
    def __init__(self, line: NamesLine) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        return await self._line.completed(value)


def joined(people: Sequence[Contact]) -> str:
    """Their names as the line has them."""
    return ", ".join(shown(person.name) for person in people)


def people_in(book: Book, text: str, known: Sequence[Contact]) -> list[int]:
    """The ids of those named, each once. The names of those `known` mean them, though others have them too.

    Raises BadInput, NotFound or Ambiguous for what is nobody's name or several people's.
    """
    ids: list[int] = []
    left, rest = list(known), text.strip(" ,")
    while rest:
        mine = [one for one in left if f"{rest},".startswith(f"{shown(one.name)},")]
        if mine:
            left.remove(mine[0])
            ids.append(mine[0].id)
            rest = rest[len(shown(mine[0].name)) :]
        else:
            name, _, rest = rest.partition(",")
            ids.append(book.who(name, guess=False).id)
        rest = rest.strip(" ,")
    return list(dict.fromkeys(ids))
