"""The themes to choose from: the one at the cursor is shown at once."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from rolodex.tui.dialogs.offers import Offer, Offers, rank
from rolodex.tui.dialogs.picker import Picker
from rolodex.tui.widgets.lines import Lines


class ThemeList(Picker):
    """Every theme. What was there before comes back when it is left."""

    DEFAULT_CSS = """
    ThemeList {
        align: right top;
        background: transparent;
        & > .frame { width: 46; }
    }
    """

    nothing = "No theme is called so."

    def __init__(self, current: str) -> None:
        super().__init__("Theme", placeholder="its name")
        self._before = current

    def offers(self, text: str) -> Sequence[Offer]:
        themes = self.app.available_themes
        # the program's own come first
        names = sorted(themes, key=lambda name: (not name.startswith("rolodex"), name))
        return [
            Offer(name, name, beside="dark" if themes[name].dark else "light", rank=found)
            for name in names
            if (found := rank(text, name)) is not None
        ]

    def on_mount(self) -> None:
        # before its own turn: it lists the themes
        super().on_mount()
        listed = self.query_one(Offers)
        listed.cursor = next(n for n, offer in enumerate(listed.offers) if offer.value == self._before)

    @on(Lines.Moved)
    def _show(self, event: Lines.Moved) -> None:
        event.stop()
        offer = self.query_one(Offers).offer
        if offer is not None:
            self.app.theme = str(offer.value)

    def action_leave(self) -> None:
        self.app.theme = self._before
        super().action_leave()
