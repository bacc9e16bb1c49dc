"""What each term means: its values, its comparisons, and what was meant by one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rolodex.model import BadInput, Field
from rolodex.query import spans, standing
from rolodex.query.nodes import (
    FieldCompare,
    Has,
    HasTag,
    Is,
    KindIs,
    Never,
    Node,
    Operator,
    Problem,
    SortBy,
    Text,
    When,
)
from rolodex.query.tokens import Token, quoted, term
from rolodex.text import one_line, shown

TEXTS = (
    "name",
    "nickname",
    "company",
    "title",
    "city",
    "email",
    "phone",
    "handle",
    "note",
    "met",
    "via",
    "with",
    "why",
    "favour",
)
"""Terms whose value is looked for in a text. `met` reads a date as well."""
DAYS = ("last", "met", "added", "due")
"""Terms whose value is a span of days."""
TERMS = tuple(dict.fromkeys((*TEXTS, *DAYS, "tag", "kind", "trust", "known", "has", "is", "sort")))
HAS = (
    *("email", "phone", "url", "address", "handle", "tag", "note", "met", "birthday"),
    *("company", "title", "city", "interaction", "nickname", "follow-up", "cadence"),
    *("trust", "connection", "favour"),
)
"""What `has:` knows, beside the user-defined fields."""
IS = (
    *("starred", "archived", "untagged", "losing-touch", "never-met"),
    *("owing", "owed", "unanswered", "never-answered"),
)
SORTS = ("name", "company", "title", "city", "last", "met", "added", "due", "trust", "answers")
"""What `sort:` knows, beside the user-defined fields."""

_OPERATORS: dict[str, Operator] = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "✓"), "yes"),
    **dict.fromkeys(("no", "n", "false", "0"), "no"),
}
_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{1,30})?|\.\d{1,30})", re.ASCII)
# `met:mar` is somebody on the way to `met:market`, not the month.
_DATE_LIKE = re.compile(r"\d|\.\.|(today|yesterday)$", re.IGNORECASE)
_DATES = "a day, a month or a year (2026-03-01, 2026-03, 2026) or an age (<90d, >1y)"
_DUE_DATES = "a day, a month or a year (2026-03-01, today) or how far ahead (<7d, >1mo)"
# What people call a thing, where the letters alone do not lead to its term.
_ALSO_CALLED = {
    "created": "added",
    "deadline": "due",
    "employer": "company",
    "firm": "company",
    "how": "met",
    "job": "title",
    "location": "city",
    "org": "company",
    "position": "title",
    "reason": "why",
    "role": "title",
    "seen": "last",
    "talked": "last",
    "tel": "phone",
    "town": "city",
    "type": "kind",
    "where": "met",
}
_NEAR = 60
"""Of 100: how alike two names are before one is offered for the other."""


class Wrong(Exception):
    """A term that can't be taken."""

    def __init__(self, start: int, end: int, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(start, end, message, suggestion)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a book on a day."""

    fields: Mapping[str, Field]
    """User-defined fields by the `key` of their name."""
    today: date

    @classmethod
    def of(cls, fields: Iterable[Field], today: date) -> Terms:
        return cls({key(field.name): field for field in fields}, today)

    def read(self, token: Token) -> Node | SortBy:
        """What a term asks for; its value is not blank. Raises Wrong."""
        name = key(token.name)
        if name in DAYS:
            return self._days(token, name)
        if name in standing.TERMS:
            return self._standing(token, name)
        if name in TERMS and token.op:
            raise _refused(token, f"takes no `{token.op}`", quoted(one_line(token.value)))
        if name in TEXTS:
            return Text(name, _text_value(token, name))
        if name in TERMS:
            return self._choice(token, name)
        if field := self.fields.get(name):
            return self._field(token, field)
        raise self._unknown(token)

    def _days(self, token: Token, name: str) -> Node:
        value = one_line(token.value)
        if name == "met" and not token.op and (token.literal or not self._is_span(value)):
            return Text(name, value)
        if name == "last" and value.casefold() == "never" and token.op in ("", "="):
            return Never(name)
        if name == "due":
            return self._due(token, value)
        span = self._span(token, f"{_DATES} or never" if name == "last" else _DATES)
        or_never = name == "last" and span.age and span.start is None
        return When(name, span.start, span.end, or_never)

    def _due(self, token: Token, value: str) -> Node:
        """`due:` looks ahead: `due:<7d` is within a week, what is overdue included."""
        if value.casefold() == "overdue" and token.op in ("", "="):
            return When("due", None, spans.shifted(self.today, -1))
        span = self._span(token, f"{_DUE_DATES} or overdue", ahead=True)
        return When("due", span.start, span.end)

    def _is_span(self, value: str) -> bool:
        return bool(_DATE_LIKE.match(value)) and spans.is_one(value, self.today)

    def _choice(self, token: Token, name: str) -> Node | SortBy:
        value = one_line(token.value)
        if name == "tag":
            if tag := tag_name(value.removeprefix("#")):
                return HasTag(tag)
            raise _refused(token, f"takes the name of a tag, not `{_short(value)}`")
        if name == "kind":
            return KindIs(value.casefold())
        if name == "is":
            return Is(_one_of(token, value, IS))
        if name == "has":
            return Has(self._column(token, value, HAS))
        column = value.removeprefix("-")
        return SortBy(self._column(token, column, SORTS), descending=column != value)

    def _column(self, token: Token, value: str, columns: tuple[str, ...]) -> str:
        field = self.fields.get(key(value))
        if field and key(value) not in columns:
            return f"field:{field.name}"
        return _one_of(token, value, columns, tuple(field.name for field in self.fields.values()))

    def _standing(self, token: Token, name: str) -> Node:
        try:
            return standing.TERMS[name](one_line(token.value), token.op)
        except standing.NotOne as error:
            raise _refused(token, str(error)) from error

    def _field(self, token: Token, field: Field) -> Node:
        value, op = one_line(token.value), _OPERATORS.get(token.op)
        if field.type == "date":
            return _in_span(field.name, self._span(token, _DATES))
        if field.type == "number":
            low, dots, high = value.partition("..")
            if dots and not op:
                low, high = sorted((_number(token, low), _number(token, high)), key=Decimal)
                return FieldCompare(field.name, "between", low, high)
            return FieldCompare(field.name, op or "=", _number(token, value))
        if op not in (None, "=", "!="):
            raise _refused(token, f"takes no `{token.op}`", quoted(value))
        if field.type == "yesno":
            if answer := _YES_NO.get(value.casefold()):
                return FieldCompare(field.name, op or "=", answer)
            raise _refused(token, f"takes yes or no, not `{_short(value)}`")
        return FieldCompare(field.name, op or "contains", value)

    def _span(self, token: Token, wanted: str, *, ahead: bool = False) -> spans.Span:
        if token.op == "!=":
            raise _refused(token, "takes no `!=`: put a - before the whole term instead", quoted(token.value))
        value = one_line(token.value)
        try:
            return spans.read(value, token.op, self.today, ahead=ahead)
        except BadInput as error:
            raise _refused(token, f"takes {wanted}, not `{_short(value)}`") from error

    def _unknown(self, token: Token) -> Wrong:
        names = (*TERMS, *(field.name for field in self.fields.values()))
        meant = _ALSO_CALLED.get(key(token.name)) or _nearest(token.name, names)
        suggestion = term(meant) if meant else ""
        message = f"There is no field `{_short(token.name)}`"
        return Wrong(token.start, token.colon, _asking(message, suggestion), suggestion)


def key(name: str) -> str:
    """A name as names are compared here: case and runs of white space do not matter."""
    return one_line(name).casefold()


def tag_name(text: str) -> str:
    """The tag on one line, without slashes at its ends; may be empty."""
    return one_line(text).strip("/ ")


def _text_value(token: Token, name: str) -> str:
    value = one_line(token.value)
    return value.removeprefix("@") or value if name == "handle" else value


def _one_of(token: Token, value: str, choices: tuple[str, ...], fields: tuple[str, ...] = ()) -> str:
    if (wanted := key(value)) in choices:
        return wanted
    if meant := _nearest(value, (*choices, *fields)):
        sign = "-" if key(token.name) == "sort" and token.value.startswith("-") else ""
        message = f"{_place(token)} knows no `{_short(value)}`"
        raise Wrong(token.colon, token.end, _asking(message, sign + meant), sign + quoted(meant))
    listed = ", ".join(choices[:-1]) + (f", {choices[-1]} or a field" if fields else f" or {choices[-1]}")
    raise _refused(token, f"takes {listed}, not `{_short(value)}`")


def _number(token: Token, value: str) -> str:
    """The number in plain decimal, without trailing zeros. Raises Wrong."""
    plain = value.rstrip("%").replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        raise _refused(token, f"takes a number (20, 17.5) or a range (10..20), not `{_short(value)}`")
    number = f"{Decimal(plain):f}"
    return number.rstrip("0").rstrip(".") if "." in number else number


def _in_span(name: str, span: spans.Span) -> FieldCompare:
    if span.start and span.end:
        return FieldCompare(name, "between", span.start.isoformat(), span.end.isoformat())
    if span.start:
        return FieldCompare(name, ">=", span.start.isoformat())
    assert span.end  # a span is closed on one side at least
    return FieldCompare(name, "<=", span.end.isoformat())


def _refused(token: Token, why: str, suggestion: str = "") -> Wrong:
    return Wrong(token.colon, token.end, f"{_place(token)} {why}.", suggestion)


def _place(token: Token) -> str:
    return term(_short(token.name))


def _nearest(name: str, names: tuple[str, ...]) -> str:
    # only a mistake asks for it
    from rapidfuzz import fuzz, process

    found = process.extractOne(key(name)[:100], names, scorer=fuzz.ratio, processor=key, score_cutoff=_NEAR)
    return found[0] if found else ""


def _asking(message: str, suggestion: str) -> str:
    return f"{message}; did you mean {shown(suggestion)}?" if suggestion else f"{message}."


def _short(text: str) -> str:
    """The text as a message may hold it: harmless, on one line, not longer than a name."""
    line = shown(one_line(text))
    return line if len(line) <= 40 else f"{line[:39]}…"
