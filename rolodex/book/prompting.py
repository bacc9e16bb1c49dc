"""How a line of the log that is being typed can go on: people and tags that begin as it does."""

from __future__ import annotations

import re

from rolodex.book.completing import Completing, Completion
from rolodex.book.searching import Searching
from rolodex.match import fold, words
from rolodex.query import quoted
from rolodex.store import contacts

_TAG = re.compile(r"(?<!\S)#(?P<prefix>[^\s#\"]*)$")
_NAME = re.compile(r"(?P<at>@?)(?P<prefix>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2})$")
_BEFORE_NAME = re.compile(r"(?:^|\b(?:with|w|and|from|to|met|call|called)|[@&,/+(:])\s*$", re.IGNORECASE)
_SHORTEST = 2
"""Letters of a name before people are offered for it."""


class Prompting(Searching, Completing):
    """Completion of lines of the log."""

    def complete_line(self, line: str, cursor: int, limit: int = 8) -> list[Completion]:
        """How the line can go on at the cursor (a number of characters): a tag, or a whole name.

        People are offered behind `with`, `and`, a comma and the like, `@`, and at the start of the line;
        those one talks to more, and more recently, come first.
        """
        before = line[:cursor]
        if typed := _TAG.search(before):
            return self._tags_for(typed, limit)
        found = _NAME.search(before)
        if found is None:
            return []
        start, prefix = found.start("prefix"), found["prefix"]
        while prefix:
            if found["at"] or _BEFORE_NAME.search(line[:start]):
                begin = found.start() if found["at"] else start
                if people := self._people_for(prefix, begin, cursor, limit):
                    return people
            rest = prefix.partition(" ")[2]
            start, prefix = start + len(prefix) - len(rest), rest
        return []

    def _tags_for(self, typed: re.Match[str], limit: int) -> list[Completion]:
        wanted = fold(typed["prefix"])
        tags = [(name, count) for name, count in self._values("tag") if fold(name) != wanted]
        begun = [tag for tag in tags if fold(tag[0]).startswith(wanted)]
        inside = [tag for tag in tags if len(wanted) >= _SHORTEST and wanted in fold(tag[0])[1:]]
        fitting = dict.fromkeys([*begun, *inside])
        return [
            Completion(typed.start(), typed.end(), f"#{quoted(name)}", count)
            for name, count in [*fitting][:limit]
        ]

    def _people_for(self, prefix: str, start: int, end: int, limit: int) -> list[Completion]:
        typed = words(prefix)
        self._catch_up()
        if self._index is None or sum(map(len, typed)) < _SHORTEST:
            return []
        near = contacts.read(self._connection, self._index.search(prefix, limit=4 * limit).ids)
        names = dict.fromkeys(
            person.name for person in near if not person.archived and _begins(words(person.name), typed)
        )
        return [Completion(start, end, name) for name in names if name != prefix][:limit]


def _begins(name: list[str], typed: list[str]) -> bool:
    """Whether the typed words are words of the name in their order, the last one perhaps not typed out."""
    for at in range(len(name) - len(typed) + 1):
        if name[at : at + len(typed) - 1] == typed[:-1] and name[at + len(typed) - 1].startswith(typed[-1]):
            return True
    return False
