"""One row of a table on its way to a record: what its cells said so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rolodex.formats.days import read_day
from rolodex.formats.fieldtypes import typed
from rolodex.model import Contact, Field, Handle, Labelled, Record
from rolodex.text import one_line

_NAME_PARTS = ("prefix", "given", "middle", "family", "suffix")
_OWN_COLUMNS = ("given", "family")
_BIRTH_PARTS = ("birth year", "birth month", "birth day")
_ADDRESS_PARTS = ("whole", "street", "extended", "box", "postcode", "city", "region", "country")


def folded(name: str) -> str:
    """A name as it stands in a key: without case, one space between words."""
    return one_line(name).casefold()


@dataclass(slots=True)
class Draft:
    """What one row says of one person."""

    line: int
    """1-based line of the file where the row starts."""
    values: dict[str, str] = field(default_factory=dict)
    """By role, what a contact has one of, and the parts of its name and birthday."""
    said_in: dict[str, str] = field(default_factory=dict)
    """By role, the name of the column that said it."""
    emails: list[Labelled] = field(default_factory=list)
    phones: list[Labelled] = field(default_factory=list)
    urls: list[Labelled] = field(default_factory=list)
    handles: list[Handle] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starred: bool = False
    addresses: dict[str, dict[str, str]] = field(default_factory=dict)
    """By whose address it is, its parts."""
    address_labels: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    """As written: which type a column has is known when all its rows were read."""
    last_key: str = ""
    """The weakest identity; empty for the name."""

    def keep(self, column: str, text: str) -> None:
        """Keep in a field what has no other place, below what the field already holds."""
        before = self.fields.get(column)
        if before is None:
            self.fields[column] = text
        elif text not in before:
            self.fields[column] = f"{before}\n{text}"

    def say(self, role: str, column: str, text: str) -> None:
        """Give the contact a value of which it has one; a second, different one is kept in a field."""
        before = self.values.setdefault(role, text)
        if before == text:
            self.said_in.setdefault(role, column)
        else:
            self.keep(column, text)

    def name(self) -> str:
        """What to call the person: the name, else the first of what can stand for it; empty if nothing can."""
        return self.own_name() or next(
            filter(
                None,
                (
                    *(handle.name for handle in self.handles[:1]),
                    *(point.value for point in (*self.emails[:1], *self.phones[:1])),
                    self.values.get("company", ""),
                ),
            ),
            "",
        )

    def own_name(self) -> str:
        """The name that the row itself gives, whole or in parts; empty if it gives none."""
        values = self.values
        if name := values.get("name"):
            return name
        if "given" in values or "family" in values:
            return " ".join(values[part] for part in _NAME_PARTS if part in values)
        return values.get("nickname") or values.get("beside email") or values.get("middle", "")

    def settle(self, today: date) -> None:
        """Make the parts of a name, a birthday and the addresses whole; keep in fields those that fit nowhere."""
        name = self.name()
        for part in (*_NAME_PARTS, "beside email"):
            if part in self.values and part not in _OWN_COLUMNS and self.values[part] not in name:
                self.keep(self.said_in[part], self.values[part])
        if any(part in self.values for part in _BIRTH_PARTS):
            self._settle_birthday(today)
        if self.addresses and "city" not in self.values:
            self.values["city"] = next((p["city"] for p in self.addresses.values() if "city" in p), "")

    def _settle_birthday(self, today: date) -> None:
        year, month, day = (self.values.get(part, "") for part in _BIRTH_PARTS)
        whole = "-".join(filter(None, (year, month, day))) if year else f"--{month:>02}-{day:>02}"
        birthday = read_day(whole, today) if bool(month) >= bool(day) else None
        if birthday and self.values.setdefault("birthday", birthday) == birthday:
            return
        for part in _BIRTH_PARTS:
            if part in self.values:
                self.keep(self.said_in[part], self.values[part])

    def address_lines(self) -> tuple[Labelled, ...]:
        """Each address as one text, from the street to the country."""
        found = []
        for whose, parts in self.addresses.items():
            whole = parts.get("whole", "")
            rest = [parts[part] for part in _ADDRESS_PARTS[1:] if part in parts and parts[part] not in whole]
            label = self.address_labels.get(whose, "" if whose.isdigit() else whose)
            found.append(Labelled(", ".join(filter(None, (whole, *rest))), label))
        return tuple(found)

    def keys(self, name: str) -> tuple[str, ...]:
        """Identities, strongest first. A LinkedIn slug and an email are one person's; a name may be two people's."""
        found = [f"linkedin:{h.name.casefold()}" for h in self.handles if h.service == "linkedin"]
        found += [f"email:{email.value.casefold()}" for email in self.emails]
        found += [f"handle:{h.service}:{h.name.casefold()}" for h in self.handles if h.service != "linkedin"]
        if self.last_key:
            found.append(self.last_key)
        elif self.phones and not self.own_name():
            found.append("phone:" + "".join(filter(str.isdigit, self.phones[0].value)))
        else:
            found.append(f"name:{folded(name)}")
        return tuple(dict.fromkeys(found))


def records(drafts: Iterable[Draft], today: date) -> tuple[tuple[Record, ...], tuple[Field, ...]]:
    """The drafts as records, and their fields with the type that all values of each fit."""
    drafts = list(drafts)
    rows: dict[str, list[Draft]] = {}
    for draft in drafts:
        draft.settle(today)
        for name in draft.fields:
            rows.setdefault(name, []).append(draft)
    fields = []
    for name, having in rows.items():
        type_, values = typed([draft.fields[name] for draft in having], today)
        fields.append(Field(name, type_))
        for draft, value in zip(having, values, strict=True):
            draft.fields[name] = value
    return tuple(map(_record, drafts)), tuple(fields)


def _record(draft: Draft) -> Record:
    said = draft.values.get
    name = draft.name()
    contact = Contact(
        name=name,
        given=said("given", ""),
        family=said("family", ""),
        nickname=said("nickname", ""),
        company=said("company", ""),
        title=said("title", ""),
        city=said("city", ""),
        emails=tuple(draft.emails),
        phones=tuple(draft.phones),
        urls=tuple(draft.urls),
        addresses=draft.address_lines(),
        handles=tuple(draft.handles),
        tags=tuple(sorted(set(draft.tags))),
        fields=draft.fields,
        met_how=said("met_how", ""),
        met_where=said("met_where", ""),
        met_on=said("met_on", ""),
        met_via=said("met_via", ""),
        birthday=said("birthday", ""),
        note=said("note", ""),
        starred=draft.starred,
    )
    return Record(contact=contact, line=draft.line, keys=draft.keys(name))
