"""What a column of a sheet means, picked from a list that typing narrows; a new name makes a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rolodex.book.sheets import SheetColumn
from rolodex.text import fit, shown
from rolodex.tui.dialogs.offers import Offer, rank
from rolodex.tui.dialogs.picker import Picker

FIELD = "field:"
"""Before the name of the field that a column becomes."""
LEFT_OUT = "leave out"

_ABOUT = {
    "name": "the whole name",
    "given": "the first name",
    "family": "the last name",
    "title": "what they do there",
    "url": "a page: website, blog",
    "handle": "a user name, or the URL of a profile",
    "tags": "one, or several with commas between",
    "birthday": "with or without the year",
    "met on": "the day you met",
    "met where": "the place, the event",
    "met via": "who brought you together",
    "address": "the street, or all of it",
    "trust": "how well you know them",
    "known by": "what you know them by",
}
_LONGEST = 60
"""Cells of a name."""
_NEW = 3.5
"""The rank of a new field: behind what begins as is typed, before what is only spelt nearly so."""


def named(column: SheetColumn) -> str:
    """What a column is called, to be shown."""
    return fit(shown(column.name[:_LONGEST]), _LONGEST)


def in_words(meaning: str, column: SheetColumn) -> str:
    """What a column means, to be shown in a list."""
    if meaning == "field":
        return f"field {named(column)}"
    if meaning.startswith(FIELD):
        return fit(f"field {shown(meaning.removeprefix(FIELD)[:_LONGEST])}", _LONGEST)
    return "left out" if meaning == LEFT_OUT else meaning


class MeaningPicker(Picker):
    """Dismissed with an offer whose value is the meaning, as `--column` takes it."""

    DEFAULT_CSS = """
    MeaningPicker {
        & > .frame { width: 76; }
    }
    """

    def __init__(self, column: SheetColumn, meanings: Sequence[str], text: str) -> None:
        super().__init__(
            f"{column.name} is …", text=text, placeholder="company, email, a field, or a new name for one"
        )
        self._column = column
        self._meanings = meanings
        self._fields = {meaning.casefold() for meaning in meanings if meaning.startswith(FIELD)}

    def offers(self, text: str) -> Sequence[Offer]:
        return list(self._found(text.strip()))

    def _found(self, typed: str) -> Iterator[Offer]:
        kept = f"as it is called here, {self._column.type}"
        plain = [(meaning, meaning) for meaning in self._meanings if not meaning.startswith(FIELD)]
        own = [meaning for meaning in self._meanings if meaning.startswith(FIELD)]
        for value, label, about in (
            *((value, label, _ABOUT.get(value, "")) for value, label in plain),
            ("field", in_words("field", self._column), kept),
            (LEFT_OUT, LEFT_OUT, "nothing of it comes in"),
            *((value, f"field {value.removeprefix(FIELD)}", "in the book") for value in own),
        ):
            fits = rank(typed, label, about)
            if fits is not None:
                yield Offer(value, label, about, rank=fits)
        new = typed[len(FIELD) :].strip() if typed.casefold().startswith(FIELD) else typed
        key = new.casefold()
        if new and f"{FIELD}{key}" not in self._fields and key != self._column.name.casefold():
            about = f"{self._column.type}, as its values look"
            yield Offer(f"{FIELD}{new}", f"new field {new}", about, rank=_NEW)
