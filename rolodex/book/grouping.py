"""Groups: made, edited, deleted, filled again from a file, and what their people said there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rolodex import dates
from rolodex.book.attending import Attending
from rolodex.book.event_line import last_level
from rolodex.book.importing import Importing
from rolodex.book.reports import ImportReport
from rolodex.model import GROUP_KINDS, BadInput, Group, In, Interaction, Member, NotFound
from rolodex.store import groups, interactions, journal, tags
from rolodex.store.ids import as_json
from rolodex.text import counted, one_line, shown, storable

if TYPE_CHECKING:
    from rolodex.book.progress import Progress

_LONGEST = 31
"""Days of a group up to which whoever was met on one of them was met there."""
_FACE_TO_FACE = ("meeting", "event")
_LISTS = ("", ".txt", ".text", ".md", ".list")
"""Endings of files in which people may stand one a line."""
_PARENTS = ("group", "conference", "event", "meetup", "slack", "alumni")
"""Tags of these that end in a group's name are taken to be the group's."""


@dataclass(frozen=True, slots=True)
class Refill:
    """What came of filling a group again."""

    group: Group
    """As it is then."""
    report: ImportReport
    made: bool = False
    """Whether there was no such group before."""
    new: tuple[str, ...] = ()
    """Names of those who were not in it before."""
    again: tuple[str, ...] = ()
    """Of those who were missing, and are there again."""
    missing: tuple[str, ...] = ()
    """Of those who were there before, and are not in the file."""


class _DryRun(Exception):
    """Rolls back what a dry run did."""


class Grouping(Importing, Attending):
    """The groups of a book."""

    def groups(self) -> list[Group]:
        """Every group, counted: by kind, the newest first, those without dates last."""
        return groups.listed(self._connection)

    def group_names(self) -> list[str]:
        """The names of all groups, in the order in which they were made."""
        return [group.name for group in groups.written(self._connection)]

    def groups_below(self, tag: str) -> list[str]:
        """The names of the groups that own a tag or one below it, and would go with it."""
        key = tags.tag_name(tag).casefold()
        every = groups.written(self._connection)
        return [group.name for group in every if f"{group.tag.casefold()}/".startswith(f"{key}/")]

    def group(self, name: str) -> Group:
        """The group of that name, else of that tag, else the only one whose name has this text in it.

        Raises NotFound, or BadInput where several could be meant.
        """
        wanted = one_line(name).removeprefix("#").casefold()
        every = self.groups()
        found = [g for g in every if wanted == g.name.casefold()]
        found = found or [g for g in every if wanted == g.tag.casefold()]
        found = found or [g for g in every if wanted and wanted in g.name.casefold()]
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(f"There is no group “{shown(one_line(name))}”.")
        names = ", ".join(shown(group.name) for group in found[:5])
        raise BadInput(f"“{shown(one_line(name))}” could be {names}. Type more of the name.")

    def groups_of(self, contact: int) -> list[In]:
        """The groups that somebody is in, not counted, with what is kept of them there."""
        return groups.of_contact(self._connection, contact)

    def group_people(self, id: int) -> list[Member]:
        """Who is in a group, the missing last, each with what was logged with them there, newest first.

        That is what has its tag or one below it; and where its first and last day are known, and not more
        than 31 days apart, the meetings on those days and what names the group or its place. Raises NotFound.
        """
        group = self._group_of_id(id)
        people = groups.members(self._connection, id)
        talks = self._talks(group, [member.contact for member in people])
        return [replace(member, talks=tuple(talks.get(member.contact, ()))) for member in people]

    def add_group(self, group: Group) -> Group:
        """Make a group. Without a tag it gets one: `group/rust-oslo`, or `conference/pycon-2026`.

        Where the book has such a tag already, who carries it is in the group. Raises BadInput for what can't
        be taken, or where there is a group of that name or with that tag.
        """
        clean = self._clean_group(replace(group, id=0))
        with self._change(shown(f"add the group {clean.name}")):
            id = groups.insert(self._connection, clean, tags.tag_id(self._connection, clean.tag))
        return self._counted(id)

    def edit_group(self, group: Group) -> Group:
        """Make the stored group of the same id hold these values; another tag renames its tag.

        Raises NotFound or BadInput; then nothing is changed.
        """
        before = self._group_of_id(group.id)
        clean = self._clean_group(replace(group, tag=group.tag or before.tag))
        with self._change(shown(f"edit the group {clean.name}")):
            if clean.tag != before.tag:
                if clean.tag.casefold().startswith(f"{before.tag.casefold()}/"):
                    raise BadInput(f"#{shown(before.tag)} can't be moved below itself.")
                tags.rename(self._connection, before.tag, clean.tag)
            groups.update(self._connection, clean, tags.tag_id(self._connection, clean.tag))
        return self._counted(clean.id)

    def delete_group(self, id: int, *, with_tag: bool = False) -> int:
        """Delete a group, and `with_tag` its tag and those below; how many people were in it.

        No person is deleted. What is kept of people in it goes with it; one undo brings all of it back.
        Raises NotFound.
        """
        group = self._group_of_id(id)
        own = as_json(id for id, _ in tags.below(self._connection, group.tag))
        people = tags.carriers(self._connection, own)
        tagged = f" and #{group.tag} from {counted(people)}" if with_tag else ""
        with self._change(shown(f"delete the group {group.name}{tagged}")):
            groups.delete(self._connection, [id])
            if with_tag:
                tags.delete_tags(self._connection, own)
        return people

    def say_in_group(self, id: int, contact: int, text: str) -> None:
        """Keep what somebody said or did in a group; an empty text forgets it.

        Raises NotFound for a group that is gone, BadInput for somebody who is not in it.
        """
        group = self._group_of_id(id)
        member = self._in(group, [contact])[0]
        with self._change(shown(f"say of {member.name} in {group.name}")):
            groups.say(self._connection, id, contact, storable(text).strip())

    def set_missing(self, id: int, contacts: Collection[int], missing: bool = True) -> None:
        """Say that people are missing in a group since today, or that they are there again.

        Raises NotFound for a group that is gone, BadInput for somebody who is not in it.
        """
        group = self._group_of_id(id)
        people = self._in(group, contacts)
        who = people[0].name if len(people) == 1 else counted(len(people))
        said = "missing in" if missing else "there again in"
        with self._change(shown(f"{who} {said} {group.name}")):
            groups.set_missing(self._connection, id, contacts, self.today.isoformat() if missing else "")

    def refill_group(
        self,
        name: str,
        paths: Sequence[Path],
        *,
        kind: str = "other",
        as_format: str | None = None,
        dry_run: bool = False,
        columns: Mapping[str, str] | None = None,
        progress: Progress | None = None,
    ) -> Refill:
        """Import files as the list of who is in the group of that name, as one change; `columns` as for any.

        A text of names, handles or emails, one a line, will do. Everybody in the files gets its tag. Who was
        in it and is not in them is missing since today; nobody is untagged. Where there is no such group it
        is made, of that kind. A dry run does all of it and takes it back. Raises BadInput for what can't be
        read or has nobody in it, and Cancelled when `progress` says stop; then nothing was changed.
        """
        try:
            with self._change("") as change:
                import_ = partial(self._import_list, paths, as_format, columns, progress)
                told = self._refilled(name, kind, import_)
                change.label = _label(told)
                if dry_run:
                    raise _DryRun
        except _DryRun:
            return replace(told, report=replace(told.report, change=None))
        newest = next(iter(journal.changes(self._connection, 1)), None)
        done = newest if newest and newest.id == change.id else None
        return replace(told, report=replace(told.report, change=done))

    def _refilled(self, name: str, kind: str, import_: Callable[[str], ImportReport]) -> Refill:
        """Inside the change; `import_` brings everybody in with a tag."""
        found = groups.called(self._connection, one_line(name)) or groups.of_tag(
            self._connection, one_line(name).removeprefix("#")
        )
        group = found or self.add_group(Group(name=name, kind=kind))
        before = {member.contact: member for member in groups.members(self._connection, group.id)}
        report = import_(group.tag)
        if files := ", ".join(shown(file.file) for file in report.files if file.broken or file.cut):
            raise BadInput(f"{files} can't be read whole: who is missing can't be told. Nothing was changed.")
        if not report.contacts:
            files = ", ".join(shown(file.file) for file in report.files)
            raise BadInput(f"Nobody is in {files}. Nothing was changed.")
        there = report.contacts
        gone = [id for id, member in before.items() if id not in there and not member.missing_since]
        groups.set_missing(self._connection, group.id, gone, self.today.isoformat())
        groups.set_missing(self._connection, group.id, there, "")
        after = groups.members(self._connection, group.id)
        return Refill(
            self._counted(group.id),
            report,
            made=found is None,
            new=tuple(member.name for member in after if member.contact not in before),
            again=tuple(m.name for m in before.values() if m.contact in there and m.missing_since),
            missing=tuple(before[id].name for id in gone),
        )

    def _import_list(
        self,
        paths: Sequence[Path],
        as_format: str | None,
        columns: Mapping[str, str] | None,
        progress: Progress | None,
        tag: str,
    ) -> ImportReport:
        try:
            return self.import_(paths, as_format=as_format, columns=columns, tag=tag, progress=progress)
        except BadInput:
            # a list of who is in a group may be names alone, which no format takes for people by itself
            if as_format is not None or not all(map(_may_be_a_list, paths)):
                raise
        return self.import_(paths, as_format="names", tag=tag, progress=progress)

    def _group_of_id(self, id: int) -> Group:
        group = groups.of_id(self._connection, id)
        if group is None:
            raise NotFound("That group is no longer in the book.")
        return group

    def _counted(self, id: int) -> Group:
        return next(group for group in self.groups() if group.id == id)

    def _in(self, group: Group, contacts: Collection[int]) -> list[Member]:
        found = [m for m in groups.members(self._connection, group.id) if m.contact in contacts]
        if len(found) < len(set(contacts)) or not found:
            raise BadInput(f"They are not all in {shown(group.name)}: put #{shown(group.tag)} on them.")
        return found

    def _talks(self, group: Group, people: Collection[int]) -> dict[int, list[Interaction]]:
        tagged = set(groups.talks(self._connection, group.id))
        days = _days(group)
        near = groups.talks_on(self._connection, people, *days) if days else []
        told: dict[int, list[Interaction]] = {}
        for entry in interactions.read(self._connection, tagged.union(near)):
            if entry.id in tagged or entry.kind in _FACE_TO_FACE or _names(entry.text, group):
                for contact in entry.contacts:
                    told.setdefault(contact, []).append(entry)
        return told

    def _clean_group(self, group: Group) -> Group:
        """The group as it can be stored. Raises BadInput with a sentence."""
        name = one_line(group.name)
        if not name:
            raise BadInput("A group needs a name: Rust Oslo, PyCon 2026.")
        kind = read_kind(group.kind)
        starts, ends = (read_when(text, self.today) for text in (group.starts_on, group.ends_on))
        if kind == "conference" and not ends:
            ends = starts
        _check_order(starts, ends)
        tag = tags.tag_name(group.tag) if group.tag.strip() else self._group_tag(name, kind)
        for there in (groups.called(self._connection, name), groups.of_tag(self._connection, tag)):
            if there and there.id != group.id:
                raise BadInput(f"There is a group {shown(there.name)} already, with #{shown(there.tag)}.")
        return replace(
            group,
            name=name,
            tag=tag,
            kind=kind,
            link=one_line(group.link),
            starts_on=starts,
            ends_on=ends,
            place=one_line(group.place),
            role=one_line(group.role),
            note=storable(group.note).strip(),
        )

    def _group_tag(self, name: str, kind: str) -> str:
        """The tag of a new group: one that is there and ends in its name, else a new one."""
        level = last_level(name)
        taken = {group.tag.casefold() for group in groups.written(self._connection)}
        for tag in sorted(tags.counted(self._connection), key=lambda tag: -tag.count):
            parent, _, last = tag.name.casefold().rpartition("/")
            if last == level and parent in _PARENTS and tag.name.casefold() not in taken:
                return tag.name
        return f"{'conference' if kind == 'conference' else 'group'}/{level}"


def read_kind(text: str) -> str:
    """The kind of group that a text means, by its first letters. Raises BadInput with those there are."""
    wanted = one_line(text).casefold()
    found = [kind for kind in GROUP_KINDS if kind.casefold().startswith(wanted)]
    if not wanted or not found:
        raise BadInput(f"“{shown(one_line(text))}” is no kind of group: {', '.join(GROUP_KINDS)}.")
    return found[0]


def read_when(text: str, today: date) -> str:
    """The canonical partial date of a group's first or last day; without a year it is of this one.

    Empty for an empty text. Raises BadInput.
    """
    said = dates.read_partial(text, today)
    return str(dates.PartialDate.parse(f"{today.year:04d}{said[1:]}")) if said.startswith("--") else said


def _may_be_a_list(path: Path) -> bool:
    return path.suffix.lower() in _LISTS and path.is_file()


def _label(told: Refill) -> str:
    counts = ((told.new, "new"), (told.again, "there again"), (told.missing, "missing"))
    said = ", ".join(f"{len(names):,} {word}" for names, word in counts if names)
    return shown(f"refill {told.group.name}: {said or 'nobody new or missing'}")


def _check_order(starts: str, ends: str) -> None:
    first = dates.PartialDate.parse(starts).first() if starts else None
    last = dates.PartialDate.parse(ends).last() if ends else None
    if first and last and last < first:
        raise BadInput(f"A group can't end ({ends}) before it starts ({starts}).")


def _days(group: Group) -> tuple[str, str] | None:
    """The first and the last local day of a group that was on for days and not for years."""
    if not group.starts_on or not group.ends_on:
        return None
    first = dates.PartialDate.parse(group.starts_on).first()
    last = dates.PartialDate.parse(group.ends_on).last()
    if first is None or last is None or not _is_short(first, last):
        return None
    return first.isoformat(), last.isoformat()


def _is_short(first: date, last: date) -> bool:
    return 0 <= (last - first).days < _LONGEST


def _names(text: str, group: Group) -> bool:
    there = text.casefold()
    return any(name and name.casefold() in there for name in (group.name, group.place))
