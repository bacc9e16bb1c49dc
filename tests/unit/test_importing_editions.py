"""Who is missing since the last edition of a file: told of editions of the same, and of nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolodex.book import Book
from tests.unit.archives import archive
from tests.unit.import_runs import new_book, sheet


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path) as book:
        yield book


def gone(book: Book, *paths: Path) -> list[str]:
    return [one.name for file in book.import_(paths).files for one in file.gone]


def test_who_is_missing_in_the_next_edition_of_a_sheet_is_told_once(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    assert gone(book, sheet(path, "name,city\nAda,London\nGrace,New York\n")) == []
    assert gone(book, sheet(path, "name,city\nAda,London\n")) == ["Grace"]
    assert gone(book, path) == []


def test_a_sheet_of_another_shape_is_no_edition_of_one_of_its_name(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    gone(book, sheet(path, "name,city\nAda,London\nGrace,New York\n"))
    assert gone(book, sheet(path, "name,email\nAda,ada@a.example\n")) == []
    assert gone(book, sheet(path, "name,email\nEmmy,emmy@e.example\nAda,ada@a.example\n")) == []


def test_a_list_of_mostly_others_is_no_edition_of_one_of_its_name(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    gone(book, sheet(path, "name\nAda Lovelace\nGrace Hopper\nEmmy Noether\n"))
    assert gone(book, sheet(path, "name\nAda Lovelace\nAlan Turing\n")) == []


def test_of_a_file_that_is_cut_off_nobody_is_missing(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    gone(book, sheet(path, "name,note\nAda,x\nGrace,y\n"))
    assert gone(book, sheet(path, 'name,note\nAda,x\nGra,"y\n')) == []


def test_beside_a_file_that_is_broken_nobody_is_missing(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    gone(book, sheet(path, "name\nAda\nGrace\n"))
    (tmp_path / "more.zip").write_bytes(b"PK\3\4 and no more")
    assert gone(book, sheet(path, "name\nAda\n"), tmp_path / "more.zip") == []
    assert gone(book, path) == ["Grace"]


def following(folder: Path, *parts: tuple[int, ...]) -> Path:
    """An archive of X whose list of those whom one follows is in several files."""
    accounts = '{"following": {"accountId": "%d", "userLink": "https://twitter.com/user%d"}}'
    files: dict[str, str | bytes] = {
        f"data__following-part{at}.js": f"window.YTD.following.part{at} = [%s]".encode()
        % ",".join(accounts % (number, number) for number in numbers).encode()
        for at, numbers in enumerate(parts)
    }
    mentions = [{"id_str": str(at), "screen_name": f"user{at}", "name": f"user{at}"} for at in range(1, 4)]
    tweets = json.dumps([{"tweet": {"entities": {"user_mentions": mentions}}}])
    files["data__tweets.js"] = f"window.YTD.tweets.part0 = {tweets}".encode()
    return archive(folder / "twitter.zip", **files)


def test_the_parts_of_an_archive_are_one_edition(book: Book, tmp_path: Path) -> None:
    for _ in range(2):
        assert gone(book, following(tmp_path, (1, 2), (3,))) == []
    assert gone(book, following(tmp_path, (1,), (3,))) == ["user2"]
