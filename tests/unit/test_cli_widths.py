from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.text import fit, shown, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("Ada", 3),
        ("Émile", 5),
        ("E\u0301mile", 5),
        ("山田", 4),
        ("ｱﾀﾞ", 3),
        ("Ａ", 2),
        ("🦄", 2),
        ("a\u200db", 2),
    ],
)
def test_width_is_the_cells_that_a_terminal_gives_a_text(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "cut"),
    [
        ("Ada Lovelace", 12, "Ada Lovelace"),
        ("Ada Lovelace", 11, "Ada Lovela…"),
        ("Ada", 1, "…"),
        ("Ada", 0, ""),
        ("山田太郎", 8, "山田太郎"),
        ("山田太郎", 6, "山田…"),
        ("山田太郎", 5, "山田…"),
    ],
)
def test_fit_cuts_at_a_whole_letter_and_says_so(text: str, cells: int, cut: str) -> None:
    assert fit(text, cells) == cut


@given(st.text(), st.integers(0, 20))
def test_a_fitted_text_never_takes_more_cells(text: str, cells: int) -> None:
    assert width(fit(shown(text), cells)) <= cells
