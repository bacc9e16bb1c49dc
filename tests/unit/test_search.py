"""Search: words over all that is known of people and the log, conditions, groups and sorts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rolodex.book import Book, Heading, open_book
from rolodex.model import Contact, Handle, Interaction, Labelled
from tests.conftest import now
from tests.unit.hostile import HOSTILE
from tests.unit.rows import some_of_everything


def names(book: Book, text: str) -> list[str]:
    """The given names of whom a query finds, in order."""
    return [person.name.split()[0] for person in book.find(text)]


@pytest.fixture
def full(book: Book) -> Book:
    some_of_everything(book)
    return book


@pytest.mark.parametrize(
    "words",
    [
        "lovelace",
        "countess",
        "analytical",
        "chief analyst",
        "london",
        "pycon-2026 chief",
        "maths ada",
        "ada-lovelace",
        "ada@home.example",
        "hallway ada",
        "through lovelace hallway",
        "lunch",
        "lovelase",
        "LOVE ada",
        "ada compilers",
        "compilers ada",
        "ada compilers hallway",
        "lovelace babbage",
        "sent cv",
        '"Analytical Engines"',
        '"home.example"',
        '"compilers in the" ada',
    ],
)
def test_everything_that_is_known_of_somebody_is_searched(full: Book, words: str) -> None:
    if words == "through lovelace hallway":
        full.edit(replace(full.get(1), met_how="through a hallway"))
    assert names(full, words)[:1] == ["Ada"]


@pytest.mark.parametrize(
    "words", ["zzzz", "babbage zebra", '"engines analytical"', "ada #navy", "lovelace -compilers"]
)
def test_what_does_not_fit_is_not_found(full: Book, words: str) -> None:
    assert names(full, words) == []


def test_a_word_of_the_log_finds_everybody_who_was_there(full: Book) -> None:
    assert set(names(full, "compilers")) == {"Ada", "Grace", "Charles"}


def test_names_come_before_companies_before_notes_before_the_log(book: Book) -> None:
    logged = book.add(Contact(name="Dora"))
    book.log([logged.id], "about turing")
    book.add(Contact(name="Carl", note="knew Turing"))
    book.add(Contact(name="Bert", company="Turing Ltd"))
    book.add(Contact(name="Alan Turing"))
    assert names(book, "turing") == ["Alan", "Bert", "Carl", "Dora"]


def test_those_talked_to_more_and_more_lately_come_first_among_equals(book: Book) -> None:
    ids = [book.add(Contact(name=f"Ada {family}")).id for family in ("Brown", "Clark", "Doe")]
    book.log([ids[2]], on=date(2026, 11, 1))
    book.log([ids[1]], on=date(2016, 11, 1))
    assert [person.name for person in book.find("ada")] == ["Ada Doe", "Ada Clark", "Ada Brown"]


def test_at_most_so_many_are_found_and_more_is_told(book: Book) -> None:
    for number in range(5):
        book.add(Contact(name=f"Ada {number}"))
    assert len(book.find("ada", limit=3)) == 3
    book.index_more()
    found = book.search("ada", limit=3)
    assert (len(found.ids), found.more) == (3, True)
    assert book.search("ada", limit=5).more is False


def test_everybody_is_found_by_no_words_in_the_order_of_names(book: Book) -> None:
    for name in ("émile", "Zoë", "Ångström", "ada", "李明", "Emil"):
        book.add(Contact(name=name))
    assert [person.name for person in book.find("")] == ["ada", "Ångström", "Emil", "émile", "Zoë", "李明"]


def test_an_answer_is_not_ready_before_everybody_is_in_the_index(book: Book) -> None:
    book.add(Contact(name="Ada", note="tea"))
    assert book.search("ada").ready is False
    assert book.search("-ada").ready is False
    assert book.search("#maths").ready is True
    while book.index_more():
        pass
    assert book.search("ada").ready is True
    assert [person.name for person in book.contacts(book.search("tea or grace").ids)] == ["Ada"]


def test_what_is_asked_while_the_index_is_made_is_asked_again_later(book: Book) -> None:
    book.add(Contact(name="Ada"))
    assert book.search("-ada").ids
    while book.index_more():
        pass
    assert book.search("-ada").ids == []


def test_people_with_all_the_tags_are_found(full: Book) -> None:
    assert [person.name for person in full.find("", tags=["conference", "#maths"])] == ["Ada Lovelace"]
    assert [person.name for person in full.find("compilers", tags=["navy"])] == ["Grace Hopper"]


def test_a_tag_that_reads_like_a_query_is_only_a_tag(book: Book) -> None:
    tag = 'x" or is:archived or "'
    book.tag([book.add(Contact(name="Ada")).id], add=[tag])
    book.add(Contact(name="Emmy", archived=True))
    assert [person.name for person in book.find("", tags=[tag])] == ["Ada"]


def test_archived_people_are_left_out_unless_the_query_names_them(full: Book) -> None:
    assert "Emmy" not in names(full, "#maths")
    assert names(full, "is:archived") == ["Emmy"]
    assert names(full, "emmy") == []
    assert names(full, "emmy is:archived sort:name") == ["Emmy"]
    assert names(full, "#maths (is:archived or -is:archived)") == ["Ada", "Emmy"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "compilers",
        "ada compilers",
        "-compilers",
        "#maths or navy",
        "is:archived",
        "lovelase",
        "fee:>7",
        "last:>1d",
    ],
)
def test_the_count_of_a_query_is_how_many_it_finds(full: Book, text: str) -> None:
    assert full.count(text) == len(full.find(text))


def test_a_base_narrows_what_is_found(full: Book) -> None:
    full.find("")
    assert (
        full.contacts(full.search("compilers", base="#conference company:navy").ids)[0].name == "Grace Hopper"
    )
    assert full.search("charles", base="#navy").ids == []


def test_problems_of_the_text_are_told_and_the_rest_still_counts(full: Book) -> None:
    found = full.search("compny:navy #navy")
    assert [person.name for person in full.contacts(found.ids)] == ["Grace Hopper"]
    assert [problem.suggestion for problem in found.problems] == ["company:"]


def test_words_are_told_for_highlighting(full: Book) -> None:
    assert full.search('ada -navy "in the" #maths').words == "ada in the"


SORTED = {
    "sort:name": "Ada Bob Cy Di",
    "sort:-name": "Di Cy Bob Ada",
    "sort:company": "Bob Ada Cy Di",
    "sort:-company": "Ada Bob Cy Di",
    "sort:fee": "Cy Ada Bob Di",
    "sort:-fee": "Ada Cy Bob Di",
    "sort:met": "Cy Bob Ada Di",
    "sort:-met": "Bob Cy Ada Di",
    # never is longer ago than any day
    "sort:last": "Ada Cy Di Bob",
    "sort:-last": "Bob Di Ada Cy",
}


@pytest.mark.parametrize("sort", SORTED)
def test_what_is_empty_is_last_in_either_direction(book: Book, sort: str) -> None:
    ada = book.add(Contact(name="Ada", company="navy", fields={"fee": "10"}, met_on="--05-12"))
    bob = book.add(Contact(name="Bob", company="Acme", met_on="2020-05"))
    book.add(Contact(name="Cy", fields={"fee": "9"}, met_on="2020"))
    di = book.add(Contact(name="Di"))
    book.log([bob.id], on=date(2026, 11, 2))
    book.log([di.id], on=date(2026, 11, 1))
    book.log([ada.id], kind="note")
    assert names(book, sort) == SORTED[sort].split()


def test_a_sort_in_the_text_goes_before_the_views_own_and_before_ranking(full: Book) -> None:
    full.find("")
    for text in ("compilers sort:-name", "sort:-name kind:meeting or kind:call"):
        found = full.contacts(full.search(text, sort="company").ids)
        assert [person.name.split()[0] for person in found] == ["Grace", "Charles", "Ada"]


def test_a_view_is_sorted_by_its_own_column(full: Book) -> None:
    for sort, wanted in (
        ("-last", "Ada Grace Charles"),
        ("birthday", "Grace Ada Charles"),
        ("-field:fee", "Ada Charles Grace"),
    ):
        found = full.contacts(full.search("", sort=sort).ids)
        assert [person.name.split()[0] for person in found] == wanted.split()


@pytest.fixture
def grouped(book: Book) -> Book:
    for name, where, how, tags in (
        ("Ada", "PyCon", "hallway", ("group/poets", "group/runners/slow")),
        ("Bob", "PyCon", "", ("group/poets",)),
        ("Cy", "EuroPython", "talk", ()),
        ("Di", "PyCon", "talk", ("group/Runners/fast",)),
        ("Ed", "", "", ("group",)),
    ):
        book.add(Contact(name=name, met_where=where, met_how=how, tags=tags))
    return book


def lines(book: Book, *group_by: str) -> list[str]:
    """A grouped list as it is seen: headings with their level and count, and people."""
    found = book.search("", sort="name", group_by=group_by)
    people = [person.name for id in found.ids for person in book.contacts([id])]
    seen: list[str] = []
    headings = list(found.headings)
    for position, name in enumerate(people):
        while headings and headings[0].position == position:
            heading = headings.pop(0)
            seen.append(f"{'=' * (heading.level + 1)} {heading.text} ({heading.count})")
        seen.append(name)
    assert headings == []
    return seen


def test_a_list_is_grouped_and_those_without_a_group_come_last(grouped: Book) -> None:
    assert lines(grouped, "where") == [
        "= EuroPython (1)",
        "Cy",
        "= PyCon (3)",
        "Ada",
        "Bob",
        "Di",
        "=  (1)",
        "Ed",
    ]


def test_a_group_has_groups_within_it(grouped: Book) -> None:
    assert lines(grouped, "where", "how") == [
        *("= EuroPython (1)", "== talk (1)", "Cy"),
        *("= PyCon (3)", "== hallway (1)", "Ada", "== talk (1)", "Di", "==  (1)", "Bob"),
        *("=  (1)", "Ed"),
    ]


def test_somebody_in_two_groups_is_in_the_list_twice(grouped: Book) -> None:
    assert lines(grouped, "under:group") == [
        *("= poets (2)", "Ada", "Bob"),
        *("= Runners/fast (1)", "Di"),
        *("= runners/slow (1)", "Ada"),
        *("=  (2)", "Cy", "Ed"),
    ]


def test_somebody_in_two_groups_of_one_group_counts_once_in_it(grouped: Book) -> None:
    assert lines(grouped, "where", "under:group")[2:4] == ["= PyCon (3)", "== poets (2)"]


def test_a_grouped_list_may_be_filtered_by_name(grouped: Book) -> None:
    found = grouped.search("name:ada", group_by=("under:group",))
    assert [heading.text for heading in found.headings] == ["poets", "runners/slow"]


def test_a_list_is_grouped_by_a_field(grouped: Book) -> None:
    grouped.edit(replace(grouped.find("cy")[0], fields={"responsive": "yes"}))
    assert lines(grouped, "field:responsive")[:2] == ["= yes (1)", "Cy"]


def test_words_are_ranked_and_not_grouped(grouped: Book) -> None:
    grouped.find("")
    assert grouped.search("pycon", group_by=("where",)).headings == ()


def test_headings_stand_where_their_people_are(grouped: Book) -> None:
    assert grouped.search("", group_by=("where",)).headings == (
        Heading(0, 0, "EuroPython", 1),
        Heading(1, 0, "PyCon", 3),
        Heading(4, 0, "", 1),
    )


@pytest.mark.parametrize(
    ("letter", "starting"), [("e", "Émile Emil"), ("É", "Émile Emil"), ("李", "李明"), ("x", ""), ("", "")]
)
def test_whose_name_begins_with_a_letter(book: Book, letter: str, starting: str) -> None:
    for name in ("Émile", "Emil", "Ada E", "李明"):
        book.add(Contact(name=name))
    found = book.contacts(sorted(book.starting_with(letter)))
    assert [person.name for person in found] == starting.split()


def test_another_books_changes_are_found_and_told(book: Book) -> None:
    ada = book.add(Contact(name="Ada"))
    book.find("")
    book.news()
    assert book.news() is False
    with open_book(book.path, clock=now) as other:
        other.edit(replace(ada, name="Augusta"))
        other.add(Contact(name="Grace"))
        other.log([ada.id], "engines")
    assert book.news() is True
    assert (names(book, "ada"), names(book, "augusta"), names(book, "grace")) == ([], ["Augusta"], ["Grace"])
    assert names(book, "engines") == ["Augusta"]


def test_many_changes_at_once_are_found(book: Book) -> None:
    book.find("")
    with open_book(book.path, clock=now) as other, other._change("add many"):
        for number in range(2100):
            other.add(Contact(name=f"Person{number}"))
    assert names(book, "person2099") == ["Person2099"]
    assert len(book.find("")) == 2100


@pytest.mark.parametrize(
    "text", [*HOSTILE.values(), "(", ")", '"', "-", "#", "last:", "or or", "-(", 'x:"', "\\"]
)
def test_any_text_can_be_searched_for(full: Book, text: str) -> None:
    full.find(text)
    full.search(text, base=text, sort="name", group_by=("where",))
    full.named(text)
    full.snippets(text, [1, 2])
    full.starting_with(text)


@pytest.fixture
def in_auckland(tmp_path: Path) -> Iterator[Book]:
    morning = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=13)))
    with open_book(tmp_path / "auckland.db", clock=lambda: morning) as book:
        yield book


def test_added_today_is_the_local_day(in_auckland: Book) -> None:
    in_auckland.add(Contact(name="Ada", emails=(Labelled("ada@example.org"),), handles=(Handle("x", "ada"),)))
    assert names(in_auckland, "added:today") == ["Ada"]
    assert names(in_auckland, "added:yesterday") == []


def test_a_limit_cuts_off_all_but_the_best_and_none_cuts_off_nobody(book: Book) -> None:
    for number in range(5):
        book.add(Contact(name=f"Guest {number}"))
    while book.index_more():
        pass
    assert [len(book.search("guest", limit=limit).ids) for limit in (2, 0)] == [2, 5]


def test_a_word_that_is_everywhere_is_found_in_an_old_entry_of_the_few_that_are_meant(book: Book) -> None:
    old = book.add(Contact(name="Old Friend", city="Oslo"))
    book.log([old.id], "O'Brien's theatre", on=date(2020, 1, 1))
    other = book.add(Contact(name="New Friend"))
    book.log_many([Interaction(on="2026-01-01", text="the theatre", contacts=(other.id,))] * 1001)
    assert book.search("city:oslo thea").ids == [old.id]
    assert book.search("city:oslo o'br").ids == [old.id]
    assert book.search("city:oslo eatre").ids == []
