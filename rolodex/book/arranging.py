"""Categories and user-defined fields: what a person makes of the book."""

from __future__ import annotations

from dataclasses import replace

from rolodex import dates, query
from rolodex.book.base import Base
from rolodex.columns import read_column
from rolodex.model import FIELD_TYPES, BadInput, Category, Field, FieldType, NotFound
from rolodex.store import categories, fields
from rolodex.text import counted, one_line, shown


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
        """Delete a field, its values and its columns in categories; how many people had one.

        Raises NotFound.
        """
        with self._change("") as change:
            for category in categories.listed(self._connection):
                self._forget_field(category, name)
            lost = fields.delete(self._connection, name)
            change.label = f"delete field {shown(one_line(name))} from {counted(lost)}"
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
            id = categories.save(self._connection, self._checked(category, known))
        return next(stored for stored in self.categories() if stored.id == id)

    def delete_category(self, id: int) -> None:
        """Delete a category. Its fields, their values and every person stay. Raises NotFound."""
        name = next((category.name for category in self.categories() if category.id == id), None)
        if name is None:
            raise NotFound("That category is no longer there.")
        with self._change(f"delete category {shown(name)}"):
            categories.delete(self._connection, id)

    def _checked(self, category: Category, known: list[Field]) -> Category:
        """The category as it can be stored, its sort and groups as keys. Raises BadInput."""
        problems = query.parse(category.query, fields=known, today=self.today).problems
        if problems:
            raise BadInput(f"The query has a mistake: {problems[0].message}")
        names = [field.name for field in known]
        for text in category.columns:
            read_column(text, names)
        if len(category.group_by) > 2:
            raise BadInput("A list can be grouped by two columns, one within the other, and no more.")
        sort, descending = category.sort.removeprefix("-"), category.sort.startswith("-")
        key = _ordered(sort or "name", names, "sorted")
        return replace(
            category,
            query=one_line(category.query),
            columns=tuple(one_line(text) for text in category.columns),
            group_by=tuple(_ordered(text, names, "grouped") for text in category.group_by),
            sort=f"-{key}" if descending else key,
            cadence=dates.read_cadence(category.cadence, or_never=True),
        )

    def _forget_field(self, category: Category, name: str) -> None:
        """Take the columns of a field out of a category."""
        names = [field.name for field in fields.listed(self._connection)]
        columns = tuple(text for text in category.columns if not _is_of(name, text, names))
        group_by = tuple(text for text in category.group_by if not _is_of(name, text, names))
        sort = "name" if _is_of(name, category.sort.removeprefix("-"), names) else category.sort
        if (columns, group_by, sort) != (category.columns, category.group_by, category.sort):
            categories.save(
                self._connection, replace(category, columns=columns, group_by=group_by, sort=sort)
            )


def _is_of(field: str, column: str, names: list[str]) -> bool:
    """Whether a column, as it is written, is that of a field."""
    try:
        return read_column(column, names).key.casefold() == f"field:{one_line(field)}".casefold()
    except BadInput:
        return False


def _ordered(text: str, names: list[str], how: str) -> str:
    """The key of a column by which a list is `sorted` or `grouped`. Raises BadInput."""
    key = read_column(text, names).key
    unordered = ("tags", "handles", "email", "phone", "note", "next", "cadence", "talks", "favours")
    if key in unordered or (key.startswith("under:") if how == "sorted" else key in ("due", "answers")):
        others = "name, last or company" if how == "sorted" else "where, how, company or under:TAG"
        raise BadInput(f"A list can't be {how} by {shown(key)}. Try {others}.")
    return key
