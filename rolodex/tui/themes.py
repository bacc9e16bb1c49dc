"""The program's own two themes: lamplight on ink, and ink on paper. Any theme of Textual works too."""

from __future__ import annotations

from textual.theme import Theme


def _bars(track: str) -> dict[str, str]:
    """Scrollbars of dialogs whose track does not stand out."""
    names = ("", "-hover", "-active")
    return {f"scrollbar-background{name}": track for name in names} | {"scrollbar-corner-color": track}


DARK = Theme(
    name="rolodex-dark",
    primary="#e0af68",
    secondary="#9ab8d7",
    accent="#7fb5a8",
    warning="#f2c46d",
    error="#e27878",
    success="#9fbf77",
    foreground="#d7d3c8",
    background="#15171c",
    surface="#1b1e25",
    panel="#262a33",
    dark=True,
    variables=_bars("#1b1e25"),
)
LIGHT = Theme(
    name="rolodex-light",
    primary="#9a5b13",
    secondary="#2f5d8a",
    accent="#2b6f62",
    warning="#a34a00",
    error="#b3261e",
    success="#4c7a26",
    foreground="#2b2a27",
    background="#faf6ee",
    surface="#f3ede1",
    panel="#e6decd",
    dark=False,
    variables=_bars("#f3ede1"),
)
