"""How text is folded, cut into words and sorted, and which names stand for one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.match import fold, sort_key, words
from rolodex.match.folding import index_words, joined_words, may_join, spellings
from rolodex.match.nicknames import namesakes


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("BJØRN", "bjorn"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ærø Đorđe", "aero dorde"),
        ("İSTANBUL ışık", "istanbul isik"),
        ("ＡＤＡ", "ada"),
        ("김민수", "김민수"),
    ],
)
def test_folding_takes_away_case_accents_and_special_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_part_at_everything_but_letters_digits_and_apostrophes() -> None:
    assert words("Ann-Mary O'Brien, conference/pycon-2026 a.b_c@d") == (
        ["ann", "mary", "obrien", "conference", "pycon", "2026", "a", "b", "c", "d"]
    )


def test_words_keep_vowel_signs_of_indic_scripts_together() -> None:
    assert words("हिन्दी नाम") == ["हिन्दी", "नाम"]


def test_an_emoji_is_a_word() -> None:
    assert words("🎸band") == ["🎸", "band"]


def test_umlauts_are_indexed_both_ways() -> None:
    assert {"muller", "mueller"} <= set(index_words("Müller"))
    assert {"bjorn", "bjoern"} <= set(index_words("Bjørn"))


def test_cyrillic_and_greek_are_indexed_in_latin_letters_too() -> None:
    assert {"иванов", "ivanov"} <= set(index_words("Иванов"))
    assert "papadopoulos" in index_words("Παπαδόπουλος")


def test_a_typed_umlaut_is_looked_for_both_ways() -> None:
    assert spellings("Ada Müller") == [("ada",), ("muller", "mueller")]


def test_the_parts_of_a_family_name_are_indexed_as_one_word() -> None:
    assert "vandenberg" in joined_words(["jan", "van", "den", "berg"])
    assert "jrr" in joined_words(["j", "r", "r", "tolkien"])


def test_names_sort_by_their_folded_letters_with_other_scripts_last() -> None:
    names = ["Иван", "Zoe", "+43 1 234", "émile", "山田", "Eva", "Ada", "!!!", "3M"]
    assert sorted(names, key=sort_key) == [
        "3M",
        "Ada",
        "émile",
        "Eva",
        "Zoe",
        "Иван",
        "山田",
        "!!!",
        "+43 1 234",
    ]


def test_short_and_full_names_stand_for_one_another() -> None:
    assert namesakes("bob")["robert"] is True
    assert namesakes("robert")["bob"] is True
    assert namesakes("bob")["rob"] is False
    assert namesakes("paco")["francisco"] is True
    assert namesakes("grace hopper") == {}


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(st.text())
def test_every_word_is_found_by_itself(text: str) -> None:
    assert set(words(text)) <= set(index_words(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada-Lovelace_17@Mail.Example", {"ada", "lovelace", "17", "mail", "example", "adalovelace"}),
        ("one--two three-four- -five", {"one", "two", "three", "four", "five", "threefour"}),
        ("x" * 50 + "-y", {"x" * 40, "y"}),
    ],
)
def test_an_address_is_found_by_its_parts_and_hyphenated_ones_as_one(text: str, found: set[str]) -> None:
    assert set(index_words(text)) == found


@given(st.lists(st.sampled_from(["a", "x", "van", "de", "ada", "lovelace"]), min_size=2, max_size=5))
def test_only_names_that_may_join_have_joined_words(name: list[str]) -> None:
    assert may_join(name) or not joined_words(name)
