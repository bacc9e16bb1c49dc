"""The three-way comparison of an import: what a file says, what it said before, and what the book holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, Literal

from rolodex.book.reports import Update
from rolodex.match import words
from rolodex.model import Contact, Handle, Interaction, Labelled
from rolodex.text import one_line

Age = Literal["newest", "older", ""]
"""Of an export: the newest of its account so far, older than one already in the book, or not known."""

_PLAIN = (
    *("nickname", "company", "title", "city", "met_how", "met_where", "met_on", "met_via", "birthday"),
    *("trust", "known_by"),
)
_DATES = ("met_on", "birthday")
_SPOKEN = {
    "met_how": "how met",
    "met_where": "where met",
    "met_on": "when met",
    "met_via": "met via",
    "known_by": "known",
}
_MANY = ("emails", "phones", "urls", "addresses", "handles", "tags")
_many = attrgetter(*_MANY)

_NOBODY = Contact(name="")
_SAID = ("name", "given", "family", *_PLAIN, "note")
_said = attrgetter(*_SAID)
# one for all: making one takes longer than using it
_as_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of one person, in the form in which it is kept for the next comparison."""

    plain: Mapping[str, str] = field(default_factory=dict)
    """What a contact has one of, by the attribute's name; what is empty is left out."""
    many: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What a contact has several of, each as it is compared."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """By the name of the field in the book."""
    interactions: Mapping[str, str] = field(default_factory=dict)
    """Texts by source key."""
    rows: Sequence[str] = ()
    """Where several rows tell of the person: what each says alone, as text."""

    def as_text(self) -> str:
        """As one line of JSON, the same for the same values."""
        parts = {"plain": self.plain, "many": self.many, "fields": self.fields, "log": self.interactions}
        return _as_json({name: part for name, part in (*parts.items(), ("rows", self.rows)) if part})

    @classmethod
    def parse(cls, text: str) -> Said:
        """What `as_text` made."""
        parts = json.loads(text)
        return cls(
            plain=parts.get("plain", {}),
            many=parts.get("many", {}),
            fields=parts.get("fields", {}),
            interactions=parts.get("log", {}),
            rows=parts.get("rows", ()),
        )

    @staticmethod
    def rows_in(text: str) -> Sequence[str]:
        """What each row said alone, of a text that `as_text` made."""
        # quotes inside values are escaped: this stands only where there are rows
        return Said.parse(text).rows if '"rows": [' in text else (text,)


@dataclass(frozen=True, slots=True)
class Merged:
    """A contact after an import."""

    contact: Contact
    updates: tuple[Update, ...]
    job: str
    """`changed job: A to B`, `changed position: X to Y`, or empty."""


def said_of(contact: Contact, interactions: Iterable[Interaction] = (), rows: Sequence[str] = ()) -> Said:
    """What a file says, of the contact that one or more of its rows became."""
    plain = {part: value for part, value in zip(_SAID, _said(contact), strict=True) if value}
    if contact.starred:
        plain["starred"] = "yes"
    several = zip(_MANY, _many(contact), strict=True)
    many = {part: list(_by_key(part, values)) for part, values in several if values}
    return Said(plain, many, contact.fields, {entry.source_key: entry.text for entry in interactions}, rows)


def own_name(contact: Contact) -> str:
    """The name, unless an email, a phone, a user name or a company stands in for it; then empty."""
    stands_in = [contact.company, *(handle.name for handle in contact.handles)]
    stands_in += [point.value for point in (*contact.emails, *contact.phones)]
    return "" if contact.name in stands_in else contact.name


def merged(
    current: Contact,
    given: Contact,
    base: Said | None,
    *,
    file: str,
    age: Age,
    refused: Collection[str] = (),
) -> Merged:
    """The contact of the book with what a file says now, where it said `base` last time (None: nothing).

    What only the file changed is taken; what only the person changed is kept. Where both did, company and
    title are the file's, and anything else the file says becomes a line of the note, with the file's name. An
    older export only fills what is empty. What the person removed stays removed while the file says the same.
    Updates whose ids are `refused` are not made.
    """
    return _Merge(current, given, base or Said(), file, age, refused).done()


def updates_of(current: Contact, given: Contact, *, file: str) -> tuple[Update, ...]:
    """What a file would change of somebody of whom it never told before, each with the id by which it can be
    refused. `file` is its name."""
    return merged(current, given, None, file=file, age="").updates


def parts_of(given: Contact) -> tuple[Update, ...]:
    """Each value that a file gives of somebody new, with the id by which it can be refused; not the name."""
    return _as_new(given, ()).updates


def without(given: Contact, refused: Collection[str]) -> Contact:
    """Somebody new as a file tells of them, without the values that are `refused`."""
    return _as_new(given, refused).contact


def _as_new(given: Contact, refused: Collection[str]) -> Merged:
    parts = (*_PLAIN, "note", *_MANY, "fields", "starred")
    nobody = replace(given, **{part: getattr(_NOBODY, part) for part in parts})
    return merged(nobody, given, None, file="", age="", refused=refused)


class _Merge:
    def __init__(
        self, current: Contact, given: Contact, base: Said, file: str, age: Age, refused: Collection[str]
    ) -> None:
        self._current = current
        self._given = given
        self._base = base
        self._file = file
        self._age = age
        self._refused = refused
        self._changes: dict[str, Any] = {}
        self._updates: list[Update] = []
        self._lines: list[str] = []

    def done(self) -> Merged:
        self._name()
        for part in _PLAIN:
            values = getattr(self._current, part), getattr(self._given, part), self._base.plain.get(part, "")
            if self._takes(_SPOKEN.get(part, part), *values, part=part):
                self._set(part, getattr(self._given, part))
        self._fields()
        for part in _MANY:
            self._add(part)
        if self._given.starred and not self._current.starred and "starred" not in self._base.plain:
            self._set("starred", True)
        self._note()
        contact = replace(self._current, **self._changes) if self._changes else self._current
        return Merged(contact, tuple(self._updates), _job(self._current, contact))

    def _takes(self, what: str, current: str, given: str, old: str, *, part: str = "") -> bool:
        """Whether the file's value is taken; if neither taken nor known, it becomes a line in the note."""
        if not given or given in (current, old) or (self._age == "older" and (current or old)):
            return False
        if not current:
            return True
        if current == old:
            return True
        if part in ("company", "title") and (old or self._age == "newest"):
            return True
        if part in _DATES and _is_part_of(current, given):
            return True
        known = given.casefold() == current.casefold() or (part in _DATES and _is_part_of(given, current))
        if not known:
            self._lines.append(f"{what}: {one_line(given)}")
        return False

    def _name(self) -> None:
        current, given, old = self._current, self._given, self._base.plain
        name, ours = own_name(given), own_name(current)
        if name and name != old.get("name"):
            if not ours or (current.name == old.get("name") and self._age != "older"):
                for part in ("name", "given", "family"):
                    # refused is the name as a whole
                    if getattr(current, part) != getattr(given, part) and "name" not in self._refused:
                        self._set(part, getattr(given, part))
                return
            if self._age != "older" and not set(words(name)) <= set(words(ours)):
                self._lines.append(f"name: {name}")
                return
        for part in ("given", "family"):
            value = getattr(given, part)
            if not value or value in (getattr(current, part), old.get(part)):
                continue
            if not getattr(current, part) and (value in current.name or name == current.name):
                self._set(part, value)
            elif value not in current.name and self._age != "older":
                self._lines.append(f"{part} name: {value}")

    def _fields(self) -> None:
        current = self._current.fields
        taken = {
            name: value
            for name, value in self._given.fields.items()
            if self._takes(name, current.get(name, ""), value, self._base.fields.get(name, ""))
            and f"field:{name}" not in self._refused
        }
        if taken:
            self._changes["fields"] = {**current, **taken}
            self._updates += [
                Update(f"field:{name}", name, current.get(name, ""), value) for name, value in taken.items()
            ]

    def _add(self, part: str) -> None:
        given = _by_key(part, getattr(self._given, part))
        if not given:
            return
        known = {*_by_key(part, getattr(self._current, part)), *self._base.many.get(part, ())}
        one = "address" if part == "addresses" else part.removesuffix("s")
        added = {f"{one}:{key}": value for key, value in given.items() if key not in known}
        taken = {id: value for id, value in added.items() if id not in self._refused}
        if taken:
            self._changes[part] = (*getattr(self._current, part), *taken.values())
            self._updates += [Update(id, one, "", _plainly(value)) for id, value in taken.items()]

    def _note(self) -> None:
        current, given = self._current.note, self._given.note
        old = self._base.plain.get("note", "")
        note = current
        if given and given != old and given not in current:
            note = current.replace(old, given, 1) if old and old in current else _below(current, given)
        for line in self._lines:
            if f"{line} ({self._file})" not in note.split("\n"):
                note = _below(note, f"{line} ({self._file})")
        if note != current and "note" not in self._refused:
            self._changes["note"] = note
            added = note[len(current) :] if note.startswith(current) else given
            self._updates.append(Update("note", "note", "", added))

    def _set(self, part: str, value: str | bool) -> None:
        if part in self._refused:
            return
        self._changes[part] = value
        spoken = _SPOKEN.get(part, part)
        before, after = ("", "") if isinstance(value, bool) else (getattr(self._current, part), value)
        self._updates.append(Update(part, spoken, before, after))


def _by_key(part: str, values: Iterable[Any]) -> dict[str, Any]:
    """The values of a part of which there are several, by what makes two of them the same."""
    return {_key(part, value): value for value in values}


def _key(part: str, value: Labelled | Handle | str) -> str:
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, Handle):
        return f"{value.service}:{value.name.casefold()}"
    if part == "phones":
        return "".join(c for c in value.value if c.isdigit() or c == "+") or value.value
    text = " ".join(value.value.casefold().split())
    return text.rstrip("/") if part == "urls" else text


def _plainly(value: Labelled | Handle | str) -> str:
    if isinstance(value, Handle):
        return f"{value.service}/{value.name}"
    return value if isinstance(value, str) else value.value


def _is_part_of(vague: str, exact: str) -> bool:
    """Whether a partial date says less of the same day: `2019` of `2019-05`, `--04-12` of `1990-04-12`."""
    return exact.startswith(f"{vague}-") or (vague.startswith("--") and exact.endswith(vague[1:]))


def _job(before: Contact, after: Contact) -> str:
    if before.company.casefold() != after.company.casefold():
        return f"changed job: {before.company} to {after.company}" if before.company else ""
    if before.title and before.title.casefold() != after.title.casefold():
        return f"changed position: {before.title} to {after.title}"
    return ""


def _below(text: str, more: str) -> str:
    return f"{text}\n{more}" if text else more
