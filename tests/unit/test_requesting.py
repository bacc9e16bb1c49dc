"""The ledger of connection requests: where they come from, what is known, what is decided and replied."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolodex.book import Book
from rolodex.book.replying import SHIPPED
from rolodex.formats import read
from rolodex.formats.sources import sources
from rolodex.model import BadInput, Contact, Handle, NotFound, Request
from rolodex.templates import filled

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def ada(book: Book) -> Contact:
    person = book.add(
        Contact(name="Ada Lovelace", met_where="PyCon 2026", handles=(Handle("linkedin", "ada-lovelace"),))
    )
    book.log([person.id], "engines", on=date(2026, 9, 14))
    return book.get(person.id)


def names(book: Book, *states: str) -> list[str]:
    return [one.request.name for one in book.requests(states or ("open", "waiting"))]  # type: ignore[arg-type]


# Written down


def test_a_request_is_open_until_it_is_decided(book: Book) -> None:
    mary = book.request(Request(name=" Mary\nSomerville ", service="LinkedIn", message="hello"))
    assert (mary.name, mary.service, mary.on, mary.state) == (
        "Mary Somerville",
        "linkedin",
        "2026-11-20",
        "open",
    )
    assert book.open_requests() == 1
    book.decide([mary.id], "declined")
    assert (book.open_requests(), names(book)) == (0, [])
    assert book.get_request(mary.id).decided_on == "2026-11-20"


def test_a_request_of_nobody_is_refused(book: Book) -> None:
    with pytest.raises(BadInput, match="name"):
        book.request(Request(name=" \n"))
    assert book.history() == []


def test_open_ones_come_first_and_then_the_newest(book: Book) -> None:
    for name, day in (("Old", "2026-01-01"), ("New", "2026-03-01"), ("Put by", "2026-06-01")):
        book.request(Request(name=name, on=day))
    book.decide([book.requests()[0].request.id], "waiting")
    assert names(book) == ["New", "Old", "Put by"]


def test_more_are_counted_than_are_listed(book: Book) -> None:
    for name in ("Mary", "Eve", "Ada"):
        book.request(Request(name=name))
    book.request(Request(name="Hers", direction="out"))
    assert (len(book.requests(limit=2)), book.count_requests()) == (2, 3)
    assert book.count_requests(outgoing=True) == 1


def test_what_was_decided_is_undone_with_one_undo(book: Book) -> None:
    rows = [book.request(Request(name=name)).id for name in ("Mary", "Eve")]
    assert book.decide(rows, "declined") == 2
    book.undo()
    assert book.open_requests() == 2


# What is known of who asks


def test_who_has_the_user_name_is_known_whatever_the_name(book: Book, ada: Contact) -> None:
    book.request(Request(name="A. King", handle="Ada-Lovelace"))
    (asked,) = book.requests()
    assert asked.known == ada


def test_of_the_same_name_alone_nobody_is_known_to_be_the_same(book: Book, ada: Contact) -> None:
    book.request(Request(name="ada LOVELACE"))
    (asked,) = book.requests()
    assert asked.known is None
    assert asked.namesakes == (ada,)


# The policy


@pytest.mark.parametrize(
    ("request_", "accept", "why"),
    [
        (Request(name="A. King", handle="ada-lovelace"), True, "met PyCon 2026, 1 talk, last 2mo"),
        (Request(name="Mary", by="Ada Lovelace"), True, "recommended by Ada Lovelace: met PyCon 2026"),
        (
            Request(name="Mary", by="Nobody Known"),
            False,
            "by Nobody Known, who is not in the book",
        ),
        (Request(name="Mary", by="Zuse"), False, "recommended by Zuse, whom “-last:never” does not fit"),
        (
            Request(name="Zuse", handle="zuse"),
            False,
            "but “-last:never or has:met” does not fit",
        ),
        (Request(name="Zuse"), False, "one of that name is in the book"),
        (Request(name="Ada Lovelace"), True, "if it is the Ada Lovelace of the book: met PyCon 2026"),
        (Request(name="Mary"), False, "not in the book, and nobody recommends them"),
    ],
)
def test_the_policy_says_what_and_why(
    book: Book, ada: Contact, request_: Request, accept: bool, why: str
) -> None:
    book.add(Contact(name="Zuse", handles=(Handle("linkedin", "zuse"),)))
    book.request(request_)
    (asked,) = book.requests()
    assert asked.verdict is not None
    assert asked.verdict.accept is accept
    assert why in asked.verdict.why


def test_the_policy_is_the_persons_own(book: Book, ada: Contact) -> None:
    book.set_policy("is:starred", "")
    book.request(Request(name="A. King", handle="ada-lovelace"))
    assert not book.requests()[0].verdict.accept  # type: ignore[union-attr]
    book.star([ada.id])
    assert book.requests()[0].verdict.accept  # type: ignore[union-attr]
    book.set_policy("", "")
    assert book.requests()[0].verdict is None


def test_a_mistaken_policy_is_refused_and_the_old_one_stays(book: Book) -> None:
    before = book.policy()
    with pytest.raises(BadInput, match="compny"):
        book.set_policy("compny:x", "")
    assert book.policy() == before


# Accepted


def test_who_is_accepted_becomes_a_contact_with_how_you_met(book: Book) -> None:
    row = book.request(
        Request(
            name="Mary Somerville", handle="mary", message="we met\nat the fair", by="Ada", on="2026-11-02"
        )
    )
    mary = book.accept(row.id)
    assert (mary.met_how, mary.met_on, mary.met_via) == (
        "asked to connect on LinkedIn: we met at the fair",
        "2026-11-02",
        "Ada",
    )
    assert mary.handles == (Handle("linkedin", "mary"),)
    assert book.get_request(row.id).contact == mary.id
    assert [row.name for row in book.requests_of(mary.id)] == ["Mary Somerville"]
    book.undo()
    assert book.search("mary").ids == []
    assert book.get_request(row.id).state == "open"


def test_who_is_in_the_book_already_is_not_added_again(book: Book, ada: Contact) -> None:
    row = book.request(Request(name="A. King", handle="ada-lovelace", message="hello"))
    assert book.accept(row.id) == book.get(ada.id)
    assert book.get(ada.id).met_where == "PyCon 2026"
    assert book.get(ada.id).met_how == ""


def test_a_namesake_is_the_same_when_one_says_so(book: Book, ada: Contact) -> None:
    row = book.request(Request(name="Ada Lovelace", service="x", handle="ada"))
    assert book.accept(row.id, same_as=ada.id).id == ada.id
    assert Handle("x", "ada") in book.get(ada.id).handles


def test_a_request_stays_when_its_contact_goes_and_moves_when_they_are_merged(
    book: Book, ada: Contact
) -> None:
    mary = book.accept(book.request(Request(name="Mary")).id)
    book.merge(ada.id, [mary.id])
    assert [row.name for row in book.requests_of(ada.id)] == ["Mary"]
    book.delete([ada.id])
    assert book.requests(("accepted",))[0].known is None


# Replies


def test_a_reply_is_filled_in_with_who_asks_and_who_answers(book: Book) -> None:
    book.say_me(my_name="Ann Author", work_email="ann@example.org")
    reply = book.reply_to(Request(name="Mary Somerville"), "only")
    assert reply.startswith("Hello Mary,\n\nthank you for asking to connect on LinkedIn.")
    assert "ann@example.org" in reply
    assert reply.endswith("Ann Author")


def test_what_a_template_needs_and_nobody_said_is_asked_for(book: Book) -> None:
    with pytest.raises(BadInput, match="my name and work email"):
        book.reply_to(Request(name="Mary"), "only")


def test_a_template_of_ones_own_takes_the_place_of_one_that_ships(book: Book) -> None:
    book.keep_template("Welcome", "Hi {first_name}")
    book.keep_template("mine", "Dear {name}")
    assert list(book.templates()) == [*SHIPPED, "mine"]
    assert book.reply_to(Request(name="Mary S"), "welcome") == "Hi Mary"
    book.keep_template("welcome", "")
    assert book.templates()["welcome"] == SHIPPED["welcome"]


@pytest.mark.parametrize(
    "text", ["Hi {nobody}", "Hi {first_name.__class__}", "{0}", "{}", "{name!r:>1000000000}"]
)
def test_an_unknown_placeholder_is_a_sentence(book: Book, text: str) -> None:
    with pytest.raises(BadInput, match="There is no placeholder"):
        book.keep_template("mine", text)


@given(st.text(), st.text())
def test_values_come_out_as_they_went_in(name: str, text: str) -> None:
    bare = text.replace("{", "").replace("}", "")
    assert filled(f"{bare}{{name}}{bare}", {"name": name}) == f"{bare}{name}{bare}"


def test_a_name_of_braces_and_line_breaks_is_text(book: Book) -> None:
    book.keep_template("mine", "Dear {name}: {message}")
    row = Request(name='{my_name} "x" %s {{', message="{name}\n{message}")
    assert book.reply_to(row, "mine") == 'Dear {my_name} "x" %s {{: {name}\n{message}'


def test_a_reply_and_what_it_decides_are_one_change(book: Book, ada: Contact) -> None:
    mary, king = (book.request(Request(name=name)) for name in ("Mary", "A. King"))
    assert book.replied(mary.id, "No", "declined").state == "declined"
    book.undo()
    assert (book.get_request(mary.id).state, book.get_request(mary.id).reply) == ("open", "")
    assert book.replied(king.id, "Welcome", "accepted", same_as=ada.id).contact == ada.id
    book.undo()
    assert book.get_request(king.id) == king


def test_a_user_name_is_found_whatever_its_letters(book: Book) -> None:
    zoe = book.add(Contact(name="Zoë", handles=(Handle("linkedin", "ZOË-Brandt"),)))
    book.request(Request(name="Z. B.", handle="zoë-BRANDT"))
    assert book.requests()[0].known == zoe


def test_what_became_of_a_reply_is_kept(book: Book) -> None:
    row = book.request(Request(name="Mary"))
    assert book.replied(row.id, " Dear Mary\n").reply == "Dear Mary"
    assert book.answered(row.id).answered_on == "2026-11-20"
    assert book.answered(row.id).answered_on == ""
    with pytest.raises(BadInput, match="empty"):
        book.replied(row.id, " ")
    with pytest.raises(NotFound):
        book.replied(99, "x")


# Numbers


def test_requests_are_counted_by_month_and_by_who_was_talked_to_before(book: Book, ada: Contact) -> None:
    book.request(Request(name="A. King", handle="ada-lovelace", on="2026-09-20"))
    book.accept(book.request(Request(name="Mary", on="2026-11-02")).id)
    book.request(Request(name="Eve", on="2026-11-03"))
    numbers = book.request_numbers()
    assert [month for month in numbers.months if month[1]] == [("2026-09", 1, 0), ("2026-11", 2, 1)]
    assert (len(numbers.months), numbers.months[-1][0]) == (24, "2026-11")
    assert (numbers.known, numbers.strangers, numbers.accepted, numbers.declined) == (1, 2, 1, 0)


def test_who_asked_without_a_user_name_is_counted_by_a_name_that_one_has(book: Book, ada: Contact) -> None:
    book.request(Request(name="ada lovelace", on="2026-10-01"))
    assert book.request_numbers().known == 1
    book.add(Contact(name="Ada Lovelace", company="Another"))
    assert book.request_numbers().known == 0


def test_what_grew_out_of_declined_ones_came_on_a_later_day(book: Book, ada: Contact) -> None:
    for day in ("2026-11-20", "2026-09-13"):
        book.request(Request(name="A. King", handle="ada-lovelace", state="declined", decided_on=day))
        assert book.request_numbers().grown == (() if day == "2026-11-20" else ("Ada Lovelace",))


def test_who_was_declined_and_accepted_after_all_grew_out_of_it(book: Book) -> None:
    mary = book.request(Request(name="Mary"))
    book.decide([mary.id], "declined")
    assert book.request_numbers().grown == ()
    book.accept(mary.id)
    assert book.request_numbers().grown == ("Mary",)
    book.undo()
    assert book.request_numbers().grown == ()


# Files


def test_invitations_of_2026_have_profiles(book: Book) -> None:
    (source,) = sources(FIXTURES / "linkedin_invitations_2026.csv")
    reading = read(source, book.today)
    assert reading.format == "linkedin-invitations"
    assert [(r.name, r.direction, r.handle, r.on) for r in reading.requests] == [
        ("Mary Somerville", "in", "mary-somerville", "2026-01-29"),
        ("Ada Lovelace", "out", "ada-lovelace", "2026-01-30"),
        ("Zoë Brandt", "in", "zoë-brandt", "2025-12-31"),
    ]
    assert reading.requests[0].message == 'Dear Ann,\nshall we talk about "the connexion"?'
    assert [skipped.why for skipped in reading.skipped] == [
        "neither a name nor a profile: a closed account",
        "“SIDEWAYS” is neither INCOMING nor OUTGOING",
    ]


def test_invitations_of_2018_have_names_alone(book: Book) -> None:
    (source,) = sources(FIXTURES / "linkedin_invitations_2018.csv")
    assert [(r.name, r.direction, r.on) for r in read(source, book.today).requests] == [
        ("Mary Somerville", "in", "2018-11-05"),
        ("Charles Babbage", "out", "2018-03-02"),
    ]


def test_invitations_come_in_once_and_those_of_connections_are_accepted(book: Book, tmp_path: Path) -> None:
    export = tmp_path / "export"
    export.mkdir()
    invitations = (FIXTURES / "linkedin_invitations_2026.csv").read_text()
    (export / "Invitations.csv").write_text(invitations)
    (export / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ada,Lovelace,https://www.linkedin.com/in/ada-lovelace,,Engines,Analyst,31 Jan 2026\n"
    )
    assert book.import_([export], dry_run=True).requests == 3
    assert book.open_requests() == 0
    assert book.import_([export]).requests == 3
    assert names(book) == ["Mary Somerville", "Zoë Brandt"]
    (mine,) = book.requests(("accepted",), outgoing=True)
    assert (mine.request.decided_on, mine.known.name) == ("2026-01-31", "Ada Lovelace")  # type: ignore[union-attr]
    assert book.import_([export]).requests == 0
    book.undo()
    assert book.requests(("open", "accepted"), outgoing=True) == []


def test_a_connection_of_which_only_the_year_is_known_has_no_day_of_decision(
    book: Book, tmp_path: Path
) -> None:
    book.add_field("LinkedIn since", "date")
    book.add(
        Contact(
            name="Ada Lovelace",
            handles=(Handle("linkedin", "ada-lovelace"),),
            fields={"LinkedIn since": "2019"},
        )
    )
    book.import_([FIXTURES / "linkedin_invitations_2026.csv"])
    (mine,) = book.requests(("accepted",), outgoing=True)
    assert mine.request.decided_on == ""
