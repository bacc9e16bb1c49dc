"""The app with a heart: a timer on its event loop that should beat every 5 ms, and notes how late it was.

    python -m tests.benchmarks.heartbeat BOOK OUT [--empty]

Run as a program it is the app; with --empty a Textual app with nothing in it, to know the machine's own
delays. On exit it writes to OUT, as JSON, [when, late, worked] of every beat: the moment by the monotonic
clock, the seconds it was late, and the processor seconds that the process had spent since the beat before. A
beat that was late while the process did not work was held up by others on the machine.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Static

from rolodex.tui import app as ours

_EVERY = 0.005


class Heart:
    """Beats until its task is cancelled."""

    def __init__(self) -> None:
        self.beats: list[tuple[float, float, float]] = []

    async def beat(self) -> None:
        """Never returns."""
        loop = asyncio.get_running_loop()
        while True:
            due, worked = loop.time() + _EVERY, time.process_time()
            await asyncio.sleep(_EVERY)
            now = loop.time()
            self.beats.append((now, max(0.0, now - due), time.process_time() - worked))


heart = Heart()


class Watched(ours.RolodexApp):
    """The app as it is, and its heart."""

    def on_load(self) -> None:
        """Start the heart before anything is mounted."""
        self._heart = asyncio.create_task(heart.beat())


class Empty(App[None]):
    """Nothing at all."""

    def on_load(self) -> None:
        """Start the heart."""
        self._heart = asyncio.create_task(heart.beat())

    def compose(self) -> ComposeResult:
        yield Static("ready")

    def key_q(self) -> None:
        """Leave."""
        self.exit()


def main() -> None:
    """Run, and write the beats down."""
    book, out = Path(sys.argv[1]), Path(sys.argv[2])
    if "--empty" in sys.argv[3:]:
        Empty().run()
    else:
        # `run` sets up the process as for a person; only the class of the app is another
        ours.RolodexApp = Watched  # type: ignore[misc]
        ours.run(book)
    out.write_text(json.dumps(heart.beats))


if __name__ == "__main__":
    main()
