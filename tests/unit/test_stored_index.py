"""The index of a big book is stored, and read again as long as it is that book's."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.book import Book, open_book, stored_index
from rolodex.match import Document, Index, packed
from rolodex.model import Contact
from rolodex.paths import index_path
from tests.conftest import NOW, now
from tests.unit.hostile import HOSTILE
from tests.unit.rows import some_of_everything

TEXTS = st.text(max_size=12) | st.sampled_from([*HOSTILE, "Ada Lovelace", "van den Berg", "Дарья", "山田"])
DOCUMENTS = st.builds(
    Document,
    name=TEXTS,
    company=TEXTS,
    tags=st.lists(TEXTS, max_size=2).map(tuple),
    addresses=st.lists(TEXTS, max_size=2).map(tuple),
    note=TEXTS,
    activity=st.floats(0, 100, width=32),
)


def made(documents: Sequence[Document]) -> Index:
    index = Index()
    for id, document in enumerate(documents):
        index.put(id, document)
    return index


def stored(index: Index, stamp: str = "") -> bytes:
    return b"".join(bytes(piece) for piece in index.store(stamp))


def read(content: bytes) -> Index:
    file = io.BytesIO(content)
    packed.stamp(file)
    *_, index = Index.stored(file)
    assert index is not None
    return index


@given(st.lists(DOCUMENTS, max_size=6), st.data())
def test_what_is_read_finds_whom_the_index_found(documents: list[Document], data: st.DataObject) -> None:
    index = made(documents)
    if data.draw(st.booleans()) and documents:
        index.drop(0)
    again = read(stored(index))
    for text in ["", "a", "ada", "lovelcae", data.draw(TEXTS)]:
        assert again.search(text) == index.search(text)
        assert sorted(again.carriers(text)) == sorted(index.carriers(text))


def test_what_is_read_can_be_added_to() -> None:
    index = read(stored(made([Document("Ada Lovelace")])))
    index.put(1, Document("Ada Byron"))
    index.drop(0)
    assert index.search("ada").ids == [1]
    assert index.search("lovelace").ids == []


@given(st.data())
def test_a_damaged_file_is_none(data: st.DataObject) -> None:
    whole = stored(made([Document("Ada Lovelace", company="Analytical"), Document("Grace Hopper")]))
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(st.sampled_from([whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]]))
    with pytest.raises(packed.NotPacked):
        read(damaged)


def test_the_format_has_a_new_number_when_other_words_are_found() -> None:
    """Whoever changes what of a text is found raises `packed.FORMAT`, and puts the new sum here."""
    index = made(
        [
            Document("Jürgen Müller-Åse", "Jürg", "O’Brien & Söhne", tags=("a/b",), addresses=("j.m@x.org",)),
            Document("J. R. R. van den Berg", note="met 山田太郎 at ユーロ, с Ивановым 🎉", activity=2.5),
        ]
    )
    content = stored(index).split(b'rolodex index"', 1)[1].split(b"]", 1)[1]
    assert (packed.FORMAT, hashlib.sha256(content).hexdigest()[:16]) == (1, "fe2d7ada95f88b26")


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book of any size is worth it."""
    monkeypatch.setattr(stored_index, "WORTH", 1)
    monkeypatch.setattr(stored_index, "STALE", 0)


def prepare(book: Book) -> None:
    while book.index_more() or book.prepare_more():
        pass


def reads_texts(book: Book) -> bool:
    """Whether the making of the index reads everybody's texts."""
    said: list[str] = []
    book._connection.set_trace_callback(said.append)
    while book.index_more():
        pass
    book._connection.set_trace_callback(None)
    return any("ORDER BY id LIMIT" in text for text in said)


def later(days: int) -> datetime:
    """The time so many days later."""
    return NOW + timedelta(days)


def put_back(copy: Path, path: Path) -> None:
    """Put a copy of a book in its place."""
    shutil.copy(copy, path)
    for leftover in path.parent.glob(f"{path.name}-*"):
        leftover.unlink()


@pytest.fixture
def big(book: Book, always: None) -> Book:
    """A book whose index is stored."""
    some_of_everything(book)
    prepare(book)
    return book


def test_the_next_to_open_the_book_reads_it(big: Book) -> None:
    with open_book(big.path, clock=now) as other:
        assert not reads_texts(other)
        assert [person.name for person in other.find("lovelcae")] == ["Ada Lovelace"]


def test_only_its_owner_can_read_the_file(big: Book) -> None:
    path = index_path(big.path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_changed_since_is_found(big: Book) -> None:
    ada = big.find("lovelace")[0].id
    big.set_values([ada], {"company": "Difference Engines"})
    new = big.add(Contact(name="Augusta King")).id
    with open_book(big.path, clock=now) as other:
        assert not reads_texts(other)
        assert [person.id for person in other.find("difference")] == [ada]
        assert [person.id for person in other.find("augusta king")] == [new]


def test_what_changed_while_it_is_read_is_found(big: Book) -> None:
    with open_book(big.path, clock=now) as other:
        other.index_more()
        new = big.add(Contact(name="Augusta King")).id
        other.search("augusta")
        while other.index_more():
            pass
        assert [person.id for person in other.find("augusta king")] == [new]


def test_a_change_while_it_is_stored_leaves_none_behind(book: Book, always: None) -> None:
    some_of_everything(book)
    while book.index_more():
        pass
    while not list(index_path(book.path).parent.glob("index-*.part")):
        assert book.prepare_more()
    book.add(Contact(name="Augusta King"))
    book.search("augusta")
    assert not index_path(book.path).parent.exists() or not list(index_path(book.path).parent.iterdir())


def test_an_older_copy_of_the_book_put_in_its_place_is_read_anew(big: Book, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    big.back_up(copy)
    big.add(Contact(name="Augusta King"))
    with open_book(big.path, clock=now) as other:
        other.add(Contact(name="Mary Somerville"))
        prepare(other)
    big.close()
    put_back(copy, big.path)
    with open_book(big.path, clock=now) as other:
        assert reads_texts(other)
        assert other.find("somerville") == []


def test_a_copy_from_before_the_last_undoing_is_read_anew(book: Book, always: None, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    some_of_everything(book)
    book.add(Contact(name="Augusta King"))
    book.back_up(copy)
    book.undo()
    prepare(book)
    book.close()
    put_back(copy, book.path)
    with open_book(book.path, clock=now) as other:
        other.add(Contact(name="Mary Somerville"))
    with open_book(book.path, clock=now) as other:
        assert [person.name for person in other.find("augusta king")] == ["Augusta King"]
        assert [person.name for person in other.find("somerville")] == ["Mary Somerville"]


def test_what_another_process_does_as_it_is_stored_is_found(book: Book, always: None) -> None:
    some_of_everything(book)
    while book.index_more():
        pass
    with open_book(book.path, clock=now) as other:

        def just_before(said: str) -> None:
            if said == "PRAGMA data_version":
                book._connection.set_trace_callback(None)
                other.add(Contact(name="Mary Somerville"))

        book._connection.set_trace_callback(just_before)
        while book.prepare_more():
            pass
    with open_book(book.path, clock=now) as other:
        assert not reads_texts(other)
        assert [person.name for person in other.find("somerville")] == ["Mary Somerville"]


@pytest.mark.parametrize(
    "said", [5, ["2026-11-20"], ["2026-11-20", "", "[[1e999, 0, 0], [0]]"], [[], "", {}]]
)
def test_one_with_an_odd_stamp_is_made_anew(big: Book, said: object) -> None:
    content = b"".join(bytes(piece) for piece in made([]).store(json.dumps(said)))
    index_path(big.path).write_bytes(content)
    with open_book(big.path, clock=now) as other:
        assert reads_texts(other)


def test_after_a_week_it_is_made_anew(big: Book) -> None:
    with open_book(big.path, clock=partial(later, 7)) as other:
        assert reads_texts(other)


def test_after_a_migration_it_is_made_anew(big: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_index, "SHAPE", "m999_to_come")
    with open_book(big.path, clock=now) as other:
        assert reads_texts(other)


def test_to_store_anew_what_was_read_makes_it_no_younger(big: Book) -> None:
    for days, anew in ((6, False), (8, True)):
        with open_book(big.path, clock=partial(later, days)) as other:
            assert reads_texts(other) is anew
            other.add(Contact(name=f"Person {days}"))
            prepare(other)


def test_a_damaged_one_is_made_anew(big: Book) -> None:
    path = index_path(big.path)
    path.write_bytes(path.read_bytes()[:-3])
    with open_book(big.path, clock=now) as other:
        assert [person.name for person in other.find("lovelcae")] == ["Ada Lovelace"]


def test_where_it_can_not_be_stored_the_book_works_without(book: Book, always: None) -> None:
    folder = index_path(book.path).parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    some_of_everything(book)
    prepare(book)
    assert [person.name for person in book.find("lovelcae")] == ["Ada Lovelace"]


def test_those_of_books_that_nobody_opens_are_thrown_away(big: Book) -> None:
    folder = index_path(big.path).parent
    for name, days in (("index-old", 100), ("index-new", 80)):
        (folder / name).write_bytes(b"")
        age = index_path(big.path).stat().st_mtime - days * 86_400
        os.utime(folder / name, (age, age))
    big.add(Contact(name="Augusta King"))
    prepare(big)
    assert sorted(file.name for file in folder.glob("index-???")) == ["index-new"]


def test_a_small_book_stores_none(book: Book) -> None:
    some_of_everything(book)
    prepare(book)
    assert not index_path(book.path).exists()
