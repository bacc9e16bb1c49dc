"""Whole archives of LinkedIn, X and Facebook brought into a book, and hostile ones refused."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rolodex.book import Book
from rolodex.model import BadInput, Contact, Handle
from tests.unit.archives import FIXTURES, archive
from tests.unit.import_runs import everybody, new_book, rows

CONNECTIONS = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b"Ada,Lovelace,https://www.linkedin.com/in/ada-lovelace,,Engines,Analyst,05 Nov 2018\n"
    b"Grace,Hopper,https://www.linkedin.com/in/grace-hopper,,Navy,Admiral,01 Jan 2024\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


def linkedin(folder: Path) -> Path:
    names = ("Profile", "Endorsement_Received_Info", "Recommendations_Received", "Contacts", "messages_2026")
    members: dict[str, str | bytes] = {f"Complete__{name}.csv": f"linkedin/{name}.csv" for name in names}
    members["Complete__messages.csv"] = members.pop("Complete__messages_2026.csv")
    return archive(folder / "Complete.zip", **members, **{"Complete__Connections.csv": CONNECTIONS})


def x(folder: Path) -> Path:
    names = ("account", "following", "follower_2019", "tweets", "direct-messages", "lists-created")
    members: dict[str, str | bytes] = {f"data__{name}.js": f"x/{name}.js" for name in names}
    others = {"data__like.js": b"window.YTD.like.part0 = [ ]", "Your archive.html": b"<!DOCTYPE html><html>"}
    return archive(folder / "twitter.zip", **members, **others)


def facebook(folder: Path) -> Path:
    inbox = "your_facebook_activity__messages__inbox"
    members: dict[str, str | bytes] = {
        "connections__friends__your_friends.json": "facebook/your_friends_2026.json",
        "connections__friends__your_post_audiences.json": "facebook/your_post_audiences.json",
        "connections__friends__received_friend_requests.json": "facebook/received_friend_requests.json",
        "other__your_address_books.json": "facebook/your_address_books.json",
        "personal_information__profile_information.json": "facebook/profile_information.json",
        f"{inbox}__zoe__message_1.json": "facebook/message_1.json",
        f"{inbox}__zoe__message_2.json": "facebook/message_2.json",
        f"{inbox}__stammtisch__message_1.json": "facebook/group_1.json",
        "posts__your_posts_1.json": b"[{}]",
        "posts__your_posts_2.json": b"[]",
    }
    return archive(folder / "facebook.zip", **members)


ARCHIVES = [linkedin, x, facebook]


@pytest.mark.parametrize("make", ARCHIVES)
def test_an_archive_comes_in_once_and_can_be_undone_and_redone(
    make: Callable[[Path], Path], book: Book, tmp_path: Path
) -> None:
    path = make(tmp_path)
    empty = rows(book.path)
    assert book.import_([path], dry_run=True).new
    assert rows(book.path) == empty
    assert book.import_([path]).new
    full = rows(book.path)
    assert book.import_([path]).change is None
    assert rows(book.path) == full
    book.undo()
    assert rows(book.path) == empty
    book.redo()
    assert rows(book.path) == full


def test_all_of_linkedin_is_told_of_its_connections(book: Book, tmp_path: Path) -> None:
    report = book.import_([linkedin(tmp_path)])
    ada, grace = everybody(book)
    assert (ada.name, ada.company, ada.emails[0].value) == ("Ada Lovelace", "Engines", "ada@mill.example")
    assert [entry.kind for entry in book.timeline(ada.id)] == ["message", "endorsement", "recommendation"]
    assert (ada.interactions, ada.last_interaction) == (1, "2026-01-29")
    assert [entry.text for entry in book.timeline(grace.id)] == ["A moth!"]
    assert report.unknown == 1


def test_an_archive_of_x_tells_names_lists_and_what_it_left_out(book: Book, tmp_path: Path) -> None:
    report = book.import_([x(tmp_path)])
    assert {person.name: person.tags for person in everybody(book)} == {
        "Ada & the Engine": ("x/follower", "x/following"),
        "Grace Hopper": ("x/following",),
    }
    assert report.unknown == 3
    last = report.files[-1]
    assert (last.file, last.skipped[0].why) == (
        "twitter.zip, the rest",
        "files in which nobody is looked for: 2",
    )


def test_a_list_with_numbers_gives_the_next_import_of_the_archive_its_people(
    book: Book, tmp_path: Path
) -> None:
    book.import_([x(tmp_path)])
    book.import_([FIXTURES / "x/members_t.csv"], tag="x-list/rust")
    book.import_([x(tmp_path)])
    [hypatia] = book.find("hypatia")
    assert hypatia.tags == ("x-list/rust", "x/following")
    assert [entry.text for entry in book.timeline(hypatia.id)] == ["who am I?"]


def test_an_archive_of_facebook_is_friends_with_lists_and_talks(book: Book, tmp_path: Path) -> None:
    report = book.import_([facebook(tmp_path)])
    people = {person.name: person for person in everybody(book)}
    assert len(everybody(book)) == 4
    lukasz = people["Łukasz Wójcik"]
    assert lukasz.tags == ("facebook/Mathe-Göttingen",)
    assert (lukasz.emails[0].value, lukasz.phones[0].value) == ("lukasz@example.org", "+48 22 555 0100")
    [group] = book.timeline(lukasz.id)
    assert group.names == ("Łukasz Wójcik", "Zoë 🌸 Brandt")
    assert people["Zoë 🌸 Brandt"].interactions == 3
    assert report.unknown == 2


def test_a_message_that_was_deleted_stays_deleted(book: Book, tmp_path: Path) -> None:
    book.import_([facebook(tmp_path)])
    zoe = next(person for person in everybody(book) if person.name.startswith("Zoë"))
    book.delete_interaction(book.timeline(zoe.id)[0].id)
    assert book.import_([facebook(tmp_path)]).change is None
    assert len(book.timeline(zoe.id)) == 2


def test_a_broken_file_of_an_archive_is_told_and_the_others_come_in(book: Book, tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "data__following.js": b'window.YTD.following.part0 = [ { "following" : {',
        "data__tweets.js": "x/tweets.js",
        "data__follower.js": "x/follower_2019.js",
    }
    path = archive(tmp_path / "twitter.zip", **members)
    report = book.import_([path])
    assert report.new == 1
    [broken] = [file for file in report.files if not file.format]
    assert (broken.file, broken.skipped[0].line) == ("twitter.zip/data/following.js", 1)


def test_a_broken_file_alone_is_refused_with_its_place(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "your_friends.json"
    path.write_text('{"friends_v2": [\n{"name": "Ada"},\n{"na')
    with pytest.raises(BadInput, match=r"your_friends\.json can't be imported \(line 3: .*Nothing was"):
        book.import_([path])
    assert book.history() == []


def test_of_an_account_that_is_only_a_number_nobody_is_made(book: Book) -> None:
    report = book.import_([FIXTURES / "x" / "following.js"], new_people=True)
    assert (report.new, report.unknown, everybody(book)) == (0, 3, [])


def test_names_and_texts_of_an_archive_are_only_text(book: Book, tmp_path: Path) -> None:
    name = "Al [/] [@click=app.quit]x\x1b[2J\u202e' OR 1=1 --"
    path = tmp_path / "your_friends.json"
    path.write_text(json.dumps({"friends_v2": [{"name": name, "timestamp": 1541376000}]}))
    book.import_([path])
    assert [person.name for person in everybody(book)] == [name]


def test_a_list_of_a_hundred_megabytes_on_one_line_is_read_in_bounded_memory(
    book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "following.js"
    with path.open("wb") as file:
        file.write(b"window.YTD.following.part0 = [")
        for _ in range(100):
            file.write(b"[],".ljust(2**20))
        file.write(b"]")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = book.import_([path], dry_run=True)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert report.files[0].skipped[0].why == "entries without the number of an account: 100"
    assert after - before < 300 * 1024


def test_a_person_in_the_book_is_found_by_the_handle(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("@amazing_grace\n@countess_ada\n")
    book.add(Contact(name="Grace Hopper", handles=(Handle("x", "amazing_grace"),)))
    report = book.import_([path], tag="x-list/rust")
    assert (report.new, report.changed) == (1, 1)
    assert [person.tags for person in everybody(book)] == [("x-list/rust",)] * 2
