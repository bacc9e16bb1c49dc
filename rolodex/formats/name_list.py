"""People one a line, as one pastes them: `Ada Lovelace`, `@ada`, URLs of profiles, emails."""

from __future__ import annotations

import re
from datetime import date

from rolodex.formats.decode import decode
from rolodex.formats.draft import Draft, records
from rolodex.formats.format import Format
from rolodex.formats.handles import handle_alone
from rolodex.formats.sources import Source
from rolodex.model import BadInput, Labelled, Reading, Skipped
from rolodex.text import fit, one_line, shown, storable

# What stands before an entry of a list: a dash, a dot, a number.
_BULLET = re.compile(r"(?:[-*+•·]|[0-9]{1,6}[.)])\s+")
_EMAIL = re.compile(r"(?P<name>[^<>@]*?)\s*<?(?P<email>[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>?")
_NO_NAME = re.compile(r"[<>{}\[\]|;=\\]|://")
"""In markup, tables and code, and in nobody's name."""
_LONGEST = 80
"""Characters of a name; what is longer is a sentence."""
_LONGEST_LINE = 1000
"""Characters of a line that is looked at: with its email and its quotes no person takes more."""


def recognises(source: Source) -> bool:
    """Never: any text could be a list of names. It is read as one where that is asked for."""
    return False


def read(source: Source, today: date) -> Reading:
    """A person for each line; a line that can be none is among the skipped.

    Raises BadInput where fewer than half of the lines are people: then it is no such list.
    """
    drafts, skipped = [], []
    for number, text in enumerate(storable(decode(source.data)).split("\n"), start=1):
        if not (line := _BULLET.sub("", one_line(text), count=1)):
            continue
        draft = Draft(number)
        if _fill(draft, line):
            drafts.append(draft)
        else:
            skipped.append(Skipped(number, f"“{fit(shown(line), 60)}” is no name, handle or email"))
    if len(drafts) <= len(skipped):
        raise BadInput(f"{source.name} is no list of people, one a line: give names, handles or a sheet.")
    found, fields = records(drafts, today)
    return Reading(file=source.name, format="names", records=found, fields=fields, skipped=tuple(skipped))


def _fill(draft: Draft, line: str) -> bool:
    """Whether the line tells of a person, who is then in the draft."""
    if len(line) > _LONGEST_LINE:
        return False
    if handle := handle_alone(line):
        draft.handles = (handle,)
        return True
    if found := _EMAIL.fullmatch(line):
        draft.emails = (Labelled(found["email"]),)
        line = found["name"].strip("\"', ")
    if line and (len(line) > _LONGEST or _NO_NAME.search(line) or not any(map(str.isalpha, line))):
        return False
    if line:
        draft.values["name"] = line
    return bool(line or draft.emails)


FORMAT = Format("names", "names, handles or emails, one a line", recognises, read)
