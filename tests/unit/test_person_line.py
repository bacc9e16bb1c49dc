"""A person as one line: what is understood of it, and that nothing typed is lost."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.book.person_line import read_person
from rolodex.model import BadInput, Contact, Handle, Labelled
from tests.unit.hostile import HOSTILE

JOE = Contact(name="Joe Armstrong")


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Joe Armstrong", JOE),
        (
            "Joe Armstrong, Erlang, joe@example.org",
            Contact(name="Joe Armstrong", note="Erlang", emails=(Labelled("joe@example.org"),)),
        ),
        (
            "Joe Armstrong <joe@example.org> talk on Erlang, wants slides",
            Contact(
                name="Joe Armstrong",
                note="talk on Erlang, wants slides",
                emails=(Labelled("joe@example.org"),),
            ),
        ),
        (
            "joe@example.org, Joe Armstrong, Erlang",
            Contact(name="Joe Armstrong", note="Erlang", emails=(Labelled("joe@example.org"),)),
        ),
        (
            "Joe Armstrong, +1 617 555 0100, Erlang",
            Contact(name="Joe Armstrong", note="Erlang", phones=(Labelled("+1 617 555 0100"),)),
        ),
        (
            "Joe Armstrong, call 020 7946-0000 or (617) 555-0100 #erlang",
            Contact(
                name="Joe Armstrong",
                note="call or",
                phones=(Labelled("020 7946-0000"), Labelled("(617) 555-0100")),
                tags=("#erlang",),
            ),
        ),
        ("Joe Armstrong, 617-555-0100", Contact(name="Joe Armstrong", phones=(Labelled("617-555-0100"),))),
        (
            "Joe Armstrong, met 01.02.2026, room 0123",
            Contact(name="Joe Armstrong", note="met 01.02.2026, room 0123"),
        ),
        ("Joe Armstrong, 2026-11-12, +2 wine", Contact(name="Joe Armstrong", note="2026-11-12, +2 wine")),
        ("Joe Armstrong, #erlang #speaker", Contact(name="Joe Armstrong", tags=("#erlang", "#speaker"))),
        ("Joe Armstrong, met @ the bar # 5", Contact(name="Joe Armstrong", note="met @ the bar # 5")),
    ],
)
def test_a_line_is_a_name_and_what_else_is_known(line: str, person: Contact) -> None:
    assert read_person(line) == person


@pytest.mark.parametrize(
    ("word", "handle"),
    [
        ("@joeerl", Handle("x", "joeerl")),
        ("@joe@example.social", Handle("mastodon", "joe@example.social")),
        ("github/joearms", Handle("github", "joearms")),
        ("Twitter/@joeerl", Handle("x", "joeerl")),
        ("https://github.com/joearms", Handle("github", "joearms")),
        ("linkedin.com/in/joe-armstrong", Handle("linkedin", "joe-armstrong")),
    ],
)
def test_user_names_are_recognised(word: str, handle: Handle) -> None:
    assert read_person(f"Joe, {word}").handles == (handle,)


@pytest.mark.parametrize("word", ["and/or", "C/C++", "https://example.org/joe", "joe@home", "TCP/IP/UDP"])
def test_what_is_no_user_name_and_no_email_stays_in_the_note(word: str) -> None:
    assert read_person(f"Joe, {word}") == Contact(name="Joe", note=word)


@pytest.mark.parametrize("line", ["", " , ,", "joe@example.org", "#erlang, @joe"])
def test_a_line_without_a_name_is_refused(line: str) -> None:
    with pytest.raises(BadInput, match="Say the name first"):
        read_person(line)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_lines_can_be_stored(book: Book, text: str) -> None:
    added = book.add(read_person(f"Joe, {text}"))
    assert added.name == "Joe" and len(book.find("name:joe")) == 1
