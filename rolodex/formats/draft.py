"""One row of a table on its way to a record: what its cells said so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import starmap
from typing import Any

from rolodex.formats.days import read_day
from rolodex.formats.fieldtypes import Typing
from rolodex.formats.table import flat
from rolodex.model import Contact, Field, Handle, Labelled, Record
from rolodex.text import fit, shown

_NAME_PARTS = ("given", "middle", "family", "suffix")
_BIRTH_PARTS = ("birth year", "birth month", "birth day")
# given and family are kept by themselves, whatever the name is
_PARTS = frozenset(("prefix", "middle", "suffix", "beside email", *_BIRTH_PARTS))
_PLAIN = frozenset(
    (
        *("given", "family", "nickname", "company", "title", "city", "birthday", "trust", "known_by", "note"),
        *("met_how", "met_where", "met_on", "met_via"),
    )
)
"""Roles that a contact has under the same name; the name itself is put together."""
_ADDRESS_PARTS = ("whole", "street", "extended", "box", "postcode", "city", "region", "country")

BESIDE = " (text)"
"""What stands behind the name of a field in that of another one, for texts that are no value of its type."""
TIME = " (time)"
"""What stands behind the name of a field in that of another one, for the time of day of its dates."""


def folded(name: str) -> str:
    """A name as it stands in a key: without case, one space between words."""
    return flat(name).casefold()


@dataclass(frozen=True, slots=True)
class AddressPart:
    """The street, the city, ... of one of a person's addresses."""

    whose: str
    """The same for all parts of one address."""
    part: str
    text: str
    label: str


@dataclass(slots=True)
class Draft:
    """What one row says of one person."""

    line: int
    """1-based line of the file where the row starts."""
    values: dict[str, str] = field(default_factory=dict)
    """By role, what a contact has one of, and the parts of its name and birthday."""
    parts_said_in: tuple[tuple[str, str], ...] = ()
    """Roles that are parts of a name or birthday, each with the name of the column that said it."""
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    urls: tuple[Labelled, ...] = ()
    handles: tuple[Handle, ...] = ()
    tags: tuple[str, ...] = ()
    starred: bool = False
    addresses: tuple[AddressPart, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    """As written: which type a column has is known when all its rows were read."""
    account: str = ""
    """The strongest identity: the number of an account, `x-id:2021`."""
    last_key: str = ""
    """The weakest identity; empty for the name."""

    def keep(self, column: str, text: str) -> None:
        """Keep in a field what has no other place, below what the field already holds."""
        before = self.fields.get(column)
        if before is None:
            self.fields[column] = text
        elif text not in before.split("\n"):
            self.fields[column] = f"{before}\n{text}"

    def say(self, role: str, column: str, text: str) -> None:
        """Give the contact a value of which it has one; a second, different one is kept in a field."""
        if self.values.setdefault(role, text) != text:
            self.keep(column, text)
        elif role in _PARTS:
            self.parts_said_in += ((role, column),)

    def name(self) -> str:
        """What to call the person: the name, or the first of what can stand for it; empty if nothing can.

        A company stands for whoever answers its phone; without one nobody can be meant.
        """
        if name := self.own_name():
            return name
        if self.handles:
            return self.handles[0].name
        if self.emails:
            return self.emails[0].value
        return (self.values.get("company") or self.phones[0].value) if self.phones else ""

    def why_nobody(self) -> str:
        """Why nothing can be made of a row without a name."""
        if company := self.values.get("company"):
            return f"a company and nobody in it, {shown(fit(company, 60))}: whom do you know there?"
        return "nothing to call them by: no name, email, handle or phone"

    def own_name(self) -> str:
        """The name that the row itself gives, whole or in parts; empty if it gives none."""
        values = self.values
        if name := values.get("name"):
            return name
        if "given" in values or "family" in values:
            # without Dr. and Mrs.: one file has them and the next has not
            return " ".join([values[part] for part in _NAME_PARTS if part in values])
        return values.get("nickname") or values.get("beside email") or values.get("middle", "")

    def settle(self, today: date) -> None:
        """Put the parts of a name and a birthday together; keep those that fit nowhere in fields."""
        if self.parts_said_in:
            name, birthday = self.name(), self._birthday(today)
            if birthday and self.values.setdefault("birthday", birthday) != birthday:
                birthday = ""
            for role, column in self.parts_said_in:
                if not birthday if role in _BIRTH_PARTS else self.values[role] not in name:
                    self.keep(column, self.values[role])
        if self.addresses and "city" not in self.values:
            self.values.update((part.part, part.text) for part in self.addresses[::-1] if part.part == "city")

    def _birthday(self, today: date) -> str:
        """The birthday that year, month and day make; empty if they make none."""
        year, month, day = (self.values.get(part, "") for part in _BIRTH_PARTS)
        if day and not month:
            return ""
        whole = "-".join(filter(None, (year, month, day))) if year else f"--{month:>02}-{day:>02}"
        return read_day(whole, today) or ""

    def address_lines(self) -> tuple[Labelled, ...]:
        """Each address as one text, from the street to the country."""
        found: dict[str, Labelled] = {}
        for part in sorted(self.addresses, key=lambda part: _ADDRESS_PARTS.index(part.part)):
            before = found.setdefault(part.whose, Labelled(part.text, part.label)).value
            if part.text not in before:
                found[part.whose] = Labelled(f"{before}, {part.text}", part.label)
        return tuple(found.values())

    def keys(self, name: str) -> tuple[str, ...]:
        """Identities, strongest first; there is always one. A name may be two people's."""
        found = [self.account] if self.account else []
        found += [f"linkedin:{h.name.casefold()}" for h in self.handles if h.service == "linkedin"]
        found += [f"email:{email.value.casefold()}" for email in self.emails]
        found += [f"handle:{h.service}:{h.name.casefold()}" for h in self.handles if h.service != "linkedin"]
        if self.last_key:
            found.append(self.last_key)
        elif not self.own_name() and not found and self.phones:
            phone = self.phones[0].value
            found.append(f"phone:{''.join(filter(str.isdigit, phone)) or folded(phone)}")
        elif self.own_name() or not found:
            found.append(f"name:{folded(name)}")
        return tuple(dict.fromkeys(found))


class Fields:
    """The fields of all drafts of one file, each with the type that all its values fit.

    A date is the day; the time of day behind it is a text beside it, in the field `met (time)`.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self._typing: dict[str, Typing] = {}

    def see(self, values: Mapping[str, str]) -> None:
        """Look at what one draft holds, by field."""
        for name, value in values.items():
            if (typing := self._typing.get(name)) is None:
                typing = self._typing[name] = Typing(self._today)
            typing.see(value)

    def settle(self) -> tuple[Field, ...]:
        """The fields, once all drafts were seen."""
        taken = {name.casefold() for name in self._typing}
        fields = []
        for name, typing in [*self._typing.items()]:
            typing.settle()
            beside = f"{name}{TIME}"
            if typing.has_times and beside.casefold() in taken:
                # as written, for there is no place for the times
                del self._typing[name]
                fields.append(Field(name))
                continue
            fields += [Field(name, typing.type), *([Field(beside)] if typing.has_times else [])]
        return tuple(fields)

    def formed(self, values: Mapping[str, str]) -> dict[str, str]:
        """What one draft holds, in the form of the types, and the times of day beside it."""
        formed, times = dict(values), {}
        for name, value in values.items():
            if typing := self._typing.get(name):
                formed[name], time = typing.form(value)
                if time:
                    times[f"{name}{TIME}"] = time
        return formed | times


Told = tuple[Any, ...]
"""What a draft tells, in texts and tuples of them only: less than a record, and quickly packed."""


def told_by(draft: Draft) -> Told:
    """What a settled draft tells."""
    name = draft.name()
    plain = {part: text for part, text in draft.values.items() if part in _PLAIN}
    addresses = draft.address_lines() if draft.addresses else ()
    points = (draft.emails, draft.phones, draft.urls, addresses)
    return (
        *(draft.line, draft.keys(name), name, plain, draft.starred, draft.fields),
        tuple(sorted(set(draft.tags))) if draft.tags else (),
        tuple([(handle.service, handle.name) for handle in draft.handles]),
        *(tuple([(point.value, point.label) for point in several]) for several in points),
    )


def record_of(told: Told, fields: Fields | None = None) -> Record:
    """The record of what a draft tells; its fields in the form that `fields`, settled, give them."""
    line, keys, name, plain, starred, values, tags, handles, *points = told
    emails, phones, urls, addresses = (tuple(starmap(Labelled, several)) for several in points)
    contact = Contact(
        name=name,
        emails=emails,
        phones=phones,
        urls=urls,
        addresses=addresses,
        handles=tuple(starmap(Handle, handles)),
        tags=tags,
        fields=fields.formed(values) if fields else values,
        starred=starred,
        **plain,
    )
    return Record(contact=contact, line=line, keys=keys)


def contact_of(draft: Draft) -> Contact:
    """The contact as far as the draft tells it."""
    return record_of(told_by(draft)).contact


def records(drafts: list[Draft], today: date) -> tuple[tuple[Record, ...], tuple[Field, ...]]:
    """The drafts as records, and their fields with the type that all values of each fit.

    The list is empty then: both at once would be more than all that comes after.
    """
    fields = Fields(today)
    for draft in drafts:
        draft.settle(today)
        fields.see(draft.fields)
    settled = fields.settle()
    people = []
    drafts.reverse()
    while drafts:
        people.append(record_of(told_by(drafts.pop()), fields))
    return tuple(people), settled
