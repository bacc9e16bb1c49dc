"""Follow-ups and keeping in touch: set, done, put off."""

from __future__ import annotations

from collections.abc import Sequence

from rolodex import dates
from rolodex.book import Due
from rolodex.model import BadInput, FollowUp
from rolodex.text import shown
from rolodex.tui.browsing import Browsing
from rolodex.tui.dialogs.follow_form import FollowForm, read_due
from rolodex.tui.dialogs.log_form import LogForm
from rolodex.tui.dialogs.opening import opens_dialog
from rolodex.tui.dialogs.prompt import Prompt


class Following(Browsing):
    """The actions on what is due."""

    @opens_dialog
    async def action_follow_up(self) -> None:
        """Keep in mind something to do about whom is chosen."""
        ids = self.chosen()
        if not ids:
            self.tell("Nobody is chosen: move the cursor to a person, or press a to add one.")
            return
        row = await self.app.push_screen_wait(FollowForm(self.store, ids, await self._called(ids)))
        if row is not None:
            self.tell(f"Follow up {self._said_day(row.due)} · u undoes")
            self.refresh_book()

    @opens_dialog
    async def action_done(self) -> None:
        """What is due next of whom is chosen is done; then it can be logged."""
        ids, rows = await self._due_rows()
        if not ids:
            return
        text = ""
        if rows:
            coming = await self.attempt(lambda book: book.finish([row.id for row in rows]))
            if coming is None:
                return
            text = rows[0].text if len(rows) == 1 else ""
            again = f" · again {self._said_day(coming[0].due)}" if coming else ""
            self.tell(f"Done{': ' + text if text else ''}{again} · u undoes")
            ids = list(dict.fromkeys(id for row in rows for id in row.contacts))
            self.refresh_book()
        people = await self.read(lambda book: book.contacts(ids))
        if await self.app.push_screen_wait(LogForm(self.store, people, text=text)):
            self.refresh_book()

    @opens_dialog
    async def action_snooze(self) -> None:
        """Put off what is due next of whom is chosen; where nothing is, a talk with them."""
        one_line = self._due_at_cursor() is not None
        ids, rows = await self._due_rows()
        if not ids:
            return
        what = (rows[0].text or "the follow-up") if len(rows) == 1 else f"{len(rows):,} follow-ups"
        if not rows:
            what = f"keeping in touch with {await self._called(ids)}"
        until = await self.app.push_screen_wait(
            Prompt(f"Put off {what} until", "", "in a week; tomorrow, fri, +1mo", self._no_day)
        )
        if until is None:
            return
        day = read_due(until, self.today)
        done: object
        if not rows:
            done = await self.attempt(lambda book: book.snooze_touch(ids, day))
        elif one_line:
            done = await self.attempt(lambda book: book.snooze([row.id for row in rows], day))
        else:
            done = await self.attempt(lambda book: book.put_off(ids, day))
        if done is not None:
            self.tell(f"Put off until {dates.spoken(day, self.today)} · u undoes")
            self.refresh_book()

    @opens_dialog
    async def action_cadence(self) -> None:
        """How often to be in touch with whom is chosen, or with those who carry the sidebar's tag."""
        place = self.sidebar.place if self.focused is self.sidebar else None
        if place is not None and place.kind == "category":
            await self.run_action("category")
            return
        tag = place.key if place is not None and place.kind == "tag" else ""
        ids = [] if tag else self.chosen()
        if not tag and not ids:
            self.tell("Nobody is chosen: move the cursor to a person, or to a tag in the sidebar.")
            return
        whom = f"#{tag}" if tag else await self._called(ids)
        now = ""
        if tag:
            before = next((t.cadence for t in self.sidebar.tags if t.name == tag), "")
        else:
            people, wins = await self.read(lambda book: (book.contacts(ids[:1]), book.cadence_of(ids[0])))
            before = people[0].cadence if people else ""
            now = f" · now every {wins}" if wins and not before and len(ids) == 1 else ""
        every = await self.app.push_screen_wait(
            Prompt(f"Keep in touch with {whom}{now}", before, "every 3 months, 90d, never", _no_length)
        )
        if every is None:
            return
        if tag:
            done = await self.attempt(lambda book: book.set_tag_cadence(tag, every))
        else:
            done = await self.attempt(lambda book: book.set_cadence(ids, every))
        if done is not None:
            cadence = dates.read_cadence(every, or_never=True)
            said = dates.how_often(cadence) if cadence or not tag else "no more"
            self.tell(f"Keep in touch with {whom} {said} · u undoes")
            self.refresh_book()

    async def _due_rows(self) -> tuple[list[int], Sequence[FollowUp]]:
        """Whom it is about, and the follow-ups: the one at the cursor, else the next of each."""
        line = self._due_at_cursor()
        if isinstance(line, FollowUp):
            return list(line.contacts), [line]
        ids = list(line.contacts) if line else self.chosen()
        if not ids:
            self.tell("Nobody is chosen: move the cursor to a person.")
            return [], ()
        if line is not None and not line.follow_up:
            return ids, ()
        if line is not None:
            rows = await self.read(
                lambda book: [row for row in book.follow_ups(ids[0]) if row.id == line.follow_up]
            )
        else:
            rows = await self.read(lambda book: book.next_follow_ups(ids))
        if not rows:
            touch_by = await self.read(lambda book: book.touch_by())
            lost = [id for id in ids if id in touch_by]
            if not lost:
                self.tell("Nothing is due here: f sets a follow-up.")
            return lost, ()
        return ids, rows

    def _due_at_cursor(self) -> FollowUp | Due | None:
        """The one follow-up of the card or the one line of the agenda that is pointed at."""
        if self.focused is self.card and isinstance(row := self.card.entry, FollowUp):
            return row
        return None if self.marks else self.people.due

    async def _called(self, ids: Sequence[int]) -> str:
        people = await self.read(lambda book: book.contacts(ids[:1]))
        return shown(people[0].name) if people and len(ids) == 1 else f"{len(ids):,} people"

    def _said_day(self, day: str) -> str:
        return dates.spoken(dates.read_day(day, self.today), self.today)

    def _no_day(self, text: str) -> str | None:
        try:
            read_due(text, self.today)
        except BadInput as error:
            return str(error)
        return None


def _no_length(text: str) -> str | None:
    try:
        dates.read_cadence(text, or_never=True)
    except BadInput as error:
        return str(error)
    return None
