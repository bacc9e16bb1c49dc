"""Values of user-defined fields: what a person writes, the form that the book keeps, and what is shown."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

from rolodex import dates
from rolodex.model import BadInput, FieldType
from rolodex.text import fit, one_line, shown, storable

_NUMBER = re.compile(r"[-+]?(\d{1,30}(\.\d{1,30})?|\.\d{1,30})")
_YES = frozenset({"yes", "y", "true", "1", "x", "✓"})
_NO = frozenset({"no", "n", "false", "0"})


def canonical(text: str, type_: FieldType, today: date) -> str:
    """The text as the book keeps it: plain digits, a partial date, `yes` or `no`; empty for empty.

    Raises BadInput with a sentence when the text is no value of that type.
    """
    value = storable(text).strip() if type_ == "text" else one_line(text)
    if not value or type_ == "text":
        return value
    if type_ == "number":
        plain = value.rstrip("%").replace(" ", "")
        if not _NUMBER.fullmatch(plain):
            raise BadInput(f"{_quoted(value)} is not a number. Write it with digits, as in 20 or 12.5.")
        number = f"{Decimal(plain):f}"
        number = number.rstrip("0").rstrip(".") if "." in number else number
        return "0" if number == "-0" else number
    if type_ == "date":
        return dates.read_partial(value, today)
    if type_ == "yesno":
        if value.casefold() in _YES:
            return "yes"
        if value.casefold() in _NO:
            return "no"
        raise BadInput(f"{_quoted(value)} is neither yes nor no. Write yes or no, or leave it empty.")
    if any(c.isspace() for c in value):
        raise BadInput(f"{_quoted(value)} is not a URL: it has spaces in it.")
    return value


def shown_value(value: str, type_: FieldType, today: date) -> str:
    """A canonical value as people read it: dates in words, yes and no as ✓ and ✗.

    A date that is not canonical is shown as it is: other programs write to the book too.
    """
    if type_ == "date":
        with suppress(BadInput):
            return dates.PartialDate.parse(value).shown(today)
    if type_ == "yesno":
        return {"yes": "✓", "no": "✗"}.get(value, "")
    return value


def _quoted(value: str) -> str:
    return f"“{fit(shown(value), 60)}”"
