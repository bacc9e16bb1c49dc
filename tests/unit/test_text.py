"""Text from outside: storable, on one line, harmless to show, and cut to the cells there are."""

from __future__ import annotations

import sqlite3
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.text import breaks, fit, one_line, shown, shown_lines, storable, width
from tests.unit.hostile import HOSTILE

anything = st.text(st.characters(), max_size=60) | st.sampled_from(sorted(HOSTILE.values()))


@given(anything)
def test_stored_text_comes_back_from_sqlite_as_it_went_in(text: str) -> None:
    stored = storable(text)
    assert sqlite3.connect(":memory:").execute("SELECT ?1, length(?1)", (stored,)).fetchone() == (
        stored,
        len(stored),
    )
    assert storable(stored) == stored


def test_line_ends_become_new_lines_and_nuls_vanish() -> None:
    assert storable("a\r\nb\rc\nd\0e\x1b") == "a\nb\nc\nd" + "e\x1b"


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert storable("a\ud800b") == "a?b"


def test_one_line_has_single_spaces_and_none_at_its_ends() -> None:
    assert one_line(" a\t\u00a0b\r\n\u2028c\0 ") == "a b c"


@given(anything)
def test_shown_text_can_do_nothing_to_a_terminal(text: str) -> None:
    line = shown(text)
    for character in line:
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp", "Cn", "Co")
        assert unicodedata.bidirectional(character) not in (
            "LRE",
            "RLE",
            "PDF",
            "LRO",
            "RLO",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )
    assert shown(line) == line


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("\x1b[31mred\x07\x7f", "␛[31mred␇␡"),
        ("a\nb\tc\u2028d", "a b c d"),
        ("exe.\u202egnp", "exe.gnp"),
        ("a\x9bb", "a\ufffdb"),
        ("a\u0378b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("a\ue000b", "a\ufffdb"),
        ("non\u00adsense\ufeff\u200b", "nonsense"),
        ("no\u00a0break\u3000wide", "no break wide"),
        ("José 日本 عائشة", "José 日本 عائشة"),
        ("[/] [@click=app.quit]x", "[/] [@click=app.quit]x"),
    ],
)
def test_what_could_act_is_shown_as_what_it_is(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_shown_lines_keeps_line_ends() -> None:
    assert shown_lines("a\x1b\nb\u2028c") == "a␛\nb c"


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("Ada", 3), ("日本", 4), ("e\u0301", 1), ("👩", 2), ("\u1112\u1161\u11ab", 2), ("…", 1)],
)
def test_width_is_in_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "cut"),
    [
        ("Lovelace", 8, "Lovelace"),
        ("Lovelace", 7, "Lovela…"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("Jose\u0301", 4, "Jose\u0301"),
        ("Jose\u0301s", 4, "Jos…"),
        ("Ada", 1, "…"),
        ("Ada", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_to_the_cells_there_are(text: str, cells: int, cut: str) -> None:
    assert fit(text, cells) == cut


@given(anything.map(shown), st.integers(min_value=0, max_value=40))
def test_a_cut_text_fits_and_one_that_fits_is_not_cut(text: str, cells: int) -> None:
    cut = fit(text, cells)
    assert width(cut) <= cells
    assert cut == text if width(text) <= cells else cut == "" or cut.endswith("…")


@given(anything.map(shown), st.integers(8, 30), st.integers(8, 30))
def test_no_line_of_a_broken_text_has_more_cells_than_it_may(text: str, first: int, rest: int) -> None:
    cuts = [0, *breaks(text, first, rest), len(text)]
    lines = [text[begin:end] for begin, end in pairwise(cuts)]
    assert all(width(line.rstrip()) <= (rest if n else first) for n, line in enumerate(lines))


def test_a_text_is_broken_after_spaces_and_within_words_too_long_for_a_line() -> None:
    assert breaks("looms and symmetry", 10, 10) == [10]
    assert breaks("aaaaaaaaaaaa b", 10, 10) == [10]
