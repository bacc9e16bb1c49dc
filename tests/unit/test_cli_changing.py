from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.model import Contact
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    return Rolodex(tmp_path / "book.db")


@pytest.fixture
def two_adas(rolodex: Rolodex) -> Rolodex:
    with rolodex.book() as book:
        book.add(Contact(name="Ada Lovelace", company="Analytical Engines", city="London"))
        book.add(Contact(name="Ada Yonath", company="Weizmann Institute", city="Rehovot"))
        book.add(Contact(name="Grace Hopper", company="Navy"))
    return rolodex


def test_add_keeps_everything_it_is_given(rolodex: Rolodex) -> None:
    options = {
        "--company": "Analytical Engines",
        "--title": "Chief analyst",
        "--city": "London",
        "--nickname": "Countess",
        "--email": "ada@example.org",
        "--phone": "+44 20 7946 0000",
        "--url": "https://example.org/ada",
        "--handle": "github/ada",
        "--tag": "conference/pycon-2026",
        "--field": "fee=20",
        "--met-how": "hallway",
        "--met-where": "PyCon 2026",
        "--met-on": "May 2026",
        "--met-via": "Charles Babbage",
        "--birthday": "10 December",
        "--note": "owes me a lunch",
    }
    ran = rolodex("add", "Ada", "Lovelace", *(part for option in options.items() for part in option))
    assert ran.code == 0
    ada = rolodex.json("show", "ada")
    assert ran.out == f"{ada['uid']}\n"
    told = {
        key: ada[key]
        for key in ("name", "nickname", "company", "title", "city", "birthday", "note", "tags", "met")
    }
    assert told == {
        "name": "Ada Lovelace",
        "nickname": "Countess",
        "company": "Analytical Engines",
        "title": "Chief analyst",
        "city": "London",
        "birthday": "--12-10",
        "note": "owes me a lunch",
        "tags": ["conference/pycon-2026"],
        "met": {"how": "hallway", "where": "PyCon 2026", "on": "2026-05", "via": "Charles Babbage"},
    }
    assert [point["value"] for key in ("emails", "phones", "urls") for point in ada[key]] == [
        "ada@example.org",
        "+44 20 7946 0000",
        "https://example.org/ada",
    ]
    assert ada["handles"] == [{"service": "github", "name": "ada"}]
    assert ada["fields"] == {"fee": "20"}


def test_add_says_on_stderr_how_to_take_it_back(rolodex: Rolodex) -> None:
    assert rolodex("add", "Ada").err == "Added Ada. `rolodex undo` takes it back.\n"


def test_one_argument_with_a_comma_is_read_as_a_line_and_said(rolodex: Rolodex) -> None:
    ran = rolodex("add", "Joe Armstrong, joe@example.org, Erlang, +46 8 555 0100 @joe #speaker")
    assert ran.err == (
        "Added Joe Armstrong · joe@example.org · +46 8 555 0100 · x/joe · #speaker · Erlang."
        " `rolodex undo` takes it back.\n"
    )
    assert rolodex.json("show", "Joe Armstrong")["phones"][0]["value"] == "+46 8 555 0100"


def test_a_name_with_a_comma_stays_whole_with_options(rolodex: Rolodex) -> None:
    rolodex("add", "Joe Armstrong, PhD", "--city", "Stockholm")
    assert rolodex.json("show", "Joe Armstrong, PhD")["city"] == "Stockholm"


def test_a_handle_may_be_the_url_of_a_profile(rolodex: Rolodex) -> None:
    rolodex("add", "Ada", "--handle", "https://github.com/ada")
    assert rolodex.json("show", "ada")["handles"] == [{"service": "github", "name": "ada"}]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--handle", "ada"),
        ("--handle", "github/"),
        ("--field", "fee"),
        ("--field", "fee=much"),
        ("--met-on", "whenever"),
        ("--tag", "#"),
    ],
)
def test_add_refuses_what_it_cant_take_with_a_sentence_and_leaves_no_book(
    rolodex: Rolodex, wrong: tuple[str, str]
) -> None:
    ran = rolodex("add", "Ada", *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err) > 30
    assert not rolodex.path.exists()


def test_a_refused_add_leaves_a_book_with_people_alone(two_adas: Rolodex) -> None:
    assert two_adas("add", "Marie Curie", "--met-on", "whenever").code == 2
    assert len(two_adas.json("find")) == 3


def test_a_field_that_is_not_in_the_book_is_not_found(rolodex: Rolodex) -> None:
    ran = rolodex("add", "Ada", "--field", "shoe size=38")
    assert ran.code == 1
    assert "shoe size" in ran.err


def test_tag_puts_on_and_takes_off_as_one_change(two_adas: Rolodex) -> None:
    two_adas("tag", "grace", "--add", "todo")
    ran = two_adas("tag", "Ada Lovelace", "grace", "--add", "#pycon", "--remove", "todo")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Tagged Ada Lovelace and Grace Hopper #pycon -#todo. `rolodex undo` takes it back.\n"
    assert two_adas.json("show", "grace")["tags"] == ["pycon"]
    two_adas("undo")
    assert two_adas.json("show", "grace")["tags"] == ["todo"]
    assert two_adas.json("show", "Ada Lovelace")["tags"] == []


def test_tag_says_when_there_was_nothing_to_change(two_adas: Rolodex) -> None:
    two_adas("tag", "grace", "--add", "pycon")
    ran = two_adas("tag", "grace", "--add", "pycon")
    assert (ran.code, ran.err) == (0, "Nothing to change: Grace Hopper #pycon.\n")


def test_tag_counts_only_those_it_changed(two_adas: Rolodex) -> None:
    two_adas("tag", "grace", "--add", "pycon")
    ran = two_adas("tag", "grace", "lovelace", "yonath", "--add", "pycon")
    assert ran.err == "Tagged 2 of 3 people #pycon. `rolodex undo` takes it back.\n"


def test_taking_a_tag_off_is_called_so(two_adas: Rolodex) -> None:
    two_adas("tag", "grace", "--add", "pycon")
    assert two_adas("tag", "grace", "--remove", "pycon").err.startswith("Untagged Grace Hopper -#pycon.")


def test_tag_without_a_tag_is_wrong_use(two_adas: Rolodex) -> None:
    ran = two_adas("tag", "grace")
    assert ran.code == 2
    assert "--add TAG" in ran.err


@pytest.mark.parametrize("verb", [("show", "ada"), ("tag", "ada", "--add", "x"), ("log", "ada", "coffee")])
def test_a_name_that_fits_several_lists_them_and_exits_2(two_adas: Rolodex, verb: tuple[str, ...]) -> None:
    uids = [person["uid"] for person in two_adas.json("find", "ada")]
    ran = two_adas(*verb)
    assert (ran.code, ran.out) == (2, "")
    assert "fits 2 people" in ran.err
    assert "Analytical Engines · London" in ran.err
    assert "Weizmann Institute · Rehovot" in ran.err
    assert all(uid in ran.err for uid in uids)


def test_a_uid_says_which_of_several(two_adas: Rolodex) -> None:
    uid = two_adas.json("show", "yonath")["uid"]
    assert two_adas.json("show", uid)["name"] == "Ada Yonath"


@pytest.mark.parametrize("verb", [("show", "zyx"), ("tag", "zyx", "--add", "x"), ("log", "zyx", "coffee")])
def test_a_name_nobody_has_exits_1(two_adas: Rolodex, verb: tuple[str, ...]) -> None:
    ran = two_adas(*verb)
    assert (ran.code, ran.out) == (1, "")
    assert "“zyx”" in ran.err


def test_when_one_of_several_names_is_not_clear_nobody_is_tagged(two_adas: Rolodex) -> None:
    assert two_adas("tag", "grace", "ada", "--add", "pycon").code == 2
    assert two_adas.json("show", "grace")["tags"] == []


def test_words_of_a_name_without_quotes_are_said_to_be_names_of_their_own(two_adas: Rolodex) -> None:
    assert (
        "put quotes around a name of several words"
        in two_adas("tag", "Ada", "Lovelace", "--add", "pycon").err
    )


def test_log_is_one_entry_with_all_who_were_there(two_adas: Rolodex) -> None:
    ran = two_adas(
        "log", "grace", "Ada Lovelace", "--on", "yesterday", "--kind", "call", "--tag", "work", "compilers"
    )
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("Logged call with Grace Hopper and Ada Lovelace, yesterday.")
    assert two_adas.json("show", "grace")["timeline"] == [
        {"on": "2026-11-24", "kind": "call", "text": "compilers", "tags": ["work"], "with": ["Ada Lovelace"]}
    ]
    assert two_adas.json("show", "lovelace")["last_interaction"] == "2026-11-24"


def test_log_takes_today_and_a_meeting_where_nothing_is_said(two_adas: Rolodex) -> None:
    two_adas("log", "grace", "coffee")
    entry = two_adas.json("show", "grace")["timeline"][0]
    assert (entry["on"], entry["kind"]) == ("2026-11-25", "meeting")


def test_log_with_a_day_that_is_none_is_wrong_use_and_logs_nothing(two_adas: Rolodex) -> None:
    assert two_adas("log", "grace", "--on", "31 feb", "coffee").code == 2
    assert two_adas.json("show", "grace")["timeline"] == []


def test_log_without_a_text_is_wrong_use(two_adas: Rolodex) -> None:
    ran = two_adas("log", "grace")
    assert ran.code == 2
    assert "Say what happened" in ran.err


def test_a_tag_of_two_words_is_told_as_it_is_called_from_then_on(two_adas: Rolodex) -> None:
    assert (
        "Added Joe, tagged #book-club #go. "
        in two_adas("add", "Joe", "--tag", "book club", "--tag", "#go").err
    )
    assert "Tagged Grace Hopper #book-club. " in two_adas("tag", "grace", "--add", "book club").err
    assert "Untagged Grace Hopper -#book-club. " in two_adas("tag", "grace", "--remove", "book club").err
