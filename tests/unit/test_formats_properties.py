"""What holds of every file: nothing of a sheet is dropped, and nothing but BadInput is raised."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rolodex.formats import FORMATS, Source, read
from rolodex.formats.fieldtypes import NO, YES
from rolodex.model import BadInput, Reading, Record
from rolodex.text import storable

TODAY = date(2026, 11, 22)
FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.[ct]sv"))

HEADERS = st.sampled_from(
    [
        *(
            "Name",
            "First Name",
            "Last Name",
            "Middle Name",
            "Nickname",
            "Email",
            "E-mail 2 Address",
            "Phone",
            "Mobile",
        ),
        *(
            "Company",
            "Employer",
            "Title",
            "Job Title",
            "City",
            "Website",
            "Birthday",
            "Birth Year",
            "Birth Month",
        ),
        *(
            "Notes",
            "Comments",
            "Tags",
            "Met on",
            "Met at",
            "Introduced by",
            "Twitter",
            "LinkedIn URL",
            "handle",
        ),
        *("Street", "Postal Code", "Country", "Home City", "Fee", "Responsive?", "", "Column B", "Name 2"),
        *("E-mail 1 - Value", "Custom Field 1 - Value", "Organization 1 - Name", "Address 1 - Street"),
    ]
)
CELLS = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.sampled_from(
        ["soon", "12", "2019-05-12", "4/11/2019", "a@b.example", "a@b.example, c", "+49 170 5550100"]
    ),
    st.sampled_from(
        ["Ada Lovelace", "@ada", "x.example", "a;b|c", "Bob <b@b.example>", '"q" <q@q.example>', "Q, R"]
    ),
)
SHEETS = st.lists(HEADERS, min_size=1, max_size=7).flatmap(
    lambda header: st.tuples(
        st.just(["Email address", *header]),
        st.lists(st.lists(CELLS, max_size=len(header) + 3), min_size=1, max_size=5),
    )
)


# What a book keeps in a form of its own (yes and no), and what programs say of everybody.
KEPT_OTHERWISE = YES | NO | {"mycontacts", "starred", "smtp", "normal"}


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", storable(text).casefold()) if word not in KEPT_OTHERWISE]


def told(record: Record) -> str:
    contact = record.contact
    points = (*contact.emails, *contact.phones, *contact.urls, *contact.addresses)
    single = (contact.name, contact.given, contact.family, contact.nickname, contact.company, contact.title)
    met = (
        contact.city,
        contact.met_how,
        contact.met_where,
        contact.met_on,
        contact.met_via,
        contact.birthday,
    )
    return "\n".join(
        (
            *single,
            *met,
            contact.note,
            *(point.value for point in points),
            *(handle.name for handle in contact.handles),
            *contact.tags,
            *contact.fields.values(),
        )
    ).casefold()


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(SHEETS)
@example((["Name", "Fee"], [["Ada", "2.50"], ["Grace", "yes"]]))
def test_every_cell_of_a_sheet_is_in_a_contact_or_its_row_is_skipped(
    sheet: tuple[list[str], list[list[str]]],
) -> None:
    header, rows = sheet
    # one row a line, so that the line tells the row
    rows = [[re.sub(r"[\r\n]", " ", cell) for cell in row] for row in rows]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([header, *rows])
    found = read(Source("people.csv", buffer.getvalue().encode("utf-8", "replace")), TODAY, as_format="sheet")
    by_line = {record.line: told(record) for record in found.records}
    skipped = {row.line for row in found.skipped}
    for line, row in enumerate(rows, start=2):
        if line not in skipped:
            missing = [word for cell in row for word in words(cell) if word not in by_line.get(line, "")]
            assert not missing


def read_anyhow(data: bytes, as_format: str | None) -> Reading | None:
    try:
        return read(Source("people.csv", data), TODAY, as_format)
    except BadInput as refused:
        assert "people.csv" in str(refused)
        return None


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, *FORMATS]))
def test_any_bytes_are_read_or_refused(data: bytes, as_format: str | None) -> None:
    read_anyhow(data, as_format)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(FIXTURES), st.floats(0, 1))
def test_a_file_cut_off_anywhere_is_read_as_far_as_it_goes(path: Path, share: float) -> None:
    data = path.read_bytes()
    found = read_anyhow(data[: int(len(data) * share)], None)
    assert found is not None
    assert all(record.contact.name and record.keys for record in found.records)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(FIXTURES), st.data())
def test_a_file_with_damaged_bytes_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    damaged = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=10)):
        damaged[place] = data.draw(st.integers(0, 255))
    read_anyhow(bytes(damaged), None)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_reading_twice_says_the_same(path: Path) -> None:
    source = Source(path.name, path.read_bytes())
    assert read(source, TODAY) == read(source, TODAY)


@pytest.mark.parametrize(
    "column", ["name", "email", "phone", "tags", "website", "birthday", "x", "notes", "fee"]
)
@pytest.mark.parametrize("piece", ["a;", " ", "a@b.example,", ":", "1,", "<", "%41", "0"])
def test_a_cell_of_a_hundred_thousand_pieces_is_read(column: str, piece: str) -> None:
    data = f'name,{column}\nAda,"{piece * 100_000}"\n'.encode()
    assert read(Source("people.csv", data), TODAY).records[0].contact.name
