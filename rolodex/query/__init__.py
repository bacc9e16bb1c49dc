"""The query language: text in, out come a tree of what to look for and every mistake with its place."""

from rolodex.query.complete import Completing, at
from rolodex.query.grammar import GRAMMAR, Example
from rolodex.query.nodes import (
    And,
    FieldCompare,
    Has,
    HasTag,
    Is,
    KindIs,
    Known,
    Never,
    Node,
    Not,
    Or,
    Problem,
    Query,
    SortBy,
    Text,
    Trusted,
    When,
    Words,
    has_terms,
)
from rolodex.query.parse import both, parse
from rolodex.query.terms import HAS, IS, SORTS, TERMS
from rolodex.query.tokens import quoted

__all__ = [
    "GRAMMAR",
    "HAS",
    "IS",
    "SORTS",
    "TERMS",
    "And",
    "Completing",
    "Example",
    "FieldCompare",
    "Has",
    "HasTag",
    "Is",
    "KindIs",
    "Known",
    "Never",
    "Node",
    "Not",
    "Or",
    "Problem",
    "Query",
    "SortBy",
    "Text",
    "Trusted",
    "When",
    "Words",
    "at",
    "both",
    "has_terms",
    "parse",
    "quoted",
]
