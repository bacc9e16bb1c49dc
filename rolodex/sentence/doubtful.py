"""Words that stand where a name does and are nobody's: mistyped, or somebody who is not in the book."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rolodex.dates.names import MONTH_NUMBERS, WEEKDAY_NUMBERS
from rolodex.sentence import who
from rolodex.sentence.everyday import COMMON, STOP, THINGS
from rolodex.sentence.kinds import Said, kind_begins
from rolodex.sentence.marks import TAKEN, Line
from rolodex.sentence.values import Names

Span = tuple[int, int]

_SPEAKS = re.compile(
    r"\s+(?:called|rang|phoned|emailed|e-mailed|mailed|messaged|texted|pinged|wrote|said|says|told|asked)\b"
)
_COLON = re.compile(r"\s*:(?=\s)")
_LIST = re.compile(r"\s*(?:&|\+|/|,?\s*\band\b)\s*")
_COMMA = re.compile(r"\s*,\s*")
_QUOTED = re.compile(r"\"(?P<straight>[^\",.]+)\"|“(?P<curled>[^”,.]+)”")
_GOES_ON = re.compile(
    r"\s+(?:[0-9]|(?:for|during|until|till|after|before|while|when|because|but|then|tomorrow|tmrw|later|again"
    r"|next|this)\b)"
)
"""What may stand behind the whole of a name, beside a boundary."""
_NO_NAME = COMMON | STOP | THINGS | set(who.TITLES) | WEEKDAY_NUMBERS.keys() | MONTH_NUMBERS.keys()
_WORDS = 3
"""Words of a name that is guessed."""
_TO_SOMEBODY = ("call", "email", "message")
"""Kinds behind whose word a name with a capital letter is somebody; behind `lunch` it may be a place."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What is to be said of words in the place of a name."""

    names: list[who.Name]
    """Every name in the line, the guessed ones among them, in order."""
    unknown: list[Span]
    """Where somebody is named whom nobody's name is near to."""


def doubtful(
    line: Line, found: Sequence[who.Name], kind: Said | None, names: Names, own: Sequence[str]
) -> Doubtful:
    """The names of a line with the mistyped ones among them, and the unknown ones.

    `found` are the names written as they are, `own` the book's own kinds.
    """
    reading = _Places(line, [_longer(line, name, names, own) for name in found], kind, names, own)
    reading.read_handles()
    reading.read_quoted()
    for word in who.words_of(line):
        reading.read_word(word)
    return Doubtful(sorted(reading.names, key=lambda name: name.start), sorted(set(reading.unknown)))


class _Places:
    """The places of names in one line."""

    def __init__(
        self, line: Line, found: list[who.Name], kind: Said | None, names: Names, own: Sequence[str]
    ) -> None:
        self.names = found
        self.unknown: list[Span] = []
        self._line = line
        self._kind = kind
        self._known = names
        self._own = own

    def read_handles(self) -> None:
        for start, end in who.handles_in(self._line):
            if self._is_free(start, end):
                said = self._line.text[start:end]
                if self._known.is_near(said[1:]):
                    self._guess(start, end, said)
                else:
                    self.unknown.append((start, end))

    def read_quoted(self) -> None:
        for match in _QUOTED.finditer(self._line.text):
            start, end = match.span()
            said = (match["straight"] or match["curled"]).strip()
            place = self._place(start, end)
            if not place or len(said.split()) > _WORDS or self._line.plain[start:end].strip(TAKEN):
                continue
            if fit := self._known.fit(said):
                self.names.append(who.Name(start, end, said, fit))
            elif self._known.is_near(said):
                self._guess(start, end, said)
            elif place in ("with", "speaks") and said.istitle():
                self.unknown.append((start, end))

    def read_word(self, word: who.Word) -> None:
        line, start = self._line, word.start
        if not self._is_free(start, word.end) or self._is_no_name(start, word.end):
            return
        place = self._place(start, word.end)
        if not place:
            return
        is_capital = line.text[start].isupper() and not line.text.isupper()
        if self._may_be_guessed(place, start, word.end, is_capital):
            for end in self._ends(word):
                if self._known.is_near(line.text[start:end]):
                    self._guess(start, end, line.text[start:end])
                    return
        if self._is_unknown(place, start, word.end, is_capital):
            self.unknown.append((start, word.end))

    def _guess(self, start: int, end: int, said: str) -> None:
        self.names.append(who.Name(start, end, said, "first", is_guess=True))

    def _is_free(self, start: int, end: int) -> bool:
        return all(end <= name.start or name.end <= start for name in self.names)

    def _is_no_name(self, start: int, end: int) -> bool:
        word = self._line.text[start:end].casefold()
        return word in _NO_NAME or kind_begins(self._line.plain, start, self._own)

    def _ends(self, word: who.Word) -> list[int]:
        """Where the name may end that begins with a word, the longest first."""
        ends = [word.end]
        for other in who.words_of(self._line):
            gap = self._line.plain[ends[-1] : other.start] if other.start >= ends[-1] else "-"
            if gap == " " and len(ends) < _WORDS and not self._is_no_name(other.start, other.end):
                ends.append(other.end)
        return ends[::-1]

    def _place(self, start: int, end: int) -> str:
        """`with`, behind the `kind`, in a `list`, before who `speaks`, at the `start`, or empty for none."""
        before, after = self._line.plain[:start], self._line.plain[end:]
        if who.WITH.search(before):
            return "with"
        if self._kind and who.is_behind(before, self._kind):
            return "kind"
        for name in self.names:
            between = before[name.end :]
            if name.end <= start and (_LIST.fullmatch(between) or _COMMA.fullmatch(between)):
                return "list"
        opens = not before.strip(f" ,:.-({TAKEN}")
        if _SPEAKS.match(after):
            return "speaks" if opens or who.CLAUSE.search(before) else ""
        gap = len(after) - len(after.lstrip())
        if opens and (_COLON.match(after) or _LIST.match(after) or kind_begins(after, gap, self._own)):
            return "start"
        return ""

    def _may_be_guessed(self, place: str, start: int, end: int, is_capital: bool) -> bool:
        if is_capital or place in ("with", "start", "speaks"):
            return True
        before, after = self._line.plain[:start], self._line.plain[end:]
        if place == "list" and before.rstrip().endswith(","):
            return _LIST.match(after) is not None
        return (place == "kind" and self._is_to_somebody) or who.BOUNDARY.match(after) is not None

    def _is_unknown(self, place: str, start: int, end: int, is_capital: bool) -> bool:
        """Whether somebody must be meant, though nobody has a name near to that."""
        before, after = self._line.plain[:start], self._line.plain[end:]
        if is_capital:
            if place == "kind":
                return self._is_to_somebody and not self._line.text[start:end].isupper()
            return place in ("with", "speaks")
        is_whole = who.BOUNDARY.match(after) or _GOES_ON.match(after)
        if place != "with" or self._line.plain[end - 1] == "s" or not is_whole:
            return False
        # `help with python` is no name, `lunch with zed` is
        head = who.WITH.sub("", before)
        behind = head[self._kind.end :] if self._kind and self._kind.end <= start else head
        return not behind.strip(f" {TAKEN}")

    @property
    def _is_to_somebody(self) -> bool:
        return self._kind is not None and (self._kind.is_verb or self._kind.kind in _TO_SOMEBODY)


def _longer(line: Line, name: who.Name, names: Names, own: Sequence[str]) -> who.Name:
    """`bob smth` for Bob Smith, where `bob` alone is a name."""
    if " " in name.said or name.said.startswith("@") or name.is_owner:
        return name
    word = next((word for word in who.words_of(line) if word.start == name.end + 1), None)
    if word is None or line.plain[name.end] != " ":
        return name
    said = line.text[name.start : word.end]
    if line.text[word.start : word.end].casefold() in _NO_NAME or kind_begins(line.plain, word.start, own):
        return name
    return who.Name(name.start, word.end, said, "full", is_guess=True) if names.is_near(said) else name
