"""How long paths, pairs and surroundings take in a book of 10,000 people with 30,000 links.

Run with `python -m tests.benchmarks.acquaintance`. Everybody was talked to five times, every eighth talk is
with a second person; every third says what they are looking for, and every third what they can help with.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from rolodex.book import Book, open_book
from tests.benchmarks.crowd import fill, write_connections
from tests.benchmarks.report import Section, Target, lines, timed, verdicts

PEOPLE, LINKS = 10_000, 30_000
_MOST = 50.0
"""Milliseconds."""
_SECONDS = 20.0
_ASKED = 300
_GOODS = (
    *(
        "rust",
        "compilers",
        "a printer",
        "typography",
        "mentoring",
        "a job in design",
        "accounting",
        "translation",
    ),
    *(
        "speakers for a meetup",
        "a flat in Oslo",
        "investors",
        "embedded systems",
        "statistics",
        "grant proposals",
    ),
    *(
        "a choir",
        "machine learning",
        "accessibility audits",
        "a lawyer for contracts",
        "beta testers",
        "hiring",
    ),
    *(
        "public speaking",
        "a co-founder",
        "databases",
        "illustration",
        "security reviews",
        "podcasts",
        "welding",
    ),
)


def main() -> int:
    """Measure, print, and exit with 1 when it takes longer than it should."""
    with tempfile.TemporaryDirectory(prefix="rolodex-benchmarks-") as folder:
        path = Path(folder) / "book.db"
        _make(path, Path(folder) / "Connections.csv")
        with open_book(path) as book:
            sections = list(_measured(book))
    print(f"{PEOPLE:,} people, {LINKS:,} links")
    targets = []
    for section in sections:
        print("\n".join(lines(section)))
        ours = section.figures[0]
        targets.append(Target(f"{section.title}, median", ours.median, _MOST, "ms"))
    print("\n".join(verdicts(targets)))
    return 0 if all(target.met for target in targets) else 1


def _make(path: Path, connections: Path) -> None:
    write_connections(PEOPLE, connections)
    with open_book(path) as book:
        book.import_([connections])
    fill(path, PEOPLE)
    rng = random.Random(8)
    with closing(sqlite3.connect(path)) as connection, connection:
        ids = [id for (id,) in connection.execute("SELECT id FROM contact ORDER BY id")]
        pairs: set[tuple[int, int]] = set()
        while len(pairs) < LINKS:
            # some people know far more others than most do
            one, other = ids[int(len(ids) * rng.random() ** 2)], rng.choice(ids)
            if one != other:
                pairs.add((min(one, other), max(one, other)))
        both = [(one, other) for pair in sorted(pairs) for one, other in (pair, pair[::-1])]
        connection.executemany(
            "INSERT INTO link (contact_id, other_id, kind) VALUES (?, ?, 'worked with')", both
        )
        connection.execute(
            "UPDATE contact SET met_via = (SELECT name FROM contact AS other WHERE other.id = contact.id / 5)"
            " WHERE id % 4 = 0 AND id > 5"
        )
        for name, part in (("looking for", 0), ("can help with", 1)):
            texts = [(id, f"{rng.choice(_GOODS)} and {rng.choice(_GOODS)}") for id in ids if id % 3 == part]
            connection.executemany(
                "INSERT INTO field_value (contact_id, field_id, value)"
                " SELECT ?1, field.id, ?2 FROM field WHERE key = ?3",
                [(id, text, name) for id, text in texts],
            )


def _measured(book: Book) -> list[Section]:
    rng = random.Random(9)
    ids = list(book.search("", sort="name").ids)
    asked = rng.sample(ids, _ASKED)
    companies = list({person.company for person in book.contacts(asked)})
    paths = Section("Who can introduce you to somebody", "ms")
    paths.add("rolodex, anybody", timed(lambda id: book.paths_to([id]), asked, _SECONDS))
    at_company = timed(
        lambda name: book.paths_to([person.id for person in book.whom_to_reach(name, company=True)]),
        companies,
        _SECONDS,
    )
    paths.add("rolodex, anybody of a company", at_company)
    pairs = Section("Who should know each other", "ms")
    book.pairs()
    pairs.add("rolodex, of everybody", timed(lambda _: book.pairs(), range(20), _SECONDS))
    pairs.add("rolodex, of one person", timed(lambda id: book.pairs(within=[id]), asked[:20], _SECONDS))
    pairs.add("rolodex, the first after a change", [_after_a_change(book, id) for id in asked[:20]])
    around = Section("Who came through whom", "ms")
    around.add("rolodex, around anybody", timed(book.around, asked, _SECONDS))
    return [paths, pairs, around]


def _after_a_change(book: Book, id: int) -> float:
    book.star([id])
    (taken,) = timed(lambda _: book.pairs(), range(1), _SECONDS)
    return taken


if __name__ == "__main__":
    sys.exit(main())
