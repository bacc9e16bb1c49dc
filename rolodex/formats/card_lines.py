"""The cards of a file, from the bytes that programs write to whole lines in one form.

vCard 2.1 (versit), 3.0 and 4.0. A line of 2.1 is turned into the form of 3.0 when it is read, so that
everything after knows one form: TYPE= before bare parameters, text decoded from quoted-printable and its
charset, line ends and commas escaped, ENCODING=b for base64.

Files may be made to harm: nothing here takes more memory than some times the size of the file, and no line is
looked at again for each that follows it.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from rolodex.formats.content_lines import HEAD, PARAMETER, Line
from rolodex.formats.raw_lines import Places, unfolded
from rolodex.model import Skipped
from rolodex.text import storable

LONGEST_LINE = 8 * 2**20
"""Octets, folds counted: a photo of 6 MB. The largest of phones are of 1 MB."""
LONGEST_HEAD = 8 * 2**10
"""Octets before the value of a line. Its parameters are taken apart, at 200 times their size."""
LARGEST_CARD = 16 * 2**20
"""Octets of the lines of one card."""
MOST_LINES = 100_000
"""Of one card: a group of Apple's has one for each of its members."""

_TOO_LONG = f"a line of more than {LONGEST_LINE >> 20} MiB"
_MARK = rb"((?i:BEGIN|END)) *: *(?i:VCARD) *(?![^\n])"
_FIRST_MARK = re.compile(_MARK)
# With a letter before them the marks are found fast.
_NEXT_MARK = re.compile(rb"\n" + _MARK)
# Possessive: the way back would take memory for each fold.
_PLAIN = rb'\n*+([^\n:"# \t](?:[^\n:"]++|"[^\n:"]*+")*+):([^\n]*+)(?<!=)(?!\n++[ \t])'
_PLAIN_LINE = re.compile(_PLAIN)
_PLAIN_PART = re.compile(rb"(?:" + _PLAIN + rb")*+\n*+")
_FOLDED = re.compile(rb"\n*+([^\n]++(?:\n++[ \t][^\n]*+)*+)")
_SOFT = re.compile(rb"(?:[^\n]*+(?<==)\n)*+[^\n]*+(?:\n++[ \t][^\n]*+)*+")
_REST = re.compile(rb"(?:\n*+(?:[ \t#][^\n]*+|[^\n:]++(?![^\n])))++")
_QUOTED_HEAD = re.compile(rb'((?:[^":]++|"[^"]*+")*+):(.*)', re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+\Z")
# Not one that has its card: with each of very many, all those before it would be copied.
_BARE_AGENT = re.compile(rb"AGENT[^:]*:\s*$", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT\b", re.IGNORECASE)
_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT")
_NOT_AS_WRITTEN = ("QUOTED-PRINTABLE", "CHARSET", "BASE64")


@dataclass(frozen=True, slots=True)
class Card:
    """The lines of one card but for its BEGIN, VERSION and END."""

    at: int
    """1-based line of the file where it begins."""
    version: str
    lines: tuple[Line, ...]
    left_out: tuple[Skipped, ...] = ()
    """Lines that are longer than any, and what is more than a card may hold."""
    is_cut: bool = False
    """Whether the file ends before it does."""


def holds_more(data: bytes, cards: int) -> bool:
    """Whether a `unified` file begins and ends more than so many cards, told before any is read."""
    marks = 2 * cards
    return sum(1 for _ in islice(_NEXT_MARK.finditer(data), marks + 1)) > marks


def cards(data: bytes) -> Iterator[Card]:
    """The cards of a `unified` file, one by one. One that is never ended ends with the file, and says so.

    A card inside another (AGENT of 2.1) becomes the text of one line, as in 3.0; the lines of one that is
    deeper inside belong to it: escaped once more at each depth, they would fill the memory. One that begins
    where no AGENT waits for it ends the card before, whose END was lost.
    """
    places = Places(data)
    stack: list[_Open] = []
    deeper = done = 0
    first = _FIRST_MARK.match(data)
    for mark in chain((first,) if first else (), _NEXT_MARK.finditer(data)):
        if stack and done < mark.start():
            stack[-1].take(data, done, mark.start())
        done = mark.end()
        begins = mark[1][:1] in b"Bb"
        if begins and len(stack) > 1:
            deeper += 1
        elif begins:
            if stack and not stack[-1].has_agent():
                yield stack.pop().card()
            stack.append(_Open(places, mark.start(1)))
        elif deeper:
            deeper -= 1
        elif stack:
            inner = stack.pop()
            if stack:
                stack[-1].take_card(inner)
            else:
                yield inner.card()
    if stack:
        stack[-1].take(data, done, len(data))
        for inner in stack[1:]:
            stack[0].lines += inner.lines
        yield replace(stack[0].card(), is_cut=True)


class _Open:
    """A card that is being read."""

    def __init__(self, places: Places, begin: int) -> None:
        self._places = places
        self.begin = begin
        self.at = places.line(begin)
        self.lines: list[tuple[bytes, bytes]] = []
        """Whole: what stands before the colon, and the value."""
        self.left_out: list[Skipped] = []
        self._room = LARGEST_CARD
        self._agents = self._looked_at = 0
        self._is_dropped = False
        """Whether the line before was left out, so that what belongs to it is, too."""

    def take(self, data: bytes, start: int, end: int) -> None:
        """Read the lines of a part of the file."""
        lines = self.lines
        if end - start <= LONGEST_HEAD and _PLAIN_PART.fullmatch(data, start, end):
            # nearly all there is: nothing folded, cut off, quoted or too long
            if self._has_room(end - start, start):
                lines += _PLAIN_LINE.findall(data, start, end)
                self._is_dropped = False
            return
        while self._room >= 0 and (found := _FOLDED.match(data, start, end)):
            begin, start = found.span(1)
            if start - begin > LONGEST_LINE:
                self._drop(begin, _TOO_LONG)
                continue
            head, colon, value = found[1].partition(b":")
            if not colon or head[:1] in (b" ", b"\t", b"#"):
                start = self._take_rest(data, begin, end)
                continue
            if b"\n" in head or b'"' in head:
                head, value = _parted(unfolded(found[1]))
            said = head.upper()
            if b"QUOTED-PRINTABLE" in said and (soft := _SOFT.match(data, begin, end)):
                start = soft.end()
                value = b"" if start - begin > LONGEST_LINE else _softened(soft[0])
            elif b"\n" in value:
                value = value.translate(None, b" \t\n") if _is_base64(said) else unfolded(value)
            if start - begin > LONGEST_LINE:
                self._drop(begin, _TOO_LONG)
            elif len(head) > LONGEST_HEAD:
                self._drop(begin, f"a line with parameters of more than {LONGEST_HEAD:,} bytes")
            elif self._has_room(start - begin, begin):
                lines.append((head, value))
                self._is_dropped = False

    def _take_rest(self, data: bytes, begin: int, end: int) -> int:
        """Read lines that have no name, up to where they end: a program that does not fold cut them off.

        Remarks and empty lines between them are nothing.
        """
        found = _REST.match(data, begin, end)
        stop = found.end() if found else end
        if not self.lines or self._is_dropped:
            return stop
        if stop - begin > LONGEST_LINE:
            self.lines.pop()
            self._drop(begin, _TOO_LONG)
        else:
            head, value = self.lines[-1]
            is_base64 = _is_base64(head.upper())
            parts = [value]
            for line in data[begin:stop].split(b"\n"):
                if line[:1] in (b" ", b"\t"):
                    parts.append(line.strip() if is_base64 else line[1:])
                elif not line or line[:1] == b"#":
                    is_base64 = False
                elif is_base64 and _BASE64.match(line):
                    parts.append(line)
                else:
                    parts += (b"\\n", line)
            self.lines[-1] = (head, b"".join(parts))
        return stop

    def has_agent(self) -> bool:
        """Whether a line says that it is about another card."""
        # each line is looked at once, however many cards are inside
        for head, _ in self.lines[self._looked_at :]:
            self._agents += bool(_AGENT.match(head))
        self._looked_at = len(self.lines)
        return self._agents > 0

    def take_card(self, inner: _Open) -> None:
        """Make one line of a card inside this one."""
        self.left_out += inner.left_out
        raw = [head + b":" + value for head, value in inner.lines]
        if not self._has_room(sum(map(len, raw)), inner.begin):
            return
        label = b"AGENT"
        if self.lines and _BARE_AGENT.match(b":".join(self.lines[-1])):
            label = self.lines.pop()[0]
        text = b"\\n".join(line.replace(b"\\", b"\\\\") for line in raw)
        self.lines.append((label, b"BEGIN:VCARD\\n" + text + b"\\nEND:VCARD\\n"))

    def _has_room(self, size: int, begin: int) -> bool:
        """Whether the card may have one more line; once it may not, it says so and takes no other."""
        if self._room < 0:
            return False
        self._room -= size
        if self._room >= 0 and len(self.lines) < MOST_LINES:
            return True
        self._room = -1
        self._drop(begin, f"the rest of a card of more than {MOST_LINES:,} lines or {LARGEST_CARD >> 20} MiB")
        return False

    def _drop(self, begin: int, why: str) -> None:
        self._is_dropped = True
        self.left_out.append(Skipped(self._places.line(begin), f"{why} was left out"))

    def card(self) -> Card:
        """What was read, in one form."""
        at = next((at for at, (head, _) in enumerate(self.lines) if head.upper() == b"VERSION"), -1)
        version = self.lines.pop(at)[1].strip().decode("ascii", "replace") if at >= 0 else "2.1"
        is_old = version == "2.1"
        lines = [_read(head, value, is_old) for head, value in self.lines]
        return Card(self.at, version, tuple([line for line in lines if line]), tuple(self.left_out))


def _softened(line: bytes) -> bytes:
    """The value of a line in quoted-printable, without what parts its lines in the file."""
    return _parted(unfolded(line.replace(b"=\n", b"")))[1]


def _parted(line: bytes) -> tuple[bytes, bytes]:
    """What stands before the colon that no quotes are around, and what behind it."""
    found = _QUOTED_HEAD.fullmatch(line)
    head, _, value = line.partition(b":")
    return (found[1], found[2]) if found else (head, value)


def _is_base64(said: bytes) -> bool:
    return b"BASE64" in said or b"ENCODING=B" in said


class _Head(NamedTuple):
    """What stands before the value of a line."""

    group: str
    name: str
    parameters: str
    """In the form of 3.0."""
    encoding: str
    charset: str
    is_as_written: bool
    """Whether the value is text of 3.0."""


# A file has as many kinds of lines as its program writes.
@lru_cache(maxsize=1024)
def _head(raw: bytes, is_old: bool) -> _Head | None:
    """None for what begins no property; `is_old` is 2.1."""
    found = HEAD.fullmatch(storable(_decoded(raw)))
    if not found:
        return None
    group, name, parameters = found[1] or "", found[2].upper(), found[3]
    if not is_old and not any(word in parameters.upper() for word in _NOT_AS_WRITTEN):
        return _Head(group, name, parameters, "", "", is_as_written=True)
    kept, encoding, charset = "", "", ""
    for part in PARAMETER.findall(parameters):
        key, equals, value = part.partition("=")
        if not equals:
            key, value = ("ENCODING" if part.upper() in _ENCODINGS else "TYPE"), part
        if key.upper() == "ENCODING":
            encoding = value.upper()
        elif key.upper() == "CHARSET":
            charset = _charset(value.strip('"'))
        elif key.strip():
            kept += f";{key}={value}"
    if encoding in ("BASE64", "B"):
        return _Head(group, name, f"{kept};ENCODING=b", "BASE64", "", is_as_written=False)
    return _Head(group, name, kept, encoding, charset, is_as_written=False)


def _read(raw: bytes, value: bytes, is_old: bool) -> Line | None:
    """A line in the form of 3.0; None for what is no property."""
    head = _head(raw, is_old)
    if not head:
        return None
    group, name, parameters, encoding, charset, is_as_written = head
    if is_as_written:
        return Line(group, name, parameters, _decoded(value))
    if encoding == "BASE64":
        return Line(group, name, parameters, "".join(value.decode("latin-1").split()))
    is_quoted = encoding == "QUOTED-PRINTABLE"
    text = storable(_decoded(quopri.decodestring(value) if is_quoted else value, charset or "utf-8"))
    if is_quoted:
        text = text.rstrip("\n").replace("\n", "\\n")
    if is_old:
        text = _escaped(text)
    return Line(group, name, parameters, text.replace("\n", "\\n"))


def _escaped(text: str) -> str:
    """Text of 2.1, where a comma parts nothing and a backslash only hides a semicolon, as 3.0 has it."""
    if "\\" in text:
        # not by an expression, whose pieces take memory; no text holds a NUL
        text = text.replace("\\\\", "\0").replace("\\", "\\\\")
        for sign in ";,:nN":
            text = text.replace(f"\\\\{sign}", f"\\{sign}")
        text = text.replace("\0", "\\\\")
    return text.replace(",", "\\,").replace("\\\\,", "\\,") if "," in text else text


def _charset(name: str) -> str:
    """A charset as Python knows it; empty for what is none, and for those of names of hosts: to decode some
    megabytes of these takes hours."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if found in ("idna", "punycode") else found


def _decoded(raw: bytes, charset: str = "utf-8") -> str:
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except (ValueError, LookupError):
            continue
    return raw.decode("latin-1")
