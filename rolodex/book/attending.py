"""The event one is at: while it is on, everybody added or logged by hand gets its name, day and tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rolodex.book.base import Base
from rolodex.book.event_line import last_level, read_event
from rolodex.model import QUIET_KINDS, BadInput, Contact, Event, Group, Interaction
from rolodex.store import contacts, groups, settings, tags
from rolodex.store.ids import as_json

_KEY = "event"


class Attending(Base):
    """The event of a book. It is kept in the book until it is ended, for the app and the shell alike."""

    def event(self) -> Event | None:
        """The event that is on, with how many people carry its tag."""
        event = self._event()
        if event is None:
            return None
        ids = as_json(id for id, _ in tags.below(self._connection, event.tag))
        return replace(event, people=tags.carriers(self._connection, ids))

    def start_event(self, text: str) -> Event:
        """Put an event on, in place of one that is: `PyCon 2026 @Pittsburgh #conference/pycon-2026`.

        Without a tag it is that of the group of the event's name, else the tag of the book whose last level
        is that name, of several that with the most people; else a new one, `event/pycon-2026`. No change of
        the journal: it changes nobody. With the first person there it becomes a group, a conference.
        Raises BadInput for a line that names no event.
        """
        said = read_event(text)
        group = groups.of_tag(self._connection, said.tag) or groups.called(self._connection, said.name)
        tag = said.tag or (group.tag if group else self._tag_of(said.name))
        place = said.place or (group.place if group and group.tag == tag else "")
        event = replace(said, place=place, tag=tag, since=self.today.isoformat())
        kept = {"name": event.name, "place": event.place, "tag": event.tag, "since": event.since}
        settings.keep(self._connection, _KEY, kept)
        return self.event() or event

    def end_event(self) -> Event | None:
        """End the event; the one that was on."""
        event = self.event()
        settings.drop(self._connection, _KEY)
        return event

    def event_tag(self, ids: Iterable[int]) -> str:
        """The tag, maybe a new one, of the event where all of these people were met; empty without one."""
        name = contacts.met_where(self._connection, ids)
        try:
            return self._tag_of(name) if name else ""
        except BadInput:
            # a place written in signs alone makes no tag
            return ""

    def _event(self) -> Event | None:
        kept = settings.read(self._connection, _KEY)
        return Event(kept["name"], kept["place"], kept["tag"], kept["since"]) if kept else None

    def _tag_of(self, name: str) -> str:
        level = last_level(name)
        every = tags.counted(self._connection)
        there = [tag for tag in every if tag.name.casefold().rpartition("/")[2] == level]
        return max(there, key=lambda tag: tag.count).name if there else f"event/{level}"

    @property
    def _event_by_hand(self) -> Event | None:
        """The event that is on for what a person does now; a script is at no event."""
        return self._event() if self._by_hand else None

    def _added_here(self, people: Sequence[Contact]) -> Sequence[Contact]:
        """Inside the change: new people with what the event says of them, where they do not say it."""
        event = self._event_by_hand
        if event is None:
            return people
        self._group_here(event)
        day = self.today.isoformat()
        return [replace(_met(person, event, day), tags=(*person.tags, event.tag)) for person in people]

    def _logged_here(self, entries: Sequence[Interaction]) -> Sequence[Interaction]:
        """New entries with the event's tag. Inside the change: everybody in them gets the tag too.

        For those of whom nothing says how one met, and with whom there was no talk yet, this was where.
        """
        event = self._event_by_hand
        if event is None:
            return entries
        self._group_here(event)
        everybody = as_json({id for entry in entries for id in entry.contacts})
        tags.put_on(self._connection, tags.tag_id(self._connection, event.tag), everybody)
        first: dict[int, str] = {}
        for entry in entries:
            if entry.kind not in QUIET_KINDS:
                first |= {id: min(entry.on, first.get(id, entry.on)) for id in entry.contacts}
        by_day: dict[str, list[int]] = {}
        for id in contacts.never_met(self._connection, first):
            by_day.setdefault(first[id], []).append(id)
        for day, ids in by_day.items():
            met = {"met_where": event.where, "met_on": day}
            contacts.set_values(self._connection, ids, met, {}, at=self._now())
        return [replace(entry, tags=(*entry.tags, event.tag)) for entry in entries]

    def _group_here(self, event: Event) -> None:
        """Make the event a group, or give the conference that it is its place and this day."""
        day = self.today.isoformat()
        group = groups.of_tag(self._connection, event.tag)
        if group is None:
            if not groups.called(self._connection, event.name):
                new = Group(
                    name=event.name, kind="conference", place=event.place, starts_on=event.since, ends_on=day
                )
                groups.insert(self._connection, new, tags.tag_id(self._connection, event.tag))
            return
        if group.kind != "conference":
            return
        # what a person wrote of a conference stays; only a last day that is over moves on
        over = len(group.ends_on) == len(day) and group.ends_on < day
        now = replace(
            group,
            place=group.place or event.place,
            starts_on=group.starts_on or event.since,
            ends_on=day if over or not group.ends_on else group.ends_on,
        )
        if now != group:
            groups.update(self._connection, now, tags.tag_id(self._connection, group.tag))


def _met(person: Contact, event: Event, day: str) -> Contact:
    """The person, met at the event: where, unless another place or an earlier day is said; and when."""
    where, on = person.met_where, person.met_on
    if not where and (not on or on >= event.since):
        where = event.where
    if not on and where.casefold() in (event.where.casefold(), event.name.casefold()):
        on = day
    return replace(person, met_where=where, met_on=on)
