"""Numbers as bars of block characters, an eighth of a cell exact."""

from __future__ import annotations

from collections.abc import Sequence

_ACROSS = " ▏▎▍▌▋▊▉█"
_UP = " ▁▂▃▄▅▆▇█"


def across(value: int, most: int, cells: int) -> str:
    """A bar from left to right, as long as `value` is of `most`, which fills the cells.

    Whatever is more than nothing can be seen.
    """
    eighths = _eighths(value, most, cells)
    return "█" * (eighths // 8) + _ACROSS[eighths % 8].strip()


def upright(values: Sequence[int], rows: int, room: int = 1) -> list[str]:
    """Bars beside each other, each `room` wide and the highest as high as the rows: lines from top to bottom.

    From a room of three on the last cell of each bar is left free.
    """
    most = max(values, default=0)
    heights = [_eighths(value, most, rows) for value in values]
    gap = " " if room > 2 else ""
    return [
        "".join(_UP[min(8, max(0, height - 8 * below))] * (room - len(gap)) + gap for height in heights)
        for below in reversed(range(rows))
    ]


def _eighths(value: int, most: int, cells: int) -> int:
    return max(1, round(8 * cells * value / most)) if value > 0 and most > 0 else 0
