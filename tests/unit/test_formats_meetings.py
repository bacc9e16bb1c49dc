"""Calendars: past meetings with those who came."""

from __future__ import annotations

import warnings
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.book import Book
from rolodex.formats import meetings, read, recurring
from rolodex.formats.sources import Source, sources
from rolodex.model import BadInput, Contact, Labelled, Reading
from tests.unit.import_runs import everybody, rows

TODAY = date(2026, 10, 20)
FIXTURES = Path(__file__).parent.parent / "fixtures"
GOOGLE = FIXTURES / "google.ics"
ATTENDEE = "ATTENDEE;CN=Ada:mailto:ada@x.example"


FIRST_DAYS = ["2026-10-01", "2026-10-02", "2026-10-08"]


def calendar_file(*events: str, own: frozenset[str] = frozenset()) -> Source:
    blocks = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{blocks}END:VCALENDAR\n"
    return Source("work.ics", text.encode(), own=own)


def calendar(*events: str, own: frozenset[str] = frozenset()) -> Reading:
    return read(calendar_file(*events, own=own), TODAY)


def met(reading: Reading) -> dict[str, list[tuple[str, str]]]:
    return {
        record.contact.name: [(meeting.on, meeting.text) for meeting in record.interactions]
        for record in reading.records
    }


def days(*lines: str) -> list[str]:
    found = calendar("\n".join(("UID:1", ATTENDEE, *lines)))
    return [meeting.on for record in found.records for meeting in record.interactions]


def test_a_calendar_of_google_tells_who_met_when() -> None:
    [source] = sources(GOOGLE)
    found = read(source, TODAY)
    assert met(found) == {
        "Ada Lovelace": [("2026-03-02", "The engine, and tea")],
        # five in the afternoon in California is the next day in Oslo; the 21st was moved to the 22nd at nine
        "Grace Hopper": [
            ("2026-09-08", "COBOL weekly"),
            ("2026-09-22", "COBOL weekly, moved"),
            ("2026-10-06", "COBOL weekly"),
            ("2026-10-13", "COBOL weekly"),
        ],
        "Emmy Noether": [
            ("2026-09-08", "COBOL weekly"),
            ("2026-10-06", "COBOL weekly"),
            ("2026-10-13", "COBOL weekly"),
        ],
        "Alan Turing": [("2026-06-10", "Offsite"), ("2026-09-22", "COBOL weekly, moved")],
    }
    assert found.skipped == ()


def test_a_calendar_of_outlook_has_zones_of_windows_and_people_without_an_address() -> None:
    [source] = sources(FIXTURES / "outlook.ics")
    found = read(source, TODAY)
    assert set(met(found)) == {"Ada Lovelace", "Grace Hopper", "Joan Clarke"}
    assert met(found)["Grace Hopper"] == [("2026-03-03", "Spät")]
    assert [record.keys for record in found.records if not record.contact.emails] == [("name:joan clarke",)]


def test_a_meeting_with_several_of_the_book_is_one_with_all_of_them(book: Book) -> None:
    for name, email in (("Augusta King", "ada@analytical.example"), ("Emmy", "emmy@goettingen.example")):
        book.add(Contact(name=name, emails=(Labelled(email),)))
    book.add(Contact(name="G. Hopper", emails=(Labelled("grace@navy.example"),)))
    before = rows(book.path)
    report = book.import_([GOOGLE])
    ada, emmy, grace = everybody(book)
    assert (report.new, report.unknown, ada.name, ada.last_interaction) == (
        0,
        1,
        "Augusta King",
        "2026-03-02",
    )
    assert set(book.timeline(emmy.id)[-1].names) == {"Emmy", "G. Hopper"}
    # on 20 November there were six more Mondays
    assert len(book.timeline(grace.id)) == len(book.timeline(emmy.id)) + 1 == 9
    assert book.import_([GOOGLE]).change is None
    book.undo()
    assert rows(book.path) == before


def test_a_calendar_makes_nobody_new_unless_asked(book: Book) -> None:
    assert book.import_([GOOGLE]).unknown == 4
    assert everybody(book) == []
    book.import_([GOOGLE], new_people=True)
    assert len(everybody(book)) == 4


def test_a_calendar_inside_a_zip_is_read(book: Book, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "joan.ical.zip", "w") as archive:
        archive.write(GOOGLE, "joan@bletchley.example.ics")
    [file] = book.import_([tmp_path / "joan.ical.zip"]).files
    assert (file.format, file.unknown) == ("calendar", 4)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("DTSTART:20261019T100000Z",), ["2026-10-19"]),
        (("DTSTART:20261020T000000Z",), []),
        (("DTSTART;VALUE=DATE:20261019",), ["2026-10-19"]),
        (("DTSTART:20260701T220000Z",), ["2026-07-02"]),
        (("DTSTART;TZID=Nowhere/Land:20260701T235900",), ["2026-07-01"]),
        (("DTSTART;TZID=../../etc/passwd:20260701T235900",), ["2026-07-01"]),
        (("DTSTART;VALUE=DATE:20261001", "RRULE:FREQ=DAILY;COUNT=2"), ["2026-10-01", "2026-10-02"]),
        (("DTSTART;VALUE=DATE:20261001", "RRULE:FREQ=DAILY;UNTIL=20261002"), ["2026-10-01", "2026-10-02"]),
        (("DTSTART:20261001T230000Z", "RRULE:FREQ=DAILY;UNTIL=20261002T225959Z"), ["2026-10-02"]),
        (("DTSTART;VALUE=DATE:20260831", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"), ["2026-08-31", "2026-09-30"]),
        (("DTSTART;VALUE=DATE:20241019", "RRULE:FREQ=YEARLY;INTERVAL=2"), ["2024-10-19", "2026-10-19"]),
        (
            ("DTSTART:20261001T100000Z", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261002"),
            ["2026-10-01", "2026-10-03"],
        ),
        (
            ("DTSTART:20261001T100000Z", "RDATE;VALUE=PERIOD:20261005T100000Z/PT1H"),
            ["2026-10-01", "2026-10-05"],
        ),
        (
            # the clock went back on 25 October 2025, and half past midnight stays half past midnight
            ("DTSTART;TZID=Europe/Berlin:20251024T003000", "RRULE:FREQ=DAILY;COUNT=3"),
            ["2025-10-24", "2025-10-25", "2025-10-26"],
        ),
        (("DTSTART:20261001T100000Z", "STATUS:CANCELLED"), []),
        # as KOrganizer, Evolution and Mozilla's calendar folded about 2005
        (("DTSTART\n :20261001T100000Z", "RRULE\n :FREQ=DAILY;COUNT=2"), ["2026-10-01", "2026-10-02"]),
        (("DTSTART;VALUE=DATE:20261001", "RRULE:"), ["2026-10-01"]),
        (
            ("DTSTART;VALUE=DATE:20261001", "RRULE:FREQ=WEEKLY;COUNT=-1;BYDAY=TH, FR;UNTIL=20261008;"),
            FIRST_DAYS,
        ),
        (("DTSTART:20261001T100000Z", "RRULE:FREQ=DAILY;COUNT=2;BYHOUR=10;BYMINUTE=0"), FIRST_DAYS[:2]),
        (("DTSTART:20261001Z", "RDATE:20261002Z"), FIRST_DAYS[:2]),
    ],
)
def test_an_event_takes_place_on_its_local_days_before_today(
    lines: tuple[str, ...], found: list[str]
) -> None:
    assert days(*lines) == found


def test_what_changes_from_one_time_on_is_true_of_all_later_ones() -> None:
    main = f"UID:1\n{ATTENDEE}\nDTSTART:20261001T100000Z\nRRULE:FREQ=DAILY;COUNT=4\nSUMMARY:old"
    later = (
        "UID:1\nATTENDEE;CN=Grace:mailto:grace@x.example\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261003T100000Z\n"
        "DTSTART:20261004T100000Z\nSUMMARY:new"
    )
    assert met(calendar(main, later)) == {
        "Ada": [("2026-10-01", "old"), ("2026-10-02", "old")],
        "Grace": [("2026-10-04", "new"), ("2026-10-05", "new")],
    }


def test_a_single_time_of_a_series_one_was_invited_to_is_a_meeting() -> None:
    lines = "RECURRENCE-ID:20261003T100000Z\nDTSTART:20261003T120000Z"
    assert met(calendar(f"UID:1\n{ATTENDEE}\n{lines}")) == {"Ada": [("2026-10-03", "")]}


def test_own_addresses_are_nobody_else_and_decline_for_all() -> None:
    me = "ATTENDEE;PARTSTAT={}:mailto:me@x.example"
    accepted = f"UID:1\n{ATTENDEE}\n{me.format('ACCEPTED')}\nDTSTART:20261001T100000Z"
    declined = f"UID:2\n{ATTENDEE}\n{me.format('DECLINED')}\nDTSTART:20261002T100000Z"
    found = calendar(accepted, declined, own=frozenset(("me@x.example",)))
    assert met(found) == {"Ada": [("2026-10-01", "")]}


def test_an_event_alone_is_a_calendar_of_one() -> None:
    text = f"BEGIN:VEVENT\nUID:1\n{ATTENDEE}\nDTSTART:20261001T100000Z\nEND:VEVENT\n"
    found = read(Source("evolution.ics", text.encode()), TODAY)
    assert (met(found), found.cut) == ({"Ada": [("2026-10-01", "")]}, False)


def test_a_zone_under_the_name_of_its_vendor_is_known_without_a_word() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = days("DTSTART;TZID=/mozilla.org/20050126_1/America/Los_Angeles:20261001T200000")
    assert found == ["2026-10-02"]


def meetings_of(*owners: str) -> list[str]:
    """A meeting of each with Ada, Grace and Emmy in turn."""
    others = ("ada", "grace", "emmy") * 2
    return [
        f"UID:{n}\nATTENDEE:mailto:{owner}\nATTENDEE:mailto:{other}@x.example\nDTSTART:2026100{n + 1}T100000Z"
        for n, (owner, other) in enumerate(zip(owners, others, strict=False))
    ]


def test_whose_a_calendar_is_by_who_stands_in_it_is_left_out_also_where_its_name_is_never_invited(
    book: Book, tmp_path: Path
) -> None:
    source = calendar_file(*meetings_of(*["joan@old.example"] * 5))
    path = tmp_path / "a.ics"
    path.write_bytes(source.data.replace(b"VERSION", b"X-WR-CALNAME:joan@new.example\nVERSION"))
    book.import_([path], new_people=True)
    assert {person.name for person in everybody(book)} == {
        f"{who}@x.example" for who in ("ada", "emmy", "grace")
    }


def test_the_email_of_your_templates_is_yours_in_a_calendar_too(book: Book, tmp_path: Path) -> None:
    book.say_me(work_email="Joan@Work.example")
    path = tmp_path / "a.ics"
    path.write_bytes(calendar_file(*meetings_of("joan@work.example")).data)
    book.import_([path], new_people=True)
    assert [person.name for person in everybody(book)] == ["ada@x.example"]


def test_an_audience_was_not_met() -> None:
    people = "\n".join(f"ATTENDEE:mailto:p{number}@x.example" for number in range(51))
    assert calendar(f"UID:1\n{people}\nDTSTART:20261001T100000Z").records == ()


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=4;BYHOUR=9,15",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2",
        "FREQ=WEEKLY;BYSETPOS=99",
        "FREQ=NEVER",
        "BYDAY=MO",
        "FREQ=DAILY;BYDAY=XX",
    ],
)
def test_a_rule_that_is_not_followed_is_told_with_its_line(rule: str) -> None:
    found = calendar(f"UID:1\n{ATTENDEE}\nDTSTART:20261001T100000Z\nRRULE:{rule}")
    assert [(skipped.line, skipped.why[:35]) for skipped in found.skipped] == [
        (3, "an event that is not followed: it r")
    ]


def test_an_event_that_repeats_for_ever_is_told() -> None:
    found = calendar(f"UID:1\n{ATTENDEE}\nDTSTART:19700101T100000Z\nRRULE:FREQ=DAILY")
    assert "more than 20,000 times" in found.skipped[0].why


def test_a_calendar_that_is_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    data = GOOGLE.read_bytes()
    path = tmp_path / "cut.ics"
    path.write_bytes(data[: data.index(b"SUMMARY:Offsite")])
    [source] = sources(path)
    found = read(source, TODAY)
    assert "Ada Lovelace" in met(found)
    assert [skipped.why for skipped in found.skipped] == ["an event that is not ended: the file is cut off"]
    assert found.cut


def test_however_long_its_description_is_an_event_is_read() -> None:
    lines = f"DESCRIPTION:{'x' * 2**21}", "BEGIN:VALARM", "ATTENDEE:mailto:beep@x.example", "END:VALARM"
    assert days(*lines, "DTSTART:20261001T100000Z") == ["2026-10-01"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"SUMMARY:{'x' * 2**20}", "an event of more than 1 MiB"),
        (f"EXDATE:{'20261001,' * 20_000}", "an event that lists more than 20,000 days"),
        (
            f"RRULE:FREQ=DAILY;BYDAY={'MO,' * 1000}",
            "an event that repeats by a rule of more than 2,000 letters",
        ),
    ],
)
def test_an_event_without_measure_is_left_out_with_its_line_and_the_others_come_in(
    line: str, why: str
) -> None:
    hostile, good = (f"UID:{uid}\n{ATTENDEE}\nDTSTART:20261001T100000Z" for uid in "12")
    found = calendar(f"{hostile}\n{line}", good)
    assert [skipped.told for skipped in found.skipped] == [f"line 3: {why}"]
    assert met(found) == {"Ada": [("2026-10-01", "")]}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("DTSTART;TZID=Europe:20261001T100000", "an event that can't be read"),
        ("DTSTART:20261001T100000Z\nRRULE:FREQ=YEARLY;BYDAY=60MO", "not understood"),
        ("DTSTART:20261001T100000Z\nRRULE:FREQ=DAILY;INTERVAL=99999999999", "not understood"),
        ("DTSTART;TZID=Asia/Tokyo:00010101T000000", "does not say when it begins"),
    ],
)
def test_an_event_that_no_calendar_can_hold_is_told_and_the_others_come_in(lines: str, why: str) -> None:
    found = calendar(f"UID:1\n{ATTENDEE}\n{lines}", f"UID:2\n{ATTENDEE}\nDTSTART:20261001T100000Z")
    assert [why in skipped.why for skipped in found.skipped] == [True]
    assert met(found) == {"Ada": [("2026-10-01", "")]}


def test_an_event_of_the_year_9999_is_none_of_the_past() -> None:
    assert days("DTSTART:99991231T235959Z", "RRULE:FREQ=DAILY") == []


def test_rules_that_never_come_true_are_not_followed_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurring, "_IN_VAIN", meetings.MOST_MEETINGS // 2 + 1)
    lines = f"{ATTENDEE}\nDTSTART:20261001T100000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"
    assert met(calendar(f"UID:1\n{lines}")) == {"Ada": [("2026-10-01", "")]}
    with pytest.raises(BadInput, match="more than 500,000 meetings"):
        meetings.read(calendar_file(f"UID:1\n{lines}", f"UID:2\n{lines}"), TODAY)


def test_a_letter_that_a_fold_parts_is_one_letter() -> None:
    event = f"UID:1\n{ATTENDEE}\nDTSTART:20261001T100000Z\nSUMMARY:Gr\xfc\xdfe".encode()
    start, _, end = event.partition("ü".encode())
    data = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + start + b"\xc3\r\n \xbc" + end + b"\nEND:VEVENT\n"
    assert met(meetings.read(Source("a.ics", data), TODAY)) == {"Ada": [("2026-10-01", "Grüße")]}


def test_a_name_with_a_bare_comma_is_one_name() -> None:
    assert set(met(calendar("UID:1\nDTSTART:20261001\nATTENDEE;CN=Lovelace, Ada:mailto:ada@x.example"))) == {
        "Ada Lovelace"
    }


@pytest.mark.parametrize(
    "line",
    [
        'ATTENDEE;CN="Hopper, Grace <grace@x.example> (grace@x.example)":mailto:grace@x.example',
        "ATTENDEE:X-CONFLUENCE-USER-KEY=8a4a;CN=Grace Hopper;CUTYPE=INDIVIDUAL:mailto:grace@x.example",
    ],
)
def test_a_guest_has_a_name_and_an_address_however_they_are_mixed(line: str) -> None:
    (record,) = calendar(f"UID:1\n{line}\nDTSTART:20261001T100000Z").records
    assert (record.contact.name, record.contact.emails) == ("Grace Hopper", (Labelled("grace@x.example"),))


@pytest.mark.parametrize("limit", ["MOST_EVENTS", "MOST_INVITED", "MOST_PEOPLE"])
def test_a_calendar_of_more_than_anybody_has_is_refused(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings, limit, 1)
    event = "UID:{0}\nATTENDEE:mailto:{0}@x.example\nDTSTART:20261001T100000Z"
    with pytest.raises(BadInput, match=r"work\.ics (holds|names) more than 1 .*: split it"):
        meetings.read(calendar_file(event.format("a"), event.format("b")), TODAY)


@given(
    st.lists(
        st.sampled_from(
            (
                ATTENDEE,
                "DTSTART:20261001T100000Z",
                "RRULE:FREQ=DAILY;COUNT=2",
                "UID:1",
                "BEGIN:VEVENT",
                "END:VEVENT",
                "BEGIN:VALARM",
                "\0",
                "RECURRENCE-ID:20261001T100000Z",
                "EXDATE:x",
                "ORGANIZER;=:x",
                "DTSTART",
                " folded",
                "STATUS:CANCELLED",
                "DTSTART;VALUE=DATE:99999999",
            )
        ),
        max_size=12,
    )
)
def test_any_lines_are_read_or_skipped(lines: list[str]) -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "\n".join(lines)
    found = read(Source("work.ics", text.encode()), TODAY)
    assert found.format == "calendar"


def test_too_many_meetings_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings, "MOST_MEETINGS", 5)
    event = f"BEGIN:VEVENT\nUID:1\n{ATTENDEE}\nDTSTART:20261001T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
    with pytest.raises(BadInput, match=r"work\.ics holds more than 5 meetings"):
        meetings.read(Source("work.ics", f"BEGIN:VCALENDAR\n{event}".encode()), TODAY)


def test_where_nothing_tells_whose_a_calendar_is_nobody_is_made_of_it(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    path.write_bytes(calendar_file(*meetings_of("joan@work.example")).data)
    report = book.import_([path], new_people=True)
    assert (report.new, report.unknown, report.owner_unknown) == (0, 2, True)
