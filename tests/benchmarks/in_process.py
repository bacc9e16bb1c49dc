"""The book without its app: import, the making of the index, search, a log, and what the sidebar asks."""

from __future__ import annotations

import gc
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from rolodex.book import Book, Found, open_book
from rolodex.paths import index_path
from rolodex.tui.places import Place, listed
from tests.benchmarks.crowd import fill, queries, sentence, write_connections
from tests.benchmarks.peers import Peers, prefixes
from tests.benchmarks.report import Section, Target, timed
from tests.benchmarks.three_terms import three_terms

_SECONDS = 12.0
"""Spent at most on one figure of ours."""
_SCREEN = 120
"""Rows that the list asks for at a time."""
_LOGS = 100


def make_book(folder: Path, count: int, peers: Peers) -> tuple[Path, list[Section]]:
    """A filled book of that many people, made by importing them; what the import cost.

    A book that stands in the folder from an earlier run is used as it is, and nothing was measured.
    """
    section = Section("Import LinkedIn's Connections.csv (more is better)", "people/s")
    book, connections = folder / "book.db", folder / "Connections.csv"
    if book.exists():
        section.add("rolodex", (), "not run: the book is from an earlier run")
        return book, [section]
    write_connections(count, connections)
    part = folder / "part.db"
    rates = []
    for _ in range(3 if count <= 1000 else 1):
        for leftover in folder.glob("part.db*"):
            leftover.unlink()
        with open_book(part) as fresh:
            start = perf_counter()
            report = fresh.import_([connections])
            rates.append(report.new / (perf_counter() - start))
    section.add("rolodex, into an empty book, journalled", rates)
    peers.import_(section, connections, folder)
    fill(part, count)
    shutil.move(part, book)
    return book, [section]


def without_app(path: Path, peers: Peers) -> tuple[list[Section], list[Target]]:
    """Everything measured on an open book."""
    words, terms = (prefixes(some) for some in queries(peers.count))
    rng = random.Random(5)
    # slow peers are asked a few of the keys only, and not those of the first queries alone
    some = rng.sample(words, len(words))
    rng.shuffle(terms)
    index_path(path).unlink(missing_ok=True)
    made, texts = _index(path, "the first time, from the texts; then it is stored")
    read, _ = _index(path, "another time, from where it was stored")
    with open_book(path) as book:
        while book.index_more() or book.prepare_more():
            pass
        gc.freeze()  # as the app does, see tui/index_slices.py
        searches = list(_searches(book, words, terms))
        peers.search(searches[0], [text for text in some if text.strip()])
        three, three_target = three_terms(book, path, peers.count)
        sections = [made, texts, read, *searches, three, *_asked(book), *_logs(book, peers)]
    targets = [
        Target("search index ready after opening, the first time", made.figures[0].median, 2000, "ms"),
        Target("search index ready after opening, another time", read.figures[0].median, 2000, "ms"),
    ]
    targets += [
        Target(f"{section.title}, p99", section.figures[0].p99, most, "ms")
        for section, most in zip(searches, (8, 16), strict=True)
    ]
    return sections, [*targets, three_target]


def _index(path: Path, when: str) -> tuple[Section, Section]:
    """What it costs to open a book until everybody in it is found, and then to prepare for terms."""
    start = perf_counter()
    with open_book(path) as book:
        opened = 1000 * (perf_counter() - start)
        slices = _slices(book.index_more)
        whole = Section(f"Open the book and have the search index, {when}", "ms")
        whole.add("rolodex, all of it", [opened + sum(slices)])
        whole.add("rolodex, one slice: the longest that a key waits for it", slices)
        slices = _slices(book.prepare_more)
    texts = Section("Then read the texts that terms look into, and store the index", "ms")
    texts.add("rolodex, all of it", [sum(slices)])
    texts.add("rolodex, one slice: the longest that a key waits for it", slices)
    return whole, texts


def _slices(step: Callable[[], bool]) -> list[float]:
    """Milliseconds of each slice of a job that is done when its step gives False."""
    slices = []
    more = True
    while more:
        start = perf_counter()
        more = step()
        slices.append((perf_counter() - start) * 1000)
    return slices


def _searches(book: Book, words: Sequence[str], terms: Sequence[str]) -> Iterator[Section]:
    for title, typed in (
        ("Search, key by key, words alone", words),
        ("Search, key by key, with terms", terms),
    ):
        section = Section(title, "ms")
        section.add("rolodex", timed(lambda text: book.search(text, sort="name"), typed, _SECONDS))
        yield section


def _asked(book: Book) -> Iterator[Section]:
    section = Section("What the app asks the book besides", "ms")
    five, places = range(5), listed(book.categories())
    everyone = timed(lambda _: book.search("", sort="name"), five, _SECONDS)
    section.add("everyone, in order of name", everyone)
    ids = list(book.search("", sort="name").ids)
    starts = random.Random(6).sample(range(max(50, len(ids) - _SCREEN)), 50)
    rows = timed(lambda start: book.contacts(ids[start : start + _SCREEN]), starts, _SECONDS)
    section.add(f"{_SCREEN} rows for the screen", rows)
    found = list(book.search("compilers").ids)[:_SCREEN]
    snippets = timed(lambda _: book.snippets("compilers", found), five, _SECONDS)
    section.add(f"{_SCREEN} snippets for the screen", snippets)
    section.add("the tags with their counts", timed(lambda _: book.tags(), five, _SECONDS))
    for place in places:
        counts = timed(lambda _, q=place.query: book.count(q), five, _SECONDS)  # type: ignore[misc]
        section.add(f"the count of {place.title}", counts)
    for place in places:
        if place.group_by:
            grouped = timed(lambda _, p=place: _listed(book, p), five, _SECONDS)  # type: ignore[misc]
            section.add(f"the list of {place.title}, grouped", grouped)
    yield section


def _listed(book: Book, place: Place) -> Found:
    return book.search("", base=place.query, sort=place.sort, group_by=place.group_by)


def _logs(book: Book, peers: Peers) -> Iterator[Section]:
    rng = random.Random(7)
    ids = list(book.search("", sort="name").ids)
    logs, after = Section("Log one interaction", "ms"), Section("The first answer after a log", "ms")
    logged: list[float] = []
    found: list[float] = []
    everyone: list[float] = []
    for person in rng.sample(ids, _LOGS):
        logged += timed(lambda text, p=person: book.log([p], text), [sentence(rng)], 0)  # type: ignore[misc]
        if len(found) < 20:
            found += timed(lambda text: book.search(text, sort="name"), ["ada"], 0)
        elif len(everyone) < 5:
            everyone += timed(lambda text: book.search(text, sort="name"), [""], 0)
    logs.add("rolodex, journalled, in process", logged)
    peers.log(logs, _LOGS)
    after.add("to a word", found)
    after.add("everyone, in order of name", everyone)
    yield from (logs, after)
