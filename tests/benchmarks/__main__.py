"""Measure rolodex beside its peers, on the same invented people, in one run.

    python -m tests.benchmarks [--sizes 1000,10000,100000] [--only PART,PART] [--check]

Parts are cards, import, screen, loop, book and shell. The first is the import of 10,000 vCards, and the
memory that imports take, whatever the sizes. Peers are used where they are found: grep, rg, fzf, sqlite3,
abook, khard and visidata (vd). Times mean little on a machine that others use; the last column, the median of
a peer as a multiple of ours in the same run, means more. With --check the exit code is 1 when a target for
100,000 people is missed, and 2 when it was not measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.from_shell import from_shell
from tests.benchmarks.in_process import make_book, without_app
from tests.benchmarks.lateness import lateness
from tests.benchmarks.on_screen import on_screen
from tests.benchmarks.peers import Peers
from tests.benchmarks.report import Section, Target, lines, verdicts
from tests.benchmarks.vcards import vcards

_PARTS = ("cards", "import", "screen", "loop", "book", "shell")
_CHECKED = 100_000
"""People for whom the targets hold."""


def main() -> int:
    """Measure what was asked for; the exit code."""
    asked = _arguments()
    sizes = [int(size) for size in asked.sizes.split(",")]
    parts = asked.only.split(",") if asked.only else list(_PARTS)
    if unknown := set(parts) - set(_PARTS):
        print(
            f"No part is called {', '.join(sorted(unknown))}. Parts are {', '.join(_PARTS)}.", file=sys.stderr
        )
        return 2
    print(_machine())
    targets: list[Target] = []
    path = f"{asked.peers_path}{os.pathsep}{os.environ['PATH']}"
    if "cards" in parts:
        with tempfile.TemporaryDirectory(prefix="rolodex-benchmarks-") as made:
            print("\nThe import of cards, and memory", flush=True)
            print("\n".join(verdicts(_print(*vcards(Path(made), path)))))
    for size in sizes if set(parts) - {"cards"} else ():
        with _folder(asked.keep, size) as folder:
            measured = _measure(size, parts, folder, path)
        if size == _CHECKED:
            targets = measured
    if targets:
        print(f"\nTargets at {_CHECKED:,} people")
        print("\n".join(verdicts(targets)))
    if not asked.check:
        return 0
    if not targets:
        print(f"Nothing to check: {_CHECKED:,} people were not among the sizes.", file=sys.stderr)
        return 2
    return 0 if all(target.met for target in targets) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,10000,100000", help="people, separated by commas")
    parser.add_argument("--only", default="", help="the parts to measure, separated by commas; else all")
    parser.add_argument("--peers-path", default="", help="folders of peers that are not on PATH")
    parser.add_argument(
        "--keep", type=Path, help="make books and files here, and use those of an earlier run"
    )
    parser.add_argument("--check", action="store_true", help="exit with 1 when a target is missed")
    return parser.parse_args()


def _measure(size: int, parts: list[str], folder: Path, path: str) -> list[Target]:
    """Print every section as it is measured; the targets with what was measured for them."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    peers = Peers(folder, size, path)
    absent = f"; not found: {', '.join(peers.missing)}" if peers.missing else ""
    print(f"\n{size:,} people, five talks each{absent}", flush=True)
    book, sections = make_book(folder, size, peers)
    targets: list[Target] = []
    if "import" in parts:
        _print(sections, [])
    if "screen" in parts:
        targets += _print(*on_screen(book, peers, folder))
    if "loop" in parts:
        targets += _print(*lateness(book, size, folder))
    if "book" in parts:
        targets += _print(*without_app(book, peers))
    if "shell" in parts:
        targets += _print(*from_shell(book, peers))
    return targets


def _print(sections: list[Section], targets: list[Target]) -> list[Target]:
    for section in sections:
        print("\n".join(lines(section)), flush=True)
    return targets


def _machine() -> str:
    cores, load = os.cpu_count(), os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
        f" on {cores} cores, load {load:.1f} before"
    )


@contextmanager
def _folder(keep: Path | None, size: int) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="rolodex-benchmarks-") as made:
            yield Path(made)
        return
    folder = keep.absolute() / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    yield folder


if __name__ == "__main__":
    sys.exit(main())
