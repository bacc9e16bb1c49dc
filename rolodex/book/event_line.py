"""The line that starts an event, `PyCon 2026 @Pittsburgh #conference/pycon-2026`: read, and written again."""

from __future__ import annotations

import re
import unicodedata

from rolodex.model import BadInput, Event
from rolodex.store.tags import tag_name
from rolodex.text import one_line, shown

_PIECE = re.compile(r'[@#](?!\S)|([@#]?)(?:"([^"]*)"(?!\S)|(\S+))')
_SIGNED_WORD = re.compile(r"(?<!\S)[@#]")
_EXAMPLE = "PyCon 2026 @Pittsburgh #conference/pycon-2026"


def read_event(text: str) -> Event:
    """The event that a line names: its name, `@` before the place, `#` before the tag; these may be left out.

    Name and place may have several words. Quotes keep a word that begins with `@` or `#` together with the
    others. Raises BadInput for a line without a name, or with a second place or tag.
    """
    said: dict[str, list[str]] = {"": []}
    sign = ""
    for piece in _PIECE.finditer(one_line(text)):
        mark, word = (piece[1], piece[2] or piece[3] or "") if piece[1] is not None else (piece[0], "")
        if mark:
            if mark in said:
                what = "place" if mark == "@" else "tag"
                raise BadInput(f"An event has one {what}. Put quotes around words that begin with {mark}.")
            sign, said[mark] = mark, []
        elif sign == "#" and any(said["#"]):
            raise BadInput(f"“{shown(word)}” stands behind the tag. Write it as in {_EXAMPLE}")
        said[sign].append(word.replace('"', ""))
    name, place, tag = (one_line(" ".join(said.get(mark, ()))) for mark in ("", "@", "#"))
    if not name:
        raise BadInput(f"An event needs a name, before its place and tag: {_EXAMPLE}")
    return Event(name, place, tag_name(tag) if "#" in said else "")


def write_event(event: Event) -> str:
    """The line that starts such an event again."""
    place = f"@{_quoted(event.place)}" if event.place else ""
    tag = f"#{event.tag}" if event.tag else ""
    return " ".join(part for part in (_quoted(event.name), place, tag) if part)


def last_level(name: str) -> str:
    """The name as one level of a tag: small letters, digits, dashes. Raises BadInput when none is left."""
    letters = unicodedata.normalize("NFC", name).casefold()
    words = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in letters).split()
    if not any(c.isalnum() for word in words for c in word):
        raise BadInput(f"“{shown(name)}” makes no tag. Say which one: {shown(name)} #conference/2026")
    return "-".join(words)


def _quoted(words: str) -> str:
    return f'"{words}"' if _SIGNED_WORD.search(words) else words
