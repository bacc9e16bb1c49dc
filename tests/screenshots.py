"""The pictures of README.md: `python -m tests.screenshots` draws them anew from the demo book."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rolodex import demo
from rolodex.tui.app import RolodexApp
from rolodex.tui.settings import Settings, save

FOLDER = Path(__file__).parent.parent / "screenshots"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=1)))


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the keys that lead to it from the start."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = (120, 36)
    theme: str = "rolodex-dark"


SHOTS = (
    Shot("recruiters", ("7", "j", "j")),
    Shot("search", ("slash", *"compil")),
    Shot("conferences", ("8", "j", "j", "space", "space", "j", "space"), (150, 40)),
    Shot("groups-light", ("9", "j"), theme="rolodex-light"),
    Shot("log", ("7", "l", *"sent the new CV, asked about Lyon"), (120, 36)),
    Shot("small", ("j", "j"), (80, 24)),
    Shot("help", ("question_mark",)),
)


async def draw(shot: Shot, folder: Path) -> str:
    """The picture as SVG. `folder` is for the book and the settings; nothing else is touched."""
    book, settings = folder / "demo.db", folder / f"{shot.theme}.json"
    if not book.exists():
        demo.build(book, clock=lambda: NOW)
    save(settings, Settings(theme=shot.theme))
    app = RolodexApp(book, clock=lambda: NOW, settings_file=settings)
    async with app.run_test(size=shot.size) as pilot:
        await settle(app)
        for key in shot.keys:
            await pilot.press(key)
            await settle(app)
        app.screen.cursor_blink = False if hasattr(app.screen, "cursor_blink") else None
        await pilot.pause()
        return app.export_screenshot(title="rolodex")


async def settle(app: RolodexApp) -> None:
    """Wait until every answer that was asked for is shown."""
    for _ in range(200):
        await app.workers.wait_for_complete([w for w in app.workers if w.group != "dialog"])
        await asyncio.sleep(0)
        if not [w for w in app.workers if w.is_running and w.group != "dialog"]:
            return


async def _main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for shot in SHOTS:
            (FOLDER / f"{shot.name}.svg").write_text(await draw(shot, Path(folder)), "utf-8")
            print(f"screenshots/{shot.name}.svg", file=sys.stderr)


if __name__ == "__main__":
    asyncio.run(_main())
