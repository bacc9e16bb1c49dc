"""The JSON of Facebook's download: friends, friend lists, the address book of a phone, and one's own name.

Facebook writes every byte of UTF-8 as a letter of its own, and nothing of a person but a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rolodex.formats.conversations import from_seconds
from rolodex.formats.draft import Draft, folded, records
from rolodex.formats.format import Format
from rolodex.formats.json_text import head, listed, text, whole
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Clues, Contact, Field, Labelled, Reading, Record, Skipped
from rolodex.text import one_line

SINCE = "Facebook since"
"""The field that holds the day on which one became friends."""

_FIRST_NAME = re.compile(rb"\{\s*\"(\w+)\"\s*:")
_NOBODY = {
    "sent_requests": "requests to be friends, which are not imported yet",
    "received_requests": "requests to be friends, which are not imported yet",
    "rejected_requests": "requests to be friends, which are not imported yet",
    "deleted_friends": "people who are friends no more",
    "following": "people and pages that you follow",
    "followers": "people who follow you, and are no friends",
    "people_you_may_know": "people whom Facebook thinks you may know",
    "pages_followed": "pages that you follow",
}
_LISTS_FILE = "your_post_audiences.json"
_MEMBERS = "Members"
_NO_NAME = ("http://", "https://")


def repaired(text: str) -> str:
    """The text that Facebook's export means: each of its letters is one byte of it in UTF-8.

    Text that can't be such bytes, as in newer files, stays as it is.
    """
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def name_in(value: Any, *names: str) -> str:
    """The repaired name under one name within another of a parsed object; empty where there is none."""
    return one_line(repaired(text(value, *names)))


def _first(source: Source) -> str:
    """The name of the first value of an object, without its version; empty for any other file."""
    found = _FIRST_NAME.match(head(source))
    return re.sub("_v[0-9]+$", "", found[1].decode("ascii", "replace")) if found else ""


def _values(source: Source, name: str) -> Any:
    """What stands under one name, of whichever version. Raises BadInput for a file of another kind."""
    value = whole(source)
    for key in value if isinstance(value, dict) else ():
        if re.sub("_v[0-9]+$", "", key) == name:
            return value[key]
    raise BadInput(f"{source.name} is no such file of a Facebook download: it does not begin with “{name}”.")


def recognises_friends(source: Source) -> bool:
    """Whether it is the list of friends, of whichever year."""
    return _first(source) == "friends"


def recognises_contacts(source: Source) -> bool:
    """Whether it is an address book that the app took from a phone."""
    return _first(source) == "address_book"


def recognises_profile(source: Source) -> bool:
    """Whether it tells one's own name."""
    return _first(source) == "profile" and b'"full_name"' in head(source)


def recognises_lists(source: Source) -> bool:
    """Whether it is the file of friend lists."""
    return source.base_name == _LISTS_FILE and b'"label_values"' in head(source)


def not_read(source: Source) -> str:
    """Why a list of people of a download is not imported; empty if it is no such list."""
    if (first := _first(source)) not in _NOBODY:
        return ""
    value = whole(source)
    entries = next((entries for entries in value.values() if isinstance(entries, list)), [])
    return f"{_NOBODY[first]}: {len(entries):,}" if entries else "it is empty"


def read_friends(source: Source, today: date) -> Reading:
    """Friends by name and the second in which they became one. Raises BadInput for another file."""
    found, odd = [], 0
    for number, entry in enumerate(_entries(_values(source, "friends")), start=1):
        name = name_in(entry, "name") or _labelled_name(entry)
        at = from_seconds(entry.get("timestamp") if isinstance(entry, dict) else None)
        if not name:
            odd += 1
            continue
        # the day in UTC: the same in every export, wherever it is imported
        since = at.date().isoformat() if at else ""
        key = f"facebook:{folded(name)}|{int(at.timestamp())}" if at else f"name:{folded(name)}"
        contact = Contact(name=name, fields={SINCE: since} if since else {})
        found.append(Record(contact=contact, line=number, keys=(key,)))
    return friends(source, found, odd)


def friends(source: Source, found: list[Record], odd: int, format: str = "facebook-friends") -> Reading:
    """The reading of a list of friends of which so many had no name."""
    skipped = (Skipped(0, f"friends without a name, whose accounts are closed: {odd:,}"),) if odd else ()
    fields = (Field(SINCE, "date"),) if any(record.contact.fields for record in found) else ()
    return Reading(file=source.name, format=format, records=tuple(found), fields=fields, skipped=skipped)


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _labelled_name(entry: Any) -> str:
    """The first text of an entry in the form of newer files, which label each value."""
    return next(filter(None, (name_in(one, "value") for one in listed(entry, "label_values"))), "")


def read_profile(source: Source, today: date) -> Reading:
    """One's own name, so that nobody is made of oneself. Raises BadInput for another file."""
    name = name_in(_values(source, "profile"), "name", "full_name")
    mine = frozenset((f"facebook:{folded(name)}",)) if name else frozenset()
    return Reading(file=source.name, format="facebook-profile", clues=Clues(service="facebook", mine=mine))


def read_contacts(source: Source, today: date) -> Reading:
    """The people of a phone's address book: those in the book get what they lack, nobody new is made.

    Raises BadInput for another file.
    """
    book = _values(source, "address_book")
    entries = _entries(book.get("address_book")) if isinstance(book, dict) else _entries(book)
    drafts, odd = [], 0
    for number, entry in enumerate(entries, start=1):
        draft = Draft(number)
        if name := name_in(entry, "name"):
            draft.values["name"] = name
        points = [name_in(point, "contact_point") for point in listed(entry, "details")]
        draft.emails = tuple(Labelled(point) for point in dict.fromkeys(points) if "@" in point)
        draft.phones = tuple(
            Labelled(point)
            for point in dict.fromkeys(points)
            if "@" not in point and any(map(str.isdigit, point))
        )
        if draft.name():
            drafts.append(draft)
        else:
            odd += 1
    people, _ = records(drafts, today)
    return Reading(
        file=source.name,
        format="facebook-contacts",
        records=tuple(_only_known(person) for person in people),
        skipped=(Skipped(0, f"entries without a name, a phone or an email: {odd:,}"),) if odd else (),
    )


def _only_known(record: Record) -> Record:
    return Record(contact=record.contact, line=record.line, keys=record.keys, only_known=True)


def read_lists(source: Source, today: date) -> Reading:
    """The members of each friend list, with its name as a tag below `facebook/`; friends who are in the book.

    Raises BadInput for another file.
    """
    members: dict[str, tuple[int, dict[str, None]]] = {}
    value = whole(source)
    if not isinstance(value, list) or not any(listed(entry, "label_values") for entry in value):
        raise BadInput(f"{source.name} is no file of Facebook's friend lists: it holds no “label_values”.")
    empty = 0
    for number, entry in enumerate(value, start=1):
        values = listed(entry, "label_values")
        title, names = _list_name(values), dict.fromkeys(_members(values))
        empty += not names
        for name in names:
            members.setdefault(name, (number, {}))[1][f"facebook/{title}" if title else "facebook/list"] = (
                None
            )
    found = tuple(
        Record(
            contact=Contact(name=name, tags=tuple(sorted(tags))),
            line=number,
            keys=(f"facebook:{folded(name)}",),
            only_known=True,
        )
        for name, (number, tags) in members.items()
    )
    skipped = (Skipped(0, f"friend lists without members: {empty:,}"),) if empty else ()
    return Reading(file=source.name, format="facebook-lists", records=found, skipped=skipped)


def _list_name(values: Any) -> str:
    """The name of a list: labelled so in English, else the last of its single values."""
    single = [one for one in values if isinstance(one, dict) and isinstance(one.get("value"), str)]
    named = [one for one in single if one.get("label") == "Name"] or single[-1:]
    return name_in(named[0], "value").replace("/", "-") if named else ""


def _members(values: Any) -> Iterator[str]:
    """The names in the group titled Members; where titles are of another language, in the last with any."""
    groups = [one for one in values if isinstance(one, dict) and isinstance(one.get("dict"), list)]
    titled = [one for one in groups if one.get("title") == _MEMBERS]
    for one in titled or [group for group in groups if group["dict"]][-1:]:
        yield from _names(one["dict"])


def _names(value: Any) -> Iterator[str]:
    # how an element looks is not documented: any text that stands for a value may be a name, and those that
    # are nobody's in the book come to nothing
    if isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, Mapping):
        for key in ("name", "value"):
            if (name := name_in(value, key)) and not name.startswith(_NO_NAME):
                yield name
        for key in ("dict", "label_values", "vec"):
            yield from _names(value.get(key))
    elif isinstance(value, str) and (name := one_line(repaired(value))):
        yield name


FRIENDS = Format(
    "facebook-friends",
    "the friends of Facebook's download, as JSON of every year",
    recognises_friends,
    read_friends,
    of_account=True,
)
LISTS = Format(
    "facebook-lists",
    "the friend lists of Facebook's download, as tags",
    recognises_lists,
    read_lists,
    of_account=True,
)
CONTACTS = Format(
    "facebook-contacts",
    "the phone's address book in Facebook's download: what people in the book lack",
    recognises_contacts,
    read_contacts,
    of_account=True,
)
PROFILE = Format(
    "facebook-profile",
    "the profile in Facebook's download: who you are",
    recognises_profile,
    read_profile,
    of_account=True,
)
