"""Looking up words whole, by their start and with letters wrong, against the plain way to do it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from rolodex.match.lexicon import Lexicon

WORDS = st.lists(st.text("abc", min_size=1, max_size=6), max_size=30, unique=True)
LONG_WORDS = st.lists(st.text("ab", min_size=6, max_size=12), max_size=30, unique=True)
TYPED = st.text("abcd", min_size=2, max_size=6)


def lexicon_of(words: list[str], later: list[str], typed: str, *, guessed: bool = False) -> Lexicon:
    """A lexicon that was searched before its last words came in."""
    lexicon = Lexicon(guessed=guessed)
    for number, word in enumerate(words):
        lexicon.add(word, number)
    lexicon.starting(typed)
    lexicon.near(typed, 2)
    lexicon.starting_near(typed, 2)
    for number, word in enumerate(later, start=len(words)):
        if word not in lexicon.numbers:
            lexicon.add(word, number)
    return lexicon


@given(WORDS, WORDS, TYPED)
def test_every_word_with_a_start_is_found_in_order(words: list[str], later: list[str], typed: str) -> None:
    found = lexicon_of(words, later, typed).starting(typed[:2])
    assert found == sorted(word for word in {*words, *later} if word.startswith(typed[:2]))


@given(WORDS, WORDS, TYPED)
def test_every_word_one_edit_away_is_found(words: list[str], later: list[str], typed: str) -> None:
    found = lexicon_of(words, later, typed).near(typed, 1)
    distances = {word: OSA.distance(typed, word) for word in {*words, *later}}
    assert found == {word: distance for word, distance in distances.items() if distance <= 1}


@given(LONG_WORDS, LONG_WORDS, st.text("ab", min_size=8, max_size=10))
def test_every_word_two_edits_away_from_eight_letters_is_found(
    words: list[str], later: list[str], typed: str
) -> None:
    found = lexicon_of(words, later, typed).near(typed, 2)
    distances = {word: OSA.distance(typed, word) for word in {*words, *later}}
    assert found == {word: distance for word, distance in distances.items() if distance <= 2}


@given(WORDS, WORDS, TYPED)
def test_every_word_with_a_start_one_edit_away_is_found(
    words: list[str], later: list[str], typed: str
) -> None:
    found = lexicon_of(words, later, typed).starting_near(typed, 1)
    distances = {
        word: min(OSA.distance(typed, word[:end]) for end in range(1, len(word) + 1))
        for word in {*words, *later}
    }
    assert found == {word: distance for word, distance in distances.items() if distance <= 1}


@given(LONG_WORDS, LONG_WORDS, TYPED, st.integers(0, 2))
def test_what_is_prepared_for_changes_no_answer(
    words: list[str], later: list[str], typed: str, edits: int
) -> None:
    prepared, plain = (lexicon_of(words, later, typed, guessed=guessed) for guessed in (True, False))
    assert prepared.near(typed, edits) == plain.near(typed, edits)
    assert prepared.starting_near(typed, edits) == plain.starting_near(typed, edits)


def test_every_word_with_one_letter_is_found_in_order() -> None:
    assert lexicon_of(["ab", "ba", "a"], ["aa", "abc"], "a").starting("a") == ["a", "aa", "ab", "abc"]


def test_a_start_two_edits_away_is_found() -> None:
    assert lexicon_of(["christopher", "christina"], [], "chirstpoh").starting_near("chirstpoh", 2) == {
        "christopher": 2
    }
