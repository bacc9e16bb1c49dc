"""JSON of other programs, read with bounded memory; what is no JSON is refused with its place."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from rolodex.formats.sources import Source
from rolodex.model import BadInput

MOST_AT_ONCE = 32 * 2**20
"""Characters that are parsed in one piece. Of lists such as `[[],[],…` each becomes 20 bytes of memory."""

_STEP = 2**20
_BETWEEN = re.compile(r"[\s,]*")
# The beginnings of JSON, of a script that holds JSON and of a web page: no table has a header like it.
_NO_TABLE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[{\]]|window\.|<!doctype|<html|<\?xml)", re.IGNORECASE
)
_DECODER = json.JSONDecoder()


class Broken(BadInput):
    """A file that is cut off or altered: it is not read at all, and the rest of an archive is."""

    def __init__(self, source: Source, line: int, why: str) -> None:
        super().__init__(f"{source.name} can't be read: line {line}: {why}.")
        self.line = line
        self.why = why


def is_markup(data: bytes) -> bool:
    """Whether a file begins as JSON, a script or a web page does."""
    return _NO_TABLE.match(data[:400]) is not None


def head(source: Source) -> bytes:
    """The beginning of a file in UTF-8, without a byte order mark and white space before it."""
    return _utf8(source.data[:4000]).lstrip()


def whole(source: Source) -> Any:
    """The value that a file holds. Raises Broken."""
    data = _utf8(source.data)
    if len(data) > MOST_AT_ONCE:
        raise Broken(source, 1, f"it is larger than {MOST_AT_ONCE // 2**20} MiB: that is no list of people")
    text = data.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken(source, 1, text, 0, error) from None


def elements(source: Source, behind: bytes = b"") -> Iterator[Any]:
    """The elements of the first array behind some bytes of a file, parsed one by one. Raises Broken."""
    data = _utf8(source.data)
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    read = data.find(b"[", data.find(behind)) + 1
    if not read:
        raise Broken(source, 1, "there is no list in it")
    buffer, place, line = "", 0, _lines(data, read)
    while True:
        pending = len(buffer) - place
        step = max(_STEP, min(pending, MOST_AT_ONCE - pending))
        line += buffer.count("\n", 0, place)
        buffer = buffer[place:] + decode(data[read : read + step], read + step >= len(data))
        read, place = read + step, 0
        while (place := _begin(buffer, place)) < len(buffer):
            if buffer[place] == "]":
                return
            try:
                element, place = _DECODER.raw_decode(buffer, place)
            except (ValueError, RecursionError) as error:
                goes_on = read < len(data) and len(buffer) - place <= MOST_AT_ONCE
                if goes_on and not isinstance(error, RecursionError):
                    break
                raise _broken(source, line, buffer, place, error) from None
            yield element
        if read >= len(data):
            raise Broken(
                source, _lines(data, len(data)), "the file ends in the middle of a list: get it again"
            )


def _begin(buffer: str, place: int) -> int:
    found = _BETWEEN.match(buffer, place)
    return found.end() if found else place


def _utf8(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data.removeprefix(codecs.BOM_UTF8)


def _lines(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _broken(source: Source, line: int, text: str, place: int, error: Exception) -> Broken:
    """What to tell of what Python's parser stumbled over behind a place in a text that begins on a line."""
    if isinstance(error, json.JSONDecodeError):
        why = "it is no JSON from here on: cut off, or altered by a program; get the file again"
        return Broken(source, line + error.lineno - 1, why)
    line += text.count("\n", 0, place)
    if isinstance(error, RecursionError):
        return Broken(source, line, "it is nested deeper than any list of people")
    return Broken(source, line, "a number in it is too long to be one")


def text(value: Any, *names: str) -> str:
    """The text under one name within another of a parsed object; empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def listed(value: Any, *names: str) -> Sequence[Any]:
    """The list under one name within another of a parsed object; empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, list) else ()
