"""What scrolls gets longer or shorter without the whole screen being laid out anew."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView


def resize(view: ScrollView, size: Size) -> None:
    """Set how large what is in the view is.

    To set `virtual_size` itself lays out and draws the whole screen, some 20 ms. That is only needed where a
    scroll bar comes or goes, and takes room from the view.
    """
    room = view.scrollable_content_region.size
    bars = size.height > room.height, size.width > room.width
    if not view.is_attached or bars != (view.show_vertical_scrollbar, view.show_horizontal_scrollbar):
        view.virtual_size = size
        return
    view.set_reactive(ScrollView.virtual_size, size)
    if view.show_vertical_scrollbar:
        view.vertical_scrollbar.window_virtual_size = size.height
    view.scroll_y = view.validate_scroll_y(view.scroll_y)
