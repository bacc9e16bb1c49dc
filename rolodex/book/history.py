"""Undo, redo, what was changed when, and forms that were not saved yet."""

from __future__ import annotations

from collections.abc import Mapping

from rolodex.book.base import Base
from rolodex.model import Change, Edit
from rolodex.store import drafts, edits, journal


class History(Base):
    """The journal of a book, as a person sees it."""

    def undo(self, change: int | None = None) -> Change:
        """Undo a change: the one of that id, else the newest of this process, else the newest of the book.

        Raises NotFound when there is none, Conflict when a newer change touched the same rows.
        """
        return self._journal.undo(change)

    def redo(self, change: int | None = None) -> Change:
        """Redo what was undone last, or the change of that id. Raises NotFound or Conflict."""
        return self._journal.redo(change)

    def history(self, limit: int = 100) -> list[Change]:
        """The newest changes, newest first."""
        return journal.changes(self._connection, limit)

    def last_change(self) -> int:
        """The id of the newest change of the book, undone ones too; 0 before the first."""
        return self._journal.newest()

    def changes_since(self, change: int) -> list[int]:
        """What this process changed after a change of that id and did not undo, newest first."""
        return self._journal.own_since(change)

    def history_of(self, id: int, limit: int = 200) -> list[Edit]:
        """What changed of one contact, newest first; undone changes are marked so."""
        return edits.of_contact(self._connection, id, limit)

    def keep_draft(self, about: str, values: Mapping[str, object]) -> None:
        """Keep a form that is not saved yet: `about` names it, and a newer draft replaces an older one."""
        drafts.keep(self._connection, about, values, at=self._now())

    def draft(self, about: str) -> dict[str, object] | None:
        """The draft of that name, if one was kept."""
        return drafts.read(self._connection, about)

    def drop_draft(self, about: str) -> None:
        """Forget a draft: it was saved, or thrown away on purpose."""
        drafts.drop(self._connection, about)
