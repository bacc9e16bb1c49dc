from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from rolodex.model import Contact, Handle, Labelled
from tests.unit.shell_runs import Ran, Rolodex

HOSTILE = {
    "markup": "Al [/] [home] [@click=app.quit]x",
    "colours and a title": "Eve \x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J\x08\x7f",
    "right to left": "Mallory \u202egnp.exe\u2066\u200f",
    "joiners": "Zoë \u200d\u200b\ufeff\u2060 👩‍💻",
    "long": "Long " + "x" * 10_000,
    "emoji": "🦄🏳️‍🌈 👨‍👩‍👧‍👦",
    "tabs and lines": "Tab\tand\nline\r\u2028\u2029\x85",
    "formulas": '=cmd|"/C calc"!A1',
    "sql": "Robert'); DROP TABLE contact;--",
    "click": "%(prog)s {name} $HOME `id`",
}
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def text(request: pytest.FixtureRequest) -> str:
    text: str = request.param
    return text


@pytest.fixture
def rolodex(tmp_path: Path, text: str) -> Rolodex:
    rolodex = Rolodex(tmp_path / "book.db")
    with rolodex.book() as book:
        book.add_field(text)
        people = [
            book.add(
                Contact(
                    name=text,
                    nickname=text,
                    company=text,
                    title=text,
                    city=text,
                    emails=(Labelled(text, text),),
                    addresses=(Labelled(text, text),),
                    handles=(Handle("x", text),),
                    tags=(f"conference/{text}",),
                    fields={field.name: text for field in book.fields() if field.type == "text"},
                    met_how=text,
                    met_via=text,
                    note=text,
                )
            )
            for _ in range(2)
        ]
        book.log([person.id for person in people], text, kind=text[:30], tags=[text])
    return rolodex


def is_harmless(ran: Ran) -> bool:
    """Whether nothing that was written can move, colour, reorder or act on a terminal."""
    written = ran.out + ran.err
    controls = {character for character in written if unicodedata.category(character) == "Cc"} - {"\n", "\t"}
    return not controls and BIDI.isdisjoint(written) and not {"\u2028", "\u2029"}.intersection(written)


@pytest.mark.parametrize(
    "arguments",
    [("find",), ("find", "--json"), ("history",), ("history", "--json"), ("undo",)],
    ids=" ".join,
)
def test_what_a_verb_prints_is_harmless(rolodex: Rolodex, arguments: tuple[str, ...]) -> None:
    ran = rolodex(*arguments)
    assert ran.code == 0
    assert is_harmless(ran)


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("show", "--json"),
        ("history",),
        ("history", "--json"),
        ("tag", "--add", "pycon"),
        ("log", "--kind", "call", "coffee"),
    ],
    ids=" ".join,
)
def test_what_a_verb_prints_of_one_person_is_harmless(rolodex: Rolodex, arguments: tuple[str, ...]) -> None:
    with rolodex.book() as book:
        uid = book.find("")[0].uid
    verb, *rest = arguments
    ran = rolodex(verb, uid, *rest) if verb == "log" else rolodex(verb, *rest, uid)
    assert ran.code == 0
    assert is_harmless(ran)


@pytest.mark.parametrize(
    "before",
    [
        ("show", "--"),
        ("tag", "--add", "x", "--"),
        ("find", "--"),
        ("find", "--tag"),
        ("history", "--"),
        ("undo", "--"),
        ("import", "--"),
        ("import", "none.csv", "--as"),
        ("backup", "--"),
        ("add", "--"),
        ("add", "Ada", "--met-on"),
        ("add", "Ada", "--handle"),
        ("add", "Ada", "--field"),
        ("add", "Ada", "--tag"),
        ("find", "--limit"),
        ("no verb but",),
        (),
    ],
    ids=" ".join,
)
def test_what_a_verb_says_to_hostile_arguments_is_harmless(
    rolodex: Rolodex, before: tuple[str, ...], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = rolodex(*before, text)
    assert ran.code in (0, 1, 2)
    assert is_harmless(ran)


@pytest.mark.parametrize("option", ["--add", "--remove"])
def test_what_is_said_of_hostile_tags_is_harmless(rolodex: Rolodex, option: str, text: str) -> None:
    with rolodex.book() as book:
        uid = book.find("")[0].uid
    assert is_harmless(rolodex("tag", uid, option, text))


def test_candidates_with_one_name_are_listed_harmlessly(rolodex: Rolodex, text: str) -> None:
    ran = rolodex("show", "--", text)
    assert is_harmless(ran)
    assert ran.code in (1, 2)


def test_every_line_of_a_pipe_is_one_person_in_seven_columns(rolodex: Rolodex) -> None:
    lines = rolodex("find").out.rstrip("\n").split("\n")
    assert [line.count("\t") for line in lines] == [6, 6]


def test_json_gives_the_text_back_as_the_book_keeps_it(rolodex: Rolodex) -> None:
    with rolodex.book() as book:
        kept = book.find("")[0]
    told = rolodex.json("find")[0]
    assert (told["name"], told["note"], told["emails"][0]["value"]) == (
        kept.name,
        kept.note,
        kept.emails[0].value,
    )


def test_an_added_hostile_name_is_found_by_its_uid(rolodex: Rolodex, text: str) -> None:
    ran = rolodex("add", "--", text)
    assert ran.code == 0
    assert rolodex("show", ran.out.strip()).code == 0
