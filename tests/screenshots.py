"""The pictures of README.md: `python -m tests.screenshots` draws them anew from the demo book."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from textual.widgets import Input, TextArea

from rolodex import demo
from rolodex.tui.settings import Settings, save
from tests.tui.steering import running

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
    Shot("recruiters", ("5", "j", "j")),
    Shot("search", ("slash", *"choir")),
    Shot("conferences", ("6", "j", "j", "space", "space", "j", "space"), (150, 40)),
    Shot("groups-light", ("7", "j"), theme="rolodex-light"),
    Shot("log", ("5", "l", *"call with bethan yesterday re Lyon #cv +2w send it"), (120, 36)),
    Shot("brief", ("slash", *"giacomo", "enter", "b")),
    Shot("small", ("j", "j"), (80, 24)),
    Shot("group", ("B", "j", "enter")),
    Shot("requests", ("r", "j", "j")),
    Shot("introductions", ("I", "j")),
    Shot("help", ("question_mark",)),
)


async def draw(shot: Shot, folder: Path) -> str:
    """The picture as SVG. `folder` is for the book and the settings; nothing else is touched."""
    book, settings = folder / "demo.db", folder / f"{shot.theme}.json"
    if not book.exists():
        demo.build(book, clock=lambda: NOW)
    save(settings, Settings(theme=shot.theme))
    async with running(book, size=shot.size, settings=settings, clock=lambda: NOW) as app:
        await app.press(*shot.keys)
        for line in app.app.screen.query(Input):
            line.cursor_blink = False
        for lines in app.app.screen.query(TextArea):
            lines.cursor_blink = False
        await app.settled()
        return app.app.export_screenshot(title="rolodex", simplify=True)


async def _main() -> None:
    os.environ.pop("NO_COLOR", None)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for shot in SHOTS:
            (FOLDER / f"{shot.name}.svg").write_text(await draw(shot, Path(folder)), "utf-8")
            print(f"screenshots/{shot.name}.svg", file=sys.stderr)


if __name__ == "__main__":
    asyncio.run(_main())
