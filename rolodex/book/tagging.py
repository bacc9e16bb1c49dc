"""Tags: put on and taken off any number of people, renamed, deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rolodex import dates
from rolodex.book.base import Base
from rolodex.model import BadInput, NotFound, Tag
from rolodex.store import tags
from rolodex.store.ids import as_json
from rolodex.text import counted, shown


def signed(names: Iterable[str]) -> str:
    """Tags as the book calls them: `#book-club` for `book club`. Raises BadInput for text that is no tag."""
    return " ".join(f"#{tags.tag_name(name)}" for name in names)


class Tagging(Base):
    """The tags of a book."""

    def tags(self) -> list[Tag]:
        """Every tag and every level above one, in the order of a tree, with how many people it is on."""
        return tags.counted(self._connection)

    def tags_of(self, ids: Collection[int]) -> dict[str, int]:
        """The tags that people carry, each with how many of them do."""
        return tags.carried(self._connection, as_json(ids))

    def tag(self, ids: Collection[int], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> int:
        """Put tags on people and take others off, as one change; how many of them it changed.

        A `/` makes a hierarchy. Tags that do not exist are made. Raises BadInput for text that is no tag.
        """
        people = as_json(ids)
        adding, removing = [tags.tag_name(tag) for tag in add], [tags.tag_name(tag) for tag in remove]
        with self._change("") as change:
            changed: set[int] = set()
            for name in adding:
                changed |= tags.put_on(self._connection, tags.tag_id(self._connection, name), people)
            for name in removing:
                if found := tags.find_tag(self._connection, name):
                    changed |= tags.take_off(self._connection, found[0], people)
            signs = [f"#{name}" for name in adding]
            signs += [f"-#{name}" if adding else f"#{name}" for name in removing]
            verb = "tag" if adding else "untag"
            change.label = shown(f"{verb} {counted(len(changed))} {' '.join(signs)}")
        return len(changed)

    def tag_carriers(self, name: str) -> int:
        """How many people carry the tag or one below it, and so would lose it if it were deleted."""
        return tags.carriers(self._connection, as_json(id for id, _ in self._below(name)))

    def delete_tag(self, name: str) -> int:
        """Delete a tag and those below it; how many people lost one. No person is touched.

        Raises NotFound.
        """
        below = self._below(name)
        ids = as_json(id for id, _ in below)
        with self._change("") as change:
            lost = tags.carriers(self._connection, ids)
            change.label = shown(f"delete #{tags.tag_name(name)} from {counted(lost)}")
            tags.delete_tags(self._connection, ids)
        return lost

    def rename_tag(self, name: str, new: str) -> None:
        """Rename a tag, and with it those below it; where there is one of the new name they become one.

        Raises NotFound, or BadInput for a name that is no tag or lies below the old one.
        """
        self._below(name)
        old, new = tags.tag_name(name), tags.tag_name(new)
        if new.casefold().startswith(old.casefold() + "/"):
            raise BadInput(f"#{shown(old)} can't be moved below itself.")
        with self._change(shown(f"rename #{old} to #{new}")):
            tags.rename(self._connection, old, new)

    def set_tag_cadence(self, name: str, every: str) -> int:
        """How often to be in touch with those who carry a tag, how many; an empty text takes it away.

        Raises NotFound, or BadInput for a text that is no length of time.
        """
        self._below(name)
        cadence = dates.read_cadence(every, or_never=True)
        said = dates.how_often(cadence) if cadence else "no more"
        with self._change(shown(f"keep in touch with #{tags.tag_name(name)} {said}")):
            # a level above tags need not be a tag itself
            tags.set_cadence(self._connection, tags.tag_id(self._connection, tags.tag_name(name)), cadence)
        return self.tag_carriers(name)

    def _below(self, name: str) -> list[tuple[int, str]]:
        below = tags.below(self._connection, tags.tag_name(name))
        if not below:
            raise NotFound(f"There is no tag #{shown(tags.tag_name(name))}.")
        return below
