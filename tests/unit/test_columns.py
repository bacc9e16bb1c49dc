"""Columns of lists: how they are written in a category, and the text of their cells."""

from __future__ import annotations

from datetime import date

import pytest

from rolodex.columns import COLUMNS, Column, cell, met, read_column
from rolodex.model import BadInput, Contact, Handle, Labelled
from tests.unit.hostile import HOSTILE

TODAY = date(2026, 11, 20)
FIELDS = ("fee", "has my CV", "sold as seen", "Company")


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("company", Column("company", "Company")),
        (" COMPANY  as\tFirm ", Column("company", "Firm")),
        ("field:fee", Column("field:fee", "fee")),
        ("Has my CV as CV", Column("field:has my CV", "CV")),
        ("field: has my cv", Column("field:has my CV", "has my CV")),
        ("field:company", Column("field:Company", "Company")),
        ("sold as seen", Column("field:sold as seen", "sold as seen")),
        ("sold as seen as Sold", Column("field:sold as seen", "Sold")),
        ("company as sold as seen", Column("company", "sold as seen")),
        ("under:group", Column("under:group", "Group")),
        ("under:#navy/ships as Ship", Column("under:navy/ships", "Ship")),
        ("under:navy/ships/", Column("under:navy/ships", "Ships")),
    ],
)
def test_a_column_is_read_as_it_is_written(written: str, column: Column) -> None:
    assert read_column(written, FIELDS) == column


@pytest.mark.parametrize("written", ["", "  ", "\n"])
def test_a_column_needs_a_name(written: str) -> None:
    with pytest.raises(BadInput, match="A column needs a name"):
        read_column(written, FIELDS)


@pytest.mark.parametrize(
    "written", ["firm", "field:shoes", "field:", "under:", "under:a b", "as", "company as", "x as y"]
)
def test_a_column_that_is_not_there_lists_those_that_are(written: str) -> None:
    with pytest.raises(
        BadInput, match=r"There is no column “.*”\. Columns are: name, .*, sold as seen, .*under:TAG\."
    ):
        read_column(written, FIELDS)


ADA = Contact(
    name="Ada Lovelace",
    nickname="Countess",
    company="Analytical Engines",
    title="Chief analyst",
    city="London",
    emails=(Labelled("ada@example.org"), Labelled("second@example.org")),
    phones=(Labelled("+44 20 7946 0000"),),
    handles=(Handle("linkedin", "ada-lovelace"), Handle("x", "ada")),
    tags=("group/python-users", "Group/straße/nord", "maths"),
    fields={"fee": "20", "has my CV": "2026-03-12", "responsive": "yes"},
    met_how="hallway",
    met_where="PyCon 2026",
    met_on="2026-05",
    met_via="Grace Hopper",
    birthday="--12-10",
    note="owes me\na lunch",
    last_interaction="2026-08-20",
    created_at="2026-11-13T09:00:00Z",
)
TYPES = {"fee": "number", "has my CV": "date", "responsive": "yesno"}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("name", "Ada Lovelace"),
        ("nickname", "Countess"),
        ("company", "Analytical Engines"),
        ("title", "Chief analyst"),
        ("city", "London"),
        ("email", "ada@example.org"),
        ("phone", "+44 20 7946 0000"),
        ("handles", "linkedin/ada-lovelace x/ada"),
        ("last", "3mo"),
        ("met", "PyCon 2026, hallway · May 2026 · via Grace Hopper"),
        ("how", "hallway"),
        ("where", "PyCon 2026"),
        ("when", "May 2026"),
        ("via", "Grace Hopper"),
        ("birthday", "10 Dec"),
        ("note", "owes me a lunch"),
        ("added", "1w"),
        ("field:fee", "20"),
        ("field:responsive", "✓"),
        ("field:not there", ""),
        ("under:group", "python-users, straße/nord"),
        ("under:GROUP/STRASSE", "nord"),
        ("under:maths", ""),
    ],
)
def test_the_text_of_a_cell(key: str, text: str) -> None:
    assert cell(ADA, Column(key, ""), TODAY, TYPES) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("key", COLUMNS)
def test_a_cell_of_somebody_of_whom_only_the_name_is_known(key: str) -> None:
    contact = Contact(name="Ada", created_at="2026-11-20T09:00:00Z")
    wanted = {"name": "Ada", "added": "today"}.get(key, "")
    assert cell(contact, Column(key, ""), TODAY, {}) == wanted


def test_nobody_was_added_tomorrow_where_it_is_still_yesterday() -> None:
    contact = Contact(name="Ada", created_at="2026-11-21T03:00:00Z")
    assert cell(contact, Column("added", ""), TODAY, {}) == "today"


def test_who_was_added_after_midnight_was_added_that_day() -> None:
    contact = Contact(name="Ada", created_at="2026-11-18T23:30:00Z")
    assert cell(contact, Column("added", ""), TODAY, {}) == "1d"


@pytest.mark.parametrize("key", ["met", "when", "birthday", "field:has my CV"])
def test_a_date_that_another_program_wrote_is_shown_as_it_is(key: str) -> None:
    contact = Contact(name="Ada", met_on="soon", birthday="soon", fields={"has my CV": "soon"})
    assert cell(contact, Column(key, ""), TODAY, TYPES) == "soon"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        (Contact(name="Ada"), ""),
        (Contact(name="Ada", met_via="Grace"), "via Grace"),
        (Contact(name="Ada", met_how="letter", met_on="2019"), "letter · 2019"),
    ],
)
def test_how_somebody_was_met_leaves_out_what_is_not_known(contact: Contact, line: str) -> None:
    assert met(contact, TODAY) == line


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_no_column(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_column(text, FIELDS)
    assert "\x1b" not in str(refused.value)
