"""A person as one line, as one types it while they stand there: `Joe Armstrong, Erlang, joe@example.org`."""

from __future__ import annotations

import re

from rolodex.formats.handles import handle_alone
from rolodex.model import BadInput, Contact, Handle, Labelled
from rolodex.text import one_line, shown

_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+")
_TAG = re.compile(r"#[^\s#].*")
_DATE = r"[0-9]{1,2}(?P<dot>[./-])[0-9]{1,2}(?P=dot)[0-9]{2,4}(?![0-9])"
_PHONE = rf"(?<!\S)(?!{_DATE})(?:\+ ?[0-9]|0|\(0?[0-9]{{2,5}}\) ?)[0-9 ()./-]*[0-9](?!\S)"
_NATIONAL = r"(?<!\S)[0-9]{3}(?P<gap>[ .-])[0-9]{3}(?P=gap)[0-9]{4}(?!\S)"
_NUMBER = re.compile(rf"{_PHONE}|{_NATIONAL}")
_WORD = re.compile(rf"{_NUMBER.pattern}|\S+")
_DIGITS = range(7, 16)
"""How many a phone number has; the most is that of ITU-T E.164."""


def read_person(line: str) -> Contact:
    """The person that a line tells of: the name up to the first comma, then anything in any order.

    Words that are an email, a phone number (`+1 617 555 0100`, `020 7946 0000`), a user name (`github/joe`,
    the URL of a profile, `@joe` on x, `@joe@example.org` on mastodon) or a `#tag` are kept as such; the
    other words are the note.
    Raises BadInput for a line without a name.
    """
    name: list[str] = []
    notes: list[str] = []
    emails: list[Labelled] = []
    phones: list[Labelled] = []
    handles: list[Handle] = []
    tags: list[str] = []
    named = False
    for part in one_line(line).split(","):
        rest: list[str] = []
        for word in (found[0] for found in _WORD.finditer(part)):
            bare = word.strip("<>()")
            if _EMAIL.fullmatch(bare):
                emails.append(Labelled(bare))
            elif _NUMBER.fullmatch(word) and sum(map(str.isdecimal, word)) in _DIGITS:
                phones.append(Labelled(word))
            elif handle := handle_alone(word):
                handles.append(handle)
            elif _TAG.fullmatch(word):
                tags.append(word)
            else:
                (rest if named else name).append(word)
                continue
            # what comes behind the name's email is no part of the name
            named = bool(name)
        named = bool(name)
        if rest:
            notes.append(" ".join(rest))
    if not name:
        raise BadInput("Say the name first, then what else you know: Joe Armstrong, Erlang, joe@example.org")
    return Contact(
        name=" ".join(name),
        emails=tuple(emails),
        phones=tuple(phones),
        handles=tuple(handles),
        tags=tuple(tags),
        note=", ".join(notes),
    )


def about(person: Contact) -> str:
    """What is known of a person on one line, harmless to show: `Joe Armstrong · joe@example.org · Erlang`."""
    parts = [
        person.name,
        person.company,
        *(point.value for point in (*person.emails, *person.phones)),
        *(f"{handle.service}/{handle.name}" for handle in person.handles),
        *(f"#{tag.lstrip('#')}" for tag in person.tags),
        person.note,
    ]
    return shown(" · ".join(part for part in parts if part))
