"""What a query says of its mistakes, and that it never stumbles over one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.model import Field
from rolodex.query import Or, Query, Text, Words, at, parse, unclosed
from rolodex.query.parse import DEEPEST, MOST_TOKENS
from rolodex.text import shown

TODAY = date(2026, 11, 22)
FIELDS = (Field("fee", "number"), Field("has my CV", "date"), Field("responsive", "yesno"), Field("firm"))


def read(text: str) -> Query:
    return parse(text, fields=FIELDS, today=TODAY)


@pytest.mark.parametrize(
    ("text", "part", "suggestion"),
    [
        ("ada compny:x", "compny:", "company:"),
        ('"has my cvs":x ada', '"has my cvs":', '"has my CV":'),
        ("employer:acme", "employer:", "company:"),
        ("zzzz:acme", "zzzz:", ""),
        ("-has:emial", "emial", "email"),
        ("is:stared", "stared", "starred"),
        ("is:9", "9", ""),
        ("sort:-compny", "-compny", "-company"),
        ("sort:hasmycv", "hasmycv", '"has my CV"'),
        ("sort:9", "9", ""),
        ("-sort:name", "sort:name", ""),
        ("last:soon", "soon", ""),
        ("last:>soon ada", ">soon", ""),
        ("last:!=2025", "!=2025", "2025"),
        ("met:>..", ">..", ""),
        ("fee:lots", "lots", ""),
        ("fee:>1..2", ">1..2", ""),
        ("fee:1..", "1..", ""),
        ("fee:1e999999999", "1e999999999", ""),
        ("responsive:maybe", "maybe", ""),
        ("responsive:>yes", ">yes", "yes"),
        ("firm:<navy", "<navy", "navy"),
        ("company:=acme", "=acme", "acme"),
        ("kind:>call", ">call", "call"),
        ("ada) bob", ")", ""),
        ("company: acme", "company:", ""),
        ('company:"" acme', 'company:""', ""),
        ("(company:)", "company:", ""),
        ("# ada", "#", ""),
        ("ada - bob", "-", ""),
        ("(ada -)", "-", ""),
        ("| ada", "|", ""),
        ("(ada or) bob", "or", ""),
        ("sort: ada", "sort:", ""),
    ],
)
def test_a_mistake_has_its_place_and_a_remedy(text: str, part: str, suggestion: str) -> None:
    assert [(text[p.start : p.end], p.suggestion) for p in read(text).problems] == [(part, suggestion)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("compny:x", "There is no field `compny`; did you mean company:?"),
        ("dew:<7d", "There is no field `dew`; did you mean due:?"),
        ("company: acme", "company: wants a value right behind it."),
        ("is:stared", "is: knows no `stared`; did you mean starred?"),
        ("trust:9", "trust: takes no, met, know or vouch, not `9`."),
        ("known:-", "known: takes worked, met, talked, wrote, recommended or never, not `-`."),
        ("known:>never", "known: takes no `>` before never."),
        ("known:>worked", "known: knows no way stronger than worked."),
        (
            "is:9",
            "is: takes starred, archived, untagged, losing-touch, never-met, owing, owed,"
            " unanswered or never-answered, not `9`.",
        ),
        ("firm:>x", "firm: takes no `>`."),
        ("fee:lots", "fee: takes a number (20, 17.5) or a range (10..20), not `lots`."),
        ("\x1b[2Jx:y", ""),
        ('"\x1b[2J":y', "There is no field `␛[2J`."),
        (f"{'x' * 99}:y", f"There is no field `{'x' * 39}…`."),
    ],
)
def test_a_mistake_is_told_in_a_sentence(text: str, message: str) -> None:
    assert "".join(problem.message for problem in read(text).problems) == message


@pytest.mark.parametrize(
    "text",
    [
        *("compny:x", '"has my cvs":2026', "employer:acme", "has:emial", "is:stared"),
        *("sort:-compny", "sort:hasmycv", "last:!=2025", "responsive:>yes", "firm:<navy"),
        *("company:=acme", "kind:>call", 'title:="a b"'),
    ],
)
def test_a_suggestion_put_in_place_of_the_mistake_mends_it(text: str) -> None:
    (problem,) = read(text).problems
    mended = text[: problem.start] + problem.suggestion + text[problem.end :]
    assert read(mended).problems == ()


@pytest.mark.parametrize(
    "text", ["compny:x", "last:soon", "#", "company:", "()", '""', "(", ")", "|", "-", "tag:/"]
)
def test_a_part_that_cannot_be_taken_leaves_the_rest_as_it_is(text: str) -> None:
    assert read(f"ada {text}").where == Words("ada")


def test_a_part_that_cannot_be_taken_is_no_alternative() -> None:
    assert read("ada or compny:x or bob").where == Or((Words("ada"), Words("bob")))


@pytest.mark.parametrize(
    "end", ["company:", "compny:", "last:>", "sort:-", "#", "-", "or", "and", "|", '"', 'city:"', "("]
)
def test_what_is_still_being_typed_is_left_out_without_a_word(end: str) -> None:
    query = read(f"ada {end}")
    assert (query.where, query.problems) == (Words("ada"), ())


def test_an_open_quote_runs_to_the_end() -> None:
    assert read('company:"navy talent').where == Text("company", "navy talent")


def test_an_open_parenthesis_closes_at_the_end() -> None:
    query = read("(ada or (bob")
    assert (query.where, query.problems) == (Or((Words("ada"), Words("bob"))), ())


@pytest.mark.parametrize(
    ("text", "start"), [("(ada", 0), ("a (b (c) d", 2), ("(a) (b (", 4), ("(a) b) c", -1), ('"(" a(b)', -1)]
)
def test_a_parenthesis_that_nothing_closes_is_found(text: str, start: int) -> None:
    found = unclosed(text)
    assert (found.start if found else -1) == start


def test_problems_stand_in_the_order_of_the_text() -> None:
    starts = [problem.start for problem in read("(ada or) compny:x ) is:9").problems]
    assert starts == [5, 9, 18, 23]


@pytest.mark.parametrize("opening", ["(", "-(", "(ada or ", "(ada "])
def test_parentheses_beyond_the_bound_are_left_out_and_told(opening: str) -> None:
    depth = DEEPEST + 3
    text = f"bob {opening * depth}cat{')' * depth} dog"
    query = read(text)
    assert [text[p.start : p.end] for p in query.problems] == ["("]
    assert query.words.split()[0] == "bob"
    assert query.words.split()[-1] == "dog"


def test_what_stands_beyond_the_longest_query_is_left_out_and_told() -> None:
    text = "ada " * MOST_TOKENS + "bob cat"
    query = read(text)
    (problem,) = query.problems
    assert text[problem.start : problem.end] == "bob cat"
    assert query.words.split() == ["ada"] * MOST_TOKENS


_PIECES = st.sampled_from(
    [
        *("(", ")", "-", "|", " or ", " and ", '"', "#", ":", "\\", " ", ">", "<=", "!=", ".."),
        *("company:", "compny:", "last:", "met:", "added:", "fee:", '"has my cv":', "responsive:"),
        *("has:", "is:", "sort:", "kind:", "tag:", "ada", "90d", "2026-03", "never", "9999", "0001"),
        *("1000y", "--02-29", "20", "email", "\x1b", "\ud800", "\0"),
    ]
)
_TEXTS = st.text() | st.lists(_PIECES | st.text(max_size=3), max_size=30).map("".join)


@given(_TEXTS)
def test_no_text_at_all_stops_the_parser_and_every_problem_is_a_sentence_with_a_place(text: str) -> None:
    query = read(text)
    hash(query)
    for problem in query.problems:
        assert 0 <= problem.start < problem.end <= len(text)
        assert problem.message.endswith((".", "?"))
        assert shown(problem.message) == problem.message


@given(_TEXTS, st.integers(min_value=0, max_value=100))
def test_what_is_being_typed_lies_around_the_cursor_in_any_text(text: str, cursor: int) -> None:
    completing = at(text, cursor)
    if completing:
        assert 0 <= completing.start <= min(cursor, len(text)) <= completing.end <= len(text)
