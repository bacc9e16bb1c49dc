"""What is being typed at the cursor."""

from __future__ import annotations

import pytest

from rolodex.query import Completing, at

# The cursor stands at the caret.
TYPING: list[tuple[str, Completing]] = [
    ("#py^", Completing("tag", 0, 3, "py")),
    ("ada #^", Completing("tag", 4, 5, "")),
    ("#py^con ada", Completing("tag", 0, 6, "py")),
    ('-#"book c^', Completing("tag", 1, 9, "book c")),
    ('#"book^ club"', Completing("tag", 0, 12, "book")),
    ("com^", Completing("term", 0, 3, "com")),
    ("(com^)", Completing("term", 1, 4, "com")),
    ("com^pany:acme", Completing("term", 0, 8, "com")),
    ('"has my^', Completing("term", 0, 7, "has my")),
    ("o^r", Completing("term", 0, 2, "o")),
    ("company:^", Completing("value", 8, 8, "", "company")),
    ("Company:ac^", Completing("value", 8, 10, "ac", "company")),
    ('city:"new y^ork" x', Completing("value", 5, 15, "new y", "city")),
    ("fee:>=2^", Completing("value", 6, 7, "2", "fee")),
    ("sort:-na^", Completing("value", 6, 8, "na", "sort")),
    ('"has my CV":20^', Completing("value", 12, 14, "20", "has my cv")),
]


@pytest.mark.parametrize(("marked", "completing"), TYPING)
def test_the_part_before_the_cursor_is_being_typed(marked: str, completing: Completing) -> None:
    assert at(marked.replace("^", ""), marked.index("^")) == completing


@pytest.mark.parametrize(
    "marked", ["^", "ada ^", "^ada", "ada ^bob", "(^", "-^", "ada)^", "fee:^>=2", "sort:^-na"]
)
def test_nothing_is_being_typed_where_nothing_was_begun(marked: str) -> None:
    assert at(marked.replace("^", ""), marked.index("^")) is None


def test_a_cursor_beyond_the_text_stands_at_its_end() -> None:
    assert at("#py", 99) == Completing("tag", 0, 3, "py")
