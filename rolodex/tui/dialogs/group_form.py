"""The form in which a group is made and edited, and that for what somebody said or did in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from rolodex import dates
from rolodex.book import Book
from rolodex.book.grouping import read_kind, read_when
from rolodex.model import GROUP_KINDS, Group, Member
from rolodex.tui.dialogs.form import Form
from rolodex.tui.dialogs.kinds import Kinds
from rolodex.tui.dialogs.line import Line, TextBox
from rolodex.tui.dialogs.row import Row
from rolodex.tui.store import Store


class GroupForm(Form[Group]):
    """Makes or edits a group."""

    def __init__(self, store: Store, group: Group | None) -> None:
        """With no group it makes one."""
        title = f"Group {group.name}" if group else "New group"
        super().__init__(title, store, f"group {group.id if group else 'new'}")
        self._group = group or Group(name="", kind="meetup")

    def compose_body(self) -> ComposeResult:
        own = self._group
        yield self.restored_line()
        yield Row("name", "Name", Line(own.name, placeholder="Rust Oslo, PyCon 2026"))
        yield Row("kind", "Kind", Kinds(GROUP_KINDS, own.kind), check=lambda text: read_kind(text) and "")
        yield Row("role", "Your role", Line(own.role, placeholder="speaker, organiser"))
        first = Line(own.starts_on, placeholder="May 2026, 13 may")
        yield Row("starts_on", "From", first, check=self._when, beside=True)
        last = Line(own.ends_on, placeholder="17 may")
        yield Row("ends_on", "To", last, check=self._when, beside=True)
        yield Row("place", "Place", Line(own.place, placeholder="Pittsburgh"))
        yield Row("link", "Link", Line(own.link, placeholder="https://"))
        made = "made of its name: group/rust-oslo, conference/pycon-2026"
        yield Row("tag", "Tag", Line(own.tag, placeholder=made))
        yield Row("note", "Note", TextBox(own.note))

    async def prepare(self) -> None:
        self.query_one(Line).focus()

    def write(self) -> Callable[[Book], Group]:
        # what was not typed over stays to the letter: a row shows control characters as pictures
        typed: dict[str, Any] = {**self.typed()}
        group = replace(self._group, **typed)
        return lambda book: book.edit_group(group) if group.id else book.add_group(group)

    def _when(self, text: str) -> str:
        said = read_when(text, self.store.today)
        return dates.PartialDate.parse(said).shown(self.store.today) if said else ""

    def on_kinds_submitted(self, event: Kinds.Submitted) -> None:
        event.stop()
        self.action_save()


class SayForm(Form[bool]):
    """What somebody said or did in a group."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", key_display="Enter")]

    def __init__(self, store: Store, group: Group, member: Member) -> None:
        super().__init__(f"{member.name} in {group.name}", store, f"said in {group.id} by {member.contact}")
        self._group, self._member = group.id, member

    def compose_body(self) -> ComposeResult:
        yield self.restored_line()
        hint = "what they said or did there; ctrl+j begins a line"
        yield Row("said", "Said", TextBox(self._member.said, placeholder=hint, enter_begins_line=False))

    async def prepare(self) -> None:
        self.query_one(TextBox).focus()

    def write(self) -> Callable[[Book], bool]:
        text = self.typed().get("said", self._member.said)

        def said(book: Book) -> bool:
            book.say_in_group(self._group, self._member.contact, text)
            return True

        return said
