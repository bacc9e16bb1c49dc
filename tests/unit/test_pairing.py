"""Who should know each other, and why."""

from __future__ import annotations

import pytest

from rolodex.book import Book
from rolodex.match.pairs import Offer, Wants, meets
from rolodex.model import Contact


def person(name: str, need: str = "", give: str = "", **more: str | tuple[str, ...]) -> Contact:
    fields = {"looking for": need, "can help with": give}
    return Contact(name=name, fields={key: text for key, text in fields.items() if text}, **more)  # type: ignore[arg-type]


def names(book: Book) -> list[tuple[str, str]]:
    return [(pair.one.name, pair.other.name) for pair in book.pairs()]


def test_who_looks_for_what_another_can_help_with_should_know_them(book: Book) -> None:
    book.add_all([person("Ada", need="a Rust compiler"), person("Grace", give="compilers"), person("Emmy")])
    (pair,) = book.pairs()
    assert pair.reasons == ("Ada is looking for a Rust compiler, Grace can help with compilers",)


def test_a_tag_and_a_company_say_what_somebody_has(book: Book) -> None:
    book.add_all(
        [
            person("Ada", need="people at Navy Talent"),
            person("Emmy", need="somebody who knows rust"),
            person("Grace", company="Navy"),
            person("Zuse", tags=("discipline/rust",)),
        ]
    )
    assert [pair.reasons[0] for pair in book.pairs()] == [
        "Ada is looking for people at Navy Talent, Grace is at Navy",
        "Emmy is looking for somebody who knows rust, Zuse is #discipline/rust",
    ]


def test_what_they_have_in_common_adds_a_little(book: Book) -> None:
    book.add_all(
        [
            person("Ada", need="printers", city="London"),
            person("Grace", give="printers", city="Oslo"),
            person("Zuse", give="printers", city="london", tags=("x",)),
        ]
    )
    assert names(book) == [("Ada", "Zuse"), ("Ada", "Grace")]
    assert book.pairs()[0].reasons[1:] == ("both in London",)


def test_who_needs_each_other_stands_there_once_with_both_reasons(book: Book) -> None:
    book.add_all([person("Ada", "printers", "proofs"), person("Grace", "proofs", "printers")])
    (pair,) = book.pairs()
    assert len(pair.reasons) == 2


def test_who_has_to_do_with_each_other_already_is_left_out(book: Book) -> None:
    ada, *others = book.add_all(
        [
            person("Ada", need="printers"),
            *(person(f"P{n}", give="printers", met_via="Ada" if n == 3 else "") for n in range(5)),
        ]
    )
    book.link(ada.id, others[0].id)
    book.log([ada.id, others[1].id])
    book.introduce([ada.id, others[2].id])
    assert names(book) == [("Ada", "P4")]
    book.archive([others[4].id])
    assert names(book) == []


def test_only_pairs_with_those_asked_for_are_given(book: Book) -> None:
    _, emmy, grace = book.add_all(
        [person("Ada", need="printers"), person("Emmy", need="printers"), person("Grace", give="printers")]
    )
    assert [pair.one.id for pair in book.pairs(within=[emmy.id])] == [emmy.id]
    assert len(book.pairs(within=[grace.id])) == 2
    assert len(book.pairs(limit=1)) == 1


def test_nobody_is_held_against_themselves(book: Book) -> None:
    book.add(person("Ada", need="printers", give="printers", company="Printers"))
    assert book.pairs() == []


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("a job in design", "designers wanted"),
        ("Müller's MACHINE learning", "machines"),
        ("kubernetes", "Kuberntes clusters"),
        ("technology", "technologies"),
    ],
)
def test_words_meet_without_case_and_endings_and_with_a_letter_wrong(need: str, offer: str) -> None:
    assert meets(need, offer)


@pytest.mark.parametrize(
    ("need", "offer"), [("a job", "a lift"), ("help with it", "with help"), ("rust", "just")]
)
def test_words_that_say_nothing_do_not_meet(need: str, offer: str) -> None:
    assert not meets(need, offer)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    needs = {id: "marketing" for id in range(10)} | {10: "marketing looms"}
    offers = [Offer("marketing", (id,)) for id in range(20, 30)] + [Offer("looms", (30,))]
    best = Wants(needs, offers).likely()[0]
    assert (best.one, best.other) == (10, 30)


def test_of_what_everybody_wants_and_has_no_more_are_made_than_anybody_goes_through() -> None:
    needs = {id: "marketing" for id in range(3000)}
    offers = [Offer("marketing", range(3000, 6000))]
    assert 0 < len(Wants(needs, offers).likely()) < 10_000
