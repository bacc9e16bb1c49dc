"""LinkedIn's export beside its connections: messages of every year, evidence, old address books."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolodex.formats import Source, read, together
from rolodex.formats.sources import sources
from rolodex.model import BadInput, Handle
from tests.unit.archives import FIXTURES, TODAY, by_name, of_text, one, readings

PROFILE = "linkedin/Profile.csv"
HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
    "CONTENT,FOLDER\n"
)


@pytest.mark.parametrize(
    ("year", "person", "day", "text"),
    [
        ("2020", "Jane Doe, Ph.D.", "2021-05-03", "Here is the proof."),
        ("2023", "Ada Lovelace", "2024-03-05", "Are rings in order?"),
        ("2026", "Ada Lovelace", "2026-01-29", "Dear Emmy, the engine runs."),
    ],
)
def test_a_day_of_a_conversation_is_a_message_of_the_other(
    year: str, person: str, day: str, text: str
) -> None:
    found = one(f"linkedin/messages_{year}.csv", PROFILE)
    assert found.format == "linkedin-messages"
    [talk] = [talk for talk in by_name(found)[person].interactions if talk.text == text]
    # by the clock of the person: half past one at night in Oslo
    assert (talk.kind, talk.on) == ("message", day)
    assert "Emmy Noether" not in by_name(found)


def test_the_year_2018_knows_people_by_their_names() -> None:
    found = by_name(one("linkedin/Messages_2018.csv", PROFILE))
    assert found["Ada Lovelace"].keys == ("name:ada lovelace",)
    assert found["Ada Lovelace"].only_known
    assert [(talk.on, talk.text) for talk in found["Ada Lovelace"].interactions] == [
        ("2018-03-02", "Shall we meet at the engine?")
    ]


def test_a_newer_file_beside_it_tells_whose_profile_a_name_is() -> None:
    found = by_name(one("linkedin/Messages_2018.csv", "linkedin/messages_2026.csv"))
    assert found["Ada Lovelace"].keys == ("linkedin:ada-lovelace",)
    assert [talk.on for talk in found["Ada Lovelace"].interactions] == ["2018-03-02", "2026-01-29"]


@pytest.mark.parametrize("year", ["2020", "2023", "2026"])
def test_who_is_in_every_message_is_oneself(year: str) -> None:
    found = by_name(one(f"linkedin/messages_{year}.csv"))
    assert found
    assert "Emmy Noether" not in found


def test_of_one_conversation_alone_nobody_can_tell_who_is_oneself() -> None:
    profile = "https://www.linkedin.com/in/"
    row = f"1,,Ada,{profile}ada,Emmy,{profile}emmy,2024-03-05 09:00:00 UTC,,x,\n"
    found = of_text("messages.csv", HEADER + row)
    assert found.records == ()
    assert "import the whole export" in found.skipped[0].why


def test_who_wrote_to_several_talked_with_all_of_them() -> None:
    found = by_name(one("linkedin/messages_2020.csv"))
    keys = {
        name: {talk.source_key for talk in record.interactions if talk.on == "2021-06-01"}
        for name, record in found.items()
    }
    assert keys["Ada Lovelace"] == keys["Jane Doe, Ph.D."] == {"linkedin-message:6402:2021-06-01"}


def test_somebody_new_is_made_of_whom_one_wrote_with_alone() -> None:
    found = by_name(one("linkedin/messages_2023.csv"))
    assert not found["Ada Lovelace"].only_known
    assert found["Zoë Brandt"].only_known
    assert found["Zoë Brandt"].contact.handles == (Handle("linkedin", "zoë-brandt"),)


def test_drafts_spam_adverts_and_closed_accounts_are_counted() -> None:
    names = [f"linkedin/{name}.csv" for name in ("messages_2020", "messages_2023", "messages_2026")]
    assert {skipped.why for skipped in one(*names).skipped} == {
        "messages of closed or hidden accounts and of LinkedIn itself: 1",
        "drafts, which were never sent: 1",
        "adverts: 1",
        "messages in the spam folder: 1",
    }


def test_talks_with_linkedins_own_programs_are_no_messages() -> None:
    found = read(Source("learning_coach_messages.csv", HEADER.encode()), TODAY)
    assert found.format == ""


def test_what_one_was_endorsed_for_on_a_day_is_one_quiet_entry() -> None:
    found = one("linkedin/Endorsement_Received_Info.csv")
    ada = found.records[0]
    assert ada.keys == ("linkedin:ada-lovelace",)
    [entry] = ada.interactions
    assert (entry.kind, entry.on, entry.text) == (
        "endorsement",
        "2022-06-20",
        "endorsed you for Algebra, Physics",
    )
    assert all(record.only_known for record in found.records)
    assert [skipped.line for skipped in found.skipped] == [5]


def test_an_endorsement_given_before_2023_knows_the_name_alone() -> None:
    [grace] = one("linkedin/Endorsement_Given_Info.csv").records
    assert grace.keys == ("name:grace hopper",)
    assert grace.interactions[0].text == "you endorsed them for Compilers"


@pytest.mark.parametrize(
    ("way", "name", "text"),
    [
        ("Received", "Ada Lovelace", "recommended you: A delight to work with.\nAlways."),
        ("Given", "Grace Hopper", "you recommended them: She finds every moth."),
    ],
)
def test_a_recommendation_keeps_its_text(way: str, name: str, text: str) -> None:
    [record] = one(f"linkedin/Recommendations_{way}.csv").records
    assert (record.contact.name, record.interactions[0].kind) == (name, "recommendation")
    assert record.interactions[0].text == text
    assert record.contact.company == ""


@pytest.mark.parametrize("name", ["Imported Contacts_2018", "ImportedContacts", "Contacts"])
def test_every_era_of_the_address_book_tells_emails_and_phones(name: str) -> None:
    found = one(f"linkedin/{name}.csv")
    ada = by_name(found)["Ada Lovelace"]
    assert found.format == "linkedin-contacts"
    assert ada.contact.emails[0].value == "ada@mill.example"
    assert ada.contact.phones[0].value == "+44 20 7946 0000"
    assert ada.only_known
    assert not ada.contact.fields


def test_an_address_book_that_is_asked_for_brings_everybody() -> None:
    source = Source("Contacts.csv", (FIXTURES / "linkedin/Contacts.csv").read_bytes())
    assert not read(source, TODAY, as_format="linkedin-contacts").records[0].only_known


def test_ones_own_profile_is_nobody() -> None:
    assert [(found.format, found.records) for found in readings(PROFILE)] == [("linkedin-profile", ())]


@pytest.mark.parametrize(
    "name",
    [
        "linkedin-messages",
        "linkedin-profile",
        "linkedin-endorsements",
        "linkedin-recommendations",
        "linkedin-contacts",
        "x-list",
    ],
)
def test_a_table_of_another_kind_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match=r"people\.csv has no row with the columns"):
        read(Source("people.csv", b"name\nAda\n"), TODAY, as_format=name)


def test_the_markup_of_a_message_is_no_part_of_its_text() -> None:
    ada, emmy = "https://www.linkedin.com/in/ada", "https://www.linkedin.com/in/emmy"
    text = "<p>Dear Emmy &amp; all,</p><p>see <b>you</b><br/>at 3 &lt; 4</p>"
    row = f'c,,Ada,{ada},Emmy,{emmy},2026-01-29 14:37:02 UTC,,"{text}",INBOX\n'
    reading = read(Source("messages.csv", f"{HEADER}{row}".encode()), TODAY)
    assert reading.clues
    (talk,) = reading.clues.talks or ()
    assert talk.text == "Dear Emmy & all, see you at 3 < 4"


def test_oneself_in_ones_own_address_book_is_left_out(tmp_path: Path) -> None:
    header = "FirstName,LastName,Emails,PhoneNumbers,CreatedAt\n"
    rows = 'Emmy,Noether,emmy@x.example,,"3/2/21, 9:05 AM"\nAda,Lovelace,ada@x.example,,"3/2/21, 9:05 AM"\n'
    (tmp_path / "ImportedContacts.csv").write_text(header + rows, "utf-8")
    for beside in (PROFILE, "linkedin/messages_2023.csv"):
        files = [*sources(tmp_path / "ImportedContacts.csv"), *sources(FIXTURES / beside)]
        found = together([read(file, TODAY) for file in files])
        [contacts] = [reading for reading in found if reading.format == "linkedin-contacts"]
        assert [record.contact.name for record in contacts.records] == ["Ada Lovelace"]


def test_oneself_under_an_earlier_profile_is_nobody_new() -> None:
    me = [("Emmy Noether", f"https://www.linkedin.com/in/{slug}") for slug in ("emmy", "emmy-noether")]
    others = [(name, f"https://www.linkedin.com/in/{name}") for name in ("ada", "grace", "joan")]
    text = HEADER
    for at, (other, mine) in enumerate([*((other, me[0]) for other in others), (others[0], me[1])]):
        text += f"c{at},,{','.join(mine)},{','.join(other)},2024-03-0{at + 1} 10:00:00 UTC,,hi,INBOX\n"
    assert sorted(by_name(of_text("messages.csv", text))) == ["ada", "grace", "joan"]
