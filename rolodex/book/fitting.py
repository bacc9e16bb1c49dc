"""The columns of a file held against the fields of the book: which field takes a value, and in what form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from rolodex.formats.draft import BESIDE
from rolodex.model import BadInput, Contact, Field, FieldType
from rolodex.store import tags
from rolodex.text import one_line
from rolodex.values import canonical


class Fitting:
    """Fits what one file says to the fields that the book has, or will have once somebody has a value."""

    def __init__(self, known: Iterable[Field], columns: Sequence[Field], today: date) -> None:
        """`known` are the fields of the book, `columns` those of the file."""
        self._today = today
        self._known = {field.name.casefold(): field for field in known}
        self._target: dict[str, Field] = {}
        self._type = {column.name: column.type for column in columns}
        for column in columns:
            self._target[column.name] = self._same_name(one_line(column.name), column.type)
        self.kept = tuple(dict.fromkeys(field.name for field in self._target.values()))
        """The names of the fields that the file's columns are kept in."""

    def type_of(self, name: str) -> FieldType:
        """The type of a field that `fit` gave a value."""
        return self._known[name.casefold()].type

    def fit(self, contact: Contact) -> Contact:
        """The contact with its fields named and written as in the book, and its tags spelt so."""
        fields = self._fields(contact.fields)
        if not contact.tags and fields == contact.fields:
            return contact
        names = []
        for tag in contact.tags:
            with suppress(BadInput):
                names.append(tags.tag_name(tag))
        by_key = {name.casefold(): name for name in names}
        return replace(contact, fields=fields, tags=tuple(by_key[key] for key in sorted(by_key)))

    def _fields(self, values: Mapping[str, str]) -> dict[str, str]:
        fitted: dict[str, str] = {}
        for column, value in values.items():
            field = self._target[column]
            fit = self._form(value, self._type[column], field)
            if fit is None or (field.name in fitted and field.type != "text"):
                field, fit = self._text_beside(field.name), value
            before = fitted.get(field.name)
            fitted[field.name] = fit if before in (None, fit) else f"{before}\n{fit}"
        return fitted

    def _form(self, value: str, type_: FieldType, field: Field) -> str | None:
        """The value in the form of a field of the book; None when it is none for that field."""
        if type_ == field.type or field.type == "text":
            return value
        # a text that may be a date was left a text because it could mean two days; lines are several values
        if field.type not in ("number", "yesno") or "\n" in value:
            return None
        try:
            return canonical(value, field.type, self._today)
        except BadInput:
            return None

    def _same_name(self, name: str, type_: FieldType) -> Field:
        return self._known.setdefault(name.casefold(), Field(name, type_))

    def _text_beside(self, name: str) -> Field:
        """The field `fee (text)` that holds what is no value for the field `fee`."""
        while True:
            name = f"{name}{BESIDE}"
            field = self._same_name(name, "text")
            if field.type == "text":
                return field
