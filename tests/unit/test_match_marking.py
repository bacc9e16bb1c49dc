"""What of a shown text is highlighted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.match import spans


@pytest.mark.parametrize(
    ("typed", "shown", "marked"),
    [
        ("ada", "Ada Lovelace", ["Ada"]),
        ("lov ada", "Ada Lovelace", ["Ada", "Lov"]),
        ("lovlace", "Ada Lovelace", ["Lovelace"]),
        ("lovlea", "Ada Lovelace", ["Lovela"]),
        ("bob", "Robert Smith", ["Robert"]),
        ("AL", "Ada Lovelace", ["A", "L"]),
        ("mueller", "Jürgen Müller", ["Müller"]),
        ("muller", "Jürgen Müller", ["Müller"]),
        ("strasse", "Große Straße 12", ["Straße"]),
        ("emile", "E\u0301mile Zola", ["E\u0301mile"]),
        ("e", "E\u0301mile Zola", ["E\u0301"]),
        ("ivanov", "Сергей Иванов", ["Иванов"]),
        ("太郎", "山田太郎", ["太郎"]),
        ("brien", "Ann O'Brien", ["Brien"]),
        ("obri", "Ann O'Brien", ["O", "Bri"]),
        ("pycon", "conference/pycon-2026", ["pycon"]),
        ("pycon-20", "conference/pycon-2026", ["pycon", "20"]),
        ("grace", "Ada Lovelace", []),
        ("", "Ada Lovelace", []),
        ("?", "Ada Lovelace", []),
        ("ada", "", []),
    ],
)
def test_what_was_typed_is_marked_in_the_text_as_shown(typed: str, shown: str, marked: list[str]) -> None:
    assert [shown[start:end] for start, end in spans(typed, shown)] == marked


def test_a_misspelling_is_not_marked_where_the_word_itself_stands() -> None:
    assert spans("marta", "Marta Marla") == [(0, 5)]


@given(st.text(max_size=40), st.text(max_size=200))
def test_ranges_are_in_order_apart_and_inside_the_text(typed: str, shown: str) -> None:
    ends = [0]
    for start, end in spans(typed, shown):
        assert start < end
        assert start >= ends[-1]
        ends.append(end)
    assert ends[-1] <= len(shown)


@pytest.mark.parametrize("shown", ["a" * 10_000, "ab " * 3_000, "山" * 10_000, "e" + "\u0301" * 9_999])
def test_very_long_texts_can_be_marked(shown: str) -> None:
    assert spans(shown[:3], shown)[0][0] == 0
