"""Tags: put on and taken off any number of people, renamed, deleted, counted as a tree."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.model import BadInput, Contact, NotFound, Tag


def add(book: Book, name: str, *tags: str, archived: bool = False) -> int:
    """A person with tags; the id."""
    return book.add(Contact(name=name, tags=tags, archived=archived)).id


def carriers(book: Book, tag: str) -> list[str]:
    """The names of those who carry a tag or one below it."""
    return [person.name for person in book.find("", tags=[tag])]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("#PyCon", "PyCon"),
        (" conference / pycon 2026 ", "conference/pycon-2026"),
        ("a//b/", "a/b"),
        ("##x,", "x"),
        ("日本", "日本"),
        ('say "hi" [b]', 'say-"hi"-[b]'),
        ("new\nline\0", "new-line"),
    ],
)
def test_a_tag_is_kept_in_one_form(book: Book, given: str, kept: str) -> None:
    ada = add(book, "Ada")
    book.tag([ada], add=[given])
    assert book.get(ada).tags == (kept,)
    assert carriers(book, given) == carriers(book, kept) == ["Ada"]


@pytest.mark.parametrize("text", ["", "#", " / ", ",", "\0"])
def test_what_is_no_tag_is_refused_and_nothing_is_tagged(book: Book, text: str) -> None:
    ada = add(book, "Ada")
    with pytest.raises(BadInput, match="is not a tag"):
        book.tag([ada], add=["good", text])
    assert book.tags() == []


def test_tags_of_one_name_are_one_whatever_the_case(book: Book) -> None:
    ada = add(book, "Ada", "PyCon")
    assert book.tag([ada], add=["pycon"]) == 0
    assert book.get(ada).tags == ("PyCon",)


def test_tagging_tells_how_many_people_it_changed(book: Book) -> None:
    ada, grace, emmy = add(book, "Ada", "a"), add(book, "Grace", "b"), add(book, "Emmy")
    assert book.tag([ada, grace, emmy, 999], add=["a"], remove=["b"]) == 2


def test_untagging_what_nobody_has_changes_nobody(book: Book) -> None:
    ada = add(book, "Ada")
    assert book.tag([ada], remove=["a"]) == 0
    assert book.tags() == []


def test_tags_of_marked_people_are_counted(book: Book) -> None:
    ada, grace = add(book, "Ada", "a", "b/c"), add(book, "Grace", "a")
    add(book, "Emmy", "d")
    assert book.tags_of([ada, grace]) == {"a": 2, "b/c": 1}


def test_the_tree_counts_each_person_once_and_archived_ones_not(book: Book) -> None:
    add(book, "Ada", "conference/pycon", "conference/europython")
    add(book, "Grace", "conference/pycon/speaker", "maths")
    add(book, "Emmy", "maths", "conference", archived=True)
    assert book.tags() == [
        Tag("conference", 2),
        Tag("conference/europython", 1),
        Tag("conference/pycon", 2),
        Tag("conference/pycon/speaker", 1),
        Tag("maths", 1),
    ]


def test_a_level_above_a_tag_is_in_the_tree_spelt_as_below(book: Book) -> None:
    add(book, "Ada", "Navy/Ships/Iowa")
    assert [tag.name for tag in book.tags()] == ["Navy", "Navy/Ships", "Navy/Ships/Iowa"]


def test_the_tree_is_in_the_order_of_its_levels(book: Book) -> None:
    add(book, "Ada", "a/b", "a-b", "a", "a/b/c", "b")
    assert [tag.name for tag in book.tags()] == ["a", "a/b", "a/b/c", "a-b", "b"]


def test_a_person_with_a_tag_below_is_found_by_the_tag_above(book: Book) -> None:
    add(book, "Ada", "conference/pycon")
    add(book, "Grace", "conferences")
    add(book, "Emmy", "conference-calls")
    assert carriers(book, "Conference") == ["Ada"]


def test_deleting_a_tag_says_how_many_lose_it_and_touches_nobody(book: Book) -> None:
    add(book, "Ada", "a", "a/b")
    add(book, "Grace", "a/b/c")
    add(book, "Emmy", "a-b", archived=True)
    assert book.tag_carriers("a") == 2
    assert book.delete_tag("#a") == 2
    assert [person.name for person in book.find("")] == ["Ada", "Grace"]
    assert [tag.name for tag in book.tags()] == ["a-b"]


def test_deleting_counts_archived_people_too(book: Book) -> None:
    add(book, "Emmy", "a", archived=True)
    assert book.tag_carriers("a") == book.delete_tag("a") == 1


def test_a_tag_that_is_not_there_is_said(book: Book) -> None:
    for call in (
        lambda: book.delete_tag("x"),
        lambda: book.rename_tag("x", "y"),
        lambda: book.tag_carriers("x"),
    ):
        with pytest.raises(NotFound, match="There is no tag #x"):
            call()


def test_renaming_a_tag_renames_those_below_it(book: Book) -> None:
    ada = add(book, "Ada", "a", "a/b", "a/b/c", "ab")
    book.rename_tag("a", "z/y")
    assert book.get(ada).tags == ("ab", "z/y", "z/y/b", "z/y/b/c")


def test_renaming_to_a_tag_that_is_there_makes_them_one(book: Book) -> None:
    ada, grace = add(book, "Ada", "a", "b"), add(book, "Grace", "a/x", "b/x")
    entry = book.log([ada], "tea", tags=["a", "b"])
    book.rename_tag("a", "B")
    assert book.get(ada).tags == ("b",)
    assert book.get(grace).tags == ("b/x",)
    assert book.timeline(ada)[0].tags == ("b",)
    assert book.timeline(ada)[0].id == entry.id


def test_a_tag_whose_letters_change_in_number_with_case_keeps_what_is_below_it(book: Book) -> None:
    ada = add(book, "Ada", "STRASSE/Nord")
    book.rename_tag("straße", "road")
    assert book.get(ada).tags == ("road/Nord",)


def test_a_tag_is_not_moved_below_itself(book: Book) -> None:
    add(book, "Ada", "a")
    with pytest.raises(BadInput, match="#a can't be moved below itself"):
        book.rename_tag("a", "A/b")
