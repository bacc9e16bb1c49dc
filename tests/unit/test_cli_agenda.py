"""The verbs for what is due: shown, written as a calendar, set, done and put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

from rolodex.model import Contact, FollowUp
from tests.unit.shell_runs import Rolodex


@pytest.fixture
def rolodex(tmp_path: Path) -> Rolodex:
    """Ada, who has something due, Grace, to whom one should talk, Emmy, whose birthday is near."""
    rolodex = Rolodex(tmp_path / "book.db")
    with rolodex.book() as book:
        ada = book.add(Contact(name="Ada Lovelace")).id
        grace = book.add(Contact(name="Grace Hopper", cadence="30d")).id
        book.add(Contact(name="Emmy Noether", birthday="1982-11-27"))
        book.follow_up([ada], "send CV", due=date(2026, 11, 10))
        book.follow_up([ada, grace], "dinner; with BEGIN:VEVENT", due=date(2027, 1, 10), every="3mo")
        book.log([grace], on=date(2026, 10, 1))
    return rolodex


def follow_ups(rolodex: Rolodex, who: str) -> list[FollowUp]:
    with rolodex.book() as book:
        return book.follow_ups(book.who(who).id)


def test_in_a_pipe_each_item_is_a_line(rolodex: Rolodex) -> None:
    lines = [line.split("\t")[:4] for line in rolodex("due").out.splitlines()]
    assert lines == [
        ["Overdue", "2026-11-10", "Ada Lovelace", "send CV"],
        ["This week", "2026-11-27", "Emmy Noether", "birthday, 44 years"],
        ["Later", "2027-01-10", "Ada Lovelace", "dinner; with BEGIN:VEVENT ↻ 3mo"],
        ["Losing touch", "2026-10-31", "Grace Hopper", "talk, every 30d"],
    ]


def test_nothing_due_prints_nothing(tmp_path: Path) -> None:
    rolodex = Rolodex(tmp_path / "empty.db")
    rolodex.book().close()
    ran = rolodex("due")
    assert (ran.out, ran.err, ran.code) == ("", "", 0)


def test_as_json_everybody_it_is_about_is_named(rolodex: Rolodex) -> None:
    dinner = rolodex.json("due")[2]
    assert (dinner["kind"], dinner["group"], dinner["on"]) == ("follow-up", "Later", "2027-01-10")
    assert [person["name"] for person in dinner["with"]] == ["Ada Lovelace", "Grace Hopper"]


def calendar(rolodex: Rolodex, path: Path) -> list[Any]:
    ran = rolodex("due", "--ics", str(path))
    assert ran.code == 0, ran.err
    return list(icalendar.Calendar.from_ical(path.read_bytes()).events)


def test_a_calendar_has_a_day_for_each_item(rolodex: Rolodex, tmp_path: Path) -> None:
    events = calendar(rolodex, tmp_path / "rolodex.ics")
    told = {str(event["summary"]): event.decoded("dtstart") for event in events}
    assert told == {
        # what is overdue stands on today
        "send CV: Ada Lovelace": date(2026, 11, 25),
        "birthday: Emmy Noether": date(2026, 11, 27),
        "dinner; with BEGIN:VEVENT: Ada Lovelace and Grace Hopper": date(2027, 1, 10),
        "Keep in touch: Grace Hopper": date(2026, 11, 25),
    }


def test_a_calendar_keeps_the_rules_that_clients_ask_for(rolodex: Rolodex, tmp_path: Path) -> None:
    path = tmp_path / "rolodex.ics"
    events = calendar(rolodex, path)
    lines = path.read_bytes().split(b"\r\n")
    # RFC 5545: lines end in CRLF and have at most 75 octets
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    for event in events:
        assert {"uid", "dtstamp", "dtstart", "dtend", "summary"} <= {name.lower() for name in event}
    rules = {str(e["summary"])[:6]: e["rrule"].to_ical() for e in events if "rrule" in e}
    assert rules == {"birthd": b"FREQ=YEARLY;INTERVAL=1", "dinner": b"FREQ=MONTHLY;INTERVAL=3"}


def test_a_calendar_that_is_written_again_doubles_nothing(rolodex: Rolodex, tmp_path: Path) -> None:
    path = tmp_path / "rolodex.ics"
    first = {str(event["uid"]) for event in calendar(rolodex, path)}
    assert {str(event["uid"]) for event in calendar(rolodex, path)} == first
    assert len(first) == 4


def test_two_anniversaries_of_one_person_are_two_days_in_a_calendar(rolodex: Rolodex, tmp_path: Path) -> None:
    with rolodex.book() as book:
        book.add_field("wedding anniversary", "date")
        book.add_field("work anniversary", "date")
        person = book.who("Ada Lovelace")
        dates = {"wedding anniversary": "2010-11-26", "work anniversary": "2015-11-27"}
        book.edit(replace(person, fields={**person.fields, **dates}))
    uids = [str(event["uid"]) for event in calendar(rolodex, tmp_path / "rolodex.ics")]
    assert len(uids) == len(set(uids)) == 6


def test_a_calendar_that_can_not_be_written_says_so_and_leaves_nothing(
    rolodex: Rolodex, tmp_path: Path
) -> None:
    ran = rolodex("due", "--ics", str(tmp_path / "no" / "such.ics"))
    assert ran.code == 2
    assert "Can't write" in ran.err
    assert not list(tmp_path.glob("**/*.part"))


def test_a_follow_up_is_set_for_a_day_to_come(rolodex: Rolodex) -> None:
    ran = rolodex("follow", "emmy", "--on", "fri", "--every", "2 weeks", "lend her the book")
    assert ran.code == 0, ran.err
    (row,) = follow_ups(rolodex, "emmy")
    assert (row.text, row.due, row.every) == ("lend her the book", "2026-11-27", "2w")


def test_without_a_day_it_is_due_in_a_week(rolodex: Rolodex) -> None:
    rolodex("follow", "emmy", "call")
    assert follow_ups(rolodex, "emmy")[0].due == "2026-12-02"


@pytest.mark.parametrize(
    ("text", "due", "kept"),
    [
        ("send CV +2w", "2026-12-09", "send CV"),
        ("+fri call", "2026-11-27", "call"),
        ("call, +12 mar", "2027-03-12", "call"),
        ("+2w", "2026-12-09", ""),
        ("learn C++", "2026-12-02", "learn C++"),
        ("bring +1 to dinner", "2026-12-02", "bring +1 to dinner"),
    ],
)
def test_a_day_at_an_end_of_the_text_is_when_it_is_due(
    rolodex: Rolodex, text: str, due: str, kept: str
) -> None:
    rolodex("follow", "emmy", text)
    (row,) = follow_ups(rolodex, "emmy")
    assert (row.due, row.text) == (due, kept)


def test_a_day_that_is_gone_is_refused(rolodex: Rolodex) -> None:
    ran = rolodex("follow", "emmy", "--on", "2026-11-01", "call")
    assert (ran.code, follow_ups(rolodex, "emmy")) == (2, [])
    assert "Sun 1 Nov 2026 is gone" in ran.err


def test_the_next_follow_up_is_done(rolodex: Rolodex) -> None:
    assert rolodex("done", "ada").code == 0
    assert [row.done_on for row in follow_ups(rolodex, "ada")] == ["2026-11-25", ""]
    ran = rolodex("done", "ada")
    assert "Again 10 Apr" in ran.err


def test_nothing_to_do_is_said(rolodex: Rolodex) -> None:
    ran = rolodex("done", "emmy")
    assert ran.code == 1
    assert "follow-up" in ran.err


def test_a_follow_up_is_put_off(rolodex: Rolodex) -> None:
    rolodex("snooze", "ada", "--until", "tomorrow")
    assert follow_ups(rolodex, "ada")[0].due == "2026-11-26"


def test_where_there_is_none_the_reminder_to_be_in_touch_is_put_off(rolodex: Rolodex) -> None:
    with rolodex.book() as book:
        book.delete_follow_ups([row.id for row in book.follow_ups(book.who("grace").id)])
    rolodex("snooze", "grace")
    assert rolodex("find", "is:losing-touch").out == ""


def test_putting_off_nothing_is_refused(rolodex: Rolodex) -> None:
    assert rolodex("snooze", "emmy").code == 1


def test_people_and_tags_have_a_cadence(rolodex: Rolodex) -> None:
    rolodex("tag", "emmy", "--add", "algebra")
    assert "#algebra, 1 person, every 90d" in rolodex("keep", "#algebra", "--every", "90d").err
    rolodex("keep", "ada", "--every", "every 3 months")
    assert rolodex.json("show", "ada")["cadence"] == "3mo"
    assert "never" in rolodex("keep", "ada", "--every", "never").err
    assert "as tags and categories say" in rolodex("keep", "ada", "--every", "none").err
    assert rolodex.json("show", "ada")["cadence"] == ""
    with rolodex.book() as book:
        assert {tag.name: tag.cadence for tag in book.tags()} == {"algebra": "90d"}


def test_a_length_that_is_none_changes_nothing(rolodex: Rolodex) -> None:
    ran = rolodex("keep", "ada", "--every", "often")
    assert ran.code == 2
    assert "as how often" in ran.err


def test_the_card_says_the_whole_birthday_and_what_is_due(rolodex: Rolodex) -> None:
    rolodex("keep", "emmy", "--every", "90d")
    rolodex("follow", "emmy", "--on", "fri", "lend her the book")
    said = rolodex("show", "emmy").out
    assert "27 Nov 1982" in said
    assert "Fri 27 Nov lend her the book" in said
    assert "every 90d" in said
