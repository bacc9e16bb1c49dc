"""The form in which a person is added or edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from rolodex import dates, query, values
from rolodex.book import Book
from rolodex.model import Category, Contact, Field, Tag
from rolodex.tui.dialogs import contact_text
from rolodex.tui.dialogs.form import Form
from rolodex.tui.dialogs.line import Line, TextBox
from rolodex.tui.dialogs.row import Row
from rolodex.tui.dialogs.tag_words import TagLine
from rolodex.tui.store import Store

_NOBODY = Contact(name="")

_HINTS = {
    "number": "a number",
    "date": "a date, as in May 2019",
    "yesno": "yes or no",
    "url": "https://…",
    "text": "",
}


@dataclass(frozen=True, slots=True)
class _Needs:
    """What the form reads when it opens."""

    contact: Contact
    fields: Sequence[Field]
    tags: Sequence[Tag]
    today: date


class ContactForm(Form[Contact]):
    """Adds a person, or edits one. Enter goes to the next row, ctrl+s saves."""

    DEFAULT_CSS = """
    ContactForm {
        & > .frame { width: 92; }
        & VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
        & Row > .label { width: 16; }
        & .heading { width: 100%; margin-top: 1; color: $primary; }
    }
    """

    def __init__(self, store: Store, contact: Contact | None, category: Category | None = None) -> None:
        """With no contact it adds one; the tags that the category asks for stand in it then."""
        title = f"Edit {contact.name}" if contact else "Add a person"
        super().__init__(title, store, f"edit {contact.uid}" if contact else "add")
        self._seen = contact or _NOBODY
        self._category = category
        self._fields: Sequence[Field] = ()
        self._today = date.min

    def compose_body(self) -> ComposeResult:
        yield self.restored_line()
        with VerticalScroll(can_focus=False):
            yield from self._person()
            yield _heading("Reach")
            yield from self._reach()
            yield _heading("How you met")
            yield from self._met()
            yield _heading("More")
            yield Row(
                "cadence",
                "In touch",
                Line(self._text("cadence"), placeholder="every 3 months, 90d; then they come up under Due"),
                check=lambda text: dates.read_cadence(text, or_never=True) and "",
            )
            yield self._date("birthday", "Birthday", "12 April, or 1979-04-12")
            yield self._lines("note", "Note", "")

    def _person(self) -> ComposeResult:
        yield self._line("name", "Name", "the only thing a person needs")
        yield self._line("nickname", "Nickname")
        yield self._line("company", "Company")
        yield self._line("title", "Title")
        yield self._line("city", "City")
        asked = " ".join(_tags_asked(self._category)) if self._seen is _NOBODY else ""
        yield Row("tags", "Tags", TagLine(asked or self._text("tags"), placeholder="conference/pycon rust"))

    def _reach(self) -> ComposeResult:
        yield self._lines("emails", "Emails", "one a line: ada@example.org, or work: ada@example.org")
        yield self._lines("phones", "Phones", "mobile: +44 20 7946 0000")
        yield Row(
            "handles",
            "Handles",
            TextBox(self._text("handles"), placeholder="x/ada, github/ada, @ada, or the URL of a profile"),
            check=self._check_handles,
        )
        yield self._lines("urls", "URLs", "https://example.org, or blog: https://example.org")
        yield self._lines("addresses", "Addresses", "work: 12 Analytical Way, London")

    def _met(self) -> ComposeResult:
        yield self._line("met_how", "How", "hallway talk, introduced, worked together")
        yield self._line("met_where", "Where", "a place or an event, as in PyCon 2026")
        yield self._date("met_on", "When", "May 2026, yesterday, 12.3.2025")
        yield self._line("met_via", "Through", "who brought you together")

    async def prepare(self) -> None:
        id = self._seen.id

        def needs(book: Book) -> _Needs:
            contact = book.get(id) if id else _NOBODY
            return _Needs(contact, book.fields(), book.tags(), book.today)

        found = await self.store.call(needs)
        self._seen, self._today = found.contact, found.today
        self.query_one(TagLine).tags = found.tags
        own = self._category.fields if self._category else ()
        self._fields = sorted(found.fields, key=lambda f: own.index(f.name) if f.name in own else len(own))
        if self._fields:
            scroll = self.query_one(VerticalScroll)
            title = self._category.name if self._category and own else "Fields"
            await scroll.mount(_heading(title), *map(self._field, self._fields), before=".more")
        now = contact_text.texts(found.contact, self._fields)
        for row in self.rows():
            # somebody may have edited the person since the caller read them
            if id and not row.touched:
                row.text = row.start = now[row.key]

    def write(self) -> Callable[[Book], Contact]:
        seen, before = self._seen, contact_text.texts(self._seen, self._fields)
        typed = {row.key: row.text for row in self.rows() if row.text != before[row.key]}

        def save(book: Book) -> Contact:
            if not seen.id:
                return book.add(contact_text.changed(seen, seen, typed))
            return book.edit(contact_text.changed(book.get(seen.id), seen, typed))

        return save

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def _text(self, key: str) -> str:
        return contact_text.texts(self._seen, ())[key]

    def _line(self, key: str, label: str, placeholder: str = "") -> Row:
        return Row(key, label, Line(self._text(key), placeholder=placeholder))

    def _lines(self, key: str, label: str, placeholder: str) -> Row:
        return Row(key, label, TextBox(self._text(key), placeholder=placeholder))

    def _date(self, key: str, label: str, placeholder: str) -> Row:
        return Row(
            key,
            label,
            Line(self._text(key), placeholder=placeholder),
            check=lambda text: contact_text.date_meaning(text, self._today),
            settle=lambda text: dates.read_partial(text, self._today),
        )

    def _field(self, field: Field) -> Row:
        text = contact_text.field_text(self._seen.fields.get(field.name, ""), field)
        several = field.type == "text" and "\n" in text
        editor = TextBox(text) if several else Line(text, placeholder=_HINTS[field.type])
        return Row(
            f"field:{field.name}", field.name, editor, check=lambda text: self._check_field(text, field)
        )

    def _check_field(self, text: str, field: Field) -> str:
        value = values.canonical(text, field.type, self._today)
        return contact_text.date_text(value) if field.type == "date" else ""

    def _check_handles(self, text: str) -> str:
        read = contact_text.read_handles(text, self._seen.handles)
        return " ".join(f"{handle.service}/{handle.name}" for handle in read) if "@" in text else ""


def _heading(text: str) -> Static:
    return Static(Content(text), classes="heading more" if text == "More" else "heading")


def _tags_asked(category: Category | None) -> list[str]:
    """The tags that everybody in the category carries."""
    where = query.parse(category.query, fields=(), today=date.min).where if category else None
    parts = where.parts if isinstance(where, query.And) else (where,)
    return [part.name for part in parts if isinstance(part, query.HasTag)]
