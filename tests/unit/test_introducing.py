"""Introductions in the book: from the asking to what came of them, and what follows from each step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rolodex.book import Book
from rolodex.book.introducing import read_introduction
from rolodex.model import Ambiguous, BadInput, Contact, Introduction, NotFound
from tests.unit.hostile import HOSTILE
from tests.unit.rows import dump


@pytest.fixture
def people(book: Book) -> list[Contact]:
    names = ("Ada Lovelace", "Grace Hopper", "Emmy Noether", "Grace Kelly")
    return book.add_all([Contact(name=name) for name in names])


@pytest.fixture
def begun(book: Book, people: list[Contact]) -> Introduction:
    return book.introduce([people[0].id, people[1].id], "compilers")


def due(book: Book) -> list[tuple[str, str]]:
    """Day and text of every open follow-up with Ada."""
    ada = book.who("ada lovelace")
    return [(row.due, row.text) for row in book.follow_ups(ada.id) if not row.done_on]


@pytest.mark.parametrize(
    ("line", "names", "why"),
    [
        ("ada to grace re compilers", ("ada", "grace"), "compilers"),
        ("Ada Lovelace TO grace and emmy, zuse", ("Ada Lovelace", "grace", "emmy", "zuse"), ""),
        ("ada to grace about a talk to give", ("ada", "grace"), "a talk to give"),
    ],
)
def test_a_line_says_who_is_to_know_whom_and_why(line: str, names: tuple[str, ...], why: str) -> None:
    assert read_introduction(line) == (names, why)


@pytest.mark.parametrize("line", ["", "ada", "ada to ", " to grace", "re compilers"])
def test_a_line_without_two_names_is_refused(line: str) -> None:
    with pytest.raises(BadInput, match="who is to be introduced"):
        read_introduction(line)


def test_names_are_those_of_the_log_and_who_else_is_called_so_is_told(
    book: Book, people: list[Contact]
) -> None:
    ada, hopper, _, kelly = people
    book.log([ada.id, kelly.id], "film")
    book.log([kelly.id], "film")
    meant = book.people_meant(["ada", "grace"])
    assert [one.person.name for one in meant] == ["Ada Lovelace", "Grace Kelly"]
    assert [one.others for one in meant] == [(), ("Grace Hopper",)]
    assert book.people_meant(["grace hopper"])[0].person.id == hopper.id


def test_a_misspelt_name_is_never_guessed(book: Book, people: list[Contact]) -> None:
    with pytest.raises(Ambiguous) as raised:
        book.people_meant(["ada", "noethr"])
    assert [one.name for one in raised.value.candidates] == ["Emmy Noether"]
    with pytest.raises(NotFound):
        book.people_meant(["ada", "zebulon"])


def test_each_step_says_how_far_it_is_and_what_is_due(book: Book, begun: Introduction) -> None:
    ada, grace = (side.contact for side in begun.sides)
    assert begun.state == "new"
    assert due(book) == [
        ("2026-11-23", "introduce Ada Lovelace to Grace Hopper re compilers: nobody asked yet")
    ]
    assert book.ask_about_introduction(begun.id, [ada]).state == "asking"
    assert due(book)[0][0] == "2026-11-27"
    book.answer_introduction(begun.id, ada, "agreed")
    assert due(book)[0][1].endswith(": Ada agreed, ask Grace")
    book.ask_about_introduction(begun.id)
    assert due(book)[0][1].endswith(": Ada agreed, waiting for Grace")
    assert book.answer_introduction(begun.id, grace, "agreed").state == "ready"
    assert due(book) == [
        ("2026-11-21", "introduce Ada Lovelace to Grace Hopper re compilers: ready: both agreed")
    ]
    assert book.make_introduction(begun.id).state == "made"
    assert due(book) == [("2026-12-18", "what came of introducing Ada Lovelace to Grace Hopper?")]
    assert not book.tell_outcome(begun.id, "they wrote COBOL").is_open
    assert due(book) == []


def test_a_made_introduction_is_a_talk_with_both_that_says_what_came_of_it(
    book: Book, begun: Introduction
) -> None:
    book.make_introduction(begun.id)
    book.tell_outcome(begun.id, "a paper")
    book.tell_outcome(begun.id, "COBOL")
    for side in begun.sides:
        (entry,) = book.timeline(side.contact)
        assert (entry.on, entry.kind, entry.text) == ("2026-11-20", "introduction", "compilers\nCOBOL")
        assert book.get(side.contact).last_interaction == "2026-11-20"


def test_an_outcome_leaves_what_was_written_into_the_log(book: Book, begun: Introduction) -> None:
    book.make_introduction(begun.id)
    (entry,) = book.timeline(begun.sides[0].contact)
    book.delete_interaction(entry.id)
    assert book.tell_outcome(begun.id, "COBOL").outcome == "COBOL"


def test_one_who_declines_ends_it(book: Book, begun: Introduction) -> None:
    declined = book.answer_introduction(begun.id, begun.sides[1].contact, "declined")
    assert (declined.state, declined.is_open) == ("declined", False)
    assert due(book) == []
    with pytest.raises(BadInput, match="Grace declined"):
        book.make_introduction(begun.id)
    again = book.answer_introduction(begun.id, begun.sides[1].contact, "")
    assert (again.state, len(due(book))) == ("new", 1)


def test_one_of_them_who_asked_for_it_agrees_already(book: Book, people: list[Contact]) -> None:
    ada, grace, emmy, _ = people
    assert book.introduce([ada.id, grace.id], asked_by=ada.id).sides[0].answer == "agreed"
    by_emmy = book.introduce([ada.id, people[3].id], asked_by=emmy.id)
    assert (by_emmy.state, by_emmy.asked_by_name) == ("new", "Emmy Noether")


def test_it_takes_two_people_who_are_there(book: Book, people: list[Contact]) -> None:
    with pytest.raises(BadInput, match="two people"):
        book.introduce([people[0].id, people[0].id])
    book.introduce([people[0].id, people[1].id])
    with pytest.raises(BadInput, match="Introduction 1 is of the same people: nobody asked yet"):
        book.introduce([people[1].id, people[0].id])
    before = dump(book.path)
    with pytest.raises(NotFound):
        book.introduce([people[0].id, 999])
    with pytest.raises(NotFound):
        book.introduce([people[0].id, people[2].id], asked_by=999)
    assert dump(book.path) == before


def test_a_day_of_ones_own_is_kept_till_the_next_step(book: Book, people: list[Contact]) -> None:
    begun = book.introduce([people[0].id, people[1].id], due=date(2027, 1, 1))
    assert begun.due == "2027-01-01"
    book.remind_of_introduction(begun.id, date(2027, 2, 1))
    assert book.edit_introduction(begun).due == "2027-02-01"
    assert book.ask_about_introduction(begun.id).due == "2026-11-27"


def test_a_follow_up_that_was_done_by_hand_comes_back_with_the_next_step(
    book: Book, begun: Introduction
) -> None:
    book.finish([row.id for row in book.follow_ups(begun.sides[0].contact)])
    assert book.introduction(begun.id).due == ""
    assert book.ask_about_introduction(begun.id).due == "2026-11-27"


def test_every_step_is_one_change_that_undo_takes_back(book: Book, begun: Introduction) -> None:
    before = dump(book.path)
    book.make_introduction(begun.id)
    assert book.history()[0].label == "introduced Ada Lovelace to Grace Hopper"
    book.undo()
    assert dump(book.path) == before


def test_one_that_is_deleted_takes_its_follow_up_along_and_leaves_the_log(
    book: Book, begun: Introduction
) -> None:
    book.make_introduction(begun.id)
    book.delete_introduction(begun.id)
    assert (book.introductions(), due(book)) == ([], [])
    assert len(book.timeline(begun.sides[0].contact)) == 1


def test_open_ones_come_first_by_when_they_are_due(book: Book, people: list[Contact]) -> None:
    ada, grace, emmy, kelly = (person.id for person in people)
    over = book.introduce([ada, kelly])
    book.answer_introduction(over.id, kelly, "declined")
    late = book.introduce([ada, emmy], due=date(2026, 12, 24))
    soon = book.introduce([ada, grace])
    assert [one.id for one in book.introductions()] == [soon.id, late.id, over.id]


def test_drafts_say_who_the_others_are_and_why(book: Book, people: list[Contact]) -> None:
    ada, grace = (
        people[0],
        book.edit(
            Contact(id=people[1].id, uid=people[1].uid, name="Grace Hopper", title="Admiral", company="Navy")
        ),
    )
    one = book.introduce([ada.id, grace.id], "compilers", asked_by=grace.id)
    draft = book.introduction_draft(one.id, ada.id)
    assert draft.subject == "May I introduce you to Grace Hopper?"
    assert draft.text.startswith(
        "Hi Ada,\n\nmay I introduce you to Grace Hopper (Admiral at Navy)?"
        " It is about compilers. Grace asked me for it.\n"
    )
    made = book.introduction_draft(one.id)
    assert made.text.startswith(
        "Hi Ada, hi Grace,\n\nI think you should know each other: Ada Lovelace, meet Grace"
    )
    with pytest.raises(BadInput):
        book.introduction_draft(one.id, people[2].id)


def test_the_messages_are_written_as_one_likes(book: Book, begun: Introduction) -> None:
    book.say_me(my_name="Charles {why}")
    ada = begun.sides[0].contact
    assert book.introduction_draft(begun.id, ada).text.endswith("both of you.\n\nCharles {why}\n")
    book.keep_introduction_template("introduction ask", "{first_name}: {others}?{why}")
    assert book.introduction_draft(begun.id, ada).text == "Ada: Grace Hopper? It is about compilers.\n"
    assert "introduction ask" not in book.templates()
    with pytest.raises(BadInput, match=r"no placeholder “\{nam\}”"):
        book.keep_introduction_template("introduction ask", "{nam}")
    with pytest.raises(BadInput, match="introduction made"):
        book.keep_introduction_template("other", "")
    book.keep_introduction_template("introduction ask", "")
    assert book.introduction_draft(begun.id, ada).text.startswith("Hi Ada,")


def test_names_with_braces_are_text_in_a_draft(book: Book) -> None:
    name = f"{{why}} {{name}} {{}} {' '.join(HOSTILE.values())}"
    one, other = book.add_all([Contact(name=name), Contact(name="Grace")])
    begun = book.introduce([one.id, other.id], "{first_name} {__class__}")
    draft = book.introduction_draft(begun.id, other.id)
    assert f"introduce you to {book.get(one.id).name}?" in draft.text
    assert "about {first_name} {__class__}." in draft.text


def test_with_somebody_deleted_it_is_gone_unless_others_are_left(book: Book, people: list[Contact]) -> None:
    ada, grace, emmy, kelly = (person.id for person in people)
    book.introduce([ada, grace], asked_by=kelly)
    book.introduce([ada, grace, emmy])
    before = dump(book.path)
    book.delete([grace, kelly])
    (left,) = book.introductions()
    assert [side.contact for side in left.sides] == [ada, emmy]
    assert len(due(book)) == 1
    book.undo()
    assert dump(book.path) == before


def test_with_people_merged_it_is_that_of_the_one_who_is_kept(book: Book, people: list[Contact]) -> None:
    ada, grace, emmy, kelly = (person.id for person in people)
    book.introduce([ada, grace], asked_by=kelly)
    book.introduce([grace, kelly])
    book.ask_about_introduction(book.introduce([kelly, emmy]).id, [kelly])
    before = dump(book.path)
    book.merge(grace, [kelly])
    told = [([side.contact for side in one.sides], one.asked_by) for one in book.introductions()]
    assert sorted(told) == [([ada, grace], grace), ([emmy, grace], 0)]
    assert [side.asked_on for side in book.introductions()[1].sides] == ["", "2026-11-20"]
    book.undo()
    assert dump(book.path) == before


def test_the_history_of_a_person_tells_of_each_answer(book: Book, begun: Introduction) -> None:
    ada = begun.sides[0].contact
    book.ask_about_introduction(begun.id, [ada])
    book.answer_introduction(begun.id, ada, "agreed")
    told = [(edit.before, edit.after) for edit in book.history_of(ada) if edit.what == "introduction"]
    assert told == [
        ("asked: compilers", "agreed: compilers"),
        ("wanted: compilers", "asked: compilers"),
        ("", "wanted: compilers"),
    ]


def test_made_introductions_are_counted_by_month(book: Book, begun: Introduction) -> None:
    book.make_introduction(begun.id)
    counted = book.statistics().introductions_by_month
    assert (len(counted), counted["2026-11"], sum(counted.values())) == (24, 1, 1)


def test_a_query_takes_along_what_all_are_part_of(book: Book, people: list[Contact], tmp_path: Path) -> None:
    ada, grace, emmy, _ = (person.id for person in people)
    book.introduce([ada, grace], "compilers", asked_by=emmy)
    book.introduce([ada, emmy])
    book.link(ada, grace)
    book.tag([ada, grace], add=["x"])
    file = tmp_path / "x.jsonl"
    book.export(file, query="#x")
    with Book(tmp_path / "other.db") as other:
        assert other.import_([file]).files[0].skipped == ()
        (one,) = other.introductions()
        assert (one.why, one.asked_by) == ("compilers", 0)
        assert other.introduction_draft(one.id).to
        assert [link[1:] for link in other.links_of(one.sides[0].contact)] == [
            ("Grace Hopper", "worked with")
        ]


def test_a_re_before_what_it_is_about_is_not_said_twice(book: Book) -> None:
    ids = [book.add(Contact(name=name)).id for name in ("Mary Somerville", "Charles Babbage")]
    assert book.introduce(ids, "re compilers").why == "compilers"
    assert book.introduce([*ids, book.add(Contact(name="Eve")).id], "Rewards").why == "Rewards"


def test_what_either_of_two_merged_sides_answered_stands(book: Book) -> None:
    names = ("Ada Lovelace", "A. King", "Grace Hopper")
    ada, double, grace = (book.add(Contact(name=name)).id for name in names)
    begun = book.introduce([ada, double, grace])
    book.answer_introduction(begun.id, double, "agreed")
    book.merge(ada, [double])
    (one,) = book.introductions_of(ada)
    assert [(side.contact, side.answer) for side in one.sides] == [(ada, "agreed"), (grace, "")]
