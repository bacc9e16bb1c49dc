"""What can be done to a group wherever it is shown: delete it, fill it again, copy its link, undo."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content

from rolodex.book import Book, ImportReport, Refill, group_words
from rolodex.book.progress import Progress
from rolodex.model import Group
from rolodex.text import counted, shown
from rolodex.tui.dialogs.confirm import Answer, Question
from rolodex.tui.dialogs.doing import DoingList
from rolodex.tui.dialogs.import_form import ImportForm
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.store import Store

_NAMED = 12
"""New and missing people that are named before a group is filled again."""

Deleting = Literal["group", "tag", ""]
"""The group alone, with its tag, or nothing."""


class AboutGroups(DoingList[int]):
    """A dialog about groups. Dismissed with the id of somebody to go to, else with None.

    A subclass says which group is at the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "refill", "refill", priority=True),
        Binding("o", "copy_link", "link", priority=True),
    ]

    def __init__(self, title: str, store: Store) -> None:
        super().__init__(title)
        self.store = store

    @property
    def group(self) -> Group | None:
        """The group that the keys are about."""
        raise NotImplementedError

    def can_do(self, action: str) -> bool:
        if action == "copy_link":
            return self.group is not None and bool(self.group.link)
        if action == "refill":
            return self.group is not None
        return super().can_do(action)

    async def ask_and_delete(self, group: Group) -> None:
        """Delete a group after asking what is to become of its tag."""
        answer = await self.app.push_screen_wait(DeletingGroup(group))
        if answer:
            tag = f" and #{group.tag}" if answer == "tag" else f"; #{group.tag} stays"
            await self.do(
                lambda book: book.delete_group(group.id, with_tag=answer == "tag"),
                f"Deleted {group.name}{tag} · u brings it back",
            )

    def action_copy_link(self) -> None:
        """Copy the link of the group."""
        if self.group is not None:
            self.app.copy_to_clipboard(self.group.link)
            self.tell(f"Copied {self.group.link}")

    @opens_dialog
    async def action_refill(self) -> None:
        """Fill the group again from a file."""
        if self.group is None:
            return
        form = RefillForm(self.store, self.group)
        if await self.app.push_screen_wait(form) and form.refill is not None:
            if form.refill.report.change is None:
                self.tell("Nothing had to be changed")
            else:
                await self.did(group_words.refilled(form.refill))


class DeletingGroup(Question[Deleting]):
    """Whether a group is to go alone, with its tag, or not at all."""

    def __init__(self, group: Group) -> None:
        carry = f"{counted(group.people)} {'carries' if group.people == 1 else 'carry'} #{group.tag}"
        super().__init__(
            f"Delete {group.name}?",
            (
                Answer("g", "Group only", "group"),
                Answer("t", "With its tag", "tag"),
                Answer("n", "Cancel", ""),
            ),
            f"No person is deleted. {carry}: the tag stays on them, or goes with the group."
            " u brings all of it back.",
        )


class RefillForm(ImportForm):
    """A file with the people who are in a group now, first tried and then imported as one change."""

    asks = "A sheet, or a name or handle a line, of all who are in it now; who is not there is missing:"
    example = "~/Downloads/members.csv"
    reviewed = False

    def __init__(self, store: Store, group: Group) -> None:
        super().__init__(store, title=f"Fill {group.name} again")
        self._group = group
        self.refill: Refill | None = None
        """What came of it, or would."""

    def bring_in(self, book: Book, path: Path, dry_run: bool, progress: Progress) -> ImportReport:
        self.refill = book.refill_group(
            self._group.name, [path], dry_run=dry_run, columns=dict(self._columns), progress=progress
        )
        return self.refill.report

    def told(self, report: ImportReport) -> Content:
        assert self.refill is not None
        told = self.refill
        lines = [Content.styled(shown(group_words.refilled(told)), "bold")]
        for word, names in (("new", told.new), ("there again", told.again), ("missing", told.missing)):
            if names:
                lines.append(
                    Content.assemble(
                        (f"  {word}  ", "$foreground-muted"), shown(group_words.named(names, _NAMED))
                    )
                )
        skipped = sum(len(file.skipped) for file in report.files)
        if skipped:
            rows = counted(skipped, "row was not read", "rows were not read")
            lines.append(Content.styled(f"  {rows}", "$warning"))
        last = "Enter does this · one u takes it back · Esc does not"
        return Content("\n").join([*lines, Content(), Content.styled(last, "bold $primary")])
