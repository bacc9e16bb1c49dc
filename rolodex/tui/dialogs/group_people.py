"""The people of a group, each with what they said or did there, and since when somebody is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rolodex.book import group_words
from rolodex.model import Group, Member
from rolodex.text import shown
from rolodex.tui.dialogs.dialog_lines import DialogLines, drawn
from rolodex.tui.dialogs.group_doing import AboutGroups
from rolodex.tui.dialogs.group_form import SayForm
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.store import Store
from rolodex.tui.widgets.lines import fit

_TALKS = 3
"""The newest talks of one person that are told."""


class MemberList(DialogLines):
    """People, a line each, and below each what they said and did."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Member | str] = ()
        self._today = date.min
        self._room = 0
        """Cells of the longest name."""

    def set_members(self, members: Sequence[Member], today: date) -> None:
        """Show these, in their order."""
        rows: list[Member | str] = []
        for member in members:
            rows.append(member)
            rows += [f"¶ {line}" for line in member.said.split("\n") if line]
            rows += [f"◇ {group_words.talk(entry, today)}" for entry in member.talks[:_TALKS]]
            if len(member.talks) > _TALKS:
                rows.append(f"  and {len(member.talks) - _TALKS:,} more talks")
        self._rows, self._today = rows, today
        self._room = max((cell_len(drawn(member.name)) for member in members), default=0)
        self.resized()

    @property
    def member(self) -> Member | None:
        """Who is at the cursor."""
        row = self._rows[self.cursor] if self._rows else ""
        return row if isinstance(row, Member) else None

    def count(self) -> int:
        return len(self._rows)

    def selectable(self, row: int) -> bool:
        return isinstance(self._rows[row], Member)

    def draw(self, row: int, width: int) -> Text:
        member = self._rows[row]
        if isinstance(member, str):
            return self.lined(Text.assemble((f"    {drawn(member)}", self.style_of("faint"))), width)
        room = max(12, (width - 26) // 2)
        about = " · ".join(part for part in (member.company, "archived" * member.archived) if part)
        line = Text(f"  {fit(drawn(member.name), min(room, self._room))}  {fit(drawn(about), room)}  ")
        line.append(group_words.missing(member, self._today), self.style_of("accent"))
        return self.lined(line, width)


class GroupPeople(AboutGroups):
    """Who is in one group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "go to", key_display="Enter", priority=True),
        Binding("e", "say", "said there", priority=True),
        Binding("x", "there", "there again", priority=True),
    ]

    DEFAULT_CSS = """
    GroupPeople {
        & .about { width: 100%; height: auto; max-height: 5; color: $foreground-muted; }
    }
    """

    def __init__(self, store: Store, group: Group) -> None:
        super().__init__(group.name, store)
        self._group: Group = group

    def compose_body(self) -> ComposeResult:
        yield Static(classes="about", markup=False)
        yield Static(classes="told", markup=False)
        yield MemberList()
        yield Static(classes="nothing", markup=False)

    @property
    def _list(self) -> MemberList:
        return self.query_one(MemberList)

    @property
    def group(self) -> Group:
        return self._group

    def can_do(self, action: str) -> bool:
        member = self._list.member
        if action in ("go", "say"):
            return member is not None
        if action == "there":
            return member is not None and bool(member.missing_since)
        return super().can_do(action)

    async def show(self) -> None:
        id = self._group.id
        groups, people = await self.store.call(lambda book: (book.groups(), book.group_people(id)))
        self._group = next((group for group in groups if group.id == id), self._group)
        today = self.store.today
        lines = [
            f"{self._group.kind} · {group_words.size(self._group)} · #{self._group.tag}",
            group_words.about(self._group, today),
            self._group.link,
            " ".join(self._group.note.split()),
        ]
        about = Content("\n").join(Content(drawn(line)) for line in lines if line)
        self.query_one(".about", Static).update(about)
        tag = shown(self._group.tag)
        self.query_one(".nothing", Static).update(
            f"Nobody is in it yet.\n\ni fills it from a sheet or a list; or put #{tag} on people with t."
        )
        self._list.set_members(people, today)
        self.set_class(not people, "-empty")

    async def on_lines_chosen(self) -> None:
        await self.run_action("go")

    def action_go(self) -> None:
        """Go to the person at the cursor."""
        if (member := self._list.member) is not None:
            self.dismiss(member.contact)

    @opens_dialog
    async def action_say(self) -> None:
        """Write what the person at the cursor said or did there."""
        if (member := self._list.member) is None:
            return
        if await self.app.push_screen_wait(SayForm(self.store, self._group, member)):
            await self.did(f"Kept what {member.name} said · u takes it back")

    async def action_there(self) -> None:
        """Say that the person at the cursor is not missing."""
        if (member := self._list.member) is not None:
            await self.do(
                lambda book: book.set_missing(self._group.id, [member.contact], False),
                f"{member.name} is there again · u takes it back",
            )
