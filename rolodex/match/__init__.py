"""Fuzzy search over people: the index, its ranking, and what of a shown text was matched."""

from rolodex.match.fold import fold, sort_key, words
from rolodex.match.index import Index, Matches
from rolodex.match.people import Document

__all__ = ["Document", "Index", "Matches", "fold", "sort_key", "words"]
