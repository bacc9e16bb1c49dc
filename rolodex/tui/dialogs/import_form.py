"""Import in the app: a path, a look at what would happen, then the import itself, which can be stopped."""

from __future__ import annotations

import re
import threading
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, ProgressBar, Static

from rolodex.book import Book, FileReport, ImportReport
from rolodex.book.choices import Choices
from rolodex.book.progress import Progress
from rolodex.book.sheets import Sheets
from rolodex.model import BadInput, RolodexError
from rolodex.paths import expanded
from rolodex.text import counted, shown
from rolodex.tui.dialogs.columns import NO_SHEET, ColumnsForm
from rolodex.tui.dialogs.dialog import Dialog
from rolodex.tui.dialogs.line import Line
from rolodex.tui.dialogs.path_suggester import Paths
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.dialogs.proposal import Anew, Proposal
from rolodex.tui.store import Store

_TOLD = 6
"""Rows told one by one, of each file and sort; the rest is counted."""
_LISTED = 20_000
"""People of each file and sort that a proposal lists; more are brought in without being listed."""
_ADDRESS = re.compile(r"\s*[^\s@]+@[^\s@]+\s*")


class ImportForm(Dialog[ImportReport]):
    """A file, folder or .zip, first tried and then imported as one change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "look, then import", key_display="Enter"),
        Binding("tab", "complete", "complete", key_display="Tab"),
        Binding("ctrl+o", "columns", "columns", key_display="^o", priority=True),
        Binding("ctrl+n", "new_people", "new people", key_display="^n", priority=True),
        # before the line, which would scroll itself
        Binding("pagedown", "scroll(1)", show=False, priority=True),
        Binding("pageup", "scroll(-1)", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    ImportForm {
        & > .frame { width: 90; }
        & .ask { color: $foreground-muted; }
        & VerticalScroll { height: auto; margin-top: 1; scrollbar-size-vertical: 1; }
        & VerticalScroll Static { height: auto; }
        & ProgressBar { display: none; width: 100%; &.-going { display: block; } }
        & Bar { width: 1fr; }
    }
    """

    class Progressed(Message):
        """So many people were brought in."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done, self.total = done, total

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ImportForm.Progressed)

    asks = "An archive of LinkedIn, X or Facebook, a sheet, calendar or mailbox, a folder or .zip:"
    example = "~/Downloads/Basic_LinkedInDataExport.zip"
    reviewed = True
    """Whether what would happen opens as a proposal."""

    def __init__(self, store: Store, start: str = "", title: str = "Import") -> None:
        super().__init__(title)
        self.store = store
        self._start = start
        self._looked_at = ""
        self._stop = threading.Event()
        self._working = False
        self._choices: Choices | None = None
        self._columns: dict[str, str] = {}
        """What was said of columns of the sheets in the file, by their place."""
        self._with_text = False
        """Whether the words of mails are read, and not only their heads."""
        self._new_people = False
        """Whether those are added whom files else tell of only where the book has them."""
        self._unknown = 0
        """How many the last look did not find in the book."""
        self._owner_unknown = False
        """Whether one of those may be oneself, and nothing in the file tells who."""
        self._me: list[str] = []
        """One's own addresses, as far as they were asked for."""
        self._is_unread = False
        """Whether the last try failed because of what is in the file."""

    def compose_body(self) -> ComposeResult:
        yield Static(self.asks, classes="ask")
        line = Line(self._start, placeholder=self.example, id="path")
        line.suggester = Paths()
        yield line
        with VerticalScroll(can_focus=False):
            yield Static(id="report", markup=False)
        yield ProgressBar(show_eta=False)

    def on_mount(self) -> None:
        self.query_one("#path").focus()

    def action_complete(self) -> None:
        """Take the path that is suggested."""
        self.query_one(Line).action_cursor_right()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._looked_at = ""
        self._columns = {}
        self._with_text = self._new_people = False
        if self._unknown:
            self._unknown = 0
            self.show_keys()
        self.query_one("#report", Static).update("")
        self.say("")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go()

    def action_scroll(self, by: int) -> None:
        """Scroll the report by most of its height."""
        report = self.query_one(VerticalScroll)
        report.scroll_relative(y=by * max(1, report.size.height - 1), animate=False, immediate=True)

    def action_go(self) -> None:
        """Look at what would happen; after the look, import."""
        typed = self.query_one(Line).text.strip()
        if typed and not self._working:
            self._working = True
            self._stop.clear()
            self._import(typed, dry_run=typed != self._looked_at)

    @work(group="import")
    async def _import(self, typed: str, *, dry_run: bool) -> None:
        report = await self._brought_in(typed, dry_run)
        if report is None and dry_run and self._is_unread:
            report = await self._read_with_columns(typed)
        if report is None:
            return
        if not dry_run:
            self.dismiss(report)
            return
        await self._looked(typed, report)

    async def _looked(self, typed: str, report: ImportReport) -> None:
        if self.query_one(Line).text.strip() != typed:
            return
        self._looked_at = typed
        self._tell(report)
        if self.reviewed and _proposes(report):
            await self._review(typed, report)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who is not in the book can be added."""
        return action != "new_people" or (self.reviewed and self._unknown > 0 and not self._new_people)

    def action_new_people(self) -> None:
        """Look once more, and propose those who are not in the book."""
        typed = self.query_one(Line).text.strip()
        if typed and not self._working:
            self._add_people(typed)

    @work(group="import")
    async def _add_people(self, typed: str) -> None:
        if report := await self._read_anew(typed, Anew(other_people=True)):
            await self._looked(typed, report)

    def action_columns(self) -> None:
        """Say what the columns of the sheets in the file mean, also of one that is in the book already."""
        typed = self.query_one(Line).text.strip()
        if typed and not self._working:
            self._say_columns(typed)

    @work(group="import")
    async def _say_columns(self, typed: str) -> None:
        with self.telling():
            sheets = await self._sheets(typed)
            if not sheets.sheets:
                raise BadInput(NO_SHEET)
            if report := await self._ask_columns(typed, sheets):
                await self._looked(typed, report)

    def _tell(self, report: ImportReport) -> None:
        self._unknown = report.unknown
        self._owner_unknown = report.owner_unknown
        self.query_one("#report", Static).update(self.told(report))
        self.fit()
        self.show_keys()

    async def _read_with_columns(self, typed: str) -> ImportReport | None:
        """Have it said what the columns of sheets mean that were not understood, and look once more."""
        try:
            sheets = await self._sheets(typed)
        except RolodexError:
            return None
        unread = sheets.sheets and not sheets.sheets[0].is_read
        return await self._ask_columns(typed, sheets) if unread else None

    async def _ask_columns(self, typed: str, sheets: Sheets) -> ImportReport | None:
        said = await self.app.push_screen_wait(ColumnsForm(sheets))
        return None if said is None else await self._read_anew(typed, Anew(said))

    async def _read_anew(self, typed: str, anew: Anew) -> ImportReport | None:
        """Look once more, with what was said of columns, the words of mails, or people not in the book."""
        self._columns |= anew.columns
        self._with_text ^= anew.other_text
        may_add = not anew.other_people or self._new_people or await self._knows_owner()
        self._new_people ^= anew.other_people and may_add
        return await self._brought_in(typed, dry_run=True)

    async def _knows_owner(self) -> bool:
        """Whether it is known who of the people in the file is oneself, if need be by asking."""
        if self._owner_unknown:
            asked = Prompt("Which email address in it is yours?", "", "me@example.org", _no_address)
            if not (address := await self.app.push_screen_wait(asked)):
                return False
            self._me.append(address.strip())
        return True

    async def _sheets(self, typed: str) -> Sheets:
        """The sheets in the file. May raise a RolodexError."""
        said = dict(self._columns)
        return await self.store.call(lambda book: book.sheets([expanded(typed)], said))

    async def _brought_in(self, typed: str, dry_run: bool) -> ImportReport | None:
        self._working = True
        self.say("")
        self.query_one(ProgressBar).add_class("-going")
        try:
            return await self.store.call(
                lambda book: self.bring_in(book, expanded(typed), dry_run, self._progress)
            )
        except RolodexError as error:
            self._is_unread = isinstance(error, BadInput)
            self.say(str(error))
            return None
        finally:
            self._working = False
            self.query_one(ProgressBar).remove_class("-going")

    async def _review(self, typed: str, report: ImportReport) -> None:
        """Open what is proposed, anew when something was said of columns, and import what is taken of it."""
        title = f"Import {', '.join(file.file for file in report.files[:3])}"
        sheets = partial(self._sheets, typed)
        while True:
            proposal = Proposal(
                *(self.store, report, title, sheets),
                is_said_now=bool(self._columns),
                with_text=self._with_text,
                new_people=self._new_people,
            )
            taken = await self.app.push_screen_wait(proposal)
            # another look is due: what is in the book may change until then
            self._looked_at = ""
            if isinstance(taken, Choices):
                break
            anew = None if taken is None else await self._read_anew(typed, taken)
            if anew is None:
                return
            report = anew
            self._tell(report)
            if not _proposes(report):
                return
        self._choices = taken
        done = await self._brought_in(typed, dry_run=False)
        if done is not None:
            self.dismiss(done)

    def bring_in(self, book: Book, path: Path, dry_run: bool, progress: Progress) -> ImportReport:
        """On the store thread: import the file, or try to. May raise a RolodexError."""
        choices = None if dry_run else self._choices
        return book.import_(
            [path],
            dry_run=dry_run,
            choices=choices,
            columns=dict(self._columns),
            with_text=self._with_text,
            new_people=self._new_people,
            me=[*self._me],
            most=_LISTED,
            progress=progress,
        )

    def told(self, report: ImportReport) -> Content:
        """What an import would do."""
        return _told(report)

    def _progress(self, done: int, total: int) -> bool:
        """On the store thread: tell how far it is; whether to go on."""
        self.post_message(self.Progressed(done, total))
        return not self._stop.is_set()

    def on_import_form_progressed(self, event: ImportForm.Progressed) -> None:
        self.query_one(ProgressBar).update(total=event.total, progress=event.done)

    def on_unmount(self) -> None:
        self._stop.set()

    def action_leave(self) -> None:
        """Stop what is going on; when nothing is, close."""
        if self._working:
            self._stop.set()
        else:
            self.dismiss(None)


def _no_address(text: str) -> str | None:
    return None if _ADDRESS.fullmatch(text) else "Write an email address of yours: me@example.org."


def _proposes(report: ImportReport) -> bool:
    return bool(report.new or report.changed or report.gone or any(file.talks for file in report.files))


def _told(report: ImportReport) -> Content:
    lines: list[Content] = []
    for file in report.files:
        lines += _file(file)
    nothing = not report.new and not report.changed and not report.requests
    last = "Nothing would change." if nothing else "Enter imports this · one u takes it back · Esc does not"
    if nothing and report.unknown:
        last += f" ^n proposes {'whom' if report.unknown == 1 else 'those whom'} the book does not know."
    return Content("\n").join([*lines, Content(), Content.styled(last, "bold $primary")])


def _file(file: FileReport) -> list[Content]:
    lines = [Content.styled(shown(file.file), "bold")]
    if file.format:
        said = f"  {file.new:,} new · {file.changed:,} changed · {file.same:,} same"
        said += f" · {len(file.skipped):,} skipped"
        if file.date_only:
            accounts = "hidden account" if file.date_only == 1 else "hidden accounts"
            said += f" · {file.date_only:,} {accounts}"
        if file.requests:
            said += f" · {counted(file.requests, 'new request', 'new requests')}"
        if file.unknown:
            said += f" · {file.unknown:,} not in the book"
        lines.append(Content(said))
    if file.kept:
        lines.append(Content.styled(f"  kept as fields: {shown(', '.join(file.kept))}", "$foreground-muted"))
    changed = [person for person in file.people if person.what == "changed"]
    for person in changed[:_TOLD]:
        edits = shown(person.told)
        lines.append(Content.assemble(f"  {shown(person.name)}", (f"  {edits}", "$foreground-muted")))
    for skipped in file.skipped[:_TOLD]:
        lines.append(Content.styled(f"  {shown(skipped.told)}", "$foreground-muted"))
    hidden = max(0, len(changed) - _TOLD) + max(0, len(file.skipped) - _TOLD)
    if hidden:
        lines.append(Content.styled(f"  and {hidden:,} more", "$foreground-muted"))
    return lines
