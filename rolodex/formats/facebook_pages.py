"""The web pages of Facebook's download: the list of friends of whoever chose HTML."""

from __future__ import annotations

import html
import re
from datetime import date

from rolodex.formats.days import read_day
from rolodex.formats.decode import decode
from rolodex.formats.draft import folded
from rolodex.formats.facebook import SINCE, friends
from rolodex.formats.format import Format
from rolodex.formats.json_text import head
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Contact, Reading, Record
from rolodex.text import one_line, storable

_FILES = ("your_friends.html", "friends.html")
# the box of a person, the name and the day: since 2022, and before
_BOXES = ("_a6-g", "uiBoxWhite")
_NAMES = ("_a6-h", "_2lel")
_DAYS = ("_a72d", "_2lem")
_MOST_BYTES = 8 * 2**20
"""Ten times the page of somebody with the most friends that Facebook allows, 5,000."""
_LONGEST = 200
_TAG = re.compile(r"<(/?)([A-Za-z]+)([^<>]{0,1000})>")
_CLASS = re.compile(r"\bclass=[\"']([^\"']*)")
_PARTS = ("name", "day")


def recognises(source: Source) -> bool:
    """Whether it is the page of friends: pages of other lists differ in nothing but their file's name."""
    return source.base_name in _FILES and _is_page(source)


def _is_page(source: Source) -> bool:
    return head(source)[:100].lower().startswith((b"<!doctype html", b"<html"))


def read_friends(source: Source, today: date) -> Reading:
    """Friends by name, with the day where it is written in English. Raises BadInput for another page."""
    if len(source.data) > _MOST_BYTES:
        raise BadInput(
            f"{source.name} is larger than {_MOST_BYTES // 2**20} MiB: that is no page of friends."
        )
    if not _is_page(source):
        raise BadInput(f"{source.name} is no page of friends of a Facebook download.")
    found, odd = [], 0
    for number, (name, written) in enumerate(_boxes(storable(decode(source.data))), start=1):
        if not name:
            odd += 1
            continue
        since = read_day(written, today, "month first") or ""
        day = since if len(since) == len("2023-11-14") else ""
        # the second is not written, and two of one name may be friends since one day
        key = f"facebook-met:{folded(name)}|{day}" if day else f"name:{folded(name)}"
        contact = Contact(name=name, fields={SINCE: day} if day else {})
        found.append(Record(contact=contact, line=number, keys=(key,)))
    return friends(source, found, odd, "facebook-friends-page")


def _boxes(page: str) -> list[tuple[str, str]]:
    """The boxes of a page, each with a name and a day as they are written.

    Tags are found by a pattern: the parser of the standard library takes hours over a page of broken ones.
    """
    boxes: list[list[str]] = []
    into, depth, place = "", 0, 0
    for tag in _TAG.finditer(page):
        if into:
            at = _PARTS.index(into)
            if len(boxes[-1][at]) < _LONGEST:
                written = html.unescape(page[place : min(tag.start(), place + 10 * _LONGEST)])
                boxes[-1][at] = one_line(f"{boxes[-1][at]} {written}")
        place = tag.end()
        if tag[2].lower() != "div":
            continue
        if tag[1]:
            depth -= 1
            into = into if depth > 0 else ""
            continue
        found = _CLASS.search(tag[3])
        classes = set(found[1].split()) if found else set()
        if not classes.isdisjoint(_BOXES):
            boxes.append(["", ""])
            into = ""
        elif boxes and not classes.isdisjoint((*_NAMES, *_DAYS)):
            into, depth = _PARTS[classes.isdisjoint(_NAMES)], 1
        elif into:
            depth += 1
    return [(name, day) for name, day in boxes]


FORMAT = Format(
    "facebook-friends-page",
    "the friends of Facebook's download, as a web page",
    recognises,
    read_friends,
    of_account=True,
)
