from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.cli.table import aligned
from rolodex.model import Contact, Labelled
from rolodex.text import width
from tests.unit.shell_runs import NOW, Rolodex


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    rolodex = Rolodex(tmp_path / "book.db")
    with rolodex.book() as book:
        ada = Contact(
            name="Ada Lovelace",
            company="Analytical Engines",
            title="Chief analyst",
            emails=(Labelled("ada@example.org", "work"), Labelled("al@example.org")),
            tags=("conference/pycon-2026", "recruiter"),
            met_where="PyCon 2026",
            met_on="2026-05",
            birthday="--12-10",
            note="first line\nsecond line",
            fields={"has my CV": "2026-03-12"},
        )
        ids = [book.add(ada).id, book.add(Contact(name="Grace Hopper", tags=("recruiter",))).id]
        book.log(ids, "talked compilers", tags=["pycon"])
    return rolodex


def test_find_writes_tab_separated_lines_into_a_pipe(rolodex: Rolodex) -> None:
    ran = rolodex("find", "lovelace")
    assert (ran.code, ran.err) == (0, "")
    *values, uid = ran.out.rstrip("\n").split("\t")
    assert values == [
        "Ada Lovelace",
        "Analytical Engines",
        "Chief analyst",
        "ada@example.org",
        "2026-11-25",
        "#conference/pycon-2026 #recruiter",
    ]
    assert rolodex.json("show", uid)["name"] == "Ada Lovelace"


@pytest.mark.parametrize("words", [("recruiter -lovelace",), ("--", "recruiter", "-lovelace")])
def test_find_joins_its_words_into_a_query(rolodex: Rolodex, words: tuple[str, ...]) -> None:
    assert [line.split("\t")[0] for line in rolodex("find", *words).out.splitlines()] == ["Grace Hopper"]


def test_find_without_words_lists_everybody_by_name(rolodex: Rolodex) -> None:
    assert [person["name"] for person in rolodex.json("find")] == ["Ada Lovelace", "Grace Hopper"]


def test_find_wants_every_tag(rolodex: Rolodex) -> None:
    found = rolodex.json("find", "--tag", "#recruiter", "--tag", "conference")
    assert [person["name"] for person in found] == ["Ada Lovelace"]


def test_find_stops_at_the_limit(rolodex: Rolodex) -> None:
    assert len(rolodex.json("find", "--limit", "1")) == 1


@pytest.mark.parametrize(("option", "out"), [((), ""), (("--json",), "[\n]\n")])
def test_find_exits_1_when_nobody_fits(rolodex: Rolodex, option: tuple[str, ...], out: str) -> None:
    ran = rolodex("find", "zyxzyx", *option)
    assert (ran.code, ran.out, ran.err) == (1, out, "Nobody fits.\n")


def test_find_points_at_a_mistake_in_the_query_and_answers_nothing(rolodex: Rolodex) -> None:
    ran = rolodex("find", "grace", "last:soon")
    assert (ran.code, ran.out) == (2, "")
    sentence, query, carets = ran.err.splitlines()[:3]
    assert sentence.endswith(".")
    assert query == "  grace last:soon"
    assert query[carets.index("^") : carets.rindex("^") + 1] in ("last:soon", "soon")


def test_find_points_at_a_parenthesis_that_nothing_closes_and_answers(rolodex: Rolodex) -> None:
    ran = rolodex("find", "(grace")
    assert (ran.code, "Grace Hopper" in ran.out) == (0, True)
    assert ran.err.splitlines() == [
        "This parenthesis is never closed: it goes to the end.",
        "  (grace",
        "  ^",
    ]


def test_a_query_may_begin_with_a_minus(rolodex: Rolodex) -> None:
    assert "Ada Lovelace" not in rolodex("find", "-company:analytical").out
    assert "Grace Hopper" in rolodex("find", "-company:analytical").out


def test_a_misspelt_name_is_only_shown_and_nothing_is_logged_on_a_guess(rolodex: Rolodex) -> None:
    assert rolodex("show", "lovelase").code == 0
    ran = rolodex("log", "lovelase", "tea")
    assert ran.code == 2
    assert "Ada Lovelace" in ran.err


def test_the_carets_stand_below_the_mistake_after_wide_letters(rolodex: Rolodex) -> None:
    _, query, carets = rolodex("find", "山田", "last:soon").err.splitlines()[:3]
    assert width(query[: query.index("last")]) <= carets.index("^") < width(query)


def test_find_in_no_book_says_so_and_makes_none(tmp_path: Path) -> None:
    ran = Rolodex(tmp_path / "none.db")("find", "ada")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no book" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_json_of_a_contact_has_its_documented_names(rolodex: Rolodex) -> None:
    (grace,) = rolodex.json("find", "hopper")
    assert list(grace) == [
        *("uid", "name", "given", "family", "nickname", "company", "title", "city"),
        *("emails", "phones", "urls", "addresses", "handles", "tags", "fields", "met"),
        *("note", "starred", "archived", "archived_why", "trust", "known_by"),
        *("birthday", "cadence", "snoozed_until", "created_at", "updated_at"),
        *("known", "last_interaction", "interactions", "due", "asked", "answered"),
    ]


def test_a_contact_nobody_talked_to_has_null_for_its_last_interaction(rolodex: Rolodex) -> None:
    rolodex("add", "Marie Curie")
    assert rolodex.json("show", "marie")["last_interaction"] is None


def test_show_tells_a_person_on_lines(rolodex: Rolodex) -> None:
    uid = rolodex.json("show", "lovelace")["uid"]
    assert rolodex("show", "Ada", "Lovelace").out.splitlines() == [
        "Ada Lovelace",
        "Chief analyst · Analytical Engines",
        "#conference/pycon-2026 #recruiter",
        "",
        "Email      ada@example.org (work)",
        "Email      al@example.org",
        "Birthday   10 Dec",
        "Met        PyCon 2026 · May 2026",
        "Known      met in person",
        "has my CV  12 Mar 2026",
        "Talked     1 time, last today",
        f"Uid        {uid}",
        "",
        "first line",
        "second line",
        "",
        "today  meeting  talked compilers  #pycon  with Grace Hopper",
    ]


def people(*names: str) -> list[Contact]:
    return [Contact(name=name, company="Navy", tags=("a", "b")) for name in names]


def test_show_tells_the_whole_day_of_a_birthday_long_ago(rolodex: Rolodex) -> None:
    rolodex("add", "Mary Shelley", "--birthday", "1797-08-30")
    assert "Birthday  30 Aug 1797" in rolodex("show", "Mary Shelley").out


def test_columns_are_aligned_under_wide_letters() -> None:
    lines = list(aligned(people("山田太郎", "Émile", "Ada Lovelace"), NOW.date(), 80, colour=False))
    assert len({width(line[: line.index("Navy")]) for line in lines}) == 1


def test_lines_never_get_wider_than_the_terminal() -> None:
    lines = aligned(people("Ada " * 3000, "山田" * 3000, "x"), NOW.date(), 60, colour=False)
    assert max(map(width, lines)) <= 60


def test_the_widest_column_gives_way_first() -> None:
    (line,) = aligned(people("Ada Lovelace " * 20), NOW.date(), 60, colour=False)
    assert "…" in line
    assert line.endswith("#a #b")


def test_only_coloured_lines_hold_escape_sequences() -> None:
    plain, coloured = (next(aligned(people("Ada"), NOW.date(), 60, colour)) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[1mAda\x1b[0m" in coloured


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("company:", "company: wants a value"),
        ("ada #", "`#` wants the name of a tag"),
        ("tag: ", "tag: wants a"),
    ],
)
def test_a_term_without_a_value_is_no_query_for_everybody(rolodex: Rolodex, text: str, message: str) -> None:
    ran = rolodex("find", text)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
