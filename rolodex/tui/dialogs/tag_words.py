"""Tags as they are typed: the one that a word begins, and those that a word may mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rapidfuzz import fuzz
from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from rolodex.match import fold
from rolodex.model import Tag
from rolodex.text import shown
from rolodex.tui.dialogs.line import Line

_NEAR = 75
"""How alike (of 100) a misspelt word and a tag must be."""


def fitting(word: str, tags: Sequence[Tag], limit: int = 8) -> list[Tag]:
    """The tags that a word may mean, best first.

    Those begun by it, those with a level begun by it, those that hold it, those spelt nearly so. Of the
    same rank the one with more people comes first; an empty word fits all.
    """
    wanted = fold(word.lstrip("#"))
    ranked = [
        (rank, -tag.count, tag.name, tag) for tag in tags if (rank := _rank(wanted, fold(tag.name))) < 9
    ]
    return [tag for *_, tag in sorted(ranked, key=lambda one: one[:3])[:limit]]


def _rank(wanted: str, tag: str) -> int:
    if tag.startswith(wanted):
        return 0
    if any(level.startswith(wanted) for level in tag.split("/")):
        return 1
    if wanted in tag:
        return 2
    if len(wanted) > 2 and max(fuzz.ratio(wanted, level) for level in (tag, *tag.split("/"))) >= _NEAR:
        return 3
    return 9


def completed(text: str, tags: Sequence[Tag]) -> str | None:
    """The text with its last word made into the best tag that begins so; None when none does or it is one."""
    start = max(text.rfind(" "), text.rfind("\t")) + 1
    word = text[start:].lstrip("#-").casefold()
    if not word or any(tag.name.casefold() == word for tag in tags):
        return None
    begun = [tag for tag in tags if tag.name.casefold().startswith(word)]
    if not begun:
        return None
    best = min(begun, key=lambda tag: (-tag.count, tag.name))
    return text + shown(best.name)[len(word) :]


class TagLine(Line):
    """A line of tags with blanks between them. Tab and Right take the tag that is suggested."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(text, placeholder=placeholder, id=id)
        self.tags: Sequence[Tag] = ()
        """Those that can be suggested."""
        self.suggester = _Completion(self)

    def action_complete(self) -> None:
        """Take the suggestion, or go on when there is none."""
        full = completed(self.value, self.tags) if self.cursor_at_end else None
        if full is None:
            self.screen.focus_next()
        else:
            self.text = f"{full} "


class _Completion(Suggester):
    def __init__(self, line: TagLine) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value, self._line.tags)
