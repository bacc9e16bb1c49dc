"""The words of the log: in whose interactions they are, and the entry around them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from rolodex import match
from rolodex.store.ids import IDS, as_json

_MOST_ENTRIES = 5000
"""Entries looked at for one word: more than anybody reads, few enough for one key press."""

# what FTS5 puts around a match; private-use characters, so that nothing in a text looks like them
BEGIN, END = "\ue000", "\ue001"

_OWN_TEXTS = " || char(10) || ".join(
    ("name", "nickname", "company", "title", "city", "met_how", "met_where", "met_via", "note")
)


def contacts(connection: sqlite3.Connection, word: str, *, last: bool) -> list[int]:
    """In whose log a word is, newest entries first; the `last` one typed may be the beginning of a word."""
    text = _prefix(word) if last else _quoted(word)
    return _with(connection, text) if text and len(word) > 1 else []


def phrase(connection: sqlite3.Connection, text: str) -> list[int]:
    """Where exactly these words stand side by side: in a contact's own texts, or in the log."""
    wanted = match.fold(text)
    own = connection.execute(
        f"SELECT id FROM contact WHERE instr(folded({_OWN_TEXTS}), ?)"
        " UNION SELECT contact_id FROM contact_point WHERE kind IN ('email', 'handle')"
        " AND instr(folded(value), ?)",
        (wanted, wanted),
    )
    found = {id for (id,) in own}
    return [*found, *(id for id in _with(connection, _quoted(text)) if id not in found)] if wanted else []


def snippets(connection: sqlite3.Connection, said: str, ids: Sequence[int]) -> dict[int, str]:
    """For those of the contacts in whose log one of the words is: the newest such entry, cut around it.

    What matched stands between `BEGIN` and `END`.
    """
    alternatives = " OR ".join(text for word in said.split() if len(word) > 1 and (text := _prefix(word)))
    if not alternatives:
        return {}
    rows = connection.execute(
        "SELECT contact_id, snippet(interaction_words, 0, ?, ?, '…', 12) FROM interaction_words"
        " JOIN interaction_contact ON interaction_id = interaction_words.rowid"
        " JOIN interaction ON interaction.id = interaction_id"
        f" WHERE interaction_words MATCH ? AND interaction_words.rowid IN (SELECT interaction_id"
        f" FROM interaction_contact WHERE contact_id IN {IDS}) AND contact_id IN {IDS}"
        " ORDER BY on_day DESC, interaction_id DESC LIMIT ?",
        (BEGIN, END, alternatives, as_json(ids), as_json(ids), _MOST_ENTRIES),
    )
    newest: dict[int, str] = {}
    for id, text in rows:
        newest.setdefault(id, text)
    return newest


def _with(connection: sqlite3.Connection, expression: str) -> list[int]:
    if not expression:
        return []
    rows = connection.execute(
        "SELECT contact_id FROM interaction_contact WHERE interaction_id IN"
        " (SELECT rowid FROM interaction_words WHERE interaction_words MATCH ? ORDER BY rowid DESC LIMIT ?)"
        " ORDER BY interaction_id DESC",
        (expression, _MOST_ENTRIES),
    )
    return list(dict.fromkeys(id for (id,) in rows))


def _quoted(text: str) -> str:
    """Text as an FTS5 string: nothing in it is an operator. Empty when it holds no word."""
    if not any(character.isalnum() for character in text):
        return ""
    escaped = text.replace('"', '""')
    return f'"{escaped}"'


def _prefix(word: str) -> str:
    quoted = _quoted(word)
    return f"{quoted} *" if quoted else ""
