"""The actions about groups: all of them, and the people of one."""

from __future__ import annotations

from rolodex.tui.commanding import Commanding
from rolodex.tui.dialogs.group_people import GroupPeople
from rolodex.tui.dialogs.groups import GroupsScreen
from rolodex.tui.dialogs.opening import opens_dialog


class Groups(Commanding):
    """Groups and conferences."""

    @opens_dialog
    async def action_groups(self) -> None:
        """List the groups."""
        await self._show_groups(GroupsScreen(self.store))

    async def command_group(self, text: str) -> None:
        """Show the people of the group of that name; without a name list the groups."""
        if not text.strip():
            await self._show_groups(GroupsScreen(self.store))
        elif group := await self.attempt(lambda book: book.group(text)):
            await self._show_groups(GroupPeople(self.store, group))

    async def _show_groups(self, screen: GroupsScreen | GroupPeople) -> None:
        person = await self.app.push_screen_wait(screen)
        if person:
            await self.show_person(person)
        else:
            self.refresh_book()
