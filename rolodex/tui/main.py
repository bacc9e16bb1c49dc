"""The main screen: each action asks where need be, calls the book once, and shows what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import work

from rolodex import query
from rolodex.book import Book, brief_words
from rolodex.model import Category, Change, Chosen
from rolodex.tui.attending import Attending
from rolodex.tui.dialogs.brief import BriefScreen
from rolodex.tui.dialogs.category_form import CategoryForm
from rolodex.tui.dialogs.confirm import Confirm
from rolodex.tui.dialogs.contact_form import ContactForm
from rolodex.tui.dialogs.history import ContactHistory, HistoryScreen
from rolodex.tui.dialogs.import_form import ImportForm
from rolodex.tui.dialogs.log_line import LogLine
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.prompt import Prompt
from rolodex.tui.dialogs.tag_form import TagForm, TagResult, tag_people
from rolodex.tui.dialogs.understood import logged
from rolodex.tui.doubling import Doubling
from rolodex.tui.exporting import Exports
from rolodex.tui.favouring import Favours
from rolodex.tui.following import Following
from rolodex.tui.grouping import Groups
from rolodex.tui.introducing import Introductions
from rolodex.tui.requesting import Requests
from rolodex.tui.reviewing import Reviews

_ASK_FROM = 2
"""So many people are asked about before they are deleted or archived."""

_GROUPS = 3
"""Groups that are named before a tag of theirs is deleted."""

_PAGE = 80
"""Cells of a line of a brief that is copied."""


class MainScreen(Requests, Favours, Groups, Introductions, Following, Reviews, Attending, Exports, Doubling):
    """Everything a person does all day."""

    async def _who(self) -> Chosen | None:
        """Whom an action is about, counted and not read: they may be everybody."""
        ids = self.chosen()
        who = await self.read(lambda book: book.chosen(ids))
        if who.count:
            return who
        self.tell("Nobody is chosen: move the cursor to a person, or press a to add one.")
        return None

    async def _sure(self, verb: str, who: Chosen, detail: str) -> bool:
        """Whether it is to be done to so many. One person is only an undo away."""
        if who.count < _ASK_FROM:
            return True
        question, detail = f"{verb} {who.count:,} people?", f"{_names(who)}\n\n{detail}"
        sure = await self.app.push_screen_wait(Confirm(question, verb, detail=detail))
        return sure is True

    @opens_dialog
    async def action_add(self) -> None:
        """Add a person."""
        await self.command_add("")

    async def command_add(self, text: str) -> None:
        """Add a person of that name."""
        form = ContactForm(self.store, None, self.category())
        if text:
            form.begin("name", text)
        added = await self.app.push_screen_wait(form)
        if added is not None:
            self.tell(f"Added {added.name}")
            await self.show_person(added.id)

    @opens_dialog
    async def action_edit(self) -> None:
        """Edit the entry at the card's cursor, else the person at the cursor."""
        if (entry := self.entry) is not None:
            await self.edit_entry(entry)
            return
        if (row := self.to_do) is not None:
            await self.edit_to_do(row)
            return
        if (favour := self.favour) is not None:
            await self.edit_favour(favour)
            return
        if self.request is not None:
            await self.show_requests()
            return
        person = self.people.person
        if person is None:
            self.tell("Nobody is chosen: press a to add a person.")
            return
        contact = await self.attempt(lambda book: book.get(person))
        if contact and await self.app.push_screen_wait(ContactForm(self.store, contact, self.category())):
            self.refresh_book()

    @opens_dialog
    async def action_log(self) -> None:
        """Log what a line says, with whom it names, else with whom is chosen."""
        await self.command_log("")

    async def command_log(self, text: str) -> None:
        """Log what the line says that begins so."""
        line = LogLine(self.store, self.chosen(), text, behind=self.read_card)
        told = await self.app.push_screen_wait(line)
        if told is not None:
            self.tell(logged(told, self.today))
            self.refresh_book()

    @opens_dialog
    async def action_tag(self) -> None:
        """Tag and untag whom is chosen."""
        who = await self._who()
        if who is None:
            return
        ids = list(who.ids)
        current = await self.read(lambda book: book.tags_of(ids))
        names = _names(who) if who.count == 1 else f"{who.count:,} people: {_names(who)}"
        self._tagged(await self.app.push_screen_wait(TagForm(self.store, ids, names, current)))

    async def command_tag(self, text: str) -> None:
        """Put these tags on whom is chosen, and take off those with a minus."""
        if who := await self._who():
            self._tagged(await self.attempt(lambda book: tag_people(book, list(who.ids), text)))

    def _tagged(self, result: TagResult | None) -> None:
        if result is not None:
            signs = [f"#{tag}" for tag in result.added] + [f"-#{tag}" for tag in result.removed]
            self.tell(f"{' '.join(signs)} · {result.changed:,} changed · u undoes")
            self.refresh_book()

    @work
    async def action_star(self) -> None:
        """Star whom is chosen, or take the stars when all have one."""
        if who := await self._who():
            on = who.starred < who.count
            await self._set(lambda book: book.star(who.ids, on), "Starred" if on else "Unstarred", who)

    @opens_dialog
    async def action_archive(self) -> None:
        """Archive whom is chosen, or bring them back when all are archived."""
        who = await self._who()
        if who is None:
            return
        on = who.archived < who.count
        detail = "They leave every view but Archived." if on else "They are in every view again."
        if await self._sure("Archive" if on else "Bring back", who, f"{detail} One u takes it back."):
            await self._set(lambda book: book.archive(who.ids, on), "Archived" if on else "Brought back", who)

    @opens_dialog
    async def action_delete(self) -> None:
        """Delete the tag, category or entry at the cursor of a pane, else whom is chosen."""
        if self.focused is self.sidebar:
            await self._delete_place()
            return
        if (entry := self.entry) is not None:
            await self.delete_entry(entry)
            return
        if (row := self.to_do) is not None:
            await self.delete_to_do(row)
            return
        if (favour := self.favour) is not None:
            await self.delete_favour(favour)
            return
        if (request := self.request) is not None:
            await self.delete_request(request)
            return
        who = await self._who()
        detail = "Their log goes with them. One u brings all of it back."
        if who and await self._sure("Delete", who, detail):
            await self._set(lambda book: book.delete(who.ids), "Deleted", who)
            self.marks = {}

    async def _delete_place(self) -> None:
        place = self.sidebar.place
        if place is None or place.kind in ("view", "screen"):
            self.tell("A built-in view stays. Tags and categories can be deleted.")
            return
        category = place.category
        if category is not None:
            what = f"the category {category.name}"
            detail = "Nobody is deleted: people, fields and their values stay."
        else:
            asked = await self.attempt(
                lambda book: (book.tag_carriers(place.key), book.groups_below(place.key))
            )
            if asked is None:
                return
            lose, groups = asked
            losing = "1 person loses it" if lose == 1 else f"{lose:,} people lose it"
            what, detail = place.title, f"{losing}. No person is deleted.{_going_too(groups)}"
        sure = Confirm(f"Delete {what}?", "Delete", detail=f"{detail} u brings it back.")
        if not await self.app.push_screen_wait(sure):
            return

        def delete(book: Book) -> bool:
            if category is not None:
                book.delete_category(category.id)
            else:
                book.delete_tag(place.key)
            return True

        if await self.attempt(delete) and self.place.id == place.id:
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
        if not new:
            return

        def rename(book: Book) -> bool:
            book.rename_tag(place.key, new)
            return True

        if await self.attempt(rename) and self.place.id == place.id:
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
        """Import files; with two people marked introduce them to each other."""
        if len(self.marks) == 2:
            await self.introduce_marked()
            return
        report = await self.app.push_screen_wait(ImportForm(self.store))
        if report is not None:
            counts = f"{report.new:,} new, {report.changed:,} changed, {report.same:,} same"
            cut = "a file breaks off: somebody may be missing · " * bool(report.cut)
            self.tell(f"Imported: {counts} · {cut}u undoes")
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

    @opens_dialog
    async def action_brief(self) -> None:
        """What to remember of whom is chosen, before a meeting."""
        who = await self._who()
        briefs = await self.attempt(lambda book: book.brief(list(who.ids))) if who else None
        if not who or not briefs:
            return
        briefs = tuple(sorted(briefs, key=lambda brief: brief.contact.name.casefold()))
        if await self.app.push_screen_wait(BriefScreen(briefs, self.today)):
            self.app.copy_to_clipboard(brief_words.as_text(briefs, self.today, _PAGE))
            self.tell(f"Copied the brief of {_names(who)}")

    @work
    async def action_copy(self) -> None:
        """Copy names and emails of whom is chosen, one a line."""
        if who := await self._who():
            people = await self.read(lambda book: book.contacts(list(who.ids)))
            lines = [f"{p.name} <{p.emails[0].value}>" if p.emails else p.name for p in people]
            self.app.copy_to_clipboard("\n".join(" ".join(line.split()) for line in lines))
            self.tell(f"Copied {lines[0] if len(lines) == 1 else f'{len(lines):,} people'}")

    async def _set(self, ask: Callable[[Book], int], done: str, who: Chosen) -> None:
        if await self.attempt(ask) is not None:
            self.tell(f"{done} {_names(who)} · u undoes")
            self.refresh_book()

    def _told(self, done: str, change: Change | None) -> None:
        if change is not None:
            by = f" (from the {change.origin})" if change.origin != "app" else ""
            self.tell(f"{done}: {change.label}{by}")
            self.refresh_book()


def _going_too(groups: Sequence[str]) -> str:
    """The groups that own a tag, in the question whether it is to be deleted."""
    if not groups:
        return ""
    named = ", ".join(name[:40] for name in groups[:_GROUPS])
    more = f" and {len(groups) - _GROUPS:,} more" if len(groups) > _GROUPS else ""
    return f" {'A group goes' if len(groups) == 1 else 'Groups go'} with it: {named}{more}."


def _names(who: Chosen) -> str:
    """`Ada Lovelace`, or the first few and how many more."""
    names = ", ".join(name[:40] for name in who.names)
    more = who.count - len(who.names)
    return f"{names} and {more:,} more" if more else names
