"""LinkedIn's export: Connections.csv of every year, Notes.csv, and the files beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rolodex.formats import Source, read
from rolodex.formats.sources import sources
from rolodex.model import BadInput, Contact, Field, Handle, Reading

TODAY = date(2026, 11, 22)
FIXTURES = Path(__file__).parent.parent / "fixtures"


def reading(name: str) -> Reading:
    [source] = sources(FIXTURES / name)
    return read(source, TODAY)


def people(name: str) -> dict[str, Contact]:
    return {record.contact.name: record.contact for record in reading(name).records}


@pytest.mark.parametrize("year", ["2018", "2020", "2021", "2026"])
def test_every_era_tells_the_same_of_a_connection(year: str) -> None:
    found = reading(f"linkedin_{year}.csv")
    assert found.format == "linkedin-connections"
    ada = found.records[0].contact
    assert (ada.given, ada.family, ada.company) == ("Ada", "Lovelace", "Analytical Engines")
    assert [email.value for email in ada.emails] == ["ada@analytical.example"]
    assert dict(ada.fields) == {"LinkedIn since": "2018-11-05"}
    assert found.fields == (Field("LinkedIn since", "date"),)
    assert found.records[0].keys[-1] == "linkedin-met:ada lovelace|2018-11-05"


@pytest.mark.parametrize(("year", "rows"), [("2018", 1), ("2020", 0), ("2021", 1), ("2026", 2)])
def test_rows_with_only_a_date_are_counted_and_are_nobody(year: str, rows: int) -> None:
    found = reading(f"linkedin_{year}.csv")
    assert found.date_only == rows
    assert found.skipped == ()
    assert all(record.contact.name for record in found.records)


def test_being_connected_is_not_knowing_how_you_met() -> None:
    ada = people("linkedin_2026.csv")["Ada Lovelace"]
    assert (ada.met_how, ada.met_on, ada.met_where, ada.met_via) == ("", "", "", "")


def test_the_profile_is_the_strongest_key() -> None:
    assert reading("linkedin_2026.csv").records[0].keys == (
        "linkedin:ada-lovelace",
        "email:ada@analytical.example",
        "linkedin-met:ada lovelace|2018-11-05",
    )


def test_letters_behind_a_family_name_stay_with_it() -> None:
    jane = people("linkedin_2026.csv")["Jane Doe, Ph.D."]
    assert (jane.given, jane.family) == ("Jane", "Doe, Ph.D.")


def test_a_profile_is_percent_decoded() -> None:
    assert people("linkedin_2026.csv")["Zoë Brandt"].handles == (Handle("linkedin", "zoë-brandt"),)
    assert people("linkedin_2026.csv")["李 小龙"].handles == (Handle("linkedin", "李-xiaolong-8a1"),)


def test_a_record_says_the_line_it_stands_on() -> None:
    assert [record.line for record in reading("linkedin_2026.csv").records] == [5, 6, 7, 10]


def test_a_file_saved_again_by_excel_is_read_with_the_columns_added_to_it() -> None:
    found = reading("linkedin_excel.csv")
    ada = found.records[0].contact
    assert found.format == "linkedin-connections"
    assert ada.tags == ("pycon", "rust")
    assert dict(ada.fields) == {"LinkedIn since": "2022-02-07", "Fee": "20"}
    assert set(found.fields) == {Field("LinkedIn since", "date"), Field("Fee", "number")}


def connections(*rows: str) -> Reading:
    text = "First Name,Last Name,URL,Company,Connected On\n" + "\n".join(rows)
    return read(Source("Connections.csv", text.encode()), TODAY)


def test_a_date_in_no_known_form_is_kept_as_it_stands() -> None:
    found = connections("Ada,Lovelace,,,5 nov. 2018 r.")
    assert dict(found.records[0].contact.fields) == {"Connected On": "5 nov. 2018 r."}
    assert found.records[0].keys == ("name:ada lovelace",)


def test_a_url_of_another_kind_stays_a_url() -> None:
    [record] = connections("Ada,Lovelace,https://www.linkedin.com/pub/ada/1/2/3,,01 Jan 2020").records
    assert [url.value for url in record.contact.urls] == ["https://www.linkedin.com/pub/ada/1/2/3"]
    assert record.contact.handles == ()


def test_a_row_with_a_profile_only_is_called_by_it() -> None:
    [record] = connections(",,https://www.linkedin.com/in/ada-l,,01 Jan 2020").records
    assert record.contact.name == "ada-l"


def test_a_profile_cannot_smuggle_in_nuls_or_line_breaks() -> None:
    [record] = connections("Ada,,https://www.linkedin.com/in/a%00b%0Ac,,01 Jan 2020").records
    assert record.contact.handles == (Handle("linkedin", "ab c"),)


def test_connections_are_found_under_any_name_and_number_of_lines() -> None:
    data = b"Notes:\none\ntwo\nthree\n\nConnected On,Last Name,First Name\n01 Jan 2020,Lovelace,Ada\n"
    found = read(Source("my network (2).txt", data), TODAY)
    assert (found.format, found.records[0].contact.name, found.records[0].line) == (
        "linkedin-connections",
        "Ada Lovelace",
        7,
    )


def test_notes_become_interactions_of_their_connection() -> None:
    found = reading("linkedin_notes.csv")
    ada = found.records[0]
    assert ada.keys == ("linkedin:ada-lovelace",)
    assert ada.contact.name == "Ada Lovelace"
    [note] = ada.interactions
    assert (note.kind, note.on) == ("note", "2026-03-02")
    assert note.text == "Met at the engine demo.\nAsked about punch cards."
    assert note.source_key == "linkedin-note:ada-lovelace:2026-03-02 18:22:01 UTC"


def test_notes_are_dated_in_all_of_linkedins_ways() -> None:
    days = [record.interactions[0].on for record in reading("linkedin_notes.csv").records]
    assert days == ["2026-03-02", "2026-03-04", "2026-03-06"]


def test_a_note_without_a_profile_is_known_by_the_name() -> None:
    assert reading("linkedin_notes.csv").records[2].keys == ("name:grace hopper",)


def test_a_note_without_a_date_is_skipped_with_its_line() -> None:
    [skipped] = reading("linkedin_notes.csv").skipped
    assert (skipped.line, "some day" in skipped.why) == (6, True)


def notes(*rows: str) -> Reading:
    header = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"
    return read(Source("Notes.csv", (header + "\n".join(rows)).encode()), TODAY)


def test_an_edited_note_keeps_its_key() -> None:
    url = "https://www.linkedin.com/in/ada"
    before = notes(f"Ada,L,{url},likes tea,2026-03-02 18:22:01 UTC,").records[0].interactions[0]
    after = (
        notes(f"Ada,L,{url},hates tea,2026-03-02 18:22:01 UTC,2026-04-01 09:00:00 UTC")
        .records[0]
        .interactions[0]
    )
    assert before.source_key == after.source_key
    assert before.text != after.text


def test_two_notes_of_one_minute_are_two() -> None:
    found = notes('Ada,,,one,"3/4/26, 9:05 AM",', 'Ada,,,two,"3/4/26, 9:05 AM",')
    assert len({record.interactions[0].source_key for record in found.records}) == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Complete/messages.csv", b'"CONVERSATION ID","FROM","CONTENT"\n"1","Ada","hello"\n'),
        ("guide_messages.csv", b"CONVERSATION ID,FROM,CONTENT\n"),
        ("Profile.csv", b"First Name,Headline\nAda,Analyst\n"),
        ("Imported Contacts.csv", b"First Name,Last Name,Companies\nAda,Lovelace,\n"),
        ("ImportedContacts.csv", b"FirstName,LastName,Emails\nAda,Lovelace,\n"),
        ("Contacts.csv", b"Source,FirstName,LastName,Emails,BookmarkedAt\nx,Ada,Lovelace,,\n"),
        ("Recommendations_Received.csv", b"First Name,Last Name,Company\nAda,Lovelace,\n"),
        ("Skills.csv", b"Name\nRust\n"),
        ("Email Addresses.csv", b"Email Address,Confirmed,Primary,Updated On\na@b.example,Yes,Yes,\n"),
        ("Ad_Targeting.csv", b"\xff\xfe" + "Name\tCompany\nAda\tAcme\n".encode("utf-16-le")),
    ],
)
def test_the_other_tables_of_an_export_are_no_people(name: str, data: bytes) -> None:
    found = read(Source(name, data), TODAY)
    assert (found.format, found.records) == ("", ())
    assert "LinkedIn's" in found.skipped[0].why


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("Company Follows.csv", b"Organization,Followed On\nAcme,x\n", "companies that you follow"),
        ("Member_Follows_123456.csv", b"Date,Status,FullName\nx,Active,Ada\n", "whose posts you follow"),
        ("Positions.csv", b"Company Name,Title,Location\nEngines,Analyst,London\n", "tells of yourself"),
        ("Skills.csv", b"Name\nRust\n", "tells of yourself"),
        ("PhoneNumbers.csv", b"Extension,Number,Type\n,+44 20 7946 0000,Mobile\n", "tells of yourself"),
        ("Verifications.csv", b"First name,Last name,Verified date\nAda,Byron,x\n", "tells of yourself"),
        ("Comments_123.csv", b"Date,Link,Message\nx,y,z\n", "tells of what you wrote"),
        ("Job Seeker Preferences.csv", b"Open To Recruiters,Phone Number\nYes,+44 1\n", "tells of jobs"),
        (
            "Receipts_v2.csv",
            b"First Name,Last Name,Payment Method Type\nAda,Byron,PAYPAL\n",
            "tells of your account",
        ),
        (
            "Job Applicant Saved Screening Question Responses_3.csv",
            b"Question,Answer\nHow many years?,2\nFirst name,\nHow many engines?,1\n",
            "tells of jobs",
        ),
    ],
)
def test_a_table_in_which_is_nobody_one_knows_says_so(name: str, data: bytes, why: str) -> None:
    found = read(Source(name, data), TODAY)
    assert (found.format, found.records) == ("", ())
    assert why in found.skipped[0].why


def test_a_sheet_of_people_may_be_called_like_a_table_in_which_is_nobody() -> None:
    found = read(Source("Organizations.csv", b"First Name,Email\nAda,ada@example.org\n"), TODAY)
    assert (found.format, found.records[0].contact.name) == ("sheet", "Ada")


@pytest.mark.parametrize(
    "name", ["Contacts.csv", "profile.csv", "Events.csv", "messages.csv", "invitations.csv"]
)
def test_a_sheet_of_ones_own_may_have_the_name_of_a_table_of_linkedin(name: str) -> None:
    found = read(Source(name, b"Name,City\nAda,London\n"), TODAY)
    assert (found.format, found.records[0].contact.name) == ("sheet", "Ada")


def test_a_table_of_an_export_can_still_be_read_as_a_sheet() -> None:
    found = read(Source("Skills.csv", b"Name\nAda\n"), TODAY, as_format="sheet")
    assert found.records[0].contact.name == "Ada"


@pytest.mark.parametrize("name", ["linkedin-connections", "linkedin-notes"])
def test_a_file_named_as_what_it_is_not_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match=r"people\.csv has no row with the columns"):
        read(Source("people.csv", b"name\nAda\n"), TODAY, as_format=name)
