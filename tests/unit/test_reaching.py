"""Who can introduce you to whom: which paths there are, in which order, and why."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.book import Book
from rolodex.book.reaching import PathTo
from rolodex.model import Ambiguous, BadInput, Contact, NotFound
from rolodex.through import Known, Tie, paths

TODAY = date(2026, 11, 20)


@pytest.fixture
def ids(book: Book) -> dict[str, int]:
    """Ada and Emmy, to whom one talked; Grace and Alan, of whom one has heard; Zuse, whom one wants."""
    names = ("Ada Lovelace", "Emmy Noether", "Grace Hopper", "Alan Turing", "Konrad Zuse")
    people = book.add_all([Contact(name=name) for name in names])
    found = {person.name.split()[0].lower(): person.id for person in people}
    book.log([found["ada"]], on=date(2026, 8, 14))
    book.log([found["emmy"]], on=date(2021, 8, 14))
    return found


def told(found: list[PathTo]) -> list[str]:
    """`Ada (talked, 3mo) → Grace (worked with)`."""
    return [" → ".join(f"{hop.person.name.split()[0]} ({hop.why})" for hop in path.hops) for path in found]


def test_a_path_has_up_to_three_steps_and_says_why(book: Book, ids: dict[str, int]) -> None:
    book.link(ids["ada"], ids["grace"])
    book.edit(Contact(id=ids["konrad"], name="Konrad Zuse", met_via="Grace Hopper"))
    assert told(book.paths_to([ids["konrad"]])) == [
        "Ada (talked, 3mo) → Grace (worked with) → Konrad (you met through Grace Hopper)"
    ]


def test_a_fourth_step_is_none(book: Book, ids: dict[str, int]) -> None:
    for one, other in (("ada", "grace"), ("grace", "alan"), ("alan", "konrad")):
        book.link(ids[one], ids[other])
    assert book.paths_to([ids["konrad"]]) == []


def test_who_was_talked_to_lately_comes_first(book: Book, ids: dict[str, int]) -> None:
    for name in ("ada", "emmy"):
        book.link(ids[name], ids["konrad"], "knows")
    assert told(book.paths_to([ids["konrad"]])) == [
        "Ada (talked, 3mo) → Konrad (knows)",
        "Emmy (talked, 5y) → Konrad (knows)",
    ]


def test_every_kind_of_tie_leads_there(book: Book, ids: dict[str, int]) -> None:
    ada, _, grace, alan, konrad = ids.values()
    book.make_introduction(book.introduce([grace, konrad]).id)
    book.log([alan, konrad], on=date(2026, 11, 1))
    book.log([alan, konrad], on=date(2026, 11, 2))
    book.edit(Contact(id=ada, name="Ada Lovelace", met_via="Konrad Zuse"))
    book.trust([konrad], "no")
    whys = {path.hops[0].person.id: path.hops[-1].why for path in book.paths_to([konrad])}
    assert whys == {
        grace: "you introduced them, today",
        alan: "2 talks with both, 2w",
        ada: "through whom you met Ada Lovelace",
    }


def test_an_introduction_that_was_not_made_is_no_tie(book: Book, ids: dict[str, int]) -> None:
    book.introduce([ids["ada"], ids["konrad"]])
    assert book.paths_to([ids["konrad"]]) == []


def test_a_note_about_two_and_a_crowd_are_no_ties(book: Book, ids: dict[str, int]) -> None:
    crowd = book.add_all([Contact(name=f"One {number}") for number in range(9)])
    book.log([ids["ada"], ids["konrad"]], kind="note")
    book.log([ids["ada"], ids["konrad"], *(one.id for one in crowd)])
    assert [len(path.hops) for path in book.paths_to([ids["konrad"]])] == [1]


def test_who_is_archived_is_not_asked(book: Book, ids: dict[str, int]) -> None:
    book.link(ids["ada"], ids["konrad"])
    book.archive([ids["ada"]])
    assert book.paths_to([ids["konrad"]]) == []


def test_a_name_that_two_have_ties_nobody(book: Book, ids: dict[str, int]) -> None:
    book.add(Contact(name="Ada Lovelace"))
    book.edit(Contact(id=ids["konrad"], name="Konrad Zuse", met_via="Ada Lovelace"))
    assert book.paths_to([ids["konrad"]]) == []


def test_a_way_round_through_a_third_is_left_out_where_one_knows_the_last_as_well() -> None:
    ada, grace, zuse = 1, 2, 3
    ties = {
        zuse: [Tie(zuse, grace, "linked")],
        grace: [Tie(grace, ada, "linked"), Tie(grace, zuse, "linked")],
    }
    for trust, people in (("know", {(grace, zuse)}), ("met", {(grace, zuse), (ada, grace, zuse)})):
        known = {ada: Known("vouch", "2026-11-20"), grace: Known(trust, "2026-11-20")}
        assert {path.people for path in paths([zuse], ties, known, TODAY, 9)} == people


def test_who_knows_somebody_less_than_oneself_is_not_asked_for_them() -> None:
    ties = {9: [Tie(9, 1, "linked"), Tie(9, 2, "linked")]}
    known = {9: Known("met", "2026-11-20"), 1: Known("vouch", "2026-11-20"), 2: Known("met", "2026-11-20")}
    assert [path.people for path in paths([9], ties, known, TODAY, 9)] == [(1, 9), (9,)]


def test_who_is_trusted_comes_before_who_was_seen_later_and_who_is_not_known_never() -> None:
    ties = {9: [Tie(9, id, "linked") for id in (1, 2, 3)]}
    known = {1: Known("know", "2026-01-01"), 2: Known("met", "2026-11-20"), 3: Known("no", "2026-11-20")}
    assert [path.people for path in paths([9], ties, known, TODAY, 9)] == [(1, 9), (2, 9)]


def test_trust_is_told_and_who_was_never_met_is_not_asked(book: Book, ids: dict[str, int]) -> None:
    for name in ("ada", "emmy", "alan"):
        book.link(ids[name], ids["konrad"])
    book.trust([ids["emmy"]], "vouch")
    book.know([ids["ada"]], "never")
    book.trust([ids["alan"]], "met")
    assert told(book.paths_to([ids["konrad"]])) == [
        "Emmy (would vouch, 5y) → Konrad (worked with)",
        "Alan (met once, never talked) → Konrad (worked with)",
    ]


def test_a_company_is_reached_through_who_works_there(book: Book, ids: dict[str, int]) -> None:
    book.set_values([ids["ada"], ids["konrad"]], {"company": "Zuse KG"})
    book.link(ids["emmy"], ids["konrad"])
    people = book.whom_to_reach("zuse kg")
    assert told(book.paths_to([person.id for person in people])) == [
        "Ada (talked, 3mo)",
        "Emmy (talked, 5y) → Konrad (worked with)",
    ]
    assert book.whom_to_reach("KG", company=True) == people
    with pytest.raises(NotFound, match="No company"):
        book.whom_to_reach("acme")
    with pytest.raises(Ambiguous):
        book.whom_to_reach("lovelase")


def test_a_link_is_seen_from_both_and_taken_away_with_one_undo(book: Book, ids: dict[str, int]) -> None:
    assert book.link(ids["ada"], ids["emmy"], " Knows ")
    assert not book.link(ids["emmy"], ids["ada"], "knows")
    assert book.links_of(ids["emmy"]) == [(ids["ada"], "Ada Lovelace", "knows")]
    assert "link" in [edit.what for edit in book.history_of(ids["emmy"])]
    assert book.unlink(ids["emmy"], ids["ada"]) == 1
    book.undo()
    assert len(book.links_of(ids["ada"])) == 1


def test_a_link_is_between_two_people_and_of_a_short_kind(book: Book, ids: dict[str, int]) -> None:
    with pytest.raises(BadInput):
        book.link(ids["ada"], ids["ada"])
    with pytest.raises(BadInput, match="worked with"):
        book.link(ids["ada"], ids["emmy"], "x" * 41)


def test_merged_people_keep_each_others_links(book: Book, ids: dict[str, int]) -> None:
    book.link(ids["ada"], ids["grace"])
    book.link(ids["emmy"], ids["grace"])
    book.link(ids["emmy"], ids["ada"])
    book.merge(ids["ada"], [ids["emmy"]])
    assert book.links_of(ids["ada"]) == [(ids["grace"], "Grace Hopper", "worked with")]
