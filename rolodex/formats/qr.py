"""QR codes as text: two rows of modules on each line, to be drawn dark on light whatever the theme."""

from __future__ import annotations

from rolodex.model import BadInput

QUIET = 2
"""Light modules around the code. The standard wants four; phones read two, and a small screen has no more."""

_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
_INVERSE = str.maketrans(" ▀▄█", "█▄▀ ")


def drawn(text: str) -> list[str]:
    """The code of a text, all lines equally long, dark modules as blocks. Raises BadInput for a long text."""
    import segno
    from segno.encoder import DataOverflowError

    try:
        code = segno.make_qr(text, error="l", encoding="utf-8")
    except DataOverflowError as error:
        raise BadInput("That is too long for a QR code: shorten what the person's card holds.") from error
    rows = [[int(dark) for dark in row] for row in code.matrix_iter(border=QUIET)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def inverse(lines: list[str]) -> list[str]:
    """The same for a terminal without colours, of which most are dark: light modules as blocks."""
    return [line.translate(_INVERSE) for line in lines]


def check_room(lines: list[str], columns: int, rows: int) -> None:
    """Raises BadInput when the code is larger than that many cells: half a code is none."""
    if len(lines[0]) > columns or len(lines) > rows:
        raise BadInput(
            f"The code takes {len(lines[0])} by {len(lines)} cells, and there is room for {columns} by"
            f" {rows}: make the window larger, or its letters smaller."
        )
