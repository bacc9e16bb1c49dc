"""The form in which people are tagged and untagged: one line, with the tags it may mean below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from rolodex.book import Book
from rolodex.model import RolodexError, Tag
from rolodex.text import shown
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.line import Line
from rolodex.tui.dialogs.tag_words import fitting
from rolodex.tui.store import Store


@dataclass(frozen=True, slots=True)
class TagResult:
    """What was put on and taken off."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: int
    """How many people it changed."""


def tag_people(book: Book, people: Sequence[int], text: str) -> TagResult:
    """Put the tags of a text on people, and take off those with a minus. Raises BadInput for no tag."""
    words = text.split()
    added = tuple(word.lstrip("#") for word in words if not word.startswith("-"))
    removed = tuple(word.lstrip("-#") for word in words if word.startswith("-"))
    return TagResult(added, removed, book.tag(people, add=added, remove=removed))


class TagForm(Dialog[TagResult]):
    """Puts tags on people and takes others off: `pycon conference/rust -old`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "apply", key_display="Enter"),
        Binding("tab", "take", "complete", key_display="Tab"),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    TagForm {
        & > .frame { width: 64; }
        & .with, & .carried { width: 100%; height: auto; max-height: 4; color: $foreground-muted; }
        & OptionList {
            height: auto; max-height: 8; margin-top: 1; border: none; padding: 0; background: $surface;
            scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis;
            & > .option-list--option-highlighted { background: $primary 18%; color: $foreground; }
        }
    }
    """

    def __init__(self, store: Store, people: Sequence[int], names: str, current: Mapping[str, int]) -> None:
        """`people` are their ids and `names` says who they are; `current` is how many carry each tag."""
        super().__init__("Tag")
        self.store = store
        self._people = people
        self._names = names
        self._current = current
        self._tags: Sequence[Tag] = ()
        self._suited: Sequence[Tag] = ()
        """The tag of the event where all of several people were met, where they do not have it."""
        self._offered: list[Tag] = []

    def compose_body(self) -> ComposeResult:
        yield Static(shown(self._names), classes="with", markup=False)
        yield Line(placeholder="pycon conference/rust -old      a minus takes off", id="tags")
        yield Static(self._carried(), classes="carried", markup=False)
        yield OptionList(compact=True, markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Line).focus()
        self._read()

    @work
    async def _read(self) -> None:
        self._tags, suited = await self.store.call(
            lambda book: (book.tags(), book.event_tag(self._people) if len(self._people) > 1 else "")
        )
        if suited and suited not in self._current:
            known = [tag for tag in self._tags if tag.name == suited]
            self._suited = known or [Tag(suited, 0)]
        self._offer()

    def _carried(self) -> str:
        """The tags that all or some of them have."""
        if not self._current:
            return "no tags yet"
        whole = len(self._people)
        said = (
            f"#{tag}" if whole == 1 else f"#{tag} ({'all' if count == whole else f'{count:,} of {whole:,}'})"
            for tag, count in self._current.items()
        )
        return shown("  ".join(said))

    @on(Input.Changed)
    def _typed(self) -> None:
        self.say("")
        self._offer()

    def _offer(self) -> None:
        word = self._word()
        if word.startswith("-"):
            known = [tag for tag in self._tags if tag.name in self._current]
        else:
            known = [tag for tag in self._tags if tag.name not in self._current]
        self._offered = fitting(word.lstrip("-"), known)
        untyped = not self.query_one(Line).text
        if untyped and self._suited:
            self._offered = [*self._suited, *(tag for tag in self._offered if tag not in self._suited)]
        options = self.query_one(OptionList)
        options.set_options([Option(self._line(tag)) for tag in self._offered])
        is_meant = bool(word.strip("-#")) or (untyped and self._suited)
        options.highlighted = 0 if self._offered and is_meant else None

    def _line(self, tag: Tag) -> Content:
        said = f"{tag.count:,}" if tag.count or tag not in self._suited else "new, for where you met"
        return Content.assemble(f" #{shown(tag.name)}", (f"  {said}", "$foreground-muted"))

    def _word(self) -> str:
        text = self.query_one(Line).text
        return "" if text.endswith(" ") else (text.split() or [""])[-1]

    def action_move(self, by: int) -> None:
        """Move among the tags that are offered."""
        options = self.query_one(OptionList)
        if options.highlighted is None and self._offered:
            options.highlighted = 0
        elif by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_take(self) -> None:
        """Put the offered tag in place of the word that is typed."""
        at = self.query_one(OptionList).highlighted
        if at is None:
            return
        line, word = self.query_one(Line), self._word()
        sign = "-" if word.startswith("-") else ""
        line.text = line.text[: len(line.text) - len(word)] + f"{sign}{self._offered[at].name} "

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()
        self.query_one(Line).focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_apply()

    def action_apply(self) -> None:
        """Tag and untag, and close."""
        text = self.query_one(Line).text
        if text.strip():
            self._apply(text)
        else:
            self.dismiss(None)

    @work(exclusive=True, group="apply")
    async def _apply(self, text: str) -> None:
        try:
            result = await self.store.call(lambda book: tag_people(book, self._people, text))
        except RolodexError as error:
            self.say(str(error))
        else:
            self.dismiss(result)
