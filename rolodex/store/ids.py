"""A set of ids as one bound parameter, however many there are."""

from __future__ import annotations

from collections.abc import Iterable

IDS = "(SELECT value FROM json_each(?))"
"""SQL for `IN`, to be bound to what `as_json` gives."""


def as_json(ids: Iterable[int]) -> str:
    """The ids as a JSON array."""
    return f"[{','.join(map(str, ids))}]"
