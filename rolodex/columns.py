"""Columns of lists: what each key means, how it is written in a category, and the text of its cell.

A column is written `KEY` or `KEY as Title`. Keys are those of `COLUMNS`, `field:NAME` for a user-defined
field, and `under:TAG` for the tags below a tag (`under:group` shows `python-users` for #group/python-users).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rolodex import dates, knowing, owing
from rolodex.model import BadInput, Contact, FieldType
from rolodex.text import one_line, shown
from rolodex.values import shown_value

_AS = re.compile(r" as (?=.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    key: str
    title: str


def _last(contact: Contact, today: date) -> str:
    return dates.age(date.fromisoformat(contact.last_interaction), today) if contact.last_interaction else ""


def _added(contact: Contact, today: date) -> str:
    # times are UTC: where it is still yesterday, somebody added just now was added tomorrow
    day = datetime.fromisoformat(contact.created_at).astimezone().date()
    return dates.age(min(day, today), today)


def _due(contact: Contact, today: date) -> str:
    return due(date.fromisoformat(contact.due), today) if contact.due else ""


def _favours(contact: Contact, today: date) -> str:
    """How the one stands that is open longest, what it is, and how many more are open."""
    if not contact.favours:
        return ""
    first, *others = contact.favours
    more = f"  +{len(others):,}" if others else ""
    return f"{owing.state(first, today)}: {one_line(first.what)}{more}"


def due(day: date, today: date) -> str:
    """When something is due, in at most 9 cells: `3w late`, `today`, `tomorrow`, `Fri`, `in 2w`."""
    days = (day - today).days
    if days == 1:
        return "tomorrow"
    if 1 < days < 7:
        return dates.spoken(day, today).split()[0]
    said = dates.age(day, today)
    return f"{said} late" if days < 0 else said


def _brief(value: str, today: date) -> str:
    """A partial date in at most 8 cells: the day within the last eleven months, else the month or the year.

    The card shows all of it.
    """
    try:
        given = dates.PartialDate.parse(value)
    except BadInput:
        return value
    day = given.first()
    if given.day is None or day is None or 0 <= (today - day).days < 335:
        text = dates.PartialDate(None, given.month, given.day) if given.day else given
        return text.shown(today)
    return dates.PartialDate(given.year, given.month, None).shown(today)


def sparkline(months: Sequence[int]) -> str:
    """Talks by month as one bar each: low for none, then for 1, 2, up to 4, and more; empty without any."""
    if not any(months):
        return ""
    return "".join(_BARS[sum(talks > most for most in _MOST)] for talks in months)


_BARS = "▁▃▄▆█"
_MOST = (0, 1, 2, 4)
"""The most talks for each bar but the highest. The same for everybody, so that rows can be compared."""


def met(contact: Contact, today: date) -> str:
    """How, where, when and through whom, as one line: `PyCon 2026, hallway · May 2026 · via Grace Hopper`."""
    place = ", ".join(part for part in (contact.met_where, contact.met_how) if part)
    via = f"via {contact.met_via}" if contact.met_via else ""
    return " · ".join(part for part in (place, shown_value(contact.met_on, "date", today), via) if part)


COLUMNS: Mapping[str, tuple[str, Callable[[Contact, date], str]]] = {
    "name": ("Name", lambda c, _: c.name),
    "nickname": ("Nickname", lambda c, _: c.nickname),
    "company": ("Company", lambda c, _: c.company),
    "title": ("Title", lambda c, _: c.title),
    "city": ("City", lambda c, _: c.city),
    "email": ("Email", lambda c, _: c.emails[0].value if c.emails else ""),
    "phone": ("Phone", lambda c, _: c.phones[0].value if c.phones else ""),
    "handles": ("Handles", lambda c, _: " ".join(f"{h.service}/{h.name}" for h in c.handles)),
    "tags": ("Tags", lambda c, _: " ".join(f"#{tag.rsplit('/', 1)[-1]}" for tag in c.tags)),
    "last": ("Last", _last),
    "talks": ("Talks", lambda c, _: sparkline(c.months)),
    "met": ("Met", met),
    "how": ("How met", lambda c, _: c.met_how),
    "where": ("Where met", lambda c, _: c.met_where),
    "when": ("When met", lambda c, today: _brief(c.met_on, today)),
    "via": ("Via", lambda c, _: c.met_via),
    "birthday": ("Birthday", lambda c, today: _brief(c.birthday, today)),
    "note": ("Note", lambda c, _: " ".join(c.note.split())),
    "trust": ("Trust", lambda c, _: knowing.trust_words(c.trust)),
    "known": ("Known", lambda c, _: knowing.known_words(c.known) if c.known else ""),
    "why": ("Why archived", lambda c, _: c.archived_why),
    "added": ("Added", _added),
    "due": ("Due", _due),
    "next": ("Next", lambda c, _: c.due_text or ("follow up" if c.due else "")),
    "favours": ("Favours", _favours),
    "answers": ("Answers", lambda c, _: owing.in_numbers(c.answers)),
    "cadence": ("Every", lambda c, _: c.cadence),
}
"""Key -> title, and the text of the cell on a local day."""

DEFAULT = ("company", "last", "talks", "tags")
"""The columns of a list that has none of its own."""


def read_column(text: str, fields: Iterable[str]) -> Column:
    """A column as it is written in a category. Raises BadInput with the known keys.

    `fields` are the names of the user-defined fields; one may be given without `field:`.
    """
    written = one_line(text)
    if not written:
        raise BadInput("A column needs a name: company, last, tags or a field.")
    names = {name.casefold(): name for name in fields}
    # a field may be called `sold as seen`: the whole is looked for before its parts
    parts = ((written[: match.start()], written[match.end() :]) for match in _AS.finditer(written))
    ways = [(written, ""), *parts]
    for key, title in ways:
        if column := _column(key, names):
            return Column(column.key, title or column.title)
    known = ", ".join((*COLUMNS, *names.values(), "under:TAG"))
    raise BadInput(f"There is no column “{shown(ways[-1][0])}”. Columns are: {shown(known)}.")


def _column(key: str, names: Mapping[str, str]) -> Column | None:
    """The column of a key, with its own title. `names` are those of the fields, by folded name."""
    key = key.strip()
    folded = key.casefold()
    if folded in COLUMNS:
        return Column(folded, COLUMNS[folded][0])
    bare = folded.removeprefix("field:").strip()
    if bare in names:
        return Column(f"field:{names[bare]}", names[bare])
    tag = key[6:].strip().strip("#/")
    if folded.startswith("under:") and tag and " " not in tag:
        return Column(f"under:{tag}", tag.rsplit("/", 1)[-1].capitalize())
    return None


def cell(contact: Contact, column: Column, today: date, types: Mapping[str, FieldType]) -> str:
    """The text of one cell. `types` are the types of the user-defined fields by name; `today` is local."""
    if column.key.startswith("field:"):
        name = column.key[6:]
        value, type_ = contact.fields.get(name, ""), types.get(name, "text")
        return _brief(value, today) if type_ == "date" else shown_value(value, type_, today)
    if column.key.startswith("under:"):
        above = column.key[6:].casefold() + "/"
        below = [tag.split("/") for tag in contact.tags if tag.casefold().startswith(above)]
        return ", ".join("/".join(levels[above.count("/") :]) for levels in below)
    return COLUMNS[column.key][1](contact, today)
