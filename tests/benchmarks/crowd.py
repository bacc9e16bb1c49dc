"""A crowd of invented people as LinkedIn's file, as a book with five talks a person, and as peers read it."""

from __future__ import annotations

import csv
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from rolodex.match import Document, fold
from rolodex.store import derived
from tests.benchmarks.invented_people import document, names

TALKS = 5
"""Interactions a person."""

_TOPICS = (
    *("compilers", "the paper on notation", "hiring", "a book about looms", "remote work", "the Lyon meetup"),
    *("type systems", "pensions", "data pipelines", "sailing", "the keynote", "her thesis", "funding"),
    *("accessibility", "teaching", "migration", "maps", "translation", "the new office", "open source"),
    *("contracts", "their first child", "archives", "typography", "spreadsheets", "bicycles"),
)
_ENDS = (
    *("promised the slides", "wants an introduction", "sends the draft on Monday", "asked for my CV"),
    *("changes teams in May", "knows the organiser", "will call back", "owes me a lunch", "liked the demo"),
    *("said no for now", "moves abroad next year"),
)
_KINDS = ("meeting", "call", "email", "message", "event", "note")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented."""

    number: int
    slug: str
    """Their name at LinkedIn."""
    document: Document

    @property
    def line(self) -> str:
        """All that is known of them on one line, as a person who greps keeps it."""
        who = self.document
        tags = " ".join(f"#{tag}" for tag in who.tags)
        parts = (
            who.name,
            who.company,
            who.title,
            who.city,
            *who.addresses,
            self.slug,
            tags,
            who.met,
            who.note,
        )
        return "\t".join(parts)


def crowd(count: int, seed: int = 1) -> Iterator[Person]:
    """That many people, the same ones for the same seed."""
    rng = random.Random(seed)
    for number, name in enumerate(names(count, seed)):
        known = document(name, rng)
        slug = f"{fold(name).replace(' ', '-')}-{number}"
        domain = known.addresses[-1].rpartition("@")[2]
        # most exports hold few emails, since their owners must allow it
        emails = (f"{slug}@{domain}",) if rng.random() < 0.3 else ()
        yield Person(number, slug, known._replace(addresses=emails))


def write_connections(count: int, path: Path) -> None:
    """The crowd as Connections.csv of LinkedIn's export of 2026."""
    rng = random.Random(2)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(
            'Notes:\n"When exporting your connection data, you may notice that some emails are missing."\n\n'
        )
        writer = csv.writer(file)
        writer.writerow(
            ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
        )
        for person in crowd(count):
            who = person.document
            given, _, family = who.name.partition(" ")
            day = date(2012, 1, 1) + timedelta(days=rng.randrange(5000))
            url = f"https://www.linkedin.com/in/{person.slug}"
            email = who.addresses[0] if who.addresses else ""
            writer.writerow((given, family, url, email, who.company, who.title, f"{day:%d %b %Y}"))


def fill(book: Path, count: int) -> None:
    """Give everyone in an imported book what no export holds: city, tags, how met, a note and five talks.

    Of the talks every eighth is with a second person; recruiters have a fee and some of them my CV.

    Written as rows, past the journal: this prepares what is measured and is not measured itself.
    """
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        ids = dict(
            connection.execute("SELECT value, contact_id FROM contact_point WHERE kind = 'handle'").fetchall()
        )
        connection.execute("BEGIN")
        for people in batched_people(count):
            _know(connection, ids, people)
        _talk(connection, sorted(ids.values()))
        connection.execute("COMMIT")
        _derive(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _derive(connection: sqlite3.Connection) -> None:
    """What a change of a book would have brought up to date."""
    connection.execute(
        "INSERT OR REPLACE INTO summary (contact_id, last_on, talks, ways)"
        f" SELECT contact_id, max(on_day), count(*), {derived.WAYS} FROM interaction_contact"
        " JOIN interaction ON interaction.id = interaction_id GROUP BY contact_id"
    )
    connection.execute("INSERT INTO interaction_words (interaction_words) VALUES ('rebuild')")


def batched_people(count: int) -> Iterator[tuple[Person, ...]]:
    """The crowd, a thousand at a time."""
    people = crowd(count)
    while batch := tuple(islice(people, 1000)):
        yield batch


def _know(connection: sqlite3.Connection, ids: dict[str, int], people: tuple[Person, ...]) -> None:
    connection.executemany(
        "UPDATE contact SET city = ?, met_where = ?, note = ? WHERE id = ?",
        [(p.document.city, p.document.met, p.document.note, ids[p.slug]) for p in people],
    )
    connection.executemany(
        "UPDATE contact SET starred = 1 WHERE id = ?", [(ids[p.slug],) for p in people if p.number % 40 == 0]
    )
    recruiters = [(ids[p.slug], p.number) for p in people if "recruiter" in p.document.tags]
    values = [("fee", id, str(number % 30)) for id, number in recruiters]
    values += [("has my cv", id, _day(number % 900)) for id, number in recruiters if number % 3]
    connection.executemany(
        "INSERT INTO field_value (field_id, contact_id, value) SELECT id, ?2, ?3 FROM field WHERE key = ?1",
        values,
    )
    tagged = [(ids[person.slug], tag) for person in people for tag in person.document.tags]
    connection.executemany(
        "INSERT INTO tag (name, key) SELECT ?1, ?1 WHERE NOT EXISTS (SELECT 1 FROM tag WHERE key = ?1)",
        [(tag,) for tag in {tag for _, tag in tagged}],
    )
    connection.executemany(
        "INSERT INTO contact_tag (contact_id, tag_id) SELECT ?, id FROM tag WHERE key = ?", tagged
    )


def _talk(connection: sqlite3.Connection, ids: list[int]) -> None:
    rng = random.Random(3)
    days = [_day(n) for n in range(2000)]
    talks = (
        (number, f"bench-{number}", days[int(2000 * rng.random() ** 2)], rng.choice(_KINDS), sentence(rng))
        for number in range(1, TALKS * len(ids) + 1)
    )
    connection.executemany(
        "INSERT INTO interaction (id, uid, on_day, kind, text, created_at)"
        " VALUES (?, ?, ?, ?, ?, '2026-01-01T00:00:00Z')",
        talks,
    )
    connection.executemany(
        "INSERT INTO interaction_contact (interaction_id, contact_id) VALUES (?, ?)",
        ((number + 1, ids[number % len(ids)]) for number in range(TALKS * len(ids))),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO interaction_contact (interaction_id, contact_id) VALUES (?, ?)",
        ((number + 1, rng.choice(ids)) for number in range(0, TALKS * len(ids), 8)),
    )


def _day(ago: int) -> str:
    return (date.today() - timedelta(days=ago)).isoformat()


def sentence(rng: random.Random) -> str:
    """What a talk was about."""
    return f"{rng.choice(_TOPICS)} and {rng.choice(_TOPICS)}, room {rng.randrange(500)}; {rng.choice(_ENDS)}"


def queries(count: int, seed: int = 4) -> tuple[list[str], list[str]]:
    """What people of such a book type: words alone, and words with terms of the query language."""
    rng = random.Random(seed)
    people = [person.document for person in crowd(min(count, 2000)) if person.document.tags]
    words: list[str] = []
    terms: list[str] = []
    for who in rng.sample(people, 12):
        first, last = who.name.split()[0], who.name.split()[-1]
        company, tag = who.company.split()[0], who.tags[0]
        words += [f"{first} {last}".lower(), _misspelt(last.lower(), rng), f"{first} {company}".lower()]
        terms += [f"#{tag} {first.lower()}", f"{last.lower()} company:{company.lower()}"]
    words += ["compilers", "engineer", "pycon hallway", "slides compilers"]
    terms += ["last:>90d -has:met", "has:email #recruiter", "city:oslo or city:lima", "is:untagged engineer"]
    return words, terms


def _misspelt(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, max(2, len(word) - 1))
    return rng.choice(
        (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + "e" + word[at + 1 :])
    )
