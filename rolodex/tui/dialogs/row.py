"""One labelled value of a form: its label, what it is typed into, and the sentence about what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from rolodex.model import BadInput
from rolodex.text import shown

Check = Callable[[str], str]
"""From a text as typed to what it means, in words; may be empty. Raises BadInput when it means nothing."""


class Editor(Protocol):
    """What a text is typed into, or picked in."""

    text: str


class Row(Horizontal):
    """A labelled value. It is checked when it is left, and while it is typed once a sentence stands there."""

    DEFAULT_CSS = """
    Row {
        height: auto;
        & > .label { width: 11; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
        & > Vertical { height: auto; width: 1fr; }
        & .meaning {
            display: none;
            width: 100%;
            padding: 0 1;
            color: $text-muted;
            &.-said { display: block; }
            &.-wrong { color: $error; }
        }
        &.-beside > Vertical {
            layout: horizontal;
            & > Input { width: 22; }
            & > .meaning { width: 1fr; }
        }
    }
    """

    class Changed(Message):
        """Another text stands in the row."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(
        self,
        key: str,
        label: str,
        editor: Widget,
        *,
        check: Check | None = None,
        settle: Callable[[str], str] | None = None,
        beside: bool = False,
    ) -> None:
        """`settle` makes what a draft keeps, for `yesterday` is another day tomorrow.

        With `beside` the sentence stands at the right, and is there while it is typed.
        """
        super().__init__(classes="-beside" if beside else "")
        self.key = key
        self._label = label
        self.editor = editor
        self._check = check
        self._settle = settle
        self._live = beside
        self._meant = "", False
        self.start = self.text
        """What stood in it before anything was typed."""

    def compose(self) -> ComposeResult:
        yield Static(Content(shown(self._label)), classes="label")
        with Vertical():
            yield self.editor
            yield Static(classes="meaning", markup=False)

    @property
    def text(self) -> str:
        """What stands in it now."""
        editor: Editor = self.editor  # type: ignore[assignment]
        return editor.text

    @text.setter
    def text(self, text: str) -> None:
        editor: Editor = self.editor  # type: ignore[assignment]
        editor.text = text

    @property
    def touched(self) -> bool:
        """Whether something else stands in it than at first."""
        return self.text != self.start

    @property
    def kept(self) -> str:
        """The text as a draft keeps it."""
        if self._settle is not None:
            try:
                return self._settle(self.text)
            except BadInput:
                pass
        return self.text

    def check(self) -> bool:
        """Say what the text means; False when it means nothing, and then say why."""
        if self._check is None:
            return True
        try:
            self._say(self._check(self.text), wrong=False)
        except BadInput as error:
            self._say(str(error), wrong=True)
            return False
        return True

    def focus_editor(self) -> None:
        """Put the cursor into it."""
        self.editor.focus()

    def _say(self, sentence: str, *, wrong: bool) -> None:
        if (sentence, wrong) == self._meant:
            return  # at each letter typed: what is drawn anew may move
        self._meant = sentence, wrong
        meaning = self.query_one(".meaning", Static)
        meaning.update(shown(sentence))
        meaning.set_class(bool(sentence), "-said")
        meaning.set_class(wrong, "-wrong")

    def on_descendant_blur(self) -> None:
        self.check()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.changed()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()

    def on_kinds_changed(self, event: Message) -> None:
        event.stop()
        self.changed()

    def changed(self) -> None:
        """Tell the form, and check again where a sentence stands."""
        if self._live or self.query_one(".meaning").has_class("-said"):
            self.check()
        self.post_message(self.Changed(self))
