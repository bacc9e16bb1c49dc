"""Every kind of change is undone and redone to the byte of every row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rolodex.book import Book, open_book
from rolodex.model import Category, Conflict, Contact, Field, Handle, Labelled, NotFound
from tests.conftest import now
from tests.unit.rows import dump, some_of_everything

Change = Callable[[Book], object]

ADA, GRACE, CHARLES, EMMY = 1, 2, 3, 4
"""Their ids in a book of `some_of_everything`."""


def edit(**values: object) -> Change:
    """Ada with other values."""
    return lambda book: book.edit(replace(book.get(ADA), **values))  # type: ignore[arg-type]


def edit_entry(**values: object) -> Change:
    """Ada's oldest interaction with other values."""
    return lambda book: book.edit_interaction(replace(book.timeline(ADA)[-1], **values))  # type: ignore[arg-type]


EDITS: dict[str, object] = {
    "name": "Augusta Ada King",
    "given": "Ada",
    "family": "Lovelace",
    "nickname": "",
    "company": "Engines & Sons",
    "title": "",
    "city": "Ockham",
    "emails": (Labelled("ada@home.example", "home"), Labelled("ada@example.org", "work")),
    "phones": (),
    "urls": (Labelled("https://example.org/ada", "blog"), Labelled("https://example.net")),
    "addresses": (Labelled("Ockham Park", ""),),
    "handles": (Handle("linkedin", "ada-lovelace"), Handle("x", "ada")),
    "tags": ("maths", "poetry", "conference/pycon-2027"),
    "fields": {"fee": "25", "responsive": "yes"},
    "met_how": "letter",
    "met_where": "",
    "met_on": "2019",
    "met_via": "",
    "birthday": "--12-10",
    "note": "nothing left to say \ue000 \U0001f469\u200d\U0001f52c",
    "starred": True,
    "archived": True,
}

CHANGES: dict[str, Change] = {
    "add": lambda book: book.add(Contact(name="Alan Turing", tags=("maths", "new/tag"), fields={"fee": "1"})),
    **{f"edit {part}": edit(**{part: value}) for part, value in EDITS.items()},
    "edit everything": edit(**EDITS),
    "delete one": lambda book: book.delete([CHARLES]),
    "delete people who share interactions": lambda book: book.delete([ADA, GRACE]),
    "delete everybody": lambda book: book.delete([ADA, GRACE, CHARLES, EMMY]),
    "star": lambda book: book.star([ADA, GRACE]),
    "archive": lambda book: book.archive([ADA]),
    "bring back": lambda book: book.archive([EMMY], on=False),
    "tag": lambda book: book.tag([ADA, GRACE, CHARLES], add=["pycon"]),
    "tag and untag": lambda book: book.tag([ADA, GRACE], add=["maths", "new"], remove=["conference"]),
    "untag": lambda book: book.tag([ADA, EMMY], remove=["maths"]),
    "delete a tag with tags below it": lambda book: book.delete_tag("conference"),
    "delete a tag that interactions carry": lambda book: book.delete_tag("maths"),
    "rename a tag": lambda book: book.rename_tag("conference", "events/conference"),
    "rename a tag to one that is there": lambda book: book.rename_tag("navy/admiral", "maths"),
    "move a tag up onto its parent": lambda book: book.rename_tag("conference/pycon-2026", "conference"),
    "spell a tag differently": lambda book: book.rename_tag("maths", "Maths"),
    "add a field": lambda book: book.add_field("shoe size", "number"),
    "delete a field": lambda book: book.delete_field("fee"),
    "add a category": lambda book: book.save_category(
        Category(
            name="Mathematicians", query="#maths", columns=("field:born as Born",), fields=("born", "fee")
        ),
        (Field("born", "date"),),
    ),
    "edit a category": lambda book: book.save_category(
        replace(book.categories()[0], name="Head hunters", fields=("fee",), group_by=("company",))
    ),
    "delete a category": lambda book: book.delete_category(book.categories()[0].id),
    "log": lambda book: book.log([ADA, CHARLES], "tea", kind="meeting", tags=["tea", "maths"]),
    "log a note": lambda book: book.log([EMMY], "is away", kind="note"),
    "edit an interaction's text": edit_entry(text="rewritten"),
    "edit an interaction's day": edit_entry(on="2026-11-19"),
    "edit an interaction's kind": edit_entry(kind="note"),
    "edit who was there": edit_entry(contacts=(GRACE, EMMY)),
    "edit an interaction's tags": edit_entry(tags=("poetry",)),
    "delete an interaction": lambda book: book.delete_interaction(book.timeline(ADA)[0].id),
    "import": lambda book: book.import_([_sheet(book.path)]),
}


def _sheet(path: Path) -> Path:
    sheet = path.with_name("sheet.csv")
    sheet.write_text(
        "Name,Email,Company,Tags,Shoe size\n"
        "Ada Lovelace,ada@example.org,Engines & Sons,poetry,37\n"
        "Alan Turing,alan@example.org,Bletchley Park,maths;runners,43\n",
        encoding="utf-8",
    )
    return sheet


@pytest.fixture
def full(book: Book) -> Book:
    some_of_everything(book)
    return book


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_undo_and_redo_are_exact_to_the_byte_in_another_process_too(full: Book, change: Change) -> None:
    before = dump(full.path)
    number = len(full.history())
    change(full)
    after = dump(full.path)
    assert after != before
    assert len(full.history()) == number + 1
    full.close()
    with open_book(full.path, clock=now) as later:
        assert later.undo().undone
        assert dump(later.path) == before
        assert not later.redo().undone
        assert dump(later.path) == after
        later.undo()
        assert dump(later.path) == before


def test_two_rows_may_swap_what_must_be_unique(book: Book) -> None:
    # on the way back `a/b` becomes `a/b/b` while `a` becomes `a/b`
    book.add(Contact(name="Ada", tags=("a/b", "a/b/b")))
    before = dump(book.path)
    book.rename_tag("a/b", "a")
    after = dump(book.path)
    book.undo()
    assert dump(book.path) == before
    book.redo()
    assert dump(book.path) == after


def test_an_import_is_taken_back_with_its_fields_and_tags(full: Book) -> None:
    full.import_([_sheet(full.path)])
    assert {field.name for field in full.fields()} >= {"Shoe size"}
    full.undo()
    assert "Shoe size" not in {field.name for field in full.fields()}
    assert "runners" not in {tag.name for tag in full.tags()}
    assert [person.name for person in full.find("turing")] == []


def test_undo_over_another_books_newer_edit_is_refused_with_words(full: Book) -> None:
    change = full.history()[0]
    full.edit(replace(full.get(ADA), company="First"))
    with open_book(full.path, clock=now, origin="shell") as other:
        other.edit(replace(other.get(ADA), company="Second"))
        newest = other.history(1)[0]
    before = dump(full.path)
    with pytest.raises(Conflict) as refused:
        full.undo(change.id + 1)
    assert str(refused.value) == (
        f"“edit Ada Lovelace” can't be undone: the contact was changed since by change {newest.id}"
        " (edit Ada Lovelace). Nothing was changed. Undo the newer change first."
    )
    assert dump(full.path) == before
    assert full.history(1)[0].undone is False


def test_undo_of_an_add_is_refused_once_somebody_logged_with_the_person(book: Book) -> None:
    ada = book.add(Contact(name="Ada Lovelace"))
    with open_book(book.path, clock=now) as other:
        other.log([ada.id], "tea")
    before = dump(book.path)
    with pytest.raises(
        Conflict, match=r"“add Ada Lovelace” can't be undone: something added since hangs on it\."
    ):
        book.undo()
    assert dump(book.path) == before


def test_undo_of_a_deletion_is_refused_when_the_name_was_given_again(book: Book) -> None:
    book.add(Contact(name="Ada", tags=("maths",)))
    book.delete_tag("maths")
    deletion = book.history(1)[0]
    book.tag([1], add=["Maths"])
    before = dump(book.path)
    with pytest.raises(Conflict, match="there is something else of the same name now"):
        book.undo(deletion.id)
    assert dump(book.path) == before


def test_the_refusal_names_a_change_that_is_still_done(book: Book) -> None:
    book.add(Contact(name="Ada"))
    first = book.history(1)[0]
    book.edit(replace(book.get(1), company="Kept"))
    kept = book.history(1)[0]
    book.edit(replace(book.get(1), company="Undone"))
    book.undo()
    with pytest.raises(Conflict, match=rf"by change {kept.id} "):
        book.undo(first.id)


def test_undo_takes_this_books_newest_change_before_anybody_elses(book: Book) -> None:
    book.add(Contact(name="Mine"))
    with open_book(book.path, clock=now) as other:
        other.add(Contact(name="Theirs"))
        assert book.undo().label == "add Mine"
        assert book.undo().label == "add Theirs"


def test_redo_goes_forward_in_the_order_of_the_undoing(book: Book) -> None:
    for name in ("One", "Two", "Three"):
        book.add(Contact(name=name))
    undone = [book.undo().label for _ in range(3)]
    assert undone == ["add Three", "add Two", "add One"]
    assert [book.redo().label for _ in range(3)] == ["add One", "add Two", "add Three"]


def test_nothing_is_redone_after_something_new(book: Book) -> None:
    book.add(Contact(name="Ada"))
    book.undo()
    book.add(Contact(name="Grace"))
    with pytest.raises(NotFound, match="There is nothing to redo"):
        book.redo()


def test_nothing_to_undo_is_said(book: Book) -> None:
    with pytest.raises(NotFound, match="There is nothing to undo"):
        book.undo()


def test_an_undone_change_is_not_undone_again(book: Book) -> None:
    book.add(Contact(name="Ada"))
    change = book.undo()
    with pytest.raises(NotFound, match=rf"Change {change.id} \(add Ada\) is undone already"):
        book.undo(change.id)


def test_a_change_that_is_not_there_is_said(book: Book) -> None:
    with pytest.raises(NotFound, match="There is no change 99"):
        book.undo(99)


def test_what_changes_nothing_leaves_no_change(full: Book) -> None:
    number = len(full.history())
    full.edit(full.get(ADA))
    full.tag([ADA], add=["maths"])
    full.star([ADA], on=False)
    full.delete([999])
    full.edit_interaction(full.timeline(ADA)[0])
    full.add_field("fee", "number")
    assert len(full.history()) == number


def test_an_error_rolls_the_whole_change_back(full: Book) -> None:
    before = dump(full.path)
    with pytest.raises(NotFound):
        full.save_category(Category(name="New", query="#x", fields=("no such field",)), (Field("made"),))
    assert dump(full.path) == before


LABELS: dict[str, Change] = {
    "add Alan Turing": lambda book: book.add(Contact(name="Alan Turing")),
    "edit Ada Lovelace": edit(city="Ockham"),
    "delete Charles Babbage": lambda book: book.delete([CHARLES]),
    "delete 2 people": lambda book: book.delete([CHARLES, EMMY]),
    "star Ada Lovelace": lambda book: book.star([ADA]),
    "star 2 people": lambda book: book.star([ADA, GRACE]),
    "bring back Emmy Noether": lambda book: book.archive([EMMY], on=False),
    "tag 4 people #pycon": lambda book: book.tag([ADA, GRACE, CHARLES, EMMY], add=["pycon"]),
    "tag 3 people #maths #navy": lambda book: book.tag([ADA, GRACE, EMMY], add=["maths", "navy"]),
    "tag 1 person #new -#maths": lambda book: book.tag([ADA], add=["new"], remove=["maths"]),
    "untag 2 people #maths": lambda book: book.tag([ADA, EMMY], remove=["maths"]),
    "delete #conference from 3 people": lambda book: book.delete_tag("conference"),
    "rename #maths to #mathematics": lambda book: book.rename_tag("maths", "mathematics"),
    "add field born": lambda book: book.add_field("born", "date"),
    "delete field fee from 2 people": lambda book: book.delete_field("fee"),
    "add category Poets": lambda book: book.save_category(Category(name="Poets", query="#poetry")),
    "delete category Recruiters": lambda book: book.delete_category(book.categories()[0].id),
    "log coffee with Ada Lovelace": lambda book: book.log([ADA], kind="Coffee"),
    "log call with 2 people": lambda book: book.log([ADA, GRACE], kind="call"),
    "edit meeting of 2026-05-14": edit_entry(text="other"),
    "delete email of 2026-11-20": lambda book: book.delete_interaction(book.timeline(ADA)[0].id),
    "import sheet.csv: 1 new, 1 changed": lambda book: book.import_([_sheet(book.path)]),
}


@pytest.mark.parametrize("label", LABELS)
def test_a_label_reads_as_a_person_would_say_it(full: Book, label: str) -> None:
    LABELS[label](full)
    assert full.history(1)[0].label == label


def test_a_label_is_harmless(book: Book) -> None:
    book.add(Contact(name="Al \x1b[31m\u202e[red]x"))
    assert book.history(1)[0].label == "add Al ␛[31m[red]x"


def test_a_change_tells_when_it_was_made_and_by_what(book: Book, tmp_path: Path) -> None:
    with open_book(book.path, clock=now, origin="shell") as shell:
        shell.add(Contact(name="Ada"))
    change = book.history(1)[0]
    assert (change.origin, change.at, change.rows) == ("shell", "2026-11-20T09:00:00Z", 1)


def test_the_history_of_a_contact_tells_each_value(full: Book) -> None:
    full.edit(replace(full.get(ADA), company="Engines & Sons", tags=("poetry", "conference/pycon-2026")))
    newest = [(e.what, e.before, e.after) for e in full.history_of(ADA)][:3]
    assert sorted(newest) == [
        ("company", "Analytical Engines", "Engines & Sons"),
        ("tag", "", "poetry"),
        ("tag", "maths", ""),
    ]


def test_the_history_of_a_contact_tells_of_an_edited_interaction(full: Book) -> None:
    edit_entry(text="rewritten")(full)
    newest = full.history_of(CHARLES)[0]
    assert (newest.what, newest.before, newest.after) == (
        "interaction",
        "2026-05-14 meeting compilers in the hallway",
        "2026-05-14 meeting rewritten",
    )


def test_the_history_of_a_contact_marks_what_was_undone(full: Book) -> None:
    full.star([ADA])
    full.undo()
    newest = full.history_of(ADA)[0]
    assert (newest.what, newest.before, newest.after, newest.change.undone) == ("starred", "no", "yes", True)


def test_what_was_deleted_keeps_its_name_in_the_history(full: Book) -> None:
    full.tag([ADA], add=["brief"])
    full.delete_tag("brief")
    full.delete_interaction(full.timeline(ADA)[0].id)
    told = [(edit.what, edit.before or edit.after) for edit in full.history_of(ADA)]
    assert ("tag", "brief") in told
    assert any(what == "interaction" and "sent “CV”" in said for what, said in told)


def test_an_older_date_is_no_obstacle(full: Book) -> None:
    entry = full.log([EMMY], "long ago", on=date(1915, 7, 9))
    full.undo()
    assert full.get(EMMY).last_interaction == ""
    full.redo()
    assert full.get(EMMY).last_interaction == entry.on
