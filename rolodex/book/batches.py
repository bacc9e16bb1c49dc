"""Imports by name, and how one is rolled back long after without touching what was written since."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rolodex.book.people import People
from rolodex.model import BadInput, Change, NotFound
from rolodex.store import batches, contacts, journal
from rolodex.text import counted, one_line, shown

_NAMED = 5
"""Imports that are named where it is not clear which is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One import."""

    change: int
    """The change that it was: the number by which `rolodex history` knows it."""
    name: str
    at: str
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    tag: str
    """What was put on everybody; empty for nothing."""
    new: int
    changed: int
    still_there: int
    """How many of the new people are in the book now."""
    undone: bool
    rolled_back: bool
    """Whether it was rolled back since, and that was not undone."""


@dataclass(frozen=True, slots=True)
class Stays:
    """Somebody of an import who stays, or stays as they are."""

    contact: int
    name: str
    why: str
    """The last thing that was done with them, in the words of the journal."""
    is_new: bool
    """Whether the import brought them in."""


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What rolling back an import did."""

    name: str
    removed: int
    """People it had brought in and who are gone."""
    restored: int
    """People it had changed and of whom something is as before."""
    kept: tuple[Stays, ...]
    """Who was written about since."""
    change: Change | None = None
    """The change that can be undone; None when nothing went back."""


class Batches(People):
    """The imports of a book."""

    def imports(self) -> list[Batch]:
        """Every import since they have names, newest first."""
        return [
            Batch(
                change=change,
                name=name,
                at=at,
                tag=tag,
                new=new,
                changed=changed,
                still_there=there,
                undone=bool(undone),
                rolled_back=bool(back),
            )
            for change, name, at, tag, new, changed, there, undone, back in batches.listed(self._connection)
        ]

    def roll_back(self, which: str) -> RolledBack:
        """Take back what an import did, as one change that can be undone, but nothing written since.

        `which` is the number of its change or its name, of which what stands behind a space may be missing
        where no other begins so; of several of one name it is the newest that is not rolled back yet. Rows
        that are as the import left them become what they were. Who was brought in stays, whole, if anything
        was written about them since. Raises NotFound when there is no such import, or it is undone, BadInput
        for what may be several.
        """
        batch = self._batch(which)
        with self._change("") as change:
            back = batches.TakingBack(self._connection, batch.change)
            try:
                restored = back.restored()
                kept = self._staying(batch.change, back)
                done = RolledBack(batch.name, back.removed(), len(restored), kept)
                back.apply()
            finally:
                back.close()
            change.label = _label(done)
            batches.roll_back(self._connection, batch.change, change.id)
        newest = next(iter(journal.changes(self._connection, 1)), None)
        return replace(done, change=newest if newest and newest.id == change.id else None)

    def _staying(self, change: int, back: batches.TakingBack) -> tuple[Stays, ...]:
        ids = sorted(back.kept | back.changed_since)
        named = contacts.identities(self._connection, ids)
        why = batches.written_since(self._connection, change, set(ids))
        return tuple(
            Stays(id, named[id].name, why.get(id, "something hangs on them"), id in back.kept)
            for id in ids
            if id in named
        )

    def _batch(self, which: str) -> Batch:
        wanted = one_line(which).casefold()
        there = self.imports()
        found = [batch for batch in there if wanted == str(batch.change)]
        found = found or [batch for batch in there if batch.name.casefold() == wanted]
        # most are called after a file and a day
        found = found or [batch for batch in there if batch.name.casefold().startswith(f"{wanted} ")]
        if not found:
            raise NotFound(f"There is no import “{shown(one_line(which))}”. `rolodex imports` lists them.")
        left = [batch for batch in found if not batch.undone]
        if not left:
            raise NotFound(f"The import “{shown(found[0].name)}” is undone already.")
        left = [batch for batch in left if not batch.rolled_back] or left
        if len({batch.name for batch in left}) > 1:
            several = ", ".join(f"{batch.change} ({shown(batch.name)})" for batch in left[:_NAMED])
            raise BadInput(f"“{shown(one_line(which))}” is more than one import: {several}. Give its number.")
        return left[0]


def _label(done: RolledBack) -> str:
    said = [
        f"{number:,} {word}"
        for number, word in ((done.removed, "removed"), (done.restored, "as before"))
        if number
    ]
    if kept := sum(person.is_new for person in done.kept):
        said.append(f"{counted(kept)} kept")
    return shown(f"roll back import {done.name}: {', '.join(said) or 'nothing left of it'}")
