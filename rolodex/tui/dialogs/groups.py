"""All groups by kind, with how many people, when, where, and what one was there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from rolodex.book import group_words
from rolodex.model import Group
from rolodex.tui.dialogs.dialog_lines import DialogLines, drawn
from rolodex.tui.dialogs.group_doing import AboutGroups
from rolodex.tui.dialogs.group_form import GroupForm
from rolodex.tui.dialogs.group_people import GroupPeople
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import fit

_EMPTY = """There is no group yet.

a makes one: a meetup, a conference, a LinkedIn group. It owns a tag, and who carries the tag is in it.
An event (@) becomes one with the first person you add or log there."""


class GroupList(DialogLines):
    """Groups, a line each, below their kinds."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Group | str] = ()
        self._today = date.min
        self._room = self._missing = 0
        """Cells of the longest name, and of how many are missing."""

    def set_groups(self, groups: Sequence[Group], today: date) -> None:
        """Show these, in their order."""
        self._today = today
        rows: list[Group | str] = []
        kind = ""
        for group in groups:
            if group.kind != kind:
                kind = group.kind
                rows += [*([""] if rows else []), kind]
            rows.append(group)
        self._rows = rows
        self._room = max((cell_len(drawn(group.name)) for group in groups), default=0)
        self._missing = max((len(_missing(group)) for group in groups), default=0)
        self.resized()

    @property
    def group(self) -> Group | None:
        """The group at the cursor."""
        row = self._rows[self.cursor] if self._rows else ""
        return row if isinstance(row, Group) else None

    def go_to(self, id: int) -> None:
        """Put the cursor on a group."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Group) and row.id == id:
                self.cursor = number

    def count(self) -> int:
        return len(self._rows)

    def selectable(self, row: int) -> bool:
        return isinstance(self._rows[row], Group)

    def draw(self, row: int, width: int) -> Text:
        group = self._rows[row]
        if isinstance(group, str):
            return Text.assemble((group[:1].upper() + group[1:], self.style_of("heading")))
        room = min(self._room, max(16, (width - 24) // 2))
        line = Text(f"  {fit(drawn(group.name), room)}  {group.people:>6,}  ")
        if self._missing:
            line.append(fit(_missing(group), self._missing) + "  ", self.style_of("accent"))
        line.append(drawn(group_words.about(group, self._today)), self.style_of("faint"))
        return self.lined(line, width)


def _missing(group: Group) -> str:
    return f"{group.missing:,} missing" if group.missing else ""


class GroupsScreen(AboutGroups):
    """Every group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "people", "people", key_display="Enter", priority=True),
        Binding("a", "add", "new", priority=True),
        Binding("e", "edit", "edit", priority=True),
        Binding("D,delete", "delete", "delete", key_display="D", priority=True),
    ]

    def __init__(self, store: Store) -> None:
        super().__init__("Groups and conferences", store)

    def compose_body(self) -> ComposeResult:
        yield Static(classes="told", markup=False)
        yield GroupList()
        yield Static(_EMPTY, classes="nothing", markup=False)

    @property
    def _list(self) -> GroupList:
        return self.query_one(GroupList)

    @property
    def group(self) -> Group | None:
        return self._list.group

    def can_do(self, action: str) -> bool:
        if action in ("people", "edit", "delete"):
            return self.group is not None
        return super().can_do(action)

    async def show(self) -> None:
        groups = await self.store.call(lambda book: book.groups())
        self._list.set_groups(groups, self.store.today)
        self.set_class(not groups, "-empty")

    async def on_lines_chosen(self) -> None:
        await self.run_action("people")

    @opens_dialog
    async def action_people(self) -> None:
        """Show who is in the group at the cursor."""
        if self.group is None:
            return
        person = await self.app.push_screen_wait(GroupPeople(self.store, self.group))
        if person:
            self.dismiss(person)
        else:
            await self.show_anew()

    @opens_dialog
    async def action_add(self) -> None:
        """Make a group."""
        await self._form(None)

    @opens_dialog
    async def action_edit(self) -> None:
        """Edit the group at the cursor."""
        await self._form(self.group)

    async def _form(self, group: Group | None) -> None:
        saved = await self.app.push_screen_wait(GroupForm(self.store, group))
        if saved is not None:
            await self.did(f"{'Changed' if group else 'Made'} {saved.name}: #{saved.tag} · u takes it back")
            self._list.go_to(saved.id)

    @opens_dialog
    async def action_delete(self) -> None:
        """Delete the group at the cursor; no person is deleted."""
        if self.group is not None:
            await self.ask_and_delete(self.group)
