"""The words of the log: in whose interactions they are, and the entry around them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence

from rolodex import match
from rolodex.store.ids import IDS, as_json

_FEW = 500
"""People whose own log is read for a word that is everywhere."""
_READ = 5000
"""Entries of theirs that are read."""
_MOST_ENTRIES = 1000
"""Entries looked at for one word: more than anybody reads, few enough for one key press."""

_OWN_TEXTS = " || char(10) || ".join(
    (
        "name",
        "nickname",
        "company",
        "title",
        "city",
        "met_how",
        "met_where",
        "met_via",
        "note",
        "archived_why",
    )
)


def contacts(
    connection: sqlite3.Connection, word: str, *, last: bool, within: frozenset[int] | None = None
) -> list[int]:
    """In whose log a word is, newest entries first; the `last` one typed may be the beginning of a word.

    Of a word that is everywhere only the newest entries count, unless they leave nobody of those `within`.
    """
    text = _prefix(word) if last else _quoted(word)
    if not text or len(word) < 2:
        return []
    found, cut = _with(connection, text)
    if within is None:
        return found
    there = [id for id in found if id in within]
    if there or not cut or len(within) > _FEW:
        return there
    return _among(connection, word, last, within)


def phrase(connection: sqlite3.Connection, text: str) -> list[int]:
    """Where exactly these words stand side by side: in a contact's own texts, or in the log; some twice."""
    wanted = match.fold(text)
    own = connection.execute(
        f"SELECT id FROM contact WHERE instr(folded({_OWN_TEXTS}), ?)"
        " UNION SELECT contact_id FROM contact_point WHERE kind IN ('email', 'handle')"
        " AND instr(folded(value), ?)",
        (wanted, wanted),
    )
    return [*(id for (id,) in own), *logged_phrase(connection, text)] if wanted else []


def logged_phrase(connection: sqlite3.Connection, text: str) -> list[int]:
    """In whose log exactly these words stand side by side."""
    return _with(connection, _quoted(text))[0]


def entries(connection: sqlite3.Connection, ids: Sequence[int], most: int) -> list[tuple[int, str]]:
    """The newest entries of the log of each of the contacts, at most so many of each, newest first."""
    return connection.execute(
        "SELECT contact_id, text FROM (SELECT contact_id, text, on_day, interaction.id AS entry,"
        " row_number() OVER (PARTITION BY contact_id ORDER BY on_day DESC, interaction.id DESC) AS number"
        " FROM interaction_contact JOIN interaction ON interaction.id = interaction_id"
        f" WHERE contact_id IN {IDS}) WHERE number <= ? AND text <> '' ORDER BY on_day DESC, entry DESC",
        (as_json(ids), most),
    ).fetchall()


def _with(connection: sqlite3.Connection, expression: str) -> tuple[list[int], bool]:
    """Whom the newest entries that fit are with, and whether there are older ones too."""
    if not expression:
        return [], False
    entries = connection.execute(
        "SELECT rowid FROM interaction_words WHERE interaction_words MATCH ? ORDER BY rowid DESC LIMIT ?",
        (expression, _MOST_ENTRIES),
    ).fetchall()
    rows = connection.execute(
        f"SELECT contact_id FROM interaction_contact WHERE interaction_id IN {IDS}"
        " ORDER BY interaction_id DESC",
        (as_json(entry for (entry,) in entries),),
    )
    return list(dict.fromkeys(id for (id,) in rows)), len(entries) == _MOST_ENTRIES


def _among(connection: sqlite3.Connection, word: str, last: bool, within: Iterable[int]) -> list[int]:
    """In whose log a word is, read entry by entry: a word that is everywhere is in too many others."""
    said = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", match.fold(word))))
    begins = re.compile(rf"(?<![^\W_]){said}" + ("" if last else r"(?![^\W_])"))
    rows = connection.execute(
        "SELECT contact_id, text FROM interaction_contact JOIN interaction ON interaction.id = interaction_id"
        f" WHERE contact_id IN {IDS} AND text <> '' LIMIT ?",
        (as_json(within), _READ),
    )
    return list(dict.fromkeys(id for id, text in rows if begins.search(match.fold(text))))


def _quoted(text: str) -> str:
    """Text as an FTS5 string: nothing in it is an operator. Empty when it holds no word."""
    if not any(character.isalnum() for character in text):
        return ""
    escaped = text.replace('"', '""')
    return f'"{escaped}"'


def _prefix(word: str) -> str:
    quoted = _quoted(word)
    return f"{quoted} *" if quoted else ""
