"""The lines of vCards: from the bytes that programs write to whole lines in one form, and back.

vCard 2.1 (versit), 3.0 (RFC 2426), 4.0 (RFC 6350, parameters as in RFC 6868). A line of 2.1 is turned into
the form of 3.0 when it is read, so that everything after knows one form: TYPE= before bare parameters, text
decoded from quoted-printable and its charset, line ends and commas escaped, ENCODING=b for base64.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rolodex.text import storable

_LINE = re.compile(r'(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+\Z")
_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT")
_HATS = {"^n": "\n", "^'": '"', "^^": "^"}
_OCTETS = 75
"""Of a line, its end not counted: RFC 6350, section 3.2."""


@dataclass(frozen=True, slots=True)
class Line:
    """One property of a card."""

    group: str
    """What binds lines together, `item1`; may be empty."""
    name: str
    """In capitals."""
    parameters: str
    """As written, each with a semicolon before it."""
    value: str
    """As written, escapes and all."""

    def __str__(self) -> str:
        group = f"{self.group}." if self.group else ""
        return f"{group}{self.name}{self.parameters}:{self.value}"

    def parameter(self, name: str) -> str:
        """The values of a parameter, in lower case, with commas between; empty when it is not there."""
        if name not in self.parameters.upper():
            return ""
        found = []
        for part in _PARAMETER.findall(self.parameters):
            key, _, value = part.partition("=")
            if key.upper() == name:
                found.append(re.sub(r"\^[n'^]", lambda hat: _HATS[hat[0]], value).replace('"', ""))
        return ",".join(found).lower()

    @property
    def text(self) -> str:
        """The whole value as text; unescaped commas and semicolons are part of it, as Gmail writes them."""
        return unescaped(self.value)

    @property
    def parts(self) -> list[str]:
        """The parts of a structured value."""
        return [unescaped(part) for part in split(self.value, ";")]


def unescaped(text: str) -> str:
    """A text value without its backslashes."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def escaped(text: str) -> str:
    """A text as a value: RFC 6350, section 3.4."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\n", "\\n")


def split(value: str, between: str) -> list[str]:
    """The parts of a value, still escaped."""
    if "\\" not in value:
        return value.split(between)
    return re.findall(rf"(?:^|{between})((?:\\.|[^\\{between}]|\\$)*)", value, re.DOTALL)


def parsed(text: str) -> Line | None:
    """A line in its final form; None when it is no property."""
    found = _LINE.fullmatch(text)
    return Line(found[1] or "", found[2].upper(), found[3], found[4]) if found else None


def folded(line: str) -> str:
    """A line of a file, no part of it longer than 75 octets, no letter cut in two."""
    if len(line) <= _OCTETS and line.isascii():
        return f"{line}\r\n"
    parts, size, start = [], 0, 0
    for at, character in enumerate(line):
        octets = len(character.encode())
        if size + octets > _OCTETS:
            parts.append(line[start:at])
            start, size = at, 1
        size += octets
    return "\r\n ".join((*parts, line[start:])) + "\r\n"


@dataclass(frozen=True, slots=True)
class Card:
    """The lines of one card but for its BEGIN, VERSION and END."""

    at: int
    """1-based line of the file where it begins."""
    version: str
    lines: tuple[Line, ...]
    is_cut: bool = False
    """Whether the file ends before it does."""


# Not one that has its card: with each of very many, all those before it would be copied.
_BARE_AGENT = re.compile(rb"AGENT[^:]*:\s*$", re.IGNORECASE)


def cards(data: bytes) -> Iterator[Card]:
    """The cards of a file, one by one. A card that is never ended ends with the file, and says so.

    A card inside another (AGENT of 2.1) becomes the text of one line, as in 3.0; the lines of one that is
    deeper inside belong to it: escaped once more at each depth, they would fill the memory.
    """
    deeper = 0
    stack: list[tuple[int, list[bytes]]] = []
    for at, line in _unfolded(data):
        word = line.replace(b" ", b"").upper()
        if word == b"BEGIN:VCARD" and len(stack) > 1:
            deeper += 1
        elif word == b"END:VCARD" and deeper:
            deeper -= 1
        elif word == b"BEGIN:VCARD":
            stack.append((at, []))
        elif word == b"END:VCARD" and stack:
            begun, lines = stack.pop()
            if stack:
                inner = b"\\n".join(line.replace(b"\\", b"\\\\") for line in lines)
                outer = stack[-1][1]
                label = outer.pop() if outer and _BARE_AGENT.match(outer[-1]) else b"AGENT:"
                outer.append(label + b"BEGIN:VCARD\\n" + inner + b"\\nEND:VCARD\\n")
            else:
                yield _card(begun, lines)
        elif stack:
            stack[-1][1].append(line)
    if stack:
        card = _card(stack[0][0], [line for _, lines in stack for line in lines])
        yield replace(card, is_cut=True)


def _card(at: int, raw: Iterable[bytes]) -> Card:
    raw = list(raw)
    at_version = next((number for number, line in enumerate(raw) if line[:8].upper() == b"VERSION:"), -1)
    version = raw.pop(at_version)[8:].strip().decode("ascii", "replace") if at_version >= 0 else "2.1"
    lines = (_read(line, version) for line in raw)
    return Card(at, version, tuple(line for line in lines if line))


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Whole lines, each with the number of the line where it begins."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    begun, parts, soft, base64 = 0, [b""], False, False
    for at, line in enumerate(data.split(b"\n"), start=1):
        if soft:
            soft = line.endswith(b"=")
            parts.append(line[:-1] if soft else line)
        elif line[:1] in (b" ", b"\t"):
            parts.append(line.strip() if base64 else line[1:])
        elif base64 and _BASE64.match(line):
            parts.append(line)
        elif not line.strip() or line[:1] == b"#":
            base64 = False
        elif parts[0] and b":" not in line:
            # cut in two by a program that does not fold; what it cut off has no name
            parts += [b"\\n", line]
        else:
            if parts[0]:
                yield begun, b"".join(parts)
            head = line.partition(b":")[0].upper()
            soft = b"QUOTED-PRINTABLE" in head and line.endswith(b"=")
            base64 = b"BASE64" in head or b"ENCODING=B" in head
            begun, parts = at, [line[:-1] if soft else line]
    if parts[0]:
        yield begun, b"".join(parts)


def _read(raw: bytes, version: str) -> Line | None:
    head = raw.partition(b":")[0].upper()
    if version != "2.1" and b"QUOTED-PRINTABLE" not in head and b"CHARSET" not in head:
        line = parsed(storable(_decoded(raw, "")))
        return (
            line if line and "BASE64" not in head.decode("latin-1") else line and _in_form(line, raw, version)
        )
    line = parsed(storable(raw.decode("latin-1")))
    return _in_form(line, raw, version) if line else None


def _decoded(raw: bytes, charset: str) -> str:
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(encoding) if encoding else raw.decode()
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _in_form(line: Line, raw: bytes, version: str) -> Line:
    """A line with the parameters of 2.1, in the form of 3.0."""
    kept, encoding, charset = "", "", ""
    for part in _PARAMETER.findall(line.parameters):
        key, equals, value = part.partition("=")
        if not equals:
            key, value = ("ENCODING" if part.upper() in _ENCODINGS else "TYPE"), part
        if key.upper() == "ENCODING":
            encoding = value.upper()
        elif key.upper() == "CHARSET":
            charset = value.strip('"')
        elif key.strip():
            kept += f";{key}={value}"
    body = raw.partition(b":")[2] if '"' not in line.parameters else line.value.encode("latin-1", "replace")
    if encoding in ("BASE64", "B"):
        return Line(line.group, line.name, f"{kept};ENCODING=b", re.sub(r"\s", "", body.decode("latin-1")))
    quoted = encoding == "QUOTED-PRINTABLE"
    text = storable(_decoded(quopri.decodestring(body) if quoted else body, charset))
    if quoted:
        text = text.rstrip("\n").replace("\n", "\\n")
    if version == "2.1":
        # a comma parts nothing there, and a backslash only hides a semicolon
        text = re.sub(r"\\(?![\\;,:nN])", r"\\\\", text)
        text = re.sub(r"(?<!\\),", r"\\,", text)
    return Line(line.group, line.name, kept, text.replace("\n", "\\n"))
