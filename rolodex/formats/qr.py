"""QR codes as text: two rows of modules on each line, to be drawn dark on light whatever the theme."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from rolodex.formats.handles import profile_of
from rolodex.formats.vcardout import short
from rolodex.model import BadInput, Contact

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


def fitting(person: Contact, columns: int, rows: int) -> tuple[list[str], str]:
    """The code of a person's card in that many cells; and where it is not all of it, what it holds, in words.

    In a small room it is the name with the first phone and email, or one of them, or a page, as a MECARD of
    NTT docomo: phones read that, too, and it takes half as much. Raises BadInput when that is still too
    large: half a code is none.
    """
    try:
        return _within(drawn(short(person)), columns, rows), ""
    except BadInput as error:
        too_large = error
    ways = _ways(person)
    small: tuple[tuple[str, ...], ...] = (("phone", "email"), ("phone",), ("email",), ("page",))
    for held in small:
        if given := {way: ways[way] for way in held if way in ways}:
            with suppress(BadInput):
                lines = _within(drawn(_mecard(person, given)), columns, rows)
                return lines, ", ".join(("name", *given))
    raise too_large


def _ways(person: Contact) -> dict[str, str]:
    """The first of each way to reach somebody."""
    pages = [*(url.value for url in person.urls), *filter(None, map(profile_of, person.handles))]
    ways = {
        "phone": [phone.value for phone in person.phones],
        "email": [email.value for email in person.emails],
        "page": pages,
    }
    return {way: values[0] for way, values in ways.items() if values}


def _mecard(person: Contact, ways: Mapping[str, str]) -> str:
    from segno.helpers import make_mecard_data

    name = ",".join(part for part in (person.family, person.given) if part) or person.name
    phone, email, page = map(ways.get, ("phone", "email", "page"))
    return str(make_mecard_data(name=name, phone=phone, email=email, url=page))


def _within(lines: list[str], columns: int, rows: int) -> list[str]:
    if len(lines[0]) > columns or len(lines) > rows:
        raise BadInput(
            f"The code takes {len(lines[0])} by {len(lines)} cells, and there is room for {columns} by"
            f" {rows}: make the window larger, or its letters smaller."
        )
    return lines
