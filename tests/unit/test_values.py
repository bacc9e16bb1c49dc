"""Values of user-defined fields: as people write them, as they are kept, as they are shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.model import FIELD_TYPES, BadInput, FieldType
from rolodex.values import canonical, shown_value

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("type_", "written", "kept"),
    [
        ("text", " two\r\nlines ", "two\nlines"),
        ("number", "20", "20"),
        ("number", " 0020.500 ", "20.5"),
        ("number", "1 000 000", "1000000"),
        ("number", "20 %", "20"),
        ("number", "+.5", "0.5"),
        ("number", "-3.0", "-3"),
        ("number", "-0.0", "0"),
        ("number", "100", "100"),
        ("number", "٢٠", "20"),
        ("date", "12 mar 2026", "2026-03-12"),
        ("date", "2026-03", "2026-03"),
        ("date", "yesterday", "2026-11-19"),
        ("yesno", "Yes", "yes"),
        ("yesno", "✓", "yes"),
        ("yesno", "FALSE", "no"),
        ("url", " https://example.org/a?b=c ", "https://example.org/a?b=c"),
    ],
)
def test_a_value_is_kept_in_one_form(type_: FieldType, written: str, kept: str) -> None:
    assert canonical(written, type_, TODAY) == kept


@pytest.mark.parametrize("type_", FIELD_TYPES)
@pytest.mark.parametrize("blank", ["", "  ", "\n", "\0"])
def test_nothing_is_nothing_in_every_type(type_: FieldType, blank: str) -> None:
    assert canonical(blank, type_, TODAY) == ""


@pytest.mark.parametrize(
    ("type_", "written", "words"),
    [
        ("number", "a lot", "“a lot” is not a number. Write it with digits, as in 20 or 12.5."),
        ("number", "1e9", "is not a number"),
        ("number", "1,5", "is not a number"),
        ("number", "1" * 31, "is not a number"),
        ("number", "%", "is not a number"),
        ("number", "nan", "is not a number"),
        ("date", "soon", "soon"),
        ("yesno", "maybe", "“maybe” is neither yes nor no"),
        ("url", "two words", "“two words” is not a URL: it has spaces in it"),
    ],
)
def test_what_is_no_value_of_the_type_is_said(type_: FieldType, written: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        canonical(written, type_, TODAY)
    assert words in str(refused.value)


@pytest.mark.parametrize("type_", ["number", "yesno", "url"])
def test_a_sentence_about_a_bad_value_is_harmless_and_short(type_: FieldType) -> None:
    with pytest.raises(BadInput) as refused:
        canonical("\x1b[31m bad\u202e" + "x" * 10_000, type_, TODAY)
    assert str(refused.value).startswith("“␛[31m badxxx")
    assert len(str(refused.value)) < 200


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_number_keeps_its_value(number: Decimal) -> None:
    kept = canonical(f"{number:f}", "number", TODAY)
    assert Decimal(kept) == number
    assert canonical(kept, "number", TODAY) == kept


@given(st.sampled_from(FIELD_TYPES), st.text(max_size=30))
def test_what_is_kept_is_kept_again(type_: FieldType, text: str) -> None:
    try:
        kept = canonical(text, type_, TODAY)
    except BadInput:
        return
    assert canonical(kept, type_, TODAY) == kept
    shown_value(kept, type_, TODAY)


@pytest.mark.parametrize(
    ("type_", "kept", "seen"),
    [
        ("date", "2026-03-12", "12 Mar 2026"),
        ("date", "2026-03", "Mar 2026"),
        ("date", "", ""),
        ("date", "written by another program", "written by another program"),
        ("yesno", "yes", "✓"),
        ("yesno", "no", "✗"),
        ("yesno", "", ""),
        ("number", "20", "20"),
        ("url", "https://example.org", "https://example.org"),
    ],
)
def test_a_value_is_shown_as_people_read_it(type_: FieldType, kept: str, seen: str) -> None:
    assert shown_value(kept, type_, TODAY) == seen
