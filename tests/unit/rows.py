"""A book as tests look at it: every row, what follows from the rows, and a book with some of everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from rolodex.book import Book
from rolodex.knowing import IN_PERSON_KINDS, MET, SPOKEN_KINDS, TALKED, WROTE
from rolodex.model import QUIET_KINDS, Contact, Field, Handle, Labelled, Request
from rolodex.store.schema import JOURNALLED

Rows = dict[str, list[tuple[Any, ...]]]


def dump(path: Path) -> Rows:
    """Every row of every journalled table and of the summary.

    Fails when something derived is not what follows from the rows.
    """
    with closing(sqlite3.connect(path)) as connection:
        rows: Rows = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
            for table in (*JOURNALLED, "summary")
        }
        assert rows["summary"] == _summary(connection)
        # compares every entry of the index with the text it stands for, https://www.sqlite.org/fts5.html
        connection.execute(
            "INSERT INTO interaction_words (interaction_words, rank) VALUES ('integrity-check', 1)"
        )
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.rollback()
    return rows


def _summary(connection: sqlite3.Connection) -> list[tuple[int, str, int, int]]:
    """For each contact the last day of contact, the number of talks and what they show, one by one."""
    days: dict[int, list[str]] = {}
    shown: dict[int, set[int]] = {}
    for contact, day, kind in connection.execute(
        "SELECT contact_id, on_day, kind FROM interaction_contact"
        " JOIN interaction ON interaction.id = interaction_id"
    ):
        if kind not in QUIET_KINDS:
            days.setdefault(contact, []).append(day)
            bit = MET if kind in IN_PERSON_KINDS else TALKED if kind in SPOKEN_KINDS else WROTE
            shown.setdefault(contact, set()).add(bit)
    return [(who, max(days[who]), len(days[who]), sum(shown[who])) for who in sorted(days)]


def some_of_everything(book: Book) -> Sequence[int]:
    """Ada, Grace, Charles and Emmy with all that people can have; their ids."""
    book.add_field("fan of")
    ada = book.add(
        Contact(
            name="Ada Lovelace",
            nickname="Countess",
            company="Analytical Engines",
            title="Chief analyst",
            city="London",
            emails=(Labelled("ada@example.org", "work"), Labelled("ada@home.example")),
            phones=(Labelled("+44 20 7946 0000", "mobile"),),
            urls=(Labelled("https://example.org/ada"),),
            addresses=(Labelled("12 St James's Square\nLondon", "home"),),
            handles=(Handle("github", "ada"), Handle("linkedin", "ada-lovelace")),
            tags=("conference/pycon-2026", "maths"),
            fields={"fee": "20", "fan of": "engines\nand poetry"},
            met_how="hallway",
            met_where="PyCon 2026",
            met_on="2026-05",
            met_via="Charles Babbage",
            birthday="1815-12-10",
            note="owes me\na “lunch” 𝒜",
        )
    )
    grace = book.add(
        Contact(name="Grace Hopper", company="Navy", tags=("conference", "navy/admiral"), birthday="--12-09")
    )
    charles = book.add(
        Contact(name="Charles Babbage", tags=("conference/pycon-2026/speakers",), fields={"fee": "7.5"})
    )
    emmy = book.add(Contact(name="Emmy Noether", archived=True, tags=("maths",)))
    book.log([ada.id, charles.id], "compilers in the hallway", on=date(2026, 5, 14), tags=["maths"])
    book.log([ada.id, grace.id], "compilers again", on=date(2026, 6, 1), kind="call")
    book.log([grace.id], "moths", on=date(2026, 6, 2), kind="note")
    book.log([ada.id], "sent “CV”\nwith \x1b[31mred\x1b[0m", kind="email")
    book.save_category(book.categories()[0], (Field("has my CV", "date"), Field("pays", "yesno")))
    book.request(Request(name="Mary Somerville", message="We\nmet", by="Ada Lovelace", handle="mary"))
    book.accept(book.request(Request(name="Ada Lovelace", handle="ada-lovelace", on="2026-04-01")).id)
    book.keep_template("mine", "Dear {name}")
    return [ada.id, grace.id, charles.id, emmy.id]
