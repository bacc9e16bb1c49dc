"""What in a line is marked by a sign: tags, links, quotations, new people, a kind."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from rolodex.sentence.values import Newcomer, Piece

TAKEN = "\x00"
"""Stands for each character that is understood already, so that no pattern reaches over it."""

_VERBATIM = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\"[^\"]*\"|“[^”]*”|`[^`]*`")
_NEW = re.compile(r"\*\*(?P<told>[^*]+)\*\*|(?<!\S)@new:(?:\"(?P<quoted>[^\"]+)\"|(?P<word>[^\s,;:]+))")
_BULLET = re.compile(r"[-*•–—]\s+")
_TAG = re.compile(
    r"(?<![^\s(\x00])#(?:\"(?P<quoted>[^\"]*\w[^\"]*)\"|(?P<word>[\w/+.&-]*[^\W\d_][\w/+.&-]*))"
)
_KIND = re.compile(r"(?<!\S)kind:(?:\"(?P<quoted>[^\"]+)\"|(?P<word>[^\s,;#@\"]+))", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A line that is being read: what of it is taken, and by what."""

    text: str
    plain: str = ""
    """The text in lower case and without accents, as long as it, with TAKEN for what is taken."""
    pieces: list[Piece] = field(default_factory=list)
    gone: list[tuple[int, int]] = field(default_factory=list)
    """What does not stay in the text."""
    tags: list[str] = field(default_factory=list)
    newcomers: list[tuple[int, int, Newcomer]] = field(default_factory=list)
    kind: str = ""

    def take(self, piece: Piece, *, gone: bool = True) -> None:
        """A piece is understood, and is `gone` from the text or stays there too."""
        self.pieces.append(piece)
        self.plain = self.plain[: piece.start] + TAKEN * (piece.end - piece.start) + self.plain[piece.end :]
        if gone:
            self.gone.append((piece.start, piece.end))


def marked(text: str) -> Line:
    """The line with everything taken that is marked by its signs; quotations and links stay text."""
    line = Line(text, "".join(map(_plain, text)))
    for found in _NEW.finditer(text):
        name, _, note = (found["told"] or found["quoted"] or found["word"].rstrip(".")).partition(",")
        if found["word"]:
            name = name.replace("_", " ")
        if name.strip():
            end = found.end() - (len(found["word"]) - len(found["word"].rstrip(".")) if found["word"] else 0)
            line.newcomers.append((found.start(), end, Newcomer(name.strip(), note.strip())))
            line.take(Piece(found.start(), end, "new"))
    if bullet := _BULLET.match(text):
        line.gone.append(bullet.span())
        line.plain = TAKEN * bullet.end() + line.plain[bullet.end() :]
    for pattern in (_TAG, _KIND):
        for found in pattern.finditer(text):
            _take_mark(line, found, is_tag=pattern is _TAG)
    for found in _VERBATIM.finditer(text):
        start, end = found.span()
        if TAKEN not in line.plain[start:end]:
            line.plain = line.plain[:start] + TAKEN * (end - start) + line.plain[end:]
    return line


def _take_mark(line: Line, found: re.Match[str], *, is_tag: bool) -> None:
    said = found["quoted"] or found["word"].rstrip(".,-&+/")
    end = found.end() if found["quoted"] else found.start("word") + len(said)
    inside_quotation = line.text.count('"', 0, found.start()) % 2 == 1
    if inside_quotation or TAKEN in line.plain[found.start() : end]:
        return
    if is_tag:
        line.tags.append("-".join(said.split()))
    elif not line.kind:
        line.kind = said.casefold()
    else:
        return
    line.take(Piece(found.start(), end, "tag" if is_tag else "kind"))


def _plain(character: str) -> str:
    if character.isascii():
        return " " if character == "\t" else character.lower()
    if character == "’":
        return "'"
    bare = unicodedata.normalize("NFD", character)[0].lower()
    return bare if len(bare) == 1 else character
