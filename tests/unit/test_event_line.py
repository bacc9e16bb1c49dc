"""The line that starts an event: what it says, what it can't say, and that it can be written again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.book.event_line import last_level, read_event, write_event
from rolodex.model import BadInput, Event
from tests.unit.hostile import HOSTILE


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("PyCon 2026", Event("PyCon 2026")),
        ("PyCon 2026 @Pittsburgh", Event("PyCon 2026", "Pittsburgh")),
        ("PyCon 2026 @Pittsburgh #conference/pycon", Event("PyCon 2026", "Pittsburgh", "conference/pycon")),
        ("FOSDEM #conference/fosdem @ULB Brussels", Event("FOSDEM", "ULB Brussels", "conference/fosdem")),
        ("  FOSDEM   @  New   York  #a ", Event("FOSDEM", "New York", "a")),
        ('Ada\'s dinner @"New York" #x', Event("Ada's dinner", "New York", "x")),
        ('"#rustconf 2026" @"@home"', Event("#rustconf 2026", "@home")),
        ('Dinner #"book club"', Event("Dinner", "", "book-club")),
        ("C# Days @Oslo", Event("C# Days", "Oslo")),
        ('5" floppies @Oslo', Event("5 floppies", "Oslo")),
        ("Meetup me@home.example", Event("Meetup me@home.example")),
    ],
)
def test_a_line_is_a_name_then_a_place_and_a_tag(line: str, event: Event) -> None:
    assert read_event(line) == event


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "needs a name"),
        ("  @Pittsburgh #x", "needs a name"),
        ('""', "needs a name"),
        ("PyCon @Pittsburgh @Hall", "has one place"),
        ("PyCon #a #b", "has one tag"),
        ("PyCon #a Pittsburgh", "“Pittsburgh” stands behind the tag"),
        ("PyCon #", "is not a tag"),
        ("PyCon #//", "is not a tag"),
    ],
)
def test_a_line_that_is_no_event_is_refused_with_the_reason(line: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        read_event(line)


@given(st.text(alphabet=st.one_of(st.sampled_from('@# "/ab'), st.characters()), max_size=30))
def test_any_line_is_refused_or_can_be_written_again(line: str) -> None:
    try:
        event = read_event(line)
    except BadInput:
        return
    assert read_event(write_event(event)) == event


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_lines_are_refused_or_stored_on_one_line(text: str) -> None:
    try:
        event = read_event(text)
    except BadInput as error:
        assert not set(str(error)) & set("\x1b\u202e\x07\0")
        return
    assert "\0" not in event.where + event.tag and len(event.where.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("PyCon 2026", "pycon-2026"),
        ("C++ / Rust: a night!", "c-rust-a-night"),
        ("Café Ole\u0301", "café-olé"),
        ("हिन्दी दिवस", "हिन्दी-दिवस"),
    ],
)
def test_a_name_becomes_a_level_that_a_query_can_say(name: str, level: str) -> None:
    assert last_level(name) == level


def test_a_name_of_signs_alone_makes_no_tag() -> None:
    with pytest.raises(BadInput, match="Say which one"):
        last_level("?!")
