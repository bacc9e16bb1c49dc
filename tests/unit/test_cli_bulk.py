"""Verbs that do one thing to names or to everybody whom a query fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.model import Contact
from tests.unit.shell_runs import Rolodex

ACME = ("Ada Lovelace", "Grace Hopper", "Emmy Noether")


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    rolodex = Rolodex(tmp_path / "book.db")
    with rolodex.book() as book:
        book.add_field("fee", "number")
        for name in ACME:
            book.add(Contact(name=name, company="Acme", city="London", fields={"fee": "10"}))
        book.add(Contact(name="Marie Curie", company="Sorbonne"))
    return rolodex


def found(rolodex: Rolodex, query: str) -> list[str]:
    return [person["name"] for person in rolodex.json("find", query)]


def changes(rolodex: Rolodex) -> list[str]:
    """The labels of what was changed, newest first, what was undone left out."""
    return [change["label"] for change in rolodex.json("history") if not change["undone"]]


BULK = [
    (("star", "company:acme"), "Starred 3 people.", "star 3 people"),
    (("archive", "company:acme"), "Archived 3 people.", "archive 3 people"),
    (("delete", "company:acme", "--yes"), "Deleted 3 people.", "delete 3 people"),
    (("set", "company:acme", "city=Paris"), "Set city=Paris of 3 people.", "set city=Paris of 3 people"),
    (("tag", "company:acme", "--add", "alumni"), "Tagged 3 people #alumni.", "tag 3 people #alumni"),
]


@pytest.mark.parametrize(("run", "done", "label"), BULK, ids=[run[0] for run, _, _ in BULK])
def test_a_query_says_whom_it_fits_then_is_one_change_that_one_undo_takes_back(
    rolodex: Rolodex, run: tuple[str, ...], done: str, label: str
) -> None:
    before = rolodex.json("find")
    ran = rolodex(*run)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "3 people: Ada Lovelace, Emmy Noether, Grace Hopper.",
        f"{done} `rolodex undo` takes it back.",
    ]
    assert changes(rolodex)[0] == label
    rolodex("undo")
    assert rolodex.json("find") == before


def test_of_many_people_the_first_are_named(rolodex: Rolodex) -> None:
    with rolodex.book() as book:
        for number in range(4):
            book.add(Contact(name=f"Guest {number}", company="Acme"))
    ran = rolodex("star", "company:acme")
    assert ran.err.startswith("7 people: Ada Lovelace, Emmy Noether, Grace Hopper and 4 more.\n")


def test_people_who_were_named_are_not_counted(rolodex: Rolodex) -> None:
    ran = rolodex("star", "ada", "grace")
    assert ran.err == "Starred Ada Lovelace and Grace Hopper. `rolodex undo` takes it back.\n"


def test_stars_are_given_and_taken(rolodex: Rolodex) -> None:
    rolodex("star", "company:acme")
    assert rolodex("star", "ada", "--off").err.startswith("Unstarred Ada Lovelace.")
    assert found(rolodex, "is:starred") == ["Emmy Noether", "Grace Hopper"]


def test_only_those_whom_it_changed_are_counted(rolodex: Rolodex) -> None:
    rolodex("star", "ada")
    assert "Starred 2 of 3 people." in rolodex("star", "company:acme").err
    assert rolodex("star", "ada").err == "Nothing to change: Ada Lovelace.\n"


def test_the_archived_are_found_as_such_and_brought_back(rolodex: Rolodex) -> None:
    rolodex("archive", "company:acme")
    assert found(rolodex, "") == ["Marie Curie"]
    assert "Brought back 3 people." in rolodex("archive", "is:archived company:acme", "--off").err
    assert len(found(rolodex, "")) == 4


def test_one_person_is_deleted_in_a_script(rolodex: Rolodex) -> None:
    assert rolodex("delete", "ada").code == 0
    assert "Ada Lovelace" not in found(rolodex, "")


@pytest.mark.parametrize("who", [("company:acme",), ("ada", "grace")])
def test_several_are_deleted_in_a_script_only_when_it_says_so(rolodex: Rolodex, who: tuple[str, ...]) -> None:
    ran = rolodex("delete", *who)
    assert ran.code == 2
    assert "people: Ada Lovelace, " in ran.err and "--yes" in ran.err
    assert len(found(rolodex, "")) == 4


def test_own_fields_and_plain_columns_are_set_in_one_change(rolodex: Rolodex) -> None:
    rolodex("set", "company:acme", "fee=20 %", "met-on=May 2026", "Met Where=PyCon", "city=")
    ada = rolodex.json("show", "ada")
    assert (ada["fields"], ada["met"]["on"], ada["met"]["where"]) == ({"fee": "20"}, "2026-05", "PyCon")
    assert ada["city"] == ""
    assert changes(rolodex)[0] == "set met_on=2026-05 met_where=PyCon city= fee=20 of 3 people"


def test_an_empty_value_empties_a_field(rolodex: Rolodex) -> None:
    rolodex("set", "ada", "fee=")
    assert found(rolodex, "has:fee") == ["Emmy Noether", "Grace Hopper"]


def test_a_new_name_is_found_and_sorted_at_once(rolodex: Rolodex) -> None:
    rolodex("set", "ada", "name=Zoe King")
    assert found(rolodex, "")[-1] == "Zoe King"


def test_a_term_with_an_equals_sign_says_who(rolodex: Rolodex) -> None:
    rolodex("set", "ada", "fee=30")
    rolodex("set", "marie", "fee:>=30", "city=Turin")
    assert found(rolodex, "city:turin") == ["Ada Lovelace", "Marie Curie"]


def test_a_field_called_like_a_column_is_set_by_its_full_name(rolodex: Rolodex) -> None:
    with rolodex.book() as book:
        book.add_field("city", "text")
    rolodex("set", "ada", "field:city=twin town")
    ada = rolodex.json("show", "ada")
    assert (ada["city"], ada["fields"]["city"]) == ("London", "twin town")


@pytest.mark.parametrize(
    ("values", "code", "said"),
    [
        (("fee=much",), 2, "fee: “much” is not a number"),
        (("met-on=whenever",), 2, "met-on: "),
        (("city=Paris", "fee=much"), 2, "fee: "),
        (("name=Ada",), 2, "Several people can't be given one name"),
        (("email=",), 2, "email: set only adds one"),
        (("handle=ada",), 2, "handle: “ada” is no handle"),
        (("email=a@example.org", "email=b@example.org"), 2, "one VALUE at a time"),
        (("shoe size=38",), 1, "There is no field “shoe size”"),
        ((), 2, "NAME=VALUE"),
    ],
)
def test_a_value_that_cant_be_taken_changes_nobody(
    rolodex: Rolodex, values: tuple[str, ...], code: int, said: str
) -> None:
    before = rolodex.json("find")
    ran = rolodex("set", "company:acme", *values)
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert rolodex.json("find") == before


def test_an_email_a_phone_a_url_or_a_handle_is_added_to_those_there_are(rolodex: Rolodex) -> None:
    rolodex("set", "ada", "email=ada@example.org")
    ran = rolodex(
        *("set", "ada", "email=ada@home.example", "phone=+44 20 7946 0000", "url=https://ada.example/?a=b"),
        "handle=GitHub/@ada",
    )
    assert ran.code == 0, ran.err
    ada = rolodex.json("show", "ada")
    assert [[point["value"] for point in ada[key]] for key in ("emails", "phones", "urls")] == [
        ["ada@example.org", "ada@home.example"],
        ["+44 20 7946 0000"],
        ["https://ada.example/?a=b"],
    ]
    assert ada["handles"] == [{"service": "github", "name": "ada"}]
    assert found(rolodex, "ada@home.example") == ["Ada Lovelace"]


def test_an_email_that_somebody_has_is_not_added_again(rolodex: Rolodex) -> None:
    rolodex("set", "ada", "email=ada@example.org")
    assert "Nothing to change" in rolodex("set", "ada", "email=Ada@example.org").err


@pytest.mark.parametrize("verb", ["star", "archive", "delete"])
def test_a_mistaken_query_does_nothing_to_anybody(rolodex: Rolodex, verb: str) -> None:
    before = rolodex.json("find")
    assert rolodex(verb, "compny:acme").code == 2
    assert rolodex(verb, "company:nobody").code == 1
    assert rolodex.json("find") == before


def test_setting_what_is_so_already_changes_nothing(rolodex: Rolodex) -> None:
    before = rolodex.json("show", "ada")
    assert rolodex("set", "ada", "company=Acme", "fee=10.0").err == "Nothing to change: Ada Lovelace.\n"
    assert rolodex.json("show", "ada") == before
