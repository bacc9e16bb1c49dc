"""The shell's verbs: how much longer they take than an empty Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from rolodex.book import open_book
from tests.benchmarks.peers import Peers
from tests.benchmarks.report import Section, Target
from tests.benchmarks.terminal import rolodex_command

_RUNS = 15
_REPOSITORY = Path(__file__).parents[2]


def from_shell(book: Path, peers: Peers) -> tuple[list[Section], list[Target]]:
    """What `rolodex due` and its like take, and what must hold of it.

    Recruiters are to be talked to every 90 days, and follow-ups are due, so that there is something to say.
    """
    _make_due(book)
    empty = _timed([sys.executable, "-c", "pass"])
    due = _timed([*rolodex_command(book), "due"])
    section = Section("From the shell: start to end, with nothing else running", "ms")
    section.add("rolodex due", due)
    section.add(
        "rolodex find '#recruiter' --limit 20", _timed([*rolodex_command(book), "find", "#recruiter"])
    )
    section.add_peer("an empty Python", empty)
    if "sqlite3" in peers.found:
        count = "SELECT count(*) FROM contact"
        section.add_peer("sqlite3, one count", _timed([peers.found["sqlite3"], str(book), count]))
    return [section], [Target("rolodex due beyond an empty Python", min(due) - min(empty), 150, "ms")]


def _make_due(path: Path) -> None:
    with open_book(path) as book:
        book.set_tag_cadence("recruiter", "90d")
        if not book.find("due:", limit=1):
            for number, person in enumerate(book.find("#recruiter sort:name", limit=60)):
                book.follow_up([person.id], "send CV", due=book.today + timedelta(number - 30))


def _timed(command: Sequence[str]) -> list[float]:
    taken = []
    for _ in range(_RUNS):
        begin = perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, cwd=_REPOSITORY, check=True)
        taken.append(1000 * (perf_counter() - begin))
    return taken
