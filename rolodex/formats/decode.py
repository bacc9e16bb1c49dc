"""Bytes of a text file as text, whatever program wrote them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rolodex.formats.codepages import beyond_ascii, codepage
from rolodex.text import storable

# Windows-1252 leaves 81, 8D, 8F, 90 and 9D undefined. Files hold them all the same: they become C1
# controls, as in the index of windows-1252 of the WHATWG Encoding Standard.
_CP1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))

_SAMPLE = 4096
_BLOCK = 2**18
"""Bytes decoded at a time."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")

_STRAY = "as windows-1252"
_LEAST = 3
"""Characters of UTF-8 to each byte that is none of it, from which on a text is UTF-8 with slips: programs cut
texts within a character, and put together files of two encodings."""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "".join([_CP1252[byte] for byte in error.object[error.start : error.end]]), error.end


codecs.register_error(_STRAY, _as_windows)


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-16 if plain to see, else UTF-8, else the code page
    that its words look like, else Windows-1252, as are single bytes in a text that is UTF-8 else.

    Never raises. A file that was cut off in the middle of its last character loses that character.
    """
    encoding = _encoding_of(data)
    return encoding.decoder().decode(data[encoding.mark :])


def encoding_of(data: bytes) -> str:
    """The name of the encoding that a file is decoded from."""
    return _encoding_of(data).codec


class Lines:
    """The lines of a file, its text storable and decoded as by `decode`: anew, a block after the other, each
    time that one goes through them. The text of a long file and its bytes together would fill the memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._encoding = _encoding_of(data)

    def _blocks(self) -> Iterator[str]:
        """The text, cut between lines."""
        decoder = self._encoding.decoder()
        begun: list[str] = []
        for start in range(self._encoding.mark, len(self._data), _BLOCK):
            text = decoder.decode(self._data[start : start + _BLOCK])
            # a line may end with two characters
            end = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            if end:
                yield storable("".join((*begun, text[:end])))
                begun = []
            begun.append(text[end:])
        if rest := storable("".join(begun)):
            yield rest

    def __iter__(self) -> Iterator[str]:
        # not splitlines: form feeds and the Unicode separators inside a cell end no row; and no StringIO,
        # which takes four bytes a letter
        for block in self._blocks():
            for line in _LINE.finditer(block):
                yield line[0]

    @property
    def most(self) -> int:
        """Characters that there are at most."""
        return len(self._data)

    def are_ended(self) -> bool:
        """Whether the last one has an end."""
        return not self._data or self._data.rstrip(b"\0")[-1:] in b"\r\n"


@dataclass(frozen=True, slots=True)
class _Encoding:
    codec: str
    errors: str = "replace"
    mark: int = 0
    """Bytes before the text."""

    def decoder(self) -> codecs.IncrementalDecoder:
        return codecs.getincrementaldecoder(self.codec)(self.errors)


def _encoding_of(data: bytes) -> _Encoding:
    if data.startswith(codecs.BOM_UTF8):
        return _Encoding("utf-8", mark=3)
    if data.startswith(codecs.BOM_UTF16_LE):
        return _Encoding("utf-16-le", mark=2)
    if data.startswith(codecs.BOM_UTF16_BE):
        return _Encoding("utf-16-be", mark=2)
    if encoding := _bare_utf16(data):
        return _Encoding(encoding)
    if data.isascii() or _is_utf8(data):
        return _Encoding("utf-8", "strict")
    if _is_mostly_utf8(beyond_ascii(data)):
        return _Encoding("utf-8", _STRAY)
    if page := codepage(data):
        return _Encoding(page)
    return _Encoding("cp1252", _STRAY)


def _is_utf8(data: bytes) -> bool:
    decoder, is_ascii = _Encoding("utf-8", "strict").decoder(), True
    try:
        for start in range(0, len(data), _BLOCK):
            is_ascii = decoder.decode(data[start : start + _BLOCK]).isascii() and is_ascii
    except UnicodeDecodeError:
        return False
    # bytes that only begin a character at the very end are left out; after nothing but ASCII, such a last
    # byte is the é of a Windows file
    return not (is_ascii and decoder.getstate()[0])


def _is_mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    strays = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return beyond - strays >= _LEAST * strays


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without a mark shows by its zero bytes: in Latin text every second byte is one, no other."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 2:
        return ""
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd > 0.5 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.5 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return ""
