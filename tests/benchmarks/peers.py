"""The programs we are held against, where they are installed, each given the same people in its own form."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from rapidfuzz import fuzz, process

from rolodex.match import fold
from tests.benchmarks.crowd import batched_people
from tests.benchmarks.report import Section, timed

PROGRAMS = ("grep", "rg", "fzf", "sqlite3", "abook", "khard", "vd")
_COLUMNS = ("name", "company", "title", "tags", "note")
_SECONDS = 3.0
"""Spent on one peer at most, unless one call takes longer."""
_KHARD_LISTS = 1_000
"""People up to which `khard list` is run: it reads every card, ten seconds at 10,000."""


class Peers:
    """The peers found, and the files made for them."""

    def __init__(self, folder: Path, count: int, path: str) -> None:
        """Make the files of `count` people in `folder`. Programs are looked for on `path`, as in $PATH."""
        self.count = count
        self.found = {name: found for name in PROGRAMS if (found := shutil.which(name, path=path))}
        self.home = folder / "peers-home"
        self.text = folder / "people.txt"
        self.sheet = folder / "people.csv"
        self.cards = folder / "people.vcf"
        self.abook = folder / "abook"
        self.vdir = folder / "vdir"
        self.database = folder / "peers.db"
        self.home.mkdir(parents=True, exist_ok=True)
        if not self.database.exists():
            self._write()

    @property
    def missing(self) -> list[str]:
        """The programs that were not found."""
        return [name for name in PROGRAMS if name not in self.found]

    @property
    def environment(self) -> dict[str, str]:
        """For child processes: a home of their own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        return {**kept, "HOME": str(self.home)}

    def _write(self) -> None:
        if "khard" in self.found:
            self.vdir.mkdir(exist_ok=True)
            config = self.home / ".config" / "khard"
            config.mkdir(parents=True, exist_ok=True)
            (config / "khard.conf").write_text(f"[addressbooks]\n[[people]]\npath = {self.vdir}\n")
        with (
            closing(sqlite3.connect(self.database, isolation_level=None)) as connection,
            self.text.open("w") as text,
            self.sheet.open("w") as sheet,
            self.cards.open("w") as cards,
            self.abook.open("w") as abook,
        ):
            connection.execute("BEGIN")
            connection.execute(f"CREATE TABLE people (id INTEGER PRIMARY KEY, {', '.join(_COLUMNS)})")
            connection.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, person, on_day, kind, text)")
            abook.write("[format]\nprogram=abook\nversion=0.6.1\n\n")
            sheet.write("name,company,title,city\n")
            for people in batched_people(self.count):
                for person in people:
                    who, email = person.document, f"{person.slug}@mail.example"
                    text.write(f"{person.line}\n")
                    sheet.write(f"{who.name},{who.company},{who.title},{who.city}\n")
                    abook.write(f"[{person.number}]\nname={who.name}\nemail={email}\n\n")
                    card = (
                        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{person.number}\r\nFN:{who.name}\r\nN:{who.name};;;;\r\n"
                        f"ORG:{who.company}\r\nEMAIL:{email}\r\nEND:VCARD\r\n"
                    )
                    cards.write(card)
                    if "khard" in self.found:
                        (self.vdir / f"{person.number}.vcf").write_text(card)
                rows = [
                    (w.name, w.company, w.title, " ".join(w.tags), w.note)
                    for w in (p.document for p in people)
                ]
                connection.executemany(
                    f"INSERT INTO people ({', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?)", rows
                )
            connection.execute(
                f"CREATE VIRTUAL TABLE words USING fts5 ({', '.join(_COLUMNS)}, content='people',"
                " content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
            )
            connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = WAL")

    def search(self, section: Section, typed: Sequence[str]) -> None:
        """Let each find what was typed, key by key; whole processes with the time they take to start."""
        with closing(sqlite3.connect(self.database)) as connection:
            found = timed(lambda text: _like(connection, text), typed, _SECONDS)
            section.add_peer("SQLite LIKE over five columns, in process", found)
            found = timed(lambda text: _words(connection, text), typed, _SECONDS)
            section.add_peer("SQLite FTS5, prefixes, best 50, in process", found)
            names = [fold(name) for (name,) in connection.execute("SELECT name FROM people")]
        section.add_peer(
            "rapidfuzz WRatio over the names, best 50, in process",
            timed(
                lambda text: process.extract(fold(text), names, scorer=fuzz.WRatio, limit=50), typed, _SECONDS
            ),
        )
        for program, who, arguments in self._searches():
            if program in self.found:
                taken = timed(lambda text, a=arguments: self._run([*a, text]), typed, _SECONDS)  # type: ignore[misc]
                section.add_peer(who, taken)
            else:
                section.add_peer(who, (), "not found")

    def import_(self, section: Section, connections: Path, scratch: Path) -> None:
        """Let those who can import do so, in people a second."""
        out = scratch / "abook-out"
        convert = ["--convert", "--informat", "vcard", "--infile", str(self.cards), "--outformat", "abook"]
        index = 'USING fts5 ("First Name", "Last Name", Company, Position, content=\'people\')'
        script = (
            f'.import --csv --skip 3 "{connections}" people\n'
            f"CREATE VIRTUAL TABLE words {index};\nINSERT INTO words (words) VALUES ('rebuild');\n"
        )
        for program, who, arguments, said in (
            ("abook", "abook --convert from vCards", [*convert, "--outfile", str(out)], ""),
            ("sqlite3", "sqlite3 .import and an FTS5 index", [str(scratch / "sqlite3.db")], script),
        ):
            if program not in self.found:
                section.add_peer(who, (), "not found")
                continue
            command = [self.found[program], *arguments]
            (taken,) = timed(lambda text, c=command: self._run(c, text), [said], 0)  # type: ignore[misc]
            section.add_peer(who, [1000 * self.count / taken])

    def log(self, section: Section, times: int) -> None:
        """The least that a log costs: one row and one commit."""
        with closing(sqlite3.connect(self.database, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = NORMAL")
            insert = (
                "INSERT INTO log (person, on_day, kind, text) VALUES (?, '2026-11-01', 'meeting', 'coffee')"
            )
            taken = timed(lambda number: connection.execute(insert, (number,)), range(times), _SECONDS)
            section.add_peer("SQLite, one row and a commit, no undo, in process", taken)

    def _searches(self) -> Iterator[tuple[str, str, list[str]]]:
        """Program, what to call it, and the command line before what is searched for."""
        found = self.found.get
        yield "fzf", "fzf --filter, a process a key", [found("fzf", ""), "--filter"]
        yield "grep", "grep -iF, a process a key", [found("grep", ""), "-iF", "-e"]
        yield "rg", "rg -iF, a process a key", [found("rg", ""), "-iF", "-e"]
        datafile = ["--datafile", str(self.abook)]
        yield "abook", "abook --mutt-query, a process a key", [found("abook", ""), *datafile, "--mutt-query"]
        email = [found("khard", ""), "email", "--parsable", "--search-in-source-files"]
        yield "khard", "khard email in source files, a process a key", email
        if self.count <= _KHARD_LISTS:
            yield "khard", "khard list, a process a key", [found("khard", ""), "list"]

    def _run(self, command: Sequence[str], said: str = "") -> None:
        """Run to the end with the people, or what is `said`, on its standard input."""
        with self.text.open("rb") as people:
            subprocess.run(
                command,
                **({"input": said.encode()} if said else {"stdin": people}),
                # read to its end, like somebody who shows it: grep stops at once where nobody reads
                capture_output=True,
                env=self.environment,
                check=False,
            )


def _like(connection: sqlite3.Connection, typed: str) -> list[object]:
    condition = " OR ".join(f"{column} LIKE ?" for column in _COLUMNS)
    values = [f"%{typed}%"] * len(_COLUMNS)
    return connection.execute(f"SELECT id FROM people WHERE {condition}", values).fetchall()


def _words(connection: sqlite3.Connection, typed: str) -> list[object]:
    expression = " ".join(f'"{word}"*' for word in typed.replace('"', "").split())
    sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 50"
    return connection.execute(sql, (expression,)).fetchall()


def prefixes(queries: Sequence[str]) -> list[str]:
    """What stands in the line after each key of each query, from the first on."""
    return [query[:end] for query in queries for end in range(1, len(query) + 1)]
