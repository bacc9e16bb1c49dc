"""The main screen: each action asks where need be, calls the book once, and shows what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work

from rolodex import query
from rolodex.model import Category, Change, Contact
from rolodex.tui.dialogs.category_form import CategoryForm
from rolodex.tui.dialogs.confirm import Confirm
from rolodex.tui.dialogs.contact_form import ContactForm
from rolodex.tui.dialogs.history import ContactHistory, HistoryScreen
from rolodex.tui.dialogs.import_form import ImportForm
from rolodex.tui.dialogs.log_form import LogForm
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.dialogs.tag_form import TagForm
from rolodex.tui.following import Following

_ASK_FROM = 2
"""Deleting so many people is asked about; one is only an undo away."""


class MainScreen(Following):
    """Everything a person does all day."""

    async def _chosen_contacts(self) -> list[Contact]:
        ids = self.chosen()
        people = await self.read(lambda book: book.contacts(ids))
        if not people:
            self.tell("Nobody is chosen: move the cursor to a person, or press a to add one.")
        return people

    @opens_dialog
    async def action_add(self) -> None:
        """Add a person."""
        added = await self.app.push_screen_wait(ContactForm(self.store, None, self.category()))
        if added is not None:
            self.tell(f"Added {added.name}")
            await self.show_person(added.id)

    @opens_dialog
    async def action_edit(self) -> None:
        """Edit the person at the cursor."""
        person = self.people.person
        if person is None:
            self.tell("Nobody is chosen: press a to add a person.")
            return
        contact = await self.attempt(lambda book: book.get(person))
        if contact and await self.app.push_screen_wait(ContactForm(self.store, contact, self.category())):
            self.refresh_book()

    @opens_dialog
    async def action_log(self) -> None:
        """Log an interaction with whom is chosen."""
        if people := await self._chosen_contacts():
            entry = await self.app.push_screen_wait(LogForm(self.store, people))
            if entry is not None:
                who = people[0].name if len(people) == 1 else f"{len(people):,} people"
                self.tell(f"Logged {entry.kind} with {who} · u undoes")
                self.refresh_book()

    @opens_dialog
    async def action_tag(self) -> None:
        """Tag and untag whom is chosen."""
        people = await self._chosen_contacts()
        if not people:
            return
        ids = [person.id for person in people]
        current = await self.read(lambda book: book.tags_of(ids))
        names = people[0].name if len(people) == 1 else f"{len(people):,} people"
        result = await self.app.push_screen_wait(TagForm(self.store, ids, names, current))
        if result is not None:
            signs = [f"#{tag}" for tag in result.added] + [f"-#{tag}" for tag in result.removed]
            self.tell(f"{' '.join(signs)} · {result.changed:,} changed · u undoes")
            self.refresh_book()

    @work
    async def action_star(self) -> None:
        """Star whom is chosen, or take the stars when all have one."""
        if people := await self._chosen_contacts():
            on = not all(person.starred for person in people)
            await self._set(
                lambda book: book.star([p.id for p in people], on), "Starred" if on else "Unstarred", people
            )

    @work
    async def action_archive(self) -> None:
        """Archive whom is chosen, or bring them back when all are archived."""
        if people := await self._chosen_contacts():
            on = not all(person.archived for person in people)
            done = "Archived" if on else "Brought back"
            await self._set(lambda book: book.archive([p.id for p in people], on), done, people)

    @opens_dialog
    async def action_delete(self) -> None:
        """Delete the tag or category at the sidebar's cursor, else whom is chosen."""
        if self.focused is self.sidebar:
            await self._delete_place()
            return
        people = await self._chosen_contacts()
        if len(people) >= _ASK_FROM:
            question = f"Delete {len(people):,} people?"
            detail = f"{self._names(people)}\n\nTheir log goes with them. One u brings all of it back."
            if not await self.app.push_screen_wait(Confirm(question, "Delete", detail=detail)):
                return
        if people:
            await self._set(lambda book: book.delete([p.id for p in people]), "Deleted", people)
            self.marks = frozenset()

    async def _delete_place(self) -> None:
        place = self.sidebar.place
        if place is None or place.kind == "view":
            self.tell("A built-in view stays. Tags and categories can be deleted.")
            return
        if place.kind == "category" and place.category is not None:
            category = place.category
            detail = "Nobody is deleted: people, fields and their values stay. u brings it back."
            if await self.app.push_screen_wait(
                Confirm(f"Delete the category {category.name}?", "Delete", detail=detail)
            ):
                await self.attempt(lambda book: book.delete_category(category.id))
        else:
            lose = await self.attempt(lambda book: book.tag_carriers(place.key))
            if lose is None:
                return
            losing = "1 person loses it" if lose == 1 else f"{lose:,} people lose it"
            detail = f"{losing}. No person is deleted. u brings it back."
            if await self.app.push_screen_wait(Confirm(f"Delete {place.title}?", "Delete", detail=detail)):
                await self.attempt(lambda book: book.delete_tag(place.key))
        if self.place.id == place.id:
            self.go(self.sidebar.places[0])
        self.refresh_book()

    @opens_dialog
    async def action_rename_tag(self) -> None:
        """Rename the tag at the sidebar's cursor, or the one in view."""
        place = self.sidebar.place if self.focused is self.sidebar else self.place
        if place is None or place.kind != "tag":
            self.tell("Go to a tag in the sidebar first (Tab, then j and k).")
            return
        new = await self.app.push_screen_wait(Prompt(f"Rename #{place.key}", place.key))
        if new:
            await self.attempt(lambda book: book.rename_tag(place.key, new))
            if self.place.id == place.id:
                self.go(self.sidebar.places[0])
            self.refresh_book()

    @opens_dialog
    async def action_category(self) -> None:
        """Edit the category in view, or at the sidebar's cursor; elsewhere make a new one."""
        place = self.sidebar.place if self.focused is self.sidebar else self.place
        await self._category_form(place.category if place else None)

    @opens_dialog
    async def action_new_category(self) -> None:
        """Make a category, of what is shown now when that is a query."""
        place = self.place
        asked = query.both(place.query, self.line.value.strip())
        await self._category_form(
            Category(
                name="",
                query=asked,
                columns=place.columns,
                group_by=place.group_by,
                sort=self.order or place.sort,
            )
        )

    async def _category_form(self, category: Category | None) -> None:
        result = await self.app.push_screen_wait(CategoryForm(self.store, category))
        if result is not None:
            self.refresh_book()

    @opens_dialog
    async def action_import(self) -> None:
        """Import files."""
        report = await self.app.push_screen_wait(ImportForm(self.store))
        if report is not None:
            self.tell(
                f"Imported: {report.new:,} new, {report.changed:,} changed, {report.same:,} same · u undoes"
            )
            self.refresh_book()

    @work
    async def action_undo(self) -> None:
        """Undo the last change."""
        self._told("Undid", await self.attempt(lambda book: book.undo()))

    @work
    async def action_redo(self) -> None:
        """Redo what was undone last."""
        self._told("Redid", await self.attempt(lambda book: book.redo()))

    @opens_dialog
    async def action_history(self) -> None:
        """Every change of the book."""
        await self.app.push_screen_wait(HistoryScreen(self.store, self.today))
        self.refresh_book()

    @opens_dialog
    async def action_person_history(self) -> None:
        """What changed of the person at the cursor."""
        person = self.people.person
        contact = await self.attempt(lambda book: book.get(person)) if person is not None else None
        if contact is not None:
            await self.app.push_screen_wait(ContactHistory(self.store, contact, self.today))

    @work
    async def action_copy(self) -> None:
        """Copy names and emails of whom is chosen, one a line."""
        if people := await self._chosen_contacts():
            lines = [f"{p.name} <{p.emails[0].value}>" if p.emails else p.name for p in people]
            self.app.copy_to_clipboard("\n".join(" ".join(line.split()) for line in lines))
            self.tell(f"Copied {lines[0] if len(lines) == 1 else f'{len(lines):,} people'}")

    async def show_person(self, id: int) -> None:
        """Put the cursor on a person, in everyone's view if need be."""
        self.going_to = id
        self.line.value = ""
        self.place = self.sidebar.places[0] if self.sidebar.places else self.place
        self.people.focus()
        self.refresh_book()

    async def _set(self, ask, done: str, people: Sequence[Contact]) -> None:  # type: ignore[no-untyped-def]
        if await self.attempt(ask) is not None:
            self.tell(f"{done} {self._names(people)} · u undoes")
            self.refresh_book()

    def _told(self, done: str, change: Change | None) -> None:
        if change is not None:
            by = f" (from the {change.origin})" if change.origin != "app" else ""
            self.tell(f"{done}: {change.label}{by}")
            self.refresh_book()

    def _names(self, people: Sequence[Contact]) -> str:
        names = ", ".join(person.name[:40] for person in people[:3])
        return names if len(people) <= 3 else f"{names} and {len(people) - 3:,} more"
