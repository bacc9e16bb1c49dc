"""A line of text in which a letter is typed without the whole screen being laid out anew."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class Typed(Input):
    """One line. Its length moves nothing else on the screen; an Input has all laid out at each letter."""

    virtual_size = Reactive(Size(0, 0))
