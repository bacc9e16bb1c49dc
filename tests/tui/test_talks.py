"""The sparkline of the last year in the rows: how wide it is, and for what it makes room."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.columns import DEFAULT, Column
from rolodex.tui.widgets.layout import GAP, NAME, room, widths
from tests.tui.steering import running

_ROOMS = [NAME, *(room(Column(key, ""), None) for key in DEFAULT)]
_TALKS = 1 + DEFAULT.index("talks")


@pytest.mark.parametrize("available", range(10, 200))
def test_no_row_is_wider_than_the_list(available: int) -> None:
    cells = [width for width in widths(_ROOMS, available) if width]
    assert sum(cells) + GAP * (len(cells) - 1) <= available


@pytest.mark.parametrize("available", range(10, 200))
def test_the_sparkline_is_a_year_or_half_a_year_or_not_there(available: int) -> None:
    assert widths(_ROOMS, available)[_TALKS] in (0, 6, 12)


@pytest.mark.parametrize("available", range(10, 200))
def test_no_column_goes_and_no_name_is_at_its_least_for_the_sparkline(available: int) -> None:
    cells = widths(_ROOMS, available)
    assert not cells[_TALKS] or (all(cells) and cells[0] > NAME.least)


async def test_the_row_shows_the_talks_of_the_last_year(path: Path) -> None:
    async with running(path, size=(200, 40)) as app:
        assert "2w  ▁▁▁▁▁▁▁▁▁▁▁▃  " in app.text()
        assert "2mo  ▁▁▁▁▁▁▁▁▁▃▁▁  " in app.text()


async def test_where_there_is_less_room_the_newest_months_stay(path: Path) -> None:
    async with running(path, size=(120, 36)) as app:
        assert "2mo  ▁▁▁▃▁▁  " in app.text()


async def test_a_small_screen_has_names_and_no_sparkline(path: Path) -> None:
    async with running(path, size=(80, 24)) as app:
        assert "Ada Lovelace" in app.text()
        assert "▃" not in app.text()


async def test_a_talk_that_is_logged_is_in_the_sparkline_at_once(path: Path) -> None:
    async with running(path, size=(200, 40)) as app:
        await app.press("l")
        await app.type("tea")
        await app.press("enter")
        assert "▁▁▁▁▁▁▁▁▁▁▁▄  " in app.text()
