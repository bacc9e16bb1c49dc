"""Categories and user-defined fields: what a person makes of the book."""

from __future__ import annotations

from dataclasses import replace

from rolodex import query
from rolodex.book.base import Base, counted
from rolodex.columns import read_column
from rolodex.model import FIELD_TYPES, BadInput, Category, Field, FieldType, NotFound
from rolodex.store import categories, fields
from rolodex.text import one_line, shown


class Arranging(Base):
    """The categories and the fields of a book."""

    def fields(self) -> list[Field]:
        """Every user-defined field, oldest first."""
        return fields.listed(self._connection)

    def add_field(self, name: str, type: FieldType = "text") -> None:
        """Make a field. Raises BadInput when there is one of that name with another type."""
        if type not in FIELD_TYPES:
            raise BadInput(f"“{shown(type)}” is no type of field. Types are: {', '.join(FIELD_TYPES)}.")
        with self._change(f"add field {shown(one_line(name))}"):
            fields.add(self._connection, name, type)

    def delete_field(self, name: str) -> int:
        """Delete a field and its values; how many people had one. Raises NotFound."""
        with self._change("") as change:
            lost = fields.delete(self._connection, name)
            change.label = f"delete field {shown(name)} from {counted(lost)}"
        return lost

    def categories(self) -> list[Category]:
        """Every category in the order of the sidebar."""
        return categories.listed(self._connection)

    def save_category(self, category: Category, new_fields: tuple[Field, ...] = ()) -> Category:
        """Write a category, a new one when its id is 0, after making the fields it needs; as it was stored.

        Raises BadInput with a sentence for a mistaken query, column or name; then nothing is changed.
        """
        verb = "edit" if category.id else "add"
        with self._change(f"{verb} category {shown(one_line(category.name))}"):
            for field in new_fields:
                fields.add(self._connection, field.name, field.type)
            known = fields.listed(self._connection)
            self._check(category, known)
            id = categories.save(self._connection, replace(category, query=one_line(category.query)))
        return next(stored for stored in self.categories() if stored.id == id)

    def delete_category(self, id: int) -> None:
        """Delete a category. Its fields, their values and every person stay. Raises NotFound."""
        name = next((category.name for category in self.categories() if category.id == id), None)
        if name is None:
            raise NotFound("That category is no longer there.")
        with self._change(f"delete category {shown(name)}"):
            categories.delete(self._connection, id)

    def _check(self, category: Category, known: list[Field]) -> None:
        problems = query.parse(category.query, fields=known, today=self.today).problems
        if problems:
            raise BadInput(f"The query has a mistake: {problems[0].message}")
        names = [field.name for field in known]
        for text in category.columns:
            read_column(text, names)
        for text in (*category.group_by, category.sort.removeprefix("-")):
            key = read_column(text, names).key
            if key in ("tags", "handles", "email", "phone", "note"):
                raise BadInput(
                    f"A list can't be sorted or grouped by {key}. Try where, how, company or under:TAG."
                )
