"""How well one knows people, said with one key: how far one trusts them, or how one knows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rolodex import knowing
from rolodex.tui.dialogs.dialog import Dialog

TRUST_KEYS: Mapping[str, str] = {"v": "vouch", "k": "know", "m": "met", "n": "no"}
"""What each key says of how far one trusts somebody."""
_WAY_KEYS: Mapping[str, str] = {
    "w": "worked",
    "p": "met",
    "t": "talked",
    "r": "wrote",
    "c": "recommended",
    "z": knowing.NEVER,
}
_UNSAID = {"minus": ("trust", ""), "b": ("known_by", "")}


class Said(NamedTuple):
    """What was said of people."""

    what: str
    """`trust` or `known_by`."""
    value: str
    """As a contact has it; empty takes back what was said."""


class HowWell(Dialog[Said]):
    """Asks how well one knows people. Each key is an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "cancel", key_display="Esc"),
        *(Binding(key, f"say('{key}')", show=False) for key in (*TRUST_KEYS, *_WAY_KEYS, *_UNSAID)),
    ]

    DEFAULT_CSS = """
    HowWell {
        & > .frame { width: 62; padding: 1 2 0 2; }
        & .answers {
            width: 100%; height: auto;
            link-style: none; link-color: $foreground;
            link-style-hover: bold; link-color-hover: $primary; link-background-hover: $surface;
        }
        & .muted { width: 100%; height: auto; margin-top: 1; }
    }
    """

    def __init__(self, names: str, trust: str = "", known_by: str = "") -> None:
        """`names` says whom it is about; `trust` and `known_by` are what is said of them now."""
        super().__init__(f"How well do you know {names}?")
        self._trust = trust
        self._known_by = known_by

    def compose_body(self) -> ComposeResult:
        yield Static(Content("\n").join(self._lines()), classes="answers", markup=False)
        yield Static("What you say wins: nothing stronger in the log counts.", classes="muted", markup=False)

    def _lines(self) -> Iterator[Content]:
        left = [
            _answer(key, f"{knowing.TRUST_MARKS[trust]} {knowing.TRUST[trust]}", trust == self._trust)
            for key, trust in TRUST_KEYS.items()
        ]
        left += [Content(), _answer("-", "  not said", not self._trust, key_name="minus")]
        right = [
            _answer(key, knowing.way_words(way), way == self._known_by) for key, way in _WAY_KEYS.items()
        ]
        right.append(_answer("b", "as the book says", not self._known_by))
        yield Content.styled(f"{'Trust':<26}{'How you know them'}", "$text-muted")
        for number, answer in enumerate(right):
            begin = left[number] if number < len(left) else Content()
            yield begin.pad_right(max(0, 26 - begin.cell_length)) + answer

    def action_say(self, key: str) -> None:
        """Close with what a key says."""
        if key in _UNSAID:
            self.dismiss(Said(*_UNSAID[key]))
        elif key in TRUST_KEYS:
            self.dismiss(Said("trust", TRUST_KEYS[key]))
        else:
            self.dismiss(Said("known_by", _WAY_KEYS[key]))


def _answer(key: str, words: str, chosen: bool, key_name: str = "") -> Content:
    line = Content.from_markup(
        f"[@click=screen.say('{key_name or key}')][b]{key}[/b]  $words[/]", words=words
    )
    return line.stylize("bold $primary") if chosen else line
