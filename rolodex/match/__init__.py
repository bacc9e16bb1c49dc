"""Fuzzy search over people: the index, its ranking, and what of a shown text was matched."""

from rolodex.match.called import Called
from rolodex.match.folding import fold, sort_key, words
from rolodex.match.index import Index
from rolodex.match.people import Document
from rolodex.match.search import Matches
from rolodex.match.spans import spans

__all__ = ["Called", "Document", "Index", "Matches", "fold", "sort_key", "spans", "words"]
