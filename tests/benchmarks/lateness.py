"""How late the event loop of the app is while it opens, makes its index, is typed into, and hears of news."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from rolodex.book import open_book
from tests.benchmarks.crowd import queries
from tests.benchmarks.on_screen import CLEAR, index_made, row_of
from tests.benchmarks.report import Section, Target
from tests.benchmarks.terminal import Terminal

_BETWEEN_KEYS = 0.08
"""Seconds between two keys: somebody who types 150 words a minute."""

Beat = tuple[float, float, float]
"""The moment, the seconds late, and the processor seconds that the process spent meanwhile."""


def lateness(book: Path, count: int, folder: Path) -> tuple[list[Section], list[Target]]:
    """Every phase of a session, each beat counted as late as the app itself made it.

    A beat is late by the app as far as its process worked meanwhile; the rest was the machine's doing.
    """
    section = Section("Event loop: how late a 5 ms timer fires", "ms")
    beats, phases = _session(book, count, folder)
    for name, begin, end in phases:
        own = [1000 * min(late, worked) for at, late, worked in beats if begin <= at - late < end]
        section.add(f"rolodex, {name}", own, "" if own else "too short to tell")
    targets = [
        Target(f"event loop, {figure.who}, worst", max(figure.values), 50, "ms")
        for figure in section.figures
        if figure.values
    ]
    section.add("rolodex, all of it, and what others held up", [1000 * late for _, late, _ in beats])
    empty = _empty(folder)
    section.add_peer("an empty Textual app, the same", [1000 * late for _, late, _ in empty])
    return [section], targets


def _session(book: Path, count: int, folder: Path) -> tuple[list[Beat], list[tuple[str, float, float]]]:
    out = folder / "beats.json"
    out.unlink(missing_ok=True)
    marks: list[tuple[str, float]] = []
    with Terminal(_command(book, out), folder / "home") as terminal:
        marks.append(("opening", terminal.started))
        marks.append(("just opened, nothing pressed", terminal.wait_for(row_of(book).seen)))
        terminal.settle(1.0, 1.5)
        marks.append(("the index is made while a name is typed", time.monotonic()))
        _type(terminal, "/ada love")
        index_made(terminal)
        marks.append(("typing", time.monotonic()))
        for text in queries(count)[0][:6]:
            _type(terminal, CLEAR + text)
        terminal.settle(0.2, 0.5)
        marks.append(("typing with terms", time.monotonic()))
        for text in queries(count)[1][:5]:
            _type(terminal, CLEAR + text)
        _type(terminal, f"{CLEAR}\r")
        terminal.settle(0.2, 0.5)
        marks.append(("moving and paging", time.monotonic()))
        _type(terminal, "jjjjjjjj" + 12 * "\x06" + "kkkkGgGg")
        marks.append(("another program logs a meeting", time.monotonic()))
        with open_book(book) as other:
            other.log([other.search("").ids[0]], "tea")
        terminal.settle(2.0, 2.5)
        marks.append(("", time.monotonic()))
        _type(terminal, "q")
        terminal.wait_for_end()
    phases = [(name, begin, end) for (name, begin), (_, end) in pairwise(marks)]
    return _before(marks[-1][1], out), phases


def _empty(folder: Path) -> list[Beat]:
    out = folder / "empty.json"
    with Terminal([*_command(Path("none"), out), "--empty"], folder / "home") as terminal:
        terminal.wait_for(lambda lines: any("ready" in line for line in lines))
        terminal.settle(3.0, 3.0)
        end = time.monotonic()
        _type(terminal, "q")
        terminal.wait_for_end()
    return _before(end, out)


def _before(end: float, out: Path) -> list[Beat]:
    """The beats of a session until somebody left: whoever is leaving may take their time."""
    beats: list[Beat] = json.loads(out.read_text())
    return [beat for beat in beats if beat[0] <= end]


def _command(book: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.heartbeat", str(book), str(out)]


def _type(terminal: Terminal, keys: Sequence[str]) -> None:
    for key in keys:
        terminal.send(key)
        terminal.settle(_BETWEEN_KEYS, _BETWEEN_KEYS)
