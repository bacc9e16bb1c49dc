"""Text from outside made storable on the way in, harmless on the way out; its cells; numbers with words."""

from __future__ import annotations

import re
import unicodedata

# Bidirectional embeddings, overrides and isolates: they reorder what stands beside them on screen.
# Unicode Standard Annex #9, "Unicode Bidirectional Algorithm", section 2.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Zero-width joiners and non-joiners that do not stand between Arabic or Indic letters, and the selectors of
# text or emoji style.
_JOINERS = re.compile("[\ufe0e\ufe0f]|(?<![\u0600-\u0dff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u0dff])")


def storable(text: str) -> str:
    """The text as the book keeps it: without NUL and lone surrogates, which SQLite can't hold as text.

    Line ends become `\\n`. Everything else, control characters included, is kept as given.
    """
    if "\0" in text:
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """`storable`, with every run of white space (line ends too) as one space, and none at the ends."""
    return " ".join(storable(text).split())


def shown(text: str) -> str:
    """The text as it may be sent to a terminal on one line: nothing in it can move, colour, reorder or act.

    Control characters become their pictures (U+2400 block) or, like what this Unicode does not know, U+FFFD;
    bidi controls and other invisible format characters vanish. Joiners and variation selectors stay only in
    the scripts whose spelling needs them: elsewhere terminals disagree on the width of what they join, and a
    row that is wider than it was thought to be runs into the next. A joined emoji is shown as its parts.
    Line ends become spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    drawn = "".join(map(_shown_character, text))
    return _JOINERS.sub("", drawn) if not drawn.isascii() else drawn


def shown_lines(text: str) -> str:
    """`shown`, but keeps line ends."""
    return "\n".join(shown(line) for line in text.split("\n"))


def _shown_character(character: str) -> str:
    if character.isprintable():
        return character
    if character in "\n\t\u2028\u2029":
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in _BIDI:
        return ""
    if character in "\u200c\u200d":
        return character
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    return "" if category == "Cf" else "\ufffd"


def width(text: str) -> int:
    """How many cells of a terminal a `shown` text takes: wide letters two each, marks and joiners none.

    Widths are those of Unicode Standard Annex #11, "East Asian Width"; an emoji sequence counts as its parts.
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def fit(text: str, cells: int) -> str:
    """A `shown` text cut to at most that many cells, with `…` at its end where something was cut off."""
    if text.isascii() and len(text) <= cells:
        return text
    used, room = 0, 0
    for position, character in enumerate(text):
        used += _cells(character)
        if used <= cells - 1:
            room = position + 1
        if used > cells:
            return text[:room] + "…" if cells > 0 else ""
    return text


def counted(number: int, word: str = "person", words: str = "people") -> str:
    """A number with its word: `1 person`, `3,459 people`."""
    return f"{number:,} {word if number == 1 else words}"


def breaks(text: str, first: int, rest: int) -> list[int]:
    """Where to cut a `shown` text so that no line has more cells: `first` on the first one, then `rest`.

    It is cut after spaces, which may stand beyond the last cell, and within words longer than a line.
    """
    cuts: list[int] = []
    begin = 0
    while (cut := _first_break(text, begin, rest if cuts else first)) is not None:
        cuts.append(cut)
        begin = cut
    return cuts


def _first_break(text: str, begin: int, cells: int) -> int | None:
    used = after_space = 0
    for number in range(begin, len(text)):
        if text[number] == " ":
            # at the end of a line it takes no room
            used, after_space = used + 1, number + 1
            continue
        used += _cells(text[number])
        if used > cells and number > begin:
            return after_space or number
    return None


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    # vowels and finals that are drawn into the Hangul syllable begun before them
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7fb":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
