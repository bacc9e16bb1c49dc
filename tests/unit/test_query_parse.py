"""What each form of a query means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex import values
from rolodex.model import Field
from rolodex.query import (
    GRAMMAR,
    TERMS,
    And,
    Example,
    FieldCompare,
    Has,
    HasTag,
    Is,
    KindIs,
    Never,
    Node,
    Not,
    Or,
    Query,
    SortBy,
    Text,
    When,
    Words,
    parse,
    quoted,
)
from rolodex.query.terms import key
from rolodex.query.tokens import term
from rolodex.text import one_line

TODAY = date(2026, 11, 22)
FIELDS = (
    Field("Fee", "number"),
    Field("has my CV", "date"),
    Field("responsive", "yesno"),
    Field("firm", "text"),
    Field("blog", "url"),
    Field("Company", "number"),
)


def read(text: str) -> Query:
    return parse(text, fields=FIELDS, today=TODAY)


ADA, BOB, CAT = Words("ada"), Words("bob"), Words("cat")

WORDS_AND_GROUPS: list[tuple[str, Node | None]] = [
    ("", None),
    (" \t\n", None),
    ("ada", ADA),
    ("ada bob", And((ADA, BOB))),
    ("ada and bob AND cat", And((ADA, BOB, CAT))),
    ("ada or bob | cat", Or((ADA, BOB, CAT))),
    ("ada|bob", Or((ADA, BOB))),
    ("ada bob or cat", Or((And((ADA, BOB)), CAT))),
    ("ada (bob OR cat)", And((ADA, Or((BOB, CAT))))),
    ("((ada) (bob cat))", And((ADA, BOB, CAT))),
    ("-ada", Not(ADA)),
    ("--ada", ADA),
    ("-(ada bob)", Not(And((ADA, BOB)))),
    ('-"ada bob"', Not(Words("ada bob", phrase=True))),
    ('"ada\n  bob"', Words("ada bob", phrase=True)),
    (r'"Robert \"Bob\" \\ Smith"', Words(r'Robert "Bob" \ Smith', phrase=True)),
    ('"or"', Words("or", phrase=True)),
    ("jean-luc", Words("jean-luc")),
    ("o'brien 5'10\"", And((Words("o'brien"), Words("5'10\"")))),
    ("Or Cohen", And((Words("Or"), Words("Cohen")))),
    ("ada\0 \ud800", And((ADA, Words("?")))),
]

PLAIN_WORDS = (
    "https://example.org/a_(b)?c=1",
    "10:30",
    "std::vector",
    ":)",
    ";-)",
    ":",
    "ada@example.org:22",
    "acme(uk)",
    "&",
    "مرحبا",
)

TAGS_AND_TERMS: list[tuple[str, Node | None]] = [
    ("#pycon", HasTag("pycon")),
    ("#conference/pycon-2026", HasTag("conference/pycon-2026")),
    ("#conference/", HasTag("conference")),
    ("#c++", HasTag("c++")),
    ("#Ünïcode_日本.x", HasTag("Ünïcode_日本.x")),
    ('#"book club"', HasTag("book club")),
    ('tag:"book club"', HasTag("book club")),
    ("tag:#rust", HasTag("rust")),
    ("-#rust", Not(HasTag("rust"))),
    ("company:acme", Text("company", "acme")),
    ("COMPANY:Acme", Text("company", "Acme")),
    ("company:acme(uk)", Text("company", "acme(uk)")),
    ('title:"chief analyst"', Text("title", "chief analyst")),
    ('note:"<3"', Text("note", "<3")),
    ("handle:@ada", Text("handle", "ada")),
    ("email:@example.org", Text("email", "@example.org")),
    ("via:grace", Text("via", "grace")),
    ("with:grace", Text("with", "grace")),
    ("-city:berlin", Not(Text("city", "berlin"))),
    ('kind:"Favour asked"', KindIs("favour asked")),
    ("has:email", Has("email")),
    ("-has:met", Not(Has("met"))),
    ("has:FEE", Has("field:Fee")),
    ('has:"has my cv"', Has("field:has my CV")),
    ("has:company", Has("company")),
    ("is:untagged", Is("untagged")),
    ("is:Starred", Is("starred")),
]

DAYS: list[tuple[str, Node | None]] = [
    ("last:never", Never("last")),
    ("-last:never", Not(Never("last"))),
    ("last:2026-03", When("last", date(2026, 3, 1), date(2026, 3, 31))),
    ("last:2026-03-05", When("last", date(2026, 3, 5), date(2026, 3, 5))),
    ("last:yesterday", When("last", date(2026, 11, 21), date(2026, 11, 21))),
    ("last:>90d", When("last", None, date(2026, 8, 23), or_never=True)),
    ("last:>=90d", When("last", None, date(2026, 8, 24), or_never=True)),
    ("last:<90d", When("last", date(2026, 8, 25), None)),
    ("last:<=90d", When("last", date(2026, 8, 24), None)),
    ("last:2w", When("last", date(2026, 11, 8), None)),
    ("last:<2026", When("last", None, date(2025, 12, 31))),
    ("added:>1y", When("added", None, date(2025, 11, 21))),
    ("added:<30d", When("added", date(2026, 10, 24), None)),
    ("met:2025", When("met", date(2025, 1, 1), date(2025, 12, 31))),
    ("met:<2020", When("met", None, date(2019, 12, 31))),
    ("met:<=2020", When("met", None, date(2020, 12, 31))),
    ("met:>2020", When("met", date(2021, 1, 1), None)),
    ("met:>=2020-06", When("met", date(2020, 6, 1), None)),
    ("met:=march", When("met", date(2026, 3, 1), date(2026, 3, 31))),
    ("met:2023..2025", When("met", date(2023, 1, 1), date(2025, 12, 31))),
    ("met:2025..2023", When("met", date(2023, 1, 1), date(2025, 12, 31))),
    ("met:2023..", When("met", date(2023, 1, 1), None)),
    ("met:..2023-02", When("met", None, date(2023, 2, 28))),
    ("met:>9999", When("met", date.max, None)),
    ("met:<0001", When("met", None, date.min)),
    ("met:pycon", Text("met", "pycon")),
    ('met:"2025"', Text("met", "2025")),
    ("met:mar", Text("met", "mar")),
    ("met:42nd", Text("met", "42nd")),
]

USER_FIELDS: list[tuple[str, Node | None]] = [
    ("fee:20", FieldCompare("Fee", "=", "20")),
    ("FEE:>=20.50", FieldCompare("Fee", ">=", "20.5")),
    ("fee:!=-3", FieldCompare("Fee", "!=", "-3")),
    ("fee:<20%", FieldCompare("Fee", "<", "20")),
    ("fee:20..10", FieldCompare("Fee", "between", "10", "20")),
    ('"has my cv":>2026-01-01', FieldCompare("has my CV", ">=", "2026-01-02")),
    ('"Has  My CV":<2026', FieldCompare("has my CV", "<=", "2025-12-31")),
    ('"has my cv":2026-03', FieldCompare("has my CV", "between", "2026-03-01", "2026-03-31")),
    ('"has my cv":>1y', FieldCompare("has my CV", "<=", "2025-11-21")),
    ("responsive:Y", FieldCompare("responsive", "=", "yes")),
    ("responsive:!=no", FieldCompare("responsive", "!=", "no")),
    ("firm:nav", FieldCompare("firm", "contains", "nav")),
    ('firm:="Navy Talent"', FieldCompare("firm", "=", "Navy Talent")),
    ("blog:!=x", FieldCompare("blog", "!=", "x")),
    ("company:7", Text("company", "7")),
]

SORTS: list[tuple[str, tuple[SortBy, ...]]] = [
    ("sort:last", (SortBy("last"),)),
    ("sort:-met", (SortBy("met", descending=True),)),
    ("sort:company ada sort:NAME", (SortBy("company"), SortBy("name"))),
    ("sort:-fee", (SortBy("field:Fee", descending=True),)),
    ('sort:-"has my cv"', (SortBy("field:has my CV", descending=True),)),
    ('sort:"-has my cv"', (SortBy("field:has my CV", descending=True),)),
]


@pytest.mark.parametrize(("text", "where"), WORDS_AND_GROUPS + TAGS_AND_TERMS + DAYS + USER_FIELDS)
def test_a_query_means_what_its_text_says(text: str, where: Node | None) -> None:
    query = read(text)
    assert (query.where, query.problems) == (where, ())


@pytest.mark.parametrize("word", PLAIN_WORDS)
def test_a_word_that_only_looks_like_a_term_is_a_word(word: str) -> None:
    query = read(f"{word} ada")
    assert (query.where, query.problems) == (And((Words(word), ADA)), ())


@pytest.mark.parametrize(("text", "sort"), SORTS)
def test_a_sort_is_a_key_and_a_direction(text: str, sort: tuple[SortBy, ...]) -> None:
    query = read(text)
    assert (query.sort, query.problems) == (sort, ())


def test_a_sort_leaves_the_conditions_alone() -> None:
    assert read("(ada sort:name) or bob").where == Or((ADA, BOB))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ada #x bob company:acme", "ada bob"),
        ('ada "navy talent"', "ada navy talent"),
        ("ada -bob (cat or dog)", "ada"),
        ("ada or bob", ""),
        ("(ada (bob))", "ada bob"),
        ("#x", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_query_are_those_everybody_found_must_match(text: str, words: str) -> None:
    assert read(text).words == words


@pytest.mark.parametrize("example", GRAMMAR, ids=lambda example: example.text)
def test_an_example_of_the_help_has_no_problem(example: Example) -> None:
    query = read(example.text)
    assert query.problems == ()
    assert query.where or query.sort


@given(st.text().map(one_line).filter(bool))
def test_any_value_can_be_written_quoted(value: str) -> None:
    query = read(f"company:{quoted(value)} ada")
    assert (query.where, query.problems) == (And((Text("company", value), ADA)), ())


@given(st.text().map(one_line).filter(lambda name: name and key(name) not in TERMS))
def test_any_field_name_can_be_written_as_a_term(name: str) -> None:
    query = parse(f"{term(name)}x", fields=(Field(name),), today=TODAY)
    assert (query.where, query.problems) == (FieldCompare(name, "contains", "x"), ())


@pytest.mark.parametrize("number", ["20", "+5", "-0.50", ".5", "1 000", "17.0%", "100"])
def test_a_number_is_written_as_the_book_keeps_it(number: str) -> None:
    compare = FieldCompare("Fee", "=", values.canonical(number, "number", TODAY))
    assert read(f'fee:"{number}"').where == compare


@pytest.mark.parametrize("answer", ["yes", "Y", "true", "1", "x", "✓", "no", "N", "false", "0"])
def test_an_answer_is_written_as_the_book_keeps_it(answer: str) -> None:
    compare = FieldCompare("responsive", "=", values.canonical(answer, "yesno", TODAY))
    assert read(f"responsive:{answer}").where == compare
