"""What is evidence of how one knows somebody, and how it is read and said."""

from __future__ import annotations

import pytest

from rolodex.knowing import MET, TALKED, WROTE, higher, in_person, read_trust, read_way, says_worked, ways
from rolodex.model import BadInput


@pytest.mark.parametrize("text", ["PyCon 2026, hallway", "Web Summit", "LinkedIn meetup", "her kitchen"])
def test_a_place_is_a_meeting_in_person(text: str) -> None:
    assert in_person(text)


@pytest.mark.parametrize("text", ["LinkedIn", "a Zoom call", "via e-mail", "Python Discord", "", "?!"])
def test_what_is_afar_is_no_meeting_in_person(text: str) -> None:
    assert not in_person(text)


def test_the_strongest_way_is_first_and_each_stands_once() -> None:
    assert ways(MET | WROTE, met_where="FOSDEM", met_via="Ada") == ("met", "wrote", "recommended")


def test_a_day_alone_is_a_meeting_and_one_beside_linkedin_is_none() -> None:
    assert ways(0, met_on="2019") == ("met",)
    assert ways(0, met_on="2019", met_how="LinkedIn request") == ()


@pytest.mark.parametrize("tag", ["colleague", "Acme/Ex-Colleagues", "coworker/berlin"])
def test_a_tag_for_colleagues_says_that_one_worked_together(tag: str) -> None:
    assert says_worked(tag)
    assert ways(0, tags=("x", tag)) == ("worked",)


def test_a_tag_that_only_begins_so_says_nothing() -> None:
    assert not says_worked("colleague-of-ada")


def test_the_yes_no_field_says_that_one_worked_together() -> None:
    assert ways(0, fields={"Worked together": "yes"}) == ("worked",)
    assert ways(0, fields={"Worked together": "no"}) == ()


def test_what_is_said_by_hand_puts_off_what_is_stronger_and_leaves_what_is_weaker() -> None:
    assert ways(MET | TALKED | WROTE, known_by="talked") == ("talked", "wrote")
    assert ways(MET, known_by="worked") == ("worked", "met")
    assert ways(MET | WROTE, met_via="Ada", known_by="never") == ()


@pytest.mark.parametrize(
    ("text", "trust"), [("Vouch", "vouch"), ("would vouch", "vouch"), ("do not know", "no"), ("-", "")]
)
def test_a_trust_is_read_as_it_is_said(text: str, trust: str) -> None:
    assert read_trust(text) == trust


def test_what_is_no_trust_or_way_is_refused_with_what_there_is() -> None:
    with pytest.raises(BadInput, match=r"“very\[/\]” is no trust. Write no, met, know, vouch or -"):
        read_trust("very[/]")
    with pytest.raises(BadInput, match="Write worked, met, talked, wrote, recommended, never or -"):
        read_way("by heart")


def test_the_higher_of_several_is_the_last_in_the_order() -> None:
    assert higher(["b", "", "a"], "abc") == "b"
    assert higher(["", ""], "abc") == ""
