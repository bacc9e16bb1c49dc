"""What a column of a sheet may mean by what its values look like: a guess for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rolodex.formats.handles import handle_in_url

_EMAIL = re.compile(r"(?:mailto:)?[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
USER_NAME = re.compile(r"@[\w.]{2,}")
# as people write them; what is digits alone may as well be an id
_PHONE = re.compile(r"(?=(?:\D*[0-9]){7,15}\D*$)(?:\+|00?[1-9]|\(|[0-9]+[ /-])[0-9 ()/.-]+")
_DAY = re.compile(r"[0-9]{1,4}([-./])[0-9]{1,2}\1[0-9]{1,4}")
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[-'’][^\W\d_]+)*\.?")
_MOST_WORDS = 4
_LONGEST = 200
"""Letters of a value; what is longer is a text."""


def guessed(values: Sequence[str]) -> str:
    """`email`, `phone`, `handle` or `url` if every value looks like one, `name` if most do; else nothing."""
    if not values or max(map(len, values)) > _LONGEST:
        return ""
    if all(map(_EMAIL.fullmatch, values)):
        return "email"
    if all(USER_NAME.fullmatch(value) or handle_in_url(value) for value in values):
        return "handle"
    if all(map(_URL.fullmatch, values)):
        return "url"
    if all(_PHONE.fullmatch(value) and not _DAY.fullmatch(value) for value in values):
        return "phone"
    return "name" if 4 * sum(map(_is_name, values)) >= 3 * len(values) else ""


def _is_name(value: str) -> bool:
    words = value.split()
    return 1 < len(words) <= _MOST_WORDS and all(
        _WORD.fullmatch(word) and (word[0].isupper() or len(word) < 4) for word in words
    )
