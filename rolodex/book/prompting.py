"""What a line of the log can go on with at the cursor: people, tags, kinds."""

from __future__ import annotations

import re

from rolodex.book.completing import Completion, fitting
from rolodex.book.telling import Telling
from rolodex.match import fold, words
from rolodex.model import INTERACTION_KINDS
from rolodex.query import quoted
from rolodex.store import naming
from rolodex.text import shown

_SHORTEST = 2
"""Letters of a word before anybody is offered for it, where nothing says that it is a name."""
_WORDS = 4
"""Words of a name that are looked at."""
_SEARCHED = 60
"""People whom the search finds, of whom those are offered whose name begins as it was typed."""

_TAG = re.compile(r"(?:^|(?<=[\s(]))#(?P<begun>[\w/+.&-]*)$")
_WORD = re.compile(r"(?P<at>@?)(?P<begun>[^\W\d_][^\s,;:/&+()\[\]{}<>\"“”!?|*#@]*)$")
_BEFORE_NAME = re.compile(r"(?:\bwith|\bw/|\band|[&+])\s*$", re.IGNORECASE)
_BEFORE_TOPIC = re.compile(r"\b(?:re|about|regarding)\s*$", re.IGNORECASE)


class Prompting(Telling):
    """Completion of lines of the log."""

    def complete_line(self, line: str, cursor: int, limit: int = 8) -> list[Completion]:
        """How a line of the log can go on at the cursor (a number of characters), the likeliest first.

        A tag where one is begun; at the start of the line a kind; people by any word of their names.
        """
        before = line[:cursor]
        if tag := _TAG.search(before):
            pairs = fitting(tag["begun"], self._values("tag"), anywhere=True)[:limit]
            return [Completion(tag.start(), cursor, f"#{quoted(name)}", count) for name, count in pairs]
        word = _WORD.search(before)
        if word is None:
            return []
        kinds = [] if before[: word.start()].strip() or word["at"] else self._kinds_begun(word["begun"])
        offered = [Completion(word.start(), cursor, kind) for kind in kinds[:limit]]
        return offered + self._people_begun(before, word, limit - len(offered))

    @property
    def names_ready(self) -> bool:
        """Whether everybody can be understood already: the index is made."""
        return self._knows_everybody

    def _kinds_begun(self, begun: str) -> list[str]:
        if len(begun) < _SHORTEST:
            return []
        from rolodex.sentence.kinds import KIND_WORDS

        known = dict.fromkeys((*KIND_WORDS, *self._kind_words(), *INTERACTION_KINDS))
        return [kind for kind in known if kind.startswith(begun.casefold()) and kind != begun.casefold()]

    def _people_begun(self, before: str, word: re.Match[str], limit: int) -> list[Completion]:
        start, begun = word.start(), word["begun"]
        sure = word["at"] or begun[0].isupper() or _BEFORE_NAME.search(before[:start])
        is_topic = not sure and _BEFORE_TOPIC.search(before[:start])
        if limit <= 0 or is_topic or len(begun) < (1 if sure else _SHORTEST):
            return []
        if not word["at"]:
            start = self._name_start(before, start)
        typed = before[start:].removeprefix("@")
        whole = fold(typed)
        self._catch_up()
        assert self._index is not None
        ids = self._index.search(typed, limit=_SEARCHED).ids
        told = naming.known(self._connection, ids)
        found = [id for id in ids if id in told and not told[id][3] and _begins(told[id][0], typed)]
        # whose given name it may be before whose family name it is
        found.sort(key=lambda id: not fold(told[id][0]).startswith(whole))
        # a name that is written out already needs no completion, unless others have it too
        alone = len(found) == 1 and fold(told[found[0]][0]) == whole
        offered = [] if alone else found[:limit]
        return [
            Completion(start, len(before), shown(told[id][0]), person=id, about=_about(told[id]))
            for id in offered
        ]

    def _name_start(self, before: str, start: int) -> int:
        """Where the name begins whose last word is being typed: `grace ho`, not `with grace ho`."""
        known = self._names_known()
        for _ in range(_WORDS - 1):
            match = re.search(r"(?P<word>[^\W\d_][^\s,;:/&+()]*) $", before[:start])
            if match is None or known.fit(before[match.start() :].split()[0]) is None:
                return start
            found = naming.known(self._connection, self._index_search(before[match.start() :]))
            if not any(_begins(name, before[match.start() :]) for name, *_ in found.values()):
                return start
            start = match.start()
        return start

    def _index_search(self, text: str) -> list[int]:
        assert self._index is not None
        return list(self._index.search(text, limit=_SEARCHED).ids)


def _begins(name: str, typed: str) -> bool:
    """Whether the typed words are words of the name that follow each other, the last one maybe begun only."""
    own, wanted = words(name), words(typed)
    if not wanted:
        return False
    return any(
        own[at : at + len(wanted) - 1] == wanted[:-1] and own[at + len(wanted) - 1].startswith(wanted[-1])
        for at in range(len(own) - len(wanted) + 1)
    )


def _about(told: tuple[str, str, str, bool]) -> str:
    return shown(" · ".join(part for part in told[1:3] if part))
