"""A reply to a request: from a template, looked at, changed, copied; and what templates and policy need."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from rolodex.book import Book, request_words
from rolodex.book.replying import Filled
from rolodex.model import Asked
from rolodex.model.requests import State
from rolodex.text import shown, shown_lines
from rolodex.tui import editor
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.form import Form
from rolodex.tui.dialogs.line import Line, TextBox
from rolodex.tui.dialogs.opening import hold_keys
from rolodex.tui.dialogs.row import Row
from rolodex.tui.store import Store


@dataclass(frozen=True, slots=True)
class Replied:
    """What was replied."""

    text: str
    decides: State | None
    """What becomes of the request with it."""
    done: str
    """What was done with the text, as a past tense: `Copied`."""


class Reply(Dialog[Replied]):
    """One of the templates filled in. Enter copies it and keeps that it was replied."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "copy and keep", key_display="Enter", priority=True),
        Binding("n,tab", "next", "next", key_display="n"),
        Binding("e", "edit", "edit"),
        Binding("ctrl+s", "copy", "copy and keep", key_display="^s", priority=True),
        Binding("E", "edit_text", "editor", show=False),
        Binding("m", "mail", "mail"),
    ]

    DEFAULT_CSS = """
    Reply {
        & > .frame { width: 84; }
        & .muted { width: 100%; height: auto; margin-bottom: 1; }
        & VerticalScroll { height: auto; max-height: 24; scrollbar-size-vertical: 1; }
        & VerticalScroll Static { height: auto; }
        & TextBox { display: none; max-height: 16; }
        &.-editing TextBox { display: block; }
        &.-editing VerticalScroll { display: none; }
    }
    """

    # letters are keys until one edits
    AUTO_FOCUS = ""

    def __init__(self, asked: Asked, templates: Sequence[Filled]) -> None:
        super().__init__(f"Reply to {asked.request.name}")
        self._asked = asked
        self._templates = templates
        wanted = "accepted" if asked.verdict and asked.verdict.accept else "declined"
        self._at = next((n for n, one in enumerate(templates) if one.decides == wanted), 0)
        self._text = templates[self._at].text

    def compose_body(self) -> ComposeResult:
        yield Static(classes="muted", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(id="reply", markup=False)
        yield TextBox(id="typed")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        one = self._templates[self._at]
        becomes = {"accepted": "accepts", "declined": "declines", "waiting": "puts by"}
        decides = f" · {becomes[one.decides]} the request" if one.decides else ""
        number = f"{self._at + 1} of {len(self._templates)}"
        self.query_one(".muted", Static).update(shown(f"{one.name} ({number}){decides}"))
        self.query_one("#reply", Static).update(shown_lines(self._text))
        if one.problem:
            self.say(one.problem)
        else:
            self.say("")
        self.fit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types, letters are text and Enter begins a line."""
        editing = self.has_class("-editing")
        if action == "copy":
            return editing
        return not (editing and action in ("take", "next", "edit", "edit_text", "mail"))

    def action_next(self) -> None:
        """The next template."""
        self._at = (self._at + 1) % len(self._templates)
        self._text = self._templates[self._at].text
        self._show()

    def action_edit(self) -> None:
        """Change the text here."""
        area = self.query_one(TextBox)
        area.text = self._text
        self.add_class("-editing")
        area.focus()
        area.move_cursor(area.document.end)
        self.show_keys()

    def action_edit_text(self) -> None:
        """Change the text in one's own editor."""
        with self.telling(), editor.Sheet(self._text) as sheet:
            words = editor.command(os.environ)
            with self.app.suspend():
                sheet.edit(words)
            self._text = sheet.text() or self._text
            self._show()

    def action_take(self) -> None:
        """Copy the text, and keep that it was replied."""
        self.action_copy()

    def action_copy(self) -> None:
        """The same while one types, when Enter begins a line."""
        area = self.query_one(TextBox)
        if self.has_class("-editing"):
            self._text = area.text
        if not self._text.strip():
            self.say(self._templates[self._at].problem or "The reply is empty.")
            return
        self.app.copy_to_clipboard(self._text)
        self._give("Copied")

    def _give(self, done: str) -> None:
        # what is typed from now on waits until the request is decided: it is for the next one
        hold_keys(self)
        self.dismiss(Replied(self._text, self._templates[self._at].decides, done))

    def action_mail(self) -> None:
        """Hand the text to the mail program."""
        if not self._text.strip():
            self.say(self._templates[self._at].problem or "The reply is empty.")
            return
        self.app.open_url(request_words.mailto(self._asked, self._text))
        self._give("Mailed")

    def action_leave(self) -> None:
        """Back from typing to the look, and from the look without a reply."""
        if self.has_class("-editing"):
            self._text = self.query_one(TextBox).text
            self.remove_class("-editing")
            self.set_focus(None)
            self._show()
            self.show_keys()
        else:
            self.dismiss(None)


class MeForm(Form[bool]):
    """One's own name and email."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", key_display="Enter")]

    def __init__(self, store: Store) -> None:
        super().__init__("You, as templates have it", store, "me")

    def compose_body(self) -> ComposeResult:
        yield self.restored_line()
        yield Row("my_name", "Name", Line(placeholder="{my_name}"))
        yield Row("work_email", "Email", Line(placeholder="{work_email}"))

    async def prepare(self) -> None:
        said = await self.store.call(lambda book: book.me())
        for row in self.rows():
            row.text = row.start = said[row.key]
        self.query_one(Line).focus()

    def write(self) -> Callable[[Book], bool]:
        typed = {row.key: row.text for row in self.rows()}

        def keep(book: Book) -> bool:
            book.say_me(**typed)
            return True

        return keep


class PolicyForm(Form[bool]):
    """Whom to accept: two queries."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", key_display="Enter")]

    def __init__(self, store: Store) -> None:
        super().__init__("Accept a request if …", store, "request policy")

    def compose_body(self) -> ComposeResult:
        yield self.restored_line()
        yield Row("who", "They are", Line(placeholder="has:met or -last:never"))
        yield Row("by", "Or sent by", Line(placeholder="trust:>=know"))

    async def prepare(self) -> None:
        who, by = await self.store.call(lambda book: book.policy())
        for row, text in zip(self.rows(), (who, by), strict=True):
            row.text = row.start = text
        self.query_one(Line).focus()

    def write(self) -> Callable[[Book], bool]:
        who, by = (row.text for row in self.rows())

        def keep(book: Book) -> bool:
            book.set_policy(who, by)
            return True

        return keep
