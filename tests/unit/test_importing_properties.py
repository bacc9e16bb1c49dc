"""Whatever is in a sheet: a second import changes nothing, a dry run tells the truth, undo takes all back."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.import_runs import new_book, rows, write

_HEADER = ("name", "company", "email", "x", "github", "tags", "fee", "notes")
_NAMES = st.sampled_from(
    ["", "John Smith", "Ada", "Ada Lovelace", "Ada King", "ada@a.example", "李小龙", "🎉"]
)
_ROW = st.tuples(
    _NAMES,
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(["", "", "ada@a.example", "info@a.example", "info@a.example; ada@a.example"]),
    st.sampled_from(["", "", "@ada", "js"]),
    st.sampled_from(["", "", "ada", "js", "other"]),
    st.sampled_from(["", "friend", "Friend; math club"]),
    st.sampled_from(["", "20", "ask"]),
    st.sampled_from(["", "one", "two\nlines"]),
)
_SHEET = st.lists(_ROW, min_size=1, max_size=8).filter(lambda table: any(row[0] or row[1] for row in table))


@settings(max_examples=25, deadline=None)
@given(first=_SHEET, second=_SHEET, other=_SHEET)
def test_imports_are_told_by_a_dry_run_change_nothing_twice_and_can_be_undone(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]], other: list[tuple[str, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as name, new_book(Path(name)) as book:
        for file, table in (("a.csv", first), ("b.csv", other), ("a.csv", second)):
            path = write(Path(name, file), _HEADER, table)
            before = rows(book.path)
            told = book.import_([path], dry_run=True)
            assert rows(book.path) == before
            done = book.import_([path])
            assert done.files == told.files
            after = rows(book.path)
            assert book.import_([path]).change is None
            if done.change:
                book.undo()
                assert rows(book.path) == before
                book.redo()
            assert rows(book.path) == after
