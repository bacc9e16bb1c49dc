"""Connection requests from the shell."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.model import Contact, Handle, Labelled, Request
from tests.unit.hostile import HOSTILE
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(book: Book) -> Rolodex:
    return Rolodex(book.path)


def test_a_request_is_written_down_listed_and_accepted(rolodex: Rolodex, book: Book) -> None:
    said = ("--on", "x", "--handle", "@mary", "--message", "the fair", "--by", "Ada", "--day", "2026-11-02")
    ran = rolodex("request", "add", "Mary", "Somerville", *said)
    assert ran.err == "Written down as 1. decline: recommended by Ada, who is not in the book\n"
    assert rolodex("request").out.split("\t")[:5] == ["1", "Mary Somerville", "x", "2026-11-02", "open"]
    assert rolodex("request", "accept", "1").err == "Accepted: Mary Somerville is in the book.\n"
    mary = book.who("mary")
    assert (mary.met_how, mary.met_via) == ("asked to connect on X: the fair", "Ada")
    assert rolodex("request", "list").code == 1
    (told,) = rolodex.json("request", "list", "--decided")
    assert (told["state"], told["contact"]) == ("accepted", mary.uid)


def test_requests_are_declined_and_put_by_together(rolodex: Rolodex, book: Book) -> None:
    for name in ("Mary", "Eve"):
        rolodex("request", "add", name)
    assert rolodex("request", "wait", "1", "2").err == "2 requests waiting.\n"
    assert rolodex("request", "decline", "1", "9").code == 1
    assert book.get_request(1).state == "waiting"


def test_of_somebody_of_the_same_name_it_is_asked_who_it_is(rolodex: Rolodex, book: Book) -> None:
    ada = book.add(Contact(name="Ada Lovelace"))
    book.request(Request(name="Ada Lovelace"))
    refused = rolodex("request", "accept", "1")
    assert (refused.code, ada.uid in refused.err) == (2, True)
    assert rolodex("request", "accept", "1", "--same-as", ada.uid).code == 0
    assert [row.name for row in book.requests_of(ada.id)] == ["Ada Lovelace"]


def test_a_reply_is_printed_and_kept_when_one_says_so(rolodex: Rolodex, book: Book) -> None:
    book.request(Request(name="Mary Somerville"))
    assert "request me" in rolodex("request", "reply", "1").err
    rolodex("request", "me", "--name", "Ann Author", "--email", "ann@example.org")
    rolodex("request", "template", "short", "Hi {first_name}!\n{my_name}")
    assert rolodex("request", "reply", "1", "--template", "sho").out == "Hi Mary!\nAnn Author\n"
    assert book.get_request(1).reply == ""
    rolodex("request", "reply", "1", "--template", "short", "--keep")
    assert book.get_request(1).reply == "Hi Mary!\nAnn Author"


def test_a_reply_is_a_mailto_url_to_who_is_known(rolodex: Rolodex, book: Book) -> None:
    book.add(Contact(name="Ada", emails=(Labelled("a&b@x.example"),), handles=(Handle("linkedin", "ada"),)))
    book.request(Request(name="A&B? #1", handle="ada"))
    book.keep_template("mine", "Hi {first_name}\nyes")
    assert rolodex("request", "reply", "1", "--template", "mine", "--mailto").out == (
        "mailto:a%26b@x.example?subject=Your%20request%20on%20LinkedIn&body=Hi%20A%26B%3F%0D%0Ayes\n"
    )


def test_without_a_terminal_nothing_is_copied_nor_kept(rolodex: Rolodex, book: Book) -> None:
    book.request(Request(name="Mary"))
    book.keep_template("mine", "Hi")
    assert rolodex("request", "reply", "1", "--template", "mine", "--copy", "--keep").code == 2
    assert book.get_request(1).reply == ""


def test_a_template_is_changed_in_the_editor(
    rolodex: Rolodex, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "sed -i s/Hello/Dear/")
    assert rolodex("request", "template", "wel", "--edit").err == "Kept the template welcome.\n"
    assert book.templates()["welcome"].startswith("Dear {first_name}")
    assert rolodex("request", "template", "nobody", "--edit").code == 1
    monkeypatch.setenv("VISUAL", "sed -i s/{first_name}/{nobody}/")
    refused = rolodex("request", "template", "welcome", "--edit")
    assert (refused.code, "Dear {nobody}" in refused.out) == (2, True)


def test_a_template_with_an_unknown_placeholder_is_not_kept(rolodex: Rolodex, book: Book) -> None:
    ran = rolodex("request", "template", "mine", "{first_name.__class__}")
    assert (ran.code, "There is no placeholder" in ran.err) == (2, True)
    assert "mine" not in book.templates()


def test_the_policy_is_said_and_printed(rolodex: Rolodex) -> None:
    ran = rolodex("request", "policy", "has:met or last:<2y", "--by", "trust:>=know")
    assert ran.out == "accept\thas:met or last:<2y\nrecommended by\ttrust:>=know\n"
    assert rolodex("request", "policy", "compny:x").code == 2
    assert rolodex("request", "policy").out == ran.out


def test_what_somebody_asked_stands_in_their_timeline(rolodex: Rolodex, book: Book) -> None:
    ada = book.add(Contact(name="Ada", handles=(Handle("linkedin", "ADÁ"),)))
    book.log([ada.id], "engines")
    row = book.request(Request(name="A. King", handle="adá", on="2026-11-02", message="remember\nme?"))
    assert rolodex("show", "ada").out.endswith(
        "meeting  engines\n2 Nov  request  asked to connect on LinkedIn: remember me?\n"
    ), rolodex("show", "ada").out
    book.decide([row.id], "declined")
    asked = {"on": "2026-11-02", "kind": "request", "tags": [], "with": []}
    text = "asked to connect on LinkedIn, declined: remember me?"
    assert rolodex.json("show", "ada")["timeline"][-1] == {**asked, "text": text}


def test_the_history_of_a_person_tells_of_their_request(rolodex: Rolodex, book: Book) -> None:
    book.accept(book.request(Request(name="Mary", on="2026-11-02")).id)
    assert "asked to connect on linkedin, accepted" in rolodex("history", "mary").out


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_texts_of_strangers_are_printed_harmlessly(rolodex: Rolodex, book: Book, text: str) -> None:
    book.say_me(my_name=text, work_email=text)
    row = book.request(Request(name=f"x{text}", message=text, by=text, handle=text, service="x"))
    book.accept(row.id)
    for words in ("list --decided", "list --decided --json", f"reply {row.id}", "me", "template"):
        ran = rolodex("request", *words.split())
        assert "\x1b" not in ran.out + ran.err
        assert "\u202e" not in ran.out.replace("\\u202e", "")
