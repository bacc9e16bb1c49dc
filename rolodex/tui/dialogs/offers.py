"""What a typed text may mean, best first: lines to choose from, and how well one fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType

from rolodex import match
from rolodex.text import shown, width
from rolodex.tui.widgets.lines import Lines, fit

_MOST_LABEL = 30
"""Cells of the column of labels, at most."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be chosen."""

    value: object
    """What is chosen with it."""
    label: str
    about: str = ""
    beside: str = ""
    """What stands at the right: its key, or what it is."""
    rank: float = 0.0
    """How well it fits, as `rank` says; the lowest is the best."""
    fills: str = ""
    """What the line is made by Tab; empty for the label."""
    is_begun: bool = False
    """Whether it wants more to be typed: then choosing it only fills the line."""


def rank(typed: str, label: str, about: str = "") -> float | None:
    """How well a label and what is said about it fit a typed text: 0 is the same, None is not at all.

    1 begins so; 2 has words begun by all that is typed; 3 has them with what is said about it; 4 holds it
    somewhere; 5 is spelt nearly so.
    """
    wanted, name = match.fold(typed).strip(), match.fold(label)
    if not wanted or wanted == name:
        return 0.0
    if name.startswith(wanted):
        return 1.0
    parts, words = match.words(typed), match.words(label)
    if not parts:
        return None
    if _begun(parts, words):
        return 2.0
    if _begun(parts, [*words, *match.words(about)]):
        return 3.0
    whole = f"{name} {match.fold(about)}"
    if all(part in whole for part in parts):
        return 4.0
    if all(len(part) > 2 and match.spans(part, f"{label} {about}") for part in parts):
        return 5.0
    return None


def _begun(parts: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)


class Offers(Lines, can_focus=False):
    """The lines to choose from. A click chooses."""

    BINDINGS: ClassVar[list[BindingType]] = []

    offers: Sequence[Offer] = ()
    typed = ""

    def show(self, offers: Sequence[Offer], typed: str, cursor: int) -> None:
        """Show these, what was typed marked in them."""
        self.offers, self.typed = offers, typed
        self.resized()
        self.cursor = self.nearest(cursor)
        self.refresh()

    @property
    def offer(self) -> Offer | None:
        """The one at the cursor."""
        return self.offers[self.cursor] if self.offers else None

    def count(self) -> int:
        return len(self.offers)

    def draw(self, row: int, cells: int) -> Text:
        offer = self.offers[row]
        faint = self._style("lines--faint")
        room = min(_MOST_LABEL, max(width(shown(one.label)) for one in self.offers))
        beside = f"  {shown(offer.beside)} " if offer.beside else " "
        left = max(0, cells - width(beside))
        label, about = fit(f" {shown(offer.label)}", room + 1), shown(offer.about)
        text = Text(fit(f"{label}  {about}" if about else f" {shown(offer.label)}", left))
        text.stylize(faint, len(label), len(text))
        strong = self._style("lines--accent")
        for begin, end in match.spans(self.typed, text.plain) if self.typed else ():
            text.stylize(strong, begin, end)
        return text + Text(beside, faint)

    def _style(self, name: str) -> Style:
        style = self.get_component_rich_style(name)
        # the background is that of the list or of the cursor
        return style.without_color + Style(color=style.color)

    def on_click(self, event: events.Click) -> None:
        # instead of the answer of other lists, which want a second click
        event.prevent_default()
        inside = event.get_content_offset(self)
        if inside is not None and self.scroll_offset.y + inside.y < self.count():
            self.cursor = self.scroll_offset.y + inside.y
            self.post_message(self.Chosen(self))
