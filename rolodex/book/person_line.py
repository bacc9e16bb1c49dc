"""A person as one line, as one types it while they stand there: `Joe Armstrong, Erlang, joe@example.org`."""

from __future__ import annotations

import re

from rolodex.formats.handles import SERVICES, handle_in_url
from rolodex.model import BadInput, Contact, Handle, Labelled
from rolodex.text import one_line

_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+")
_AT = re.compile(r"@[\w.-]+(@[\w-]+(\.[\w-]+)+)?")
_TAG = re.compile(r"#[^\s#].*")


def read_person(line: str) -> Contact:
    """The person that a line tells of: the name up to the first comma, then anything in any order.

    Words that are an email, a user name (`github/joe`, the URL of a profile, `@joe` on x,
    `@joe@example.org` on mastodon) or a `#tag` are kept as such; the other words are the note.
    Raises BadInput for a line without a name.
    """
    name: list[str] = []
    notes: list[str] = []
    emails: list[Labelled] = []
    handles: list[Handle] = []
    tags: list[str] = []
    named = False
    for part in one_line(line).split(","):
        rest: list[str] = []
        for word in part.split():
            bare = word.strip("<>()")
            if _EMAIL.fullmatch(bare):
                emails.append(Labelled(bare))
            elif handle := _handle(word):
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
        handles=tuple(handles),
        tags=tuple(tags),
        note=", ".join(notes),
    )


def _handle(word: str) -> Handle | None:
    if at := _AT.fullmatch(word):
        return Handle("mastodon" if at[1] else "x", word.removeprefix("@"))
    service, slash, name = word.partition("/")
    if slash and name and "/" not in name and (known := SERVICES.get(service.casefold())):
        return Handle(known, name.removeprefix("@"))
    return handle_in_url(word)
