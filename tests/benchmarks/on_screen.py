"""The app in a real terminal, beside peers in one: first paint, key to painted rows, paging, memory."""

from __future__ import annotations

import shlex
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic_ns

from tests.benchmarks.crowd import crowd, queries
from tests.benchmarks.peers import Peers
from tests.benchmarks.report import Section, Target
from tests.benchmarks.terminal import COLUMNS, ROWS, WHOLE, Region, Terminal, rolodex_command

MAKING = "reading names"
"""Stands in the top bar while the search index is made."""
CLEAR = "\x15"
_ENTER, _PAGE_DOWN, _CONTROL_F = "\r", "\x1b[6~", "\x06"
_OPENINGS = 5
_PAGES = 20
_LOGGED = 10
_STORING = 60
"""Half seconds to wait at most until the index is stored."""
_SEEN_CELLS = 40
"""Of each row: the name and some of the company, never what stands right of the list."""
_EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready")
Empty().run()
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list that is only on the screen once people are painted."""

    name: str
    company: str

    def seen(self, lines: Sequence[str]) -> bool:
        """Whether the whole row is there."""
        return self.place(lines) is not None

    def place(self, lines: Sequence[str]) -> tuple[int, int] | None:
        """Row and column where it begins: a line with both, since a card shows namesakes too."""
        for number, line in enumerate(lines):
            if (at := line.find(self.name[:14])) >= 0 and self.company[:8] in line[at:]:
                return number, at
        return None


def row_of(book: Path) -> Row:
    """A row on the first screen of a book; not the first, whom the card shows too."""
    sql = "SELECT name, company FROM contact WHERE NOT archived ORDER BY sort_name, id LIMIT 20"
    with closing(sqlite3.connect(book)) as connection:
        (first, _), *others = connection.execute(sql).fetchall()
    return next(Row(name, company) for name, company in others if name != first and company)


def on_screen(book: Path, peers: Peers, folder: Path) -> tuple[list[Section], list[Target]]:
    """Everything measured in a terminal, and what must hold of it."""
    screens = _Screens(book, peers, folder)
    targets = screens.measure()
    return screens.sections, targets


class _Screens:
    def __init__(self, book: Path, peers: Peers, folder: Path) -> None:
        self._book = book
        self._peers = peers
        self._home = folder / "home"
        self._row = row_of(book)
        first = next(crowd(1)).document
        self._peers_row = Row(first.name, first.company)
        self.paint = Section("Open to first paint of a full row of people, in a terminal", "ms")
        self.ready = Section("First key to the search index being whole, in a terminal", "ms")
        self.search = Section("Key to painted results, in a terminal", "ms")
        self.page = Section("Page down to painted rows, in a terminal", "ms")
        self.log = Section("Enter on a line of the log to the entry on the card, in a terminal", "ms")
        self.memory = Section("Peak memory after all of this", "MB")
        self.sections = [self.paint, self.ready, self.search, self.page, self.log, self.memory]

    def measure(self) -> list[Target]:
        """Fill the sections."""
        self._rolodex()
        self._empty_app()
        self._fzf()
        self._visidata()
        self._abook()
        ours, empty = self.memory.figures[:2]
        first, again = (max(figure.values, default=0.0) for figure in self.ready.figures[:2])
        return [
            Target("first paint, median", self.paint.figures[0].median, 1000, "ms"),
            Target("first key to the search index being whole, the first time", first, 2000, "ms"),
            Target("first key to the search index being whole, another time", again, 2000, "ms"),
            Target("Enter to the entry on the card, median", self.log.figures[0].median, 50, "ms"),
            Target("peak memory over that of an empty app", ours.median - empty.median, 150, "MB"),
        ]

    def _rolodex(self) -> None:
        command = rolodex_command(self._book)
        paints = []
        for _ in range(_OPENINGS):
            with Terminal(command, self._home) as terminal:
                paints.append(1000 * (terminal.wait_for(self._row.seen) - terminal.started))
        self.paint.add("rolodex", paints)
        stored = self._home / ".cache" / "rolodex"
        for when in ("the first time", "another time"):
            with Terminal(command, self._home) as terminal:
                terminal.wait_for(self._row.seen)
                terminal.press("/")
                begin = terminal.send("a")
                made = index_made(terminal)
                taken = [1000 * (made - begin)] if made else []
                self.ready.add(f"rolodex, {when}", taken, "before it could be seen")
                for _ in range(_STORING):
                    if any(path.suffix != ".part" for path in stored.glob("index-*")):
                        break
                    terminal.settle(0.5)
        with Terminal(command, self._home) as terminal:
            terminal.wait_for(self._row.seen)
            rows = self._rows(terminal)
            terminal.press("/")
            index_made(terminal)
            keys, clears = _typed(terminal, self._queries(), rows)
            self.search.add("rolodex", keys)
            self.search.add("rolodex, the line cleared: everyone", clears)
            # the cursor stayed on whom the last search found: from the top there are pages to go down
            terminal.press(f"{_ENTER}g")
            self.page.add("rolodex", _pages(terminal, _CONTROL_F, rows))
            self.log.add("rolodex", _logged(terminal))
            self.memory.add("rolodex", [terminal.peak_megabytes()])

    def _rows(self, terminal: Terminal) -> Region:
        """Where the names and companies of the list are: neither the card nor the query line."""
        place = self._row.place(terminal.screen.display)
        assert place is not None, "the list is on the screen"
        top, left = place
        return Region(top - 1, left, ROWS - 3, min(COLUMNS, left + _SEEN_CELLS))

    def _queries(self) -> list[str]:
        words, _ = queries(self._peers.count)
        return words[:6]

    def _empty_app(self) -> None:
        paints, memory = [], 0.0
        for _ in range(_OPENINGS):
            with Terminal([sys.executable, "-c", _EMPTY_APP], self._home) as terminal:
                at = terminal.wait_for(lambda lines: any("ready" in line for line in lines))
                paints.append(1000 * (at - terminal.started))
                terminal.settle(0.1)
                memory = terminal.peak_megabytes()
        self.paint.add_peer("an empty Textual app", paints)
        self.memory.add_peer("an empty Textual app", [memory])

    def _fzf(self) -> None:
        if "fzf" in self._peers.found:
            line = f"exec {shlex.quote(self._peers.found['fzf'])} < {shlex.quote(str(self._peers.text))}"
            total = f"{self._peers.count}/{self._peers.count}"
            self._peer("fzf", ["sh", "-c", line], "\x1b[5~", searches=total)
        else:
            self._absent("fzf")

    def _visidata(self) -> None:
        if "vd" in self._peers.found:
            self._peer("visidata", [self._peers.found["vd"], str(self._peers.sheet)], _CONTROL_F)
        else:
            self._absent("visidata")

    def _abook(self) -> None:
        if "abook" in self._peers.found:
            self._peer(
                "abook", [self._peers.found["abook"], "--datafile", str(self._peers.abook)], _PAGE_DOWN
            )
        else:
            self._absent("abook")

    def _peer(self, who: str, command: list[str], page: str, searches: str = "") -> None:
        """`searches` is what it shows when it has read everybody, for one that finds as you type."""
        name = self._peers_row.name
        paints = []
        for _ in range(_OPENINGS):
            with Terminal(command, self._peers.home) as terminal:
                at = terminal.wait_for(lambda lines: any(name in line for line in lines))
                paints.append(1000 * (at - terminal.started))
        self.paint.add_peer(who, paints)
        with Terminal(command, self._peers.home) as terminal:
            terminal.wait_for(lambda lines: any((searches or name) in line for line in lines))
            if searches:
                self.search.add_peer(who, _typed(terminal, self._queries(), WHOLE)[0])
            terminal.settle(0.5)
            self.page.add_peer(who, _pages(terminal, page, WHOLE))
            self.memory.add_peer(who, [terminal.peak_megabytes()])

    def _absent(self, who: str) -> None:
        for section in (self.paint, self.page, self.memory):
            section.add_peer(who, (), "not found")


def _logged(terminal: Terminal) -> list[float]:
    """What it took each time from Enter until the dialog is gone and the entry stands on the card."""
    taken = []
    for _ in range(_LOGGED):
        # a book that is kept holds the entries of earlier runs
        said = f"q{monotonic_ns():x}"
        terminal.press("l")
        terminal.press(f"call re {said}")
        begin = terminal.send(_ENTER)
        at = terminal.wait_for(
            lambda lines, said=said: (
                any(said in line for line in lines)  # type: ignore[misc]
                and not any("Esc cancel" in line for line in lines)
            )
        )
        taken.append(1000 * (at - begin))
        terminal.settle(0.3)
    return taken


def index_made(terminal: Terminal) -> float | None:
    """The moment at which the app has read all names; None when it had done so before it could be seen."""
    try:
        terminal.wait_for(lambda lines: MAKING in lines[0], 1.0)
    except TimeoutError:
        return None
    return terminal.wait_for(lambda lines: MAKING not in lines[0])


def _typed(terminal: Terminal, texts: Sequence[str], region: Region) -> tuple[list[float], list[float]]:
    """Each text typed key by key into an empty line: what each key took, and each clearing of the line."""
    keys: list[float] = []
    clears: list[float] = []
    for text in texts:
        cleared = terminal.press(CLEAR, region)
        clears += [] if cleared is None else [cleared]
        taken = [terminal.press(key, region) for key in text]
        keys += [ms for ms in taken if ms is not None]
    terminal.press(CLEAR, region)
    return keys, clears


def _pages(terminal: Terminal, key: str, region: Region) -> list[float]:
    return [ms for _ in range(_PAGES) if (ms := terminal.press(key, region)) is not None]
