"""Mailboxes as the heads of their mails, or more of them, one by one: mbox files, Maildir, one mail alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

MOST_HEAD = 256 * 2**10
"""Bytes of the head of a mail that are read; what is longer was made to harm."""

_CHUNK = 2**20
_LONGEST_POSTMARK = 1000
_HEAD_END = re.compile(rb"\n\r?\n")
_POSTMARK = re.compile(rb"From [^\n]{0,1000}[0-9]:[0-9][0-9]")
# Files of one mail may begin with the line of an mbox, its time left out: so does mailman write them.
_ABOVE = re.compile(rb"[\r\n]*(?:>?From (?![ \t]*:)[^\n]*\n)?")
_HEADER = re.compile(rb">?[!-9;-~]{1,100}[ \t]*:")
_NAMING = re.compile(rb"^(?:from|date|message-id|received)[ \t]*:", re.IGNORECASE | re.MULTILINE)


def is_mbox(start: bytes) -> bool:
    """Whether a file that starts so is an mbox: a line `From `, with a time, above the head of a mail."""
    postmark, _, rest = start.lstrip(b"\r\n").partition(b"\n")
    return bool(_POSTMARK.match(postmark) and _HEADER.match(rest))


def is_mail(start: bytes, name: str = "") -> bool:
    """Whether a file that starts so is one mail: headers, among them two that every mail has.

    One is enough where its name says that it is a mail.
    """
    head = _HEAD_END.split(_from_head_on(start), maxsplit=1)[0]
    named = {found.lower() for found in _NAMING.findall(head)}
    return bool(_HEADER.match(head)) and len(named) >= (1 if name.lower().endswith(".eml") else 2)


def _from_head_on(mail: bytes) -> bytes:
    above = _ABOVE.match(mail)
    return mail[above.end() :] if above else mail


class _Started:
    """A mail as far as it is read."""

    def __init__(self, head: bytes, room: int) -> None:
        self._data = bytearray(head)
        self._room = room
        self._ends = len(head)

    def add(self, buffer: bytes, start: int, end: int) -> None:
        """Take what of a part of the buffer there is room for."""
        below = buffer[start : min(end, start + self._room)]
        self._data += below
        self._room -= len(below)

    def may_end(self) -> None:
        """Note that what is added from here on may be the beginning of the next mail."""
        self._ends = len(self._data)

    def ended(self, *, by_another: bool) -> bytes:
        """All of it; when another one has begun, without that."""
        return bytes(self._data[: self._ends] if by_another else self._data)


def mails_in_mbox(file: BinaryIO, body: int = 0) -> Iterator[bytes]:
    """The head of each mail of an mbox file, and at most `body` bytes of what is below it.

    The file is read chunk by chunk: it may be larger than the memory. A mail begins with a line `From ` that
    has a time in it, at the top or after an empty line, and headers below. (RFC 4155, appendix A; how bodies
    were quoted does not matter for that.)
    """
    buffer, in_head, more = b"\n\n", False, True
    mail: _Started | None = None
    while more:
        chunk = file.read(_CHUNK)
        more = bool(chunk)
        buffer += chunk
        at = 0
        while True:
            before = at
            if in_head:
                at = _end_of_head(buffer, before, more)
                if at < 0:
                    at = before
                    break
                in_head = False
                if _HEADER.match(buffer, before):
                    if mail:
                        yield mail.ended(by_another=True)
                    mail = _Started(buffer[before:at], body)
                elif mail:
                    mail.add(buffer, before, at)
            else:
                at, in_head = _next_mail(buffer, before, more)
                if mail:
                    postmark = buffer.rfind(b"\nFrom ", before, at) + 1 if in_head else at
                    mail.add(buffer, before, postmark)
                    mail.may_end()
                    mail.add(buffer, postmark, at)
                if not in_head:
                    break
        buffer = buffer[at:]
    if mail:
        mail.add(buffer, 0, len(buffer))
        yield mail.ended(by_another=False)


def _end_of_head(buffer: bytes, at: int, more: bool) -> int:
    """Where the head that starts there ends; -1 where more must be read to know."""
    found = _HEAD_END.search(buffer, at)
    end = found.start() if found else len(buffer)
    return min(end, at + MOST_HEAD) if found or not more or end - at > MOST_HEAD else -1


def _next_mail(buffer: bytes, at: int, more: bool) -> tuple[int, bool]:
    """Where the next head starts, and that it does; else from where to look again with more of the file."""
    while (found := buffer.find(b"\nFrom ", at)) >= 0:
        end = buffer.find(b"\n", found + 1)
        if end < 0 and more and len(buffer) - found < _LONGEST_POSTMARK:
            return max(at, found - 2), False
        after_blank = buffer[max(0, found - 2) : found].endswith((b"\n", b"\n\r"))
        if end >= 0 and after_blank and _POSTMARK.match(buffer, found + 1):
            return end + 1, True
        at = found + 1
    # an empty line and `From ` may be cut in two
    return max(at, len(buffer) - 8), False


def mail_in(file: BinaryIO, body: int = 0) -> bytes:
    """The head of a file that is one mail, and at most `body` bytes of what is below it."""
    start = _from_head_on(file.read(MOST_HEAD + body))
    end = len(head_of(start))
    return start[: end + body]


def head_of(mail: bytes) -> bytes:
    """The head of a mail."""
    return _HEAD_END.split(mail, maxsplit=1)[0]
