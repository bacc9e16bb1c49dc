"""A dialog of rows whose draft is never lost: kept while it is typed, there again after a crash."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input, Static

from rolodex.book import Book
from rolodex.model import RolodexError
from rolodex.tui.dialogs.confirm import Leaving
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.line import Line, TextBox
from rolodex.tui.dialogs.opening import Opened
from rolodex.tui.dialogs.row import Row
from rolodex.tui.store import Store

Result = TypeVar("Result")

_RESTORED = "Restored what you had typed. ctrl+r starts anew."
_SELECTED = "Restored what you had typed: type to replace it, → to go on, ctrl+r to start anew."


class Form(Dialog[Result]):
    """Rows that are saved together. A subclass composes them, `prepare`s what they need and `write`s them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", key_display="^s"),
        Binding("escape", "leave", "leave", key_display="Esc"),
        Binding("ctrl+r", "start_anew", "start anew", show=False),
    ]

    DEFAULT_CSS = """
    Form .restored { display: none; color: $warning; &.-said { display: block; } }
    """

    takes_keys_at_once = False

    def __init__(self, title: str, store: Store, about: str) -> None:
        """`about` names the draft."""
        super().__init__(title)
        self.store = store
        self.about = about
        self._keeping: Timer | None = None
        self._saving = False
        self._ready = False
        self._begun: dict[str, str] = {}

    def begin(self, key: str, text: str) -> None:
        """Before it opens: have a text stand in a row as if it had been typed there."""
        self._begun[key] = text

    def restored_line(self) -> Static:
        """The line that says a draft was restored, for `compose_body`."""
        return Static(_RESTORED, classes="restored", markup=False)

    async def prepare(self) -> None:
        """Read what the rows need from the book, and mount the rows that depend on it."""

    def write(self) -> Callable[[Book], Result]:
        """What saves the typed texts, to be called on the store thread. Either may raise a RolodexError."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self._open()

    @work
    async def _open(self) -> None:
        with self.telling():
            await self.prepare()
            for row in self.rows():
                if row.key in self._begun:
                    row.text = self._begun[row.key]
                    if isinstance(row.editor, TextBox):
                        row.editor.move_cursor(row.editor.document.end)
            draft = await self.store.call(lambda book: book.draft(self.about))
            if draft:
                self._restore(draft)
            # only now: what is saved before the rows hold what the book holds would overwrite it
            self._ready = True
        self.call_after_refresh(self.post_message, Opened())

    def rows(self) -> list[Row]:
        """Every row, from top to bottom."""
        return list(self.query(Row))

    def typed(self) -> dict[str, str]:
        """The texts that differ from what stood there at first, by the keys of their rows."""
        return {row.key: row.text for row in self.rows() if row.touched}

    def _restore(self, draft: dict[str, object]) -> None:
        restored = []
        for row in self.rows():
            text = draft.get(row.key)
            if isinstance(text, str) and not row.touched:
                row.text = text
                row.check()
                restored.append(row)
        line = self.query_one(".restored", Static)
        line.set_class(bool(self.typed()), "-said")
        if isinstance(self.focused, Line) and any(row.editor is self.focused for row in restored):
            # it may be about something else by now
            self.focused.select_all()
            line.update(_SELECTED)
        self.fit()

    def on_row_changed(self, event: Row.Changed) -> None:
        event.stop()
        self.say("")
        if not self._ready or self._saving:
            return
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(0.3, self._keep)

    # a draft that can't be kept must not end the form that it is for
    @work(exclusive=True, group="draft", exit_on_error=False)
    async def _keep(self) -> None:
        if not self._saving:
            await self._keep_draft()

    async def _keep_draft(self) -> None:
        self._stop_keeping()
        kept = {row.key: row.kept for row in self.rows() if row.touched}
        if kept:
            await self.store.call(lambda book: book.keep_draft(self.about, kept))
        else:
            await self.store.call(lambda book: book.drop_draft(self.about))

    def _stop_keeping(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def on_text_box_submitted(self, event: TextBox.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Save, unless a row can't be read: then go there."""
        wrong = [row for row in self.rows() if not row.check()]
        if wrong:
            wrong[0].focus_editor()
        elif self._ready and not self._saving:
            self._saving = True
            self._save()

    @work(group="save")
    async def _save(self) -> None:
        def saved(book: Book) -> Result:
            result = write(book)
            # it is saved: a draft that stays behind does no harm
            with suppress(RolodexError):
                book.drop_draft(self.about)
            return result

        try:
            if self._keeping is not None:
                await self._keep_draft()
            write = self.write()
            result = await self.store.call(saved)
        except RolodexError as error:
            self._saving = False
            self.say(str(error))
        else:
            self.dismiss(result)

    def action_start_anew(self) -> None:
        """Put back what stood in every row at first, and forget the draft."""
        for row in self.rows():
            row.text = row.start
            row.check()
        self.query_one(".restored").remove_class("-said")
        self.fit()

    def action_leave(self) -> None:
        """Close; where something was typed, ask first."""
        if self._saving:
            return
        if not self.typed():
            self._throw_away()
        else:
            self.app.push_screen(Leaving(), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "save":
            self.action_save()
        elif answer == "discard":
            self._throw_away()
        elif answer == "later":
            self._put_by()

    @work(group="save")
    async def _put_by(self) -> None:
        """Close, and keep the draft for the next time."""
        with self.telling():
            await self._keep_draft()
            self._saving = True
            self.dismiss(None)

    @work(group="save")
    async def _throw_away(self) -> None:
        self._saving = True
        self._stop_keeping()
        with suppress(RolodexError):
            await self.store.call(lambda book: book.drop_draft(self.about))
        self.dismiss(None)
