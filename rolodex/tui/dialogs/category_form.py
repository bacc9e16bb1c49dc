"""The form in which a category is made, edited and deleted, with the fields that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from rolodex import dates, query
from rolodex.book import Book
from rolodex.columns import COLUMNS, read_column
from rolodex.model import FIELD_TYPES, BadInput, Category, Field, FieldType
from rolodex.text import counted, one_line, shown
from rolodex.tui.dialogs.confirm import Confirm
from rolodex.tui.dialogs.form import Form
from rolodex.tui.dialogs.line import Line, TextBox
from rolodex.tui.dialogs.row import Row
from rolodex.tui.store import Store


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """What became of a category."""

    saved: Category | None
    """None when it was deleted."""


class CategoryForm(Form[CategoryResult]):
    """Makes or edits a category: a query with a name, its own columns, grouping and fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # before the rows, where it would delete a character
        Binding("ctrl+d", "delete", "delete", priority=True)
    ]

    DEFAULT_CSS = """
    CategoryForm {
        & > .frame { width: 88; }
        & .hint { width: 100%; height: auto; margin-top: 1; color: $foreground-muted; }
    }
    """

    def __init__(self, store: Store, category: Category | None) -> None:
        """With no category it makes one."""
        stored = category is not None and category.id
        title = f"Category {category.name}" if category and stored else "New category"
        super().__init__(title, store, f"category {stored or 'new'}")
        self._category = category or Category(name="", query="", columns=("company", "last", "tags"))
        self._fields: Sequence[Field] = ()
        self._today = date.min

    def compose_body(self) -> ComposeResult:
        own = self._category
        yield self.restored_line()
        yield Row("name", "Name", Line(own.name, placeholder="Book club"))
        yield Row("query", "Who", Line(own.query, placeholder="#book-club last:>90d"), check=self._who)
        yield Row(
            "fields", "Fields", TextBox(placeholder="one a line: fee: number"), check=self._check_fields
        )
        yield Row(
            "columns", "Columns", TextBox(", ".join(own.columns), placeholder="company as Firm, fee, last")
        )
        yield Row(
            "group_by", "Group by", Line(", ".join(own.group_by), placeholder="where, how or under:group")
        )
        yield Row("sort", "Sort by", Line(own.sort, placeholder="name, or -last for the newest first"))
        yield Row(
            "cadence",
            "In touch",
            Line(own.cadence, placeholder="every 90 days; empty for no reminder"),
            check=lambda text: dates.read_cadence(text, or_never=True) and "",
        )
        yield Static(
            f"Columns: {', '.join(COLUMNS)}, any field, and under:TAG."
            f" Types of fields: {', '.join(FIELD_TYPES)}.",
            classes="hint",
            markup=False,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._category.id) if action == "delete" else True

    async def prepare(self) -> None:
        self._fields, self._today = await self.store.call(lambda book: (book.fields(), book.today))
        types = {field.name: field.type for field in self._fields}
        row = next(row for row in self.rows() if row.key == "fields")
        row.text = row.start = "\n".join(
            f"{name}: {types.get(name, 'text')}" for name in self._category.fields
        )
        self._count()

    def write(self) -> Callable[[Book], CategoryResult]:
        fields = _read_fields(next(row.text for row in self.rows() if row.key == "fields"), self._fields)
        names = [*(field.name for field in self._fields), *(field.name for field in fields)]
        typed = self.typed()
        # what was not typed over stays to the letter: a row shows control characters as pictures
        changes: dict[str, object] = {key: one_line(typed[key]) for key in ("name", "query") if key in typed}
        if "columns" in typed:
            changes["columns"] = tuple(_columns(typed["columns"], names))
        if "group_by" in typed:
            changes["group_by"] = tuple(_parts(typed["group_by"]))
        if "sort" in typed:
            changes["sort"] = typed["sort"].strip() or "name"
        if "cadence" in typed:
            changes["cadence"] = typed["cadence"]
        own = tuple(field.name for field in fields)
        category = replace(self._category, **changes, fields=own)  # type: ignore[arg-type]
        return lambda book: CategoryResult(book.save_category(category, tuple(fields)))

    def on_row_changed(self, event: Row.Changed) -> None:
        super().on_row_changed(event)
        if event.row.key == "query":
            self._count()

    def _who(self, text: str) -> str:
        problems = query.parse(text, fields=self._fields, today=self._today).problems
        if problems:
            raise BadInput(problems[0].message)
        return ""

    @work(exclusive=True, group="count")
    async def _count(self) -> None:
        row = next(row for row in self.rows() if row.key == "query")
        text = row.text
        fits = await self.store.call(lambda book: book.count(text))
        self.query_one(".frame").border_title = Content(shown(f"{self._title} · {counted(fits)}"))

    def _check_fields(self, text: str) -> str:
        _read_fields(text, self._fields)
        return ""

    @work
    async def action_delete(self) -> None:
        """Delete the category, after asking."""
        detail = "Nobody is deleted: people, fields and their values stay. One undo brings it back."
        name = self._category.name
        if await self.app.push_screen_wait(Confirm(f"Delete the category {name}?", "Delete", detail=detail)):
            with self.telling():
                await self.store.call(lambda book: book.delete_category(self._category.id))
                self._saving = True
                await self.store.call(lambda book: book.drop_draft(self.about))
                self.dismiss(CategoryResult(None))


def _parts(text: str) -> list[str]:
    return [part for piece in text.replace("\n", ",").split(",") if (part := one_line(piece))]


def _columns(text: str, fields: Sequence[str]) -> list[str]:
    """The columns as they are kept: a field with `field:` before its name."""
    kept = []
    for part in _parts(text):
        column = read_column(part, fields)
        titled = " as " in part.casefold()
        kept.append(f"{column.key} as {column.title}" if titled else column.key)
    return kept


def _read_fields(text: str, known: Sequence[Field]) -> list[Field]:
    """One field a line, `name: type`; without a type it is that of `known`. Raises BadInput."""
    there = {shown(field.name).casefold(): field for field in known}
    read = []
    for line in text.split("\n"):
        name, _, said = line.rpartition(":") if ":" in line else (line, "", "")
        name, said = one_line(name), one_line(said).casefold()
        if not name:
            continue
        type_: FieldType | None = next((one for one in FIELD_TYPES if one == said), None)
        if said and type_ is None:
            raise BadInput(f"“{said}” is no type of field. Types are: {', '.join(FIELD_TYPES)}.")
        field = there.get(name.casefold(), Field(name))
        read.append(Field(field.name, type_ or field.type))
    return read
