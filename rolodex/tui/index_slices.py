"""The search index made in slices, between which keys are answered."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable

_FREEZE_EVERY = 20
"""Slices after which the garbage collector is told to leave alone what there is: going through an index of
100,000 people again and again stops the screen for 50 to 100 ms at a time."""


async def make(more: Callable[[], Awaitable[bool]], tell: Callable[[], None]) -> int:
    """Ask for `more` until there is none; `tell` is called after each. How many it took."""
    slices = 0
    while await more():
        tell()
        slices += 1
        if slices % _FREEZE_EVERY == 0:
            gc.freeze()
    if slices:
        gc.freeze()
    return slices
