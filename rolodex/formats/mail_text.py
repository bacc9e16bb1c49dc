"""The words of a mail: its first plain text, without what it quotes and without the signature."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

from rolodex.formats.decode import decode
from rolodex.text import storable

MOST_BODY = 64 * 2**10
"""Bytes of the body of a mail that are read: its text stands before what is attached."""
MOST_WORDS = 2000
"""Characters of one mail that are kept."""

# mboxrd puts a `>` before a line of a text that would begin a mail.
_ESCAPED = re.compile(r"^>(?=>*From )", re.MULTILINE)
_SIGNATURE = re.compile(r"-- ?$")
# `-----Original Message-----` in whatever language, and the line that Outlook draws.
_FORWARDED = re.compile(r"-{4,} ?\S.{2,60}\S ?-{4,}$|_{20,}$")


def words_of(mail: bytes) -> str:
    """The words in a mail, at most MOST_WORDS; empty where it has no plain text."""
    try:
        part = _first_text(message_from_bytes(mail))
        if part is None:
            return ""
        data = part.get_payload(decode=True)
        text = _decoded(data, part.get_content_charset()) if isinstance(data, bytes) else ""
    # parts in parts, charsets and encodings fail in as many ways as a hostile mail can think of
    except Exception:
        return ""
    words = _without_quotes(_ESCAPED.sub("", storable(text)).splitlines())
    return words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1].rstrip()}…"


def _first_text(message: Message) -> Message | None:
    texts = (part for part in message.walk() if part.get_content_type() == "text/plain")
    return next((part for part in texts if part.get_content_disposition() != "attachment"), None)


def _decoded(data: bytes, charset: str | None) -> str:
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _without_quotes(lines: list[str]) -> str:
    kept: list[str] = []
    for line in map(str.rstrip, lines):
        if _SIGNATURE.match(line) or _FORWARDED.match(line):
            break
        if line.startswith(">"):
            _drop_attribution(kept)
        elif line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()


def _drop_attribution(kept: list[str]) -> None:
    """Take off `On Monday Ada wrote:`, which may be two lines, from above a quote."""
    last = len(kept)
    while last and not kept[last - 1]:
        last -= 1
    if last and kept[last - 1].endswith(":"):
        two = not any(map(str.isdigit, kept[last - 1])) and last > 1 and any(map(str.isdigit, kept[last - 2]))
        del kept[last - (2 if two else 1) :]
