"""The bytes of vCards and calendars before they are text: their ends of lines, their folds, their places."""

from __future__ import annotations

import codecs
import re

from rolodex.formats.codepages import codepage
from rolodex.formats.decode import decode

_SAMPLE = 4096
_CHARSET = re.compile(rb";CHARSET=", re.IGNORECASE)


def unified(data: bytes) -> bytes:
    """A file without NULs and mark of byte order, its lines ended by `\\n`; in UTF-8 if it was in UTF-16, or
    in a code page other than Windows-1252 without saying so."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:_SAMPLE]:
        data = decode(data).encode("utf-8", "replace")
    elif (page := codepage(data)) and not _CHARSET.search(data):
        data = data.decode(page, "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"")
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


class Places:
    """The numbers of lines, asked for in the order of the file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._line, self._counted = 1, 0

    def line(self, position: int) -> int:
        """The 1-based number of the line at a position that is not before the last one."""
        self._line += self._data.count(b"\n", self._counted, position)
        self._counted = position
        return self._line


def unfolded(line: bytes) -> bytes:
    """A line of a `unified` file in one piece (RFC 6350, section 3.2). Folds may stand within a letter."""
    line = line.replace(b"\n ", b"")
    return line.replace(b"\n\t", b"").replace(b"\n", b"") if b"\n" in line else line
