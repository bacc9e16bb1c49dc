"""Connection requests in the app, worked through as a mail box."""

from __future__ import annotations

import pytest
from textual import events

from rolodex.book import Book
from rolodex.model import Contact, Handle, Request
from tests.tui.steering import running
from tests.unit.hostile import HOSTILE


@pytest.fixture
def asked(book: Book) -> Book:
    """Fifty requests, one of them of somebody who was met."""
    book.add(Contact(name="Ada Lovelace", met_where="PyCon 2026", handles=(Handle("linkedin", "ada"),)))
    book.say_me(my_name="Ann Author", work_email="ann@example.org")
    for number in range(49):
        book.request(Request(name=f"Stranger {number:02}", on="2026-11-01"))
    book.request(Request(name="A. King", handle="ada", on="2026-11-19", message="remember the engine?"))
    return book


async def test_fifty_invitations_are_answered_with_two_keys_each(asked: Book) -> None:
    async with running(asked.path) as app:
        assert "50 requests" in app.text().splitlines()[0]
        await app.open_view("requests")
        assert "accept: met PyCon 2026" in app.text()
        assert "remember the engine?" in app.text()
        # as fast as they can be typed: each pair is for the request that comes next
        for _ in range(50):
            app.app.post_message(events.Key("r", "r"))
            app.app.post_message(events.Key("enter", "\r"))
        await app.until(lambda: "No request is open" in app.text())
        assert app.app.clipboard.startswith("Hello Stranger,")
    assert [one.request.name for one in asked.requests(("accepted",))] == ["A. King"]
    declined = asked.requests(("declined",))
    assert len(declined) == 49
    assert all("I only connect there with people I have met" in one.request.reply for one in declined)
    assert asked.get(1).name == "Ada Lovelace"


async def test_a_request_is_accepted_put_by_declined_and_taken_back(book: Book) -> None:
    ada = book.add(Contact(name="Ada Lovelace", company="Engines"))
    for name in ("Ada Lovelace", "Mary Somerville", "Eve"):
        book.request(Request(name=name, on="2026-11-01"))
    async with running(book.path) as app:
        await app.press("r", "w", "d")
        assert "Declined: Mary Somerville" in app.text()
        await app.press("u")
        assert "Undid: decline Mary Somerville" in app.text()
        # the newest first, those put by last
        await app.press("j", "a")
        assert "Is Ada Lovelace somebody in the book?" in app.text()
        await app.press("1")
        assert book.requests_of(ada.id)[0].name == "Ada Lovelace"
        await app.press("tab")
        assert "✓ Ada Lovelace" in app.text()
        await app.press("enter")
        assert app.name == "Ada Lovelace"


async def test_a_reply_is_changed_before_it_is_copied(book: Book) -> None:
    book.request(Request(name="Mary Somerville"))
    async with running(book.path) as app:
        await app.press("r", "r")
        assert "The template needs my name and work email." in " ".join(app.text().split())
        await app.press("enter", "escape", "M")
        await app.type("Ann")
        await app.press("tab")
        await app.type("ann@example.org")
        await app.press("ctrl+s", "r", "n", "n", "e")
        await app.type("PS: [b]x[/b]")
        await app.press("enter", "ctrl+s")
        assert app.app.clipboard.endswith("Best regards,\nAnnPS: [b]x[/b]\n")
        assert "Copied the reply to Mary Somerville, put by" in app.text()


async def test_hostile_requests_are_text(book: Book) -> None:
    for text in HOSTILE.values():
        name = text.strip() or "x"
        book.request(Request(name=f"Al {name}", message=text, by=text, handle=text))
    async with running(book.path) as app:
        await app.press("r", *"jjjj", "r", "escape", "d", "u", "escape")
        assert app.main.is_current


async def test_where_nobody_asks_it_is_said_what_to_press(book: Book) -> None:
    async with running(book.path) as app:
        await app.press("r")
        assert "No request is open." in app.text()
        await app.press("plus")
        await app.type("Mary Somerville: hello")
        await app.press("enter")
        assert "Mary Somerville" in app.text()
        assert book.requests()[0].request.message == "hello"


async def test_a_request_in_the_timeline_is_deleted_where_it_stands_and_nobody_with_it(book: Book) -> None:
    ada = book.add(Contact(name="Ada Lovelace", handles=(Handle("linkedin", "ada"),)))
    book.log([ada.id], "engines")
    book.request(Request(name="A. King", handle="ada", on="2026-11-02", message="remember [b]me[/b]?"))
    async with running(book.path) as app:
        assert "← asked to connect on LinkedIn: remember [b]me[/b]?" in " ".join(app.card.split())
        await app.press("enter", "F", "F")
        assert "Timeline · request 1 of 2" in app.card
        await app.press("j", "E")
        assert "r lists the requests" in app.text()
        await app.press("e")
        assert "accept:" in app.text() or "decline:" in app.text()
        await app.press("escape", "D")
        assert "Deleted the request of A. King" in app.text()
        assert app.names() == ["Ada Lovelace"]
        await app.press("u")
        assert "asked to connect" in app.card


async def test_u_takes_back_only_what_was_done_there(book: Book) -> None:
    row = book.request(Request(name="Mary Somerville"))
    book.decide([row.id], "declined")
    async with running(book.path) as app:
        await app.press("r", "tab", "d", "u")
        assert "Undid" not in app.text()
    assert book.get_request(row.id).state == "declined"


async def test_one_of_ones_own_requests_is_not_replied_to(book: Book) -> None:
    row = book.request(Request(name="Mary Somerville", direction="out"))
    book.say_me(my_name="Ann", work_email="ann@example.org")
    async with running(book.path) as app:
        await app.press("r", "tab", "tab", "r", "enter")
    assert (book.get_request(row.id).state, book.get_request(row.id).reply) == ("open", "")
