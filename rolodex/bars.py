"""Numbers as bars: lines across, half a cell exact, and blocks upright, an eighth of a cell exact."""

from __future__ import annotations

from collections.abc import Sequence

_UP = " ▁▂▃▄▅▆▇█"


def across(value: int, most: int, cells: int) -> str:
    """A bar from left to right, as long as `value` is of `most`, which fills the cells.

    Whatever is more than nothing can be seen.
    """
    halves = _parts(value, most, 2 * cells)
    return "━" * (halves // 2) + "╸" * (halves % 2)


def upright(values: Sequence[int], rows: int, room: int = 1) -> list[str]:
    """Bars beside each other, each `room` wide and the highest as high as the rows: lines from top to bottom.

    From a room of two on the last cell of each bar is left free.
    """
    most = max(values, default=0)
    heights = [_parts(value, most, 8 * rows) for value in values]
    gap = " " if room > 1 else ""
    return [
        "".join(_UP[min(8, max(0, height - 8 * below))] * (room - len(gap)) + gap for height in heights)
        for below in reversed(range(rows))
    ]


def _parts(value: int, most: int, parts: int) -> int:
    """How many of the parts are filled."""
    return max(1, round(parts * value / most)) if value > 0 and most > 0 else 0
