"""What a query says, as values: the tree of conditions, the sort, and the mistakes in its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "contains", "between"]


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts hold. At least two; none of them is itself an And."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts holds. At least two; none of them is itself an Or."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold. The part is never itself a Not."""

    part: Node


@dataclass(frozen=True, slots=True)
class Words:
    """Found anywhere in the contact or its log."""

    text: str
    """One word, or the words of a phrase with single spaces between them. Never empty."""
    phrase: bool = False
    """Quoted: exactly these words side by side. A bare word is fuzzy."""

    @property
    def is_exact(self) -> bool:
        """Whether just this text is looked for; of fewer than three letters it always begins a word."""
        return self.phrase and len(self.text) > 2


@dataclass(frozen=True, slots=True)
class HasTag:
    """Carries the tag or one below it; where no tag is called so, one of which a level begins so."""

    name: str
    """As typed, `/` between levels, none at the ends. Never empty."""


@dataclass(frozen=True, slots=True)
class Text:
    """A column of text contains the value; accents and case do not matter."""

    column: str
    """One of terms.TEXTS. `met` is how, where and through whom together; `with` is the names of the other
    contacts of an interaction."""
    value: str


@dataclass(frozen=True, slots=True)
class When:
    """A day lies between two days, both included; a partial date does when every day it may mean does."""

    column: str
    """`last` (newest interaction), `met`, `added`, or `due`: an open follow-up, any of several."""
    start: date | None
    end: date | None
    """At least one of the two is set. Local days."""
    or_never: bool = False
    """Those without any such day are meant too: `last:>90d` is also whom you never talked to."""


@dataclass(frozen=True, slots=True)
class Never:
    """There is no such day."""

    column: str
    """`last`."""


@dataclass(frozen=True, slots=True)
class KindIs:
    """There was an interaction of this kind."""

    kind: str
    """Lower case. A book may hold kinds beyond model.INTERACTION_KINDS."""


@dataclass(frozen=True, slots=True)
class Has:
    """Has at least one of something, or a value in a column."""

    what: str
    """One of terms.HAS, or `field:NAME` with the name as the field is defined."""


@dataclass(frozen=True, slots=True)
class Is:
    """A state of the contact."""

    what: str
    """One of terms.IS."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """One trusts them so far."""

    levels: tuple[str, ...]
    """Keys of knowing.TRUST, of which theirs is one; with none it fits nobody."""


@dataclass(frozen=True, slots=True)
class Known:
    """There is evidence that one knows them in one of some ways, said by hand or told by the log."""

    ways: tuple[str, ...]
    """Keys of knowing.WAYS. Empty: there is evidence of none of all the ways."""


@dataclass(frozen=True, slots=True)
class FieldCompare:
    """A user-defined field has a value, and it compares like this."""

    field: str
    """The name as the field is defined."""
    op: Operator
    """number: any but `contains`. date: `>=`, `<=` and `between`, partial dates as in When.
    yesno: `=` and `!=`. text and url: `contains`, `=` and `!=`; case and accents do not matter."""
    value: str
    """number: a plain decimal (`20`, `-0.5`). date: `YYYY-MM-DD`. yesno: `yes` or `no`."""
    high: str = ""
    """The upper end, included, of `between`; else empty."""


Node: TypeAlias = (
    And | Or | Not | Words | HasTag | Text | When | Never | KindIs | Has | Is | Trusted | Known | FieldCompare
)


@dataclass(frozen=True, slots=True)
class SortBy:
    """One key of the order."""

    key: str
    """One of terms.SORTS, or `field:NAME` with the name as the field is defined."""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the text that was ignored, and why."""

    start: int
    end: int
    """Characters of the query's text, from `start` up to but not including `end`."""
    message: str
    """A sentence, on one line, harmless to show."""
    suggestion: str = ""
    """What to write in place of the text from `start` to `end`; empty when nothing comes near."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a line of text asks for."""

    text: str
    """As it was given."""
    where: Node | None = None
    """None is everyone."""
    sort: tuple[SortBy, ...] = ()
    """First key first; empty leaves the order to whoever shows the list."""
    problems: tuple[Problem, ...] = ()
    """In the order of the text."""

    @property
    def words(self) -> str:
        """The words and phrases that everybody found must match, in order, a space between them.

        For ranking and highlighting: those under a `-` or an `or` are left out.
        """
        parts = self.where.parts if isinstance(self.where, And) else (self.where,)
        return " ".join(part.text for part in parts if isinstance(part, Words))


LOSING_TOUCH = Is("losing-touch")
"""What only counting tells: it hangs on the day, on cadences and on other queries."""


def leaves(node: Node | None) -> Iterator[Node]:
    """The conditions of which one is made that are not made of others."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Not):
        yield from leaves(node.part)
    elif node is not None:
        yield node


def has_terms(query: Query) -> bool:
    """Whether it asks for more than words: a tag, a term, a phrase, a minus, an order; or fails to."""
    parts = query.where.parts if isinstance(query.where, And) else (query.where,) if query.where else ()
    return bool(query.problems or query.sort) or any(
        not isinstance(part, Words) or part.phrase for part in parts
    )
