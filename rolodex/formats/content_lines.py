"""One line of a vCard: its parts, its escapes, how it is written into a file.

vCard 3.0 (RFC 2426), 4.0 (RFC 6350, parameters as in RFC 6868); what was 2.1 is in the form of 3.0.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

# Possessive wherever something repeats: the way back would take memory for each repetition.
_HEAD = r'(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^":;]++|"[^"]*+")*+)*+)'
HEAD = re.compile(_HEAD)
"""What stands before the value: group, name and parameters."""
_LINE = re.compile(f"{_HEAD}:(.*)", re.DOTALL)
PARAMETER = re.compile(r';((?:[^";]++|"[^"]*+")*+)')
"""One of the parameters of a line."""
_PARTS = {
    between: re.compile(rf"(?:^|{between})((?:\\.|[^\\{between}]++|\\$)*+)", re.DOTALL) for between in ",;"
}
_HATS = {"^n": "\n", "^'": '"', "^^": "^"}
_OCTETS = 75
"""Of a line, its end not counted: RFC 6350, section 3.2."""


class Line(NamedTuple):
    """One property of a card. A tuple, since a file has some hundred thousand."""

    group: str
    """What binds lines together, `item1`; may be empty."""
    name: str
    """In capitals."""
    parameters: str
    """As written, each with a semicolon before it."""
    value: str
    """As written, escapes and all."""

    def parameter(self, name: str) -> str:
        """The values of a parameter, in lower case, with commas between; empty when it is not there."""
        return _parameter(self.parameters, name) if self.parameters else ""

    @property
    def text(self) -> str:
        """The whole value as text; unescaped commas and semicolons are part of it, as Gmail writes them."""
        return unescaped(self.value)

    def first(self, count: int) -> list[str]:
        """The first parts of a structured value; empty ones for those that it lacks."""
        parts = [unescaped(part) for part in split(self.value, ";", count)]
        return parts + [""] * (count - len(parts))


# Nearly all lines of a file have the parameters of some other.
@lru_cache(maxsize=1024)
def _parameter(parameters: str, name: str) -> str:
    return said_by(parameters, name).lower()


def said_by(parameters: str, name: str) -> str:
    """The values of a parameter as written, with commas between; empty when it is not there."""
    if name not in parameters.upper():
        return ""
    found = []
    for part in PARAMETER.findall(parameters):
        key, _, value = part.partition("=")
        if key.upper() == name:
            found.append(re.sub(r"\^[n'^]", lambda hat: _HATS[hat[0]], value).replace('"', ""))
    return ",".join(found)


def unescaped(text: str) -> str:
    """A text value without its backslashes."""
    if "\\" not in text:
        return text
    # not by an expression, which asks for each of millions; no text holds a NUL
    text = text.replace("\\\\", "\0")
    end = "\\" if text.endswith("\\") else ""
    text = text.replace("\\n", "\n").replace("\\N", "\n").replace("\\", "")
    return text.replace("\0", "\\") + end


def escaped(text: str) -> str:
    """A text as a value: RFC 6350, section 3.4."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\n", "\\n")


def split(value: str, between: str, most: int) -> list[str]:
    """The first parts of a value between commas or semicolons, still escaped."""
    if "\\" not in value:
        return value.split(between, most)[:most]
    return [found[1] for found in islice(_PARTS[between].finditer(value), most)]


def parsed(text: str) -> Line | None:
    """A line in its final form; None when it is no property."""
    found = _LINE.fullmatch(text)
    return Line(found[1] or "", found[2].upper(), found[3], found[4]) if found else None


def as_text(line: Line) -> str:
    """A line as one text, not folded."""
    group, name, parameters, value = line
    return f"{group}.{name}{parameters}:{value}" if group else f"{name}{parameters}:{value}"


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
