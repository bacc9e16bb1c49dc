"""The command palette: every action and every person, shown literally and found by what is typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from rolodex import match
from rolodex.text import shown
from rolodex.tui.actions import Action
from rolodex.tui.main import MainScreen

_MOST_PEOPLE = 20


class ActionsProvider(Provider):
    """Every action of the main screen."""

    @property
    def _main(self) -> MainScreen | None:
        return self.screen if isinstance(self.screen, MainScreen) else None

    async def discover(self) -> Hits:
        if self._main is not None:
            for action in self._main.actions:
                yield DiscoveryHit(_line(action, []), self._run(action), text=action.about, help=action.key)

    async def search(self, query: str) -> Hits:
        if self._main is None:
            return
        words = query.casefold().split()
        for action in self._main.actions:
            said = f"{action.label} {action.about}".casefold()
            if all(word in said for word in words):
                # above the people: whoever types a verb means the verb
                score = 2.0 if action.label.startswith(query.casefold()) else 1.5
                yield Hit(score, _line(action, words), self._run(action), text=action.about, help=action.key)

    def _run(self, action: Action) -> Callable[[], Awaitable[object]]:
        return partial(cast(MainScreen, self._main).run_action, action.id)


class PeopleProvider(Provider):
    """Every person, found as in the search line."""

    async def search(self, query: str) -> Hits:
        screen = self.screen
        if not isinstance(screen, MainScreen) or not query.strip():
            return
        people = await screen.store.call(
            lambda book: book.contacts(book.search(query, limit=_MOST_PEOPLE).ids[:_MOST_PEOPLE])
        )
        for number, person in enumerate(people):
            name = shown(person.name)
            line = Content(name)
            for begin, end in match.spans(query, name):
                line = line.stylize("bold $primary", begin, end)
            about = " · ".join(part for part in (person.company, person.city) if part)
            yield Hit(
                # in the order of the search
                1 - number / 1000,
                line,
                partial(screen.show_person, person.id),
                text=name,
                help=Content(shown(about)) if about else None,  # type: ignore[arg-type]
            )


def _line(action: Action, words: Sequence[str]) -> Content:
    line, folded = Content(action.about), action.about.casefold()
    for word in words:
        begin = folded.find(word)
        if begin >= 0:
            line = line.stylize("bold $primary", begin, begin + len(word))
    return line
