"""What the app tells at the foot of the screen: what was done, and trouble."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.tui.widgets import bars
from tests.tui.steering import Steered, running

LONG = "The disk is full, " * 12 + "so nothing was saved."


def foot(app: Steered) -> str:
    return app.text().splitlines()[-1]


async def test_what_was_done_stands_before_the_keys_and_is_gone_with_the_next_key(path: Path) -> None:
    async with running(path) as app:
        await app.press("S")
        assert foot(app).startswith(" Starred Ada Lovelace · u undoes ") and " / find " in foot(app)
        await app.press("j")
        assert foot(app).startswith(" / find ")


async def test_a_click_on_a_key_beside_what_was_done_presses_that_key(path: Path) -> None:
    async with running(path) as app:
        await app.press("S")
        await app.pilot.click("KeyBar", offset=(foot(app).index("t tag"), 0))
        await app.settled()
        assert "Tag" in app.text() and len(app.app.screen_stack) == 3


async def test_trouble_stays_with_the_next_key_and_escape_takes_it_away(path: Path) -> None:
    async with running(path) as app:
        app.main.tell("It went wrong", severity="error")
        await app.press("j")
        assert "It went wrong" in foot(app)
        await app.press("escape")
        assert "It went wrong" not in app.text()


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_long_trouble_is_told_whole_and_covers_no_row(path: Path, size: tuple[int, int]) -> None:
    async with running(path, size=size) as app:
        app.main.tell(LONG, severity="error")
        await app.settled()
        assert LONG in " ".join(app.text().split())
        assert all(name in app.text() for name in app.names())
        await app.press("escape")
        assert " / find " in foot(app)


async def test_what_was_done_is_cut_where_it_does_not_fit(path: Path) -> None:
    async with running(path) as app:
        app.main.tell(LONG)
        await app.settled()
        assert foot(app).rstrip().endswith("…") and app.text().count("The disk is full") > 1


@pytest.mark.parametrize("severity", ["information", "error"])
async def test_after_some_seconds_it_is_gone(
    path: Path, monkeypatch: pytest.MonkeyPatch, severity: str
) -> None:
    monkeypatch.setattr(bars, "_SECONDS", {False: 0.01, True: 0.01})
    async with running(path) as app:
        app.main.tell("It happened", severity=severity)  # type: ignore[arg-type]
        await app.until(lambda: "It happened" in app.text() or app.main.keys.said is None)
        await app.until(lambda: "It happened" not in app.text())


async def test_what_is_told_is_text_and_not_markup(path: Path) -> None:
    async with running(path) as app:
        app.main.tell("[b]Al[/] [/nothing] \x1b[2J", severity="error")
        await app.settled()
        assert "[b]Al[/] [/nothing] ␛[2J" in foot(app)


async def test_control_c_says_how_one_leaves(path: Path) -> None:
    async with running(path) as app:
        await app.press("ctrl+c")
        assert "q leaves the rolodex" in foot(app)
