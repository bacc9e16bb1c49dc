"""The brief before a meeting, on the screen."""

from __future__ import annotations

from pathlib import Path

from textual.containers import VerticalScroll

from rolodex.tui.dialogs.brief import BriefScreen
from tests.tui.steering import running


async def test_b_shows_the_brief_of_the_person_at_the_cursor(path: Path) -> None:
    async with running(path) as app:
        await app.press("b")
        assert isinstance(app.app.screen, BriefScreen)
        assert "Last talk  1 Nov, 19 days ago · 1 talk in all" in app.text()
        assert "Talks      1 Nov  email: sent the offer" in app.text()


async def test_marked_people_follow_one_another_by_name(path: Path) -> None:
    async with running(path, size=(120, 60)) as app:
        await app.press("j", "space", "g", "space", "b")
        text = app.text()
        assert "Before you meet these 2" in text
        assert text.index("Chief analyst · Analytical Engines · London") < text.index("Met        FOSDEM")


async def test_a_long_brief_scrolls_with_the_keys_of_the_lists(path: Path) -> None:
    async with running(path, size=(80, 24)) as app:
        await app.press("asterisk", "b")
        scroll = app.app.screen.query_one(VerticalScroll)
        assert scroll.max_scroll_y > 0
        await app.press("j")
        assert scroll.scroll_y == 2
        await app.press("G")
        assert scroll.scroll_y == scroll.max_scroll_y
        await app.press("g")
        assert scroll.scroll_y == 0


async def test_y_copies_the_brief_as_text(path: Path) -> None:
    async with running(path) as app:
        await app.press("b", "y")
        assert app.app.clipboard.startswith(
            "Ada Lovelace (Countess)\nChief analyst · Analytical Engines · London\n"
        )
        assert app.app.screen is app.main


async def test_escape_closes_the_brief_and_copies_nothing(path: Path) -> None:
    async with running(path) as app:
        await app.press("b", "escape")
        assert app.app.screen is app.main
        assert app.app.clipboard == ""


async def test_nobody_to_meet_is_said(tmp_path: Path) -> None:
    async with running(tmp_path / "empty.db") as app:
        await app.press("b")
        assert app.app.screen is app.main
        assert "Nobody is chosen" in app.text()
