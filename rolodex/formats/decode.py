"""Bytes of a text file as text, whatever program wrote them."""

from __future__ import annotations

import codecs

from rolodex.formats.codepages import beyond_ascii, codepage

# Windows-1252 leaves 81, 8D, 8F, 90 and 9D undefined. Files hold them all the same: they become C1
# controls, as in the index of windows-1252 of the WHATWG Encoding Standard.
_CP1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))

_SAMPLE = 4096

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

    Never raises. A UTF-8 file that was cut off in the middle of its last character loses that character.
    """
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace")
    if data.startswith(codecs.BOM_UTF16_LE):
        return data[2:].decode("utf-16-le", "replace")
    if data.startswith(codecs.BOM_UTF16_BE):
        return data[2:].decode("utf-16-be", "replace")
    if encoding := _bare_utf16(data):
        return data.decode(encoding, "replace")
    try:
        # not final: bytes that only begin a character at the very end are left out instead of refused
        text, read = codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError:
        text, read = "", 0
    # after nothing but ASCII, such a last byte is the é of a Windows file
    if read == len(data) or not text.isascii():
        return text
    if _is_mostly_utf8(beyond_ascii(data)):
        return data.decode("utf-8", _STRAY)
    if page := codepage(data):
        return data.decode(page, "replace")
    return codecs.charmap_decode(data, "strict", _CP1252)[0]


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
