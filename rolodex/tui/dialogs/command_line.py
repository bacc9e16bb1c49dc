"""The command line: an action, a person, a place or a command with what it is about, by a few letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rolodex.model import RolodexError, Tag
from rolodex.text import counted
from rolodex.tui.actions import COMMANDS, Action, Command
from rolodex.tui.dialogs.offers import Offer, rank
from rolodex.tui.dialogs.picker import Picker
from rolodex.tui.dialogs.tag_words import fitting
from rolodex.tui.places import Place, digits, of_tag
from rolodex.tui.store import Store

_MOST_PEOPLE = 20
_MOST_TAGS = 20
_MOST_GUESSED = 5
"""People found by something else than what is seen of them here, where there are no others."""

_CALLED_SO = 2
"""The rank up to which something is called what is typed."""

_NEARLY = 5
"""The rank of what is spelt nearly so."""


@dataclass(frozen=True, slots=True)
class Given:
    """A command with what stands behind it."""

    command: Command
    rest: str


@dataclass(frozen=True, slots=True)
class PersonChosen:
    """A person to go to."""

    id: int


class CommandLine(Picker):
    """Dismissed with an offer of an Action, a Given command, a Place, or a PersonChosen."""

    nothing = "Nothing and nobody is called so."

    def __init__(
        self,
        store: Store,
        actions: Sequence[Action],
        places: Sequence[Place],
        tags: Sequence[Tag],
        choices: Mapping[str, Sequence[str]],
    ) -> None:
        """`choices` are what can stand behind a command, by the command's name."""
        super().__init__("Command", placeholder="what to do, whom or where to go, or: log coffee, find #rust")
        self._store = store
        self._actions = actions
        self._places = places
        self._tags = tags
        self._choices = choices

    def offers(self, text: str) -> Sequence[Offer]:
        if given := self._given(text):
            # an action may be called by the same words, as in "tag rename": it stays in reach
            return [*given, *(offer for offer in self._doing(text) if offer.rank <= _CALLED_SO)]
        return [*self._doing(text), *self._beginning(text), *self._going(text)]

    def _doing(self, text: str) -> Iterable[Offer]:
        for action in self._actions:
            found = rank(text, action.label, action.about)
            if found is not None:
                yield Offer(action, action.label, action.about, action.key, found)

    def _beginning(self, text: str) -> Iterable[Offer]:
        for command in COMMANDS:
            found = rank(text, command.name, command.about)
            if found is not None and " " not in text.strip():
                yield Offer(
                    command,
                    f"{command.name} {command.takes}",
                    command.about,
                    rank=found + 0.2,
                    fills=f"{command.name} ",
                    is_begun=True,
                )

    def _given(self, text: str) -> list[Offer]:
        """A command with what it is about, where the text is one."""
        first, space, rest = text.lstrip().partition(" ")
        command = next((one for one in COMMANDS if one.name == first.casefold()), None)
        if command is None or not space:
            return []
        rest = rest.strip()
        bare = command.takes.startswith("[")
        choices = self._choices.get(command.name, [rest] if rest or bare else [])
        offers = []
        for choice in choices:
            found = rank(rest, choice)
            if found is not None:
                said = f"{command.name} {choice}"
                offers.append(
                    Offer(Given(command, choice), said, beside="command", rank=found - 10, fills=said)
                )
        return offers

    def _going(self, text: str) -> Iterable[Offer]:
        if not text.strip().startswith("#"):
            keys = {place.id: key for key, place in digits(self._places).items()}
            for place in self._places:
                found = rank(text, place.title, place.short)
                if found is not None:
                    key = keys.get(place.id, place.letter.strip())
                    yield Offer(place, place.title, place.query, f"{place.kind} {key}".strip(), found + 0.3)
        if not text.strip():
            return
        for tag in fitting(text.strip(), self._tags, _MOST_TAGS):
            found = rank(text.strip().lstrip("#"), tag.name)
            level = _NEARLY if found is None else found
            yield Offer(of_tag(tag), f"#{tag.name}", counted(tag.count), "tag", level + 0.4)

    async def more(self, text: str) -> Sequence[Offer]:
        words = text.strip()
        if not words or words.startswith("#") or self._given(text):
            return ()
        try:
            people = await self._store.call(
                lambda book: book.contacts(book.search(words, limit=_MOST_PEOPLE).ids[:_MOST_PEOPLE])
            )
        except RolodexError as error:
            self.say(str(error))
            return ()
        offers = []
        for number, person in enumerate(people):
            about = " · ".join(part for part in (person.nickname, person.company, person.city) if part)
            found = rank(words, person.name, about)
            # those called so come before those of whom it is said, and each in the order of the search
            level = 2.5 if found is not None and found <= _CALLED_SO else 4.5 if found is not None else 5.5
            offers.append(Offer(PersonChosen(person.id), person.name, about, "person", level + number / 1000))
        # where the name says why, a person in whose log the word stands is not meant
        return [offer for offer in offers if offer.rank < 5] or offers[:_MOST_GUESSED]
