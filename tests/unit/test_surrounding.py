"""Somebody's surroundings as a tree."""

from __future__ import annotations

from rolodex.book import Book
from rolodex.model import Contact
from rolodex.text import width
from tests.unit.hostile import HOSTILE


def drawn(book: Book, name: str, cells: int = 80) -> list[str]:
    return [branch.text(cells) for branch in book.around(book.who(name).id)]


def test_who_came_through_whom_two_steps_up_and_two_down(book: Book) -> None:
    line = ("Far", "Charles", "Ada", "Grace", "Emmy", "Zuse", "Too far")
    for name, via in zip(line, ("", *line), strict=False):
        book.add(Contact(name=name, met_via=via, met_on="2019-05" if name == "Ada" else ""))
    book.add(Contact(name="Alan", met_via="grace", company="Bletchley"))
    assert drawn(book, "Grace") == [
        "Charles",
        "└─ Ada  2019",
        "   └─ Grace",
        "      ├─ Alan  Bletchley",
        "      └─ Emmy",
        "         └─ Zuse",
    ]


def test_a_name_that_is_nobodys_stands_on_top(book: Book) -> None:
    book.add(Contact(name="Grace", met_via="the Countess"))
    assert drawn(book, "Grace") == ["the Countess  not in the book", "└─ Grace"]


def test_of_many_the_first_are_shown_and_the_others_counted(book: Book) -> None:
    book.add_all([Contact(name="Ada"), *(Contact(name=f"P{n:02}", met_via="Ada") for n in range(30))])
    tree = drawn(book, "Ada")
    assert len(tree) == 14
    assert tree[-1] == "└─ … and 18 others"


def test_who_brought_each_other_is_no_endless_tree(book: Book) -> None:
    book.add_all([Contact(name="Ada", met_via="Grace"), Contact(name="Grace", met_via="Ada")])
    assert drawn(book, "Ada") == ["Grace", "└─ Ada"]


def test_links_and_made_introductions_stand_below(book: Book) -> None:
    ada, grace, emmy = (
        person.id for person in book.add_all([Contact(name=n) for n in ("Ada", "Grace", "Emmy")])
    )
    book.link(ada, grace)
    book.make_introduction(book.introduce([emmy, ada]).id)
    assert drawn(book, "Ada") == ["Ada", "", "worked with    Grace", "introduced to  Emmy"]


def test_lines_are_cut_where_they_are_wider_than_the_screen(book: Book) -> None:
    for name in (*HOSTILE.values(), "字" * 90):
        book.add(Contact(name=f"{name} x", met_via="Ada", company=name))
    book.add(Contact(name="Ada"))
    assert all(width(line) <= 30 and line.isprintable() for line in drawn(book, "Ada", 30))
