"""The form in which an introduction is begun, or its reason changed; and the draft of a message of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rolodex.book import Book
from rolodex.book.introduction_drafts import Draft
from rolodex.model import BadInput, Contact, Introduction
from rolodex.text import shown
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.follow_form import read_due, when
from rolodex.tui.dialogs.form import Form
from rolodex.tui.dialogs.line import Line, TextBox
from rolodex.tui.dialogs.names_line import NamesLine, joined, people_in
from rolodex.tui.dialogs.row import Row
from rolodex.tui.store import Store


class IntroForm(Form[Introduction]):
    """Who is to know whom, and why."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", key_display="Enter")]

    DEFAULT_CSS = "IntroForm .notice { width: 100%; height: auto; color: $warning; margin-bottom: 1; }"

    def __init__(
        self, store: Store, people: Sequence[Contact], names: str = "", why: str = "", notice: str = ""
    ) -> None:
        """`names` stand there in place of the `people`'s, as typed; `notice` says what is to be looked at."""
        about = "-".join(str(person.id) for person in people)
        super().__init__("Introduce people to each other", store, f"introduce {about or names}")
        self._people = people
        self._names = names or joined(people)
        self._why = why
        self._notice = notice

    def compose_body(self) -> ComposeResult:
        yield self.restored_line()
        if self._notice:
            yield Static(shown(self._notice), classes="notice", markup=False)
        yield Row("who", "Who", NamesLine(self.store, self._names))
        yield Row("why", "Re", Line(self._why, placeholder="what they have to do with each other"))
        yield Row("asked_by", "Asked by", NamesLine(self.store))
        due = Line(placeholder="in 3 days; fri, +2w")
        yield Row("due", "Remind", due, check=self._meaning, beside=True)

    async def prepare(self) -> None:
        for row in self.rows():
            if row.key == "asked_by" and isinstance(row.editor, NamesLine):
                row.editor.placeholder = "nobody: it is your own idea"
        (self.rows()[1] if self._names and not self._notice else self.rows()[0]).focus_editor()

    def write(self) -> Callable[[Book], Introduction]:
        text = {row.key: row.text for row in self.rows()}
        due = read_due(text["due"], self.store.today) if text["due"].strip() else None

        def begin(book: Book) -> Introduction:
            ids = people_in(book, text["who"], self._people)
            asked = people_in(book, text["asked_by"], self._people)
            if len(asked) > 1:
                raise BadInput("One of them asked for it: write one name.")
            return book.introduce(ids, text["why"], asked_by=asked[0] if asked else 0, due=due)

        return begin

    def _meaning(self, text: str) -> str:
        return when(read_due(text, self.store.today), self.store.today) if text.strip() else ""


class ReasonForm(Form[Introduction]):
    """The reason of an introduction, and who asked for it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", key_display="Enter")]

    def __init__(self, store: Store, one: Introduction, asker: Sequence[Contact]) -> None:
        """`asker` is the contact who asked for it, if somebody did."""
        super().__init__("Edit the introduction", store, f"introduction {one.id}")
        self._one = one
        self._asker = asker

    def compose_body(self) -> ComposeResult:
        yield self.restored_line()
        yield Row("why", "Re", Line(self._one.why))
        yield Row("asked_by", "Asked by", NamesLine(self.store, joined(self._asker)))

    async def prepare(self) -> None:
        self.query_one(Line).focus()

    def write(self) -> Callable[[Book], Introduction]:
        typed = self.typed()
        why = typed.get("why", self._one.why)

        def edit(book: Book) -> Introduction:
            asked = people_in(book, typed["asked_by"], self._asker) if "asked_by" in typed else None
            by = self._one.asked_by if asked is None else asked[0] if asked else 0
            return book.edit_introduction(replace(self._one, why=why, asked_by=by))

        return edit


class DraftScreen(Dialog[str]):
    """A message to look over. Dismissed with its text when it is to be copied, and counts as sent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", "copy it: it is sent", key_display="^s", priority=True),
        Binding("escape", "leave", "not now", key_display="Esc"),
    ]

    DEFAULT_CSS = """
    DraftScreen {
        & > .frame { width: 84; }
        & .head { width: 100%; height: auto; margin-bottom: 1; }
        & TextBox { max-height: 18; }
    }
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__("The message")
        self._draft = draft

    def compose_body(self) -> ComposeResult:
        to = ", ".join(self._draft.addresses) or ", ".join(person.name for person in self._draft.to)
        yield Static(
            Content.assemble(
                ("To       ", "$foreground-muted"),
                (shown(to), ""),
                ("\nSubject  ", "$foreground-muted"),
                (shown(self._draft.subject), ""),
            ),
            classes="head",
        )
        yield TextBox(self._draft.text.rstrip("\n"))

    def on_mount(self) -> None:
        super().on_mount()
        box = self.query_one(TextBox)
        box.focus()
        box.move_cursor(box.document.end)

    def action_send(self) -> None:
        """Close with the text as it stands."""
        self.dismiss(self.query_one(TextBox).text + "\n")
