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


def contacts(connection: sqlite3.Connection, word: str, *, last: bool) -> list[int]:
    """In whose log a word is (as the beginning of a word when it is the `last` one typed), newest entries first."""
    text = _prefix(word) if last else _quoted(word)
    return _with(connection, text) if text and len(word) > 1 else []


def phrase(connection: sqlite3.Connection, text: str) -> list[int]:
    """Where exactly these words stand side by side: in the log, or in a contact's own texts."""
    wanted = match.fold(text)
    own = connection.execute(
        "SELECT id FROM contact WHERE instr(folded(name || char(10) || nickname || char(10) || company || char(10)"
        " || title || char(10) || city || char(10) || met_how || char(10) || met_where || char(10) || met_via"
        " || char(10) || note), ?)",
        (wanted,),
    )
    found = {id for (id,) in own}
    return [*found, *(id for id in _with(connection, _quoted(text)) if id not in found)] if wanted else []


def snippets(connection: sqlite3.Connection, said: str, ids: Sequence[int]) -> dict[int, str]:
    """For those of the contacts in whose log one of the words is: the newest such entry, cut around the match.

    What matched stands between `BEGIN` and `END`.
    """
    alternatives = " OR ".join(text for word in said.split() if len(word) > 1 and (text := _prefix(word)))
    if not alternatives:
        return {}
    rows = connection.execute(
        "SELECT contact_id, snippet(interaction_words, 0, ?, ?, '…', 12) FROM interaction_words"
        " JOIN interaction_contact ON interaction_id = interaction_words.rowid"
        f" WHERE interaction_words MATCH ? AND interaction_words.rowid IN (SELECT interaction_id"
        f" FROM interaction_contact WHERE contact_id IN {IDS}) AND contact_id IN {IDS}"
        " ORDER BY interaction_words.rowid LIMIT ?",
        (BEGIN, END, alternatives, as_json(ids), as_json(ids), _MOST_ENTRIES),
    )
    return dict(rows.fetchall())


def _with(connection: sqlite3.Connection, expression: str) -> list[int]:
    if not expression:
        return []
    rows = connection.execute(
        "SELECT contact_id FROM interaction_contact WHERE interaction_id IN (SELECT rowid FROM interaction_words"
        " WHERE interaction_words MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY interaction_id DESC",
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
